"""Circulation, distinct money and money back: the worked examples, and brute force on tiny sets."""

import subprocess
import sys
from datetime import date
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st
from money_arcs import THREE, arcs

import circflow
from circflow.errors import InputError
from circflow.money import Arc, Range, Unsolved, by_currency, circulation, distinct_money, returns_to
from circflow.money.solvers import cheapest_flow

OPEN = None


TWO_PAIRS = [("A", "B", 10), ("B", "A", 6), ("B", "C", 8), ("C", "A", 8)]
LONG_RING = [("A", "B", 5), ("B", "A", 5), ("B", "C", 5), ("C", "D", 5), ("D", "A", 5)]
SEVEN = [
    ("N", "O", 30), ("A", "O", 15), ("O", "A", 38), ("O", "R", 300), ("R", "N", 40), ("N", "C", 2), ("C", "N", 5),
]  # fmt: skip


@pytest.mark.parametrize(
    ("rows", "volume", "distinct", "back"),
    [
        (THREE, (120, 120, 120), (40, 40, 40), {"N": 40, "O": 40, "R": 40}),
        (TWO_PAIRS, (28, 28, 28), (10, 10, 10), {"A": 10, "B": 10, "C": 8}),
        (LONG_RING, (20, 20, 20), (5, 5, 5), {"A": 5, "B": 5, "C": 5, "D": 5}),
        ([("N", "O", (0, 100)), *THREE[1:]], (0, 120, 120), (0, 40, 40), {"N": 40, "O": 40, "R": 40}),
        ([("A", "B", 10), ("B", "A", None)], (0, 0, 20), (0, 0, 10), {"A": 10, "B": 10}),
        ([("A", "B", None), ("B", "A", None)], (0, 0, OPEN), (0, 0, OPEN), {"A": OPEN, "B": OPEN}),
        (SEVEN, (124, 124, 124), (47, 47, 47), {"N": 32, "O": 45, "R": 30, "A": 15, "C": 2}),
    ],
)
def test_the_worked_examples_come_out(rows, volume, distinct, back):
    assert Range(*volume) == circulation(arcs(*rows)).money
    assert Range(*distinct) == distinct_money(arcs(*rows)).money
    assert back == {one.company: one.back.high for one in returns_to(arcs(*rows))}


def test_the_share_of_all_promises_is_in_percent():
    assert circulation(arcs(*THREE)).of_total_low == pytest.approx(100 * 120 / 440)
    assert circulation(arcs(("A", "B", None), ("B", "A", 1))).of_total_high is None
    assert circulation([]).of_total_low is None


def test_what_an_unknown_amount_decides_is_named():
    rows = arcs(("A", "B", 10), ("B", "A", None), ("A", "C", None))
    for answer in (circulation(rows), distinct_money(rows)):
        assert answer.decided_by == ("BA",)
        assert answer.companies == ("A", "B")
        assert answer.deals == ("AB", "BA")


def test_open_rings_name_the_deals_that_open_them():
    rows = arcs(("A", "B", None), ("B", "A", (3, None)), ("B", "C", 4), ("C", "B", 4))
    for answer in (circulation(rows), distinct_money(rows)):
        assert answer.money.high is None
        assert answer.decided_by == ("AB", "BA")


def test_the_cheapest_promises_that_hold_every_ring_are_named():
    assert distinct_money(arcs(*SEVEN)).holds_rings == (("A", "O"), ("N", "C"), ("N", "O"))
    assert circulation(arcs(*SEVEN)).holds_rings == ()


def test_currencies_go_round_by_themselves():
    dollars = Arc("A", "B", 10**9, 10**9, "USD")
    yen = Arc("B", "A", 10**12, 10**12, "JPY")
    unknown = Arc("B", "C")
    layers = by_currency([dollars, yen, unknown])
    assert layers == {"JPY": (yen, unknown), "USD": (dollars, unknown)}
    assert all(circulation(layer).money.high == 0 for layer in layers.values())
    with pytest.raises(InputError, match="JPY, USD, which do not add up"):
        circulation([dollars, yen])


