"""Progress on stderr: what is being done, how much of it, how fast, and how long it may still take."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    SpinnerColumn,
    Task,
    TaskID,
    TextColumn,
    TimeRemainingColumn,
)
from rich.text import Text

from circflow.cli.messages import note

LINE_EVERY_S: Final = 10.0
"""Seconds from one line to the next where a bar cannot be shown: what takes less says nothing."""


class _Rate(ProgressColumn):
    def render(self, task: Task) -> Text:
        return Text(f"{task.speed:,.0f}/s" if task.speed else "")


@contextmanager
def shown() -> Iterator[Callable[[str, int, int], None]]:
    """Show progress while something long runs: a bar on a terminal, a line now and then elsewhere.

    Yields:
        A callable that takes what is being done, how much of it is done, and how much there is (0 = unknown).
    """
    console = Console(stderr=True)
    if not console.is_terminal:
        yield _Lines().progress
        return
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        MofNCompleteColumn(),
        _Rate(),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=console, transient=True) as bar:
        tasks: dict[str, TaskID] = {}

        def progress(what: str, done: int, total: int) -> None:
            if what not in tasks:
                for task in tasks.values():
                    bar.update(task, visible=False)
                tasks[what] = bar.add_task(what, total=total or None)
            bar.update(tasks[what], completed=done, total=total or None)

        yield progress


class _Lines:
    """Progress as lines in a log."""

    def __init__(self) -> None:
        self._what = ""
        self._began = self._told = 0.0

    def progress(self, what: str, done: int, total: int) -> None:
        now = time.monotonic()
        if what != self._what:
            self._what, self._began, self._told = what, now, now
        if not done or now - self._told < LINE_EVERY_S:
            return
        self._told = now
        rate = done / (now - self._began)
        of = f" of {total:,}" if total else ""
        left = f", {(total - done) / rate:,.0f} s left" if total else ""
        note(f"{what}: {done:,}{of}, {rate:,.0f}/s{left}")


@contextmanager
def searching() -> Iterator[Callable[[int, int, int, int], None]]:
    """Show how far a search for rings has come; nothing when stderr is not a terminal.

    Yields:
        A callable that takes the longest ring searched for, the starts done, all of them, and the rings found.
    """
    console = Console(stderr=True)
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("starts"),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task("Taking deals out of the database", total=None)

        def progress(hops: int, done: int, starts: int, rings: int) -> None:
            bar.update(task, description=f"Up to {hops} hops: {rings:,} rings", completed=done, total=starts)

        yield progress
