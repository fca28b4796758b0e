"""Files that cannot be read as a whole: exit code 2, with file, line and the next step."""

import json
import os

import pytest

from circflow.errors import PackageError
from circflow.sheets.delimited import MAX_FIELD
from circflow.sheets.reading import read

HEADER = "deal_id,source,relationship,target"


def refused(package) -> PackageError:
    with pytest.raises(PackageError) as told:
        package.read()
    assert told.value.exit_code == 2
    return told.value


@pytest.mark.parametrize(
    ("content", "line", "reason"),
    [
        (f"{HEADER}\nD-1,a,INVESTS_IN,b\n".replace("source", "payer"), 1, "the column 'source' is missing"),
        (f"{HEADER},source\nD-1,a,INVESTS_IN,b,a\n", 1, "the column 'source' stands twice"),
        (f"\n\n{HEADER},target , target\n", 3, "the column 'target' stands twice"),
        (f"{HEADER}\nD-1,a,INVESTS_IN,b\n".replace(",", ";"), 1, "is missing"),
        (f"{HEADER}\nD-1,a,INVESTS_IN,b\n".encode("utf-16"), 1, "byte 0 is not UTF-8"),
        (f"{HEADER},note\nD-1,a,INVESTS_IN,b,caf\u00e9\n".encode("latin-1"), 2, "byte 62 is not UTF-8"),
        (f"{HEADER},note\nD-1,a,INVESTS_IN,b,\u30bd\u30d5\u30c8\n".encode("shift-jis"), 2, "byte 59 is not UTF-8"),
        (f'{HEADER}\nD-1,a,INVESTS_IN,b\nD-2,"a,INVESTS_IN,b\nD-3,a,BUYS_FROM,b\n', 3, "never closed"),
        (f'{HEADER}\nD-1,"a"x,INVESTS_IN,b\n', 2, "a quote stands in the wrong place"),
        (f"{HEADER}\nD-1,a,INVESTS_IN,{'b' * (MAX_FIELD + 1)}\n", 2, "more than 131072 characters"),
        (b"", None, "the file is empty"),
        (b"\xef\xbb\xbf", None, "the file is empty"),
        (b"\n\r\n\n", None, "the file is empty"),
    ],
)
def test_a_damaged_file_is_refused_with_its_line(package, content, line, reason):
    path = package.write("deals.csv", content)

    error = refused(package)

    assert error.where == (f"{path}:{line}" if line else str(path))
    assert reason in error.message


def test_the_limit_of_a_cell_holds_whatever_another_library_set(package):
    import csv  # noqa: PLC0415 - whose limit this is about

    before = csv.field_size_limit(10**9)
    try:
        package.write("deals.csv", f"{HEADER}\nD-1,a,INVESTS_IN,{'b' * (MAX_FIELD + 1)}\n")
        assert "more than 131072 characters" in refused(package).message
    finally:
        csv.field_size_limit(before)


def test_a_missing_column_is_named_with_those_that_are_needed_and_a_similar_one(package):
    package.write("deals.csv", "deal_id,source,relation,target\n")

    error = refused(package)

    assert error.hint == "deals.csv needs the columns deal_id, source, relationship, target. Is it 'relation'?"


def test_damage_of_all_files_is_told_at_once(package):
    companies = package.write("companies.csv", "id\na\n")
    deals = package.write("deals.csv", b"\xff")

    error = refused(package)

    assert str(error) == f"{companies}:1: the column 'name' is missing"
    assert error.problems == (f"{deals}:1: byte 0 is not UTF-8",)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_every_line_end_and_a_byte_order_mark_are_read(package, end, mark):
    rows = [HEADER, "D-1,a,INVESTS_IN,b", "", "D-2,a,BUYS_FROM", "D-3,b,BUYS_FROM,a"]
    path = package.write("deals.csv", mark + end.join(rows).encode())
    package.write("claims.csv", "claim_id,deal_id,source_id\n")

    found = package.read()

    assert [(deal.deal_id, deal.line) for deal in found.package.deals] == [("D-1", 2), ("D-3", 5)]
    (reject,) = found.rejects
    assert (reject.line, reject.code) == (4, "too-few-cells")
    assert path.read_bytes()[reject.offset :].startswith(b"D-2,")


def test_mixed_line_ends_and_cells_of_several_lines_keep_their_line_numbers(package):
    package.write("deals.csv", f'{HEADER},note\r\nD-1,a,INVESTS_IN,b,"one\ntwo\rthree"\rD-2,a,BUYS_FROM,b,\nD-3,a,b\n')

    found = package.read()

    assert [(deal.deal_id, deal.line) for deal in found.package.deals] == [("D-1", 2), ("D-2", 5)]
    assert found.package.deals[0].note == "one\ntwo\rthree"
    assert [(reject.line, reject.code) for reject in found.rejects] == [(6, "too-few-cells")]


@pytest.mark.parametrize("missing", ["companies.csv", "deals.csv", "claims.csv"])
def test_a_file_that_the_package_names_must_be_there(package, missing):
    (package.folder / missing).unlink()

    error = refused(package)

    assert str(error) == f"{package.folder / 'datapackage.json'}: the file '{missing}' that it names is missing"


def test_a_folder_without_a_descriptor_is_told_what_a_package_is(tmp_path):
    with pytest.raises(PackageError, match=r"there is no datapackage\.json") as told:
        read(tmp_path)
    assert told.value.where == str(tmp_path)


