import re
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from rich.cells import cell_len
from view_answers import AMAZON_RING, DEALS, FACTS, HOSTILE, RINGS, SHARED, fact, ring_row, with_names

from circflow.model import Column, DatasetStamp, Match
from circflow.views import render

ANSWERS = {"rings": RINGS, "shared": SHARED, "deals": DEALS}
_SGR = re.compile("\x1b\\[[0-9;]*m")


@pytest.mark.parametrize("width", [80, 160])
@pytest.mark.parametrize("name", ANSWERS)
def test_table_reads_as_it_should(name, width, golden):
    text = render(ANSWERS[name], "table", width=width)
    assert golden(f"{name}_{width}.txt", text) == text


@pytest.mark.parametrize("width", [40, 50, 80, 100, 120, 160, 240])
@pytest.mark.parametrize("name", ANSWERS)
def test_no_line_is_wider_than_the_page(name, width):
    lines = render(ANSWERS[name], "table", width=width).splitlines()
    assert max(map(cell_len, lines)) <= width


@pytest.mark.parametrize("width", [1, 80, 160])
@pytest.mark.parametrize("hostile", HOSTILE, ids=ascii)
def test_a_hostile_name_is_only_text(hostile, width):
    text = render(with_names(RINGS, hostile), "table", width=width)
    text += render(with_names(SHARED, hostile), "table", width=width)
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200f\u202e\u2069]", text)
    assert text.encode()
    assert max(map(cell_len, text.splitlines())) <= max(width, 40)


def test_names_stand_in_wide_characters_without_breaking_the_columns():
    lines = render(with_names(SHARED, "エヌビディア"), "table", width=160).splitlines()
    heading = next(line for line in lines if "Announced" in line)
    row = next(line for line in lines if "2026-02-27" in line)
    assert heading.index("Announced") == cell_len(row[: row.index("2026-02-27")])


def test_two_companies_of_one_name_are_told_apart_by_their_ids():
    text = render(replace(RINGS, names={"amazon": "Same", "openai": "Same"}), "table")
    assert "Same (amazon) → invests in → Same (openai)" in text


def test_a_company_without_a_name_is_called_by_its_id():
    assert "amazon → invests in → openai → buys from → amazon" in render(replace(RINGS, names={}), "table")


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"carries_low": 15 * 10**9, "carries_high": 50 * 10**9}, "can carry $15B–$50B"),
        ({"carries_low": 4 * 10**9, "carries_high": None}, "can carry at least $4B"),
        ({"carries_low": None, "carries_high": None, "unknown_hops": 2}, "can carry unknown (2 of 2 hops unpriced)"),
        ({"carries_low": None, "carries_high": 10**9, "unknown_hops": 1}, "can carry up to $1B (1 of 2 hops unpriced)"),
        ({"carries_low": None, "carries_high": None, "currency": "mixed"}, "can carry unknown (several currencies)"),
        ({"carries_low": None, "carries_high": None, "currency": None}, "can carry unknown"),
    ],
)
def test_a_ring_can_carry_what_is_known_and_never_returns_it(change, expected):
    text = render(replace(RINGS, rows=(AMAZON_RING | change,)), "table")
    assert expected in text
    assert "returned" not in text


def test_flags_are_shown_only_where_they_are_up():
    assert "contingent" not in render(replace(RINGS, rows=(AMAZON_RING,), parameters={}), "table")
    assert "contingent" in render(replace(RINGS, rows=(AMAZON_RING | {"contingent": True},), parameters={}), "table")


def test_dates_span_from_the_earliest_to_the_latest_reading():
    arrow = ("amazon", "INVESTS_IN", "openai")
    facts = {
        "a": fact("a", arrow, announced="2025-Q4"),
        "b": fact("b", arrow, announced="2025"),
        "c": fact("c", arrow, announced=None),
        "d": fact("d", arrow, announced="2025-11-03"),
    }
    row = ring_row(["amazon", "openai"], ["INVESTS_IN", "BUYS_FROM"], [["a", "b", "c", "d"], ["unknown-deal"]])
    text = " ".join(render(replace(RINGS, rows=(row,), facts=facts), "table").split())
    assert "2025 – +1 undated" not in text
    assert "+1 undated" in text
    assert "undated" in " ".join(
        render(replace(RINGS, rows=(row,), facts={"c": facts["c"]}), "table", width=160).split()
    )


def test_dates_that_cannot_be_read_do_not_hide_the_answer():
    facts = {**FACTS, "D-007": fact("D-007", ("openai", "BUYS_FROM", "amazon"), announced="some day")}
    assert "2026-02-27" in render(replace(RINGS, facts=facts), "table")


