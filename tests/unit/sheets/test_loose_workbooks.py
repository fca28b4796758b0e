"""Workbooks of Excel, and what must come of each."""

import datetime as dt
import io
import zipfile

import openpyxl
import pytest
from workbook_files import deals, loaded, rejects, saved, workbook

from circflow.errors import PackageError


def test_a_workbook_with_a_merged_title_groups_of_columns_dates_and_currencies(tmp_path):
    book, page = workbook(
        ["AI deals, compiled by hand"],
        [],
        ["Parties", None, "Deal", None, None],
        ["Investor", "Investee", "Amount", "Date", "Stake"],
        ["Amazon", "OpenAI", 15_000_000_000, dt.datetime(2026, 2, 27), 0.05],  # noqa: DTZ001 - workbooks have no zones
        ["SoftBank Group", "OpenAI", 30_000_000_000, dt.date(2025, 3, 31), 0.11],
        ["Microsoft", None, 13_000_000_000, "since 2019", None],
        [None, "OpenAI", 1_000_000_000, "2019-07-22", None],
        ["Total", None, "=SUM(C5:C8)"],
    )
    page.merge_cells("A1:E1")
    page.merge_cells("A3:B3")
    page.merge_cells("C3:E3")
    page.merge_cells("A7:A8")
    for row in range(5, 9):
        page.cell(row, 3).number_format = '"$"#,##0'
        page.cell(row, 5).number_format = "0%"
    page.cell(6, 3).number_format = "[$€-2] #,##0"

    found = loaded(tmp_path, saved(book), "deals.xlsx")

    assert found.sheets.tables[0].header_lines == (4,)
    assert deals(found, "source", "amount_low", "currency", "announced_date", "stake_pct", "sheet", "line") == [
        ("amazon", 15_000_000_000, "USD", "2026-02-27", 5.0, "Deals", 5),
        ("softbank-group", 30_000_000_000, "EUR", "2025-03-31", 11.0, "Deals", 6),
        ("microsoft", 1_000_000_000, "USD", "2019-07-22", None, "Deals", 8),
    ]
    assert rejects(found) == [("Deals", 7, "Investee", "blank-party")]
    assert [(line.line, line.why) for line in found.sheets.ignored if line.why != "header"] == [
        (1, "above the table"),
        (2, "blank"),
        (3, "above the table"),
        (9, "a line of sums"),
    ]


def test_a_header_of_two_lines_in_merged_cells_and_a_unit_above_it(tmp_path):
    book, page = workbook(
        ["(단위: 억 달러)"],
        ["투자자", "투자처", "거래", None, "비고"],
        [None, None, "금액", "일자", None],
        ["엔비디아", "오픈AI", 300, dt.date(2026, 2, 27), "x"],
        ["〃", "xAI", 20, 46000, None],
    )
    for merged in ("A2:A3", "B2:B3", "C2:D2", "E2:E3"):
        page.merge_cells(merged)

    found = loaded(tmp_path, saved(book), "deals.xlsx")

    assert found.sheets.tables[0].header_lines == (2, 3)
    assert [column.header for column in found.sheets.tables[0].columns] == [
        "투자자",
        "투자처",
        "거래 금액",
        "거래 일자",
        "비고",
    ]
    assert deals(found, "source", "target", "amount_low", "currency", "announced_date", "note", "line") == [
        ("nvidia", "openai", 30_000_000_000, "USD", "2026-02-27", "x", 4),
        ("nvidia", "xai", 2_000_000_000, "USD", "2025-12-09", None, 5),
    ]


def test_formulas_without_a_stored_value_and_error_cells_reject_their_rows(tmp_path):
    book, _ = workbook(
        ["Investor", "Investee", "Amount ($bn)"],
        ["Nvidia", "OpenAI", "=10*3"],
        ["Nvidia", "xAI", "#REF!"],
        ["Nvidia", "Anthropic", 10],
    )
    found = loaded(tmp_path, saved(book), "deals.xlsx")

    assert deals(found, "target", "amount_low") == [("anthropic", 10_000_000_000)]
    assert rejects(found) == [
        ("Deals", 2, "Amount ($bn)", "formula"),
        ("Deals", 3, "Amount ($bn)", "formula"),
    ]


