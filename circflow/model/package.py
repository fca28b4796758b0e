"""A data set as it lies in a folder, read and checked."""

from dataclasses import dataclass

from circflow.model.company import Company, Name
from circflow.model.deal import Deal
from circflow.model.evidence import Claim, Metric, Source, StatusChange, Tranche


@dataclass(frozen=True, slots=True, kw_only=True)
class Package:
    """Everything one data set says, valid in itself, in the order of its files.

    Attributes:
        name: The data set's id.
        sha256: Digest of the bytes that it was read from.
        descriptor: Text of its `datapackage.json`, kept so that an export can give it back.
    """

    name: str
    sha256: str
    descriptor: str
    companies: tuple[Company, ...]
    deals: tuple[Deal, ...]
    names: tuple[Name, ...] = ()
    sources: tuple[Source, ...] = ()
    claims: tuple[Claim, ...] = ()
    tranches: tuple[Tranche, ...] = ()
    statuses: tuple[StatusChange, ...] = ()
    metrics: tuple[Metric, ...] = ()
