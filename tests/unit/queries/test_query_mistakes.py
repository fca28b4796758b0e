"""Each file in `mistakes/` has one mistake, and says at its end what its author is told."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from circflow.queries.common import common
from circflow.queries.problems import Problems
from circflow.queries.query_file import read_query_file

_FILES = sorted((Path(__file__).parent / "mistakes").glob("*.cypher"))
_EXPECTED = re.compile(r"^// expect: (.+)$", re.MULTILINE)


def _told(path):
    problems = Problems(path)
    query = read_query_file(path, "investigations", common(), problems)
    assert (query is None) == bool(problems)
    return [line.removeprefix(f"{path}:") for line in problems.lines()]


@pytest.mark.parametrize("path", _FILES, ids=lambda path: path.stem)
def test_each_mistake_is_told_with_its_line_and_what_to_do(path, monkeypatch):
    monkeypatch.chdir("/")
    expected = _EXPECTED.findall(path.read_text(encoding="utf-8"))
    assert expected
    assert expected == [line.removeprefix(f"{path.relative_to('/')}:") for line in _told(path)]


def test_a_file_that_is_not_utf_8(tmp_path):
    path = tmp_path / "x.cypher"
    path.write_bytes(b"// A title\n// \xff\n")
    assert [line.split(":", 1)[1] for line in _lines(path)] == ["2: this is not UTF-8; save the file as UTF-8"]


@pytest.mark.parametrize(
    ("end", "told"),
    [
        ("'open", "1: the string that begins here is not closed; close it"),
        ('"open', "1: the string that begins here is not closed; close it"),
        ("`open", "1: the name that begins here is not closed; close it"),
        ("/* open", "1: the comment that begins here is not closed; close it"),
    ],
)
def test_what_is_not_closed_is_told_where_it_begins(tmp_path, end, told):
    path = tmp_path / "x.cypher"
    path.write_text(end, encoding="utf-8")
    assert told in [line.split(":", 1)[1] for line in _lines(path)]


@pytest.mark.parametrize("content", ["", "\n", "// Title", "// Title\n// /// circflow\n// ///\n", "RETURN 1", "\ufeff"])
def test_no_file_is_too_short_for_an_answer(tmp_path, content):
    path = tmp_path / "x.cypher"
    path.write_text(content, encoding="utf-8")
    assert _lines(path)


def test_a_file_that_cannot_be_read(tmp_path):
    (tmp_path / "x.cypher").mkdir()
    assert [line.split(":", 1)[1] for line in _lines(tmp_path / "x.cypher")] == [
        "1: this cannot be read: Is a directory; see its permissions"
    ]


def _lines(path):
    problems = Problems(path)
    assert read_query_file(path, "investigations", common(), problems) is None
    return problems.lines()


_WHOLE = (Path(__file__).parent / "pack" / "direct_returns.cypher").read_bytes()
_VALUES = st.sampled_from(
    ['""', '"x"', "[]", "[1]", '["x"]', "{a = 1}", "nan", "-1", "true", "2025-09-30", "[[1]]", "\\"]
)


@given(st.integers(0, len(_WHOLE)), st.integers(0, 200), st.one_of(st.binary(max_size=8), _VALUES.map(str.encode)))
def test_a_damaged_file_is_told_and_never_breaks_the_reader(tmp_path_factory, start, length, put_in):
    path = tmp_path_factory.mktemp("damaged", numbered=True) / "direct_returns.cypher"
    path.write_bytes(_WHOLE[:start] + put_in + _WHOLE[start + length :])
    problems = Problems(path)
    query = read_query_file(path, "investigations", common(), problems)
    assert (query is None) == bool(problems)


@given(st.integers(0, 60), _VALUES)
def test_any_value_at_any_key_is_read_or_told(tmp_path_factory, at, value):
    lines = _WHOLE.decode().split("\n")
    keys = [number for number, line in enumerate(lines) if re.match(r"// \w+ *= ", line)]
    number = keys[at % len(keys)]
    lines[number] = f"{lines[number].split('=')[0]}= {value}"
    path = tmp_path_factory.mktemp("value", numbered=True) / "direct_returns.cypher"
    path.write_text("\n".join(lines), encoding="utf-8")
    problems = Problems(path)
    query = read_query_file(path, "investigations", common(), problems)
    assert (query is None) == bool(problems)
