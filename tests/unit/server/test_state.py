import os
from pathlib import Path

import psutil
import pytest

from circflow.server import managed
from circflow.server.layout import Layout
from circflow.server.state import State


@pytest.mark.parametrize(
    "content",
    ["", "{", "[]", '{"pid": 1}', '{"pid": 1, "started": 0, "bolt_port": 1, "http_port": 2, "version": "x", "new": 1}'],
)
def test_a_file_that_is_no_state_means_that_nothing_runs(home: Path, content: str) -> None:
    home.mkdir()
    (home / "server.json").write_text(content, encoding="utf-8")
    assert managed.running() is None


def test_a_process_that_has_ended_is_not_running(home: Path) -> None:
    home.mkdir()
    State(2**22 - 1, 0.0, 1, 2, "2026.08.1", ready=True).write(Layout(home))
    assert managed.running() is None


def test_another_process_with_the_same_id_is_not_taken_for_the_server(home: Path) -> None:
    home.mkdir()
    started = psutil.Process().create_time()
    assert State(os.getpid(), started, 1, 2, "x").process() is not None
    State(os.getpid(), started - 3600, 1, 2, "2026.08.1", ready=True).write(Layout(home))
    assert managed.running() is None


def test_nothing_runs_where_nothing_was_started(home: Path) -> None:
    assert managed.running() is None
    assert not managed.stop()
    assert not home.exists()
