"""Sheets as people keep them, and what must come of each, written by hand."""

import csv
import gzip
from pathlib import Path

import pytest

from circflow.errors import InputError, PackageError
from circflow.model.flat import flat
from circflow.sheets.loose import headers
from circflow.sheets.loose.options import SheetOptions
from circflow.sheets.reading import read
from circflow.sheets.reject_file import reject_files

KOREAN = """투자자,피투자자,금액,날짜,형태,출처
아마존,오픈AI,최대 500억 달러(약 70조원),2026-02-26,협상 중,디인포메이션
엔비디아,오픈AI,최대 300억 달러,2026-02-26,협상 중,CNBC
"""
JAPANESE = """買い手,売り手,金額,契約年数,状態,メモ
OpenAI,オラクル,3000億ドル,5,発表,9月
Nvidia,CoreWeave,63億ドル分,,契約,未販売分の買い取り 2032年まで
"""
ENGLISH = """From,To,Type,Amount ($bn),When,Note
Microsoft,OpenAI,invest,13,since 2019,mostly credits?
OpenAI,Azure,buys,250,Oct-25,
SoftBank / OpenAI,SB OAI Japan,JV,,Nov-25,50:50
"""


def sheet(folder, content, name="sheet.csv", **said):
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    found = read(path, options=SheetOptions(**said))
    balanced(found)
    return found


def balanced(found):
    """Assert that each line has one fate: ignored, rejected, a further claim, or a deal or several."""
    sheets = found.sheets
    with_deals = {(deal.sheet, deal.line) for deal in found.package.deals}
    assert sheets.rows == len(with_deals) + sheets.repeated + len(found.rejects)
    assert sheets.rows == sum(len(table.rows) for table in sheets.tables)
    assert {claim.deal_id for claim in found.package.claims} == {deal.deal_id for deal in found.package.deals}


def deals(found, *columns):
    return [tuple(flat(deal)[column] for column in columns) for deal in found.package.deals]


def rejects(found):
    return [(reject.line, reject.column, reject.code) for reject in found.rejects]


def ignored(found):
    return [(line.line, line.why) for line in found.sheets.ignored if line.why != "header"]


BASIC = ("source", "relationship", "target", "amount_low", "amount_high", "currency", "announced_date", "status")


def test_the_korean_sheet_is_read(tmp_path):
    found = sheet(tmp_path, KOREAN)

    assert deals(found, *BASIC) == [
        ("amazon", "INVESTS_IN", "openai", 0, 50_000_000_000, "USD", "2026-02-26", "negotiating"),
        ("nvidia", "INVESTS_IN", "openai", 0, 30_000_000_000, "USD", "2026-02-26", "negotiating"),
    ]
    assert deals(found, "status_text", "note", "line")[0] == ("협상 중", "약 70조원", 2)
    assert found.package.claims[0].amount_raw == "최대 500억 달러(약 70조원)"
    assert [source.title for source in found.package.sources] == ["디인포메이션", "CNBC"]


def test_the_japanese_sheet_is_read(tmp_path):
    found = sheet(tmp_path, JAPANESE)

    assert deals(found, *BASIC, "term_years") == [
        ("openai", "BUYS_FROM", "oracle", 300_000_000_000, 300_000_000_000, "USD", None, "announced", 5.0),
        ("nvidia", "BUYS_FROM", "coreweave", 6_300_000_000, 6_300_000_000, "USD", None, "signed", None),
    ]


def test_the_english_sheet_is_read_and_an_ambiguous_name_is_rejected(tmp_path):
    found = sheet(tmp_path, ENGLISH)

    assert deals(found, *BASIC) == [
        ("microsoft", "INVESTS_IN", "openai", 13_000_000_000, 13_000_000_000, "USD", "2019", "announced"),
        ("openai", "BUYS_FROM", "microsoft", 250_000_000_000, 250_000_000_000, "USD", "2025-10", "announced"),
    ]
    assert rejects(found) == [(4, "From", "ambiguous-name")]
    assert "softbank-corp or softbank-group" in found.rejects[0].reason


