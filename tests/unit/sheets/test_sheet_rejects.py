"""Rows that break the contract: each is told with its file, line, byte, column and rule, and none is lost."""

import pytest

from circflow.errors import RejectedRows

GOOD = "D-9,b,BUYS_FROM,a,7,7,EUR,announced,2025-Q4,s1"


@pytest.mark.parametrize(
    ("row", "column", "code", "reason"),
    [
        ("D-1,a,LENDS_TO,b,5,10,USD,signed,2025,", "relationship", "unknown-word", "'LENDS_TO' is not known here"),
        ("D-1,a,INVEST_IN,b,5,10,USD,signed,2025,", "relationship", "unknown-word", "did you mean INVESTS_IN?"),
        ("D-1,a,invests_in,b,5,10,USD,signed,2025,", "relationship", "unknown-word", "'invests_in'"),
        ("D-1,a,INVESTS_IN,b,5,10,USD,agreed,2025,", "status", "unknown-word", "'agreed' is not known here"),
        ("D-1,a,INVESTS_IN,b,5,10,USS,signed,2025,", "currency", "unknown-word", "'USS' is not known here"),
        ("D-1,a,INVESTS_IN,b,5,10,$,signed,2025,", "currency", "unknown-word", "'$'"),
        ("D-1,a,INVESTS_IN,b,5,10,,signed,2025,", "currency", "no-currency", "needs the currency of its source"),
        ("D-1,a,INVESTS_IN,b,10,5,USD,signed,2025,", "amount_low", "low-above-high", "10 is above amount_high 5"),
        ("D-1,a,INVESTS_IN,b,5,10,USD,signed,2025-02-29,", "announced_date", "bad-date", "'2025-02-29' does not exist"),
        ("D-1,a,INVESTS_IN,b,5,10,USD,signed,2025-13,", "announced_date", "bad-date", "'2025-13' does not exist"),
        ("D-1,a,INVESTS_IN,b,5,10,USD,signed,0000,", "announced_date", "bad-date", "'0000' does not exist"),
        ("D-1,a,INVESTS_IN,b,5,10,USD,signed,2025/10/06,", "announced_date", "bad-date", "is not a date of the form"),
        ("D-1,a,INVESTS_IN,b,5,10,USD,signed,06.10.2025,", "announced_date", "bad-date", "is not a date of the form"),
        ("D-1,a,INVESTS_IN,b,5,10,USD,signed,２０２５,", "announced_date", "bad-date", "is not a date"),
        ("D-1,a,INVESTS_IN,z,5,10,USD,signed,2025,", "target", "unknown-company", "'z' is not in companies.csv"),
        ("D-1,A,INVESTS_IN,b,5,10,USD,signed,2025,", "source", "unknown-company", "'A' is not in companies.csv"),
        ("D-1,a,INVESTS_IN,b,5,10,USD,signed,2025,s2", "sources", "unknown-source", "'s2' is not in sources.csv"),
        ("D-1,a,INVESTS_IN,b,5,10,USD,signed,2025,s1;s1", "sources", "doubled-id", "names the same id twice"),
        (",a,INVESTS_IN,b,5,10,USD,signed,2025,", "deal_id", "empty", "the cell is empty"),
        ("   ,a,INVESTS_IN,b,5,10,USD,signed,2025,", "deal_id", "empty", "the cell is empty"),
        ("D-9,a,INVESTS_IN,b,5,10,USD,signed,2025,", "deal_id", "doubled-id", "'D-9' stands twice; first on line 2"),
        (" D-1,a,INVESTS_IN,b,5,10,USD,signed,2025,", "deal_id", "bad-id", "a space at its end"),
        ("D;1,a,INVESTS_IN,b,5,10,USD,signed,2025,", "deal_id", "bad-id", "';'"),
        ("de\u0301al,a,INVESTS_IN,b,5,10,USD,signed,2025,", "deal_id", "bad-id", "composed Unicode form"),
        (f"{'D' * 201},a,INVESTS_IN,b,5,10,USD,signed,2025,", "deal_id", "bad-id", "at most 200 characters"),
        ("D-1,a,INVESTS_IN,b,NaN,10,USD,signed,2025,", "amount_low", "not-an-integer", "'NaN' is not a whole number"),
        ("D-1,a,INVESTS_IN,b,inf,,USD,signed,2025,", "amount_low", "not-an-integer", "'inf' is not a whole number"),
        ("D-1,a,INVESTS_IN,b,1e9,,USD,signed,2025,", "amount_low", "not-an-integer", "'1e9' is not a whole number"),
        ("D-1,a,INVESTS_IN,b,-5,10,USD,signed,2025,", "amount_low", "not-an-integer", "'-5' is not a whole number"),
        ("D-1,a,INVESTS_IN,b,007,10,USD,signed,2025,", "amount_low", "not-an-integer", "'007' is not a whole number"),
        ("D-1,a,INVESTS_IN,b,５,10,USD,signed,2025,", "amount_low", "not-an-integer", "'５' is not a whole number"),
        ('D-1,a,INVESTS_IN,b,"5,000",,USD,signed,2025,', "amount_low", "not-an-integer", "'5,000'"),
        (f"D-1,a,INVESTS_IN,b,{2**63},,USD,signed,2025,", "amount_low", "too-large", str(2**63 - 1)),
        (f"D-1,a,INVESTS_IN,b,{'9' * 5000},,USD,signed,2025,", "amount_low", "too-large", "the largest number"),
        ("D-1\0,a,INVESTS_IN,b,5,10,USD,signed,2025,", "deal_id", "control-character", "U+0000 cannot stand in text"),
        ("D-1\x1b[2J,a,INVESTS_IN,b,5,10,USD,signed,2025,", "deal_id", "control-character", "U+001B"),
        ("D-1,a,INVESTS_IN,a,5,10,USD,signed,2025,", "target", "contradiction", "'a' cannot deal with itself"),
        ("D-1,a,INVESTS_IN,b,5,10,USD,signed", "", "too-few-cells", "the row has 8 cells, the header 10"),
        ("D-1,a,INVESTS_IN,b,5,10,USD,signed,2025,,x", "", "too-many-cells", "the row has 11 cells, the header 10"),
    ],
)
def test_a_bad_row_is_told_with_its_place_and_rule(package, row, column, code, reason):
    path = package.deals(GOOD, row, GOOD.replace("D-9", "D-8"))
    package.write("claims.csv", "claim_id,deal_id,source_id\nC-1,D-9,s1\n")

    found = package.read()

    (reject,) = found.rejects
    assert (reject.file, reject.line, reject.table) == (str(path), 3, "deals")
    assert path.read_bytes()[reject.offset :].startswith(row.encode())
    assert (reject.column, reject.code) == (column, code)
    assert reason in reject.reason
    assert [deal.deal_id for deal in found.package.deals] == ["D-9", "D-8"]
    assert str(reject).startswith(f"{path}:3: {column}")
    with pytest.raises(RejectedRows, match="1 row breaks") as told:
        found.require(0)
    assert (told.value.exit_code, told.value.hint) == (11, str(reject))
    found.require(1)


