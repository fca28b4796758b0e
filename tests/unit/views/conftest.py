"""The expected texts, which are rewritten when CIRCFLOW_UPDATE_GOLDEN is set."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

_FOLDER = Path(__file__).parent / "golden"


@pytest.fixture
def golden() -> Callable[[str, str], str]:
    """Return a function that gives the expected text of a name."""

    def expected(name: str, actual: str) -> str:
        file = _FOLDER / name
        if os.environ.get("CIRCFLOW_UPDATE_GOLDEN"):
            file.write_bytes(actual.encode())
        return file.read_bytes().decode()

    return expected
