"""Figures on a page: when and on what they were taken, and how they get there."""

import os
import platform
import re
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import psutil

from circflow.server import jars


def stamp() -> str:
    """Return the day and the machine, as far as they matter."""
    memory = psutil.virtual_memory().total / 2**30
    return (
        f"{datetime.now(UTC):%Y-%m-%d}, {platform.system()}, {os.cpu_count()} cores, {memory:.0f} GiB, "
        f"Python {platform.python_version()}, Neo4j {jars.neo4j_version()}"
    )


def put(page: Path, command: str, lines: Sequence[str]) -> None:
    """Replace the figures of a command on a page."""
    text = page.read_text(encoding="utf-8")
    begin, end = f"<!-- figures: {command} -->", "<!-- end of figures -->"
    block = re.compile(f"{re.escape(begin)}.*?{re.escape(end)}", re.DOTALL)
    fresh = "\n".join([begin, *lines, end])
    page.write_text(block.sub(lambda _: fresh, text), encoding="utf-8")
