"""`circflow report` on the shipped data: who is in it, what it says, and that anybody can verify it."""

import csv
import json
import re
from html import unescape
from pathlib import Path

import pytest
from command import Command
from markdown_it import MarkdownIt
from wording.judging import judging

import circflow as package
from circflow.errors import CircflowError
from circflow.model.amount import interval_label
from circflow.records.record import read_records
from circflow.reports.money import sentences
from circflow.reports.report import Report
from circflow.session import Graph

pytestmark = pytest.mark.live

_FIXTURES = Path(__file__).parents[2] / "fixtures"


@pytest.fixture(scope="module")
def openai(shipped: Graph) -> Report:
    return package.report(shipped, "OpenAI", datasets=["ai-deals"])


@pytest.fixture(scope="module")
def everything(shipped: Graph) -> Report:
    return package.report(shipped, max_hops=3)


def test_a_report_on_a_company_has_its_rows_alone(openai: Report, shipped: Graph) -> None:
    rings = openai.asked.rings
    assert rings.rows == shipped.run("round-trips", through="openai", datasets=["ai-deals"]).rows
    assert len(rings.rows) > 10
    for answer in openai.asked.answers.values():
        assert all("openai" in row["companies"] for row in answer.rows)
    assert openai.page.title == "Deals that lead back: OpenAI"
    assert openai.page.answer[0].startswith(f"{len(rings.rows)} chains of at most 4 deals through OpenAI lead back")


def test_a_report_on_all_has_every_row(everything: Report, shipped: Graph) -> None:
    for query_id, answer in everything.asked.answers.items():
        given = {"max_hops": 3} if query_id == "round-trips" else {"days": 0} if query_id == "old-letters" else {}
        assert answer.rows == shipped.run(query_id, limit=10_000, **given).rows
    assert everything.page.title == "Deals that lead back: ai-deals, historic-deals and seed-articles"


@pytest.mark.parametrize("name", ["openai", "everything"])
def test_both_forms_show_the_same_rows(name: str, request: pytest.FixtureRequest) -> None:
    report: Report = request.getfixturevalue(name)
    html = report.text("html")
    markdown = MarkdownIt("gfm-like", {"html": True}).render(report.text("md"))
    assert _cells(html) == _cells(markdown)
    assert len(_cells(html)) > 100


def _cells(page: str) -> list[str]:
    cells = re.findall(r"<td[^>]*>(.*?)</td>", page, re.DOTALL)
    return [unescape(" ".join(re.sub(r"<[^>]+>", "", re.sub("<br>|</p>", " ", cell)).split())) for cell in cells]


@pytest.mark.parametrize("form", ["html", "md"])
def test_the_report_itself_is_verified(form: str, openai: Report, circflow: Command) -> None:
    openai.save(circflow.folder / f"openai.{form}")
    told = circflow("verify", f"openai.{form}", "--format", "json")
    found = [json.loads(line) for line in told.out.splitlines()]
    assert [each["record"]["query"]["id"] for each in found] == [answer.query.id for answer in openai.asked.records]
    assert all(each["same"] for each in found)


def test_a_report_that_was_edited_is_found_out(openai: Report, circflow: Command) -> None:
    text = openai.text("html")
    record = text.index('<pre class="record">')
    edited = text[:record] + text[record:].replace('"unknown_hops": 1', '"unknown_hops": 0', 1)
    (circflow.folder / "openai.html").write_text(edited, "utf-8")
    told = circflow("verify", "openai.html", code=1)
    assert "the file or the database was edited by other means" in " ".join(told.out.split())


def test_its_own_command_makes_it_again(shipped: Graph, circflow: Command) -> None:
    del shipped
    circflow("report", "coreweave", "--no-contingent", "--max-hops", "3", "-o", "report.html", "-o", "report.md")
    first = (circflow.folder / "report.html").read_text("utf-8")
    command = re.findall("<pre><code>circflow (.*?)</code></pre>", first)[0]
    assert command == "report coreweave --max-hops 3 --no-contingent -o report.html"
    circflow(*command.split())
    assert _timeless((circflow.folder / "report.html").read_text("utf-8")) == _timeless(first)
    printed = circflow("report", "coreweave", "--no-contingent", "--max-hops", "3").out
    assert _timeless(printed) == _timeless((circflow.folder / "report.md").read_text("utf-8"))


def _timeless(text: str) -> str:
    return re.sub(r'(elapsed_ms(?:"|&quot;)): \d+', r"\1", text)


def test_a_company_of_a_group_stands_for_its_group(shipped: Graph) -> None:
    groups = {row["id"]: row["group_id"] for row in shipped.companies()}
    member = next(row["id"] for row in shipped.companies() if row["group_id"] != row["id"] and row["deals"])
    report = package.report(shipped, member)
    for query_id, answer in report.asked.answers.items():
        for row in answer.rows:
            assert groups[member] in {groups.get(id_, id_) for id_ in row["companies"]}, query_id


