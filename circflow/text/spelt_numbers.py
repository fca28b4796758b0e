"""Numbers spelt out around a hundred → one number: one hundred and fifty (million) is 150."""

from collections.abc import Sequence

from circflow.text.vocabulary import ARTICLES, Part, Word


def with_hundreds(parts: Sequence[Part]) -> Sequence[Part]:
    """Return the parts of a text, with a number word, "hundred" and another number word as one number.

    After "between", the "and" stands between two figures.
    """
    if all(part.text != "hundred" for part in parts):
        return parts
    pair = any(isinstance(part.meaning, Word) and part.meaning.role == "between" for part in parts)
    found: list[Part] = []
    at = 0
    while at < len(parts):
        part, length = _hundreds(parts[at : at + 5], joined_by_and=not pair)
        found.append(part)
        at += length
    return found


def _hundreds(parts: Sequence[Part], *, joined_by_and: bool) -> tuple[Part, int]:
    """Return the first part, with those that belong to its number, and how many these are."""
    first, *rest = parts
    if not (_is_spelt(first, 20) and rest and rest[0].text == "hundred"):
        return first, 1
    length = 3 if joined_by_and and len(rest) > 1 and rest[1].text == "and" else 2
    last = parts[length] if len(parts) > length else None
    more_hundreds = len(parts) > length + 1 and parts[length + 1].text == "hundred"
    if last is None or last.text in ARTICLES or not _is_spelt(last, 100) or more_hundreds:
        return first, 1
    text = " ".join(part.text for part in parts[: length + 1])
    return Part(text, 100 * _number(first) + _number(last), "en"), length + 1


def _is_spelt(part: Part, below: int) -> bool:
    return part.language == "en" and 0 < _number(part) < below


def _number(part: Part) -> int:
    return part.meaning if isinstance(part.meaning, int) else 0
