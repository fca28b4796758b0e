"""Decisions about companies: what contradicts itself, and what they make of sheets and packages."""

import pytest

from circflow.datasets import convert
from circflow.errors import PackageError
from circflow.model.flat import flat
from circflow.model.match import Match
from circflow.sheets.loose.options import SheetOptions
from circflow.sheets.matching.agreement import agreement
from circflow.sheets.matching.decisions import parse_matches, read_matches, signed, write_matches
from circflow.sheets.matching.review import Review
from circflow.sheets.reading import read

HEADER = "company_id,name,decision,other_id,other_name,score,reason,by,at\n"


def decided(folder, *rows, name="decided.csv"):
    """Write decisions, each 'a same b', signed."""
    path = folder / name
    lines = [f"{one},,{decision},{other},,,,ana,2026-11-21" for one, decision, other in map(str.split, rows)]
    path.write_text(HEADER + "\n".join([*lines, ""]))
    return path


def agreed(folder, *rows):
    path = decided(folder, *rows)
    return agreement(read_matches(path), str(path))


def test_what_a_company_is_follows_over_several_decisions(tmp_path):
    found = agreed(tmp_path, "a same b", "b same c", "a same c", "x part a", "y different a", "p part x")

    assert found.ends == {"a": "c", "b": "c"}
    assert found.heads == {"x": "c", "p": "x"}
    assert [str(match) for match in found.used({"a"})] == [
        "'a' is c (ana, 2026-11-21)",
        "'b' is c (ana, 2026-11-21)",
        "'a' is c (ana, 2026-11-21)",
    ]
    assert [str(match) for match in found.used({"x", "y"})] == ["'x' is of the group c (ana, 2026-11-21)"]


@pytest.mark.parametrize(
    ("rows", "line", "reason"),
    [
        (["a same b", "b different a"], 3, "'different' here and 'same' on line 2"),
        (["a same b", "b same a"], 2, "in a circle: a → b → a"),
        (["a same b", "b same c", "c same a"], 2, "in a circle"),
        (["a same b", "a same c"], 3, "nothing says that these two are one"),
        (["a same b", "b same c", "a different c"], 4, "by other rows both are 'c'"),
        (["a same b", "c same b", "a part c"], 4, "by other rows both are 'b'"),
        (["a part b", "a part c"], 3, "of the group 'c' here and of 'b' on line 2"),
        (["a part b", "b part a"], 2, "parts of one another in a circle"),
        (["a part b", "b part c", "c part a"], 2, "parts of one another in a circle"),
        (["a same a"], 2, "compared with itself"),
        (["a perhaps b"], 2, "'perhaps' is not known here"),
    ],
)
def test_decisions_that_contradict_each_other_are_refused_with_their_line(tmp_path, rows, line, reason):
    with pytest.raises(PackageError, match=reason) as told:
        agreed(tmp_path, *rows)
    assert told.value.where == f"{tmp_path / 'decided.csv'}:{line}"


def test_a_decision_that_nobody_has_signed_is_refused_and_signing_it_keeps_older_names():
    rows = parse_matches(f"{HEADER}a,,same,b,,,,,\nc,,same,d,,,,bo,2026-01-02\ne,,,f,,,,bo,2026-01-02\n".encode(), "x")
    with pytest.raises(PackageError, match="nobody has signed the decision that 'a' is b"):
        agreement(rows, "x")
    assert [(match.by, match.at) for match in signed(rows, "ana", "2026-11-21")] == [
        ("ana", "2026-11-21"),
        ("bo", "2026-01-02"),
        ("", ""),
    ]


@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_a_file_that_a_spreadsheet_has_saved_is_read(mark, separator):
    text = f"{mark}{HEADER}a,에이,same,b,B,90,spelling,ana,2026-11-21T10:00:00+00:00\n".replace(",", separator)
    (match,) = parse_matches(text.encode(), "x")
    assert (match.name, match.decision, match.score) == ("에이", "same", 90)


def test_a_file_that_is_written_is_read_back(tmp_path):
    matches = [
        Match(company_id="a", other_id="b", name="A, B", score=7, reason="script"),
        Match(company_id="c", other_id="d"),
    ]
    write_matches(tmp_path / "x.csv", matches)
    found = read_matches(tmp_path / "x.csv")
    assert [(match.company_id, match.name, match.score, match.decision) for match in found] == [
        ("a", "A, B", 7, ""),
        ("c", "", None, ""),
    ]


