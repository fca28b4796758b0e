"""Needs, outside money, first round and knock-out: the worked examples, and brute force on tiny sets."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st
from money_arcs import THREE, arcs, intervals, realised

from circflow.errors import InputError
from circflow.money import Arc, KnockOut, circulation, first_round, knock_out, needs, outside_money


def _needs(rows) -> dict[str, tuple[int, int | None]]:
    return {one.company: (one.need_low, one.need_high) for one in needs(arcs(*rows))}


FIVE = (("N", "O", 30), ("A", "O", 15), ("O", "A", 138), ("O", "R", 300), ("R", "N", 40))
WIDE = (("N", "O", (30, 130)), ("O", "R", 300), ("R", "N", 40))


def test_who_promises_more_than_it_is_promised_needs_money():
    assert _needs(FIVE) == {"A": (0, 0), "N": (0, 0), "O": (393, 393), "R": (0, 0)}
    assert _needs(WIDE) == {"N": (0, 90), "O": (170, 270), "R": (0, 0)}


@pytest.mark.parametrize(
    ("rows", "low", "high", "payers"),
    [
        (FIVE, 393, 393, ("O",)),
        (WIDE, 260, 270, ("O",)),
        ((("A", "B", (0, 10)), ("B", "A", (0, 10))), 0, 10, None),
        ((), 0, 0, ()),
        ((("A", "B", 0),), 0, 0, ()),
    ],
)
def test_the_whole_set_needs_less_than_its_companies_together(rows, low, high, payers):
    answer = outside_money(arcs(*rows))
    assert (answer.low, answer.high, answer.high_is) == (low, high, "exact")
    assert payers is None or answer.payers == payers


def test_unpriced_deals_are_counted_beside_the_need():
    rows = arcs(("A", "B", 10), ("B", "A", None), ("B", "C", (3, None)))
    first, second, third = needs(rows)
    assert (first.unpriced_in, first.unpriced_out, first.need_high) == (1, 0, 10)
    assert (second.unpriced_out, second.need_low, second.need_high) == (1, 0, None)
    assert (third.in_low, third.in_high) == (3, None)
    whole = outside_money(rows)
    assert (whole.low, whole.high, whole.unpriced, whole.decided_by) == (10, None, 1, ("BA", "BC"))


def test_large_amounts_are_exact():
    rows = arcs(("A", "B", (10**15 + 1, 10**15 + 3)), ("B", "A", 7))
    assert (outside_money(rows).low, outside_money(rows).high) == (10**15 - 6, 10**15 - 4)


def _lacking(known) -> int:
    return sum(one.need_low for one in needs(known))


@given(known=intervals("ABC", 4, may_be_open=False))
def test_no_corner_of_the_ranges_needs_more_and_every_whole_amount_needs_as_much(known):
    corners = product(*({arc.low, arc.high} for arc in known))
    largest = max(
        _lacking([Arc(arc.payer, arc.payee, one, one) for arc, one in zip(known, corner, strict=True)])
        for corner in corners
    )
    answer = outside_money(known)
    assert (answer.high, answer.high_is) == (largest, "exact")


@given(known=intervals(), data=st.data())
def test_what_happens_needs_an_amount_in_the_range(known, data):
    known = [arc for arc in known if not arc.unpriced]
    drawn = realised(data, known)
    answer = outside_money(known)
    assert answer.low <= _lacking(drawn)
    assert answer.high is None or _lacking(drawn) <= answer.high
    assert outside_money(drawn).low == outside_money(drawn).high == _lacking(drawn)


@given(known=intervals("ABC", 3, may_be_open=False))
def test_some_whole_amounts_need_as_little_as_said(known):
    every = product(*(range(arc.low, arc.high + 1) for arc in known))
    least = min(
        _lacking([Arc(arc.payer, arc.payee, one, one) for arc, one in zip(known, point, strict=True)])
        for point in every
    )
    assert outside_money(known).low == least


@given(known=intervals("ABCD", 8, may_be_open=False))
def test_what_cannot_go_round_is_at_least_the_money_needed(known):
    exact = [Arc(arc.payer, arc.payee, arc.high, arc.high) for arc in known]
    assert sum(arc.high for arc in exact) - circulation(exact).money.high >= outside_money(exact).high


def test_half_of_what_one_pays_is_what_its_partners_lack():
    rows = arcs(("N", "O", (30, 100)), ("A", "O", 15), ("O", "R", None), ("O", "A", 3))
    (lack,) = first_round(rows, "N", 0.5)
    assert (lack.company, lack.lacks_low, lack.lacks_high) == ("O", 15, 50)
    assert lack.dependence_low == pytest.approx(100 * 30 / 45, abs=1e-5)
    assert lack.dependence_high == pytest.approx(100 * 100 / 115, abs=1e-5)
    to_a, to_r = first_round(rows, "O", 0.9)
    assert (to_a.lacks_low, to_a.lacks_high, to_a.dependence_low) == (0, 1, 100)
    assert (to_r.lacks_high, to_r.dependence_low, to_r.dependence_high) == (None, 0, 100)


def test_without_a_company_less_goes_round():
    rows = arcs(*THREE, ("A", "O", 15), ("O", "A", (8, 38)), ("O", "X", 5))
    found = {(one.without, one.scenario): one for one in knock_out(rows)}
    assert {without for without, _ in found} == {"A", "N", "O", "R"}
    assert (
        KnockOut(
            without="A", scenario="low", volume_before=136, volume_after=120, distinct_before=48, distinct_after=40,
            companies=("N", "O", "R"), deals=("AO", "OA"), currency=None,
        )
        == found["A", "low"]
    )  # fmt: skip
    assert found["N", "high_priced"].distinct_after == 15
    assert found["O", "high_priced"].volume_after == 0


def test_a_company_in_no_ring_changes_nothing():
    (low, _) = knock_out(arcs(*THREE), ["elsewhere"])
    assert (low.volume_before, low.volume_after) == (120, 120)


@given(known=intervals())
def test_nothing_more_goes_round_without_a_company(known):
    for one in knock_out(known):
        assert one.volume_after <= one.volume_before
        assert one.distinct_after <= one.distinct_before


@pytest.mark.parametrize("share", [1.1, -0.1, float("nan"), True, "half"])
def test_a_share_that_is_none_is_refused(share):
    with pytest.raises(InputError, match="is a share from 0 to 1"):
        first_round(arcs(*THREE), "N", share)


def test_what_makes_no_sense_for_needs_is_refused():
    with pytest.raises(InputError, match="promises nothing"):
        first_round(arcs(*THREE), "Q", 0.5)
    with pytest.raises(InputError, match="patience"):
        outside_money([], patience_s=0)
    with pytest.raises(InputError, match="at least 2 hops"):
        knock_out([], max_hops=0)
