"""The opening guide of Neo4j Browser: how to read a graph of deals, and one slide for each investigation.

It is made from the catalogue, so that a new investigation is in it by itself. Browser takes HTML with one `<slide>` a
page, and removes scripts. A click on `data-populate` fills the editor, on the circle that Browser puts in front of it
runs the query at once; `data-exec` runs one of Browser's own commands.
"""

from collections.abc import Sequence
from html import escape
from string import Template
from typing import Final

from circflow.browser.look import STATIC, style
from circflow.browser.statements import picture_of, rows_of
from circflow.queries import Param, StoredQuery

_PAGE: Final = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>Where money comes back</title>
</head>
<body>
<article class="guide">
<carousel class="deck container-fluid">
{slides}
</carousel>
</article>
</body>
</html>
"""

_EVIDENCE: Final = """// A deal, what is said about it, and where
CYPHER 25
MATCH p = (:Deal {id: 'D-001'})<-[:ABOUT]-(:Claim)-[:SAID_IN]->(:Source)
RETURN p"""


def guide(investigations: Sequence[StoredQuery]) -> str:
    """Return the guide.

    Args:
        investigations: One slide each.
    """
    # What asks about all deals comes before what asks about companies that the reader must name.
    ordered = sorted(investigations, key=lambda query: bool(_required(query)))
    questions = "\n".join(f"<li>{_asks(query)}</li>" for query in ordered)
    slides = [
        # On one line: Browser takes `style` and what follows it as one command.
        _slide("welcome", questions=questions, style=escape(" ".join(style().split()))),
        _slide("arrows"),
        *map(_question, ordered),
        _slide("limits", evidence=escape(_EVIDENCE)),
    ]
    return _PAGE.format(slides="\n".join(f'<slide class="row-fluid">\n{slide}</slide>' for slide in slides))


def _slide(name: str, **parts: str) -> str:
    text = (STATIC / "slides" / f"{name}.html").read_text(encoding="utf-8")
    return Template(text).substitute(parts)


def _question(query: StoredQuery) -> str:
    options = (f"--{param.name.replace('_', '-')} {param.example or 'TEXT'}" for param in _required(query))
    return _slide(
        "question",
        title=escape(query.title),
        question=_asks(query),
        reading="\n".join(f"<p>{escape(text)}</p>" for text in _told(query) if text),
        buttons=_buttons(query),
        command=escape(" ".join([query.id, *options])),
    )


def _told(query: StoredQuery) -> tuple[str, ...]:
    return (query.reading, *query.caveats, query.only_fetches)


def _required(query: StoredQuery) -> list[Param]:
    return [param for param in query.params.values() if param.required]


def _asks(query: StoredQuery) -> str:
    return escape(query.asks({name: param.example or param.default for name, param in query.params.items()}))


def _buttons(query: StoredQuery) -> str:
    """Return what runs the query with its defaults, and with the examples of what has none."""
    required = _required(query)
    if any(param.example is None for param in required):
        return ""
    parameters = query.sent(query.bind({param.name: param.example for param in required}))
    rows = _button("Rows", rows_of(query, parameters))
    picture = _button("Picture", picture_of(query, parameters))
    values = " and ".join(f"<code>{escape(str(param.example))}</code>" for param in required)
    advice = f"\n<p>In the editor, write other ids in the place of {values} as you like.</p>" if required else ""
    return f"<p>{rows} &nbsp; {picture} &nbsp; (the circle runs it, the word fills the editor)</p>{advice}"


def _button(label: str, cypher: str) -> str:
    return f'<a class="btn" data-populate="{escape(cypher)}">{escape(label)}</a>'
