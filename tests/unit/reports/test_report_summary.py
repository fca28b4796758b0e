"""The question of a report, and its answer in two sentences."""

from dataclasses import replace

import pytest
from report_answers import BILLION, CONDITION, NAMES, OWNER, UNKNOWN, asked, empty, result, ring

from circflow.reports.asking import RINGS
from circflow.reports.summary import answer, conditions, count, order, question, title

BESIDE = "1 guarantee or backstop, 1 open condition and 1 point on which sources disagree stand beside"


def test_title_and_question_name_the_companies():
    assert title(asked("a", "b", "d")) == "Deals that lead back: Alder, Birch and ドウダン"
    assert question(asked("a", "b")).startswith("Which chains of at most 4 deals through Alder or Birch lead back")


def test_without_companies_the_title_names_the_data_sets():
    assert title(asked()) == "Deals that lead back: mine"
    assert question(asked()).startswith("Which chains of at most 4 deals lead back")


def test_one_chain_with_amounts():
    found, known = answer(asked("a"))
    assert found == (
        "1 chain of at most 4 deals through Alder leads back to the company that paid, and 1 pair of a customer and "
        "its supplier has an owner in common."
    )
    assert known == f"The chain has an amount on every hop and can carry $5B–$9B; {BESIDE} it."


def test_one_chain_without_amounts():
    _, known = answer(asked("a", rings=[ring(**UNKNOWN)]))
    assert known.startswith(
        "The chain has no amount on some hop, so that nothing is known of how much could go round; "
    )


def test_only_unknown_amounts():
    found, known = answer(asked(rings=[ring(**UNKNOWN), ring("cb", ("d3", "d4"), **UNKNOWN)]))
    assert found.startswith("2 chains of at most 4 deals lead back to the company that paid")
    assert known.startswith("None of the chains has an amount on every hop, so that nothing is known of how much")


def test_amounts_of_some_chains():
    _, known = answer(asked(rings=[ring(), ring("cb", ("d3", "d4"), **UNKNOWN)]))
    assert known.startswith("Of the chains, 1 has an amount on every hop and can carry $5B–$9B; ")


def test_the_largest_sure_amount_is_told_and_not_the_largest_limit():
    rings = [ring(carries_low=0, carries_high=100 * BILLION), ring("cb", ("d3", "d4")), ring()]
    _, known = answer(asked(rings=rings))
    assert known.startswith(
        "Of the chains, 3 have an amount on every hop, and the largest sure amount is on one that can carry $5B–$9B; "
    )


def test_limits_alone_are_no_sure_amounts():
    rings = [ring(carries_low=0, carries_high=high * BILLION) for high in (1, 3)]
    _, known = answer(asked(rings=rings))
    assert "the largest limit is on one that can carry up to $3B" in known


def test_amounts_in_several_currencies_are_told_in_the_one_that_most_chains_have():
    rings = [ring(), ring("cb", ("d3", "d4"), carries_low=10**15, carries_high=None, currency="KRW"), ring()]
    _, known = answer(asked(rings=rings))
    assert "the largest sure amount in USD is on one that can carry $5B–$9B" in known


def test_a_least_amount_without_a_limit_is_an_amount():
    _, known = answer(asked(rings=[ring(carries_high=None)]))
    assert known.startswith("The chain has an amount on every hop and can carry at least $5B; ")


def test_nothing_found():
    found, known = answer(empty("a"))
    assert found == (
        "No chains of at most 4 deals through Alder lead back to the company that paid, and no pairs of a customer and "
        "its supplier have an owner in common."
    )
    assert known == (
        "No guarantees or backstops, no open conditions and no points on which sources disagree stand beside this."
    )


def test_a_company_without_deals_is_told_as_such():
    found, known = answer(empty("a", absent=("a",)))
    assert found == "Alder is in no deal that fits."
    assert known.startswith("So there is no chain that leads back")


def test_one_company_without_deals_among_others():
    found, _ = answer(asked("a", "e", absent=("e",)))
    assert found.startswith("1 chain of at most 4 deals through Alder or 느릅나무 leads back")


def test_a_cut_answer_says_at_least():
    cut = replace(result(RINGS, [ring(), ring("cb", ("d3", "d4"))]), truncated=True)
    found, _ = answer(replace(asked(), answers=asked().answers | {RINGS: cut}))
    assert found.startswith("At least 2 chains of at most 4 deals lead back")


def test_pairs_with_several_owners_count_once():
    found, _ = answer(asked(owners=[OWNER, OWNER | {"owner": "e"}], conditions=[CONDITION, CONDITION]))
    assert "1 pair of a customer and its supplier has an owner in common" in found


def test_two_companies_of_one_name_are_told_apart():
    twins = replace(asked("a", "b"), companies=dict.fromkeys(NAMES, "Alder"))
    assert "Alder (a)" in title(twins)


def test_what_was_asked_of_which_data():
    assert conditions(asked()).startswith("Asked: max hops 4 · ")
    assert conditions(asked()).endswith("Data: mine, loaded 2026-07-01 00:00 UTC.")


def test_a_report_about_a_day_says_whose_status_it_takes_and_names_no_one_company_of_several():
    day = replace(asked().rings, parameters=asked().rings.parameters | {"as_of": "2025-01-02", "through": "a"})
    told = conditions(replace(asked("a", "b"), answers=asked().answers | {RINGS: day}))
    assert told.endswith("Status: that of today, since no deal here has a history of its status.")
    assert "through" not in told


@pytest.mark.parametrize(("number", "text"), [(0, "no rings"), (1, "1 ring"), (2, "2 rings"), (1234, "1,234 rings")])
def test_counts_have_their_nouns(number, text):
    assert count(number, "ring") == text


def test_order_of_chains():
    small, large = ring(carries_low=1), ring(carries_low=2)
    foreign, unknown = ring(carries_low=3, currency="KRW"), ring(**UNKNOWN)
    rings = [unknown, foreign, small, large]
    assert sorted(rings, key=order(rings)) == [large, small, foreign, unknown]
