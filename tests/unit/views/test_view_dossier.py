"""The page about a deal: its row, its parts, and what is said about it."""

import json
import re
from functools import cache

import pytest
from rich.cells import cell_len
from view_answers import DATASETS, HOSTILE

from circflow.model import Column, QueryStamp, Result
from circflow.queries import read_catalogue
from circflow.views import dossier, figures
from circflow.views.differing import differences
from circflow.views.json_object import chunks as json_chunks
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
        "asserted": "closed",
        "language": "ja",
        "agrees": False,
        "differs_from": ["C000-18"],
        "differs_in": ["amount"],
        "unit_slip": True,
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
        "agrees": False,
        "differs_from": ["C004-12"],
        "differs_in": ["amount"],
        "unit_slip": True,
        "truth_flag": "ok",
        "line": 51,
        "paraphrase": "Microsoft has put 13 billion dollars into OpenAI.",
    },
)
HISTORY = (
    {"deal": "S11", "date": "2025-11", "status": "loi", "firm": False, "publisher": "A Paper", "quality": "B"},
    {"deal": "S11", "date": "2026-02-26", "status": "signed", "firm": True, "supersedes": "S07", "source": "s"},
)


@cache
def catalogue():
    return read_catalogue()


def answer(query_id, rows, **changes):
    """Return the answer of a stored query: the columns of its file, with None where a row says nothing."""
    columns = tuple(Column(column.name, column.type, column.of) for column in catalogue()[query_id].returns)
    full = tuple({column.name: None for column in columns} | row for row in rows)
    stamp = QueryStamp(query_id, query_id, "1.0.0", "ab" * 32, "One row a claim.")
    given = {"deals": list(dict.fromkeys(row.get("deal") for row in rows))}
    return Result(
        **{"query": stamp, "parameters": given, "columns": columns, "rows": full, "names": NAMES, "datasets": DATASETS}
        | changes
    )


def made(deals=(AMAZON, MICROSOFT), parts=PARTS, history=HISTORY, claims=CLAIMS, names=NAMES):
    given = {"deals": deals, "tranches": parts, "status-history": history, "evidence": claims}
    return dossier.Dossier(*(answer(query, rows, names=names) for query, rows in given.items()))


def page(width=80, *, color=False, **given):
    return "".join(dossier.chunks(made(**given), Page(width, color)))


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


def test_what_replaces_what_is_told_on_both_sides():
    text = page(
        deals=(
            {**AMAZON, "supersedes": ["S07", "S08"]},
            {**MICROSOFT, "superseded_by": ["S11"], "superseded": "2026-02-26"},
        )
    )
    assert "Replaces  S07, S08\n" in text
    assert "Replaced by  S11 from 2026-02-26\n" in text
    assert "2026-02-26  signed · replaces: S07 · s\n" in text


def test_a_deal_that_is_over_without_an_end_date_still_counts_and_says_so():
    over = {**MICROSOFT, "status": "terminated"}
    assert "terminated · without an end date, so it counts at every later date" in page(deals=(over,))
    assert "without an end date" not in page(deals=({**over, "ended": "2025"},))


def test_deals_without_a_history_are_named():
    assert "Status: today's at every date where there is no history: S07\n" in page()
    assert "Status: today's" not in page(deals=(AMAZON,))


def test_json_has_the_deals_their_parts_and_histories_beside_the_claims():
    known = made()
    record = json.loads("".join(json_chunks(known.claims, Page(), known.beside)))
    assert [row["claim"] for row in record["rows"]] == ["C004-12", "C000-18"]
    assert {name: [row["deal"] for row in rows] for name, rows in record["beside"].items()} == {
        "deals": ["S11", "S07"],
        "tranches": ["S11", "S11"],
        "statuses": ["S11", "S11"],
    }
    assert record["beside"]["tranches"][1]["decided_by_name"] == "OpenAI"


