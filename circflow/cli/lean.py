"""Imports without what they would only look for."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def without(*packages: str) -> Iterator[None]:
    """Hide packages from what is imported meanwhile, but for those that somebody has already.

    The driver imports numpy, pandas and pyarrow wherever they are installed, to take their values as parameters. The
    command line never sends such, and is quicker without; whoever asks for them later gets them.
    """
    hidden = [package for package in packages if package not in sys.modules]
    for package in hidden:
        sys.modules[package] = None  # type: ignore[assignment]  # which is how Python marks what is not there
    try:
        yield
    finally:
        for package in hidden:
            del sys.modules[package]
