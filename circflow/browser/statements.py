"""Stored queries as statements for Browser's editor: one click on Run gives rows, or draws them as a graph."""

from collections.abc import Mapping, Sequence
from typing import Final

from circflow.queries import Catalogue, StoredQuery, with_literals

_ESCAPED: Final = str.maketrans({"&": "\\u0026", "#": "\\u0023", "\\": "/"})

# These names are no other query's: after NEXT, Neo4j still minds of what type a name was before.
_DRAW: Final = """
NEXT
WITH deals
UNWIND deals AS drawn_id
MATCH picture = (:Company)-[drawn:INVESTS_IN|BUYS_FROM|JOINT_VENTURE WHERE drawn.deal_id = drawn_id]->(:Company)
RETURN DISTINCT picture"""


def rows_of(query: StoredQuery, parameters: Mapping[str, object]) -> str:
    """Return a query with its parameters as literals, below its title.

    Args:
        query: Any of the catalogue.
        parameters: All of its parameters, as `StoredQuery.sent` returns them.
    """
    return _titled(query.title, with_literals(query, parameters))


def picture_of(query: StoredQuery, parameters: Mapping[str, object]) -> str:
    """Return a statement that runs an investigation and draws the deals of its rows.

    Args:
        query: An investigation; each has a column `deals`.
        parameters: As for `rows_of`.
    """
    return _titled(query.title, with_literals(query, parameters) + _DRAW)


def picture_of_deals(catalogue: Catalogue, title: str, deals: Sequence[str]) -> str:
    """Return a statement that draws given deals.

    Args:
        catalogue: Where the query `picture` is.
        title: What is drawn.
        deals: Their ids.
    """
    picture = catalogue.find("picture")
    return _titled(title, with_literals(picture, picture.bind({"deals": list(deals)})))


def commented(statement: str, remarks: Sequence[str]) -> str:
    """Return a statement of this module with more comments below its title.

    Browser cuts what it runs at `;`, and sees some in comments too.
    """
    title, _, cypher = statement.partition("\n")
    lines = (f"// {remark.replace(';', ',').translate(_ESCAPED)}" for remark in remarks)
    return "\n".join([title, *lines, cypher, ""])


def _titled(title: str, cypher: str) -> str:
    # Browser shows the first line over the result and as the name of a favourite. In a comment, too, Cypher reads
    # \uXXXX, and a backslash in front of another letter would be a mistake.
    return f"// {title.translate(_ESCAPED)}\n{cypher}"
