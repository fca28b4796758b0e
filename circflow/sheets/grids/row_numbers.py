"""Numbers of rows in a message: 3, 5–9, 12."""

from collections.abc import Sequence
from typing import Final

_SHOWN: Final = 10


def in_words(numbers: Sequence[int]) -> str:
    """Return sorted numbers with runs shortened."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1] = [runs[-1][0], number]
        else:
            runs.append([number])
    told = ["–".join(map(str, run)) for run in runs[:_SHOWN]]
    return ", ".join(told) + (" …" if len(runs) > _SHOWN else "")
