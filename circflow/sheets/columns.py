"""The package files and their columns: the contract that every row is held to."""

from dataclasses import dataclass
from typing import Final

from circflow.model import (
    AMOUNT_BASES,
    AMOUNT_CODES,
    COMPANY_KINDS,
    FIRMNESS,
    NAME_KINDS,
    RELATIONSHIPS,
    ROLLUPS,
)
from circflow.model.currencies import CURRENCIES
from circflow.model.evidence import METRICS, QUALITIES, TRUTH_FLAGS
from circflow.sheets.fields import (
    Field,
    figure,
    identifier,
    identifiers,
    integer,
    number,
    one_of,
    partial_date,
    percent,
    text,
    yes_no,
)

DEAL_KINDS: Final = frozenset(
    """
    acquisition advertising backstop capacity_swap cloud compute content_licence convertible_debt data_centre
    data_labelling distribution_licence equity equity_plan fabricated_expense fabricated_sales fictitious_resale
    grant guarantee hardware holding joint_venture lease leaseback licence_fee loan outsourcing revenue_share services
    software software_development vendor_loan warrant wash_trade
    """.split()
)
FORMS: Final = frozenset(
    """
    assets backstop cash cash_assumed cash_from_debt cash_prepaid cloud_credits compute convertible_debt
    equity_for_services grant guarantee licence_fee loan offsetting_trades rent revenue_share shares shares_of_supplier
    stock swap unspecified usage_rights vendor_loan warrants_for_guarantee warrants_of_customer warrants_of_investee
    warrants_of_supplier
    """.split()
)
SOURCE_TYPES: Final = frozenset(
    """
    agency aggregator blog court_document court_document_copy filing filing_copy filing_summary forum_quote news
    press_release repost trade wire
    """.split()
)


@dataclass(frozen=True, slots=True)
class Table:
    """One file of a package.

    Attributes:
        name: Name of the file without its ending.
        fields: Its columns, required ones first, in the order in which they are written.
        required: Whether a package must have the file.
        extra: Beginning of column names that are read over, since circflow itself writes them.
    """

    name: str
    fields: tuple[Field, ...]
    required: bool = False
    extra: str = "reject_"

    @property
    def file(self) -> str:
        """Return the file's name."""
        return f"{self.name}.csv"

    def field(self, name: str) -> Field | None:
        """Return a column by its name, or None."""
        return next((field for field in self.fields if field.name == name), None)


_AMOUNT: Final = (
    Field("amount_low", integer),
    Field("amount_high", integer),
    Field("currency", one_of(CURRENCIES)),
    Field("amount_code", one_of(AMOUNT_CODES)),
)
_STATUS: Final = one_of(FIRMNESS.keys())

COMPANIES: Final = Table(
    "companies",
    (
        Field("id", identifier, required=True),
        Field("name", text, required=True),
        Field("kind", one_of(COMPANY_KINDS)),
        Field("group_id", identifier),
        Field("country", text),
        Field("ticker", text),
    ),
    required=True,
)
NAMES: Final = Table(
    "names",
    (
        Field("name", text, required=True),
        Field("company_id", identifier, required=True),
        Field("language", text),
        Field("kind", one_of(NAME_KINDS)),
        Field("ambiguous", yes_no),
    ),
)
DEALS: Final = Table(
    "deals",
    (
        Field("deal_id", identifier, required=True),
        Field("source", identifier, required=True),
        Field("relationship", one_of(RELATIONSHIPS), required=True),
        Field("target", identifier, required=True),
        Field("deal_group", identifier),
        Field("rollup", one_of(ROLLUPS)),
        Field("deal_kind", text, known=DEAL_KINDS),
        *_AMOUNT,
        Field("amount_basis", one_of(AMOUNT_BASES)),
        Field("capacity", text),
        Field("stake_pct", percent),
        Field("term_years", number),
        Field("announced_date", partial_date),
        Field("effective_date", partial_date),
        Field("end_date", partial_date),
        Field("status", _STATUS),
        Field("status_text", text),
        Field("consideration_form", text, known=FORMS),
        Field("contingent", yes_no),
        Field("conditions", text),
        Field("condition_controlled_by", identifier),
        Field("sources", identifiers),
        Field("note", text),
        Field("suspect", text),
        Field("file", text),
        Field("sheet", text),
        Field("line", integer),
    ),
    required=True,
)
SOURCES: Final = Table(
    "sources",
    (
        Field("source_id", identifier, required=True),
        Field("title", text, required=True),
        Field("url", text),
        Field("publisher", text),
        Field("published", partial_date),
        Field("language", text),
        Field("type", text, known=SOURCE_TYPES),
        Field("quality", one_of(QUALITIES)),
    ),
)
CLAIMS: Final = Table(
    "claims",
    (
        Field("claim_id", identifier, required=True),
        Field("deal_id", identifier),
        Field("subject", identifier),
        Field("source_id", identifier, required=True),
        Field("line", integer),
        Field("language", text),
        Field("amount_raw", text),
        *_AMOUNT,
        Field("amount_basis", one_of(AMOUNT_BASES)),
        Field("asserted_status", text),
        Field("as_of", partial_date),
        Field("conditions", text),
        Field("truth_flag", one_of(TRUTH_FLAGS)),
        Field("corrected_low", integer),
        Field("corrected_high", integer),
        Field("paraphrase", text),
    ),
)
TRANCHES: Final = Table(
    "tranches",
    (
        Field("deal_id", identifier, required=True),
        Field("tranche_no", integer, required=True),
        *_AMOUNT[:3],
        Field("condition", text),
        Field("condition_controlled_by", identifier),
        Field("expires", partial_date),
        Field("status", _STATUS),
    ),
)
STATUSES: Final = Table(
    "statuses",
    (
        Field("deal_id", identifier, required=True),
        Field("date", partial_date, required=True),
        Field("status", _STATUS, required=True),
        Field("source_id", identifier),
        Field("supersedes", text),
    ),
)
METRICS_TABLE: Final = Table(
    "metrics",
    (
        Field("metric_id", identifier, required=True),
        Field("company", identifier, required=True),
        Field("metric", one_of(METRICS), required=True),
        Field("period_start", partial_date),
        Field("period_end", partial_date),
        Field("counterparty", identifier),
        Field("counterparty_text", text),
        Field("low", figure),
        Field("high", figure),
        Field("currency", one_of(CURRENCIES)),
        Field("basis", text),
        Field("source_id", identifier),
        Field("paraphrase", text),
    ),
)

TABLES: Final = {
    table.name: table for table in (COMPANIES, NAMES, SOURCES, DEALS, CLAIMS, TRANCHES, STATUSES, METRICS_TABLE)
}
"""The package files by name, each after those that its rows refer to."""
