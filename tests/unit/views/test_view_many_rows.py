"""An answer of a hundred thousand rows: all of them in every format, a piece at a time."""

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace

import pytest
from view_answers import DEALS, FACTS, NAMES, SHARED

from circflow.model import Column, Result
from circflow.views import FORMATS, TEXT_FORMATS, frame, html_table
from circflow.views.page import Page
from circflow.views.picture import page as picture

COUNT = 100_000
LARGEST_PIECE = 2_000_000  # characters: the row numbers of one deal; all else comes row by row


@pytest.fixture(scope="module")
def many() -> Result:
    """Give rows with little in each, so that what takes time is their number."""
    columns = (Column("deal_id", "string", "deal"), Column("amount_low", "integer"), DEALS.columns[-1])
    ids = [deal for deal in FACTS if deal.startswith("D-00")]
    rows = tuple({"deal_id": ids[n % len(ids)], "amount_low": n, "deals": [ids[n % len(ids)]]} for n in range(COUNT))
    facts = {deal: FACTS[deal] for deal in ids}
    return replace(SHARED, columns=columns, rows=rows, names=NAMES, facts=facts, truncated=False, warnings=())


def pieces(chunks: Iterator[str]) -> Iterator[str]:
    """Yield the pieces of a text, none of which may hold the whole."""
    for piece in chunks:
        assert len(piece) < LARGEST_PIECE
        yield piece


ROWS = {
    "json": r'^ *\{"deal_id"',
    "jsonl": r'^\{"deal_id"',
    "csv": r"^D-00",
    "md": r"^\| \d+ \| D-00",
    "html": r'^<tr><td data-title="#">',
}


@pytest.mark.parametrize("form", ROWS)
def test_all_rows_are_there(form, many):
    text = "".join(pieces(FORMATS[form].chunks(many, Page())))
    assert len(re.findall(ROWS[form], text, re.MULTILINE)) == COUNT


@pytest.mark.parametrize("form", ["graphml", "gexf"])
def test_the_deals_of_a_graph_name_all_rows(form, many):
    text = "".join(pieces(FORMATS[form].chunks(many, Page())))
    numbers = re.findall(r"[\">](\d+(?:;\d+){999,})[\"<]", text)
    assert sorted(int(number) for row in numbers for number in row.split(";")) == list(range(1, COUNT + 1))


def test_a_flowchart_has_each_deal_once(many):
    text = "".join(pieces(FORMATS["mermaid"].chunks(many, Page())))
    assert len(re.findall(r"^  n\d+ .*\| n\d+$", text, re.MULTILINE)) == len(many.facts)


def test_a_workbook_has_all_rows(many):
    packed = io.BytesIO()
    FORMATS["xlsx"].fill(many, packed)
    with zipfile.ZipFile(packed) as parts:
        sheet = parts.read("xl/worksheets/sheet1.xml")
    assert sheet.count(b"<row ") == COUNT + 1


def test_a_table_stops_at_ten_thousand_rows_and_says_so(many):
    text = "".join(pieces(FORMATS["table"].chunks(many, Page())))
    assert len(re.findall(r"^ *(10000|9999) ", text, re.MULTILINE)) == 2
    assert not re.search(r"^ *10001 ", text, re.MULTILINE)
    assert "100,000 rows" in text
    assert "Shown are the first 10,000" in text


def test_a_picture_has_all_rows_as_a_table(many):
    text = "".join(pieces(picture.chunks(many, "/* draws */")))
    assert text.count('<tr><td data-title="#">') == COUNT


def test_a_frame_has_all_rows_and_a_notebook_the_first(many):
    assert frame(many).shape == (COUNT, 3)
    assert html_table(many).count("<tr") < 200


def test_no_format_is_left_out():
    told = {*ROWS, "graphml", "gexf", "mermaid", "table"}
    assert told == set(TEXT_FORMATS)
    assert set(FORMATS) - told == {"parquet", "xlsx"}
