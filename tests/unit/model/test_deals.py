from datetime import date

import pytest

from circflow.model import Amount, Deal, DealError, PartialDate
from circflow.model.flat import flat


def deal(**given):
    return Deal(**{"deal_id": "X-1", "source": "a", "relationship": "BUYS_FROM", "target": "b", **given})


def test_defaults_follow_from_the_row():
    plain = deal()

    assert (plain.deal_group, plain.rollup, plain.status, plain.contingent) == ("X-1", "standalone", "announced", False)
    assert (plain.begins, plain.ends, plain.firmness) == (date.min, date.max, 3)
    assert plain.amount_basis is None


@pytest.mark.parametrize(
    ("relationship", "basis"),
    [("BUYS_FROM", "contract_value"), ("INVESTS_IN", "consideration"), ("JOINT_VENTURE", "consideration")],
)
def test_an_amount_has_the_usual_basis_of_its_type(relationship, basis):
    assert deal(relationship=relationship, amount=Amount(1, 1, "USD", "exact")).amount_basis == basis


@pytest.mark.parametrize(
    "given", [{"deal_kind": "backstop"}, {"deal_kind": "guarantee"}, {"amount": Amount(0, 1, "USD", "contingent")}]
)
def test_guarantees_are_contingent_whatever_the_row_says(given):
    assert deal(**given).contingent


def test_a_deal_runs_from_the_earliest_to_the_latest_reading():
    partial = deal(announced_date=PartialDate.parse("2025-Q4"), end_date=PartialDate.parse("2026"))

    assert (partial.begins, partial.ends) == (date(2025, 10, 1), date(2026, 12, 31))


@pytest.mark.parametrize(
    ("given", "column"), [({"target": "a"}, "target"), ({"amount": Amount(2, 1, "USD")}, "amount_low")]
)
def test_a_deal_that_contradicts_itself_is_refused(given, column):
    with pytest.raises(DealError) as caught:
        deal(**given)

    assert caught.value.column == column


def test_a_flat_row_has_the_columns_of_the_package():
    row = flat(deal(amount=Amount(1, 2, "EUR", "range"), announced_date=PartialDate.parse("2025-10"), sources=("S-1",)))

    assert row["amount_low"] == 1
    assert row["amount_high"] == 2
    assert (row["currency"], row["amount_code"]) == ("EUR", "range")
    assert (row["announced_date"], row["sources"]) == ("2025-10", ["S-1"])
    assert "amount" not in row
