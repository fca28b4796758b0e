import errno
import json
import os
import stat
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from view_answers import RINGS, numbered

from circflow.errors import CircflowError, InputError, OutputError
from circflow.model import Result
from circflow.views import SUFFIXES, formats, render, save
from circflow.views.page import Page

_OLD = b"what stood there"
_LIMITED = """
import resource, sys
sys.path.insert(0, {folder!r})
from view_answers import numbered
from circflow.errors import OutputError
from circflow.views import save
resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))
try:
    save(numbered(2_000), {path!r})
except OutputError as error:
    print(error, error.hint, sep="|")
    sys.exit(error.exit_code)
"""


@pytest.fixture(params=SUFFIXES)
def target(request, tmp_path) -> Path:
    return tmp_path / f"rings{request.param}"


def refused(result: Result, path: Path) -> CircflowError:
    with pytest.raises(OutputError) as caught:
        save(result, path)
    assert caught.value.exit_code == 7
    assert str(path) in str(caught.value)
    return caught.value


def test_a_file_has_the_format_of_its_suffix(tmp_path):
    for suffix in (".json", ".jsonl", ".csv", ".JSON", ".md", ".html", ".graphml", ".gexf", ".mmd", ".mermaid"):
        save(RINGS, tmp_path / f"rings{suffix}")
        name = SUFFIXES[suffix.lower()].name
        assert (tmp_path / f"rings{suffix}").read_text("utf-8") == render(RINGS, name)
    save(RINGS, str(tmp_path / "rings.xlsx"))
    assert (tmp_path / "rings.xlsx").read_bytes().startswith(b"PK")


@pytest.mark.parametrize("name", ["rings", "rings.txt", "rings.json.gz", ".csv", "rings."])
def test_an_unknown_suffix_names_the_known_ones(name, tmp_path):
    with pytest.raises(InputError) as caught:
        save(RINGS, tmp_path / name)
    assert caught.value.hint == f"Known: {', '.join(SUFFIXES)}"
    assert list(tmp_path.iterdir()) == []


def test_a_new_file_is_for_its_owner_only(target):
    before = os.umask(0)
    try:
        save(RINGS, target)
    finally:
        os.umask(before)
    assert stat.S_IMODE(target.stat().st_mode) == 0o600


def test_an_old_file_is_replaced_and_keeps_its_permissions(target):
    target.write_bytes(_OLD)
    target.chmod(0o640)
    save(RINGS, target)
    assert target.read_bytes() != _OLD
    assert stat.S_IMODE(target.stat().st_mode) == 0o640
    assert [target] == list(target.parent.iterdir())


def test_a_folder_is_refused(target):
    target.mkdir()
    assert "is a folder" in str(refused(RINGS, target))
    assert list(target.iterdir()) == []


def test_a_missing_folder_is_named(target):
    path = target.parent / "missing" / target.name
    error = refused(RINGS, path)
    assert f"the folder {path.parent} does not exist" in str(error)
    assert error.hint == f"Make it: mkdir -p {path.parent}"


def test_a_file_in_the_place_of_the_folder_is_named(target):
    target.write_bytes(_OLD)
    path = target / target.name
    assert f"{target} is not a folder" in str(refused(RINGS, path))
    assert target.read_bytes() == _OLD


@pytest.mark.skipif(sys.platform != "linux", reason="/proc is a folder that nobody can write in, and Linux's")
def test_a_folder_that_cannot_be_written_in_is_named(target):
    refused(RINGS, Path("/proc/self") / target.name)


def test_a_read_only_folder_is_named(target, monkeypatch):
    # Root may write anywhere, so that the refusal of the kernel is played here.
    def denied(**_: object) -> None:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))

    monkeypatch.setattr("tempfile.mkstemp", denied)
    assert f"the folder {target.parent} is read-only for you" in str(refused(RINGS, target))


def test_a_write_protected_file_is_left_alone(target):
    target.write_bytes(_OLD)
    target.chmod(0o444)
    assert "is write-protected" in str(refused(RINGS, target))
    assert target.read_bytes() == _OLD


@pytest.mark.parametrize("lock", [".~lock.rings.xlsx#", "~$rings.xlsx", "~$ngs.xlsx"])
def test_a_workbook_that_is_open_in_another_program_is_left_alone(lock, tmp_path):
    target = tmp_path / "rings.xlsx"
    target.write_bytes(b"old")
    (tmp_path / lock).touch()
    with pytest.raises(OutputError, match="open in another program") as caught:
        save(RINGS, target)
    assert lock in str(caught.value.hint)
    assert target.read_bytes() == b"old"
    save(RINGS, tmp_path / "other.xlsx")
    assert {path.name for path in tmp_path.iterdir()} == {"rings.xlsx", "other.xlsx", lock}