@pytest.mark.parametrize(
    ("file", "text", "column", "code", "reason"),
    [
        ("companies", "id,name\na,A\nb,B\nb,Bis\n", "id", "doubled-id", "'b' stands twice; first on line 3"),
        ("companies", "id,name,group_id\na,A,\nb,B,\nc,C,d\n", "group_id", "unknown-company", "the group 'd' is not"),
        ("companies", "id,name,group_id\na,A,\nb,B,a\nc,C,b\n", "group_id", "nested-group", "belongs to the group 'a'"),
        ("companies", "id,name,kind\na,A,\nb,B,\nc,C,firm\n", "kind", "unknown-word", "'firm'"),
        ("companies", "id,name\na,A\nb,B\nc,\n", "name", "empty", "the cell is empty"),
        ("names", "name,company_id\nx,a\ny,b\nz,d\n", "company_id", "unknown-company", "'d' is not in companies.csv"),
        ("names", "name,company_id,ambiguous\nx,a,\ny,b,no\nz,c,maybe\n", "ambiguous", "not-yes-or-no", "'maybe'"),
        ("names", "name,company_id\nx,a\ny,b\nx,a\n", "name", "doubled-id", "'x a' stands twice; first on line 2"),
        ("sources", "source_id,title,quality\ns1,T,A\ns2,T,\ns3,T,D\n", "quality", "unknown-word", "'D'"),
        ("sources", "source_id,title,published\ns1,T,\ns2,T,\ns3,T,soon\n", "published", "bad-date", "'soon'"),
        ("claims", "claim_id,source_id\nC1,s1\nC2,s1\nC3,s9\n", "source_id", "unknown-source", "'s9'"),
        ("claims", "claim_id,source_id,deal_id\nC1,s1,\nC2,s1,\nC3,s1,D-9\n", "deal_id", "unknown-deal", "'D-9'"),
        ("claims", "claim_id,source_id,subject\nC1,s1,\nC2,s1,a:x\nC3,s1,a\n", "subject", "bad-subject", "'a'"),
        ("claims", "claim_id,source_id,subject\nC1,s1,\nC2,s1,a:x\nC3,s1,d:x\n", "subject", "unknown-company", "'d'"),
        (
            "claims",
            "claim_id,source_id,deal_id,subject\nC1,s1,,\nC2,s1,,\nC3,s1,D-1,a:x\n",
            "subject",
            "two-subjects",
            "not both",
        ),
        (
            "claims",
            "claim_id,source_id,corrected_low,corrected_high\nC1,s1,,\nC2,s1,1,1\nC3,s1,2,1\n",
            "corrected_low",
            "low-above-high",
            "2 is above",
        ),
        (
            "tranches",
            "deal_id,tranche_no\nD-1,1\nD-1,2\nD-1,1\n",
            "deal_id",
            "doubled-id",
            "'D-1 1' stands twice; first on line 2",
        ),
        (
            "tranches",
            "deal_id,tranche_no,amount_low,amount_high,currency\nD-1,1,,,\nD-1,2,1,2,USD\nD-1,3,2,1,USD\n",
            "amount_low",
            "low-above-high",
            "2 is above",
        ),
        (
            "statuses",
            "deal_id,date,status\nD-1,2025,signed\nD-1,2026,closed\nD-1,2027,done\n",
            "status",
            "unknown-word",
            "'done'",
        ),
        (
            "statuses",
            "deal_id,date,status\nD-1,2025,signed\nD-1,2026,closed\nD-1,2026,ended\n",
            "deal_id",
            "doubled-id",
            "line 3",
        ),
        (
            "metrics",
            "metric_id,company,metric,low\nM1,a,revenue,1\nM2,a,cash,1.5\nM3,a,profit,1\n",
            "metric",
            "unknown-word",
            "'profit'",
        ),
        (
            "metrics",
            "metric_id,company,metric,low,high\nM1,a,revenue,1,\nM2,a,cash,,2\nM3,a,cash,2,1\n",
            "low",
            "low-above-high",
            "low 2 is above high 1",
        ),
        (
            "metrics",
            "metric_id,company,metric,low\nM1,a,revenue,1\nM2,a,cash,2\nM3,a,cash,nan\n",
            "low",
            "not-a-number",
            "'nan'",
        ),
    ],
)
def test_every_file_has_its_contract(package, file, text, column, code, reason):
    descriptor = package.folder / "datapackage.json"
    if f'"{file}.csv"' not in descriptor.read_text():
        descriptor.write_text(
            descriptor.read_text().replace('"resources": [', f'"resources": [{{"path": "{file}.csv"}}, ')
        )
    path = package.write(f"{file}.csv", text)

    found = package.read()

    (reject,) = [reject for reject in found.rejects if reject.table == file]
    assert (reject.file, reject.line, reject.column, reject.code) == (str(path), 4, column, code)
    assert reason in reject.reason


