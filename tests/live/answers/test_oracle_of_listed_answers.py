"""The oracle gives the listed answers, so that it can be trusted where no answer is listed. Needs no server."""

from typing import Any

import pytest
from listed_cases import Case, hold_against, listed, question, read, shipped_world
from oracle.deals import Question, World
from oracle.patterns import PATTERNS


@pytest.fixture(scope="module")
def world() -> World:
    return shipped_world()


@pytest.mark.parametrize("case", listed())
def test_oracle_gives_the_listed_answer(case: Case, world: World) -> None:
    hold_against(case, PATTERNS[case["query"]](world, question(case)))


@pytest.mark.parametrize("case", read("as_of"), ids=lambda case: case["test"])
def test_oracle_counts_the_edges_of_a_date(case: Case, world: World) -> None:
    asked = question({**case, "of": ["ai-deals"]})
    assert len(_edges(world, asked)) == case["edges"]


@pytest.mark.parametrize(("by", "edges"), [("group", 143), ("company", 146)], ids=["T-60 group", "T-60 company"])
def test_oracle_counts_all_edges(by: str, edges: int, world: World) -> None:
    assert len(_edges(world, Question(by=by, datasets=("ai-deals",)))) == edges


def _edges(world: World, asked: Question) -> set[tuple[Any, ...]]:
    found = {
        (world.place(deal.payer, asked), deal.kind, world.place(deal.payee, asked))
        for deal in world.deals
        if world.counts(deal, asked)
    }
    return {(payer, kind, payee) for payer, kind, payee in found if payer != payee}
