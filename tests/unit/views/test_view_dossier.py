"""The page about a deal: its row, its parts, and what is said about it."""

import re
from functools import cache

import pytest
from rich.cells import cell_len
from view_answers import DATASETS, HOSTILE

from circflow.model import Column, QueryStamp, Result
from circflow.queries import read_catalogue
from circflow.views import dossier
from circflow.views.differing import Reading, readings, widest
from circflow.views.page import Page

NAMES = {"amazon": "Amazon", "openai": "OpenAI", "microsoft": "Microsoft"}
BILLION = 10**9

AMAZON = {
    "deal": "S11",
    "payer": "amazon",
    "relationship": "INVESTS_IN",
    "payee": "openai",
    "kind": "equity",
    "consideration": "usage_rights",
    "amount_low": 0,
    "amount_high": 50 * BILLION,
    "currency": "USD",
    "amount_basis": "consideration",
    "status": "negotiating",
    "announced": "2026-02-26",
    "contingent": False,
    "quality": "B",
    "role": "standalone",
    "agreement": [],
    "dataset": "seed-articles",
}
MICROSOFT = {
    **AMAZON,
    "deal": "S07",
    "payer": "microsoft",
    "consideration": "cloud_credits",
    "amount_low": 13 * BILLION,
    "amount_high": 13 * BILLION,
    "status": "announced",
    "announced": None,
    "quality": "C",
}
PARTS = (
    {"deal": "S11", "tranche": 1, "amount_low": 15 * BILLION, "amount_high": 15 * BILLION, "currency": "USD"},
    {
        "deal": "S11",
        "tranche": 2,
        "amount_low": 0,
        "amount_high": 35 * BILLION,
        "currency": "USD",
        "status": "conditional",
        "condition": "IPO or AGI",
        "decided_by": "openai",
    },
)
CLAIMS = (
    {
        "deal": "S07",
        "claim": "C004-12",
        "source": "004_719aa64850302042.txt",
        "title": "AI industry's loop of one trillion dollars",
        "published": "2025-10-19",
        "quality": "C",
        "as_of": "2019",
        "amount_raw": "14億ドル",
        "amount_low": 1_400_000_000,
        "amount_high": 1_400_000_000,
        "currency": "USD",
        "asserted_status": "received",
        "truth_flag": "unit_error",
        "corrected_low": 13 * BILLION,
        "corrected_high": 13_800_000_000,
        "line": 38,
        "paraphrase": "OpenAI has received 1.4 billion dollars from Microsoft since 2019, mainly as cloud credits.",
    },
    {
        "deal": "S07",
        "claim": "C000-18",
        "source": "000_1446a9f4ef82ad24.txt",
        "title": "The Circular Money Trap",
        "url": "https://example.org/a-long-address-that-must-stay-whole-on-its-line-so-that-it-can-be-followed/by/everybody",
        "published": "2025-11",
        "quality": "C",
        "amount_raw": "130억 달러",
        "amount_low": 13 * BILLION,
        "amount_high": 13 * BILLION,
        "currency": "USD",
        "asserted_status": "reported",
        "truth_flag": "ok",
        "line": 51,
        "paraphrase": "Microsoft has put 13 billion dollars into OpenAI.",
    },
)


@cache
def catalogue():
    return read_catalogue()


def answer(query_id, rows, **changes):
    """Return the answer of a stored query: the columns of its file, with None where a row says nothing."""
    columns = tuple(Column(column.name, column.type, column.of) for column in catalogue()[query_id].returns)
    full = tuple({column.name: None for column in columns} | row for row in rows)
    stamp = QueryStamp(query_id, query_id, "1.0.0", "ab" * 32, "One row a claim.")
    given = {"deals": list(dict.fromkeys(row["deal"] for row in rows))}
    return Result(
        **{"query": stamp, "parameters": given, "columns": columns, "rows": full, "names": NAMES, "datasets": DATASETS}
        | changes
    )


