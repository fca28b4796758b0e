"""The expected texts, which `pytest --update-golden` writes anew."""

from collections.abc import Callable
from pathlib import Path

import pytest

_FOLDER = Path(__file__).parent / "golden"


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], str]:
    """Return a function that gives the expected text of a name."""

    def expected(name: str, actual: str) -> str:
        file = _FOLDER / name
        if request.config.getoption("--update-golden"):
            file.write_bytes(actual.encode())
        return file.read_bytes().decode()

    return expected
