"""What parameters accept, from Python and from a command line alike, before anything is sent."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from types import MappingProxyType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from circflow.errors import ParamError
from circflow.queries import Param

_LARGEST = 2**63 - 1


def _param(kind, **more):
    return Param(name="x", type=kind, doc="A test.", **more)


_SORTS = MappingProxyType(
    {
        "integer": _param("integer"),
        "hops": _param("integer", low=2, high=8),
        "number": _param("number"),
        "share": _param("number", low=0, high=1),
        "date": _param("date"),
        "boolean": _param("boolean"),
        "string": _param("string"),
        "company": _param("string", of=("company",)),
        "enum": _param("enum", choices=("A", "B", "C")),
        "list": _param("list"),
        "grades": _param("list", choices=("A", "B", "C")),
    }
)


@pytest.mark.parametrize(
    ("sort", "given_", "expected"),
    [
        ("integer", 4, 4),
        ("integer", "-4", -4),
        ("integer", "+007", 7),
        ("integer", _LARGEST, _LARGEST),
        ("integer", str(-(2**63)), -(2**63)),
        ("hops", "2", 2),
        ("hops", 8, 8),
        ("number", 4, 4.0),
        ("number", "1e3", 1000.0),
        ("number", ".5", 0.5),
        ("number", Decimal("0.25"), 0.25),
        ("share", "1", 1.0),
        ("date", date(2025, 9, 30), date(2025, 9, 30)),
        ("date", "2024-02-29", date(2024, 2, 29)),
        ("boolean", False, False),
        ("boolean", "yes", True),
        ("boolean", "FALSE", False),
        ("string", "오픈AI", "오픈AI"),
        ("string", "", ""),
        ("enum", "B", "B"),
        ("list", ["a", "b"], ["a", "b"]),
        ("list", ("b", "a"), ["b", "a"]),
        ("list", {"b", "a"}, ["a", "b"]),
        ("list", "a,b", ["a,b"]),
        ("list", [], []),
        ("list", (name for name in "ab"), ["a", "b"]),
        ("grades", ["A", "C"], ["A", "C"]),
    ],
)
def test_what_fits_is_read(sort, given_, expected):
    read = _SORTS[sort].read(given_)
    assert (expected, type(expected)) == (read, type(read))


@pytest.mark.parametrize(
    ("sort", "given_", "told"),
    [
        ("integer", True, "must be a whole number, and True is none"),
        ("integer", 4.0, "must be a whole number, and 4.0 is none"),
        ("integer", "4.0", "must be a whole number, and '4.0' is none"),
        ("integer", "1_000", "must be a whole number, and '1_000' is none"),
        ("integer", " 4", "must be a whole number, and ' 4' is none"),
        ("integer", "٤", "must be a whole number, and '٤' is none"),
        ("integer", "", "must be a whole number, and '' is none"),
        ("integer", 2**63, "does not fit into the 64 bits of a Neo4j integer"),
        ("integer", "9" * 5000, "does not fit into the 64 bits of a Neo4j integer"),
        ("integer", [4], "must be a whole number, and [4] is none"),
        ("hops", 99, "must be from 2 to 8, and 99 is not"),
        ("hops", "1", "must be from 2 to 8, and 1 is not"),
        ("number", "nan", "must be a number, and 'nan' is none"),
        ("number", float("inf"), "must be a number, and inf is none"),
        ("number", 10**400, "must be a number, and"),
        ("number", False, "must be a number, and False is none"),
        ("number", "1,5", "must be a number, and '1,5' is none"),
        ("number", None, "must be a number, and None is none"),
        ("share", 1.5, "must be from 0 to 1, and 1.5 is not"),
        ("date", "2025-02-30", "must be a date, and 2025-02-30 is not in the calendar"),
        ("date", "2025-9-3", "must be a date such as 2025-09-30, and '2025-9-3' is none"),
        ("date", "20250930", "must be a date such as 2025-09-30, and '20250930' is none"),
        ("date", datetime(2025, 9, 30, tzinfo=UTC), "must be a date such as 2025-09-30, and datetime"),
        ("date", 2025, "must be a date such as 2025-09-30, and 2025 is none"),
        ("boolean", 1, "must be true or false, and 1 is neither"),
        ("boolean", "maybe", "must be true or false, and 'maybe' is neither"),
        ("string", 5, "must be a text, and 5 is none"),
        ("string", b"x", "must be a text, and b'x' is none"),
        ("string", "\udcff", "must be a text in UTF-8, and"),
        ("company", "  ", "must name a company, and an empty text names none"),
        ("enum", "b", "must be A, B or C, and 'b' is not"),
        ("enum", "D" * 500, "…"),
        ("list", 5, "must be a list of texts, and 5 is none"),
        ("list", {"a": 1}, "must be a list of texts, and {'a': 1} is none"),
        ("list", b"ab", "must be a list of texts, and b'ab' is none"),
        ("list", ["a", 1], "must be a text, and 1 is none"),
        ("grades", ["A", "D"], "must be A, B or C, and 'D' is not"),
    ],
)
def test_what_does_not_fit_is_refused(sort, given_, told):
    with pytest.raises(ValueError) as error:  # noqa: PT011 - its text is compared
        _SORTS[sort].read(given_)
    assert told in str(error.value)


@given(st.integers(-(2**63), _LARGEST))
def test_a_number_reads_the_same_from_text(number):
    assert number == _SORTS["integer"].read(str(number)) == _SORTS["integer"].read(number)


@given(st.dates())
def test_a_date_reads_the_same_from_text(day):
    assert day == _SORTS["date"].read(day.isoformat()) == _SORTS["date"].read(day)


@given(st.sampled_from(sorted(_SORTS)), st.one_of(st.text(), st.integers(), st.floats(), st.binary(), st.none()))
def test_whatever_is_given_it_is_read_or_refused(sort, value):
    try:
        read = _SORTS[sort].read(value)
    except ValueError:
        return
    assert read is not None


def test_defaults_fill_in_what_is_not_given(query):
    assert query.bind({"as_of": None}) == {
        "max_hops": 2,
        "company": None,
        "as_of": None,
        "status": "all",
        "by": "group",
        "datasets": None,
        "contingent": True,
        "without": [],
        "min_quality": "C",
        "joint_ventures": True,
        "limit": 1000,
    }


def test_a_list_that_was_bound_can_be_changed_without_changing_the_default(query):
    query.bind({})["without"].append("openai")
    assert query.bind({})["without"] == []


def test_an_unknown_parameter_is_told_with_the_nearest_and_all_others(query):
    with pytest.raises(ParamError) as error:
        query.bind({"max_hop": 3})
    assert error.value.message == "direct-returns has no parameter max_hop; did you mean max_hops?"
    assert "max_hops (2 to 8), company (string), as_of (YYYY-MM-DD)" in error.value.hint


def test_a_wrong_value_is_told_with_its_parameter(query):
    with pytest.raises(ParamError, match="max_hops of direct-returns must be from 2 to 8, and 99 is not"):
        query.bind({"max_hops": 99})


@pytest.mark.parametrize(
    ("kind", "least", "greatest", "told"),
    [
        ("date", date(2025, 3, 2), date(2025, 3, 1), "must not be after until, and 2025-03-02 is: until is 2025-03-01"),
        ("integer", 4, 3, "must not be more than until, and 4 is: until is 3"),
    ],
)
def test_a_value_that_exceeds_the_parameter_that_bounds_it_is_refused(query, kind, least, greatest, told):
    params = {"since": Param(name="since", type=kind, doc="A test.", at_most="until")}
    bounded = replace(query, params={**params, "until": Param(name="until", type=kind, doc="A test.")})
    with pytest.raises(ParamError, match=f"since of direct-returns {told}"):
        bounded.bind({"since": least, "until": greatest})
    for fits in ({"since": greatest, "until": greatest}, {"since": greatest, "until": least}, {"since": least}):
        assert bounded.bind(fits).items() >= fits.items()
