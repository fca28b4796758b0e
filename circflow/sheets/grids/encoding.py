"""Bytes → text: by a mark, as UTF-8, or in the encoding that fits best, and how certain that is."""

import codecs
from dataclasses import dataclass
from typing import Final

from charset_normalizer import from_bytes

from circflow.errors import PackageError

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CANDIDATES: Final = ("cp949", "cp932", "cp1252", "latin_1", "euc_jp", "gb18030", "big5")
_SAMPLE: Final = 200_000
_OVERRIDE: Final = "Name the encoding: --encoding cp949 (Korean), cp932 (Japanese), cp1252 (Western)."


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text and how it was decoded.

    Attributes:
        text: Without a byte-order mark.
        encoding: Name of the encoding.
        certainty: Percent; 100 when a mark says it, somebody gave it, or the bytes are UTF-8.
        mark: Number of bytes of the mark.
    """

    text: str
    encoding: str
    certainty: int
    mark: int = 0


def decoded(data: bytes, where: str, encoding: str | None = None) -> Decoded:
    """Decode the bytes of a sheet.

    Args:
        data: All of them.
        where: Name of the file, for messages.
        encoding: What somebody says that it is; None = find out.

    Raises:
        PackageError: no encoding fits, or not the one that was given.
    """
    if encoding is not None:
        return _given(data, where, encoding)
    for mark, name in _MARKS:
        if data.startswith(mark):
            try:
                return Decoded(data.decode(name), name.removesuffix("-sig"), 100, len(mark))
            except UnicodeDecodeError as error:
                raise _undecodable(data, where, name, error) from error
    if b"\0" in data:
        return _without_mark(data, where)
    try:
        return Decoded(data.decode("utf-8"), "utf-8", 100)
    except UnicodeDecodeError as error:
        return _found(data, where, error)


def _given(data: bytes, where: str, encoding: str) -> Decoded:
    try:
        codecs.lookup(encoding)
        text = data.decode(encoding)
    except LookupError as error:
        raise PackageError(f"'{encoding}' is no encoding that Python knows", where=where, hint=_OVERRIDE) from error
    except UnicodeDecodeError as error:
        raise _undecodable(data, where, encoding, error) from error
    return Decoded(text.removeprefix("\ufeff"), encoding, 100)


def _found(data: bytes, where: str, error: UnicodeDecodeError) -> Decoded:
    """Decode bytes that are no UTF-8 in what fits best."""
    ranked = from_bytes(data[:_SAMPLE], cp_isolation=list(_CANDIDATES))
    for match in ranked:
        try:
            text = data.decode(match.encoding)
        except UnicodeDecodeError:
            continue
        rivals = [
            other.percent_chaos for other in ranked if other.encoding != match.encoding and str(other) != str(match)
        ]
        lead = min(rivals, default=100.0) - match.percent_chaos
        return Decoded(text, match.encoding, max(50, min(99, round(90 + lead - match.percent_chaos))))
    raise _undecodable(data, where, "utf-8", error)


def _without_mark(data: bytes, where: str) -> Decoded:
    """Decode UTF-16 that has no mark, which shows in the zero bytes of its commas and line ends."""
    for name in ("utf-16-le", "utf-16-be"):
        try:
            text = data.decode(name)
        except UnicodeDecodeError:
            continue
        if "\0" not in text and "\n" in text:
            return Decoded(text, name, 95)
    line = data[: data.index(b"\0")].count(b"\n") + 1
    raise PackageError("it holds zero bytes, which no sheet of text has", where=f"{where}:{line}", hint=_OVERRIDE)


def _undecodable(data: bytes, where: str, encoding: str, error: UnicodeDecodeError) -> PackageError:
    line = data[: error.start].count(b"\n") + 1
    return PackageError(f"byte {error.start} is not {encoding}", where=f"{where}:{line}", hint=_OVERRIDE)
