"""What the functions of this room work on."""

from collections.abc import Sequence
from types import ModuleType
from typing import TYPE_CHECKING, Any, TypeAlias, Union

if TYPE_CHECKING:  # numpy takes its time to be imported
    import numpy as np
    import numpy.typing as npt

Numbers: TypeAlias = Any
"""A list of integers, or an integer array where the functions are compiled: one source of the algorithm for both."""

Integers: TypeAlias = Union[Sequence[int], "npt.NDArray[np.integer[Any]]"]
"""What a caller has integers in."""

Numpy: TypeAlias = ModuleType | Any
"""The module, which is imported only where arrays are at hand."""
