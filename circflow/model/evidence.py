"""What is said about deals and companies, by whom and when."""

from dataclasses import dataclass, field
from typing import Final

from circflow.model.amount import Amount
from circflow.model.partial_date import PartialDate

QUALITIES: Final = ("A", "B", "C")
"""A: filings and the parties' own releases; B: named editorial reports; C: everything retold."""

TRUTH_FLAGS: Final = frozenset(
    {"ok", "opinion", "stale", "contradicted", "mischaracterised", "unit_error", "garbled", "unverifiable"}
)
METRICS: Final = frozenset(
    {
        "revenue",
        "run_rate",
        "segment_revenue",
        "backlog",
        "backlog_part",
        "backlog_share",
        "capex",
        "cash",
        "cash_flow",
        "customer_share",
        "related_revenue",
        "lease_commitments",
    }
)


@dataclass(frozen=True, slots=True)
class Source:
    """One document.

    Attributes:
        source_id: Unique in its data set.
        title: As printed, or a paraphrase.
        url: Address; None when there is none.
        publisher: None when unknown.
        published: None when unknown.
        language: ISO 639 code; None when unknown.
        type: Open list: filing, press_release, wire, news …
        quality: One of `QUALITIES`; None when not judged.
    """

    source_id: str
    title: str
    url: str | None = None
    publisher: str | None = None
    published: PartialDate | None = None
    language: str | None = None
    type: str | None = None
    quality: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """What one document says; never edited after loading.

    Attributes:
        claim_id: Unique in its data set.
        deal_id: The deal it is about; None when it is about something else.
        subject: A company's figure such as `openai:revenue`; None for a claim about a deal or about neither.
        source_id: The document.
        line: Line of the document; None when it has none.
        language: ISO 639 code; None when unknown.
        amount_raw: The amount in the document's own words.
        amount: The same, read; unknown when it states none.
        amount_basis: One of `AMOUNT_BASES`; None equals the deal's.
        asserted_status: The document's word for the status.
        as_of: The date it speaks of; None when it does not say.
        conditions: As it states them.
        truth_flag: One of `TRUTH_FLAGS`; None when not judged.
        corrected_low: What the low should be, in currency units, where the figure is known to be wrong; else None.
        corrected_high: The same for the high.
        paraphrase: What it says, in our words.
    """

    claim_id: str
    source_id: str
    deal_id: str | None = None
    subject: str | None = None
    line: int | None = None
    language: str | None = None
    amount_raw: str | None = None
    amount: Amount = field(default_factory=Amount)
    amount_basis: str | None = None
    asserted_status: str | None = None
    as_of: PartialDate | None = None
    conditions: str | None = None
    truth_flag: str | None = None
    corrected_low: int | None = None
    corrected_high: int | None = None
    paraphrase: str | None = None


@dataclass(frozen=True, slots=True)
class Tranche:
    """A part of a deal, often due only on a condition.

    Attributes:
        deal_id: The deal it is a part of.
        tranche_no: Order within the deal, from 1.
        amount: In the source's currency.
        condition: What it waits for; None when it is due without one.
        condition_controlled_by: Company that decides the condition.
        expires: When it lapses; None when it does not say.
        status: One of `FIRMNESS`; None when not stated.
    """

    deal_id: str
    tranche_no: int
    amount: Amount = field(default_factory=Amount)
    condition: str | None = None
    condition_controlled_by: str | None = None
    expires: PartialDate | None = None
    status: str | None = None


@dataclass(frozen=True, slots=True)
class StatusChange:
    """The status of a deal from a date on.

    Attributes:
        deal_id: The deal.
        date: From when; a partial date counts by its earliest reading.
        status: One of `FIRMNESS`.
        source_id: Document that says so; None when not named.
        supersedes: Deal or status that this replaces, as text; None when it replaces none.
    """

    deal_id: str
    date: PartialDate
    status: str
    source_id: str | None = None
    supersedes: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Metric:
    """A sourced figure of a company and a period.

    Attributes:
        metric_id: Unique in its data set.
        company: Whose figure.
        metric: One of `METRICS`.
        period_start: First day, month or year of the period; None for a figure of one moment.
        period_end: Its end, or the moment.
        counterparty: Company that the figure is about; None when none or not in the data.
        counterparty_text: The same in words, when there is no company id.
        low: Currency units, or percent for shares; a decimal only for percents.
        high: The same; equal to low when exact, None = open.
        currency: ISO 4217 code; None for percents.
        basis: reported, estimated …
        source_id: Document that states it.
        paraphrase: What it says, in our words.
    """

    metric_id: str
    company: str
    metric: str
    period_start: PartialDate | None
    period_end: PartialDate | None
    counterparty: str | None = None
    counterparty_text: str | None = None
    low: int | float | None = None
    high: int | float | None = None
    currency: str | None = None
    basis: str | None = None
    source_id: str | None = None
    paraphrase: str | None = None
