"""Lists in sentences: the first few, and how many there are beyond."""

from collections.abc import Iterable


def listed(items: Iterable[str], most: int = 5, between: str = ", ") -> str:
    """Name the first few and count the rest: `a, b and 1,204 more`; empty for nothing."""
    known = list(items)
    beyond = len(known) - most
    return between.join(known[:most]) + (f" and {beyond:,} more" if beyond > 0 else "")
