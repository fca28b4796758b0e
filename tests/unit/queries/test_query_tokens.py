"""Cypher cut into pieces: exactly, and without being fooled by what stands in strings, comments or backticks."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from circflow.queries.tokens import Kind, lines, meaningful, tokens

_CYPHER_LIKE = st.text(st.sampled_from("ab$`'\"\\/*-.>{}()1eX _\n\r#é\u0301"), max_size=40)


def _pieces(text):
    return [(piece.kind, piece.text) for piece in meaningful(tokens(text))]


@given(st.one_of(st.text(), _CYPHER_LIKE))
@example("'")
@example("/* never closed")
@example("a\r\nb\rc\nd")
def test_pieces_joined_are_the_text_again(text):
    assert text == "".join(piece.text for piece in tokens(text))


@given(_CYPHER_LIKE)
def test_lines_are_counted_as_an_editor_counts_them(text):
    rows = lines(text)
    assert text == "".join(rows)
    for piece in tokens(text):
        assert piece.text.split("\n")[0].split("\r")[0] in rows[piece.line - 1]


@given(st.text(), st.sampled_from("'\""))
def test_an_escaped_string_is_one_piece(text, quote):
    written = quote + text.replace("\\", "\\\\").replace(quote, f"\\{quote}") + quote
    assert [(Kind.STRING, written)] == [(piece.kind, piece.text) for piece in tokens(written)]


@given(st.text())
def test_a_name_in_backticks_is_read_back(name):
    written = "`" + name.replace("`", "``") + "`"
    pieces = tokens(written)
    assert ([Kind.NAME], name) == ([piece.kind for piece in pieces], pieces[0].name)


@given(st.from_regex(r"[^\W\d]\w*", fullmatch=True).filter(lambda name: name.lower() not in ("any", "all")))
def test_a_parameter_is_read_with_and_without_backticks(name):
    assert [name, name] == [piece.name for piece in tokens(f"${name} $`{name}`") if piece.kind is Kind.PARAMETER]


def test_a_label_is_no_parameter():
    assert [piece for piece in tokens("MATCH (c:Company {id: 'x:y'})") if piece.kind is Kind.PARAMETER] == []


def test_a_line_that_starts_with_a_pattern_is_no_comment():
    assert (Kind.WORD, "d") in _pieces("MATCH (c)\n--(d)\nRETURN d")


@pytest.mark.parametrize("text", ["MATCH (n:$any($labels))", "MATCH (n:$all ($labels))"])
def test_a_label_made_at_run_time_is_no_parameter(text):
    assert [piece.name for piece in tokens(text) if piece.kind is Kind.PARAMETER] == ["labels"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a.b", [(Kind.WORD, "a"), (Kind.SIGN, "."), (Kind.WORD, "b")]),
        ("*2..4", [(Kind.SIGN, "*"), (Kind.NUMBER, "2"), (Kind.SIGN, ".."), (Kind.NUMBER, "4")]),
        ("1.5e-3 0x1F .5", [(Kind.NUMBER, "1.5e-3"), (Kind.NUMBER, "0x1F"), (Kind.NUMBER, ".5")]),
        ("'a // b' // c", [(Kind.STRING, "'a // b'")]),
        ("/* ' */ x", [(Kind.WORD, "x")]),
        ("// '\rx", [(Kind.WORD, "x")]),
        ("e\u0301tat", [(Kind.WORD, "e\u0301tat")]),
        ("'open\nRETURN 1", [(Kind.UNCLOSED, "'open\nRETURN 1")]),
    ],
)
def test_pieces(text, expected):
    assert expected == _pieces(text)
