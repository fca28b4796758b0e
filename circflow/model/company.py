"""Companies and the names that people use for them."""

from dataclasses import dataclass
from typing import Final

COMPANY_KINDS: Final = frozenset({"company", "joint_venture", "vehicle", "fund", "project", "government", "collective"})
NAME_KINDS: Final = frozenset({"name", "short", "product", "segment", "person", "typo"})


@dataclass(frozen=True, slots=True)
class Company:
    """A party of deals.

    Attributes:
        id: Short ASCII key, unique over all data sets.
        name: The name shown to people.
        kind: One of `COMPANY_KINDS`.
        group_id: Id of the company that heads its group; None when it stands alone and is a group of its own.
        country: ISO 3166 two-letter code; None when unknown.
        ticker: Ticker of its share; None when unlisted or unknown.
    """

    id: str
    name: str
    kind: str = "company"
    group_id: str | None = None
    country: str | None = None
    ticker: str | None = None


@dataclass(frozen=True, slots=True)
class Name:
    """A further name of a company, in any script.

    Attributes:
        name: As people write it.
        company_id: The company meant.
        language: ISO 639 code; None when it belongs to no language.
        kind: One of `NAME_KINDS`. A segment or product stands for its parent; a person is a hint and never resolves.
        ambiguous: Whether it also means another company, so that it resolves only with a further hint.
    """

    name: str
    company_id: str
    language: str | None = None
    kind: str = "name"
    ambiguous: bool = False
