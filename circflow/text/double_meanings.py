"""English words that are something else in front of a sum: under a $38bn agreement, won 5bn, AMD 5bn, c$5bn."""

from collections.abc import Sequence
from typing import Final

from circflow.text.currencies import COMPANIES_TOO, CurrencyWord
from circflow.text.refusal import Refusal
from circflow.text.scales import Scale
from circflow.text.vocabulary import ARTICLES, Part, Word

_CIRCA_TOO: Final = frozenset({"a$", "c$", "ca$", "s$"})
"""Dollars of a country in capitals; in small letters a$5bn can be "a $5bn", and c$5bn about as much."""
_AGREEMENTS: Final = frozenset("agreement commitment contract deal loan order purchase".split())
_INTRODUCES: Final = Word("filler", "before")


def check_currency_words(parts: Sequence[Part], line: str, given: str | None) -> None:
    """Refuse words for currencies where they can be a verb, a company or "circa".

    Args:
        parts: Of the line.
        line: As it is written.
        given: The currency that somebody gave, which decides; None when nobody did.

    Raises:
        Refusal: nobody knows whether it is the currency.
    """
    for at, part in enumerate(parts):
        if not isinstance(part.meaning, CurrencyWord) or part.meaning.currency == given:
            continue
        small = part.text in _CIRCA_TOO and not line[part.begin : part.end].isupper()
        verb = part.text == "won" and not _is_counted(parts[at - 1] if at else None) and not _is_glued(part, line)
        if small or verb or part.text in COMPANIES_TOO:
            raise Refusal(
                "ambiguous-currency",
                f"'{line[part.begin : part.end]}' is a currency and another word as well",
                f"Say which one: currency='{part.meaning.currency}'.",
            )


def with_agreements(parts: Sequence[Part]) -> Sequence[Part]:
    """Return the parts with the "under" of an agreement as a word that bounds nothing: under a $38 billion agreement.

    Raises:
        Refusal: "under $5bn contract" and "under the $5bn" can be less than that, and can be that.
    """
    found = list(parts)
    for at, part in enumerate(parts):
        if part.text != "under" or not isinstance(part.meaning, Word):
            continue
        article = parts[at + 1].text if len(parts) > at + 1 else ""
        following = parts[at + 2].meaning if len(parts) > at + 2 else None
        # Under a billion is less than one.
        is_article = article == "the" or (article in ARTICLES and not isinstance(following, Scale))
        agreed = any(other.text in _AGREEMENTS for other in parts[at + 1 :])
        if is_article != agreed:
            raise Refusal("unknown-words", "'under' can mean 'less than', or by the terms of an agreement")
        if is_article:
            found[at] = part._replace(meaning=_INTRODUCES)
    return found


def _is_counted(before: Part | None) -> bool:
    """Say whether "won" is counted by what stands before it: 5 billion won, billions of won, a 5-million-won loan."""
    if before is None or isinstance(before.meaning, CurrencyWord):
        return False
    return not isinstance(before.meaning, Word) or before.meaning.role == "dash" or before.text in ("of", "in")


def _is_glued(part: Part, line: str) -> bool:
    return line[part.end : part.end + 1].isdigit()
