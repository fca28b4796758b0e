"""What runs the search: compiled where numba works, lists where it is missing, broken or made for another numpy."""

import subprocess
import sys
from dataclasses import fields
from pathlib import Path

import pytest

from circflow.rings import find
from circflow.rings.engine import compiled

_FIND = (
    "import sys; from circflow.rings import find; found = find([3, 5, 5], [5, 3, 5], 4);"
    "print({hops: [tuple(map(int, ring)) for ring in rings] for hops, rings in found.items()},"
    " type(found[2]).__name__)"
)
_RINGS = "{2: [(3, 5)], 3: [], 4: []}"
_BROKEN = {
    "missing": "raise ModuleNotFoundError('No module named numba')",
    "another numpy": "raise ImportError('Numba needs NumPy 2.3 or less. Got NumPy 9.9.')",
    "library": "raise OSError('libLLVM.so: cannot open shared object file')",
    "crash": "raise SystemError('initialization of _internal failed')",
    "compiles nothing": (
        "def njit(**options):\n"
        "    def made(function):\n"
        "        def call(*arguments):\n"
        "            raise RuntimeError('no target machine')\n"
        "        return call\n"
        "    return made\n"
    ),
    "keeps nothing": (
        "def njit(cache=False, **options):\n"
        "    def made(function):\n"
        "        if cache:\n"
        "            raise RuntimeError('cannot cache function: no locator available')\n"
        "        return function\n"
        "    return made\n"
    ),
}


def _run(program: str, folder: Path) -> str:
    ended = subprocess.run(
        [sys.executable, "-c", f"import sys; sys.path.insert(0, {str(folder)!r}); {program}"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 0, ended.stderr
    assert ended.stderr == ""
    return ended.stdout.strip()


@pytest.mark.parametrize("how", _BROKEN)
def test_rings_are_found_however_numba_fails(how, tmp_path):
    (tmp_path / "numba").mkdir()
    (tmp_path / "numba" / "__init__.py").write_text(_BROKEN[how], encoding="utf-8")

    told = _run(_FIND, tmp_path)

    assert told == f"{_RINGS} {'ndarray' if how == 'keeps nothing' else 'list'}"


def test_numba_is_imported_by_the_first_search_and_not_before(tmp_path):
    program = (
        "import circflow.rings; import circflow.session; heavy = {'numba', 'llvmlite', 'pyspark', 'scipy'};"
        "print(sorted(heavy & set(sys.modules))); circflow.rings.find([1, 2], [2, 1], 3); print('numba' in sys.modules)"
    )

    assert _run(program, tmp_path) == "[]\nTrue"


def test_the_search_alone_imports_neither_numpy_nor_pandas_nor_the_driver(tmp_path):
    program = (
        "from circflow.rings import chunks, find; from circflow.rings.engine import PLAIN;"
        "find([1, 2], [2, 1], 3, run=PLAIN); heavy = {'numba', 'numpy', 'pandas', 'neo4j', 'pyspark'};"
        "print(sorted(heavy & set(sys.modules)))"
    )

    assert _run(program, tmp_path) == "[]"


def test_what_is_kept_of_a_compiled_function_is_of_one_type():
    engine = compiled()
    assert engine is not None
    for companies, hops, through in ((5, 3, None), (300, 300, None), (5, 4, [2])):
        around = list(range(companies))
        assert len(find(around, [*around[1:], 0], hops, through=through, run=engine)) == hops - 1

    functions = [getattr(engine, field.name) for field in fields(engine) if field.name != "numpy"]

    assert {len(function.signatures) for function in functions} == {1}
