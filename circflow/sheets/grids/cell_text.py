"""The values of workbook cells → text that says the same, with the currency, unit or percent sign that people see."""

import re
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from operator import eq, ge, gt, le, lt, ne
from typing import Final

_PLACEHOLDERS: Final = re.compile(r"General|[#0?][#0?,.]*")
_FRACTION: Final = re.compile(r"\?/[?0-9]")
_CONDITION: Final = re.compile(r"\[(<=|>=|<>|<|>|=)(-?[0-9.]+)\]")
_COMPARED: Final = {"<=": le, ">=": ge, "<>": ne, "<": lt, ">": gt, "=": eq}
_SCIENTIFIC: Final = re.compile(r"[0#?]E[+-]?[0#?]", re.IGNORECASE)
_PADDING: Final = re.compile(r"[_*]\\?.")
_PIECES: Final = re.compile(r'"([^"]*)"|\\(.)|\[\$([^\]-]*)(?:-([0-9A-Za-z-]+))?\]|\[[^\]]*\]|([^"\\\[]+)')
_GROUPING: Final = str.maketrans(dict.fromkeys(" \u00a0\u2009\u202f'\u2019"))
_FIGURE: Final = re.compile(r"[0-9](?:[0-9.,\s'\u2019]*[0-9])?")
_SIGNS: Final = re.compile(r"[A-Z]{1,3}\$|[$€£¥₩]|[A-Z]{3}")
_SCALE_WORD: Final = re.compile(
    r" ?(?:k|m|mn|mm|mio|b|bn|tn|thousand|million|billion|trillion)\b| ?[십백천만억조十百千万億兆]", re.IGNORECASE
)
_SCALES: Final = ("", " thousand", " million", " billion", " trillion")
_DATE_PARTS: Final = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|([dmy]+)', re.IGNORECASE)
_YEN: Final = {"411": "JPY", "804": "CNY", "JP": "JPY", "CN": "CNY"}
_DOLLARS: Final = {
    "409": "USD",
    "1009": "CAD",
    "C09": "AUD",
    "1004": "SGD",
    "4809": "SGD",
    "C04": "HKD",
    "404": "TWD",
    "1409": "NZD",
    "80A": "MXN",
    "US": "USD",
    "CA": "CAD",
    "AU": "AUD",
    "SG": "SGD",
    "HK": "HKD",
    "TW": "TWD",
    "NZ": "NZD",
    "MX": "MXN",
}


def plain_number(value: float) -> str:
    """Return a number in plain digits, as exact as workbooks keep them."""
    if isinstance(value, int):
        return str(value)
    text = f"{Decimal(f'{value:.15g}').normalize():f}"
    # With three decimals the point could stand before thousands.
    return f"{text}0" if len(text.partition(".")[2]) == 3 else text  # noqa: PLR2004 - digits of a thousand