def test_a_rejected_company_takes_its_deals_with_it_and_says_so(package):
    package.write("companies.csv", "id,name,kind\na,A Ltd,company\nb,B Ltd,firm\n")

    found = package.read()

    assert [(reject.table, reject.code) for reject in found.rejects] == [
        ("companies", "unknown-word"),
        ("deals", "unknown-company"),
        ("deals", "unknown-company"),
        ("claims", "unknown-deal"),
    ]


def test_rejects_stand_in_the_order_of_their_file_whatever_their_rule(package):
    package.deals("D-1,a,INVESTS_IN,z,,,,,,", "D-2,a,BUYS,b,,,,,,", "D-3,a,INVESTS_IN,a,,,,,,")

    assert [reject.line for reject in package.read().rejects if reject.table == "deals"] == [2, 3, 4]


def test_an_unknown_company_is_answered_with_a_similar_one(package):
    package.write("companies.csv", "id,name\na,A\nb,B\nsoftbank-corp,SoftBank Corp.\n")
    package.deals("D-1,a,INVESTS_IN,softbank,,,,,,")

    reject, _ = package.read().rejects

    assert reject.reason == "the company 'softbank' is not in companies.csv; did you mean 'softbank-corp'?"


def test_many_unknown_companies_are_told_without_a_long_search_for_similar_ones(package):
    package.deals(*(f"D-{n},a,INVESTS_IN,z{n},,,,,," for n in range(3000)))
    package.write("claims.csv", "claim_id,deal_id,source_id\n")

    found = package.read()

    assert len(found.rejects) == 3000
    assert {reject.code for reject in found.rejects} == {"unknown-company"}


