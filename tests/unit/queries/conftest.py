import shutil
from pathlib import Path

import pytest

from circflow import shipped
from circflow.queries import Catalogue, StoredQuery, read_catalogue
from circflow.queries.renew import renew

_HERE = Path(__file__).parent


@pytest.fixture
def pack(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a folder with one stored query, and a catalogue without any shipped ones."""
    monkeypatch.delenv("CIRCFLOW_QUERIES", raising=False)
    cypher = tmp_path / "shipped" / "cypher"
    shutil.copytree(shipped.folder("cypher") / "common", cypher / "common")
    monkeypatch.setattr(shipped, "folder", lambda name: tmp_path / "shipped" / name)
    shutil.copytree(_HERE / "pack", tmp_path / "pack")
    renew(tmp_path / "pack")
    return tmp_path / "pack"


@pytest.fixture
def catalogue(pack: Path) -> Catalogue:
    return read_catalogue([pack])


@pytest.fixture
def query(catalogue: Catalogue) -> StoredQuery:
    return catalogue["direct-returns"]
