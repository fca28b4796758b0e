"""Single checks on small data: what they find, and what they must not take for a slip."""

import pytest
from small_packages import Ask

pytestmark = pytest.mark.live

_DATED = "deal_id,source,relationship,target,amount_low,amount_high,currency,status,announced_date,end_date"


def test_a_fiscal_year_is_out_of_order_only_when_no_day_of_it_fits(ask: Ask) -> None:
    deals = f"""{_DATED}
d1,a,INVESTS_IN,b,,,,,2024-04/2025-03,2024-04-01
d2,a,INVESTS_IN,b,,,,,2024-04/2025-03,2024-03
d3,a,INVESTS_IN,b,,,,,2025-03-31,2024-04/2025-03
d4,a,INVESTS_IN,b,,,,,2025-04-01,2024-04/2025-03"""
    answer = ask("dates-out-of-order", {"deals": deals})
    assert [(row["deal"], row["first"], row["second"]) for row in answer.rows] == [
        ("d2", "2024-04/2025-03", "2024-03"),
        ("d4", "2025-04-01", "2024-04/2025-03"),
    ]


def test_a_fiscal_year_lies_near_what_is_near_its_last_day(ask: Ask) -> None:
    deals = f"""{_DATED}
d1,a,INVESTS_IN,b,10,10,USD,,2024-04/2025-03,
d2,a,INVESTS_IN,b,10,10,USD,,2025-04-30,
d3,a,INVESTS_IN,b,10,10,USD,,2025-06-30,"""
    answer = ask("lookalike-deals", {"deals": deals})
    assert [row["deals"] for row in answer.rows] == [["d1", "d2"]]
