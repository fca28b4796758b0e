"""What comes in parts because there can be hundreds of thousands of it: the same as in one piece."""

import gc

import pytest

from circflow.graph import facts as looking_up
from circflow.graph.asking import put
from circflow.graph.connection import Connection
from circflow.graph.fetching import fetched
from circflow.graph.run import sent
from circflow.queries import read_catalogue
from circflow.queries.computations import ARCS, COMPUTATIONS, DATED_ARCS
from circflow.session import Graph

pytestmark = pytest.mark.live

_QUERIES = read_catalogue()
_OF_ARCS = [
    id_
    for id_, query in _QUERIES.items()
    if query.compute and COMPUTATIONS[query.compute].fetches in (ARCS, DATED_ARCS)
]
_NEEDED = {"clearing": {"pays": ["openai=0.5"]}}


@pytest.mark.parametrize("query_id", _OF_ARCS)
def test_arcs_that_come_by_payer_are_the_rows_of_the_stored_cypher_in_their_order(
    query_id: str, ai_deals: Graph, shared_database: Connection
) -> None:
    del ai_deals
    query = _QUERIES[query_id]
    values = sent(shared_database, query, _NEEDED.get(query_id, {}))
    with shared_database.session() as session, session.begin_transaction() as transaction:
        by_payer = list(fetched(transaction, query, values))
        one_by_one = put(transaction, query.statement, values).data()
    dates = {"first", "last"}
    assert by_payer == [
        {name: value and value.to_native() if name in dates else value for name, value in row.items()}
        for row in one_by_one
    ]
    assert len(by_payer) > 50


def test_what_is_known_of_many_deals_is_asked_for_in_parts_and_told(
    ai_deals: Graph, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = ai_deals.run("circulation", measure="volume")
    monkeypatch.setattr(looking_up, "_BATCH", 7)
    told: list[tuple[str, int, int]] = []
    in_parts = ai_deals.run("circulation", measure="volume", progress=lambda *step: told.append(step))
    assert in_parts.facts == whole.facts
    looked_up = [(done, total) for what, done, total in told if what == "Looking up deals"]
    assert looked_up == [(done, len(whole.facts)) for done in range(0, len(whole.facts), 7)]
    assert len(looked_up) > 5


def test_the_collector_of_python_is_as_it_was_after_a_question(ai_deals: Graph) -> None:
    for collects in (False, True):
        gc.enable() if collects else gc.disable()
        try:
            ai_deals.run("net-positions")
            assert gc.isenabled() is collects
        finally:
            gc.enable()
