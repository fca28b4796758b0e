"""Workbooks and JSON, made with the libraries that people's programs use, and what must come of each."""

import datetime as dt
import io
import json
import zipfile

import openpyxl
import pytest
from odf.office import Annotation
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import CoveredTableCell, TableCell, TableRow
from odf.table import Table as OdsTable
from odf.text import P

from circflow.errors import PackageError
from circflow.model.flat import flat
from circflow.sheets.grids.number_formats import formatted
from circflow.sheets.loose.options import SheetOptions
from circflow.sheets.reading import read


def loaded(folder, content, name, **said):
    path = folder / name
    path.write_bytes(content)
    return read(path, options=SheetOptions(**said))


def saved(book):
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def deals(found, *columns):
    return [tuple(flat(deal)[column] for column in columns) for deal in found.package.deals]


def rejects(found):
    return [(reject.sheet, reject.line, reject.column, reject.code) for reject in found.rejects]


def workbook(*rows, title="Deals"):
    book = openpyxl.Workbook()
    page = book.active
    page.title = title
    for row in rows:
        page.append(row)
    return book, page


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


@pytest.mark.parametrize(
    ("number_format", "expected"),
    [
        ("General", "13"),
        ("[$$-409]#,##0", "USD 13"),
        ("[$¥-411]#,##0", "JPY 13"),
        ("[$¥-804]#,##0", "CNY 13"),
        ("[$HK$-C04]#,##0", "HK$ 13"),
        ('_("$"* #,##0.00_);_("$"* (#,##0.00)', "$ 13"),
        ('#,##0"억원"', "13 억원"),
        ("0.0%", "1300%"),
        ("#,##0 [$USD]", "13 USD"),
        ("0.00E+00", "13"),
    ],
)
def test_what_a_number_format_shows_around_a_number_is_read(number_format, expected):
    assert formatted(13, number_format) == expected


@pytest.mark.parametrize(
    ("number_format", "expected"),
    [
        ("#,##0,", "350000 thousand"),
        ("#,##0.0,,", "350 million"),
        ('$#,##0.0,,,"bn"', "$ 0.35 bn"),
        ('0.0,," p.a."', "350 million"),
        ('"US$"#,##0,,"M"', "US$ 350 M"),
    ],
)
def test_a_scale_that_a_number_format_hides_stands_in_a_word(number_format, expected):
    assert formatted(350_000_000, number_format) == expected


@pytest.mark.parametrize("header", ["Amount ($000)", "Amount (USD)", "Amount"])
@pytest.mark.parametrize("number_format", ["#,##0,", "#,##0.0,,", '#,##0.0,,"M"'])
def test_no_header_scales_what_the_format_has_scaled(tmp_path, header, number_format):
    book, page = workbook(["Investor", "Investee", header], ["Nvidia", "OpenAI", 350_000_000])
    page.cell(2, 3).number_format = number_format
    assert deals(loaded(tmp_path, saved(book), "a.xlsx", currency="USD"), "amount_low") == [(350_000_000,)]


def test_a_format_that_scales_to_less_than_the_header_counts_keeps_its_row_out(tmp_path):
    book, page = workbook(["Investor", "Investee", "Amount ($m)"], ["Nvidia", "OpenAI", 350_000_000])
    page.cell(2, 3).number_format = "#,##0,"
    assert [code for *_, code in rejects(loaded(tmp_path, saved(book), "a.xlsx"))] == ["ambiguous-scale"]


