"""Asking the question of a record again: the same text, parameters, data and rows, or which of them changed."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from circflow.errors import InputError, ParamError
from circflow.graph.connection import DEFAULT_TIMEOUT_S
from circflow.model import DatasetStamp
from circflow.queries import StoredQuery
from circflow.records.difference import Difference, compared
from circflow.records.record import Record, record_of
from circflow.records.wording import changed_data, changed_parameters, digest, digests, row_counts, set_parameters
from circflow.session import Graph

Datasets = Sequence[DatasetStamp]


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found of one thing that an answer rests on.

    Attributes:
        about: query, parameters, data or rows.
        same: Whether it is as it was.
        text: What it is, or what changed.
    """

    about: str
    same: bool
    text: str


@dataclass(frozen=True, slots=True)
class Verification:
    """A record, and what became of it.

    Attributes:
        record: What was kept.
        findings: Of the query, the parameters, the data and the rows.
        difference: The rows then and now; None where the question could not be asked again.
    """

    record: Record
    findings: tuple[Finding, ...]
    difference: Difference | None

    @property
    def same(self) -> bool:
        """Whether text, parameters, data and rows are all as they were."""
        return all(finding.same for finding in self.findings)


def verify(
    graph: Graph,
    record: Record,
    *,
    queries: Sequence[str | Path] = (),
    timeout_s: float = DEFAULT_TIMEOUT_S,
) -> Verification:
    """Ask the question of a record again, and compare.

    Args:
        graph: Where its data sets should be loaded.
        record: As `read_record` returns it.
        queries: Folders of one's own queries.
        timeout_s: Seconds after which the server ends the query.

    Raises:
        InputError: there is no such query any more, or rows cannot be told apart.
        QueryError: the server refused or ended the query.
    """
    query = graph.catalogue(queries).get(record.query.id)
    if query is None:
        raise InputError(
            f"there is no query {record.query.id} any more, so the question cannot be asked again",
            where=record.where,
            hint="If it is one of your own, say where it is with --queries DIR.",
        )
    known = {name: value for name, value in record.parameters.items() if name in query.params}
    try:
        now = record_of(graph.run(query.id, queries=queries, timeout_s=timeout_s, **known))
    except ParamError as error:
        return Verification(record, _not_asked(graph, record, query, error), None)
    found = compared(record, now, query.identity)
    resting_on = (_text(record, query), _parameters(found), _data(record.datasets, now.datasets))
    rows = _rows(found, all_else_same=all(finding.same for finding in resting_on))
    return Verification(record, (*resting_on, rows), found)


def _not_asked(graph: Graph, record: Record, query: StoredQuery, error: ParamError) -> tuple[Finding, ...]:
    """Return what can be said where a parameter names nothing any more, such as a data set that was taken out."""
    drawn_from = {stamp.id for stamp in record.datasets}
    loaded = [dataset.stamp for dataset in graph.datasets() if dataset.id in drawn_from]
    return (
        _text(record, query),
        Finding("parameters", same=False, text=f"they cannot be used any more: {error}"),
        _data(record.datasets, loaded),
        Finding("rows", same=False, text="not compared, since the question cannot be asked"),
    )


def _text(record: Record, query: StoredQuery) -> Finding:
    then = record.query
    if then.sha256 == query.sha256:
        return Finding("query", same=True, text=f"{query.id} {query.version}, the same text")
    versions = query.version if then.version == query.version else f"{then.version} then, {query.version} now"
    told = f"{query.id} has another text: {versions}; {digests(then.sha256, query.sha256)}"
    return Finding("query", same=False, text=told)


def _parameters(found: Difference) -> Finding:
    told = list(changed_parameters(found))
    text = "; ".join(told or set_parameters(found.new)) or "none"
    return Finding("parameters", same=not told, text=text)


def _data(then: Datasets, now: Datasets) -> Finding:
    told = list(changed_data(then, now))
    same = (f"{stamp.id}, {digest(stamp.sha256)}" for stamp in then)
    return Finding("data", same=not told, text="; ".join(told or same) or "none was loaded, and none is")


def _rows(found: Difference, *, all_else_same: bool) -> Finding:
    if found.same_rows:
        return Finding("rows", same=True, text=f"{found.same:,}, all the same")
    text = "; ".join(row_counts(found))
    if all_else_same:
        text += "; nothing else changed, so the file or the database was edited by other means"
    return Finding("rows", same=False, text=text)
