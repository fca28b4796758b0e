"""Cypher whose rows come together that are alike in their first column.

Half a million rows take longer on their way, one by one, than the server needs to find them.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from circflow.queries.tokens import Kind, tokens


@cache
def gathered(statement: str, columns: tuple[str, ...]) -> str:
    """Return a statement with one row for all those of the given one that are alike in the first column.

    Args:
        statement: One that begins with CYPHER 25; its lines stay as they are.
        columns: Those of its final RETURN.
    """
    cut = tokens(statement)
    pieces = [piece.text for piece in cut]
    _, version, *_, last = (at for at, piece in enumerate(cut) if piece.kind not in (Kind.SPACE, Kind.COMMENT))
    pieces[version] += " CALL () {"
    if pieces[last] == ";":
        pieces[last] = ""
    first, *others = columns
    return "".join(pieces) + f"\n}}\nRETURN {first}, collect([{', '.join(others)}]) AS others"


def apart(rows: Iterable[Sequence[Any]], columns: Sequence[str]) -> Iterator[Mapping[str, Any]]:
    """Yield the rows of the given statement again."""
    for first, others in rows:
        for values in others:
            yield dict(zip(columns, (first, *values), strict=True))
