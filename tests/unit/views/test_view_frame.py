import math
from dataclasses import replace
from datetime import date, datetime

import pandas as pd
import pytest
from view_answers import DEALS, HOSTILE, RINGS, with_names

from circflow.model import Column
from circflow.views import frame

_DTYPES = {
    "deal_id": "string",
    "payer": "string",
    "payer_name": "string",
    "relationship": "string",
    "payee": "string",
    "payee_name": "string",
    "amount_low": "Int64",
    "amount_high": "Int64",
    "currency": "string",
    "stake_pct": "float64",
    "status": "string",
    "begins": "datetime64[s]",
    "ends": "datetime64[s]",
    "companies": "object",
    "deals": "object",
}


def column(kind: str, *values: object) -> "pd.Series[object]":
    answer = replace(RINGS, columns=(Column("a", kind),), rows=tuple({"a": value} for value in values))
    return frame(answer)["a"]


@pytest.mark.parametrize("rows", [DEALS.rows, ()])
def test_each_column_has_its_type_with_and_without_rows(rows):
    table = frame(replace(DEALS, rows=rows))
    assert {name: str(dtype) for name, dtype in table.dtypes.items()} == _DTYPES
    assert len(rows) == len(table)
    assert list(range(len(rows))) == list(table.index)


def test_integers_are_exact_beside_missing_ones():
    values = column("integer", 2**53 + 1, None, 2**63 - 1, -(2**63))
    assert values.tolist() == [2**53 + 1, pd.NA, 2**63 - 1, -(2**63)]


def test_integers_that_fit_no_type_stay_exact():
    assert column("integer", 2**63, None).tolist() == [2**63, None]
    assert column("number", 2**53 + 1, 0.5).tolist() == [2**53 + 1, 0.5]


def test_dates_are_dates_from_the_first_to_the_last_year():
    values = column("date", date.min, date(2026, 2, 27), None, date.max)
    assert [value.date() for value in values.drop(2)] == [date.min, date(2026, 2, 27), date.max]
    assert values[2] is pd.NaT
    assert values.dt.year.tolist()[:2] == [1, 2026]


def test_instants_stay_as_they_are():
    instant = datetime.fromisoformat("2026-02-27T10:00:00+00:00")
    assert column("datetime", instant).tolist() == [instant]


def test_missing_values_are_missing():
    assert column("string", "a", None).isna().tolist() == [False, True]
    assert column("boolean", *[True, None]).isna().tolist() == [False, True]
    assert math.isnan(column("number", None, 1)[0])


def test_lists_stay_lists_and_names_stand_beside_ids():
    table = frame(RINGS)
    assert table["deals_by_hop"][0] == [["D-006a", "D-006b", "D-006c"], ["D-007", "D-008"]]
    assert table["ring_names"][1] == ["Nvidia", "OpenAI", "Oracle"]
    assert table["contingent"].tolist() == [False, True]
    assert table["carries_low"].isna().tolist() == [False, True]


@pytest.mark.parametrize("hostile", [name for name in HOSTILE if name != "\ud800"], ids=ascii)
def test_a_hostile_name_is_kept_exactly(hostile):
    assert hostile == frame(with_names(DEALS, hostile))["payer_name"][0]