def test_a_file_that_the_system_guards_while_it_is_open_is_left_alone(tmp_path, monkeypatch):
    target = tmp_path / "rings.xlsx"
    target.write_bytes(b"old")

    def guarded(*_: object) -> None:
        raise PermissionError(errno.EACCES, "used by another process")

    monkeypatch.setattr("pathlib.Path.replace", guarded)
    with pytest.raises(OutputError, match="another program may have it open"):
        save(RINGS, target)
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("rings.xlsx", b"old")]


@pytest.mark.parametrize("exists", [True, False])
def test_a_link_is_not_followed(exists, target):
    secret = target.parent / "secret"
    if exists:
        secret.write_bytes(_OLD)
    target.symlink_to(secret)
    assert "is a symbolic link" in str(refused(RINGS, target))
    assert target.is_symlink()
    assert exists == secret.exists()
    assert not exists or secret.read_bytes() == _OLD


def test_what_is_no_regular_file_is_refused(target):
    os.mkfifo(target)
    assert "is not a regular file" in str(refused(RINGS, target))


def test_names_that_cannot_be_are_refused(tmp_path):
    refused(RINGS, tmp_path / f"{'x' * 300}.json")
    with pytest.raises(OutputError, match="not a possible file name"):
        save(RINGS, tmp_path / "a\0b.json")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(sys.platform == "win32", reason="there is no limit on the size of files to play a full disk with")
@pytest.mark.parametrize("old", [True, False])
def test_a_full_disk_leaves_the_old_file_and_nothing_else(old, target):
    if old:
        target.write_bytes(_OLD)
    code = _LIMITED.format(folder=str(Path(__file__).parent), path=str(target))
    ran = subprocess.run([sys.executable, "-W", "error", "-c", code], capture_output=True, text=True, check=False)
    expected = f"{target} cannot be written: there is no room left|Free some space and run it again.\n"
    assert (ran.returncode, ran.stdout, ran.stderr) == (7, expected, "")
    assert ([target] if old else []) == list(target.parent.iterdir())
    assert not old or target.read_bytes() == _OLD


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT, errno.EIO])
@pytest.mark.parametrize("call", ["os.fsync", "pathlib.Path.replace", "pathlib.Path.chmod"])
def test_a_fault_at_any_step_leaves_the_old_file_and_nothing_else(call, number, target, monkeypatch):
    def fails(*_: object, **__: object) -> None:
        raise OSError(number, os.strerror(number))

    target.write_bytes(_OLD)
    monkeypatch.setattr(call, fails)
    refused(RINGS, target)
    monkeypatch.undo()
    assert [target] == list(target.parent.iterdir())
    assert target.read_bytes() == _OLD


def test_an_interruption_leaves_the_old_file_and_nothing_else(target, monkeypatch):
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    target.write_bytes(_OLD)
    monkeypatch.setattr("os.fsync", interrupted)
    with pytest.raises(KeyboardInterrupt):
        save(RINGS, target)
    assert [target] == list(target.parent.iterdir())
    assert target.read_bytes() == _OLD


def test_a_file_system_that_cannot_sync_folders_is_no_fault(tmp_path, monkeypatch):
    real = os.fsync
    synced = []

    def fsync(handle: int) -> None:
        synced.append(handle)
        if stat.S_ISDIR(os.fstat(handle).st_mode):
            raise OSError(errno.EINVAL, os.strerror(errno.EINVAL))
        real(handle)

    monkeypatch.setattr("os.fsync", fsync)
    save(RINGS, tmp_path / "rings.json")
    assert len(synced) == 2
    assert json.loads((tmp_path / "rings.json").read_text("utf-8"))["row_count"] == 2


def test_a_new_format_is_a_module_and_a_line(tmp_path, monkeypatch):
    shouting = type(sys)("circflow.views.shouting")

    def chunks(result: Result, page: Page) -> list[str]:
        return [f"{result.query.title.upper()} {page.width}\n"]

    shouting.chunks = chunks  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, shouting.__name__, shouting)
    monkeypatch.setitem(formats.SUFFIXES, ".txt", formats.Format("shout", "shouting", ".txt"))
    save(replace(RINGS, rows=()), tmp_path / "rings.txt")
    assert (tmp_path / "rings.txt").read_text() == f"{RINGS.query.title.upper()} 80\n"


def test_large_answers_are_saved_too(target):
    save(numbered(2_000), target)
    assert target.stat().st_size > 50_000
