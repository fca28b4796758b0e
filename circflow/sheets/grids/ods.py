"""A workbook of LibreOffice → grids: stored values with their currencies, dates as dates, merged cells filled down."""

import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from typing import Any, Final

from circflow.errors import PackageError
from circflow.sheets.grids.grid import Grid, Line
from circflow.sheets.grids.number_text import plain_number
from circflow.sheets.grids.row_numbers import in_words
from circflow.sheets.grids.shown_number import as_shown

_DAMAGED: Final = (zipfile.BadZipFile, KeyError, ValueError, TypeError, AttributeError, SyntaxError, OSError)
_REPEATED: Final = 10_000
"""Most times that a row with content is taken as repeated; beyond that it is formatting down to the last row."""

_COLUMNS: Final = 1024
"""Most columns that a cell is taken as repeated over."""

_LINE: Final = ("urn:oasis:names:tc:opendocument:xmlns:text:1.0", "p")
_SIGN: Final = re.compile(r"(?:[A-Z]{1,3})?[$€£¥₩￥]|\b[A-Z]{3}\b")
_ERRORS: Final = ("#", "Err:")


def ods_grids(data: bytes, where: str, sheets: Sequence[str]) -> list[Grid]:
    """Read the sheets of a workbook: those that are named, or all that can be seen.

    Raises:
        PackageError: odfpy is not installed, the workbook is damaged, or it has no such sheet.
    """
    try:
        from xml.sax import SAXException  # noqa: PLC0415

        from odf.opendocument import load  # noqa: PLC0415 - an extra
        from odf.table import Table  # noqa: PLC0415
    except ImportError as error:
        raise PackageError(
            "reading .ods needs odfpy", where=where, hint="Install it: pip install 'circflow[ods]'"
        ) from error
    try:
        document = load(io.BytesIO(data))
        pages = document.spreadsheet.getElementsByType(Table)
    except (*_DAMAGED, SAXException) as error:
        raise PackageError(f"the workbook is damaged: {error}", where=where) from error
    names = [page.getAttribute("name") for page in pages]
    unknown = [name for name in sheets if name not in names]
    if unknown:
        known = ", ".join(f"'{name}'" for name in names)
        raise PackageError(f"it has no sheet '{unknown[0]}'", where=where, hint=f"Its sheets are {known}.")
    hidden = _hidden_styles(document)
    return [
        _grid(page, name, hidden=page.getAttribute("stylename") in hidden and name not in sheets)
        for page, name in zip(pages, names, strict=True)
        if not sheets or name in sheets
    ]


def _hidden_styles(document: Any) -> set[str]:  # noqa: ANN401 - a document of odfpy
    from odf.style import Style, TableProperties  # noqa: PLC0415 - an extra

    return {
        style.getAttribute("name")
        for style in document.automaticstyles.getElementsByType(Style)
        for shown in style.getElementsByType(TableProperties)
        if shown.getAttribute("display") == "false"
    }


def _grid(page: Any, name: str, *, hidden: bool) -> Grid:  # noqa: ANN401 - a table of odfpy
    if hidden:
        return Grid(name, (), (f"the sheet is hidden and was not read; --sheet '{name}' reads it",))
    away: list[int] = []
    lines = list(_lines(page, away))
    remarks = (f"the hidden rows {in_words(away)} were read too",) if away else ()
    return Grid(name, lines, remarks)


def _lines(page: Any, away: list[int]) -> Iterator[Line]:  # noqa: ANN401 - a table of odfpy
    from odf.table import TableRow  # noqa: PLC0415 - an extra

    number = 0
    spans: dict[int, tuple[int, str]] = {}
    for row in page.getElementsByType(TableRow):
        texts, broken, merged = _cells(row, spans)
        times = int(row.getAttribute("numberrowsrepeated") or 1)
        filled = any(texts)
        for _ in range(min(times, _REPEATED) if filled else 1):
            yield Line(number + 1, tuple(texts), broken=broken, merged=merged)
            if filled and row.getAttribute("visibility") in ("collapse", "filter"):
                away.append(number + 1)
            number += 1
        number += times - (min(times, _REPEATED) if filled else 1)


def _cells(
    row: Any,  # noqa: ANN401 - as above
    spans: dict[int, tuple[int, str]],
) -> tuple[list[str], dict[int, str], set[int]]:
    """Return the cells of a row, why some cannot be known, and which are merged; `spans` are those that reach down."""
    texts: list[str] = []
    merged: set[int] = set()
    broken: dict[int, str] = {}
    for cell in row.childNodes:
        if cell.qname[1] not in ("table-cell", "covered-table-cell"):
            continue
        text = _text(cell)
        for _ in range(min(int(cell.getAttribute("numbercolumnsrepeated") or 1), _COLUMNS)):
            place = len(texts)
            if cell.qname[1] == "covered-table-cell" and place in spans:
                left, above = spans.pop(place)
                merged.add(place)
                texts.append(above)
                if left > 1:
                    spans[place] = (left - 1, above)
                continue
            formula = cell.getAttribute("formula")
            if formula and (not text or text.startswith(_ERRORS)):
                broken[place] = f"the formula {formula[:60]} has no value" + (f" but {text}" if text else "")
            rows = int(cell.getAttribute("numberrowsspanned") or 1)
            if rows > 1:
                merged.add(place)
                spans[place] = (rows - 1, text)
            texts.append(text)
    while texts and not texts[-1]:
        texts.pop()
    return texts, broken, merged


def _text(cell: Any) -> str:  # noqa: ANN401 - a cell of odfpy
    """Return what a cell says: what is stored where that is exact, else what is shown."""
    from odf import teletype  # noqa: PLC0415 - an extra

    if cell.qname[1] == "covered-table-cell":
        return ""
    # A comment on the cell has lines of its own, which are none of the cell's.
    lines = (line for line in cell.childNodes if getattr(line, "qname", None) == _LINE)
    shown = "\n".join(map(teletype.extractText, lines))
    kind, value = cell.getAttribute("valuetype"), cell.getAttribute("value")
    if kind == "date":
        day, _, clock = str(cell.getAttribute("datevalue")).partition("T")
        return day if not clock or clock.startswith("00:00:00") else f"{day} {clock[:8]}"
    if kind in ("float", "currency", "percentage") and value is not None:
        if kind == "percentage":
            return f"{plain_number(round(float(value) * 100, 10))}%"
        number = as_shown(float(value), shown)
        currency = cell.getAttribute("currency") if kind == "currency" else None
        return f"{currency} {_SIGN.sub('', number).strip()}" if currency else number
    return shown