def said(id_, high, *matters, low=None, larger_than=(), **facts):
    """Return a claim that differs from others: each matter is `about other`."""
    pairs = [matter.split() for matter in matters]
    return {
        **dict.fromkeys(("currency", "as_of", "published", "publisher", "url", "source", "quality", "asserted_status")),
        "deal": "S07",
        "claim": id_,
        "amount_low": high if low is None else low,
        "amount_high": high,
        "amount_basis": None,
        "amount_code": None,
        "differs_from": [other for _, other in pairs],
        "differs_in": [about for about, _ in pairs],
        "larger_than": list(larger_than),
        "outgrown_by": [],
        **facts,
    }


OWN = said("S07", 100)


def test_each_matter_has_the_claims_that_it_concerns():
    claims = (
        said("k1", 10, "amount k2", "amount S07", unit_slip=True),
        said("k2", 50, "amount k1", "status k3"),
        said("k3", 50, "status k2", "date S07"),
        said("k4", None, low=200, larger_than=["k2", "S07"]),
    )
    found = {one.about: one for one in differences(claims, OWN)}
    assert {about: [row["claim"] for row in one.claims] for about, one in found.items()} == {
        "amount": ["k1", "k2", "S07"],
        "status": ["k2", "k3"],
        "date": ["k3"],
        "growth": ["k2", "k4", "S07"],
    }
    assert {about: (one.times, one.unit_slip) for about, one in found.items()} == {
        "amount": (10, True),
        "status": (0, False),
        "date": (0, False),
        "growth": (4, False),
    }


def test_nothing_differs_where_all_agree():
    assert list(differences((said("k1", 10), said("k2", 10)), OWN)) == []


def test_a_matter_is_told_in_the_table_and_at_the_claim():
    claims = (
        said("k1", 100, "nature k2", "status k2", amount_code="contingent", asserted_status="signed"),
        said("k2", 100, "nature k1", "status k1", amount_basis="total", asserted_status="MoU", asserted="loi"),
        said("k3", 300, larger_than=["k1", "S07"], as_of="2025-08", currency="USD"),
        said("k4", 100, "date S07", "currency k1", asserted_status="signed", asserted="signed", agrees=False),
    )
    text = page(deals=(MICROSOFT,), claims=[answer_row(claim) for claim in claims], width=100)
    told = " ".join(text.split())
    assert "Claims differ in what one figure is" in told
    assert "100 · consideration · due only if something happens undated k1" in told
    assert "Claims differ in status: signed or closed, then a letter, a plan or a condition" in told
    assert "MoU (read as letter of intent) undated k2" in told
    assert "Later claims are larger by ×1.3e+08" not in told
    assert "Larger than k1, its own row of more than 90 days before" in told
    assert "Differs in date from the announcement; in currency from k1" in told
    assert "Differs in nature from k2; in status from k2" in told
    assert "Signed or closed more than 90 days before the announcement Status As of Said in signed undated k4" in told


def answer_row(claim):
    """Return a claim with all columns of the evidence query."""
    return answer("evidence", (claim,)).rows[0]


FIGURES = (
    {"figure": "openai:revenue", "company": "openai", **CLAIMS[0], "differs_from": ["k2"], "claim": "k1"},
    {"figure": "openai:revenue", "company": "openai", **CLAIMS[1], "differs_from": ["k1"], "claim": "k2"},
    {"figure": "amazon:cash", "company": "amazon", **CLAIMS[1], "differs_from": [], "differs_in": [], "agrees": None},
)


def figure_page(width):
    rows = [{name: value for name, value in row.items() if name != "deal"} for row in FIGURES]
    given = {"figures": ["openai:revenue", "not:stated", "amazon:cash"]}
    return "".join(figures.chunks(answer("figures", rows, parameters=given), Page(width)))


@pytest.mark.parametrize("width", [40, 80, 160])
def test_figures_have_a_page_like_that_of_deals(width):
    text = figure_page(width)
    told = " ".join(text.split())
    assert text.startswith("openai:revenue  a figure of OpenAI\n\nClaims differ in amount by ×9.29")
    assert "Differs in amount from k2" in told
    assert "2 claims from 2 documents, by date" in told
    assert "amazon:cash a figure of Amazon 1 claim from 1 document, by date" in told
    assert "its own row" not in told
    assert told.endswith("Reading: One row a claim.")
    assert max(cell_len(line) for line in text.splitlines() if "https://" not in line) <= width
