"""`circflow.py2neo_graph()`, and the page on moving from py2neo to the driver, snippet by snippet."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import circflow
from circflow.errors import Unreachable
from circflow.graph.address import Address
from circflow.graph.connection import Connection

pytestmark = pytest.mark.live

_PAGE = Path(__file__).parents[2] / "docs" / "py2neo.md"
_SNIPPET = re.compile(r"```python\n# (\w+)\n(.*?)```", re.DOTALL)


@pytest.fixture(scope="module")
def loaded(shared_database: Connection, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Address]:
    """Lead the environment to a server with the AI deals."""
    address = shared_database.address
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("CIRCFLOW_HOME", str(tmp_path_factory.mktemp("home")))
        environment.setenv("NEO4J_URI", address.uri)
        environment.setenv("NEO4J_USERNAME", address.user)
        environment.setenv("NEO4J_PASSWORD", address.password.reveal())
        environment.delenv("NEO4J_DATABASE", raising=False)
        with circflow.connect() as graph:
            graph.load("ai-deals")
        yield address


@pytest.fixture
def graph(loaded: Address) -> Iterator[Any]:
    found = circflow.py2neo_graph(loaded.uri)
    yield found
    found.service.connector.close()


def test_it_is_a_working_graph_of_py2neo(graph):
    import py2neo  # noqa: PLC0415 - an extra

    assert isinstance(graph, py2neo.Graph)
    assert graph.run("MATCH (c:Company {id: 'nvidia'}) RETURN c.name AS name").data() == [{"name": "Nvidia"}]


def test_relationships_are_matched_with_their_ends_and_values(graph):
    deal = graph.relationships.match(None, "INVESTS_IN", deal_id="D-001").first()

    assert (deal.start_node["id"], deal.end_node["id"]) == ("nvidia", "openai")
    assert deal["amount_high"] == 100_000_000_000
    assert deal["begins"] == date(2025, 9, 22)
    assert deal["sources"][0] == "S-170698e6"


def test_rows_become_a_data_frame(graph):
    frame = graph.run(
        "MATCH (a)-[d:BUYS_FROM]->(b) WHERE d.deal_id = 'D-015' "
        "RETURN a.id AS payer, b.id AS payee, d.amount_low AS low, 9007199254740993 AS big"
    ).to_data_frame()

    assert frame.to_dict("records") == [
        {"payer": "openai", "payee": "oracle", "low": 300_000_000_000, "big": 9007199254740993}
    ]


@pytest.mark.usefixtures("home")
def test_nothing_is_connected_where_no_server_is():
    with pytest.raises(Unreachable, match="no managed server is running"):
        circflow.py2neo_graph()


@pytest.mark.usefixtures("loaded")
def test_the_page_on_moving_says_the_same_twice():
    spaces: dict[str, dict[str, Any]] = {name: {"circflow": circflow} for name in ("py2neo", "driver", "circflow")}
    pairs = 0
    for heading, section in _sections():
        answers = {}
        for library, code in _SNIPPET.findall(section):
            space = spaces[library]
            space.pop("answer", None)
            # What py2neo's snippet named before, the driver's may use.
            space |= {"query": spaces["py2neo"]["query"]} if "query" in spaces["py2neo"] else {}
            exec(compile(code, f"{_PAGE.name}: {heading} ({library})", "exec"), space)  # noqa: S102 - our own page
            answers[library] = space.get("answer")
        if answers.get("py2neo") is not None:
            assert answers["driver"] == answers["py2neo"], heading
            assert answers["py2neo"], heading
            pairs += 1
    assert pairs == 7
    assert len(spaces["circflow"]["rings"]) > 10
    assert spaces["circflow"]["answer"] == "openai"


def test_the_odd_things_of_the_page_are_so(graph):
    from py2neo.errors import ClientError  # noqa: PLC0415 - an extra

    with pytest.raises(ClientError, match="ProcedureNotFound"):
        graph.schema.get_indexes("Company")
    with pytest.raises(ClientError, match="SyntaxError"):
        graph.schema.create_index("Remark", "key")
    assert graph.run("SHOW INDEXES").data()


def _sections() -> list[tuple[str, str]]:
    parts = re.split(r"^## (.*)$", _PAGE.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return [("", parts[0]), *zip(parts[1::2], parts[2::2], strict=True)]
