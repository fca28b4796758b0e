"""Cypher that several stored queries share: it stands in each of them word for word, and once as a master.

A file must paste into Neo4j Browser as it is, and Browser knows no include. So a block stands between two comments:

    // deal counts >>>
    …
    // <<<

Its master is `cypher/common/deal_counts.cypher`. In `// deal counts on day >>>` the variable `day` stands for `$as_of`.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from circflow.queries.problems import Problems
from circflow.queries.tokens import Kind, Token, lines, tokens

RENEW: Final = "python -m circflow.queries.renew"
_OPENS: Final = re.compile(r"// ([a-z][a-z ]*?)(?: on (\w+))? >>>")
_CLOSES: Final = "// <<<"

Masters = Mapping[str, tuple[str, ...]]
"""Lines of each block, without line ends, by its name."""


@dataclass(slots=True)
class _Block:
    opens: Token
    name: str
    day: str | None
    closes: Token | None = None


def check_blocks(text: str, pieces: list[Token], masters: Masters, problems: Problems) -> None:
    """Note every block that differs from its master."""
    written = lines(text)
    for block in _blocks(pieces):
        line = block.opens.line
        if block.name not in masters:
            problems.add(line, f"there is no shared block `{block.name}`; there are {', '.join(sorted(masters))}")
        elif block.closes is None:
            problems.add(line, f"the block `{block.name}` that begins here is not closed; end it with `{_CLOSES}`")
        elif _bare(written[line : block.closes.line - 1]) != _bare(_wanted(block, masters)):
            problems.add(line, f"the block `{block.name}` differs from its master; renew it with `{RENEW} FOLDER`")


def renewed(text: str, masters: Masters) -> str:
    """Return a query with all its blocks renewed, each indented as its marker; what is not whole stays as it is."""
    written = lines(text)
    for block in reversed(_blocks(tokens(text))):
        if block.closes is not None and block.name in masters:
            marker = written[block.opens.line - 1]
            indent = marker[: len(marker) - len(marker.lstrip())]
            end = marker[len(marker.rstrip()) :]
            wanted = _wanted(block, masters)
            written[block.opens.line : block.closes.line - 1] = [f"{indent}{line}{end}" for line in wanted]
    return "".join(written)


def _blocks(pieces: list[Token]) -> list[_Block]:
    found: list[_Block] = []
    for piece in pieces:
        if piece.kind is not Kind.COMMENT:
            continue
        mark = piece.text.strip()
        if opens := _OPENS.fullmatch(mark):
            found.append(_Block(piece, opens[1], opens[2]))
        elif mark == _CLOSES and found and found[-1].closes is None:
            found[-1].closes = piece
    return found


def _wanted(block: _Block, masters: Masters) -> list[str]:
    return [line.replace("$as_of", block.day) if block.day else line for line in masters[block.name]]


def _bare(written: Iterable[str]) -> tuple[str, ...]:
    """Leave out indentation and empty lines."""
    return tuple(line.strip() for line in written if line.strip())