def test_names_in_any_script_and_several_at_once(shipped: Graph) -> None:
    report = package.report(shipped, "엔비디아", "Oracle", max_hops=2)
    assert list(report.asked.companies) == ["nvidia", "oracle"]
    parts = [shipped.run("round-trips", through=id_, max_hops=2).rows for id_ in ("nvidia", "oracle")]
    both = {(tuple(row["ring"]), tuple(row["relationships"])) for rows in parts for row in rows}
    assert {(tuple(row["ring"]), tuple(row["relationships"])) for row in report.asked.rings.rows} == both
    assert report.asked.rings.row_count == len(both)


def test_an_unknown_company_is_told_with_candidates(shipped: Graph, circflow: Command) -> None:
    del shipped
    told = circflow("report", "opnai", "-o", "r.html", code=2)
    assert "no company is called 'opnai'; did you mean OpenAI (openai)?" in told.err
    assert list(circflow.folder.glob("r.html*")) == []


def test_a_company_without_deals_has_a_report_that_says_so(shipped: Graph, circflow: Command) -> None:
    lonely = next(row["company"] for row in shipped.run("lonely-companies").rows)
    told = circflow("report", lonely, "-o", "r.html", "-o", "r.md")
    assert told.out == ""
    page = (circflow.folder / "r.md").read_text("utf-8")
    assert "is in no deal that fits." in page
    assert "No chain of deals leads back to its first payer." in page
    assert len(read_records(circflow.folder / "r.html")) == len(read_records(circflow.folder / "r.md"))


def test_options_reach_the_questions_that_have_them(shipped: Graph) -> None:
    report = package.report(shipped, status="firm", as_of="2026-01-01", datasets=["ai-deals"], by="company", in_=None)
    assert report.asked.firm is None
    for answer in report.asked.records:
        assert str(answer.parameters["as_of"]) == "2026-01-01"
        assert answer.parameters["datasets"] == ["ai-deals"]
        assert answer.parameters.get("status", "firm") == "firm"
        assert answer.parameters.get("by", "company") == "company"
    assert "as of 2026-01-01 · status firm · by company" in report.page.asked


def test_amounts_are_converted_at_given_rates(shipped: Graph, circflow: Command) -> None:
    del shipped
    (circflow.folder / "rates.csv").write_text("from,to,date,low,high,source\nUSD,EUR,2000-01-01,0.5,0.5,mine\n")
    circflow("report", "openai", "--max-hops", "2", "--rates", "rates.csv", "--in", "EUR", "-o", "r.md")
    page = (circflow.folder / "r.md").read_text("utf-8")
    assert "€" in page.partition("## Chains")[0]
    assert "    circflow report openai --max-hops 2 --rates rates.csv --in EUR -o report.html\n" in page
    circflow("verify", "r.md")


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"max_hops": 99}, "max_hops"),
        ({"hops": 3}, "hops"),
        ({"through": "openai"}, "through"),
        ({"as_of": "x"}, "as_of"),
    ],
)
def test_parameters_that_mean_nothing_are_refused(given: dict[str, object], told: str, shipped: Graph) -> None:
    with pytest.raises(CircflowError, match=told):
        package.report(shipped, **given)


def test_files_are_written_as_safely_as_others(shipped: Graph, circflow: Command) -> None:
    del shipped
    assert "must be .html or .md" in circflow("report", "openai", "-o", "r.pdf", code=2).err
    circflow("report", "poolside", "-o", "nowhere/r.html", code=7)
    circflow("report", "poolside", "-o", "r.html")
    assert (circflow.folder / "r.html").stat().st_mode & 0o777 == 0o600


def test_a_cut_is_told(shipped: Graph, circflow: Command) -> None:
    del shipped
    told = circflow("report", "--limit", "2", "--max-hops", "2", "-o", "r.md")
    assert "Warning: A limit cut some answers" in told.err
    page = (circflow.folder / "r.md").read_text("utf-8")
    assert "## Read this first" in page
    assert "At least 2 chains" in page


def test_judging_words_are_those_of_documents_alone(everything: Report) -> None:
    said = {cell for path in _FIXTURES.glob("*/*.csv") for row in csv.reader(_lines(path)) for cell in row}
    quoted = sorted(filter(judging, said), key=len, reverse=True)
    text = everything.text("html").partition('id="record"')[0]
    seen = unescape(re.sub("<style>.*?</style>|<[^>]+>", " ", text, flags=re.DOTALL))
    for words in quoted:
        seen = seen.replace(words, "")
    assert judging(seen) == []


def _lines(path: Path) -> list[str]:
    return path.read_text("utf-8").splitlines()


def test_a_report_says_how_much_money_goes_round_is_needed_and_is_firm(openai: Report, shipped: Graph) -> None:
    text = openai.text("md")
    assert "How much money" in text
    rows = {row["measure"]: row for row in openai.asked.money["circulation"].rows if row["currency"] == "USD"}
    [circle, outside, ladder] = sentences(openai.asked.money)
    assert interval_label(rows["distinct"]["low"], rows["distinct"]["high"], "USD") in circle.replace(
        "At least", "at least"
    )
    # Volume is never told without distinct money.
    assert circle.index("distinct money") < circle.index("volume")
    assert "must come from outside" in outside
    assert "Of purchases in USD" in ladder
    assert openai.asked.money["circulation"].rows == shipped.run("circulation", datasets=["ai-deals"]).rows
    assert [judging(sentence) for sentence in (circle, outside, ladder)] == [[], [], []]