def value_text(value: object, number_format: str = "General") -> str:
    """Return the text of a cell's value."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, datetime):
        return _day(value.date(), number_format) if value.time() == time() else value.isoformat(" ", "seconds")
    if isinstance(value, date):
        return _day(value, number_format)
    if isinstance(value, time):
        return value.isoformat()
    if isinstance(value, timedelta):
        return str(value)
    if isinstance(value, (int, float)):
        return formatted(value, number_format)
    return str(value)


def formatted(value: float, number_format: str) -> str:
    """Return a number with the signs and words that its format shows around it.

    A format that scales what is shown (`0.0,,"M"`) says so in a word, so that no header scales it once more.
    """
    section = _PADDING.sub("", _section(value, number_format))
    if _SCIENTIFIC.search(section) or _FRACTION.search(section):
        return plain_number(value)
    if "%" in "".join(match[5] or "" for match in _PIECES.finditer(section)):
        return f"{plain_number(float(Decimal(str(value)) * 100))}%"
    before, after, scaled = _around(section)
    if not scaled:
        return " ".join(f"{before.strip()} {plain_number(value)} {after.strip()}".split())
    if _SCALE_WORD.match(after):
        # The format has a word of its own for what it shows: 2.5 bn.
        number = f"{Decimal(plain_number(value)) / 1000**scaled:f}"
        return " ".join(f"{before.strip()} {number} {after.strip()}".split())
    signs = " ".join(_SIGNS.findall(before) or _SIGNS.findall(after))
    return f"{signs} {scaled_number(value, scaled)}".strip()


def _section(value: float, number_format: str) -> str:
    """Return the part of a format by which a number is shown: the first, or the one whose condition it fulfils."""
    sections = [section for section in number_format.split(";") if section]
    for section in sections:
        condition = _CONDITION.search(section)
        if condition and _COMPARED[condition[1]](value, float(condition[2])):
            return section
    plain = [section for section in sections if not _CONDITION.search(section)]
    return plain[0] if plain else "General"


def scaled_number(value: float, thousands: int) -> str:
    """Return a number that is shown in thousands, or in thousands of thousands: 13.5 million."""
    power = min(thousands, len(_SCALES) - 1)
    return f"{Decimal(plain_number(value)) / 1000**power:f}{_SCALES[power]}"


def as_shown(value: float, shown: str) -> str:
    """Return a stored number with the signs and words that a cell shows around it; a scale that it hides in a word."""
    figure = _FIGURE.search(shown)
    if figure is None:
        return plain_number(value)
    before, after = shown[: figure.start()], shown[figure.end() :]
    for thousands in range(len(_SCALES)):
        if _is_shown_as(figure[0], abs(value) / 1000**thousands):
            if thousands:
                signs = " ".join(_SIGNS.findall(before) or _SIGNS.findall(after))
                return f"{signs} {scaled_number(value, thousands)}".strip()
            return " ".join(f"{before.strip(' -(')} {plain_number(value)} {after.strip(' )')}".split())
    return plain_number(value)


def _is_shown_as(figure: str, value: float) -> bool:
    """Say whether a figure is a number, rounded to its last digit; with a point or a comma before its decimals."""
    for grouping, decimal in ((",", "."), (".", ",")):
        whole, _, decimals = figure.translate(_GROUPING).replace(grouping, "").partition(decimal)
        if decimal in decimals or not (whole + decimals).isdecimal():
            continue
        if round(value, len(decimals)) == round(float(f"{whole}.{decimals}"), len(decimals)):
            return True
    return False


def _day(day: date, number_format: str) -> str:
    """Return a date as exactly as its format shows it: a month stands on its first day, and is no day."""
    parts = "".join(match[1] or "" for match in _DATE_PARTS.finditer(number_format)).lower()
    if day.day != 1 or "y" not in parts or "d" in parts:
        return day.isoformat()
    return f"{day:%Y-%m}" if "m" in parts or day.month != 1 else f"{day:%Y}"


def _around(section: str) -> tuple[str, str, int]:
    """Return what a format shows before and after the digits, and by how many thousands it divides them."""
    if section in ("General", "@", ""):
        return "", "", 0
    shown = ["", ""]
    digits, scaled = False, 0
    for match in _PIECES.finditer(section):
        quoted, escaped, symbol, locale, bare = match.groups()
        if bare is not None:
            if found := _PLACEHOLDERS.search(bare):
                shown[0 if not digits else 1] += bare[: found.start()]
                digits = True
                scaled = scaled or len(found[0]) - len(found[0].rstrip(","))
                shown[1] += _PLACEHOLDERS.sub("", bare[found.end() :])
            else:
                shown[1 if digits else 0] += bare
            continue
        shown[1 if digits else 0] += quoted or escaped or (_currency(symbol, locale) if symbol else "")
    return shown[0], shown[1], scaled


def _currency(symbol: str, locale: str | None) -> str:
    """Return what a currency sign of a format means, where its locale tells."""
    known = {"¥": _YEN, "￥": _YEN, "$": _DOLLARS}.get(symbol, {})
    return known.get((locale or "").upper().rpartition("-")[2].lstrip("0"), symbol)
