"""What appeared or went is the difference of two answers; what remains without a hub is an answer without it."""

from collections import Counter
from datetime import date
from typing import Any

import pytest

from circflow.session import Graph

pytestmark = pytest.mark.live

_AI = ["ai-deals"]
_DAYS = (date(2024, 12, 31), date(2025, 9, 30), date(2026, 3, 1))


def test_between_september_2025_and_march_2026_31_firm_rings_appeared_t83_t87(shipped: Graph) -> None:
    rows = shipped.run("changes", since=_DAYS[1], until=_DAYS[2], status="firm", datasets=_AI).rows
    assert Counter((row["what"], row["change"]) for row in rows if row["what"] != "deal") == {
        ("ring", "appeared"): (20 + 3 + 17) - (6 + 3),
        ("shared owner", "appeared"): 2,
        ("shared owner", "ended"): 1,
    }
    [direct] = [row for row in rows if row["item"] == "nvidia INVESTS_IN openai BUYS_FROM nvidia"]
    assert (direct["change"], direct["because_of"]) == ("appeared", ["D-004"])


def test_openai_and_nvidia_lost_their_owner_in_common_when_softbank_sold_t84_t87(shipped: Graph) -> None:
    rows = shipped.run("changes", since=_DAYS[1], until=_DAYS[2], datasets=_AI, through="softbank-corp").rows
    changes = {row["item"]: (row["change"], row["because_of"]) for row in rows}
    assert changes["openai BUYS_FROM nvidia, owner softbank-group"] == ("ended", ["D-093"])
    assert changes["D-093"] == ("ended", ["D-093"])


@pytest.mark.parametrize("ask", [{}, {"status": "firm"}, {"by": "company", "joint_ventures": True}], ids=str)
@pytest.mark.parametrize(("since", "until"), [_DAYS[:2], _DAYS[1:], (_DAYS[0], _DAYS[2])], ids=str)
def test_rings_and_owners_of_the_later_day_are_those_of_the_earlier_and_the_changes(
    since: date, until: date, ask: dict[str, Any], shipped: Graph
) -> None:
    rows = shipped.run("changes", since=since, until=until, datasets=_AI, **ask).rows
    for what, told in (("ring", _rings), ("shared owner", _owners)):
        of = [row for row in rows if row["what"] == what]
        appeared, ended = ({row["item"] for row in of if row["change"] == change} for change in ("appeared", "ended"))
        before, after = told(shipped, as_of=since, **ask), told(shipped, as_of=until, **ask)
        assert (appeared, ended) == (after - before, before - after)


@pytest.mark.parametrize("company", ["nvidia", "openai", "anthropic", "microsoft", "coreweave", "amazon"])
def test_rings_without_a_hub_are_those_that_round_trips_finds_without_it_t68(company: str, shipped: Graph) -> None:
    hubs = {row["company"]: row["rings_without"] for row in shipped.run("ring-hubs", datasets=_AI).rows}
    assert hubs[company] == shipped.run("round-trips", datasets=_AI, without=[company]).row_count


def _rings(graph: Graph, **ask: Any) -> set[str]:
    rows = graph.run("round-trips", datasets=_AI, **ask).rows
    steps = [zip(row["relationships"], [*row["ring"][1:], row["ring"][0]], strict=True) for row in rows]
    return {
        " ".join([row["ring"][0], *(f"{kind} {company}" for kind, company in along)])
        for row, along in zip(rows, steps, strict=True)
    }


def _owners(graph: Graph, **ask: Any) -> set[str]:
    rows = graph.run("shared-owner-customers", datasets=_AI, **ask).rows
    return {"{customer} BUYS_FROM {supplier}, owner {owner}".format(**row) for row in rows}