def page(deals=(AMAZON, MICROSOFT), parts=PARTS, claims=CLAIMS, width=80, *, color=False, names=NAMES):
    given = (
        answer("deals", deals, names=names),
        answer("tranches", parts, names=names),
        answer("evidence", claims, names=names),
    )
    return "".join(dossier.chunks(*given, Page(width, color)))


@pytest.mark.parametrize("width", [80, 160])
def test_the_page_reads_as_it_should(width, golden):
    text = page(width=width)
    assert golden(f"dossier_{width}.txt", text) == text


@pytest.mark.parametrize("width", [1, 40, 60, 80, 200])
def test_an_address_is_whole_and_nothing_else_is_wider_than_the_page(width):
    lines = page(width=width).splitlines()
    assert any(line.endswith(CLAIMS[1]["url"]) for line in lines)
    assert max(cell_len(line) for line in lines if "https://" not in line) <= max(width, 40)


@pytest.mark.parametrize("hostile", HOSTILE, ids=ascii)
def test_hostile_texts_are_only_texts(hostile):
    row = dict.fromkeys(("kind", "consideration", "capacity", "conditions", "note", "suspect", "status_text"), hostile)
    texts = "claim source title publisher url published as_of amount_raw asserted_status conditions paraphrase"
    said = dict.fromkeys(texts.split(), hostile)
    text = page(
        deals=({**MICROSOFT, **row, "agreement": [hostile]},),
        claims=({**CLAIMS[0], **said}, CLAIMS[1]),
        parts=({**PARTS[1], "deal": "S07", "condition": hostile, "expires": hostile},),
        names={**NAMES, "openai": hostile},
    )
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200f\u202e\u2069]", text)
    assert text.encode()


def test_colours_are_codes_around_the_same_text():
    assert re.sub("\x1b\\[[0-9;]*m", "", page(color=True)) == page()
    assert "\x1b[1mMicrosoft\x1b[0m" in page(color=True)


def test_a_deal_that_nobody_speaks_about_says_so():
    assert "No claims: its own row is all that is loaded about this deal." in page(
        deals=(AMAZON,), claims=({"deal": "S11"},)
    )


def claim(low, high, currency="USD", basis=None):
    return {"amount_low": low, "amount_high": high, "currency": currency, "amount_basis": basis}


@pytest.mark.parametrize(
    ("claims", "differing"),
    [
        ([claim(100, 100), claim(0, 100)], 0),  # "100" and "up to 100" share a figure
        ([claim(10, 10), claim(100, 100)], 2),
        ([claim(10, 10), claim(100, 100), claim(5, 50)], 3),  # the third meets the first, but not the second
        ([claim(10, 10), claim(10, 10, "EUR")], 2),
        ([claim(10, None), claim(100, 100)], 0),  # "at least" is open
        ([claim(200, None), claim(100, 100)], 2),
        ([claim(10, 10), claim(100, 100, basis="per_year")], 0),  # they do not measure the same
        ([claim(10, 10, basis="total"), claim(100, 100)], 2),  # which is what the deal measures
        ([claim(None, None), claim(100, 100)], 0),
    ],
)
def test_claims_differ_when_no_figure_fits_both(claims, differing):
    assert len(readings(claims, "total")) == differing


@pytest.mark.parametrize(
    ("found", "times"),
    [
        ([Reading(10, 10, "USD", None), Reading(100, 100, "USD", None)], 10),
        ([Reading(10, 20, "USD", None), Reading(30, 40, "USD", None)], 1.5),
        ([Reading(10, 10, "USD", None), Reading(100, 100, "EUR", None)], 0),
        ([Reading(0, 0, "USD", None), Reading(100, 100, "USD", None)], 0),
        ([], 0),
    ],
)
def test_the_distance_is_taken_where_they_come_nearest(found, times):
    assert widest(found) == times
