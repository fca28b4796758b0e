"""A report judges nobody: none of its own sentences has a word of a list in three languages."""

from pathlib import Path

import pytest
from report_answers import UNKNOWN, asked, empty, ring
from wording.judging import judging

from circflow.reports import asking, report
from circflow.reports.report import made

FOLDER = Path(report.__file__).parent
REPORTS = {
    "all sections": asked("a"),
    "everything that is loaded": asked(),
    "unknown amounts": asked(rings=[ring(**UNKNOWN)]),
    "mixed currencies and a guarantee": asked(rings=[ring(currency="mixed", contingent=True)]),
    "nothing found": empty("a"),
    "in no deal": empty("a", absent=("a",)),
}


@pytest.mark.parametrize("text", ["A fraudulent plan", "이것은 사기다", "粉飾決算", "Suspicious", "a\nponzi"])
def test_the_list_finds_judging_words(text):
    assert judging(text)


@pytest.mark.parametrize("found", REPORTS.values(), ids=REPORTS)
@pytest.mark.parametrize("form", ["md", "html"])
def test_no_report_judges(found, form):
    assert judging(made(found).text(form).partition("</head>")[2] or made(found).text(form)) == []


@pytest.mark.parametrize("module", sorted(FOLDER.glob("*.py")), ids=lambda path: path.name)
def test_no_sentence_in_the_code_judges(module):
    assert judging(module.read_text("utf-8")) == []


@pytest.mark.parametrize("query_id", [*asking.FINDINGS, asking.LETTERS])
def test_no_stored_query_of_a_report_judges(query_id):
    answer = asked().answers[query_id]
    assert judging(f"{answer.query.title} {answer.query.reading}") == []