def test_yen_turned_into_dollars_at_a_range_of_rates_go_round():
    rows = [Arc("A", "B", 10 * 10**9, 10 * 10**9, "USD"), Arc("B", "A", 6_250_000_000, 7_142_857_143, "USD")]
    assert (distinct_money(rows).money.low, distinct_money(rows).money.high) == (6_250_000_000, 7_142_857_143)
    assert (circulation(rows).money.low, circulation(rows).money.high) == (12_500_000_000, 14_285_714_286)


def test_rings_above_the_number_of_hops_do_not_count_as_distinct_money():
    assert distinct_money(arcs(*LONG_RING), max_hops=3).money.high == 5
    assert distinct_money(arcs(*THREE), max_hops=2).money.high == 0
    assert distinct_money(arcs(("A", "B", None), ("B", "C", None), ("C", "A", None)), max_hops=2).money.high == 0


def _on(payer, payee, amount, first, last=None) -> Arc:
    return Arc(payer, payee, amount, amount, first=first, last=last or first)


def test_money_comes_back_only_later_when_dates_count():
    rows = [
        _on("X", "Y", 50, date(2024, 1, 1), date(2024, 12, 31)),
        _on("Y", "X", 30, date(2023, 1, 1), date(2023, 12, 31)),
        _on("Y", "X", 20, date(2025, 1, 1), date(2025, 12, 31)),
    ]
    assert Range(50, 50, 50) == returns_to(rows, "X")[0].back
    assert Range(20, 20, 20) == returns_to(rows, "X", in_order=True)[0].back


def test_money_of_a_day_is_paid_on_after_that_day():
    days = [date(2025, 1, day) for day in (1, 2, 3)]
    rows = [
        _on("X", "Y", 50, days[0]), _on("Y", "Z", 40, days[1]), _on("Z", "X", 10, days[1]), _on("Z", "X", 25, days[2]),
    ]  # fmt: skip
    assert Range(35, 35, 35) == returns_to(rows, "X")[0].back
    assert Range(25, 25, 25) == returns_to(rows, "X", in_order=True)[0].back


def test_days_that_overlap_or_are_unknown_make_a_range():
    year = (date(2025, 1, 1), date(2025, 12, 31))
    assert Range(0, 5, 5) == returns_to([_on("X", "Y", 5, *year), _on("Y", "X", 7, *year)], "X", in_order=True)[0].back
    rows = [_on("X", "Y", 5, *year), Arc("Y", "X", 7, 7)]
    assert Range(0, 5, 5) == returns_to(rows, "X", in_order=True)[0].back


def test_what_limits_the_way_back_is_named():
    (answer,) = returns_to(arcs(*SEVEN), "O")
    assert answer.limiting == (("A", "O"), ("N", "O"))
    assert answer.deals == ("AO", "NO")
    assert answer.sent == Range(338, 338, 338)


@pytest.mark.parametrize(
    "hostile",
    [
        lambda: Arc("A", "A", 1, 1),
        lambda: Arc("", "A", 1, 1),
        lambda: Arc("A", "B", -1, 1),
        lambda: Arc("A", "B", 2, 1),
        lambda: Arc("A", "B", 1.5, 2),
        lambda: Arc("A", "B", low=True, high=2),
        lambda: Arc("A", "B", 0, float("nan")),
        lambda: Arc("A", "B", 0, 2**63),
        lambda: Arc("A", "B", 0, 1, first=date(2025, 1, 2), last=date(2025, 1, 1)),
        lambda: circulation([("A", "B", 1)]),
        lambda: circulation([Arc("A", "B", 0, 2**62), Arc("B", "A", 0, 2**62)]),
        lambda: distinct_money([], max_hops=1),
        lambda: distinct_money([], max_hops=True),
        lambda: returns_to([Arc("A", "B", 1, 1)], "C"),
    ],
)
def test_what_makes_no_sense_is_refused(hostile):
    with pytest.raises(InputError):
        hostile()


def test_a_missing_solver_is_named_with_the_way_to_have_it(monkeypatch):
    monkeypatch.setitem(sys.modules, "ortools.graph.python.min_cost_flow", None)
    with pytest.raises(InputError, match="Python package ortools") as told:
        circulation(arcs(*THREE))
    assert told.value.hint == "Install it with: pip install 'circflow[money]'"