def test_deals_without_facts_are_listed_by_their_ids():
    assert "D-006a, D-006b, D-006c" in render(replace(RINGS, facts={}), "table")
    assert "D-029, D-010, D-028b" in render(replace(SHARED, facts={}), "table")


def test_an_empty_answer_says_so_and_how_it_was_asked():
    text = render(replace(RINGS, rows=(), datasets=()), "table")
    assert "No rows: nothing that is loaded fits the question." in text
    assert "Data: nothing is loaded" in text
    assert "as of 2026-06-30" in text
    assert "Ring" not in text


def test_a_cut_is_announced():
    assert "2 rows, nothing cut." in render(RINGS, "table")
    assert "1 row, cut by the limit: there are more." in render(SHARED, "table")


def test_an_unfinished_load_is_announced():
    stamp = DatasetStamp("half", "00" * 32, datetime(2026, 1, 2, 3, 4, tzinfo=UTC), complete=False)
    text = render(replace(RINGS, datasets=(stamp,)), "table", width=160)
    assert "half, loaded 2026-01-02 03:04 UTC (unfinished: the answer is partial)" in text


def test_decisions_that_companies_are_one_stand_below_the_rows():
    made = [
        Match(company_id=f"a{at}", name=f"A {at}", decision="same", other_id="a", by="ana", at="2026-11-21T10:00:00")
        for at in range(5)
    ]
    stamp = replace(RINGS.datasets[0], matches=tuple(made[:1]))
    text = render(replace(RINGS, datasets=(stamp,)), "table", width=160)
    assert "Matched: 'A 0' is a (ana, 2026-11-21)." in text
    text = render(replace(RINGS, datasets=(replace(stamp, matches=tuple(made)),)), "table", width=300)
    assert "'A 2' is a (ana, 2026-11-21); and 2 more decisions, which a .json file lists." in text


def test_statuses_without_a_history_are_those_of_today_and_a_question_about_a_day_says_so():
    def told(result):
        return " ".join(render(result, "table", width=160).split())

    with_history = {id_: replace(known, history=True) for id_, known in FACTS.items()}
    first = next(iter(FACTS))
    assert "Status: that of today, since no deal here has a history of its status." in told(RINGS)
    assert "Status:" not in told(replace(RINGS, facts=with_history))
    assert "Status:" not in told(replace(RINGS, parameters={**RINGS.parameters, "as_of": None}))
    assert f"Status: that of today for 1 of {len(FACTS)} deals here, which have no history of their status." in told(
        replace(RINGS, facts={**with_history, first: FACTS[first]})
    )
    assert "Status: that of today wherever a deal has no history of its status." in told(
        replace(RINGS, rows=(), facts={})
    )


def test_colours_change_nothing_but_the_codes():
    for answer in ANSWERS.values():
        plain = render(answer, "table", width=100)
        coloured = render(answer, "table", width=100, color=True)
        assert "\x1b" not in plain
        assert "\x1b" in coloured
        assert plain == _SGR.sub("", coloured)


def test_a_query_of_ones_own_needs_no_code():
    answer = replace(
        RINGS,
        columns=(
            Column("supplier", "string", "company"),
            Column("customers", "integer"),
            Column("share", "number"),
            Column("known_low", "integer"),
            Column("known_high", "integer"),
            Column("firm", "boolean"),
            Column("notes", "list<string>"),
            Column("depth_low", "string"),
        ),
        rows=(
            {"supplier": "nvidia", "customers": 12000, "share": 0.5312345, "known_low": 1, "known_high": None}
            | {"firm": True, "notes": ["one", "two"], "depth_low": "x"},
        ),
        facts={},
        parameters={},
    )
    lines = render(answer, "table", width=120).splitlines()
    assert lines[2] == "#  Supplier  Customers     Share  Known       Firm  Notes     Depth"
    assert lines[5] == "1  Nvidia       12,000  0.531235  at least 1  yes   one, two  x"


def test_a_path_that_does_not_close_is_drawn_to_its_end():
    row = ring_row(["amazon", "openai", "oracle"], ["INVESTS_IN", "BUYS_FROM"], [["D-006a"], ["D-015"]])
    text = render(replace(RINGS, rows=(row,)), "table")
    assert "Amazon → invests in → OpenAI → buys from → Oracle\n" in text


def test_columns_that_hold_nothing_anywhere_are_left_out():
    first, second = DEALS.rows
    assert "Stake" not in render(replace(DEALS, rows=(first,)), "table", width=120)
    assert "2.5%" in render(DEALS, "table", width=120)
    assert "stake" not in render(replace(DEALS, rows=(first, second | {"begins": date.max})), "table").split("D-004")[0]
