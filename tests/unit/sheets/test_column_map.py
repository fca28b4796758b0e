"""A file that says what the columns of a sheet are."""

import pytest

from circflow.datasets import parties
from circflow.errors import InputError, PackageError
from circflow.model.flat import flat
from circflow.sheets.loose.options import SheetOptions
from circflow.sheets.matching.proposals import proposals
from circflow.sheets.reading import read

COLUMNS = """
relationship = "sells to"
currency = "EUR"
date_order = "dmy"

[columns]
deal_id = "Ref"
payer = "A"
payer_id = "A code"
payee = "B"
payee_id = "B code"
amount = {header = "k", unit = "thousand"}
date = "Entered"
note = ["Remark", "Type"]
"""
SHEET = """Export of 2025-11-21,,,,,,,,
Ref,A,A code,B,B code,k,Entered,Type,Amount,Remark
17,Zephyr Quill,Z1,Orchid Labs,O1,250,12/10/25,whatever,7,x
18,Orchid Labs,O1,Quillfeather,Z1,5.7E1,13/10/25,,,
"""


@pytest.fixture
def sheet(tmp_path):
    def reading(columns=COLUMNS, text=SHEET, name="book.csv", **said):
        (tmp_path / name).write_text(text)
        path = tmp_path / "book.toml"
        path.write_text(columns)
        return read(tmp_path / name, options=SheetOptions(columns=path, **said))

    return reading


def test_columns_and_what_stands_above_them_are_read_and_no_others(sheet):
    found = sheet()

    assert [
        tuple(flat(deal)[name] for name in ("deal_id", "source", "target", "amount_low", "currency", "announced_date"))
        for deal in found.package.deals
    ] == [
        ("17", "orchid-labs", "zephyr-quill", 250_000, "EUR", "2025-10-12"),
        ("18", "quillfeather", "orchid-labs", 57_000, "EUR", "2025-10-13"),
    ]
    assert found.package.deals[0].note == "whatever; x"
    assert found.sheets.questions == []
    assert [line.why for line in found.sheets.ignored] == ["above the table", "header"]


def test_what_is_said_with_the_command_wins(sheet):
    found = sheet(relationship="invests in", currency="USD")
    assert next((deal.source, deal.relationship, deal.amount.currency) for deal in found.package.deals) == (
        "zephyr-quill",
        "INVESTS_IN",
        "USD",
    )


def test_ids_that_a_sheet_gives_name_nobody_and_speak_for_one_company(sheet, tmp_path):
    found = sheet()
    shared = [(name.name, name.company_id, name.kind, name.ambiguous) for name in found.package.names]
    assert shared == [
        ("O1", "orchid-labs", "short", False),
        ("Z1", "quillfeather", "short", True),
        ("Z1", "zephyr-quill", "short", True),
    ]
    pairs = proposals(parties(tmp_path / "book.csv", columns=tmp_path / "book.toml"))
    assert [(pair.company_id, pair.other_id, pair.reason) for pair in pairs] == [
        ("zephyr-quill", "quillfeather", "shared id")
    ]


def test_other_columns_of_the_same_bytes_are_another_data_set(sheet):
    first = sheet().package.sha256
    assert sheet(COLUMNS.replace("sells to", "buys from")).package.sha256 != first == sheet().package.sha256


def test_a_sheet_in_the_packages_own_columns_can_be_read_in_another_way(sheet):
    text = "deal_id,source,relationship,target\nD-1,Zephyr Quill,x,Orchid Labs\n"
    found = sheet('relationship = "invests in"\n[columns]\npayer = "target"\npayee = "source"\n', text)
    assert [(deal.source, deal.target) for deal in found.package.deals] == [("orchid-labs", "zephyr-quill")]


def test_a_sheet_that_lacks_a_column_is_refused(sheet):
    with pytest.raises(PackageError, match=r"it has no column 'Ref', which .*book\.toml names; is it 'Reff'\?"):
        sheet(text=SHEET.replace("Ref,", "Reff,"))
    assert sheet(text="").package.deals == ()


@pytest.mark.parametrize(
    ("columns", "reason"),
    [
        ("", "no \\[columns\\]"),
        ("columns = 7", "no \\[columns\\]"),
        ("[columns\n", "no TOML"),
        ('payer = "A"\n[columns]\n', "'payer' is nothing that is said above"),
        ('sheets = "A"\n[columns]\n', "'sheets' is nothing"),
        ("currency = 7\n[columns]\n", "'currency' is nothing"),
        ('[columns]\npayr = "A"\n', "did you mean payer"),
        ('[columns]\npayer = ""\n', "not the header of a column"),
        ("[columns]\npayer = 7\n", "not the header of a column"),
        ('[columns]\namount = {header = "k", unit = "apples"}\n', "not the header of a column"),
        ('[columns]\npayer = "A"\npayee = "A"\n', "named twice"),
        ('[columns]\npayer = "A"\n', "who pays and who is paid"),
        ('[columns]\npayer_id = "A"\npayee_id = "B"\n', "who pays and who is paid"),
    ],
)
def test_a_file_that_makes_no_sense_is_refused(sheet, columns, reason):
    with pytest.raises(PackageError, match=reason):
        sheet(columns)


def test_values_that_mean_nothing_and_a_missing_file_are_refused(sheet, tmp_path):
    with pytest.raises(InputError, match="no currency code"):
        sheet(COLUMNS.replace("EUR", "Euro"))
    with pytest.raises(PackageError, match="cannot be read") as told:
        read(tmp_path / "book.csv", options=SheetOptions(columns=tmp_path / "nothing.toml"))
    assert told.value.where == str(tmp_path / "nothing.toml")
