"""Replacing data: killed after any step, the next circflow finds what was there before."""

from pathlib import Path

import pytest

from circflow.server import swap
from circflow.server.layout import Layout

_STEPS = 6


def contents(layout: Layout) -> dict[str, str]:
    files = (layout.data / "store", layout.password, layout.version)
    return {path.name: path.read_text(encoding="utf-8") for path in files if path.exists()}


def fill(layout: Layout, what: str) -> None:
    layout.make()
    (layout.data / "store").write_text(what, encoding="utf-8")
    layout.password.write_text(what, encoding="utf-8")


@pytest.fixture
def layout(tmp_path: Path) -> Layout:
    layout = Layout(tmp_path)
    fill(layout, "old")
    layout.version.write_text("old", encoding="utf-8")
    return layout


@pytest.fixture
def fresh(layout: Layout) -> Layout:
    fresh = swap.staging(layout)
    fill(fresh, "new")
    return fresh


def test_new_things_are_in_place_and_old_ones_aside(layout: Layout, fresh: Layout) -> None:
    change = swap.apply(layout, fresh)
    swap.commit(layout)
    assert contents(layout) == {"store": "new", "password": "new"}
    assert contents(Layout(change.aside)) == {"store": "old", "password": "old", "neo4j-version": "old"}
    assert swap.pending(layout) is None


def test_undone_the_old_things_are_back_and_the_new_ones_kept_too(layout: Layout, fresh: Layout) -> None:
    change = swap.apply(layout, fresh)
    swap.undo(layout)
    assert contents(layout) == {"store": "old", "password": "old", "neo4j-version": "old"}
    assert contents(Layout(change.aside.with_name(f"{change.aside.name}-failed")))["store"] == "new"


@pytest.mark.parametrize("step", range(_STEPS))
def test_a_kill_at_any_step_leaves_what_can_be_undone(
    layout: Layout, fresh: Layout, step: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    done = 0
    rename = Path.rename

    def killed(path: Path, to: Path) -> Path:
        nonlocal done
        if done == step:
            raise KeyboardInterrupt
        done += 1
        return rename(path, to)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "rename", killed)
        try:
            swap.apply(layout, fresh)
        except KeyboardInterrupt:
            assert swap.pending(layout)
    swap.undo(layout)
    assert contents(layout) == {"store": "old", "password": "old", "neo4j-version": "old"}
    assert swap.pending(layout) is None


def test_a_change_in_an_empty_home_is_undone_to_an_empty_home(tmp_path: Path) -> None:
    layout = Layout(tmp_path)
    fresh = swap.staging(layout)
    fill(fresh, "new")
    swap.apply(layout, fresh)
    swap.undo(layout)
    assert contents(layout) == {}
