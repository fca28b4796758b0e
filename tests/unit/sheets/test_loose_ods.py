"""Workbooks of LibreOffice, and what must come of each."""

import pytest
from odf.office import Annotation
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import CoveredTableCell, TableCell, TableRow
from odf.table import Table as OdsTable
from odf.text import P
from workbook_files import deals, loaded, rejects, saved


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
