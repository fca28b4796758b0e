"""A Neo4j for the live tests, and private homes.

The live tests always run. They take, in this order: the server at CIRCFLOW_TEST_NEO4J_URI (with
CIRCFLOW_TEST_NEO4J_PASSWORD, and CIRCFLOW_TEST_NEO4J_USERNAME if it is not neo4j), Docker where an engine answers, and
else the managed server in a temporary home.
"""

import os
import shutil
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings as hypothesis_settings

from circflow.graph.address import Address, Secret
from circflow.graph.connection import Connection
from circflow.server import managed, ports, settings

# A busy machine must not fail a test: no example has a deadline.
hypothesis_settings.register_profile("circflow", deadline=None)
hypothesis_settings.load_profile("circflow")

# A shell starts what runs in the background with Ctrl-C ignored, and what we start would inherit that.
signal.signal(signal.SIGINT, signal.default_int_handler)

# Most servers of the tests live for seconds: a compiler that is soon done with its work saves half of theirs.
os.environ["CIRCFLOW_JAVA_OPTIONS"] = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"

_ROOT = Path(__file__).parent.parent
_HEAP_MB = 1024
_KEEP_PLANS = settings.Setting("dbms.cypher.min_replan_interval", "1h", "a quarter of the time goes into plans")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="write the golden answers anew")


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a test its own CIRCFLOW_HOME and nothing of the user's Neo4j."""
    folder = tmp_path / "home"
    monkeypatch.setenv("CIRCFLOW_HOME", str(folder))
    for name in ("NEO4J_URI", "NEO4J_USERNAME", "NEO4J_PASSWORD", "NEO4J_DATABASE"):
        monkeypatch.delenv(name, raising=False)
    return folder


@pytest.fixture(scope="session")
def neo4j_server(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Address]:
    """Give the address of a Neo4j whose database is empty."""
    given = os.environ.get("CIRCFLOW_TEST_NEO4J_URI")
    if given:
        user = os.environ.get("CIRCFLOW_TEST_NEO4J_USERNAME", "neo4j")
        address = Address(given, user, Secret(os.environ.get("CIRCFLOW_TEST_NEO4J_PASSWORD", "")))
        _refuse_data(address)
        yield address
    elif _docker_answers():
        yield _in_docker(request)
    else:
        yield from _managed(tmp_path_factory.mktemp("neo4j"))


@pytest.fixture
def empty_database(neo4j_server: Address) -> Iterator[Connection]:
    """Give a connection to an empty database, and empty it again afterwards."""
    yield from _emptied(neo4j_server)


@pytest.fixture(scope="module")
def shared_database(neo4j_server: Address) -> Iterator[Connection]:
    """Give the tests of one module an empty database together, and empty it again after the last of them."""
    yield from _emptied(neo4j_server)


def _emptied(address: Address) -> Iterator[Connection]:
    with Connection(address) as connection:
        try:
            yield connection
        finally:
            _wipe(connection)


def _wipe(connection: Connection) -> None:
    # Rules that a load has made stay: making them is slow, and with each the server forgets the plans of all queries.
    connection.ask("MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 10000 ROWS", write=True)


def _refuse_data(address: Address) -> None:
    with Connection(address) as connection:
        if connection.ask("MATCH (n) RETURN n LIMIT 1"):
            pytest.exit(f"the database at {address.host_port} holds data; the tests would wipe it", returncode=4)


def _managed(folder: Path) -> Iterator[Address]:
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("CIRCFLOW_HOME", str(folder / "home"))
        # This one lives long enough for the other compiler to pay.
        environment.delenv("CIRCFLOW_JAVA_OPTIONS")
        # Each module loads other data and asks the same questions, which would all be planned anew.
        environment.setattr(settings, "SHARED", (*settings.SHARED, _KEEP_PLANS))
        server = managed.start(bolt_port=ports.any_free(), http_port=ports.any_free(), heap_mb=_HEAP_MB)
    try:
        yield server.address()
    finally:
        with pytest.MonkeyPatch.context() as environment:
            environment.setenv("CIRCFLOW_HOME", str(folder / "home"))
            managed.stop()


def _docker_answers() -> bool:
    program = shutil.which("docker")
    if program is None:
        return False
    asked = subprocess.run([program, "compose", "version"], capture_output=True, check=False, timeout=30)
    engine = subprocess.run([program, "info"], capture_output=True, check=False, timeout=30)
    return asked.returncode == engine.returncode == 0


@pytest.fixture(scope="session")
def docker_compose_file() -> str:
    """Point pytest-docker to the file that users have."""
    return str(_ROOT / "docker-compose.yml")


def _in_docker(request: pytest.FixtureRequest) -> Address:
    password = "circflow-tests"  # noqa: S105 - of a container that lives as long as the tests
    secret = _ROOT / ".secrets" / "neo4j_auth"
    if not secret.exists():
        secret.parent.mkdir(mode=0o700, exist_ok=True)
        secret.write_text(f"neo4j/{password}", encoding="utf-8")
    user, _, password = secret.read_text(encoding="utf-8").strip().partition("/")
    services = request.getfixturevalue("docker_services")
    address = Address(f"bolt://127.0.0.1:{services.port_for('neo4j', 7687)}", user, Secret(password))
    services.wait_until_responsive(timeout=120, pause=1, check=lambda: _answers(address))
    _refuse_data(address)
    return address


def _answers(address: Address) -> bool:
    # The health check of the container logs in; here a look at the port is enough.
    host, port = address.host_port.rsplit(":", 1)
    return not ports.is_free(int(port)) if host == "127.0.0.1" else True
