"""What every stored query can be asked on any data: where it needs companies, those with the most deals."""

from typing import Any

from circflow.queries import StoredQuery, read_catalogue
from circflow.session import Graph

ROWS = 1_000_000
_OF_A_CENSUS = "more-than-chance"


def stored_queries() -> list[StoredQuery]:
    """Return the investigations and the checks, but for what asks of data that says how it was chosen: none ships."""
    return [query for query in read_catalogue().values() if query.kind != "evidence" and query.id != _OF_A_CENSUS]


def asked(query: StoredQuery, graph: Graph) -> dict[str, Any]:
    """Return what a query needs: known examples, else the companies with the most deals, and all rows."""
    companies = sorted(graph.companies(), key=lambda company: (-company["deals"], company["id"]))
    busy = [company["id"] for company in companies]
    given: dict[str, Any] = {"limit": ROWS} if "limit" in query.params else {}
    for name, param in query.params.items():
        if param.required and param.of == ("company",):
            # An example stands for a company of one data set; others have others.
            found = param.example if param.example in busy else next(id_ for id_ in busy if id_ not in given.values())
            given[name] = found
        elif param.required:
            given[name] = param.example
        elif param.type == "shares":
            given[name] = [f"{busy[0]}=0.5"]
    return given
