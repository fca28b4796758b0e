"""A home of its own for what is measured, so that nobody's server or data are touched."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from circflow.server import managed


@contextmanager
def home(folder: Path) -> Iterator[None]:
    """Make a folder the circflow home; in the end stop its server, and remove it."""
    before = {name: os.environ.pop(name) for name in list(os.environ) if name.startswith(("NEO4J_", "CIRCFLOW_HOME"))}
    os.environ["CIRCFLOW_HOME"] = str(folder)
    try:
        yield
    finally:
        managed.stop(force=True)
        shutil.rmtree(folder, ignore_errors=True)
        del os.environ["CIRCFLOW_HOME"]
        os.environ.update(before)
