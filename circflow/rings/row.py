"""What the functions of this room work on."""

from types import ModuleType
from typing import Any, TypeAlias

Numbers: TypeAlias = Any
"""A list of integers, or an integer array where the functions are compiled: one source of the algorithm for both."""

Numpy: TypeAlias = ModuleType | Any
"""The module, which is imported only where arrays are at hand."""
