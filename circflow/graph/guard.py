"""Whether a query only reads, told by the server's own plan before it is run."""

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from neo4j import Session

from circflow.errors import QueryError, WriteRefused
from circflow.graph.asking import put

_OPERATORS: Final = re.compile(
    r"""
    ProduceResults | (?:Un)?directed\w*(?:Seek|Scan)\w* | \w*NodeBy\w+ | \w*Node\w*(?:Seek|Scan)\w* | \w*Expand\w*
    | (?:Multi)?Node\w*HashJoin | \w*HashJoin | Apply | \w*Apply | Repeat\w* | Trail\w* | Filter | Projection
    | CacheProperties | \w*Aggregation | \w*Distinct | Limit | ExhaustiveLimit | Skip | Top\w* | PartialTop | Sort
    | PartialSort | Unwind | Union | OrderedUnion | Optional\w* | Argument | Eager\w* | EmptyRow | EmptyResult
    | CartesianProduct | ProjectEndpoints | VarLengthExpand\w* | \w*ShortestPath\w* | BidirectionalRepeat\w*
    | TriadicSelection | TriadicBuild | TriadicFilter | ValueHashJoin | AssertingMultiNodeIndexSeek | RunQueryAt
    | \w*CountFromCountStore | Input | ConditionalApply | ConditionalQuery\w* | DropResult | NonFuseable | NonPipelined
    | RollUpApply | LetSemiApply | LetAntiSemiApply | SelectOr\w+ | PartitionedUnwind
    | Directed\w+ | Undirected\w+ | SubqueryForeach | PathPropagatingBFS | StatefulShortestPath\w* | NestedPlan\w*
    """,
    re.VERBOSE,
)
_PROCEDURES: Final = re.compile(
    r"db\.(?:labels|relationshipTypes|propertyKeys|info|schema\.\w+|index\.fulltext\.query\w+|index\.vector\.query\w+)\b"
)


def require_reading(session: Session, statement: str, parameters: Mapping[str, Any], known: set[str]) -> None:
    """Ask the server for the plan of a statement, and refuse it unless everything in it reads the graph.

    The session is a reading one, but that alone keeps out only writes: a `LOAD CSV` or the end of somebody else's query
    would pass. So the kind of the query, each operator and each procedure must be a known one. What a text does is
    always the same, however it is planned another time, so it is looked at once.

    Args:
        session: A reading one.
        statement: The text.
        parameters: What stands for each `$name`.
        known: Texts that only read, as this server's plans have shown; takes this one.

    Raises:
        WriteRefused: it would write, read files or addresses, or call a procedure that is not on the list.
    """
    if statement in known:
        return
    summary = put(session, statement, parameters, before="EXPLAIN ").consume()
    if summary.query_type != "r":
        raise WriteRefused("the query would change the database or its settings; circflow runs only what reads")
    if not summary.plan:
        raise QueryError("the server gave no plan of the query, so that it cannot be checked")
    for plan in _plans(summary.plan):
        _check(plan)
    known.add(statement)


def _plans(plan: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    yield plan
    for child in plan.get("children", ()):
        yield from _plans(child)


def _check(plan: Mapping[str, Any]) -> None:
    operator = str(plan["operatorType"]).partition("@")[0].partition("(")[0]
    if operator == "ProcedureCall":
        details = str(plan.get("args", {}).get("Details", ""))
        if not _PROCEDURES.match(details):
            raise WriteRefused(
                f"the query calls {details.partition('(')[0] or 'a procedure'}, which circflow does not allow"
            )
    elif not _OPERATORS.fullmatch(operator):
        raise WriteRefused(f"the query would do more than read the graph: {operator}")
