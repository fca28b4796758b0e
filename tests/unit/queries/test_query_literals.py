"""Values written as Cypher, and read back by a reader that shares no code with the writer."""

import ast
import re
from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from circflow.queries import with_literals
from circflow.queries.literals import literal
from circflow.queries.tokens import Kind, tokens

_VALUES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(2**63), 2**63 - 1),
    st.floats(allow_nan=False, allow_infinity=False),
    st.text(),
    st.text("\\u0041'\"&#`nrt\n/*$"),
    st.dates(),
    st.lists(st.text()),
)
# What Cypher escapes beyond Python's \n, \r, \t, \b, \f, \\, \' and \uXXXX does not occur.
_ESCAPE = re.compile(r"\\(u[0-9a-fA-F]{4}|[nrtbf'\\])")


def _read(text):
    if match := re.fullmatch(r"date\('(.*)'\)", text):
        return date.fromisoformat(match[1])
    if text.startswith("["):
        return [_read(piece.text) for piece in tokens(text) if piece.kind is Kind.STRING]
    if text.startswith("'"):
        return _ESCAPE.sub(lambda match: ast.literal_eval(f'"{match[0]}"'), text[1:-1])
    return {"null": None, "true": True, "false": False}.get(text, ...) if text.isalpha() else ast.literal_eval(text)


@given(_VALUES)
@example("\\u0041")
@example(["a', 'b", ""])
@example(-0.0)
@example(1e16)
def test_a_value_reads_back(value):
    written = literal(value)
    read = _read(written)
    assert (value, type(value)) == (read, type(read))
    assert not set("&#") & set(written)


@given(st.text())
def test_a_text_stays_one_string(text):
    assert [piece.kind for piece in tokens(literal(text))] == [Kind.STRING]


@pytest.mark.parametrize("value", [object(), {1}, b"x"])
def test_what_no_parameter_can_be_is_refused(value):
    with pytest.raises(TypeError):
        literal(value)


def test_a_query_with_literals_has_no_comments_no_parameters_and_nothing_that_cuts_a_link(query):
    text = with_literals(
        query, query.bind({"company": "A&B #1 // $limit", "as_of": "2025-09-30", "without": ["x", "y"]})
    )
    pieces = tokens(text)
    assert text.startswith("CYPHER 25\nMATCH (a:Company)")
    assert not set("&#") & set(text)
    assert not {Kind.COMMENT, Kind.PARAMETER, Kind.UNCLOSED} & {piece.kind for piece in pieces}
    assert "date('2025-09-30')" in text
    assert "a.id = 'A\\u0026B \\u00231 // $limit'" in text
    assert "['x', 'y']" in text
    assert text.endswith("LIMIT 1000")
    assert "'MERGE (n) // no $comment'" in text