def test_names_of_ones_own_win_and_each_parent_of_a_venture_has_an_edge(tmp_path):
    names = tmp_path / "names.csv"
    names.write_text("name,company_id\nSoftBank,softbank-corp\n")

    found = sheet(tmp_path, ENGLISH, names=names)

    assert deals(found, "source", "relationship", "target", "line")[2:] == [
        ("softbank-corp", "JOINT_VENTURE", "sb-oai-japan", 4),
        ("openai", "JOINT_VENTURE", "sb-oai-japan", 4),
    ]
    assert {deal.deal_group for deal in found.package.deals[2:]} == {found.package.deals[2].deal_id}
    groups = {company.id: company.group_id for company in found.package.companies}
    assert groups["softbank-corp"] == "softbank-group"
    assert "softbank-group" in groups


@pytest.mark.parametrize(
    ("cell", "stakes"), [("50:50", [50, 50]), ("60/40", [60, 40]), ("50%", [50, 50]), ("49", None), ("60:30:10", None)]
)
def test_each_parent_of_a_venture_gets_its_stake_or_the_row_is_rejected(tmp_path, cell, stakes):
    found = sheet(tmp_path, f"Parents,Venture,Stake\nOracle / OpenAI,Stargate,{cell}\n")

    assert [deal.stake_pct for deal in found.package.deals] == (stakes or [])
    assert rejects(found) == ([] if stakes else [(2, "Stake", "bad-stake")])


@pytest.mark.parametrize("rows", ["a,b\nb,a\n", "a,a\n"])
def test_a_circle_or_a_contradiction_of_names_is_refused(tmp_path, rows):
    names = tmp_path / "names.csv"
    names.write_text("name,company_id\n" + (rows if rows != "a,a\n" else "a,x\na,y\n"))
    with pytest.raises(PackageError, match=r"circle|is said to be"):
        sheet(tmp_path, ENGLISH, names=names)


def test_direction_is_asked_and_selling_turns_the_arrow(tmp_path):
    text = "From,To,Amount\nNvidia,OpenAI,$5bn\n"
    with pytest.raises(InputError, match="'From' and 'To' do not say") as told:
        sheet(tmp_path, text)
    assert "--relationship" in str(told.value.hint)

    parties = ("source", "relationship", "target")
    assert deals(sheet(tmp_path, text, relationship="sells to"), *parties) == [("openai", "BUYS_FROM", "nvidia")]
    assert deals(sheet(tmp_path, text, relationship="INVESTS_IN"), *parties) == [("nvidia", "INVESTS_IN", "openai")]


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("sells to", ("openai", "BUYS_FROM", "nvidia")),
        ("판매", ("openai", "BUYS_FROM", "nvidia")),
        ("購入", ("nvidia", "BUYS_FROM", "openai")),
        ("출자", ("nvidia", "INVESTS_IN", "openai")),
        ("funded by", ("openai", "INVESTS_IN", "nvidia")),
    ],
)
def test_the_word_of_a_row_decides_the_arrow(tmp_path, kind, expected):
    found = sheet(tmp_path, f"From,To,Type\nNvidia,OpenAI,{kind}\n")
    assert deals(found, "source", "relationship", "target") == [expected]


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


@pytest.mark.parametrize(
    ("header", "cell", "value", "suspect"),
    [
        ("Amount ($bn)", "13,000", 13_000_000_000_000, True),
        ("Amount ($bn)", "13", 13_000_000_000, False),
        ("Amount ($bn)", "$5bn", 5_000_000_000, False),
        ("Amount ($bn)", "500 million dollars", 500_000_000, True),
        ("Amount ($bn)", "€5bn", 5_000_000_000, True),
        ("금액(억원)", "13,000", 1_300_000_000_000, False),
        ("금액(10억 달러)", "13", 13_000_000_000, False),
        ("金額（百万円）", "500", 500_000_000, False),
        ("Amount (in thousands of USD)", "500", 500_000, False),
        ("Amount (USD '000)", "500", 500_000, False),
        ("Amount (USD)", "13", 13, True),
        ("Amount (€m)", "1.234,56", 1_234_560_000, False),
        ("금액(백만원)", "5억", 500_000_000, True),
        ("금액(억 달러)", "500억 달러", 50_000_000_000, False),
    ],
)
def test_units_of_headers_count_and_what_is_doubtful_is_marked_and_never_changed(
    tmp_path, header, cell, value, suspect
):
    found = sheet(tmp_path, f'Investor,Investee,"{header}"\nNvidia,OpenAI,"{cell}"\n')

    assert [(low, high, bool(doubt)) for low, high, doubt in deals(found, "amount_low", "amount_high", "suspect")] == [
        (value, value, suspect)
    ]


