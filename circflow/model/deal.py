"""A deal: one promise or payment from one company to another."""

from dataclasses import dataclass, field
from datetime import date
from typing import Final

from circflow.model.amount import Amount
from circflow.model.partial_date import PartialDate
from circflow.model.status import DEFAULT_STATUS, FIRMNESS

RELATIONSHIPS: Final = ("INVESTS_IN", "BUYS_FROM", "JOINT_VENTURE")
ROLLUPS: Final = frozenset({"headline", "tranche", "standalone", "component", "holding"})

CONTINGENT_KINDS: Final = frozenset({"backstop", "guarantee"})
"""Kinds of deal that are contingent whatever the row says."""

UNKNOWN_BEGIN: Final = date.min
OPEN_END: Final = date.max


class DealError(ValueError):
    """A deal that contradicts itself.

    Attributes:
        column: The column to look at.
    """

    def __init__(self, column: str, reason: str) -> None:
        super().__init__(reason)
        self.column = column


@dataclass(frozen=True, slots=True, kw_only=True)
class Deal:
    """One relationship of the graph, with its own id. The arrow is the way the money goes.

    Attributes:
        deal_id: Unique over all data sets and types.
        source: Company that pays: investor, customer, or parent of a venture.
        relationship: One of `RELATIONSHIPS`.
        target: Company that is paid: investee, supplier, or venture.
        deal_group: Joins a headline with its tranches, or the legs of one agreement; defaults to the deal id.
        rollup: What the amount is in its group, one of `ROLLUPS`.
        deal_kind: Open list: equity, cloud, backstop …
        amount: In the source's currency.
        amount_basis: One of `AMOUNT_BASES`; None when there is no amount.
        capacity: A quantity that is not money, as text.
        stake_pct: Percent of the target, 0–100; None when not stated.
        term_years: Length of a contract; None when not stated.
        announced_date: None when unknown.
        effective_date: When it starts to run, which plays no part in "as of"; None when unknown.
        end_date: The only thing that ends a deal; None while open.
        status: One of `FIRMNESS`.
        status_text: The source's own word.
        consideration_form: What is given, several joined by `;`.
        contingent: Whether it is due only if something happens: a backstop, a guarantee.
        conditions: What it waits for, as text.
        condition_controlled_by: Company that decides the condition.
        sources: Ids of its sources, in the order of the file.
        note: For readers.
        suspect: A doubt about the figure, never a correction.
        file: File that the row came from; with `sheet` and `line` its provenance.
        sheet: Sheet of a workbook; None for other files.
        line: Line of the file, from 1.
    """

    deal_id: str
    source: str
    relationship: str
    target: str
    deal_group: str = ""
    rollup: str = "standalone"
    deal_kind: str | None = None
    amount: Amount = field(default_factory=Amount)
    amount_basis: str | None = None
    capacity: str | None = None
    stake_pct: float | None = None
    term_years: float | None = None
    announced_date: PartialDate | None = None
    effective_date: PartialDate | None = None
    end_date: PartialDate | None = None
    status: str = DEFAULT_STATUS
    status_text: str | None = None
    consideration_form: str | None = None
    contingent: bool = False
    conditions: str | None = None
    condition_controlled_by: str | None = None
    sources: tuple[str, ...] = ()
    note: str | None = None
    suspect: str | None = None
    file: str | None = None
    sheet: str | None = None
    line: int | None = None

    def __post_init__(self) -> None:
        """Fill what follows from other fields, and refuse a deal that contradicts itself.

        Raises:
            DealError: a company deals with itself, or low is above high.
        """
        if self.source == self.target:
            raise DealError("target", f"'{self.source}' cannot deal with itself")
        low, high = self.amount.low, self.amount.high
        if low is not None and high is not None and low > high:
            raise DealError("amount_low", f"amount_low {low} is above amount_high {high}")
        set_field = object.__setattr__
        if not self.deal_group:
            set_field(self, "deal_group", self.deal_id)
        if self.amount_basis is None and self.amount.known:
            set_field(self, "amount_basis", "contract_value" if self.relationship == "BUYS_FROM" else "consideration")
        if self.amount.code == "contingent" or self.deal_kind in CONTINGENT_KINDS:
            set_field(self, "contingent", True)  # noqa: FBT003 - a value, not a switch

    @property
    def begins(self) -> date:
        """Earliest reading of the announcement; 0001-01-01 when unknown, so that it never excludes."""
        return self.announced_date.earliest if self.announced_date else UNKNOWN_BEGIN

    @property
    def ends(self) -> date:
        """Latest reading of the end; 9999-12-31 while open."""
        return self.end_date.latest if self.end_date else OPEN_END

    @property
    def firmness(self) -> int:
        """Rank of the status, 0–6."""
        return FIRMNESS[self.status]
