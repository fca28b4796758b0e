"""Number formats of Excel: what they show around a number, and by what they divide it."""

import re
from decimal import Decimal
from operator import eq, ge, gt, le, lt, ne
from typing import Final

from circflow.sheets.grids.number_text import in_scale, plain_number

_PLACEHOLDERS: Final = re.compile(r"General|[#0?][#0?,.]*")
_FRACTION: Final = re.compile(r"\?/[?0-9]")
_CONDITION: Final = re.compile(r"\[(<=|>=|<>|<|>|=)(-?[0-9.]+)\]")
_COMPARED: Final = {"<=": le, ">=": ge, "<>": ne, "<": lt, ">": gt, "=": eq}
_SCIENTIFIC: Final = re.compile(r"[0#?]E[+-]?[0#?]", re.IGNORECASE)
_PADDING: Final = re.compile(r"[_*]\\?.")
_PIECES: Final = re.compile(r'"([^"]*)"|\\(.)|\[\$([^\]-]*)(?:-([0-9A-Za-z-]+))?\]|\[[^\]]*\]|([^"\\\[]+)')
_SCALE_WORD: Final = re.compile(
    r" ?(?:k|m|mn|mm|mio|b|bn|tn|thousand|million|billion|trillion)\b| ?[십백천만억조十百千万億兆]", re.IGNORECASE
)
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
    return in_scale(value, scaled, before, after)


def _section(value: float, number_format: str) -> str:
    """Return the part of a format by which a number is shown: the first, or the one whose condition it fulfils."""
    sections = [section for section in number_format.split(";") if section]
    for section in sections:
        condition = _CONDITION.search(section)
        if condition and _COMPARED[condition[1]](value, float(condition[2])):
            return section
    plain = [section for section in sections if not _CONDITION.search(section)]
    return plain[0] if plain else "General"


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