def test_a_unit_that_nobody_understands_keeps_bare_figures_out(tmp_path):
    found = sheet(tmp_path, "Investor,Investee,Amount (7 apples)\nNvidia,OpenAI,13\nNvidia,xAI,$2bn\n", currency="USD")
    assert rejects(found) == [(2, "Amount (7 apples)", "unknown-unit")]


@pytest.mark.parametrize(
    ("cell", "code"),
    [("13", "no-currency"), ("-$5bn", "negative"), ("¥300bn", "ambiguous-currency"), ("5%", "percent")],
)
def test_an_amount_that_cannot_be_read_rejects_its_row(tmp_path, cell, code):
    found = sheet(tmp_path, f"Investor,Investee,Amount\nNvidia,OpenAI,{cell}\n")
    assert rejects(found) == [(2, "Amount", code)]


def test_currencies_come_from_their_column_or_from_whoever_loads(tmp_path):
    text = "Investor,Investee,Amount,Currency\nNvidia,OpenAI,5bn,EUR\nNvidia,xAI,5bn,\nNvidia,AMD,5bn,달러\n"
    found = sheet(tmp_path, text, currency="JPY")
    assert deals(found, "currency") == [("EUR",), ("JPY",), ("USD",)]


def test_of_several_columns_with_amounts_the_first_that_is_filled_counts(tmp_path):
    found = sheet(
        tmp_path,
        "Investor,Investee,Amount ($bn),Amount (조원)\nNvidia,OpenAI,5,7\nNvidia,xAI,,3\n",
    )
    assert deals(found, "amount_low", "currency", "note") == [
        (5_000_000_000, "USD", "Amount (조원): 7"),
        (3_000_000_000_000, "KRW", None),
    ]


def test_quantities_are_capacities_and_no_money(tmp_path):
    found = sheet(tmp_path, "Buyer,Seller,Amount\nOpenAI,AMD,6GW\n")
    assert deals(found, "capacity", "amount_low", "amount_code") == [("6GW", None, "unspecified")]


def test_the_order_of_dates_is_decided_by_another_cell_or_by_whoever_loads(tmp_path):
    head = "Investor,Investee,Date\nNvidia,OpenAI,03/04/25\n"

    assert rejects(sheet(tmp_path, head)) == [(2, "Date", "ambiguous-date")]
    assert deals(sheet(tmp_path, head + "Nvidia,xAI,25/12/25\n"), "announced_date")[0] == ("2025-04-03",)
    assert deals(sheet(tmp_path, head + "Nvidia,xAI,12/25/25\n"), "announced_date")[0] == ("2025-03-04",)
    assert deals(sheet(tmp_path, head, date_order="mdy"), "announced_date") == [("2025-03-04",)]


def test_short_dates_with_dots_are_year_first_in_korean(tmp_path):
    found = sheet(
        tmp_path, "투자자,투자처,날짜\n엔비디아,오픈AI,25.10.6\n엔비디아,xAI,2025년 9월\n엔비디아,AMD,45936\n"
    )
    assert deals(found, "announced_date") == [("2025-10-06",), ("2025-09",), ("2025-10-06",)]


@pytest.mark.parametrize(
    ("party", "code"),
    [
        ("CNBC", "no-company-medium"),
        ("손정의", "no-company-person"),
        ("undisclosed", "no-company-unnamed"),
        ("13", "bad-name"),
        ("=B2", "bad-name"),
    ],
)
def test_what_is_no_company_is_rejected_with_that_reason(tmp_path, party, code):
    found = sheet(tmp_path, f"Investor,Investee\n{party},OpenAI\n")
    assert rejects(found) == [(2, "Investor", code)]