@pytest.mark.parametrize("given", ["nothing.csv", "no-folder", "two\0words.csv"])
def test_a_path_that_is_not_there_is_refused(tmp_path, given):
    with pytest.raises(PackageError, match="there is no such file or folder"):
        read(tmp_path / given)


def test_another_kind_of_file_is_refused(tmp_path):
    path = tmp_path / "deals.parquet"
    path.write_bytes(b"PAR1")
    with pytest.raises(PackageError, match="it is a Parquet file, not a sheet"):
        read(path)


RESOURCES = '"resources": [{"path": "companies.csv"}, {"path": "deals.csv"}]'


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ('{"name": "x", "name": "y", ' + RESOURCES + "}", "the key 'name' stands twice"),
        ('{"name": "x", "version": NaN, ' + RESOURCES + "}", "NaN is not a JSON number"),
        ('{"name": "x", "version": -Infinity, ' + RESOURCES + "}", "-Infinity is not a JSON number"),
        ('{"name": "x", "version": 1e400, ' + RESOURCES + "}", "1e400 is too large"),
        ('{"name": "x", "version": ' + "9" * 5000 + ", " + RESOURCES + "}", "not valid JSON"),
        ("[" * 100_000, "nested too deeply"),
        ('{"a":' * 100_000, "nested too deeply"),
        ('{"name": "x", "title": "\\ud800", ' + RESOURCES + "}", "half of a character"),
        ('{"name": "x",', "not valid JSON"),
        ("", "not valid JSON"),
        ("[]", "it is not a JSON object"),
        ("null", "it is not a JSON object"),
        ("{" + RESOURCES + "}", "it has no 'name'"),
        ('{"name": 7, ' + RESOURCES + "}", "it has no 'name'"),
        ('{"name": "", ' + RESOURCES + "}", "cannot be the name of a data set"),
        ('{"name": "My Deals", ' + RESOURCES + "}", "'My Deals' cannot be the name of a data set"),
        ('{"name": "../x", ' + RESOURCES + "}", "cannot be the name of a data set"),
        ('{"name": "x"}', "it has no list of 'resources'"),
        ('{"name": "x", "resources": {}}', "it has no list of 'resources'"),
        ('{"name": "x", "resources": []}', "its resources lack companies.csv and deals.csv"),
        ('{"name": "x", "resources": [7]}', "a resource has no 'path' in text"),
        ('{"name": "x", "resources": [{"path": ["deals.csv"]}]}', "a resource has no 'path' in text"),
        ('{"name": "x", "resources": [{"path": "deals.csv"}, {"path": "deals.csv"}]}', "two resources are named"),
        ('{"name": "x", "resources": [{"path": "../deals.csv"}]}', "'../deals.csv' lies outside the package"),
        ('{"name": "x", "resources": [{"path": "/etc/deals.csv"}]}', "lies outside the package"),
        ('{"name": "x", "resources": [{"path": "a/\\u0000/deals.csv"}]}', "lies outside the package"),
        ('{"name": "x", "resources": [{"path": "https://example.org/deals.csv"}]}', "that it names is missing"),
    ],
)
def test_a_damaged_descriptor_is_refused(package, text, reason):
    path = package.write("datapackage.json", text)

    error = refused(package)

    assert (error.where or "").startswith(str(path))
    assert reason in error.message


def test_the_line_of_a_mistake_in_the_descriptor_is_told(package):
    path = package.write("datapackage.json", '{\n"name": "x",\n"resources": oops\n}')
    assert refused(package).where == f"{path}:3"


def test_a_huge_descriptor_is_not_read(package):
    with (package.folder / "datapackage.json").open("r+b") as file:
        file.truncate(2**32)
    assert "it is larger than 4,000,000 bytes" in refused(package).message


def test_a_symbolic_link_out_of_the_package_is_not_followed(package, tmp_path_factory):
    secret = tmp_path_factory.mktemp("elsewhere") / "deals.csv"
    secret.write_text(f"{HEADER}\n", encoding="utf-8")
    (package.folder / "deals.csv").unlink()
    (package.folder / "deals.csv").symlink_to(secret)
    assert "lies outside the package" in refused(package).message


def test_a_symbolic_link_to_itself_is_refused(package):
    (package.folder / "deals.csv").unlink()
    (package.folder / "deals.csv").symlink_to("deals.csv")
    refused(package)


def test_a_pipe_or_a_folder_in_the_place_of_a_file_is_refused(package):
    (package.folder / "deals.csv").unlink()
    os.mkfifo(package.folder / "deals.csv")
    assert "that it names is missing" in refused(package).message


def test_a_resource_that_circflow_does_not_know_is_told(package):
    text = json.loads((package.folder / "datapackage.json").read_text())
    text["resources"].append({"name": "people", "path": "people.csv"})
    package.write("datapackage.json", json.dumps(text))

    found = package.read()

    assert any("does not know the resource 'people.csv'" in warning for warning in found.warnings)


def test_the_same_bytes_have_the_same_digest_and_any_other_byte_another(package):
    first = package.read().package.sha256
    assert package.read().package.sha256 == first
    package.deals("D-1,a,INVESTS_IN,b,5,10,USD,signed,2025-10-07,s1")
    package.write("claims.csv", "claim_id,deal_id,source_id\n")
    assert package.read().package.sha256 != first
