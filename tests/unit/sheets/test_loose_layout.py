"""Where the table is in a sheet, and which of its lines are rows."""

import csv
from pathlib import Path

import pytest
from loose_sheet import BASIC, deals, ignored, rejects, sheet

from circflow.sheets.loose import headers


def test_a_title_notes_a_total_and_blank_lines_are_listed_with_why(tmp_path):
    found = sheet(
        tmp_path,
        "AI deals 2025,,\n(단위: 억 달러),,\n,,\n투자자,투자처,금액\n아마존,오픈AI,500\n,,\n엔비디아,오픈AI,300\n"
        "합계,,800\n* 발표 기준,,\n",
    )

    assert deals(found, "source", "amount_high") == [("amazon", 50_000_000_000), ("nvidia", 30_000_000_000)]
    assert ignored(found) == [
        (1, "above the table"),
        (2, "above the table"),
        (3, "blank"),
        (6, "blank"),
        (8, "a line of sums"),
        (9, "a note"),
    ]


def test_a_header_of_two_lines_and_one_in_row_twelve(tmp_path):
    found = sheet(
        tmp_path,
        "notes\n" * 11 + ",,Deal,,Remark\nInvestor,Investee,Amount,Date,\nAmazon,OpenAI,$15bn,2026-02-27,x\n",
    )

    assert found.sheets.tables[0].header_lines == (12, 13)
    assert deals(found, "source", "target", "amount_low", "announced_date", "note", "line") == [
        ("amazon", "openai", 15_000_000_000, "2026-02-27", "x", 14)
    ]


def test_two_tables_in_one_sheet(tmp_path):
    found = sheet(
        tmp_path,
        "Investor,Investee,Amount\nNvidia,OpenAI,$30bn\n\nCustomer,Supplier,Amount\nOpenAI,Oracle,$300bn\n",
    )

    assert deals(found, "source", "relationship", "target") == [
        ("nvidia", "INVESTS_IN", "openai"),
        ("openai", "BUYS_FROM", "oracle"),
    ]


def test_sixty_columns_with_four_that_matter(tmp_path):
    header = [f"x{number}" for number in range(60)]
    row = [str(number) for number in range(60)]
    for place, (name, cell) in {
        7: ("Buyer", "OpenAI"), 21: ("Vendor", "Oracle"), 40: ("Value ($bn)", "300"), 58: ("Announced", "2025-09-10"),
    }.items():  # fmt: skip
        header[place], row[place] = name, cell

    found = sheet(tmp_path, ",".join(header) + "\n" + ",".join(row) + "\n")

    assert deals(found, *BASIC) == [
        ("openai", "BUYS_FROM", "oracle", 300_000_000_000, 300_000_000_000, "USD", "2025-09-10", "announced")
    ]
    assert sum("is not read" in question for question in found.sheets.questions) == 56


@pytest.mark.parametrize("sign", ["〃", "同上", "위와 같음", '""""', "ditto"])
def test_signs_for_the_cell_above_are_filled_and_a_plain_blank_is_not(tmp_path, sign):
    found = sheet(tmp_path, f"Investor,Investee,Amount\nNvidia,OpenAI,$30bn\n{sign},Anthropic,$10bn\n,xAI,$2bn\n")

    assert deals(found, "source", "target") == [("nvidia", "openai"), ("nvidia", "anthropic")]
    assert rejects(found) == [(4, "Investor", "blank-party")]


def test_an_amount_without_parties_is_rejected_and_a_column_with_an_unknown_name_is_told(tmp_path):
    found = sheet(tmp_path, "Investor,Investee,Amount,Worth ($bn)\nNvidia,OpenAI,$1bn,5\n,,$2bn,\n")

    assert rejects(found) == [(3, "Investor", "blank-party")]
    assert found.sheets.questions == ["'Worth ($bn)' is not read: not known, though it names a unit of money"]


