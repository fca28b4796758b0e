"""A stored query with its parameters written as literals, for links into Neo4j Browser alone.

A link can fill the editor but set no parameters, and Browser cuts what it carries at `&` and `#`. Everywhere else
parameters are sent beside the text, never inside it.
"""

from collections.abc import Mapping
from datetime import date
from typing import Final

from circflow.queries.stored_query import StoredQuery
from circflow.queries.tokens import Kind, Token, lines, tokens

# Neo4j reads \uXXXX before all else, in strings as in label expressions, so these two can be written everywhere.
_LINKABLE: Final = str.maketrans({"&": "\\u0026", "#": "\\u0023"})
_KEY_ESCAPES: Final = str.maketrans({"`": "``", "\\": "\\u005C", "&": "\\u0026", "#": "\\u0023"})
_ESCAPES: Final = str.maketrans(
    {
        "\\": "\\\\",
        "'": "\\'",
        "\n": "\\n",
        "\r": "\\r",
        "\t": "\\t",
        "\b": "\\b",
        "\f": "\\f",
        "&": "\\u0026",
        "#": "\\u0023",
    }
)


def with_literals(query: StoredQuery, parameters: Mapping[str, object]) -> str:
    """Return the Cypher of a query without comments, each parameter replaced by its value, and without `&` and `#`.

    Args:
        query: A query of the catalogue.
        parameters: All of its parameters, as `StoredQuery.sent` returns them.
    """
    parts: list[str] = []
    gap = ""
    for piece in tokens(query.statement):
        if piece.kind in (Kind.SPACE, Kind.COMMENT):
            gap += _gap(piece)
            continue
        parts.append(_narrow(gap) if parts else "")
        gap = ""
        written = literal(parameters[piece.name]) if piece.kind is Kind.PARAMETER else piece.text
        parts.append(written.translate(_LINKABLE))
    return "".join(parts)


def _key(name: str) -> str:
    """Write the key of a map; between backticks a backslash is one, unless a `u` follows it."""
    return f"`{name.translate(_KEY_ESCAPES)}`"


def literal(value: object) -> str:
    """Write a value as Cypher.

    Raises:
        TypeError: A parameter cannot be of this type.
    """
    match value:
        case None:
            return "null"
        case bool():
            return "true" if value else "false"
        case int() | float():
            return _number(value)
        case str():
            return f"'{value.translate(_ESCAPES)}'"
        case date():
            return f"date('{value.isoformat()}')"
        case dict():
            return f"{{{', '.join(f'{_key(key)}: {literal(item)}' for key, item in value.items())}}}"
        case list() | tuple():
            return f"[{', '.join(literal(item) for item in value)}]"
    raise TypeError(f"{type(value).__name__} is no type of a parameter")


def _number(value: float) -> str:
    # In parentheses, since a minus in front would make two, and `--` is a relationship.
    text = repr(value).replace("e+", "e")
    return f"({text})" if text.startswith("-") else text


def _gap(piece: Token) -> str:
    return piece.text if piece.kind is Kind.SPACE else " "


def _narrow(gap: str) -> str:
    """Return the space between two words: one line end and the indentation, where there was a line end."""
    rows = lines(gap)
    return "\n" + rows[-1].replace("\r", "") if len(rows) > 1 else " " if gap else ""
