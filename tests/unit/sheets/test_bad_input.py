"""Two hundred files of each class of bad input: the right rule, the right line, and every row accounted for."""

from random import Random

import pytest
from bad_input import CLASSES, COMPANIES, DESCRIPTOR, rows
from bad_input import csv as csv_text

from circflow.errors import CircflowError
from circflow.sheets.grids import delimited_text, sources
from circflow.sheets.reading import read

EACH = 200


@pytest.mark.parametrize("make", CLASSES, ids=lambda make: make.__name__)
def test_bad_input_is_told_with_rule_and_line_and_no_row_is_lost(make, tmp_path, monkeypatch):
    monkeypatch.setattr(sources, "MAX_BYTES", 2**18)
    monkeypatch.setattr(delimited_text, "MAX_LINE", 20_000)
    usual = {
        "datapackage.json": DESCRIPTOR.encode(),
        "companies.csv": COMPANIES.encode(),
        "deals.csv": csv_text(rows(Random(0))).encode(),  # noqa: S311 - nothing secret
    }
    for seed in range(EACH):
        bad = make(Random(f"{make.__name__} {seed}"))  # noqa: S311 - nothing secret
        for name, content in {**usual, **bad.files}.items():
            (tmp_path / name).write_bytes(content)
        found = outcome(tmp_path / bad.read)
        told = f"{make.__name__}, seed {seed}: {found}"
        if isinstance(found, CircflowError):
            place = str(tmp_path / next(iter(bad.files)))
            assert bad.refused, told
            assert bad.refused in str(found), told
            assert (found.where or "").startswith(f"{place}:{bad.line}" if bad.line else place), told
        else:
            accounted(found, bad, told)


def outcome(path):
    """Return what is read, or why nothing is."""
    try:
        return read(path)
    except CircflowError as error:
        return error


def accounted(found, bad, told):
    """Assert that the bad rows are rejected, the others read, and all of them counted."""
    rejects = [reject for reject in found.rejects if reject.table == "deals"]
    assert not bad.refused, told
    assert {reject.line: reject.code for reject in rejects} == bad.rejects, told
    assert tuple(deal.line for deal in found.package.deals) == bad.good, told
    count = sum(rows for file, rows in found.rows.items() if not file.endswith("companies.csv"))
    assert count == len(found.package.deals) + len(rejects), told
    assert not bad.warned or any(bad.warned in warning for warning in found.warnings), told


def test_there_are_as_many_classes_as_ways_to_break_a_file():
    assert len(set(CLASSES)) == 24