def test_every_word_for_a_column_means_what_its_table_says_and_stands_there_once():
    with (Path(headers.__file__).parent / "header_words.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len({row["word"] for row in rows}) == len(rows) > 600
    assert [
        row["word"] for row in rows if (found := headers.meaning_of(row["word"])) is None or found.field != row["field"]
    ] == []


def test_a_row_below_a_header_is_no_part_of_it_whatever_words_are_in_it(tmp_path):
    found = sheet(tmp_path, "Investor,Investee,Nature of it\nNvidia,OpenAI,Holding\nNvidia,xAI,Status\n")
    assert deals(found, "target", "line") == [("openai", 2), ("xai", 3)]


def test_two_tables_side_by_side_are_told_apart_by_nobody(tmp_path):
    found = sheet(
        tmp_path,
        "Investor,Investee,Amount,,Customer,Supplier\nNvidia,OpenAI,$30bn,,OpenAI,Oracle\n,,,,OpenAI,AMD\n",
    )
    assert rejects(found) == [(2, "Customer", "two-deals")]
    assert deals(found, "source", "target") == [("openai", "amd")]


def test_another_kind_of_table_below_a_blank_line_makes_no_deals(tmp_path):
    found = sheet(
        tmp_path,
        "Investor,Investee,Amount,Date\nNvidia,OpenAI,$30bn,2026-02-27\n,,,\nAnalyst,Office,,\nAna,Seoul,,\n"
        ",,,\nNvidia,xAI,$2bn,\n",
    )
    assert deals(found, "source", "target") == [("nvidia", "openai"), ("nvidia", "xai")]
    assert rejects(found) == [(4, "Investor", "another-table"), (5, "Investor", "another-table")]


def test_names_alone_are_deals_where_the_table_says_no_more(tmp_path):
    found = sheet(tmp_path, "Investor,Investee\nNvidia,OpenAI\n\nNvidia,xAI\n")
    assert deals(found, "target") == [("openai",), ("xai",)]


_HEADER = "Investor,Investee,Amount\n"
_ROW = "Nvidia,OpenAI,$30bn\n"


@pytest.mark.parametrize(
    "note",
    [
        "주: 환율은 1,400원 기준",
        "Note: excludes options, warrants and credits",
        "Sources: company filings, press reports",
        "출처: 디인포메이션, 각사 공시",
        "注：為替は1ドル, 150円",
        "* excludes options, warrants",
        "※ 발표 기준, 일부 추정",
        "注1) 為替, 150円",
    ],
)
def test_notes_are_no_deals_although_a_comma_stands_in_them(tmp_path, note):
    found = sheet(tmp_path, f"{_HEADER}{_ROW}{note}\n")
    assert deals(found, "target") == [("openai",)]
    assert ignored(found) == [(3, "a note")]


@pytest.mark.parametrize(
    "total",
    [
        "Total:,2 deals,$45bn",
        "총계:,2건,$45bn",
        "合計：,2件,$45bn",
        "합계(1건),,$45bn",
        "Grand total 2025,2,$45bn",
        "Subtotal Nvidia,1,$30bn",
        "엔비디아 소계,1건,$30bn",
        "Average,2,$22bn",
        "平均,2件,$22bn",
        "Total of 2 deals,,$45bn",
        "TOTAL INVESTMENTS,,$45bn",
        "Running total,,$45bn",
        "Nvidia total,,$45bn",
        "Nvidia (total),,$45bn",
        "Total Samsung,(3 deals),$45bn",
        "소  계,,$45bn",
        "합 계,,$45bn",
        "총 계,(1건),$45bn",
        "小 計,,$45bn",
        "전체,,$45bn",
        "합계,OpenAI,$45bn",
        "전체,OpenAI,$45bn",
        "Nvidia total,OpenAI,$45bn",
        "Total Nvidia,OpenAI,$45bn",
        "Nvidia,Subtotal,$45bn",
    ],
)
def test_sums_are_no_deals_whatever_stands_beside_them(tmp_path, total):
    found = sheet(tmp_path, f"{_HEADER}{_ROW}{total}\n")
    assert deals(found, "target") == [("openai",)]
    assert ignored(found) == [(3, "a line of sums")]


@pytest.mark.parametrize(
    ("name", "company"),
    [
        ("Total", "total"),
        ("Total (FR)", "total-fr"),
        ("Grand Total Ventures", "grand-total-ventures"),
        ("TotalEnergies", "totalenergies"),
        ("Total Play", "total-play"),
        ("Average Joe", "average-joe"),
        ("Total SA", "total"),
        ("Total Samsung", "total-samsung"),
        ("전체연구소", "전체연구소"),
    ],
)
def test_names_that_begin_like_sums_are_names(tmp_path, name, company):
    found = sheet(tmp_path, f"{_HEADER}{_ROW}{name},OpenAI,$1bn\n")
    assert deals(found, "source")[1:] == [(company,)]


@pytest.mark.parametrize("line", ["#1,{}", "*{}", "주1),{}", "Note: x,{}"])
def test_numbers_and_marks_at_the_beginning_of_a_row_make_it_no_note(tmp_path, line):
    first = "No.,Remark," if line.startswith("Note") else "No.," if "," in line else ""
    row = line.format("Nvidia,OpenAI,$30bn") if not line.startswith("Note") else "1,Note: x,Nvidia,OpenAI,$30bn"
    found = sheet(tmp_path, f"{first}{_HEADER}{row}\n")
    assert deals(found, "source", "target", "amount_low") == [("nvidia", "openai", 30_000_000_000)]


@pytest.mark.parametrize("note", ["Note: as of 2025", "* est.", "※ 발표 기준", "Source: CNBC", "(in $m)"])
def test_notes_stand_in_a_first_column_of_any_kind(tmp_path, note):
    found = sheet(tmp_path, f"Date,Investor,Investee,Amount\n2025-01-01,Nvidia,OpenAI,$30bn\n{note},,,\n")
    assert deals(found, "target") == [("openai",)]
    assert rejects(found) == []


@pytest.mark.parametrize(
    ("header", "row"),
    [
        ("Customer,Supplier,Term,Capacity", "*Oracle,xAI,5 years,3 GW"),
        ("No.,Customer,Supplier", "*2,Oracle,xAI"),
        ("Customer,Supplier,Amount,Date", "Oracle,Total,$5bn,2020-01-22"),
        ("No,Customer,Supplier,Amount,Date", "1,Oracle,xAI,$5bn,2020-01-22"),
    ],
)
def test_rows_with_marks_or_with_names_like_sums_stay_rows(tmp_path, header, row):
    assert deals(sheet(tmp_path, f"{header}\n{row}\n"), "source") == [("oracle",)]


@pytest.mark.parametrize("cells", ["注文住宅,,5億ドル", "出典社,,5億ドル"])
def test_a_name_that_begins_like_a_note_is_a_name(tmp_path, cells):
    assert rejects(sheet(tmp_path, f"投資家,投資先,金額\n{cells}\n")) == [(2, "投資先", "blank-party")]


@pytest.mark.parametrize("row", ["#2,,xAI,$6bn,2025", "2,,xAI,$6bn,2025", "3,*xAI,,$6bn,2025"])
def test_a_marked_row_with_a_blank_party_is_rejected_and_no_note(tmp_path, row):
    found = sheet(tmp_path, f"No.,Investor,Investee,Amount,Date\n1,Nvidia,OpenAI,$5bn,2025\n{row}\n")
    assert [code for *_, code in rejects(found)] == ["blank-party"]


@pytest.mark.parametrize("other", ["3M", "7-Eleven", "23andMe", "360 Capital"])
def test_a_company_whose_name_begins_with_a_figure_is_no_count(tmp_path, other):
    found = sheet(tmp_path, f"Customer,Supplier,Amount,Date\nTotal,{other},$2bn,2025\n")
    assert deals(found, "source") == [("total",)]


@pytest.mark.parametrize(
    ("amount", "is_sum"), [("500", True), ("300", True), ("600", True), ("450", False), ("100", False), ("$500", False)]
)
def test_a_line_of_total_and_a_company_is_a_sum_where_it_adds_up(tmp_path, amount, is_sum):
    rows = "Nvidia,Anthropic,100\nNvidia,OpenAI,200\nMicrosoft,OpenAI,200\nAmazon,OpenAI,100\n"
    found = sheet(tmp_path, f"Investor,Investee,Amount ($bn)\n{rows}Total,OpenAI,{amount}\n")
    assert ignored(found) == ([(6, "a line of sums")] if is_sum else [])
    assert len(found.package.deals) == 5 - is_sum
    assert any("word for a sum" in question for question in found.sheets.questions) != is_sum


@pytest.mark.parametrize(
    "line",
    [
        "Prepared by,Jisoo Kim,,2025-10-01",
        "Prepared by: Jisoo Kim,Seoul,,2025-10-01",
        "Status,draft,1,2025-10-02",
        "Author,Jisoo Kim,,2025-10-01",
        "Last updated,2025-10-02,,",
        "작성자,김지수,,2025-10-01",
        "작성일,2025-10-01,,",
        "更新日,2025-10-01,,",
        "作成者：,山田,,2025-10-01",
    ],
)
def test_what_is_said_about_the_sheet_below_its_rows_is_a_note(tmp_path, line):
    found = sheet(tmp_path, f"Investor,Investee,Amount,Date\nNvidia,OpenAI,$30bn,2025-09-22\n\n{line}\n")
    assert ignored(found) == [(3, "blank"), (4, "a note")]
    assert len(found.package.deals) == 1


@pytest.mark.parametrize("name", ["Version One Ventures", "Status Labs", "Author Solutions", "版画社"])
def test_a_name_that_begins_like_a_word_about_the_sheet_is_a_name(tmp_path, name):
    assert len(sheet(tmp_path, f"{_HEADER}{name},OpenAI,$1bn\n").package.deals) == 1
