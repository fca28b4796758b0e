"""`circflow browser` without a window: which link it prints, for which server, and what it says beside it."""

import re
import sys
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from asked import asked

from circflow.browser import browser_pack
from circflow.graph.web_address import web_address
from circflow.queries import read_catalogue
from circflow.session import Graph, connect

pytestmark = pytest.mark.live


@pytest.fixture
def loaded(ai_deals, circflow):
    """Give the command line on a server that holds the AI deals."""
    del ai_deals
    return circflow


@pytest.fixture(autouse=True)
def no_desktop(monkeypatch):
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "BROWSER"):
        monkeypatch.delenv(name, raising=False)


def _statement(address):
    return re.search(r"[?&]arg=([^&#]*)", unquote(address))[1]


def test_another_server_is_asked_where_its_browser_is(loaded, neo4j_server):
    parts = urlsplit(loaded("browser", "round-trips", "--print").out.strip())
    assert parts.path == "/browser/"
    assert parse_qs(parts.query) == {"connectURL": [neo4j_server.uri.replace("//", f"//{neo4j_server.user}@")]}
    with connect(neo4j_server.uri, user=neo4j_server.user, password=neo4j_server.password.reveal()) as graph:
        assert f"{parts.scheme}://{parts.netloc}" == graph.web_address()


def test_a_server_that_does_not_say_is_told(loaded, monkeypatch):
    # Ours always says it; a server without its web connector would have to be started for this one sentence.
    monkeypatch.setattr("circflow.session.web_address", lambda _: None)
    told = loaded("browser", "round-trips", "--print", code=2)
    assert "does not say where its Neo4j Browser is" in told.err
    assert "--http http://" in told.err
    for given in ("http://127.0.0.1:7474", "http://127.0.0.1:7474/", "http://127.0.0.1:7474/browser/"):
        printed = loaded("browser", "--http", given, "--print")
        assert printed.out.startswith("http://127.0.0.1:7474/browser/?connectURL=")
        assert "managed server" in printed.err


@pytest.mark.parametrize("address", ["127.0.0.1:7474", "ftp://x", "http://me:secret@host:7474", "http://host/?a=b"])
def test_what_is_no_address_of_a_browser_is_refused(loaded, address):
    assert "is not the address of a web server" in loaded("browser", "--http", address, "--print", code=2).err


def test_names_become_ids_and_no_password_is_told(loaded, neo4j_server):
    printed = loaded("browser", "company-deals", "--company", "오픈AI", "--without", "Nvidia", "--print")
    statement = _statement(printed.out)
    assert "id: 'openai'" in statement
    assert "['nvidia']" in statement
    assert neo4j_server.password.reveal() not in printed.out + printed.err


def test_a_picture_names_the_deals_of_the_answer(loaded):
    printed = loaded("browser", "pair-roles", "--first", "nvidia", "--second", "openai", "--picture", "--print")
    ids = re.findall(r"'(D-[^']+)'", _statement(printed.out))
    assert len(ids) == len(set(ids)) > 2
    assert f"{len(ids)} deals to draw" in printed.err


def test_a_picture_of_nothing_is_no_link(loaded):
    printed = loaded("browser", "round-trips", "--as-of", "1990-01-01", "--picture", "--print")
    assert printed.out == ""
    assert "nothing to draw" in printed.err


def test_a_cut_answer_is_told(loaded):
    printed = loaded("browser", "round-trips", "--limit", "1", "--picture", "--print")
    assert "holds the first 1 rows" in printed.err


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("round-tripz",), "did you mean round-trips?"),
        (("round-trips", "--max-hops", "99"), "2 to 8"),
        (("company-deals", "--company", "Nobody"), "no company is called 'Nobody'"),
        (("company-deals",), "--company"),
    ],
)
def test_what_does_not_fit_is_told(loaded, arguments, told):
    assert told in loaded("browser", *arguments, "--print", code=2).err


def test_without_a_desktop_the_link_is_printed(loaded, monkeypatch):
    monkeypatch.setattr(sys, "platform", "linux")  # others have a desktop always
    printed = loaded("browser", "round-trips")
    assert "There is no desktop here" in printed.err
    assert printed.out.startswith("http")


def test_the_desktops_browser_is_opened(loaded, monkeypatch, tmp_path):
    seen = tmp_path / "seen"
    program = tmp_path / "browser"
    program.write_text(f'#!/bin/sh\nprintf %s "$1" > "{seen}"\n', encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("BROWSER", str(program))
    monkeypatch.setattr("webbrowser._tryorder", None)  # found anew, since another test may have looked before
    opened = loaded("browser", "round-trips")
    assert opened.out == ""
    assert "CYPHER 25" in _statement(seen.read_text(encoding="utf-8"))


@pytest.mark.usefixtures("ai_deals")
def test_every_script_for_browser_gives_what_its_query_gives(shared_database):
    catalogue = read_catalogue()
    graph = Graph(shared_database)
    scripts = {name: text.decode() for name, text in browser_pack(catalogue).items() if name.endswith(".cypher")}
    for query in (*catalogue.of_kind("investigations"), *catalogue.of_kind("checks")):
        folder = "rows" if query.kind == "investigations" else "checks"
        if query.id == "more-than-chance":
            continue  # the shipped data do not say how they were chosen
        given = {param.name: param.example for param in query.params.values() if param.required}
        answer = graph.run(query.id, **(asked(query, graph) if query.compute else given))
        rows = shared_database.ask(scripts[f"scripts/circflow {folder}/{query.path.name}"])
        if query.compute:
            # Browser shows what is counted, and says so; the answer is made of it.
            fetched = {deal for row in rows for deal in row["deals"]}
            assert fetched >= {deal for row in answer.rows for deal in row["deals"]}, query.id
            continue
        assert len(rows) == answer.row_count, query.id
        if query.kind == "investigations":
            drawn = shared_database.ask(scripts[f"scripts/circflow pictures/{query.path.name}"])
            assert len(drawn) == len({deal for row in answer.rows for deal in row["deals"]}), query.id


def test_a_server_that_calls_itself_localhost_is_where_we_reached_it(shared_database):
    found = web_address(shared_database)
    assert urlsplit(found).hostname == urlsplit(shared_database.address.uri).hostname
