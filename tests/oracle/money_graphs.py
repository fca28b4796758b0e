"""Many small graphs of deals at little cost, with all that a search for rings may trip over, and questions on them."""

from collections.abc import Mapping
from random import Random
from typing import Any

from oracle.graphs import FORMS, PARTIAL_DATES, QUALITY, SIDES, STATUSES, Row, Tables

_AMOUNTS = [("", ""), ("", ""), ("5", "5"), ("7", "7"), ("0", "9"), ("", "6"), ("4", ""), ("3", "8"), ("40", "40")]
_DATES = ["", *PARTIAL_DATES, "2025-06-15", "2025-06-15", "2025-06-16"]


def many_graphs(count: int) -> dict[str, Tables]:
    """Return the tables of two data sets that share so many graphs, told apart by the prefixes of their ids."""
    sides: dict[str, Tables] = {side: {"companies": [], "sources": [], "deals": []} for side in SIDES}
    for tables in sides.values():
        tables["sources"] += [{"source_id": id_, "title": id_, "quality": letter} for id_, letter in QUALITY.items()]
    for number in range(count):
        random = Random(number)  # noqa: S311 - the same at every run
        prefix = f"g{number:03}-"
        companies = random.randint(2, 7)
        heads = random.randint((companies + 1) // 2, companies)
        groups = [company if company < heads else random.randrange(heads) for company in range(companies)]
        for tables in sides.values():
            tables["companies"] += [
                {"id": f"{prefix}c{company}", "name": f"Company {prefix}{company}", "group_id": f"{prefix}c{group}"}
                for company, group in enumerate(groups)
            ]
        for deal in range(random.randint(companies, 3 * companies)):
            sides[random.choice(SIDES)]["deals"].append(_deal(random, prefix, deal, companies))
    return sides


def _deal(random: Random, prefix: str, number: int, companies: int) -> Row:
    payer, payee = random.sample(range(companies), 2)
    low, high = random.choice(_AMOUNTS)
    return {
        "deal_id": f"{prefix}d{number}",
        "source": f"{prefix}c{payer}",
        "relationship": random.choice(["INVESTS_IN", "BUYS_FROM", "BUYS_FROM", "JOINT_VENTURE"]),
        "target": f"{prefix}c{payee}",
        "deal_group": random.choice(["", f"{prefix}g1"]),
        "rollup": random.choice(["", "", "headline", "tranche"]),
        "amount_low": low,
        "amount_high": high,
        "currency": random.choice(["USD", "USD", "EUR"]) if low or high else "",
        "amount_code": random.choice([""] * 9 + ["not_this_edge", "contingent"]),
        "consideration_form": random.choice([""] * 9 + FORMS),
        "contingent": random.choice(["", "", "", "yes"]),
        "announced_date": random.choice(_DATES),
        "end_date": random.choice(["", "", "", "2025-06"]),
        "status": random.choice(["", "", *STATUSES]),
        "sources": random.choice(["", "S-a", "S-b", "S-c;S-a"]),
    }


def many_questions(count: int, graphs: int) -> list[Mapping[str, Any]]:
    """Return so many questions about rings, whose companies are those of one of the graphs.

    Which options are given goes by turns, for the server plans a query anew for each choice of them.
    """
    random = Random(count)  # noqa: S311 - the same at every run
    asked = []
    for number in range(count):
        question = {
            "max_hops": random.randint(2, 7),
            "by": random.choice(["group", "company"]),
            "status": random.choice(["all", "all", "firm"]),
            "contingent": random.choice([True, True, False]),
            "without": random.choice([[], [f"g{graph:03}-c0" for graph in range(0, graphs, 9)]]),
            "min_quality": random.choice(["C", "C", "C", "B"]),
            "joint_ventures": random.choice([True, False]),
            "min_purchases": random.choice([0, 0, 0, 1, 2]),
            "limit": random.choice([1_000_000, 1_000_000, 1_000_000, 1, 100]),
        }
        given = {
            "min_amount": random.choice([0, 0, 4]),
            "currency": random.choice(["USD", "USD", "EUR"]),
            "new_since": random.choice(["2023-12-31", "2024-12-31", "2025-06-15"]),
            "window_days": random.choice([1, 31, 90, 365, 3_650]),
            "top": random.choice([1, 50, 10_000]),
        }
        if number % 3 == 1:
            question |= given
        elif number % 3 == 2:
            question |= {
                "through": f"g{random.randrange(graphs):03}-c{random.randrange(2)}",
                "as_of": random.choice(["2025-01-01", "2025-07-01"]),
                "datasets": random.choice([list(SIDES), list(SIDES[:1])]),
                "new_since": given["new_since"],
            }
        asked.append(question)
    return asked
