"""One command writes the shared blocks into every stored query again."""

import subprocess
import sys

import pytest

from circflow.queries import read_catalogue
from circflow.queries.blocks import filled, renewed
from circflow.queries.renew import renew
from circflow.shipped import folder

_MASTER = {"deal counts": ("a", "AND b = [", "  1]")}


def test_each_block_is_renewed_with_the_indentation_of_its_marker():
    old = (
        "x\n  // deal counts >>>\n  old\n\n  older\n  // <<<\ny '// deal counts >>>\n// <<<'\n"
        "// deal counts >>>\n// <<<\n"
    )
    new = (
        "x\n  // deal counts >>>\n  a\n  AND b = [\n    1]\n  // <<<\ny '// deal counts >>>\n// <<<'\n"
        "// deal counts >>>\na\nAND b = [\n  1]\n// <<<\n"
    )
    assert new == renewed(old, _MASTER)
    assert new == renewed(new, _MASTER)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "RETURN 1\r\n",
        "// <<<\n",
        "// deal counts >>>\nold",
        "// deal counts >>>\n/* // <<<\n",
        "// other >>>\n// <<<\n",
    ],
)
def test_what_has_no_whole_block_stays_as_it_is(text):
    assert text == renewed(text, _MASTER)


def test_a_variable_can_stand_for_the_date():
    masters = {"deal counts": ("deal.begins <= $as_of",)}
    opens = "// deal counts on day >>>\n"
    assert f"{opens}deal.begins <= day\n// <<<\n" == renewed(f"{opens}// <<<\n", masters)


def test_a_block_that_another_one_holds_is_renewed_with_it():
    inner = ("deal.begins <= $as_of",)
    masters = filled({"deal counts": inner, "walk": ("(", "  // deal counts >>>", "  // <<<", ")")})
    whole = "// walk >>>\n(\n  // deal counts >>>\n  deal.begins <= $as_of\n  // <<<\n)\n// <<<\n"
    assert whole == renewed("// walk >>>\nold\n// <<<\n", masters)
    assert f"x\n{whole}y\n" == renewed(f"x\n{whole.replace('<= $as_of', '< $as_of')}y\n", masters)
    dated = whole.replace("walk", "walk on then").replace("counts", "counts on then").replace("$as_of", "then")
    assert dated == renewed("// walk on then >>>\n// <<<\n", masters)


def test_line_ends_of_windows_stay():
    assert (
        renewed("// deal counts >>>\r\n// <<<\r\n", {"deal counts": ("a",)}).encode()
        == b"// deal counts >>>\r\na\r\n// <<<\r\n"
    )


def test_renewing_twice_changes_nothing_and_the_catalogue_is_content(pack):
    path = pack / "direct_returns.cypher"
    path.write_text(path.read_text(encoding="utf-8").replace("deal.begins <=", "deal.begins <"), encoding="utf-8")
    assert [path] == renew(pack)
    assert renew(pack) == []
    assert "direct-returns" in read_catalogue([pack])


def test_the_command_names_what_it_changed(pack):
    path = pack / "direct_returns.cypher"
    path.write_text(path.read_text(encoding="utf-8").replace("deal.begins <=", "deal.begins <"), encoding="utf-8")
    command = [sys.executable, "-m", "circflow.queries.renew"]
    done = subprocess.run([*command, pack], capture_output=True, text=True, check=True)
    assert (f"{path}\n", "") == (done.stdout, done.stderr)
    assert subprocess.run([*command, pack / "missing"], capture_output=True, check=False).returncode == 1


def test_masters_keep_the_mere_marks_of_the_blocks_that_they_hold():
    assert renew(folder("cypher")) == []
