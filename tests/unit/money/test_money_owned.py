"""Shares through circles, and control: the worked examples, the series, and shares drawn from their ranges."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from circflow.errors import InputError
from circflow.money import Share, controls, integrated_ownership


def shares(*rows) -> list[Share]:
    """Read rows of owner, held company, percent: a number, a pair, or None when unknown."""
    read = []
    for owner, held, percent in rows:
        low, high = percent if isinstance(percent, tuple) else (percent or 0, percent)
        read.append(Share(owner, held, low, high, deals=(f"{owner}{held}",)))
    return read


def _integrated(*rows) -> dict[str, tuple[float, float]]:
    found = integrated_ownership(shares(*rows)).stakes
    return {one.owner + one.held: (one.integrated_low, one.integrated_high) for one in found}


PAIR = (("P", "A", 50), ("Q", "B", 50), ("A", "B", 50), ("B", "A", 50))


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (PAIR, {"PA": 200 / 3, "PB": 100 / 3, "AB": 50}),
        (
            (("P", "A", 60), ("A", "B", 40), ("B", "C", 30), ("C", "A", 20)),
            {"PA": 61.475, "PB": 24.590, "PC": 7.377},
        ),
        ((("P", "A", 10), ("A", "B", 90), ("B", "A", 90)), {"PA": 52.63, "PB": 47.37, "AB": 90}),
        (
            (("P", "A", (20, 50)), ("B", "A", (60, 70)), ("P", "B", 50)),
            {"PA": (50, 70)},
        ),
        (
            (("P", "A", (30, 50)), ("B", "A", 50), ("A", "B", (40, 50)), ("Q", "B", 50)),
            {"PA": (37.5, 200 / 3), "PB": (15, 100 / 3)},
        ),
        ((("X", "A", 60), ("A", "C", 30), ("X", "C", 25)), {"XC": 43}),
        ((("X", "A", 51), ("A", "B", 51)), {"XB": 26.01}),
    ],
)
def test_the_worked_examples_of_shares_come_out(rows, expected):
    found = _integrated(*rows)
    for pair, share in expected.items():
        low, high = share if isinstance(share, tuple) else (share, share)
        assert found[pair] == (pytest.approx(low, abs=0.005), pytest.approx(high, abs=0.005))


def test_control_goes_through_what_is_controlled():
    rows = shares(("X", "A", 60), ("A", "C", 30), ("X", "C", 25))
    assert controls(rows).yes == (("X", "A"), ("X", "C"))
    assert controls(shares(("X", "A", 51), ("A", "B", 51))).yes == (("A", "B"), ("X", "A"), ("X", "B"))
    stakes = {one.held: one for one in integrated_ownership(rows, "X").stakes}
    assert (stakes["C"].controls, stakes["C"].through, stakes["C"].deals) == ("yes", ("A",), ("AC", "XA", "XC"))
    assert (stakes["C"].direct_low, stakes["C"].direct_high) == (25, 25)


def test_control_within_the_ranges_is_possible():
    rows = shares(("X", "A", (40, 60)), ("Y", "A", (45, 55)), ("X", "B", None), ("Z", "B", (50, 80)))
    found = controls(rows)
    assert found.yes == ()
    assert found.possible == (("X", "A"), ("Y", "A"), ("Z", "B"))
    assert {one.held: one.controls for one in integrated_ownership(rows, "X").stakes} == {"A": "possible", "B": "no"}
    assert controls(rows, above=39).yes == (("X", "A"), ("Y", "A"), ("Z", "B"))


def test_companies_that_hold_each_other_do_not_control_by_assuming_so():
    assert controls(shares(("A", "B", 60), ("B", "A", 30), ("X", "A", 30))).yes == (("A", "B"),)


def test_companies_wholly_held_in_a_circle_have_shares():
    assert _integrated(("A", "B", 100), ("B", "A", 100)) == {"AB": (100, 100), "BA": (100, 100)}
    found = _integrated(("A", "B", None), ("B", "A", None), ("P", "A", None))
    assert found["PB"] == (0, 100)


def test_stakes_above_the_whole_and_of_itself_are_named_and_left_out():
    rows = shares(("P", "A", 60), ("Q", "A", 60), ("P", "B", 33.3), ("Q", "B", 33.3), ("R", "B", 33.4), ("C", "C", 10))
    answer = integrated_ownership(rows)
    assert [(one.company, one.reason) for one in answer.left_out] == [
        ("C", "it holds 10 % of itself, which was left out"),
        ("A", "its stakes add up to 120 %, more than 100 %"),
    ]
    assert {one.held for one in answer.stakes} == {"B"}
    assert controls(rows).left_out == answer.left_out


@pytest.mark.parametrize(
    "hostile",
    [
        lambda: Share("P", "A", -1, 5),
        lambda: Share("P", "A", 5, 101),
        lambda: Share("P", "A", 6, 5),
        lambda: Share("P", "A", float("nan"), 5),
        lambda: Share("P", "A", "5", 5),
        lambda: Share("", "A", 5, 5),
        lambda: controls([("P", "A", 5)]),
        lambda: controls([], above=100),
        lambda: integrated_ownership(shares(("P", "A", 5), ("P", "A", 6))),
    ],
)
def test_shares_that_make_no_sense_are_refused(hostile):
    with pytest.raises(InputError):
        hostile()


_pairs = [(a, b) for a in "ABCP" for b in "ABCD" if a != b]
_cells = st.dictionaries(st.sampled_from(_pairs), st.tuples(st.integers(0, 25), st.integers(0, 60)), max_size=10)


def _read(cells) -> list[Share]:
    return [Share(*pair, low, min(100, low + more)) for pair, (low, more) in cells.items()]


def _by_series(weights: dict[tuple[str, str], float], owner: str) -> dict[str, float]:
    """Pass a dollar up again and again, and see what arrives at the owner."""
    found = {}
    for held in "ABCD":
        if held == owner:
            continue
        at, arrived = {held: 1.0}, 0.0
        for _ in range(3000):
            further: dict[str, float] = {}
            for one, part in at.items():
                for (up, down), weight in weights.items():
                    if down == one:
                        further[up] = further.get(up, 0.0) + part * weight
            arrived += further.pop(owner, 0.0)
            at = {one: part for one, part in further.items() if part > 1e-9}
            if not at:
                break
        found[held] = 100 * arrived
    return found


@settings(max_examples=50)
@given(cells=_cells, data=st.data())
def test_shares_drawn_within_the_ranges_lie_in_the_answer(cells, data):
    read = _read(cells)
    drawn = {(one.owner, one.held): data.draw(st.floats(one.low, one.most)) for one in read}
    for held in "ABCD":
        column = [pair for pair in drawn if pair[1] == held]
        lows = sum(one.low for one in read if one.held == held)
        above = sum(drawn[pair] for pair in column) - 100
        if above > 0:  # give back in proportion what is more than the whole
            free = sum(drawn[pair] for pair in column) - lows
            for one in read:
                if one.held == held:
                    drawn[one.owner, held] -= (drawn[one.owner, held] - one.low) * min(1, (above + 1e-9) / free)
    weights = {pair: percent / 100 for pair, percent in drawn.items() if percent > 0}
    stakes = {(one.owner, one.held): one for one in integrated_ownership(read).stakes}
    for owner in "ABCP":
        for held, happened in _by_series(weights, owner).items():
            stake = stakes.get((owner, held))
            low, high = (stake.integrated_low, stake.integrated_high) if stake else (0, 0)
            assert low - 1e-4 <= happened <= high + 1e-4
            assert 0 <= low <= high <= 100


@settings(max_examples=50)
@given(cells=_cells)
def test_exact_shares_are_the_series_of_all_ways_up(cells):
    exact = [Share(*pair, low, low) for pair, (low, _) in cells.items()]
    weights = {(one.owner, one.held): one.low / 100 for one in exact if one.low}
    for stake in integrated_ownership(exact).stakes:
        expected = _by_series(weights, stake.owner)[stake.held]
        assert stake.integrated_low == pytest.approx(expected, abs=1e-4)
        assert stake.integrated_high == pytest.approx(expected, abs=1e-4)
