"""Files too long for memory read as short ones do; the limits are brought down to a handful of rows here."""

import os
import sqlite3
import tracemalloc

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks import synthetic
from circflow import shelf
from circflow.errors import OutputError, PackageError
from circflow.sheets import kept
from circflow.sheets.reading import read

GOOD = "D-{},a,INVESTS_IN,b,5,10,USD,signed,2025-10-07,s1"
ROWS = [
    GOOD.format(1),
    GOOD.format(1),
    GOOD.format(2),
    "D-3,a,INVESTS_IN,nobody,,,,,,",
    "D-4,a,INVESTS_IN,b,10,5,USD,,,",
    "D-5,a,BUYS,b,,,,,,",
    "D-6,a,INVESTS_IN",
    "D-7,a,INVESTS_IN,c,,,,,,",
    GOOD.format(8),
]


@pytest.fixture
def tiny(monkeypatch: pytest.MonkeyPatch) -> None:
    """Bring down what is held in memory."""
    for name in ("MOST", "MOST_REJECTS", "MOST_WARNINGS"):
        monkeypatch.setattr(kept, name, 2)
    monkeypatch.setattr(shelf, "IN_MEMORY", 2)


def test_a_long_file_reads_as_a_short_one(package, request):
    package.deals(*ROWS)
    package.write("companies.csv", "id,name,kind,group_id\na,A,,\nd,D,,nobody\nb,B,,\nc,C,,a\ne,E,,c\nf,F,,a\n")
    package.write("claims.csv", "claim_id,deal_id,source_id\nC-1,D-1,s1\nC-2,D-3,s1\nC-3,D-8,s1\nC-4,D-8,s1\n")
    short = package.read()
    request.getfixturevalue("tiny")

    long = package.read()

    assert not isinstance(long.package.deals, tuple)
    assert not isinstance(long.rejects, tuple)
    for table in ("companies", "deals", "claims", "sources"):
        records = getattr(long.package, table)
        assert tuple(records) == getattr(short.package, table)
        assert tuple(records) == getattr(short.package, table), "gone through a second time"
        assert len(records) == len(getattr(short.package, table))
    assert [deal.deal_id for deal in long.package.deals] == ["D-1", "D-2", "D-7", "D-8"]
    assert (long.package.deals[-1].line, long.package.deals[1:3][0].deal_id) == (10, "D-2")
    assert len(long.rejects) == len(short.rejects) == 8
    assert sorted(map(str, long.rejects)) == sorted(map(str, short.rejects))
    assert {reject.raw["deal_id"] for reject in long.rejects if reject.table == "deals"} == {
        "D-1", "D-3", "D-4", "D-5", "D-6"
    }  # fmt: skip
    assert (long.rows, long.package.sha256, long.headers) == (short.rows, short.package.sha256, short.headers)


@pytest.mark.usefixtures("tiny")
def test_of_many_warnings_the_first_are_told_and_the_others_counted(package):
    package.deals(*(f"D-{n},a,INVESTS_IN,c,,,,,," for n in range(5)))
    told = package.read().warnings
    assert told[0].startswith("D-0: 'a' and 'c' are of one group")
    assert told[-1] == "3 more warnings of these kinds are left out"
    assert len(told) == 3


@pytest.mark.usefixtures("tiny")
def test_a_file_that_is_written_to_between_two_readings_is_refused(package):
    path = package.deals(*map(GOOD.format, range(9)))
    deals = package.read().package.deals
    os.utime(path, ns=(1, 1))
    with pytest.raises(PackageError, match=r"deals\.csv: the file was changed while it was read"):
        list(deals)


@pytest.mark.usefixtures("tiny")
def test_a_file_that_is_written_to_while_it_is_read_is_refused(package):
    path = package.deals(*map(GOOD.format, range(9)))
    deals = iter(package.read().package.deals)
    next(deals)
    with path.open("a", encoding="utf-8") as file:
        file.write(GOOD.format(10) + "\n")
    with pytest.raises(PackageError, match="changed while it was read"):
        list(deals)


def test_the_records_of_a_long_file_need_no_room(package, monkeypatch):
    monkeypatch.setattr(kept, "MOST", 100)
    monkeypatch.setattr(shelf, "IN_MEMORY", 100)
    synthetic.write(package.folder, 7_000)
    read(package.folder)  # what is made once, however long a file is
    tracemalloc.start()
    try:
        found = read(package.folder)
        counted = sum(1 for _ in found.package.deals)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert counted == len(found.package.deals) == 6_000
    # Six thousand deals in memory are some ten million bytes; caches and one piece of the file are what is left.
    assert peak < 6_000_000


@given(st.lists(st.tuples(st.sampled_from("abcdefgh"), st.booleans())), st.integers(1, 4))
def test_a_shelf_is_a_dictionary_however_little_of_it_is_in_memory(steps, in_memory):
    large, plain = shelf.Shelf(in_memory), {}
    for number, (key, adds) in enumerate(steps):
        assert large.get(key) == plain.get(key)
        assert (key in large) == (key in plain)
        if adds and key not in plain:
            large.add(key, number)
            plain[key] = number
        elif not adds:
            large.remove(key)
            plain.pop(key, None)
        assert (len(large), sorted(large)) == (len(plain), sorted(plain))


def test_a_shelf_without_room_says_so(monkeypatch):
    class Full(sqlite3.Connection):
        def executemany(self, *_arguments):
            raise sqlite3.OperationalError("database or disk is full")

    connect = sqlite3.connect
    monkeypatch.setattr(sqlite3, "connect", lambda *given, **more: connect(*given, **more, factory=Full))
    small = shelf.Shelf(1)
    with pytest.raises(OutputError, match="database or disk is full"):
        small.add("a", 1)
