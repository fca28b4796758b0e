"""Sheets that nobody thought of: whatever they hold, every line has one fate, and all that is raised is a refusal."""

import csv
import io
import json
import tempfile
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from circflow.errors import CircflowError
from circflow.sheets.loose.options import SheetOptions
from circflow.sheets.reading import read

PARTIES = "Nvidia|오픈AI|オラクル|SoftBank|CNBC|Acme Ltd|Nvidia / OpenAI|SB OAI Japan|xAI|〃||13|-|NULL Ltd".split("|")
AMOUNTS = "$5bn|13,000|최대 500억 달러|3000億ドル||undisclosed|6GW|-5|¥3|1.234|=A1|#REF!|〃|7".split("|")
DATES = "2025-10-06|03/04/25|25.10.6|Oct-25|2025년 10월|45936|since 2019|31/02/25|FY2025|".split("|")
TYPES = "invests|sells to|구매|合弁||grant|hugs|JV".split("|")
OTHERS = "협상 중|signed|50:50|49%|5 years|cash and shares|https://x.org/a|Total|합계|* note|x|".split("|")
HEADERS = (
    "Investor|피투자자|買い手|Supplier|From|To|Type|Amount ($bn)|金額|날짜|Status|Stake (%)|Term|Form|Note|Source|"
    "Parent|Venture|Deal ID|Currency|Low|High||whatever|Amount (7 x)"
).split("|")
ODD = st.sampled_from([*"\r\n\t\0\x1b\x85\u2028\ufeff\u202e\u200b\u0301='\"\u3000", "\ud800", "\r\n"])
TEXT = st.lists(st.one_of(st.characters(), ODD), max_size=12).map("".join)
CELL = st.one_of(st.sampled_from((*PARTIES, *AMOUNTS, *DATES, *TYPES, *OTHERS)), TEXT)
LIKELY = st.tuples(*(st.sampled_from(words) for words in (PARTIES, PARTIES, TYPES, AMOUNTS, DATES, OTHERS))).map(list)
ROW = st.one_of(st.lists(CELL, max_size=9), LIKELY)
HEADER = st.one_of(
    st.just(["From", "To", "Type", "Amount ($bn)", "When", "Status"]),
    st.just(["Parent", "Venture", "Type", "Amount", "날짜", "Form"]),
    st.lists(st.sampled_from(HEADERS), min_size=2, max_size=8),
)
BEGINNINGS = (
    b"", b"PK\x03\x04", b"\x1f\x8b", b"\xff\xfe", b"[{", b"\xd0\xcf\x11\xe0", b"Investor,Investee\n", b"sep=;\n",
)  # fmt: skip
OBJECT = st.dictionaries(st.sampled_from(("from", "to", "type", "amount", "date")), CELL)
OPTIONS = st.builds(
    SheetOptions,
    relationship=st.sampled_from((None, "sells to", "INVESTS_IN", "JOINT_VENTURE")),
    currency=st.sampled_from((None, "USD", "JPY")),
    date_order=st.sampled_from((None, "dmy", "ymd")),
)


def understood(content, options, name="sheet.csv"):
    """Read a sheet, and assert that every line of it has exactly one fate."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(content)
        try:
            found = read(path, options=options)
        except CircflowError as error:
            assert str(error)  # noqa: PT017 - it may be refused, and then says why
            return None
    sheets = found.sheets
    if sheets is None:
        return found
    with_deals = {(deal.sheet, deal.line) for deal in found.package.deals}
    assert sheets.rows == len(with_deals) + sheets.repeated + len(found.rejects)
    assert all(reject.reason and reject.code for reject in found.rejects)
    assert len({deal.deal_id for deal in found.package.deals}) == len(found.package.deals)
    assert {claim.deal_id for claim in found.package.claims} == {deal.deal_id for deal in found.package.deals}
    assert len({claim.claim_id for claim in found.package.claims}) == len(found.package.claims)
    companies = {company.id for company in found.package.companies}
    assert {deal.source for deal in found.package.deals} | {deal.target for deal in found.package.deals} <= companies
    assert {claim.source_id for claim in found.package.claims} <= {one.source_id for one in found.package.sources}
    return found


def written(rows):
    file = io.StringIO(newline="")
    csv.writer(file).writerows(rows)
    return file.getvalue().encode("utf-8", errors="surrogatepass")


@settings(max_examples=300, deadline=None)
@given(
    st.lists(ROW, max_size=3),
    st.lists(st.sampled_from(HEADERS), min_size=2, max_size=8),
    st.lists(ROW, max_size=8),
    OPTIONS,
)
@example([], ["From", "To", "Type", "Amount ($bn)"], [["Nvidia", "Nvidia", "invests", "5"]], SheetOptions())
def test_every_line_of_any_sheet_has_one_fate(above, header, rows, options):
    content = written([*above, header, *rows])
    found = understood(content, options)
    if found is not None and found.sheets is not None and found.sheets.tables:
        lines = len(list(csv.reader(io.StringIO(content.decode(errors="surrogatepass"), newline=""))))
        assert found.sheets.rows + len(found.sheets.ignored) == lines


@settings(max_examples=200, deadline=None)
@given(st.lists(OBJECT, max_size=5), OPTIONS)
def test_every_object_of_json_has_one_fate(rows, options):
    found = understood("\n".join(map(json.dumps, rows)).encode(), options, "sheet.jsonl")
    if found is not None and found.sheets.tables:
        blank = sum(1 for line in found.sheets.ignored if line.line)
        assert found.sheets.rows + blank == len(rows)


@settings(max_examples=300, deadline=None)
@given(
    st.sampled_from(BEGINNINGS),
    st.one_of(st.binary(max_size=200), TEXT.map(lambda text: text.encode("utf-8", errors="replace"))),
    OPTIONS,
)
@example(b"\xff\xfe", b"\x00\xd8", SheetOptions())
def test_no_bytes_whatsoever_raise_anything_but_a_refusal(beginning, rest, options):
    understood(beginning + rest, options)


THREE = {
    "en": "Investor,Investee,Amount,Date,Status\nNvidia,OpenAI,up to $30bn,2026-02-26,in talks\n"
    "SoftBank Group,OpenAI,$30 billion,2025-03-31,signed\nMicrosoft,OpenAI,$13bn,2019,announced\n",
    "ko": "투자자,투자처,금액(억 달러),날짜,상태\n엔비디아,오픈AI,최대 300,2026.02.26,협상 중\n"
    "소프트뱅크그룹,오픈AI,300,2025년 3월 31일,체결\n마이크로소프트,오픈AI,130,2019년,발표\n",
    "ja": "投資家,投資先,金額,日付,状態\nエヌビディア,オープンAI,最大300億ドル,2026年2月26日,交渉中\n"
    "ソフトバンクグループ,オープンAI,300億ドル,令和7年3月31日,締結\nマイクロソフト,オープンAI,130億ドル,2019年,発表\n",
}


def told(language):
    found = understood(THREE[language].encode(), SheetOptions(), f"{language}.csv")
    return [
        (deal.source, deal.relationship, deal.target, deal.amount, str(deal.announced_date), deal.status)
        for deal in found.package.deals
    ], [company.id for company in found.package.companies]


@pytest.mark.parametrize("language", ["ko", "ja"])
def test_the_same_deals_in_three_languages_are_the_same_deals_of_the_same_companies(language):
    assert told(language) == told("en")
    assert len(told("en")[0]) == 3
