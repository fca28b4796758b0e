"""What circflow talks about: companies, deals and what is said about them. Frozen values, no input or output."""

from circflow.model.amount import AMOUNT_BASES, AMOUNT_CODES, MAX_INTEGER, Amount
from circflow.model.company import COMPANY_KINDS, NAME_KINDS, Company, Name
from circflow.model.deal import RELATIONSHIPS, ROLLUPS, Deal, DealError
from circflow.model.evidence import Claim, Metric, Source, StatusChange, Tranche
from circflow.model.match import Match
from circflow.model.package import Package
from circflow.model.partial_date import PartialDate
from circflow.model.result import Column, DatasetStamp, DealFact, QueryStamp, Result, SourceFact
from circflow.model.status import FIRM, FIRMNESS

__all__ = [
    "AMOUNT_BASES",
    "AMOUNT_CODES",
    "COMPANY_KINDS",
    "FIRM",
    "FIRMNESS",
    "MAX_INTEGER",
    "NAME_KINDS",
    "RELATIONSHIPS",
    "ROLLUPS",
    "Amount",
    "Claim",
    "Column",
    "Company",
    "DatasetStamp",
    "Deal",
    "DealError",
    "DealFact",
    "Match",
    "Metric",
    "Name",
    "Package",
    "PartialDate",
    "QueryStamp",
    "Result",
    "Source",
    "SourceFact",
    "StatusChange",
    "Tranche",
]
