"""Cypher that several stored queries share: it stands in each of them word for word, and once as a master.

A file must paste into Neo4j Browser as it is, and Browser knows no include. So a block stands between two comments:

    // deal counts >>>
    …
    // <<<

Its master is `cypher/common/deal_counts.cypher`. In `// deal counts on day >>>` the variable `day` stands for `$as_of`.
A master may hold blocks itself, whose masters hold none: it has their marks alone, and the queries have it all.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from circflow.queries.problems import Problems
from circflow.queries.tokens import Kind, Token, lines, tokens

RENEW: Final = "python -m circflow.queries.renew"
_OPENS: Final = re.compile(r"// ([a-z][a-z ]*?)(?: on (\w+))? >>>")
_NESTED: Final = re.compile(r"^( *// [a-z][a-z ]*) >>>$")
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
    outside = len(written) + 1
    for block in sorted(_blocks(tokens(text)), key=_end, reverse=True):
        # Blocks inside of one are renewed with it.
        if block.closes is not None and block.name in masters and _end(block) < outside:
            outside = block.opens.line
            marker = written[block.opens.line - 1]
            indent = marker[: len(marker) - len(marker.lstrip())]
            end = marker[len(marker.rstrip()) :]
            wanted = _wanted(block, masters)
            written[block.opens.line : block.closes.line - 1] = [f"{indent}{line}{end}" for line in wanted]
    return "".join(written)


def filled(masters: Masters) -> dict[str, tuple[str, ...]]:
    """Return masters with the blocks that they hold."""
    return {name: tuple(renewed("\n".join(master), masters).split("\n")) for name, master in masters.items()}


def _end(block: _Block) -> int:
    return block.closes.line if block.closes else 0


def _blocks(pieces: list[Token]) -> list[_Block]:
    found: list[_Block] = []
    for piece in pieces:
        if piece.kind is not Kind.COMMENT:
            continue
        mark = piece.text.strip()
        if opens := _OPENS.fullmatch(mark):
            found.append(_Block(piece, opens[1], opens[2]))
        elif mark == _CLOSES and (still_open := [block for block in found if block.closes is None]):
            still_open[-1].closes = piece
    return found


def _wanted(block: _Block, masters: Masters) -> list[str]:
    if block.day is None:
        return list(masters[block.name])
    return [_NESTED.sub(rf"\1 on {block.day} >>>", line.replace("$as_of", block.day)) for line in masters[block.name]]


def _bare(written: Iterable[str]) -> tuple[str, ...]:
    """Leave out indentation and empty lines."""
    return tuple(line.strip() for line in written if line.strip())
