"""The Compose file against Compose's published schema and against our table of settings.

No Docker engine is needed: what an engine would refuse, the schema refuses too. Where one answers, the live tests run
on this very file.
"""

import json
import re
from importlib.resources import files
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from circflow.server import jars, settings

_FILE = Path(__file__).parents[3] / "docker-compose.yml"


@pytest.fixture
def compose() -> Any:
    return yaml.safe_load(_FILE.read_text(encoding="utf-8"))


def test_it_fits_the_published_schema(compose: Any) -> None:
    schema = json.loads(
        files("check_jsonschema").joinpath("builtin_schemas/vendor/compose-spec.json").read_text(encoding="utf-8")
    )
    jsonschema.validate(compose, schema)


def test_its_environment_is_the_table_of_settings_and_the_password_file(compose: Any) -> None:
    table = {setting.variable: setting.value for setting in (*settings.COMPOSE, *settings.SHARED)}
    assert table | {"NEO4J_AUTH_FILE": "/run/secrets/neo4j_auth"} == compose["services"]["neo4j"]["environment"]


def test_it_runs_the_same_neo4j_as_the_managed_server(compose: Any) -> None:
    assert f"neo4j:{jars.neo4j_version()}-community" == compose["services"]["neo4j"]["image"]


def test_only_this_machine_reaches_its_ports(compose: Any) -> None:
    ports = compose["services"]["neo4j"]["ports"]
    assert [int(port.rpartition(":")[2]) for port in ports] == [7687, 7474]
    assert all(port.startswith("127.0.0.1:") for port in ports)


def test_the_documented_command_makes_the_file_that_it_looks_for(compose: Any) -> None:
    assert compose["secrets"]["neo4j_auth"]["file"] == "./.secrets/neo4j_auth"
    assert "> .secrets/neo4j_auth)" in _FILE.read_text(encoding="utf-8")


def test_no_password_stands_in_it() -> None:
    assert not re.search(r"NEO4J_AUTH\s*:|neo4j/[A-Za-z0-9]{8}", _FILE.read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("name", "variable"),
    [
        ("db.transaction.timeout", "NEO4J_db_transaction_timeout"),
        ("internal.dbms.cypher_ip_blocklist", "NEO4J_internal_dbms_cypher__ip__blocklist"),
    ],
)
def test_a_setting_is_named_as_the_image_wants_it(name: str, variable: str) -> None:
    assert variable == settings.Setting(name, "", "").variable
