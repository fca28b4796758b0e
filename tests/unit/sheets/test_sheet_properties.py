"""The reader against texts that nobody thought of."""

import json
import tempfile
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from circflow.errors import CircflowError, PackageError
from circflow.model.amount import AMOUNT_CODES
from circflow.model.status import FIRMNESS
from circflow.sheets.columns import DEALS
from circflow.sheets.reading import read
from circflow.sheets.reject_file import reject_files

HEADER = ",".join(field.name for field in DEALS.fields) + "\n"

# Characters that break readers: quotes, separators, line ends of all kinds, marks of order and of direction.
ODD = st.sampled_from([*",\";\n\r\t\0\x1b\x85\u2028\ufeff\u202e\u200b\u0301=@+-'\\|\u3000\u00a0", "\r\n", '""'])
TEXT = st.lists(st.one_of(st.characters(exclude_categories=["Cs"]), ODD), max_size=40).map("".join)
WORDS = (*FIRMNESS, *AMOUNT_CODES, "a", "b", "INVESTS_IN", "USD", "5", "2025", "yes", "", "D-1", "s1")
CELL = st.one_of(st.sampled_from(WORDS), TEXT)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(("name", "path", "resources", "schema", "fields")) | st.text(), inner, max_size=4
        )
    ),
    max_leaves=12,
)


@settings(max_examples=300, deadline=None)
@given(st.one_of(TEXT.map(str.encode), st.binary(max_size=200)))
@example(b"\xff\xfe")
@example(b'"')
def test_no_bytes_whatsoever_crash_the_reader_of_a_sheet(content):
    for data in (content, HEADER.encode() + content):
        try:
            found = read_sheet(data)
        except PackageError as error:
            assert str(error).startswith("/")  # noqa: PT017 - it may raise, and then says where
        else:
            assert sum(found.rows.values()) == len(found.package.deals) + len(found.rejects)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.lists(CELL, min_size=1, max_size=len(DEALS.fields) + 2), max_size=5))
def test_every_row_of_any_sheet_is_a_deal_or_a_reject_that_can_be_read_again(rows):
    body = "".join(",".join('"' + cell.replace('"', '""') + '"' for cell in row) + "\n" for row in rows)

    found = read_sheet((HEADER + body).encode())

    assert sum(found.rows.values()) == len(rows) == len(found.package.deals) + len(found.rejects)
    for content in reject_files(Path("x.rejects.csv"), found.rejects, found.headers).values():
        assert sum(read_sheet(content).rows.values()) == len(found.rejects)


@settings(max_examples=200, deadline=None)
@given(st.one_of(TEXT, JSON.map(json.dumps)))
@example('{"name": "x", "resources": [{"path": "\\ud800.csv"}]}')
@example('{"name": "x", "resources": [{"path": "' + "a/" * 3000 + 'deals.csv"}]}')
def test_no_descriptor_whatsoever_crashes_the_reader(text):
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "datapackage.json").write_bytes(text.encode("utf-8", "surrogatepass"))
        with pytest.raises(CircflowError):
            read(Path(folder))


def read_sheet(data: bytes):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "x.csv")
        path.write_bytes(data)
        return read(path)
