"""A data set as it lies in a folder, read and checked."""

from collections.abc import Sequence
from dataclasses import dataclass

from circflow.model.company import Company, Name
from circflow.model.deal import Deal
from circflow.model.evidence import Claim, Metric, Source, StatusChange, Tranche
from circflow.model.match import Match


@dataclass(frozen=True, slots=True, kw_only=True)
class Package:
    """Everything one data set says, valid in itself, in the order of its files.

    The records of a long file are read again whenever they are gone through; they are never all in memory.

    Attributes:
        name: The data set's id.
        sha256: Digest of the bytes that it was read from.
        descriptor: Text of its `datapackage.json`, kept so that an export can give it back.
        matches: The decisions about companies that it rests on.
    """

    name: str
    sha256: str
    descriptor: str
    companies: Sequence[Company]
    deals: Sequence[Deal]
    names: Sequence[Name] = ()
    sources: Sequence[Source] = ()
    claims: Sequence[Claim] = ()
    tranches: Sequence[Tranche] = ()
    statuses: Sequence[StatusChange] = ()
    metrics: Sequence[Metric] = ()
    matches: tuple[Match, ...] = ()
