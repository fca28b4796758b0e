from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from circflow.model import PartialDate


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("2025", date(2025, 1, 1), date(2025, 12, 31)),
        ("2025-H1", date(2025, 1, 1), date(2025, 6, 30)),
        ("2025-H2", date(2025, 7, 1), date(2025, 12, 31)),
        ("2025-Q4", date(2025, 10, 1), date(2025, 12, 31)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2025-10-06", date(2025, 10, 6), date(2025, 10, 6)),
        ("2025-04/2026-03", date(2025, 4, 1), date(2026, 3, 31)),
    ],
)
def test_a_date_spans_what_its_source_leaves_open(text, earliest, latest):
    read = PartialDate.parse(text)

    assert (read.earliest, read.latest, str(read)) == (earliest, latest, text)


@pytest.mark.parametrize(
    "text", ["", "25", "2025-13", "2025-00", "2025-02-30", "2025-Q5", "2025-H3", "2025-1", "2025/10/06", "٢٠٢٥", "0000"]
)
def test_what_is_no_date_is_refused(text):
    with pytest.raises(ValueError, match=r"not a date|does not exist"):
        PartialDate.parse(text)


def test_a_span_of_months_does_not_end_before_it_begins():
    with pytest.raises(ValueError, match="ends before it begins"):
        PartialDate.parse("2026-04/2026-03")


@given(st.dates())
def test_a_day_reads_back(day):
    read = PartialDate.parse(day.isoformat())

    assert (read.earliest, read.latest) == (day, day)
