"""Imports without what they would only look for."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def without(package: str) -> Iterator[None]:
    """Hide a package from what is imported meanwhile, unless somebody has it already.

    The driver imports pandas wherever it is installed, to take its values as parameters. The command line never sends
    such, and is quicker without; whoever asks for pandas later gets it.
    """
    if package in sys.modules:
        yield
        return
    sys.modules[package] = None  # type: ignore[assignment]  # which is how Python marks what is not there
    try:
        yield
    finally:
        del sys.modules[package]
