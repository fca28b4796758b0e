"""Links, read back as Neo4j Browser reads them."""

import re
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from circflow.browser import Place, link, picture_of, picture_of_deals, rows_of
from circflow.queries import read_catalogue
from circflow.queries.tokens import Kind, tokens

_PLACE = Place("http://127.0.0.1:7474/browser/", "bolt://127.0.0.1:7687", "neo4j")
_CATALOGUE = read_catalogue()
_INVESTIGATIONS = _CATALOGUE.of_kind("investigations")


def filled(address):
    """Return the command and its text: Browser decodes the whole address first, and then cuts at `&` and `#`."""
    decoded = unquote(address.replace("+", " "))
    command = re.search(r"[?&]cmd=([^&#]*)", decoded)
    text = re.search(r"[?&]arg=([^&#]*)", decoded)
    return command and command[1], text and text[1]


def _bound(query):
    return query.sent(query.bind({name: param.example for name, param in query.params.items() if param.required}))


@given(st.text(st.characters(exclude_characters="&#", exclude_categories=["Cs"])))
@example("100% + 5 \\u0026 50%25 ? = ; '\"`\n\t{}")
@example("오픈AI → ｴﾇﾋﾞﾃﾞｨｱ")
def test_a_text_arrives_as_it_is(text):
    address = link(_PLACE, "edit", text)
    assert filled(address) == ("edit", text)
    assert re.fullmatch(r"[\w.:/?=%#&~-]+", address, re.ASCII)
    assert "arg=" not in address.partition("#")[0]


@pytest.mark.parametrize("text", ["a&b", "a#b"])
def test_a_text_that_browser_would_cut_is_refused(text):
    with pytest.raises(ValueError, match=text):
        link(_PLACE, "edit", text)


def test_a_command_that_browser_ignores_is_refused():
    with pytest.raises(ValueError, match="run"):
        link(_PLACE, "run", "RETURN 1")


def test_the_login_form_is_filled_but_for_the_password():
    place = Place("https://db.example.org:7473/browser/", "neo4j+s://db.example.org:7687", "ann@org")
    parts = urlsplit(link(place))
    assert parse_qs(parts.query) == {"connectURL": ["neo4j+s://ann%40org@db.example.org:7687"]}
    assert (parts.scheme, parts.netloc, parts.path, parts.fragment) == (
        "https",
        "db.example.org:7473",
        "/browser/",
        "",
    )


@pytest.mark.parametrize("query", _INVESTIGATIONS, ids=lambda query: query.id)
@pytest.mark.parametrize("written", [rows_of, picture_of])
def test_each_investigation_arrives_whole_and_needs_no_parameters(query, written):
    statement = written(query, _bound(query))
    assert filled(link(_PLACE, "edit", statement)) == ("edit", statement)
    assert statement.startswith(f"// {query.title}\nCYPHER 25\n")
    assert Kind.PARAMETER not in {piece.kind for piece in tokens(statement)}


def test_the_picture_of_deals_names_each_of_them():
    statement = picture_of_deals(_CATALOGUE, "Rings", ["D-1", "it's & #2"])
    assert statement == (
        "// Rings\nCYPHER 25\nMATCH p = (:Company)-[deal:INVESTS_IN|BUYS_FROM|JOINT_VENTURE]->(:Company)\n"
        "WHERE deal.deal_id IN ['D-1', 'it\\'s \\u0026 \\u00232']\nRETURN p"
    )


def test_a_title_stays_a_comment_of_one_line_that_no_link_cuts():
    statement = picture_of_deals(_CATALOGUE, "R&D #1 C:\\new \\u000a", ["D-1"])
    assert statement.partition("\n")[0] == "// R\\u0026D \\u00231 C:/new /u000a"
