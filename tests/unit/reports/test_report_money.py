"""The sentences about money say ranges as ranges, what is open as open, and what nobody knows as that."""

from circflow.model import Column, QueryStamp, Result
from circflow.reports.money import CIRCLE, LADDER, OUTSIDE, main_currency, sentences

BILLION = 10**9


def answer(query, *rows):
    columns = tuple(Column(name, "string") for name in (rows[0] if rows else ()))
    return Result(query=QueryStamp(query, query, "1.0.0", ""), parameters={}, columns=columns, rows=rows)


def going(measure, low, priced, high, decided=()):
    return {
        "measure": measure,
        "low": low * BILLION,
        "high_priced": priced * BILLION,
        "high": None if high is None else high * BILLION,
        "currency": "USD",
        "decided_by": list(decided),
    }


def whole(low, high, *, unpriced=0, currency="USD", promised=9):
    return {
        "company": None,
        "out_low": promised * BILLION,
        "out_high": None,
        "need_low": low * BILLION,
        "need_high": None if high is None else high * BILLION,
        "currency": currency,
        "unpriced_out": unpriced,
    }


def step(relationship, status, low, high, *, unpriced=0):
    return {
        "relationship": relationship,
        "status": status,
        "low": low * BILLION,
        "high": None if high is None else high * BILLION,
        "currency": "USD",
        "deals_unpriced": unpriced,
    }


def test_each_figure_stands_with_its_range_and_with_what_it_does_not_show():
    told = sentences(
        {
            CIRCLE: answer(CIRCLE, going("volume", 90, 120, None), going("distinct", 30, 40, None, ["d1", "d2"])),
            OUTSIDE: answer(OUTSIDE, whole(260, 270, unpriced=1)),
            LADDER: answer(
                LADDER,
                step("BUYS_FROM", "closed", 5, 5),
                step("BUYS_FROM", "signed", 300, 310),
                step("BUYS_FROM", "terminated", 7, 7),
                step("INVESTS_IN", "loi", 0, 100, unpriced=2),
            ),
        }
    )
    circle, outside, ladder = told
    assert circle.startswith("At least $30B can go round as distinct money")
    assert "$40B with the most that is stated" in circle
    assert "As volume, which counts it at every hop, that is at least $90B." in circle
    assert "decides how much more: d1, d2." in circle
    assert circle.endswith("No figure shows that any unit made the trip, when, or with what intent.")
    assert outside.startswith("$260B–$270B must come from outside these companies")
    assert "1 agreement has no price" in outside
    assert ladder.startswith("Of purchases in USD $5B concluded; $300B–$310B agreed or announced, and of investments")
    assert "up to $100B planned, conditional or talked about." in ladder
    assert "$7B" not in ladder
    assert "2 agreements have no price" in ladder


def test_where_nothing_has_a_price_that_is_said():
    none = {CIRCLE: answer(CIRCLE), OUTSIDE: answer(OUTSIDE), LADDER: answer(LADDER)}
    circle, outside, ladder = sentences(none)
    assert circle == "No money can go round along promises that have a price."
    assert outside.startswith("No promise has a price")
    assert ladder.startswith("No promise has a price")
    assert main_currency(none) is None


def test_the_currency_of_most_companies_is_told_since_units_of_two_do_not_compare():
    rows = (whole(1, 1, currency="JPY", promised=5000), whole(1, 1), {**whole(1, 1), "company": "a"})
    assert main_currency({OUTSIDE: answer(OUTSIDE, *rows)}) == "USD"


def test_what_could_not_be_answered_is_left_out():
    assert sentences({}) == ()
    [ladder] = sentences({LADDER: answer(LADDER)})
    assert ladder.startswith("No promise has a price")
