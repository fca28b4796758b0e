"""The three sheets of the data model, and the ways in which text is written to a file."""

import gzip

import pytest
from loose_sheet import BASIC, ENGLISH, JAPANESE, KOREAN, deals, rejects, sheet

from circflow.errors import PackageError


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
