"""The rows of tables → deals with ids, and what the rows say about them as claims."""

import hashlib
import json
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from circflow.model import Claim, Deal, DealError, Source
from circflow.model.flat import flat
from circflow.sheets.grids import Line
from circflow.sheets.loose.found import Sheets
from circflow.sheets.loose.options import SheetOptions
from circflow.sheets.loose.rows import Draft, RowReader
from circflow.sheets.loose.script import language_of
from circflow.sheets.loose.table import Table
from circflow.sheets.records import RowError
from circflow.sheets.tabular import Reject

_HASHED: Final = 10
_LONGEST_TITLE: Final = 60
# What makes two rows the same deal; words about it can change while it stays the same.
_SAME: Final = (
    "relationship", "source", "target", "deal_kind", "amount_low", "amount_high", "currency", "amount_code", "capacity",
    "stake_pct", "term_years", "announced_date", "end_date",
)  # fmt: skip
_TELLING: Final = ("amount_low", "amount_high", "announced_date")


@dataclass(frozen=True, slots=True)
class _First:
    """The first row that states a deal.

    Attributes:
        line: Its line.
        content: All its cells that are read.
        deal: The deal.
    """

    line: int
    content: str
    deal: Deal


@dataclass(slots=True)
class Converter:
    """Turns the tables of a file into deals.

    Attributes:
        dataset: Id of the data set, which its deals' ids begin with.
        file: Name of the file.
        where: The file as it was given.
        found: What has been understood so far.
    """

    dataset: str
    file: str
    where: str
    options: SheetOptions
    found: Sheets
    _by_content: dict[str, _First] = field(default_factory=dict)
    _ids: dict[str, int] = field(default_factory=dict)

    def table(self, table: Table) -> None:
        """Read all rows of a table."""
        reader = RowReader(table, self.options, self.found.parties)
        for bare in table.rows:
            self.found.rows += 1
            line = reader.filled_down(bare)
            try:
                drafts = reader.read(line)
                self._take(drafts, table, line)
            except RowError as error:
                self._reject(table, line, error)
        self.found.warnings += [f"{self.place(table.sheet)}{warning}" for warning in reader.warnings]

    def _take(self, drafts: Sequence[Draft], table: Table, line: Line) -> None:
        """Take all deals of a line, or none.

        Raises:
            RowError: one contradicts itself, or the line repeats another.
        """
        deals = [self._deal(draft, table, line) for draft in drafts]
        content = "\x1f".join(line.cell(column.index) for column in table.columns if column.field)
        firsts = [first for deal in deals if (first := self._by_content.get(_key(deal)))]
        if len(firsts) == len(deals) and drafts[0].own_id is None:
            if firsts[0].content == content:
                raise RowError("", "repeated-row", f"the row repeats line {firsts[0].line}")
            if self._is_further_claim(drafts[0], firsts[0].deal):
                self.found.repeated += 1
                self._claims(drafts, [first.deal for first in firsts], table, line)
                return
        made: list[Deal] = []
        for draft, deal in zip(drafts, deals, strict=True):
            deal_id = draft.own_id or self._id(_key(deal), content if _key(deal) in self._by_content else "")
            if deal_id in self._ids:
                header = next((column.header for column in table.of("deal_id")), "")
                raise RowError(header, "doubled-id", f"'{deal_id}' stands on line {self._ids[deal_id]} already")
            made.append(replace(deal, deal_id=deal_id, deal_group=made[0].deal_id if made else deal_id))
        for deal in made:
            self._ids[deal.deal_id] = line.number
            self._by_content.setdefault(_key(deal), _First(line.number, content, deal))
        self.found.deals += made
        self._claims(drafts, made, table, line)

    def _deal(self, draft: Draft, table: Table, line: Line) -> Deal:
        values = {name: value for name, value in draft.values.items() if value is not None}
        try:
            return Deal(
                deal_id="new",
                **values,
                amount=draft.amount,
                sources=tuple(self._sources(draft)),
                file=self.file,
                sheet=table.sheet or None,
                line=line.number,
            )
        except DealError as error:
            header = next((column.header for side in table.sides for column in table.of(side.payee)), "")
            raise RowError(header, "contradiction", str(error)) from error

    def _is_further_claim(self, draft: Draft, first: Deal) -> bool:
        """Say whether a row tells what another document says about a deal that a row above states."""
        told = flat(first)
        return (
            any(told[name] is not None for name in _TELLING)
            and bool(draft.sources)
            and not set(self._sources(draft)) & set(first.sources)
            and bool(first.sources)
        )

    def _sources(self, draft: Draft) -> list[str]:
        return list(dict.fromkeys(id_of_source(text) for text in draft.sources))

    def _claims(self, drafts: Sequence[Draft], deals: Sequence[Deal], table: Table, line: Line) -> None:
        """Keep what a line says about its deals, in its own words."""
        said = "; ".join(
            f"{column.header}: {' '.join(text.split())}"
            for column in table.columns
            if column.field and (text := line.cell(column.index))
        )
        for draft, deal in zip(drafts, deals, strict=True):
            for text in draft.sources:
                self._source(text)
            sources = self._sources(draft) or [self._sheet_source()]
            for number, source_id in enumerate(sources, 1):
                self.found.claims.append(
                    Claim(
                        claim_id=f"{deal.deal_id}/{line.number}" + (f"-{number}" if len(sources) > 1 else ""),
                        source_id=source_id,
                        deal_id=deal.deal_id,
                        line=line.number,
                        language=language_of(said),
                        amount_raw=draft.raw_amount or None,
                        amount=draft.amount,
                        amount_basis=draft.values.get("amount_basis"),
                        asserted_status=draft.raw_status or None,
                        conditions=draft.values.get("conditions"),
                        paraphrase=said,
                    )
                )

    def _source(self, text: str) -> None:
        source_id = id_of_source(text)
        if source_id not in self.found.sources:
            url = text if text.lower().startswith(("http://", "https://")) else None
            self.found.sources[source_id] = Source(source_id, text, url=url)

    def _sheet_source(self) -> str:
        source_id = id_of_source(self.file)
        self.found.sources.setdefault(source_id, Source(source_id, self.file))
        return source_id

    def _id(self, *content: str) -> str:
        whole = hashlib.sha256("\x1e".join(content).encode()).hexdigest()
        return f"{self.dataset}-{whole[:_HASHED]}"

    def place(self, sheet: str) -> str:
        """Return where something is, as the beginning of a message."""
        return f"{self.where}: {sheet}: " if sheet else f"{self.where}: "

    def _reject(self, table: Table, line: Line, error: RowError) -> None:
        raw = {column.name: line.cell(column.index) for column in table.columns}
        rest = tuple(line.cells[len(table.columns) :])
        self.found.rejects.append(
            Reject(
                "deals",
                self.where,
                line.number,
                line.offset,
                error.column,
                error.code,
                str(error),
                raw,
                rest,
                table.sheet,
            )
        )


def id_of_source(text: str) -> str:
    """Return the id of a document: its own name when that can be one, else a digest of it."""
    name = " ".join(text.split())
    if len(name) <= _LONGEST_TITLE and not name.lower().startswith("http") and ";" not in name:
        return unicodedata.normalize("NFC", name)
    return f"S-{hashlib.sha256(name.encode()).hexdigest()[:_HASHED]}"


def _key(deal: Deal) -> str:
    """Return what makes rows state the same deal."""
    told = flat(deal)
    return json.dumps([told[name] for name in _SAME], ensure_ascii=False)
