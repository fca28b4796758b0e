"""Words and signs for currencies → the one that is meant; the column decides where a sign has several meanings."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from circflow.text.refusal import Refusal

WORDS_TOO: Final = frozenset("ALL AMD ANG BAM BOB COP CUP GEL LAK MAD MOP PEN RON SOS TOP TRY".split())
"""Codes of currencies that are words or names as well."""

COMPANIES_TOO: Final = frozenset({"AMD"})
"""Codes that are rather a company in deals."""


@dataclass(frozen=True, slots=True)
class CurrencyWord:
    """A word, sign or code.

    Attributes:
        word: As it is written.
        currency: What it means when nothing else is said; None when somebody must say it.
        other: What it can mean too.
    """

    word: str
    currency: str | None
    other: tuple[str, ...] = ()

    @property
    def codes(self) -> frozenset[str]:
        """All that it can mean."""
        return frozenset(self.other) | ({self.currency} if self.currency else frozenset())


def meant(words: Sequence[CurrencyWord], given: str | None) -> str | None:
    """Return the currency that all words together mean.

    Args:
        words: Found in a text.
        given: Code that somebody gave, which decides between several meanings; None when nobody did.

    Returns:
        A code; what was given, or None, when there is no word.

    Raises:
        Refusal: the words mean different currencies, or nobody says which one.
    """
    if not words:
        return given
    if len(words) == 1 and not words[0].other:
        return words[0].currency
    left = frozenset.intersection(*(word.codes for word in words))
    said = " and ".join(sorted({f"'{word.word}'" for word in words}))
    if not left:
        raise Refusal("several-currencies", f"{said} are different currencies")
    if len(left) == 1:
        return next(iter(left))
    if given in left:
        return given
    usual = {word.currency for word in words} & left
    if len(usual) == 1:
        return usual.pop()
    choice = " or ".join(f"currency='{code}'" for code in _in_order(words) if code in left)
    raise Refusal("ambiguous-currency", f"{said} is used for several currencies", f"Say which one: {choice}.")


def _in_order(words: Sequence[CurrencyWord]) -> list[str]:
    """Return what the words can mean, the most usual first."""
    return list(dict.fromkeys(code for word in words for code in (word.currency, *word.other) if code))
