"""The answer of a stored query: rows, and everything needed to read and repeat them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from circflow.model.match import Match


@dataclass(frozen=True, slots=True)
class Column:
    """A column of an answer.

    Attributes:
        name: As in the query's RETURN.
        type: integer, number, boolean, string, date, list<string>, list<list<string>> …
        of: What its strings are ids of: company, deal or dataset; None when they are no ids.
        doc: One sentence; empty when the query says nothing.
    """

    name: str
    type: str
    of: str | None = None
    doc: str = ""


@dataclass(frozen=True, slots=True)
class QueryStamp:
    """Which text was run.

    Attributes:
        sha256: Digest of the stored file's bytes.
        reading: How to read a row, and what it does not show.
    """

    id: str
    title: str
    version: str
    sha256: str
    reading: str = ""


@dataclass(frozen=True, slots=True)
class DatasetStamp:
    """A data set that the answer was drawn from.

    Attributes:
        sha256: Digest of the bytes that were loaded.
        loaded_at: Aware UTC instant.
        complete: False while a large load is unfinished; its answers are then partial.
        matches: Decisions that companies are one, as far as the answer rests on them.
    """

    id: str
    sha256: str
    loaded_at: datetime
    complete: bool = True
    matches: tuple[Match, ...] = ()


@dataclass(frozen=True, slots=True)
class SourceFact:
    """A document that a deal rests on.

    Attributes:
        dataset: The data set that names it; source ids are unique in one.
        source_id: Its id.
        title: As printed, or a paraphrase.
        url: Address; None when there is none.
        publisher: None when unknown.
        published: As the data set gives it; None when unknown.
        language: ISO 639 code; None when unknown.
        quality: A, B or C; None when not judged.
    """

    dataset: str
    source_id: str
    title: str
    url: str | None = None
    publisher: str | None = None
    published: str | None = None
    language: str | None = None
    quality: str | None = None


@dataclass(frozen=True, slots=True)
class DealFact:
    """What an answer shows of a deal beside its id.

    Attributes:
        payer: Company id of the source.
        relationship: Its type.
        payee: Company id of the target.
        amount_label: Such as `$30B–$50B`, or `undisclosed`.
        status: On the ladder; that of the question's date where there is a history.
        firmness: Its rank.
        announced: As the source gives it; None when unknown.
        ended: The same for the end; None while open.
        amount_low: Least amount in currency units; None when undisclosed.
        amount_high: Largest amount; None when undisclosed or open.
        currency: ISO 4217 code; None when undisclosed.
        kind: Equity, cloud, backstop …; None when not stated.
        contingent: Whether it is due only if something happens.
        history: Whether a history says its status at each date; else it is that of today.
        payer_group: Group of the payer; a company alone is a group of its own. Empty when nobody asked.
        payee_group: The same for the payee.
        sources: Documents that it rests on, those of its own row first, then those that claims about it name.
    """

    deal_id: str
    payer: str
    relationship: str
    payee: str
    amount_label: str
    status: str
    firmness: int
    announced: str | None = None
    ended: str | None = None
    amount_low: int | None = None
    amount_high: int | None = None
    currency: str | None = None
    kind: str | None = None
    contingent: bool = False
    history: bool = False
    payer_group: str = ""
    payee_group: str = ""
    sources: tuple[SourceFact, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """Rows of a stored query.

    Attributes:
        query: Which text was run.
        parameters: All parameters with the values that were used: int, float, bool, str, date, list of str, or None.
        columns: In the order of the RETURN.
        rows: One mapping a row, keys as `columns`; values are int, float, bool, str, date, None, or lists of these.
        truncated: Whether the limit cut rows off.
        engine: `cypher`, or the engine that took the search over.
        server: Agent text such as `Neo4j/2026.08.1`.
        datasets: What was loaded when it ran.
        elapsed_ms: Milliseconds from sending the query to its last row.
        names: Names of the companies in the rows, by id.
        facts: What is known of the deals in the rows, by deal id.
        warnings: Sentences a reader must see beside the rows.
    """

    query: QueryStamp
    parameters: Mapping[str, Any]
    columns: tuple[Column, ...]
    rows: tuple[Mapping[str, Any], ...]
    truncated: bool = False
    engine: str = "cypher"
    server: str = ""
    datasets: tuple[DatasetStamp, ...] = ()
    elapsed_ms: int = 0
    names: Mapping[str, str] = field(default_factory=dict)
    facts: Mapping[str, DealFact] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()

    @property
    def row_count(self) -> int:
        """Return the number of rows, after the cut."""
        return len(self.rows)


Value = int | float | bool | str | date | None | list["Value"]
"""What a cell can hold."""
