"""Names of companies: one key for all ways to write a name, and which company a name means."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

_SPACES: Final = re.compile(r"\s+")


def name_key(text: str) -> str:
    """Return what equal names have in common: full-width, Latin case and spaces make no difference."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    # Folding the case can take a character apart again.
    return _SPACES.sub(" ", unicodedata.normalize("NFKC", folded)).strip()


@dataclass(frozen=True, slots=True)
class Meaning:
    """One company that a name can mean.

    Attributes:
        company_id: The company.
        kind: Kind of the name, one of `NAME_KINDS`, or `id`.
        ambiguous: Whether the name needs a hint.
    """

    company_id: str
    kind: str
    ambiguous: bool = False


@dataclass(frozen=True, slots=True)
class Resolution:
    """What became of a name.

    Attributes:
        company_id: The company meant; None when it is unknown or ambiguous.
        candidates: Ids that it may mean, or that are written alike; empty when it is resolved.
        ambiguous: Whether the name is known and means several.
        no_company: What it is instead of a company: medium, unnamed, grant or person; empty when it may be one.
    """

    company_id: str | None
    candidates: tuple[str, ...] = ()
    ambiguous: bool = False
    no_company: str = ""


def resolve(text: str, meanings: Iterable[Meaning], known: Mapping[str, str]) -> Resolution:
    """Decide which company a name means.

    Args:
        text: What a person wrote.
        meanings: All that the name's key stands for.
        known: Keys of names and ids → company id, for suggestions; looked at only when the name is unknown.
    """
    # A person is a hint, and a name that circles may be somebody else's: neither decides.
    firm = {meaning.company_id for meaning in meanings if not meaning.ambiguous and meaning.kind != "person"}
    loose = {meaning.company_id for meaning in meanings} - firm
    if len(firm) == 1 and not loose:
        return Resolution(next(iter(firm)))
    if firm or loose:
        return Resolution(None, tuple(sorted(firm | loose)), ambiguous=True)
    if not known:
        return Resolution(None)
    # Most names are known, and a command that suggests nothing need not wait for what compares them.
    from circflow.text.suggestions import suggestions  # noqa: PLC0415

    return Resolution(None, tuple(near.company_id for near in suggestions(name_key(text), known)))