def test_unknown_words_of_open_lists_and_unknown_columns_are_kept_and_told(package):
    path = package.write(
        "deals.csv",
        "deal_id,source,relationship,target,deal_kind,consideration_form,amont_low\n"
        "D-1,a,INVESTS_IN,b,barter,cash;beads,5\nD-2,a,INVESTS_IN,b,barter,,\n",
    )

    found = package.read()

    assert found.rejects == ()
    assert found.package.deals[0].deal_kind == "barter"
    assert (
        f"{path}:1: the column 'amont_low' is not known and was not read; did you mean 'amount_low'?" in found.warnings
    )
    assert [warning for warning in found.warnings if "'barter'" in warning] == [
        f"{path}:2: deal_kind: the word 'barter' is new here and was kept as it is"
    ]
    assert f"{path}:2: consideration_form: the word 'beads' is new here and was kept as it is" in found.warnings


def test_a_code_that_does_not_fit_its_bounds_is_told_and_kept(package):
    package.write(
        "deals.csv",
        "deal_id,source,relationship,target,amount_low,amount_high,currency,amount_code\n"
        "D-1,a,INVESTS_IN,b,5,10,USD,exact\nD-2,a,INVESTS_IN,b,,10,USD,\n",
    )

    found = package.read()

    assert found.rejects == ()
    assert any("the amount code 'exact' does not fit the bounds 5 to 10" in warning for warning in found.warnings)
    assert (found.package.deals[1].amount.low, found.package.deals[1].amount.code) == (0, "up_to")


def test_two_companies_of_one_group_load_with_a_note(package):
    package.deals("D-1,a,INVESTS_IN,c,,,,,,")

    found = package.read()

    assert [deal.deal_id for deal in found.package.deals] == ["D-1"]
    assert any(warning.startswith("D-1: 'a' and 'c' are of one group") for warning in found.warnings)
