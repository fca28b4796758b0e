"""Chains written in columns give the bytes of the usual formats, whatever companies and deals are called."""

import errno
import io
import json
from collections.abc import Sequence

import numpy as np
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st
from view_answers import SHARED

from circflow.errors import InputError, OutputError
from circflow.model import Column, Result
from circflow.rings.chains import KINDS, UNKNOWN, Book, Chains
from circflow.views import parquet, render
from circflow.views.in_columns.files import chain_files

COLUMNS = (
    Column("ring", "list<string>", "company"),
    Column("hops", "integer"),
    Column("relationships", "list<string>"),
    Column("deals_by_hop", "list<list<string>>", "deal"),
    Column("carries_low", "integer"),
    Column("carries_high", "integer"),
    Column("currency", "string"),
    Column("unknown_hops", "integer"),
    Column("contingent", "boolean"),
    Column("quality", "string"),
    Column("companies", "list<string>", "company"),
    Column("deals", "list<string>", "deal"),
)

_texts = st.sampled_from(
    [
        "a",
        "b c",
        "ü",
        "OpenAI",
        "with, comma",
        'with "quotes"',
        "a;b",
        "a+b",
        "[x",
        "=sum",
        "'",
        "-1",
        "\x1b",
        "\u202e",
        "",
    ]
) | st.text(max_size=3).filter(lambda text: not any(0xD800 <= ord(char) < 0xE000 for char in text))


@st.composite
def _chains(draw, texts=_texts):
    ids = draw(st.lists(texts, min_size=2, max_size=5))
    names = [draw(texts) for _ in ids]
    deals = draw(st.lists(st.lists(texts, min_size=1, max_size=3), min_size=1, max_size=4))
    book = Book(ids, names, [draw(st.integers(0, len(KINDS) - 1)) for _ in deals], deals)
    parts = []
    for _ in range(draw(st.integers(0, 3))):
        hops, rows = draw(st.integers(2, 4)), draw(st.integers(1, 4))

        def places(most: int, shape: tuple[int, int] = (rows, hops)) -> np.ndarray:
            size = shape[0] * shape[1]
            return np.array(draw(st.lists(st.integers(0, most - 1), min_size=size, max_size=size))).reshape(shape)

        def column(values: st.SearchStrategy, size: int = rows) -> list:
            return draw(st.lists(values, min_size=size, max_size=size))

        amounts = st.sampled_from([UNKNOWN, 0, 7, 2**62])
        parts.append(
            Chains(
                book,
                places(len(ids)),
                places(len(deals)),
                np.array(column(amounts)),
                np.array(column(amounts)),
                column(st.sampled_from([None, "USD", "mixed"])),
                np.array(column(st.integers(0, 3))),
                np.array(column(st.booleans())),
                column(st.sampled_from([None, "A", "C"])),
            )
        )
    return parts


def _result(parts: Sequence[Chains]) -> Result:
    book = parts[0].book if parts else Book()
    rows = tuple(row for part in parts for row in part.rows())
    return Result(
        query=SHARED.query,
        parameters={},
        columns=COLUMNS,
        rows=rows,
        names=dict(zip(book.ids, book.names, strict=True)),
    )


def _written(folder, parts: Sequence[Chains], suffix: str) -> bytes:
    path = folder / f"rings{suffix}"
    with chain_files([path], COLUMNS) as files:
        for part in parts:
            files.put(part)
        assert files.end({"row_count": 7}, cut=False) == [path]
    return path.read_bytes()


@given(parts=_chains())
def test_texts_are_those_of_the_usual_formats(tmp_path_factory, parts):
    folder = tmp_path_factory.mktemp("rings")
    # The usual formats know one name an id.
    if parts:
        parts[0].book.names[:] = [f"of {id_}" for id_ in parts[0].book.ids]
    for form, suffix in (("csv", ".csv"), ("jsonl", ".jsonl")):
        assert _written(folder, parts, suffix).decode() == render(_result(parts), form)


@given(parts=_chains(texts=st.sampled_from(["a", "b;c", "", "ü"])))
def test_a_parquet_table_is_the_usual_one(tmp_path_factory, parts):
    if parts:
        parts[0].book.names[:] = [f"of {id_}" for id_ in parts[0].book.ids]
    buffer = io.BytesIO()
    parquet.fill(_result(parts), buffer)
    content = _written(tmp_path_factory.mktemp("rings"), parts, ".parquet")
    written, usual = (pq.ParquetFile(io.BytesIO(one)) for one in (content, buffer.getvalue()))

    assert written.schema_arrow.equals(usual.schema_arrow)
    assert written.read().to_pylist() == usual.read().to_pylist()
    assert json.loads(written.metadata.metadata[b"circflow"]) == {"row_count": 7}
    assert json.loads(usual.metadata.metadata[b"circflow"])["row_count"] == usual.metadata.num_rows


def test_parts_of_chains_are_their_first_rows():
    book = Book(["a", "b"], ["A", "B"], [0, 1], [["d1"], ["d2", "d3"]])
    one = np.array([[0, 1], [1, 0], [0, 1]])
    chains = Chains(
        book,
        one,
        one,
        np.array([1, UNKNOWN, 3]),
        np.array([5] * 3),
        ["USD", None, "mixed"],
        *[np.arange(3)] * 2,
        ["A"] * 3,
    )

    assert list(chains.part(0, 2).rows()) == list(chains.rows())[:2]
    assert next(chains.rows())["deals_by_hop"] == [["d1"], ["d2", "d3"]]


def test_what_was_cut_short_has_another_name_and_leaves_the_old_file(tmp_path):
    old = tmp_path / "rings.csv"
    old.write_text("old")
    with chain_files([old, tmp_path / "rings.parquet"], COLUMNS) as files:
        assert [path.name for path in files.end({}, cut=True)] == ["rings.cut.csv", "rings.cut.parquet"]

    assert sorted(path.name for path in tmp_path.iterdir()) == ["rings.csv", "rings.cut.csv", "rings.cut.parquet"]
    assert old.read_text() == "old"


@pytest.mark.parametrize("fault", [KeyboardInterrupt, SystemExit, OSError, InputError])
def test_whatever_goes_wrong_leaves_nothing(tmp_path, fault):
    paths = [tmp_path / "rings.csv", tmp_path / "rings.parquet"]

    def break_off() -> None:
        with chain_files(paths, COLUMNS) as files:
            files.put(_sample())
            raise fault("gone")

    with pytest.raises(OutputError if fault is OSError else fault):
        break_off()

    assert list(tmp_path.iterdir()) == []


def _sample() -> Chains:
    book = Book(["a", "b"], ["A", "B"], [0, 1], [["d1"], ["d2"]])
    ring = np.array([[0, 1]])
    return Chains(book, ring, ring, np.array([1]), np.array([1]), ["USD"], np.array([0]), np.array([True]), ["A"])


def test_a_full_disk_is_told_as_such(tmp_path):
    with pytest.raises(OutputError, match="no room"), chain_files([tmp_path / "rings.csv"], COLUMNS):
        raise OSError(errno.ENOSPC, "No space left on device")

    assert list(tmp_path.iterdir()) == []
