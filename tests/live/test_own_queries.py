"""`circflow queries test`: cases of people's own queries, on a server that holds their data."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from circflow.cli.commands import circflow
from circflow.errors import ForeignData, InputError, QueryFileError
from circflow.graph import rehearsal
from circflow.graph.address import Address
from circflow.graph.connection import Connection
from circflow.session import Graph

pytestmark = pytest.mark.live

_CONTENT = """
MATCH (n) WITH count(n) AS nodes
MATCH ()-[r]->()
RETURN nodes, count(r) AS relationships, sum(size(keys(r))) AS properties
"""


@pytest.fixture(scope="module")
def loaded(shared_database: Connection, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Connection]:
    """Give a database with the deals of the articles, and see that nothing of it has changed."""
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("CIRCFLOW_HOME", str(tmp_path_factory.mktemp("home")))
        Graph(shared_database).load("seed-articles")
    before = shared_database.ask(_CONTENT)
    yield shared_database
    assert before == shared_database.ask(_CONTENT)


@pytest.fixture
def pack(neo4j_server: Address, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a new pack, in a folder from which commands reach the server."""
    monkeypatch.setenv("NEO4J_URI", neo4j_server.uri)
    monkeypatch.setenv("NEO4J_USERNAME", neo4j_server.user)
    monkeypatch.setenv("NEO4J_PASSWORD", neo4j_server.password.reveal())
    monkeypatch.delenv("CIRCFLOW_QUERIES", raising=False)
    monkeypatch.chdir(tmp_path)
    assert _call("queries", "new", "big-buyers", "--folder", "mine").exit_code == 0
    return Path("mine")


def _call(*arguments: str) -> Result:
    return CliRunner().invoke(circflow, arguments, prog_name="circflow")


@pytest.mark.usefixtures("loaded", "pack")
def test_the_cases_of_a_new_query_hold_while_other_deals_are_loaded() -> None:
    done = _call("queries", "test", "mine")
    assert (done.exit_code, done.stdout) == (0, "big-buyers: 4 cases, as expected\n"), done.stderr
    assert done.stderr == "4 cases: all as expected.\n"


@pytest.mark.usefixtures("loaded")
def test_a_case_that_fails_shows_what_was_expected_and_what_came(pack: Path) -> None:
    path = pack / "cases" / "big-buyers.yml"
    path.write_text(path.read_text(encoding="utf-8").replace("paid: 2", "paid: 3"), encoding="utf-8")
    done = _call("queries", "test", "mine/big_buyers.cypher")
    assert done.exit_code == 1
    assert done.stdout.splitlines() == [
        "big-buyers: 4 cases, 1 of them not as expected",
        "  mine/cases/big-buyers.yml:7: a company that pays two others is a row",
        "    1 row expected, 1 came",
        "    missing:      payer: a, paid: 3, companies: [a, b, c], deals: [d1, d2]",
        "    not expected: payer: a, paid: 2, companies: [a, b, c], deals: [d1, d2]",
    ]
    assert done.stderr == "4 cases: 1 not as expected.\n"


@pytest.mark.usefixtures("loaded")
def test_cypher_that_the_server_does_not_take_fails_its_cases(pack: Path) -> None:
    path = pack / "big_buyers.cypher"
    path.write_text(path.read_text(encoding="utf-8").replace("size(payees) >=", "size(payees) =>"), encoding="utf-8")
    done = _call("queries", "test", "mine")
    assert done.exit_code == 1
    assert "it does not run: " in done.stdout
    assert "=>" in done.stdout


def test_a_pack_with_mistakes_or_without_cases_is_not_tested(pack: Path) -> None:
    (pack / "cases" / "big-buyers.yml").unlink()
    assert isinstance(_call("queries", "test", "mine").exception, InputError)
    (pack / "pack.toml").write_text("name = 1\n", encoding="utf-8")
    assert isinstance(_call("queries", "test", "mine").exception, QueryFileError)


def test_others_see_all_that_is_loaded_meanwhile(loaded: Connection) -> None:
    before = loaded.ask(_CONTENT)
    with rehearsal.rehearsed(loaded) as inside:
        assert inside.ask("MATCH (n) RETURN count(n) AS nodes") == [{"nodes": 0}]
        assert before == loaded.ask(_CONTENT)


@pytest.mark.usefixtures("pack")
def test_a_database_that_cannot_be_put_out_of_sight_is_left_alone(
    loaded: Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(rehearsal, "_MOST_HIDDEN", 10)
        assert isinstance(_call("queries", "test", "mine").exception, ForeignData)
    loaded.ask("CREATE (:Person)", write=True)
    try:
        assert isinstance(_call("queries", "test", "mine").exception, ForeignData)
    finally:
        loaded.ask("MATCH (p:Person) DELETE p", write=True)