def test_unknown_companies_get_an_id_from_their_name_whatever_their_legal_form(tmp_path):
    found = sheet(
        tmp_path, "Investor,Investee\nZephyr Quill Inc.,OpenAI\nＺephyr Quill,Oracle\n(주)새벽별나라,OpenAI\n"
    )

    assert deals(found, "source") == [("zephyr-quill",), ("zephyr-quill",), ("새벽별나라",)]
    assert [company.name for company in found.package.companies if company.id == "zephyr-quill"] == [
        "Zephyr Quill Inc."
    ]


def test_an_amount_without_parties_is_rejected_and_a_column_with_an_unknown_name_is_told(tmp_path):
    found = sheet(tmp_path, "Investor,Investee,Amount,Worth ($bn)\nNvidia,OpenAI,$1bn,5\n,,$2bn,\n")

    assert rejects(found) == [(3, "Investor", "blank-party")]
    assert found.sheets.questions == ["'Worth ($bn)' is not read: not known, though it names a unit of money"]


def test_a_grant_is_no_deal_and_what_nobody_knows_is_left_open(tmp_path):
    found = sheet(
        tmp_path,
        "From,To,Type,Amount,Term,Stake,Status\nMETI,Oracle,grant,$8bn,,,\nNvidia,OpenAI,invests,-,n/a,undisclosed,미정\n"
        "Nvidia,xAI,invests,$2bn,2 yrs,7 percent,hopeful\n",
    )

    assert rejects(found) == [(2, "Type", "grant")]
    assert deals(found, "target", "amount_code", "term_years", "stake_pct", "status", "status_text") == [
        ("openai", "unspecified", None, None, "announced", None),
        ("xai", "exact", 2.0, 7.0, "announced", "hopeful"),
    ]
    assert ["'hopeful' is no word" in warning for warning in found.warnings] == [True]


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


def test_a_repeated_row_is_rejected_and_another_source_is_a_further_claim(tmp_path):
    found = sheet(
        tmp_path,
        "Investor,Investee,Amount,Date,Source\nNvidia,OpenAI,$30bn,2026-02-27,Reuters\n"
        "Nvidia,OpenAI,$30bn,2026-02-27,Reuters\nエヌビディア,오픈AI,300億ドル,2026-02-27,Nikkei\n",
    )

    assert len(found.package.deals) == 1
    assert rejects(found) == [(3, "", "repeated-row")]
    assert [(claim.source_id, claim.line) for claim in found.package.claims] == [("Reuters", 2), ("Nikkei", 4)]


def test_the_same_row_in_the_next_version_is_the_same_deal(tmp_path):
    first = sheet(tmp_path, "Investor,Investee,Amount\nNvidia,OpenAI,$30bn\n")
    second = sheet(tmp_path, "Note,Investee,Investor,Amount\nnew,xAI,AMD,$1bn\nseen,오픈AI,엔비디아,300억 달러\n")
    assert first.package.deals[0].deal_id == second.package.deals[1].deal_id


def test_own_ids_are_kept_and_a_doubled_one_is_rejected(tmp_path):
    found = sheet(tmp_path, "Deal ID,Investor,Investee\nX-1,Nvidia,OpenAI\nX-1,Nvidia,xAI\n")
    assert deals(found, "deal_id") == [("X-1",)]
    assert rejects(found) == [(3, "Deal ID", "doubled-id")]


@pytest.mark.parametrize("separator", [";", "\t", "|", ","])
def test_cells_may_be_separated_by_anything(tmp_path, separator):
    text = KOREAN.replace(",", separator)
    assert deals(sheet(tmp_path, text), *BASIC) == deals(sheet(tmp_path, KOREAN), *BASIC)


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (KOREAN, "utf-8-sig"),
        (KOREAN, "utf-16"),
        (KOREAN, "utf-16-le"),
        (KOREAN, "cp949"),
        (JAPANESE, "cp932"),
        (JAPANESE, "utf-16"),
        ("Investor,Investee,Note\nNvidia,Société Générale,crédit à café\n", "latin-1"),
    ],
)
def test_the_encoding_is_found_out(tmp_path, text, encoding):
    found, plain = sheet(tmp_path, text.encode(encoding)), sheet(tmp_path, text)

    assert deals(found, *BASIC, "note", "line") == deals(plain, *BASIC, "note", "line")
    assert any("certainty" in remark for remark in found.sheets.remarks) == (
        not encoding.startswith(("utf-8", "utf-16")) or encoding == "utf-16-le"
    )