@pytest.mark.parametrize("text", ["", "\n", "company_id,decision\na,same\n", "company_id,other_id\n,b\n"])
def test_a_damaged_file_is_refused(tmp_path, text):
    path = tmp_path / "decided.csv"
    path.write_text(text)
    with pytest.raises(PackageError):
        read_matches(path)
    with pytest.raises(PackageError, match="cannot be read"):
        read_matches(tmp_path / "nothing.csv")


SHEET = """Investor,Investee,Amount
Nvidea,OpenAI,$30bn
Zefyr Quill,Oracle,$1bn
Zephyr Quill Inc,Oracle,$2bn
Zephyr Quill Capital,Zefyr Quill,$3bn
Zefyr Quill,Zephyr Quill,$4bn
"""


def parties(found):
    return [(deal.source, deal.target, deal.line) for deal in found.package.deals]


def test_decisions_count_in_a_sheet(tmp_path):
    path = tmp_path / "sheet.csv"
    path.write_text(SHEET)
    rows = "nvidea same nvidia", "zefyr-quill same zephyr-quill", "zephyr-quill-capital part zefyr-quill", "q same r"
    found = read(path, options=SheetOptions(matches=decided(tmp_path, *rows)))

    assert parties(found) == [
        ("nvidia", "openai", 2),
        ("zephyr-quill", "oracle", 3),
        ("zephyr-quill", "oracle", 4),
        ("zephyr-quill-capital", "zephyr-quill", 5),
    ]
    assert [(reject.line, reject.code) for reject in found.rejects] == [(6, "contradiction")]
    companies = {company.id: (company.name, company.group_id) for company in found.package.companies}
    assert companies["zephyr-quill"] == ("Zephyr Quill Inc", None)
    assert companies["zephyr-quill-capital"] == ("Zephyr Quill Capital", "zephyr-quill")
    assert [(name.name, name.company_id) for name in found.package.names] == [
        ("Nvidea", "nvidia"),
        ("Zephyr Quill", "zephyr-quill"),
        ("Zefyr Quill", "zephyr-quill"),
    ]
    assert [match.company_id for match in found.package.matches] == ["nvidea", "zefyr-quill", "zephyr-quill-capital"]
    assert not any("Nvidea" in question for question in found.sheets.questions)


def test_the_same_bytes_with_other_decisions_are_another_data_set_and_without_them_the_first(tmp_path):
    path = tmp_path / "sheet.csv"
    path.write_text(SHEET)
    plain = read(path).package
    one = read(path, options=SheetOptions(matches=decided(tmp_path, "nvidea same nvidia"))).package
    undone = read(path, options=SheetOptions(matches=decided(tmp_path, "x same y"))).package

    assert len({plain.sha256, one.sha256, undone.sha256}) == 3
    assert undone.deals == plain.deals
    assert one.deals != plain.deals


def test_decisions_count_in_every_table_of_a_package(package, tmp_path):
    package.write("companies.csv", "id,name,group_id\na,A Ltd,\nb,B Ltd,\nc,C Ltd,a\nd,D Ltd,\n")
    package.deals(
        "D-1,a,INVESTS_IN,b,5,10,USD,signed,2025-10-06,s1", "D-2,b,BUYS_FROM,d,7,7,EUR,,,", "D-3,c,BUYS_FROM,d,,,,,,"
    )
    package.write("claims.csv", "claim_id,subject,source_id\nC-1,d:revenue,s1\n")

    found = read(package.folder, options=SheetOptions(matches=decided(tmp_path, "d same b", "a same z", "z part y")))

    assert [(flat(deal)["source"], flat(deal)["target"]) for deal in found.package.deals] == [("z", "b"), ("c", "b")]
    assert [(reject.line, reject.code) for reject in found.rejects] == [(3, "one-company")]
    assert "'b' and 'd' are one company by" in found.rejects[0].reason
    assert found.package.claims[0].subject == "b:revenue"
    assert {company.id: company.group_id for company in found.package.companies} == {
        "z": "y",
        "b": None,
        "c": "y",
        "y": None,
    }
    assert [(name.name, name.company_id) for name in found.package.names] == [("A Ltd", "z"), ("D Ltd", "b")]