def test_a_formula_with_a_stored_value_is_read(tmp_path):
    xlsxwriter = pytest.importorskip("xlsxwriter")
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True})
    page = book.add_worksheet("Deals")
    page.write_row(0, 0, ["Investor", "Investee", "Amount ($bn)"])
    page.write_row(1, 0, ["Nvidia", "OpenAI"])
    page.write_formula(1, 2, "=10*3", None, 30)
    book.close()

    assert deals(loaded(tmp_path, file.getvalue(), "deals.xlsx"), "amount_low") == [(30_000_000_000,)]


def test_all_sheets_are_read_and_hidden_ones_are_named(tmp_path):
    book, page = workbook(["Investor", "Investee"], ["Nvidia", "OpenAI"], ["Nvidia", "xAI"], title="Investments")
    page.row_dimensions[3].hidden = True
    sales = book.create_sheet("Sales")
    sales.append(["Customer", "Supplier"])
    sales.append(["OpenAI", "Oracle"])
    book.create_sheet("Readme").append(["Compiled by hand"])
    draft = book.create_sheet("Draft")
    draft.append(["Customer", "Supplier"])
    draft.append(["xAI", "Oracle"])
    draft.sheet_state = "hidden"
    content = saved(book)

    found = loaded(tmp_path, content, "deals.xlsx")

    assert deals(found, "source", "target", "sheet") == [
        ("nvidia", "openai", "Investments"),
        ("nvidia", "xai", "Investments"),
        ("openai", "oracle", "Sales"),
    ]
    told = "\n".join(found.sheets.remarks)
    assert "Investments: the hidden rows 3 were read too" in told
    assert "Draft: the sheet is hidden and was not read" in told
    assert deals(loaded(tmp_path, content, "deals.xlsx", sheets=("Draft",)), "source") == [("xai",)]
    with pytest.raises(PackageError, match="no sheet 'Nothing'"):
        loaded(tmp_path, content, "deals.xlsx", sheets=("Nothing",))


def test_an_amount_in_a_cell_merged_over_several_rows_is_doubtful(tmp_path):
    book, page = workbook(
        ["Parent", "Venture", "Amount ($bn)", "Date"],
        ["SoftBank Group", "Stargate", 19, "2025-01-21"],
        ["OpenAI", "Stargate", None, None],
        ["MGX", "Stargate", 7, "2025-01-21"],
    )
    page.merge_cells("C2:C3")
    page.merge_cells("D2:D3")
    found = loaded(tmp_path, saved(book), "deals.xlsx")
    columns = ("source", "amount_low", "announced_date")
    assert deals(found, *columns) == [
        ("softbank-group", 19_000_000_000, "2025-01-21"),
        ("openai", 19_000_000_000, "2025-01-21"),
        ("mgx", 7_000_000_000, "2025-01-21"),
    ]
    assert [bool(doubt) for (doubt,) in deals(found, "suspect")] == [True, True, False]
    assert "merged over several rows" in deals(found, "suspect")[0][0]


def zipped(**files):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, content in files.items():
            archive.writestr(name.replace("__", "/").replace("_dot_", "."), content)
    return file.getvalue()


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (zipped(a="b"), "a zip archive, not a sheet"),
        (zipped(xl__workbook_dot_xml="<nothing/>"), "damaged"),
        (zipped(xl__workbook_dot_bin=""), "xlsb"),
        (saved(openpyxl.Workbook())[:-30], "damaged"),
        (
            zipped(
                mimetype="application/vnd.oasis.opendocument.spreadsheet",
                content_dot_xml="x",
                **{"META-INF__manifest_dot_xml": "<m:encryption-data/>"},
            ),
            "protected by a password",
        ),
        (
            zipped(mimetype="application/vnd.oasis.opendocument.spreadsheet", content_dot_xml="<not closed"),
            "damaged",
        ),
    ],
)
def test_archives_that_are_no_sheets_are_refused_with_the_reason(tmp_path, content, reason):
    with pytest.raises(PackageError, match=reason):
        loaded(tmp_path, content, "deals.xlsx")
