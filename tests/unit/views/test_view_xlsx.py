import io
import re
import sys
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest
from openpyxl.utils.escape import unescape
from view_answers import DEALS, HOSTILE, PARAMETERS, RELEASE, RINGS, SHARED, UNLINKED, with_names

from circflow.errors import InputError
from circflow.model import Column, Result
from circflow.model.safe_text import safe_text
from circflow.views import FORMATS, render, save, workbook


def read(result: Result) -> openpyxl.Workbook:
    packed = io.BytesIO()
    FORMATS["xlsx"].fill(result, packed)
    return openpyxl.load_workbook(packed)


def values(book: openpyxl.Workbook, sheet: str) -> list[list[object]]:
    return [list(row) for row in book[sheet].iter_rows(values_only=True)]


def test_a_book_has_rows_deals_sources_and_the_run():
    book = read(RINGS)
    assert book.sheetnames == ["Rows", "Deals", "Sources", "Run"]
    heading, first, _ = values(book, "Rows")
    assert heading[:3] == ["ring", "ring_names", "hops"]
    assert first[:6] == [
        "amazon;openai",
        "Amazon;OpenAI",
        2,
        "INVESTS_IN;BUYS_FROM",
        "D-006a+D-006b+D-006c;D-007+D-008",
        15_000_000_000,
    ]
    assert values(book, "Deals")[1] == [
        "D-001",
        "nvidia",
        "Nvidia",
        "INVESTS_IN",
        "openai",
        "OpenAI",
        "up to $100B",
        0,
        100_000_000_000,
        "USD",
        "equity_plan",
        "loi",
        2,
        False,
        "2025-09-22",
        None,
        "[]",
    ]
    assert values(book, "Sources")[1:] == [
        [source.source_id, "ai-deals", source.title, source.publisher, source.published, *rest]
        for source, rest in (
            (RELEASE, ["en", "A", RELEASE.url, "D-007;D-008"]),
            (UNLINKED, [None, None, "javascript:alert(1)", "D-007"]),
        )
    ]
    run = dict(values(book, "Run"))
    assert run["query id"] == "round-trips"
    assert run["query sha256"] == "ab" * 32
    assert run["parameter max_hops"] == PARAMETERS["max_hops"]
    assert run["parameter as_of"] == datetime(2026, 6, 30)  # noqa: DTZ001 - a workbook has no zones
    assert run["row_count"] == 2
    assert run["truncated"] is False
    assert run["dataset ai-deals"] == f"sha256 {'cd' * 32}, loaded 2026-07-01T09:30:00+00:00"
    assert run["reading"] == RINGS.query.reading
    assert dict(values(read(SHARED), "Run"))["warning"] == SHARED.warnings[0]


def test_headings_stay_in_sight_and_filter():
    for sheet in read(RINGS):
        assert sheet.freeze_panes == "A2"
        assert sheet.auto_filter.ref == sheet.dimensions
        assert all(6 <= column.width <= 61 for column in sheet.column_dimensions.values())


def test_dates_are_dates_and_booleans_booleans():
    sheet = read(DEALS)["Rows"]
    heading = [cell.value for cell in sheet[1]]
    first = dict(zip(heading, sheet[2], strict=True))
    second = dict(zip(heading, sheet[3], strict=True))
    assert first["begins"].value == datetime(2025, 9, 22)  # noqa: DTZ001
    assert first["begins"].is_date
    assert first["ends"].value == datetime(9999, 12, 31)  # noqa: DTZ001
    assert second["begins"].value == "0001-01-01"
    assert second["stake_pct"].value == 2.5
    assert second["amount_low"].value is None


@pytest.mark.parametrize("number", [2**53 + 1, -(2**63), 10**15, 88 * 10**12, 0, -1])
def test_no_integer_loses_a_digit(number):
    answer = replace(RINGS, columns=(Column("n", "integer"),), rows=({"n": number},))
    book = read(answer)
    cell = book["Rows"]["A2"]
    assert number == int(cell.value)
    large = abs(number) >= 10**15
    assert large == (cell.data_type == "s" or isinstance(cell.value, str))
    assert large == ("note" in dict(values(book, "Run")))


@pytest.mark.parametrize("hostile", HOSTILE, ids=ascii)
def test_a_text_is_never_calculated_linked_or_changed(hostile):
    book = read(with_names(SHARED, hostile))
    sheet = book["Rows"]
    cell = next(cell for cell in sheet[2] if sheet.cell(1, cell.column).value == "owner_name")
    expected = safe_text(hostile).replace("\ufffe", "\\ufffe")
    assert cell.data_type != "f"
    assert cell.hyperlink is None
    assert expected == unescape(cell.value or "").rstrip(" ")
    assert bool(re.match(r"'*\s*[=+\-@＝\t]|\\", expected)) >= bool(cell.quotePrefix)
    if hostile.startswith(("=", "+", "-", "@")):
        assert cell.quotePrefix


def test_a_text_that_is_too_long_for_a_cell_is_cut_and_shows_it():
    for text in ("x" * 40_000, "😀" * 20_000):
        cell = dict(zip(*values(read(with_names(SHARED, text)), "Rows"), strict=True))["owner_name"]
        assert cell.endswith("…")
        assert cell.rstrip("…") == text[: len(cell) - 1]


def test_same_rows_make_the_same_bytes(tmp_path):
    for name in ("a.xlsx", "b.xlsx"):
        save(RINGS, tmp_path / name)
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


def test_an_empty_answer_has_headings():
    book = read(replace(RINGS, rows=(), facts={}))
    assert [len(values(book, name)) for name in ("Rows", "Deals", "Sources")] == [1, 1, 1]


def test_more_rows_than_a_sheet_holds_are_refused(monkeypatch):
    monkeypatch.setattr(workbook, "MAX_ROWS", 1)
    with pytest.raises(InputError, match="a sheet holds 1 rows, not 2") as caught:
        read(RINGS)
    assert "csv" in (caught.value.hint or "")


def test_without_the_package_the_error_says_how_to_get_it(monkeypatch, tmp_path):
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    with pytest.raises(InputError, match="needs the package XlsxWriter") as caught:
        save(RINGS, tmp_path / "rings.xlsx")
    assert caught.value.hint == "Install it with: pip install 'circflow[xlsx]'"
    assert list(tmp_path.iterdir()) == []


def test_a_workbook_is_not_printed():
    with pytest.raises(InputError, match="xlsx cannot be printed") as caught:
        render(RINGS, "xlsx")
    assert caught.value.hint == "Write it to a file: -o FILE.xlsx"


def test_nothing_is_left_in_the_temporary_folder(tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    read(RINGS)
    assert list(Path(tmp_path).iterdir()) == []


def test_a_date_before_the_calendar_of_spreadsheets_is_text():
    answer = replace(
        RINGS,
        columns=(Column("day", "date"),),
        rows=({"day": date(1900, 2, 28)}, {"day": date(1900, 3, 1)}),
    )
    _, before, after = values(read(answer), "Rows")
    assert before == ["1900-02-28"]
    assert after == [datetime(1900, 3, 1)]  # noqa: DTZ001