def test_the_encoding_can_be_given(tmp_path):
    assert deals(sheet(tmp_path, KOREAN.encode("cp949"), encoding="cp949"), "source") == [("amazon",), ("nvidia",)]
    with pytest.raises(PackageError, match="is not cp932"):
        sheet(tmp_path, KOREAN.encode("utf-16"), encoding="cp932")
    with pytest.raises(PackageError, match="no encoding"):
        sheet(tmp_path, KOREAN, encoding="martian")


def test_a_compressed_sheet_is_read_and_a_bomb_is_not(tmp_path):
    found = sheet(tmp_path, gzip.compress(KOREAN.encode()), name="sheet.csv.gz")
    assert deals(found, "source", "file") == [("amazon", "sheet.csv"), ("nvidia", "sheet.csv")]

    with pytest.raises(PackageError, match="damaged"):
        sheet(tmp_path, gzip.compress(KOREAN.encode())[:-9], name="sheet.csv.gz")
    with pytest.raises(PackageError, match="more than 128 MB"):
        sheet(tmp_path, gzip.compress(bytes(2**27 + 1), 9), name="sheet.csv.gz")


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"\x89PNG\r\n\x1a\n0000", "a PNG picture"),
        (b"\xff\xd8\xff\xe0", "a JPEG picture"),
        (b"%PDF-1.7\n", "a PDF document"),
        (b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "protected by a password"),
        (b"\xd0\xcf\x11\xe0" + bytes(99), "in the old format"),
        (b"a,b\n\0,c\n", "zero bytes"),
        (b'Investor,Investee\n"Nvidia,OpenAI\n', "never closed"),
        (b"Investor,Investee\n" + b"x" * 1_000_001, "no sheet has such lines"),
        (b"Name,Age,Town\nAda,7,Rome\n", "'Name', 'Age', 'Town'"),
    ],
)
def test_what_is_no_sheet_of_deals_is_refused_with_the_reason(tmp_path, content, reason):
    with pytest.raises(PackageError, match=reason):
        sheet(tmp_path, content)


@pytest.mark.parametrize("text", ["", "\n\n", "Investor,Investee,Amount\n"])
def test_an_empty_sheet_and_one_with_a_header_alone_are_read(tmp_path, text):
    found = sheet(tmp_path, text)
    assert (found.package.deals, found.rejects) == ((), ())


@pytest.mark.parametrize(
    "head",
    [
        "Investor,Investee,Amount ($bn)\n",
        "(unit: $bn),,\nInvestor,Investee,Amount\n",
        "Parties,,Deal ($bn)\nInvestor,Investee,Amount ($bn)\n",
        "Who,,\nInvestor,Investee,Amount ($bn)\n",
        "Investor,Investee,Amount\n,,($bn)\n",
    ],
)
def test_rejected_rows_can_be_corrected_and_loaded(tmp_path, head):
    found = sheet(tmp_path, f"{head}Nvidia,OpenAI,lots\nNvidia,xAI,2\n")
    (content,) = reject_files(Path("x.csv"), found.rejects, found.headers).values()
    again = sheet(tmp_path, content.replace(b"lots", b"5", 1), name="again.csv")

    assert deals(found, "target", "amount_low") == [("xai", 2_000_000_000)]
    assert deals(again, "source", "target", "amount_low") == [("nvidia", "openai", 5_000_000_000)]
    assert again.sheets.questions == []


def test_a_file_larger_than_any_sheet_is_not_even_read(tmp_path):
    path = tmp_path / "large.csv"
    with path.open("wb") as file:
        file.truncate(2**30)
    with pytest.raises(PackageError, match="more than 128 MB"):
        read(path)


def test_the_same_bytes_read_in_another_way_are_another_data_set(tmp_path):
    text = "From,To\nNvidia,OpenAI\n"
    found = [sheet(tmp_path, text, relationship=word).package.sha256 for word in ("sells to", "buys from", "sells to")]
    assert found[0] == found[2] != found[1]