@pytest.mark.parametrize(
    ("value", "number_format", "expected"),
    [
        (800, '[>=1000]0.0,"bn";0', "800"),
        (2500, '[>=1000]0.0,"bn";0', "2.5 bn"),
        (49, '0"%"', "49 %"),
        (49, "0\\%", "49 %"),
        (0.49, "0%", "49%"),
        (5, "[$€-x-euro2] #,##0", "€ 5"),
        (5, "[$£-en-GB]#,##0", "£ 5"),
        (5, "[$$-en-CA]#,##0", "CAD 5"),
        (5, "[$¥-zh-CN]#,##0", "CNY 5"),
        (5_000_000, '#,##0,,"百万円"', "5 百万円"),
        (1.234, "General", "1.2340"),
        (1234, "#,##0,", "1.2340 thousand"),
        (5, 'General" bn"', "5 bn"),
        (49.5, "# ?/?", "49.5"),
        (5_000_000, "[Red][<0]-#,##0;[Blue]#,##0", "5000000"),
        (5_000_000, '[=0]"-";#,##0', "5000000"),
    ],
)
def test_the_part_of_a_format_that_a_number_is_shown_by_counts(value, number_format, expected):
    assert formatted(value, number_format) == expected


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


@pytest.mark.parametrize(
    ("number_format", "expected"),
    [
        ("mmm-yy", "2025-10"),
        ('yyyy"년" m"월"', "2025-10"),
        ("[$-409]mmm\\-yy;@", "2025-10"),
        ("yyyy-mm-dd", "2025-10-01"),
        ("General", "2025-10-01"),
    ],
)
def test_a_date_is_as_exact_as_it_is_shown(tmp_path, number_format, expected):
    book, page = workbook(["Investor", "Investee", "Date"], ["Nvidia", "OpenAI", dt.date(2025, 10, 1)])
    page.cell(2, 3).number_format = number_format
    assert deals(loaded(tmp_path, saved(book), "deals.xlsx"), "announced_date") == [(expected,)]


def test_numbers_are_never_written_with_an_exponent():
    assert formatted(1.3e21, "General") == "1300000000000000000000"
    assert formatted(0.1 + 0.2, "General") == "0.3"


def ods_cell(text="", **attributes):
    cell = TableCell(**attributes)
    if text:
        cell.addElement(P(text=text))
    return cell


def ods(*rows):
    document = OpenDocumentSpreadsheet()
    page = OdsTable(name="Deals")
    for cells in rows:
        row = TableRow()
        for cell in cells:
            row.addElement(cell)
        page.addElement(row)
    document.spreadsheet.addElement(page)
    return saved(document)


def test_an_ods_workbook_with_currencies_percent_dates_and_merged_cells(tmp_path):
    money = {"valuetype": "currency", "currency": "USD", "value": "30000000000"}
    content = ods(
        [ods_cell("Investor"), ods_cell("Investee"), ods_cell("Amount"), ods_cell("Date"), ods_cell("Stake")],
        [
            ods_cell("Nvidia", numberrowsspanned="2"),
            ods_cell("OpenAI"),
            ods_cell("$30bn", **money),
            ods_cell("03/04/25", valuetype="date", datevalue="2025-04-03"),
            ods_cell("7%", valuetype="percentage", value="0.07"),
        ],
        [CoveredTableCell(), ods_cell("xAI"), ods_cell("", formula="of:=1/0"), ods_cell(numbercolumnsrepeated="16000")],
        [ods_cell("Nvidia"), ods_cell("AMD"), ods_cell("#REF!", formula="of:=x")],
        [ods_cell("Nvidia"), ods_cell("Anthropic"), ods_cell("$10bn")],
    )
    found = loaded(tmp_path, content, "deals.ods")

    columns = ("source", "target", "amount_low", "currency", "announced_date", "stake_pct", "line")
    assert deals(found, *columns) == [
        ("nvidia", "openai", 30_000_000_000, "USD", "2025-04-03", 7.0, 2),
        ("nvidia", "anthropic", 10_000_000_000, "USD", None, None, 5),
    ]
    assert rejects(found) == [("Deals", 3, "Amount", "formula"), ("Deals", 4, "Amount", "formula")]


