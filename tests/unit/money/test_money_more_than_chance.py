"""Rings beside shuffled deals: the worked examples, whose every set of deals is known."""

from collections import Counter
from itertools import combinations, permutations
from random import Random

import pytest

from circflow.errors import InputError
from circflow.money import Arc, more_than_chance
from circflow.money.swaps import Deal, Swapped, rings_of_three, rings_of_two

ALL = "census: all deals of the test"


def _deals(text) -> list[tuple[Arc, str]]:
    """Read `I:ax B:xa`: type, payer, payee."""
    return [(Arc(word[2], word[3], 1, 1), word[0]) for word in text.split()]


def _chance(seed) -> Random:
    return Random(seed)  # noqa: S311 - draws that can be repeated


def _rows(text) -> list[Deal]:
    return [Deal(arc.payer, arc.payee, kind, arc) for arc, kind in _deals(text)]


def _drawn(text, figure, draws=3000) -> Counter:
    """Count a figure over many draws."""
    walk = Swapped(_rows(text), _chance(7))
    found = Counter()
    for _ in range(draws):
        walk.step(40)
        found[figure(walk.rows)] += 1
    return found


def test_four_sets_of_deals_are_equally_likely():
    text = "I:ax I:by B:xa B:yb"
    sets = _drawn(text, lambda rows: frozenset(row.place for row in rows))
    assert len(sets) == 4
    assert min(sets.values()) > 3000 / 4 * 0.8
    answer = more_than_chance(_deals(text), sampling=ALL, draws=999, seed=1)
    assert (answer.observed, answer.null_low, answer.null_high) == (2, 0, 2)
    assert answer.p == pytest.approx(0.5, abs=0.08)


@pytest.mark.parametrize(("size", "parts"), [(3, [2, 3, 0, 1]), (4, [9, 8, 6, 0, 1])])
def test_one_deal_each_way_has_the_fixed_points_of_a_permutation(size, parts):
    fixed = Counter(sum(at == to for at, to in enumerate(order)) for order in permutations(range(size)))
    assert [fixed[number] for number in range(size + 1)] == parts
    pairs = list(zip("abcd"[:size], "wxyz"[:size], strict=True))
    text = " ".join([f"I:{one}{other}" for one, other in pairs] + [f"B:{other}{one}" for one, other in pairs])
    found = _drawn(text, rings_of_two)
    for number, part in enumerate(parts):
        assert found[number] / 3000 == pytest.approx(part / sum(parts), abs=0.05)


def test_one_investor_of_five_customers_is_explained_by_its_deals():
    text = " ".join(f"I:s{customer} B:{customer}s" for customer in "vwxyz")
    answer = more_than_chance(_deals(text), sampling=ALL, draws=99)
    assert (answer.p, answer.swaps, answer.observed, answer.null_low, answer.null_high) == (1, 0, 5, 5, 5)


def test_rings_are_counted_by_company_and_type():
    assert rings_of_two(_rows("I:ab B:ab I:ba")) == 2
    assert rings_of_three(_rows("I:ab B:ab I:bc I:ca I:ac")) == 2


def test_rings_of_three_are_those_of_enumeration():
    chance = _chance(3)
    places = [f"{kind}:{one}{other}" for kind in "IB" for one in "abcd" for other in "abcd" if one != other]
    for _ in range(30):
        rows = _rows(" ".join(chance.sample(places, 9)))
        around = sum(
            any(
                one.payee == two.payer and two.payee == three.payer and three.payee == one.payer
                for one, two, three in permutations(triple)
            )
            for triple in combinations(rows, 3)
        )
        assert rings_of_three(rows) == around


def test_companies_keep_their_deals_by_type_and_side():
    text = "I:ab I:bc I:cd I:da B:ac B:bd B:ca"
    walk = Swapped(_rows(text), _chance(1))
    walk.step(500)
    for side in ("payer", "payee"):
        before, after = (Counter((getattr(row, side), row.kind) for row in rows) for rows in (_rows(text), walk.rows))
        assert before == after
    assert len({row.place for row in walk.rows}) == 7
    assert all(row.payer != row.payee for row in walk.rows)
    assert walk.swaps > 0


def test_pairs_stay_when_they_are_to_stay():
    text = "I:ab I:ba I:cd I:ef I:gh"
    walk = Swapped(_rows(text), _chance(1), keep_pairs=True)
    for _ in range(50):
        walk.step(20)
        assert rings_of_two(walk.rows) == 1
    assert walk.swaps > 0


def test_the_share_that_goes_round_can_be_compared():
    answer = more_than_chance(_deals("I:ax I:by B:xa B:yb"), "distinct share", sampling=ALL, draws=40)
    assert (answer.observed, answer.null_high) == (50, 50)


def test_the_same_seed_draws_the_same():
    deals = _deals("I:ab I:bc I:cd I:da B:ba B:cb")
    assert more_than_chance(deals, "rings of 3", sampling=ALL, draws=50, seed=4) == more_than_chance(
        deals, "rings of 3", sampling=ALL, draws=50, seed=4
    )


@pytest.mark.parametrize(
    ("deals", "options", "told"),
    [
        ("I:ab", {"sampling": None}, "do not say that they are a census"),
        ("I:ab", {"sampling": "press reports"}, "do not say that they are a census"),
        ("", {"sampling": ALL}, "no deals"),
        ("I:ab I:ab", {"sampling": ALL}, "same payer, payee and type"),
        ("I:ab", {"sampling": ALL, "draws": 0}, "draws is a whole number from 1"),
        ("I:ab", {"sampling": ALL, "seed": 1.5}, "seed is a whole number"),
        ("I:ab", {"sampling": ALL, "statistic": "rings of 9"}, "is none of"),
    ],
)
def test_what_makes_no_sense_to_shuffle_is_refused(deals, options, told):
    with pytest.raises(InputError, match=told):
        more_than_chance(_deals(deals), **options)
