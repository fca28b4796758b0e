"""`circflow browser --pack`: the folder of scripts and style that any Neo4j Browser takes in."""

import io
import zipfile

import pytest
from click.testing import CliRunner

from circflow.browser import ZIPS, browser_pack, picture_of, rows_of
from circflow.browser.look import style
from circflow.cli.commands import circflow
from circflow.errors import OutputError
from circflow.queries import read_catalogue
from circflow.queries.tokens import Kind, tokens


@pytest.fixture
def call(tmp_path, monkeypatch):
    """Give a function that runs the command line in an empty folder, far from any server."""
    monkeypatch.delenv("CIRCFLOW_QUERIES", raising=False)
    monkeypatch.setenv("NEO4J_URI", "bolt://127.0.0.1:9")
    monkeypatch.chdir(tmp_path)

    def invoke(*arguments):
        return CliRunner().invoke(circflow, arguments, prog_name="circflow")

    return invoke


def _in_zips(pack):
    found = {}
    for zipped in ZIPS:
        with zipfile.ZipFile(io.BytesIO(pack[zipped])) as archive:
            found |= {name: archive.read(name).decode() for name in archive.namelist()}
    return found


def _written(folder):
    return _in_zips({name: (folder / name).read_bytes() for name in ZIPS})


def test_every_question_is_a_script_with_its_title_on_the_first_line(call, tmp_path):
    done = call("browser", "--pack", "pack")
    assert (done.exit_code, done.stdout) == (0, "")
    assert "drop style.grass, scripts-1.zip and scripts-2.zip on the page" in done.stderr
    assert (tmp_path / "pack" / "style.grass").read_text(encoding="utf-8") == style()
    scripts = _written(tmp_path / "pack")
    catalogue = read_catalogue()
    expected = {
        **{f"circflow pictures/{query.path.name}": query.title for query in catalogue.of_kind("investigations")},
        **{f"circflow rows/{query.path.name}": query.title for query in catalogue.of_kind("investigations")},
        **{f"circflow rows/{query.path.name}": query.title for query in catalogue.of_kind("counts")},
        **{f"circflow checks/{query.path.name}": query.title for query in catalogue.of_kind("checks")},
    }
    assert {name: text.splitlines()[0] for name, text in scripts.items()} == {
        name: f"// {title}" for name, title in expected.items()
    }
    loose = tmp_path / "pack" / "scripts"
    assert {
        str(path.relative_to(loose)): path.read_text(encoding="utf-8") for path in loose.rglob("*.cypher")
    } == scripts


def test_a_script_is_what_a_link_would_carry_with_the_question_below_its_title():
    query = read_catalogue()["company-deals"]
    parameters = query.sent(query.bind({"company": "openai"}))
    scripts = _in_zips(browser_pack(read_catalogue()))
    for folder, made in (("rows", rows_of), ("pictures", picture_of)):
        text = scripts[f"circflow {folder}/company_deals.cypher"]
        title, _, cypher = made(query, parameters).partition("\n")
        assert text.startswith(f"{title}\n// Which deals has openai, in and out?\n// One row a deal")
        assert "// Write other ids in the place of openai.\n" in text
        assert text.endswith(f"\n{cypher}\n")


def test_no_script_is_cut_by_browser_or_waits_for_a_parameter():
    for name, text in _in_zips(browser_pack(read_catalogue())).items():
        pieces = tokens(text)
        assert not [piece for piece in pieces if piece.kind is Kind.COMMENT and ";" in piece.text], name
        assert not [piece for piece in pieces if piece.kind is Kind.PARAMETER], name


def test_the_first_zip_has_one_script_a_folder_since_browser_makes_one_for_each():
    with zipfile.ZipFile(io.BytesIO(browser_pack(read_catalogue())[ZIPS[0]])) as archive:
        folders = [name.partition("/")[0] for name in archive.namelist()]
    assert sorted(folders) == ["circflow checks", "circflow pictures", "circflow rows"]


def test_the_same_questions_make_the_same_bytes():
    assert browser_pack(read_catalogue()) == browser_pack(read_catalogue())


def test_queries_of_ones_own_have_folders_of_their_own_and_are_left_out_without_an_example(call, tmp_path):
    call("queries", "new", "big-buyers", "--folder", "mine")
    call("queries", "new", "big-sellers", "--folder", "mine")
    path = tmp_path / "mine" / "big_sellers.cypher"
    path.write_text(path.read_text(encoding="utf-8").replace("// default = 2", "// required = true"), encoding="utf-8")
    done = call("browser", "--pack", "pack", "--queries", "mine")
    assert done.exit_code == 0
    assert "Left out, since they need what has no example: big-sellers" in done.stderr
    names = _written(tmp_path / "pack")
    assert [name for name in names if name.startswith("mine ")] == [
        "mine pictures/big_buyers.cypher",
        "mine rows/big_buyers.cypher",
    ]


def test_a_folder_that_cannot_be_written_is_told(call, tmp_path):
    (tmp_path / "file").touch()
    assert isinstance(call("browser", "--pack", "file/pack").exception, OutputError)
    assert call("browser", "--pack", "pack", "round-trips").exit_code == 2
