"""Amounts as people write them → the interval of money that their words allow."""

from collections.abc import Sequence
from fractions import Fraction
from math import floor
from typing import Final

from circflow.errors import ParamError
from circflow.model.amount import MAX_INTEGER, Amount
from circflow.model.currencies import CURRENCIES
from circflow.text.bracket_notes import check_country
from circflow.text.brackets import main_and_notes
from circflow.text.currencies import meant
from circflow.text.double_meanings import check_currency_words, with_agreements
from circflow.text.figures import Statement, statement
from circflow.text.footnotes import without_mark
from circflow.text.given_unit import Unit, apply, read_unit
from circflow.text.intervals import code_of, interval
from circflow.text.numerals import Number, check_round_group, decimal_sign
from circflow.text.particles import with_particles
from circflow.text.plain_text import plain, with_all_digits, with_plain_digits
from circflow.text.refusal import AmountError, Refusal
from circflow.text.scales import Scale
from circflow.text.spelt_numbers import with_hundreds
from circflow.text.tables import unspecified_words
from circflow.text.vocabulary import Part, parts

_LONGEST: Final = 1000
_BASES: Final = ("per_year", "valuation", "market_value", "total")


def read_amount(text: str, currency: str | None = None, unit: str | None = None, language: str | None = None) -> Amount:
    """Read an amount of money as a person wrote it, in English, Korean, Japanese or a mixture.

    Args:
        text: `최대 500억 달러(약 70조원)`, `1兆2000億円`, `$5.4B-$6.3B`, `tens of billions of dollars`, `undisclosed`.
        currency: ISO 4217 code for texts that name no currency, or a sign that several share, such as `$` and `¥`. A
            currency that the text itself makes clear wins.
        unit: What a column's header says, such as `$bn`, `억 달러` or `百万円`, for figures without a scale of their
            own.
        language: ISO 639 code of what the text is written in; decides whether 1.234 is a thousand and more.

    Returns:
        Integers in currency units; a fraction of a unit is rounded, and the note says so. `text` is the text, `note`
        what it says beside the figure (a bracket, a term of years), `basis` whether it is a total, per year, or a
        valuation, and `half_open` whether the high itself is no longer in it.

    Raises:
        AmountError: it is not one sum of money, or it can be several; `code` and `reason` say why, `hint` which of the
            options would help.
        ParamError: `currency` is no currency code, or `unit` is no unit of money.
    """
    if currency is not None and currency not in CURRENCIES:
        raise ParamError(
            f"'{currency}' is no currency code of ISO 4217", hint="Write USD, EUR, JPY or KRW, for example."
        )
    header = read_unit(unit) if unit else Unit()
    try:
        return _read(text, currency, header, language)
    except Refusal as refusal:
        raise AmountError(text, refusal) from None


def _read(text: str, currency: str | None, unit: Unit, language: str | None) -> Amount:
    if len(text) > _LONGEST:
        raise Refusal("too-long", f"it is longer than {_LONGEST} characters")
    line, notes = main_and_notes(_as_text(with_all_digits(with_plain_digits(plain(text)))))
    line, marks = without_mark(line)
    notes += marks
    if {line.casefold(), line.casefold().rstrip(".。")} & unspecified_words():
        return Amount(text=text, note="; ".join(notes))
    if not line:
        raise Refusal("empty", "there is nothing in it")
    found = with_particles(list(parts(line)), line)
    check_currency_words(found, line, currency)
    found = with_hundreds(with_agreements(found))
    sign = decimal_sign(language or next((part.language for part in found if part.language), None))
    if language is None:
        for part in found:
            check_round_group(part.text)
    _check_scales(found, language)
    said = statement(found, sign)
    apply(unit, said)
    band = interval(said)
    code = meant(said.currencies or unit.currencies, currency)
    if code is None:
        raise Refusal("no-currency", "it names no currency", "Say which one, for example: currency='USD'.")
    _check_currency(said, code)
    check_country(notes, said.currencies, code)
    low, high = _whole(band.low), None if band.high is None else _whole(band.high)
    if (low, high) != (band.low, band.high):
        said.notes.append("rounded to whole units")
    return Amount(
        low,
        high,
        code,
        code_of(said, band),
        text=text,
        note="; ".join([*said.notes, *notes]),
        basis=next((role for role in _BASES if said.roles(role)), None),
        half_open=band.half_open,
    )


def _as_text(line: str) -> str:
    """Return a cell without the apostrophe that makes a spreadsheet take a figure for text."""
    return line[1:] if line.startswith("'") and not line.endswith("'") else line


def _check_scales(found: Sequence[Part], language: str | None) -> None:
    for part in found:
        if isinstance(part.meaning, Scale) and language in part.meaning.not_in:
            raise Refusal("ambiguous-scale", f"'{part.text}' is another number in that language")


def _check_currency(said: Statement, code: str) -> None:
    if any(scale.only_in and code not in scale.only_in for figure in said.figures for scale in figure.scales):
        raise Refusal("ambiguous-scale", f"one of its words is a scale only beside other currencies than {code}")


def _whole(number: Number) -> int:
    """Round to whole units, a half upwards.

    Raises:
        Refusal: the database cannot hold it, or nothing is left of it.
    """
    whole = number.numerator if number.denominator == 1 else floor(number + Fraction(1, 2))
    if number and not whole:
        raise Refusal("too-small", "it is less than one unit")
    if whole > MAX_INTEGER:
        raise Refusal("too-large", "it is larger than the database can hold")
    return whole
