"""What a load looks up by id it finds in the index of the ids, also while the server has no figures to plan with."""

import importlib
import pkgutil
import re
from collections.abc import Iterator, Mapping

import pytest

from circflow.graph import statements
from circflow.graph.connection import Connection
from circflow.graph.rows import SENT
from circflow.graph.statements.deals import DEALS_COUNT, new_deals
from circflow.model import RELATIONSHIPS

pytestmark = pytest.mark.live

_BY_ID = {"Argument", "Unwind", "NodeUniqueIndexSeek", "DirectedRelationshipUniqueIndexSeek", "MergeUniqueNode"}
_SENT = {"dataset": "synthetic", "ids": [], "rows": []}


def texts(value: object) -> Iterator[str]:
    """Yield the statements that a name stands for: one, or one for each type of deal."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping) or (isinstance(value, tuple) and value != RELATIONSHIPS):
        for one in value.values() if isinstance(value, Mapping) else value:
            yield from texts(one)


_CONSTANTS = {
    name: value
    for module in pkgutil.iter_modules(statements.__path__, f"{statements.__name__}.")
    for name, value in vars(importlib.import_module(module.name)).items()
}
_LOOKING_UP = {
    f"{name}-{number}": text
    for name, value in [*_CONSTANTS.items(), ("NEW_DEALS", new_deals(SENT))]
    if name.isupper()
    for number, text in enumerate(texts(value))
    if "UNWIND $" in text and "MATCH" in text
}


_FOUND_BY_ID = re.compile(
    r"MATCH .*?[(\[](\w+):(Company|Dataset|Deal|Group|Source|INVESTS_IN|BUYS_FROM|JOINT_VENTURE) \{"
)


def leaves(plan: dict) -> Iterator[str]:
    children = plan.get("children", [])
    if not children:
        yield plan["operatorType"].partition("@")[0].partition("(")[0]
    for child in children:
        yield from leaves(child)


@pytest.mark.parametrize("name", _LOOKING_UP)
def test_ids_lead_to_what_a_load_looks_up(name: str, graph: Connection) -> None:
    with graph.session() as session:
        session.run("CALL db.clearQueryCaches()").consume()
        plan = session.run(f"EXPLAIN {_LOOKING_UP[name]}", _SENT).consume().plan
    assert plan is not None
    assert set(leaves(plan)) <= _BY_ID


@pytest.mark.parametrize("name", _LOOKING_UP)
def test_a_relationship_is_looked_for_between_nodes_that_are_found_already(name: str) -> None:
    """Where one end is open the server may take every node of its label for it; only data sets are few."""
    text = _LOOKING_UP[name]
    patterns = [line for line in text.splitlines() if "-[" in line and "CREATE" not in line and line[0] != " "]
    for pattern in patterns:
        for found, kind in re.findall(r"\((\w*):(\w+)", pattern):
            assert kind == "Dataset" or f"USING INDEX SEEK {found}:{kind}(" in text


@pytest.mark.parametrize("name", _LOOKING_UP)
def test_the_index_is_named_and_sought_in_whatever_the_server_thinks(name: str) -> None:
    """A plan that suits an empty database goes through the whole index for each id once there is something in it."""
    text = _LOOKING_UP[name]
    for found, kind in _FOUND_BY_ID.findall(text):
        assert f"USING INDEX SEEK {found}:{kind}(" in text
    assert text.count("USING INDEX SEEK") == len(_FOUND_BY_ID.findall(text))


def test_counting_deals_seeks_each_of_them(graph: Connection) -> None:
    """The plan does not show how a condition is looked at, but what was read does."""
    deals = 300
    graph.ask(
        """
        UNWIND range(1, $deals) AS number
        CREATE (:Company)-[:BUYS_FROM {deal_id: toString(number)}]->(:Company)
        CREATE (:Deal {id: toString(number), dataset: 'counted'})
        """,
        {"deals": deals},
        write=True,
    )
    with graph.session() as session:
        profile = session.run(f"PROFILE {DEALS_COUNT}", dataset="counted").consume().profile
    assert profile is not None
    assert sum(reads(profile)) < 12 * deals


def reads(plan: dict) -> Iterator[int]:
    yield plan["args"].get("DbHits", 0)
    for child in plan.get("children", []):
        yield from reads(child)


def test_all_kinds_of_statements_are_looked_at() -> None:
    assert len(_LOOKING_UP) > 20