@pytest.mark.parametrize(
    ("shown", "attributes", "amount", "currency"),
    [
        ("3,000억 달러", {"valuetype": "float", "value": "3000"}, 300_000_000_000, "USD"),
        ("22,400m", {"valuetype": "float", "value": "22400"}, 22_400_000_000, "USD"),
        ("$2.0bn", {"valuetype": "currency", "currency": "EUR", "value": "2"}, 2_000_000_000, "EUR"),
        ("22,400", {"valuetype": "float", "value": "22400000"}, 22_400_000, "USD"),
        ("22\u202f400\u202f000", {"valuetype": "float", "value": "22400000"}, 22_400_000, "USD"),
        ("22’400’000", {"valuetype": "float", "value": "22400000"}, 22_400_000, "USD"),
        ("1.234.567", {"valuetype": "float", "value": "1234567"}, 1_234_567, "USD"),
        ("3,000億円", {"valuetype": "currency", "currency": "JPY", "value": "3000"}, 300_000_000_000, "JPY"),
        (
            "30.000.000.000,00 €",
            {"valuetype": "currency", "currency": "EUR", "value": "30000000000"},
            30 * 10**9,
            "EUR",
        ),
    ],
)
def test_a_number_of_ods_is_read_with_the_words_that_it_is_shown_with(tmp_path, shown, attributes, amount, currency):
    content = ods(
        [ods_cell("Investor"), ods_cell("Investee"), ods_cell("Amount")],
        [ods_cell("Nvidia"), ods_cell("OpenAI"), ods_cell(shown, **attributes)],
    )
    found = loaded(tmp_path, content, "deals.ods", currency="USD")
    assert deals(found, "amount_low", "amount_high", "currency") == [(amount, amount, currency)]


def test_comments_on_cells_of_ods_are_not_read(tmp_path):
    party = ods_cell()
    comment = Annotation()
    comment.addElement(P(text="ask Ana"))
    party.addElement(comment)
    party.addElement(P(text="Zephyr Quill"))
    content = ods([ods_cell("Investor"), ods_cell("Investee")], [party, ods_cell("OpenAI")])
    assert deals(loaded(tmp_path, content, "deals.ods"), "source", "target") == [("zephyr-quill", "openai")]


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


ROWS = [
    {"investor": "엔비디아", "investee": "OpenAI", "amount": "300억 달러", "year": 1},
    {"investor": "Amazon", "investee": "오픈AI", "amount_low": 15000000000, "currency": "USD"},
]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        (json.dumps(ROWS), [1, 1]),
        (json.dumps(ROWS, indent=2, ensure_ascii=False), [2, 8]),
        ("\n".join(json.dumps(row) for row in ROWS), [1, 2]),
        ("\ufeff" + "\n\n".join(json.dumps(row) for row in ROWS) + "\n", [1, 3]),
    ],
)
def test_json_is_read_as_an_array_or_one_object_a_line(tmp_path, text, lines):
    found = loaded(tmp_path, text.encode(), "deals.json")

    assert deals(found, "source", "target", "amount_low", "currency") == [
        ("nvidia", "openai", 30_000_000_000, "USD"),
        ("amazon", "openai", 15_000_000_000, "USD"),
    ]
    assert [deal.line for deal in found.package.deals] == lines


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ('[{"a": 1, "a": 2}]', "stands twice"),
        ('[{"a": NaN}]', "no number of JSON"),
        ('{"a": Infinity}', "no number of JSON"),
        ("[" * 100_000, "no object|nested too deeply"),
        ('{"a": ' + "[" * 100_000, "nested too deeply"),
        ('[{"a": 1}', "not closed"),
        ('[{"a": 1}] x', "something follows"),
        ('{"a": 1}\n{"a": \n', ":[23]: it is not JSON"),
        ("[[1, 2]]", "no object"),
        ('{"a": 1}\n5', ":2: a row is no object"),
    ],
)
def test_json_that_holds_no_rows_is_refused_with_the_reason(tmp_path, text, reason):
    with pytest.raises(PackageError, match=reason):
        loaded(tmp_path, text.encode(), "deals.json")


def test_no_rows_of_json_are_no_deals(tmp_path):
    assert loaded(tmp_path, b"[]", "deals.json").package.deals == ()