_pairs = [(a, b) for a in "ABC" for b in "ABC" if a != b]
_tiny = st.lists(st.tuples(st.sampled_from(_pairs), st.integers(0, 2)), max_size=5, unique_by=lambda row: row[0])
_nodes = [(a, b) for a in "ABCDE" for b in "ABCDE" if a != b]
_interval = st.tuples(st.integers(0, 9), st.integers(0, 9) | st.none())
_some = st.lists(st.tuples(st.sampled_from(_nodes), _interval), max_size=10)


def _by_enumeration(rows) -> int:
    best = 0
    for flows in product(*(range(most + 1) for _, most in rows)):
        net = dict.fromkeys("ABC", 0)
        for ((payer, payee), _), units in zip(rows, flows, strict=True):
            net[payer] -= units
            net[payee] += units
        if not any(net.values()):
            best = max(best, sum(flows))
    return best


@given(rows=_tiny)
def test_no_enumerated_circulation_is_larger(rows):
    assert circulation([Arc(*pair, most, most) for pair, most in rows]).money.high == _by_enumeration(rows)


def _read(rows) -> list[Arc]:
    return [Arc(*pair, low, None if more is None else low + more) for pair, (low, more) in rows]


@given(rows=_some)
def test_back_is_at_most_distinct_and_twice_distinct_at_most_volume(rows):
    read = _read(rows)
    volume, distinct = circulation(read).money, distinct_money(read).money
    backs = returns_to(read)
    assert (volume.high is None) == (distinct.high is None)
    assert 2 * distinct.low <= volume.low
    assert max((one.back.low for one in backs), default=0) <= distinct.low
    if volume.high is not None:
        assert 2 * distinct.high <= volume.high + 1
        assert max((one.back.high for one in backs), default=0) <= distinct.high


@given(rows=_some, data=st.data())
def test_what_happens_lies_in_the_range(rows, data):
    read = _read(rows)
    drawn = []
    for arc in read:
        amount = data.draw(st.integers(arc.low, arc.low + 20 if arc.high is None else arc.high))
        drawn.append(Arc(arc.payer, arc.payee, amount, amount))
    for measure in (circulation, distinct_money):
        money, happened = measure(read).money, measure(drawn).money
        assert money.low <= happened.low
        assert money.high is None or happened.high <= money.high
    for one in returns_to(drawn):
        (stated,) = returns_to(read, one.company)
        assert stated.back.low <= one.back.low
        assert stated.back.high is None or one.back.high <= stated.back.high


def test_too_many_companies_are_refused_before_the_search_begins(monkeypatch):
    monkeypatch.setattr("circflow.money.shortest.MOST_STEPS", 20)
    with pytest.raises(Unsolved, match="3 companies that reach each other over 3 hops are too many"):
        distinct_money(arcs(*THREE))
    assert circulation(arcs(*THREE)).money.high == 120


def test_a_solver_without_an_answer_says_which():
    with pytest.raises(Unsolved, match="min-cost flow of OR-Tools ended with INFEASIBLE") as told:
        cheapest_flow([0], [1], [1], [0], {0: 2, 1: -2})
    assert told.value.exit_code == 6


def test_a_half_unit_is_rounded_outward():
    # Three rings of two share each hop with another, so that half of each is the optimum.
    rows = [("a1", "b1"), ("a2", "b2"), ("a3", "b3")]
    links = [(0, 1), (1, 2), (2, 0)]
    read = [Arc(*row, 1, 1) for row in rows]
    for first, second in links:
        read += [Arc(rows[first][1], rows[second][0], 1, 1), Arc(rows[second][1], rows[first][0], 1, 1)]
    money = distinct_money(read, max_hops=4).money
    assert (money.low, money.high) == (1, 2)


def test_the_room_is_reached_from_the_package_and_loads_no_solver():
    program = "import sys, circflow; circflow.money.Arc; assert not {'scipy', 'ortools', 'numpy'} & set(sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], check=False, timeout=60).returncode == 0
    assert "money" in circflow.__all__