def test_a_single_sheet_in_the_packages_columns_follows_decisions_too(tmp_path):
    path = tmp_path / "deals.csv"
    path.write_text("deal_id,source,relationship,target\nD-1,a,INVESTS_IN,b\nD-2,a,INVESTS_IN,c\n")
    found = read(path, options=SheetOptions(matches=decided(tmp_path, "a same b", "c part b")))

    assert parties(found) == [("b", "c", 3)]
    assert [(reject.line, reject.code) for reject in found.rejects] == [(2, "one-company")]
    assert {company.id: company.group_id for company in found.package.companies} == {"b": None, "c": "b"}


def proposal(one, other, score=90):
    return Match(company_id=one, other_id=other, score=score, reason="spelling")


def test_a_person_is_not_asked_what_follows_from_answers():
    review = Review([], [proposal("a", "b"), proposal("a", "c"), proposal("b", "c"), proposal("c", "d")])

    review.decide(review.open()[0], "same", "ana", "2026-11-21")
    made = review.decide(review.open()[0], "same", "ana", "2026-11-21")

    assert (made.company_id, made.other_id) == ("b", "c")
    assert [(match.company_id, match.other_id) for match in review.open()] == [("c", "d")]
    review.check()
    review.undo(made)
    review.decide(proposal("b", "c"), "different", "ana", "2026-11-21")
    assert [(match.company_id, match.other_id) for match in review.open()] == [("c", "d")]


def test_pairs_are_accepted_by_likeness_where_nothing_speaks_against_it():
    rows = [
        Match(company_id="a", other_id="c", decision="different", by="ana", at="2026-11-21"),
        Match(company_id="p", other_id="q", decision="part", by="ana", at="2026-11-21"),
    ]
    pairs = [proposal("a", "b"), proposal("b", "c"), proposal("a", "d"), proposal("q", "p"), proposal("x", "y", 79)]
    sub = Match(company_id="m", other_id="n", score=99, reason="subsidiary")
    review = Review(rows, [*pairs, sub])

    review.accept(80, "bo", "2026-11-22")

    found = agreement(review.rows, "x")
    assert found.ends == {"a": "d", "b": "d"}
    assert {match.by for match in found.matches if match.decision == "same"} == {"bo"}
    assert sum(1 for match in review.rows if not match.decision) == 4


def test_a_company_that_stays_keeps_its_group_or_gets_that_of_the_one_that_is_gone(package, tmp_path):
    package.write("companies.csv", "id,name,group_id\na,A,g\nb,B,\nc,C,g\nd,D,h\ng,G,\nh,H,\n")
    package.deals("D-1,a,INVESTS_IN,c,5,10,USD,signed,2025-10-06,s1")
    package.write("claims.csv", "claim_id,source_id\n")

    found = read(package.folder, options=SheetOptions(matches=decided(tmp_path, "a same b", "c same d", "h part b")))

    assert {company.id: company.group_id for company in found.package.companies} == {
        "b": "g",
        "d": "g",
        "g": None,
        "h": "g",
    }


def test_a_name_that_both_have_stands_once_and_one_that_stood_twice_is_still_rejected(package, tmp_path):
    descriptor = package.folder / "datapackage.json"
    descriptor.write_text(descriptor.read_text().replace('"resources": [', '"resources": [{"path": "names.csv"}, '))
    package.write("names.csv", "name,company_id\nCode,a\nOther,a\nCode,b\nBee,b\nBee,b\nB Ltd,a\n")

    found = read(package.folder, options=SheetOptions(matches=decided(tmp_path, "a same b")))

    assert [(name.name, name.company_id) for name in found.package.names] == [
        ("Other", "b"),
        ("Code", "b"),
        ("Bee", "b"),
        ("A Ltd", "b"),
    ]
    assert [(reject.table, reject.line, reject.code) for reject in found.rejects if reject.table == "names"] == [
        ("names", 6, "doubled-id")
    ]


def test_a_package_that_is_written_tells_the_decisions_that_it_is_the_outcome_of(tmp_path):
    path = tmp_path / "sheet.csv"
    path.write_text("Investor,Investee,Amount\nNvidea,OpenAI,$30bn\n")
    convert([path], tmp_path / "package", matches=decided(tmp_path, "nvidea same nvidia"))

    found = read(tmp_path / "package")

    assert parties(found) == [("nvidia", "openai", 2)]
    assert [str(match) for match in found.package.matches] == ["'nvidea' is nvidia (ana, 2026-11-21)"]
    convert([path], tmp_path / "package")
    assert read(tmp_path / "package").package.matches == ()
