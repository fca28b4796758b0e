"""The order of day, month and year in a column: what other cells decide, and what they do not."""

import pytest
from loose_sheet import deals, rejects, sheet

ROWS = ["Nvidia,OpenAI,$30bn", "Microsoft,OpenAI,$13bn", "Amazon,Anthropic,$4bn"]


def dated(tmp_path, *cells, header="Date"):
    lines = [f"{row},{cell}" for row, cell in zip(ROWS, cells, strict=False)]
    return sheet(tmp_path, "\n".join([f"Investor,Investee,Amount,{header}", *lines, ""]))


def test_a_date_that_a_program_wrote_says_nothing_of_those_that_people_wrote(tmp_path):
    found = dated(tmp_path, "2026-02-27", "13/06/25", "06/05/25")
    assert [str(date) for (date,) in deals(found, "announced_date")] == ["2026-02-27", "2025-06-13", "2025-05-06"]


def test_nor_does_it_decide_where_nothing_else_does(tmp_path):
    assert rejects(dated(tmp_path, "2026-02-27", "10/06/25")) == [(3, "Date", "ambiguous-date")]


@pytest.mark.parametrize("header", ["발표일", "発表日"])
def test_dots_are_year_first_where_headers_are_korean_or_japanese(tmp_path, header):
    found = dated(tmp_path, "2025-10-06", "25.10.6", "25.3.4", header=header)
    assert [str(date) for (date,) in deals(found, "announced_date")] == ["2025-10-06", "2025-10-06", "2025-03-04"]


@pytest.mark.parametrize("header", ["Date", "발표일"])
def test_slashes_are_not_year_first_because_another_cell_is(tmp_path, header):
    found = dated(tmp_path, "2025-10-06", "04/03/25", header=header)
    assert rejects(found) == [(3, header, "ambiguous-date")]


@pytest.mark.parametrize(
    "row",
    ["エヌビディア,OpenAI,$5bn", "엔비디아,OpenAI,$5bn", "Nvidia,OpenAI,50億ドル"],
)
def test_nor_are_slashes_day_first_where_rows_are_korean_or_japanese(tmp_path, row):
    found = sheet(tmp_path, f"Investor,Investee,Amount,Date\n{row},25/10/31\nAmazon,Anthropic,$4bn,25/09/10\n")
    assert rejects(found) == [(2, "Date", "ambiguous-date"), (3, "Date", "ambiguous-date")]


def test_where_rows_are_english_a_day_stands_before_or_behind_its_month(tmp_path):
    assert [str(date) for (date,) in deals(dated(tmp_path, "25/12/25", "06/05/25"), "announced_date")] == [
        "2025-12-25",
        "2025-05-06",
    ]
