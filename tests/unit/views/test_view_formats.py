import contextlib
import io
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from view_answers import RINGS, with_names

from circflow.errors import InputError, OutputError
from circflow.views import FORMATS, TEXT_FORMATS, render, write


def test_the_formats_for_terminals_and_pipes():
    assert TEXT_FORMATS == ("table", "json", "jsonl", "csv", "md", "html", "graphml", "gexf", "mermaid")
    assert list(FORMATS) == [*TEXT_FORMATS, "xlsx", "parquet"]


@pytest.mark.parametrize("name", TEXT_FORMATS)
def test_writing_and_rendering_give_the_same_text(name):
    stream = io.StringIO()
    write(RINGS, name, stream, width=100)
    assert render(RINGS, name, width=100) == stream.getvalue()


def test_an_unknown_format_names_the_known_ones():
    with pytest.raises(InputError, match="'yaml' is not a format") as caught:
        render(RINGS, "yaml")
    assert caught.value.hint == f"Known: {', '.join(FORMATS)}"
    with pytest.raises(InputError, match="xlsx cannot be printed"):
        write(RINGS, "xlsx", io.StringIO())


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no device that is always full")
@pytest.mark.parametrize("name", TEXT_FORMATS)
def test_a_full_disk_behind_the_output_is_an_output_error(name):
    stream = Path("/dev/full").open("w", encoding="utf-8")  # noqa: SIM115 - closing it fails once more
    with pytest.raises(OutputError, match="the output cannot be written: No space left on device") as caught:
        write(RINGS, name, stream)
    assert caught.value.exit_code == 7
    with contextlib.suppress(OSError):  # what still waited in the stream
        stream.close()


def test_a_reader_who_has_gone_is_told_as_such():
    reading, writing = os.pipe()
    os.close(reading)
    stream = os.fdopen(writing, "w", encoding="utf-8")
    with pytest.raises(BrokenPipeError):
        write(RINGS, "json", stream)
    with pytest.raises(BrokenPipeError):
        stream.close()


@pytest.mark.parametrize("name", TEXT_FORMATS)
def test_an_old_encoding_loses_nothing(name):
    raw = io.BytesIO()
    stream = io.TextIOWrapper(raw, encoding="ascii", newline="")
    answer = with_names(RINGS, "アマゾン")
    write(answer, name, stream)
    assert render(answer, name) == raw.getvalue().decode("utf-8")


def test_a_stream_that_cannot_change_its_encoding_says_so():
    class Narrow(io.StringIO):
        def write(self, text: str) -> int:
            text.encode("ascii")
            return super().write(text)

    with pytest.raises(UnicodeEncodeError):
        write(RINGS, "table", Narrow())


def test_looking_at_an_answer_loads_neither_pandas_nor_a_writer_of_workbooks():
    code = (
        "import sys; sys.path.insert(0, sys.argv[1]); from view_answers import RINGS\n"
        "from circflow.views import frame, render, save\n"
        "from circflow.views import TEXT_FORMATS\n[render(RINGS, name) for name in TEXT_FORMATS]\n"
        "print([name for name in ('pandas', 'numpy', 'xlsxwriter', 'neo4j') if name in sys.modules])"
    )
    arguments = [sys.executable, "-c", code, str(Path(__file__).parent)]
    assert subprocess.run(arguments, capture_output=True, text=True, check=True).stdout == "[]\n"


def test_no_module_has_the_name_of_a_standard_one():
    folder = Path(sys.modules["circflow.views"].__file__ or "").parent
    assert not {file.stem for file in folder.glob("*.py")} & (sys.stdlib_module_names - {"__init__"})
    assert all(re.fullmatch("[a-z_]+", file.stem) for file in folder.glob("*.py"))
