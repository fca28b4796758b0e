"""Revenue from outside a circle: the worked examples, and sales drawn from their ranges."""

from datetime import date
from math import inf

import pytest
from hypothesis import given
from hypothesis import strategies as st

from circflow.errors import InputError
from circflow.money import Figure, PublishedShare, Sale, outside_share

YEAR = (date(2027, 1, 1), date(2027, 12, 31))


def _outside(figure, *sales) -> tuple[float, float]:
    (answer,) = outside_share(figure, [Sale(f"c{number}", *sale) for number, sale in enumerate(sales)])
    return answer.outside_low, answer.outside_high


def test_the_worked_examples_of_revenue_come_out():
    assert _outside(Figure(100, 100), (30, 30)) == (70, 70)
    assert _outside(Figure(100, 100), (20, 35), ()) == (0, 80)
    assert _outside(Figure(90, 110), (20, 35)) == (pytest.approx(61.1, abs=0.05), pytest.approx(81.8, abs=0.05))


def test_an_unpriced_sale_is_named_and_the_priced_reading_stands_beside():
    (answer,) = outside_share(Figure(100, 100), [Sale("a", 20, 35, deals=("d1",)), Sale("b", deals=("d2",))])
    assert (answer.outside_priced, answer.inside_low, answer.inside_high) == (65, 20, 100)
    assert (answer.unpriced, answer.companies, answer.deals) == (("b",), ("a", "b"), ("d1", "d2"))


def test_a_contract_is_spread_over_its_term():
    figure = Figure(100, 100, *YEAR)
    term = (date(2027, 1, 1), date(2031, 12, 31))
    (answer,) = outside_share(figure, [Sale("a", 300, 300, spread=True, begins=term[0], ends=term[1])])
    assert (answer.outside_low, answer.outside_high, answer.assumed) == (40, 40, True)
    (without,) = outside_share(figure, [Sale("a", 300, 300, spread=True)])
    assert (without.outside_low, without.outside_high, without.assumed) == (0, 100, False)
    (later,) = outside_share(figure, [Sale("a", 300, 300, spread=True, begins=date(2028, 1, 1))])
    assert (later.outside_low, later.inside_high) == (100, 0)
    (over,) = outside_share(
        figure, [Sale("a", 300, 300, spread=True, begins=date(2020, 1, 1), ends=date(2026, 12, 31))]
    )
    assert over.inside_high == 0


def test_a_published_share_beats_the_sum_of_deals_and_both_are_shown():
    figure = Figure(625_000, 625_000)
    sales = [Sale("a", 100_000, 300_000, deals=("d1",)), Sale("b")]
    by_deals, by_share = outside_share(figure, sales, [PublishedShare("a", 45, 45)])
    assert (by_deals.basis, by_deals.outside_high) == ("deals", 84)
    assert (by_share.basis, by_share.inside_low, by_share.outside_low, by_share.outside_high) == (
        "published share", 281_250, 0, 55,
    )  # fmt: skip
    (_, alone) = outside_share(figure, sales[:1], [PublishedShare("a", 45, 45)])
    assert (alone.outside_low, alone.outside_high, alone.deals) == (55, 55, ())


def test_a_figure_without_a_most_leaves_the_most_outside_open():
    assert _outside(Figure(100, None), (30, 30)) == (70, 100)
    (answer,) = outside_share(Figure(100, None), [Sale("a", 30, 40)])
    assert (answer.inside_low, answer.inside_high) == (30, 40)
    (nothing_known,) = outside_share(Figure(100, None), [Sale("a")])
    assert (nothing_known.inside_high, nothing_known.outside_low, nothing_known.outside_high) == (None, 0, 100)
    (_, by_share) = outside_share(Figure(100, None), [], [PublishedShare("a", 45, 45)])
    assert (by_share.inside_low, by_share.inside_high) == (45, None)
    assert (by_share.outside_low, by_share.outside_high) == (55, 55)


_sales = st.lists(st.tuples(st.integers(0, 50), st.integers(0, 50) | st.none()), max_size=4)


@given(low=st.integers(1, 100), more=st.integers(0, 100), is_open=st.booleans(), sales=_sales, data=st.data())
def test_sales_drawn_within_the_ranges_lie_in_the_answer(low, more, is_open, sales, data):
    figure = Figure(low, None if is_open else low + more)
    read = [Sale(f"c{at}", least, None if wide is None else least + wide) for at, (least, wide) in enumerate(sales)]
    (answer,) = outside_share(figure, read)
    revenue = data.draw(st.integers(low, low + more))
    inside = sum(data.draw(st.integers(sale.low, sale.low + 60 if sale.high is None else sale.high)) for sale in read)
    happened = 100 * max(0, 1 - inside / revenue)
    assert answer.outside_low - 1e-6 <= happened <= answer.outside_high + 1e-6
    assert answer.outside_low <= answer.outside_priced <= 100
    most = inf if answer.inside_high is None else answer.inside_high
    assert answer.inside_low <= min(inside, inf if figure.high is None else figure.high) <= most


@pytest.mark.parametrize(
    "hostile",
    [
        lambda: Figure(0, 10),
        lambda: Figure(10, 5),
        lambda: Figure(1, 2, YEAR[0]),
        lambda: Figure(1, 2, YEAR[1], YEAR[0]),
        lambda: Sale("", 1, 1),
        lambda: Sale("a", -1, 1),
        lambda: Sale("a", 1, 1, begins=YEAR[1], ends=YEAR[0]),
        lambda: PublishedShare("a", 45, 101),
        lambda: PublishedShare("a", 45, 40),
        lambda: outside_share(Figure(1, 1), [Sale("a", 1, 1, spread=True)]),
        lambda: outside_share(Figure(1, 1, currency="USD"), [Sale("a", 1, 1, currency="JPY")]),
        lambda: outside_share(Figure(1, 1), [], [PublishedShare("a", 5, 5), PublishedShare("a", 6, 6)]),
        lambda: outside_share(Figure(1, 1), [], [PublishedShare("a", 60, 60), PublishedShare("b", 60, 60)]),
    ],
)
def test_sales_that_make_no_sense_are_refused(hostile):
    with pytest.raises(InputError):
        hostile()
