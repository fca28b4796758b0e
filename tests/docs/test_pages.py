"""What the pages say is what the program says."""

import re
from pathlib import Path

import pytest

from circflow import errors
from circflow.queries import read_catalogue
from circflow.sheets.columns import TABLES
from docs.generate import pages

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md")), *sorted((ROOT / "fixtures").rglob("*.md"))]
MADE = pages()


def test_generated_pages_are_current():
    there = {path: path.read_text("utf-8") for path in MADE if path.exists()}

    assert there == MADE, "run: python docs/generate.py"
    assert set((ROOT / "docs" / "queries").glob("*.md")) <= MADE.keys()


@pytest.mark.parametrize(
    "query", [query for query in read_catalogue().values() if query.kind != "evidence"], ids=lambda query: query.id
)
def test_page_of_a_query_shows_an_answer_and_what_is_not_found(query):
    page = (ROOT / "docs" / "queries" / f"{query.id}.md").read_text("utf-8")
    kept = [path.read_text("utf-8") for path in (ROOT / "tests" / "golden" / query.id).glob("*.csv")]

    assert ("## An answer" in page) == any(text.count("\n") > 1 for text in kept)
    assert page.count("```mermaid\nflowchart LR\n") <= 1
    assert re.search(r"^## What it does not find\n\n.+\n\n- ", page, re.MULTILINE)


def test_exit_codes_are_those_of_the_errors():
    page = (ROOT / "docs" / "exit-codes.md").read_text("utf-8")
    written = {int(number) for number in re.findall(r"^\| (\d+) \|", page, re.MULTILINE)}
    classes = [
        item for item in vars(errors).values() if isinstance(item, type) and issubclass(item, errors.CircflowError)
    ]
    codes = {item.exit_code for item in classes}

    assert written == codes | {errors.EXIT_OK, errors.EXIT_ROWS, errors.EXIT_INTERRUPTED, errors.EXIT_TERMINATED}


def test_columns_of_packages_are_those_that_are_read():
    page = (ROOT / "docs" / "data.md").read_text("utf-8")
    written = {
        name: (required.split(", "), re.sub(" or ", ", ", rest).split(", "))
        for name, required, rest in re.findall(r"^\| `(\w+)\.csv` \| \*\*(.+?)\*\*; (.+?) \|$", page, re.MULTILINE)
    }

    assert written == {
        table.name: (
            [field.name for field in table.fields if field.required],
            [field.name for field in table.fields if not field.required],
        )
        for table in TABLES.values()
    }


@pytest.mark.parametrize("page", PAGES, ids=lambda path: str(path.relative_to(ROOT)))
def test_links_lead_somewhere(page):
    links = re.findall(r"\]\((?!https?:|#)([^)#]+)", page.read_text("utf-8"))

    assert [link for link in links if not (page.parent / link).exists()] == []


def test_every_room_and_every_module_that_is_named_stands_where_the_map_says():
    page = (ROOT / "docs" / "architecture.md").read_text("utf-8")
    rooms = {path.parent.name for path in (ROOT / "circflow").glob("*/__init__.py")}
    table = [row.split("|")[1] for row in re.findall(r"^\| `.*", page, re.MULTILINE)]
    assert {name for cell in table for name in re.findall(r"`(\w+)`", cell)} == rooms
    for room, module in re.findall(r"`([a-z]+)\.([a-z_]+)`", page):
        if room in rooms:
            assert (ROOT / "circflow" / room / f"{module}.py").exists() or (ROOT / "circflow" / room / module).is_dir()
