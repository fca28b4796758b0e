"""The values of workbook cells → text that says the same, with the currency, unit or percent sign that people see."""

import re
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Final

_PLACEHOLDERS: Final = re.compile(r"[#0?][#0?,.]*")
_PADDING: Final = re.compile(r"[_*]\\?.")
_PIECES: Final = re.compile(r'"([^"]*)"|\\(.)|\[\$([^\]-]*)(?:-([0-9A-Fa-f]+))?\]|\[[^\]]*\]|([^"\\\[]+)')
_SIGNS: Final = re.compile(r"[A-Z]{1,3}\$|[$€£¥₩]|[A-Z]{3}")
_YEN: Final = {"411": "JPY", "804": "CNY"}
_DOLLARS: Final = {"409": "USD", "1009": "CAD", "C09": "AUD", "1004": "SGD", "C04": "HKD", "404": "TWD", "1409": "NZD"}


def plain_number(value: float) -> str:
    """Return a number in plain digits, as exact as workbooks keep them."""
    return str(value) if isinstance(value, int) else f"{Decimal(f'{value:.15g}').normalize():f}"


def value_text(value: object, number_format: str = "General") -> str:
    """Return the text of a cell's value."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ", "seconds")
    if isinstance(value, (date, time)):
        return value.isoformat()
    if isinstance(value, timedelta):
        return str(value)
    if isinstance(value, (int, float)):
        return formatted(value, number_format)
    return str(value)


def formatted(value: float, number_format: str) -> str:
    """Return a number with the signs and words that its format shows around it.

    A format that scales what is shown (`0.0,,"M"`) keeps the stored number, which then has no unit.
    """
    section = _PADDING.sub("", number_format.split(";", maxsplit=1)[0])
    before, after, scaled = _around(section)
    if "%" in before + after:
        return f"{plain_number(float(Decimal(str(value)) * 100))}%"
    sign = "-" if value < 0 else ""
    number = f"{sign}{plain_number(abs(value))}"
    if scaled:
        signs = " ".join(_SIGNS.findall(before) or _SIGNS.findall(after))
        return f"{signs} {number}".strip()
    return " ".join(f"{before.strip()} {number} {after.strip()}".split())


def _around(section: str) -> tuple[str, str, bool]:
    """Return what a format shows before and after the digits, and whether it scales them."""
    if section in ("General", "@", ""):
        return "", "", False
    shown = ["", ""]
    digits = scaled = False
    for match in _PIECES.finditer(section):
        quoted, escaped, symbol, locale, bare = match.groups()
        if bare is not None:
            if found := _PLACEHOLDERS.search(bare):
                shown[0 if not digits else 1] += bare[: found.start()]
                digits = True
                scaled = scaled or found[0].endswith(",")
                shown[1] += _PLACEHOLDERS.sub("", bare[found.end() :])
            else:
                shown[1 if digits else 0] += bare
            continue
        shown[1 if digits else 0] += quoted or escaped or (_currency(symbol, locale) if symbol else "")
    return shown[0], shown[1], scaled


def _currency(symbol: str, locale: str | None) -> str:
    """Return what a currency sign of a format means, where its locale tells."""
    known = {"¥": _YEN, "￥": _YEN, "$": _DOLLARS}.get(symbol, {})
    return known.get((locale or "").upper().lstrip("0"), symbol)
