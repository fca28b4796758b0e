"""A report: what the catalogue answers about some companies, what speaks against it, and the record that repeats it."""

from typing import Final

LIMIT: Final = 10_000
"""Rows that each query is asked for: more than anybody reads, so that those about one company are among them."""
