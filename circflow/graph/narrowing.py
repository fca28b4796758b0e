"""What to do about a question that takes too long."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from circflow.errors import TimedOut
from circflow.graph.faults import NARROW
from circflow.queries import StoredQuery

_NARROWING: Final = ("max_hops", "max_steps", "through", "min_amount", "window_days", "new_since", "datasets")
"""Parameters that make a long search short."""


@contextmanager
def narrowed(query: StoredQuery) -> Iterator[None]:
    """Say of a query that takes too long by which of its options it is narrowed."""
    try:
        yield
    except TimedOut as error:
        options = [f"--{name.replace('_', '-')}" for name in _NARROWING if name in query.params]
        if error.hint == NARROW and options:
            error.hint = f"Narrow it with {', '.join(options)}; or give more time with --timeout."
        raise
