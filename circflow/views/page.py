"""What a text is laid out on."""

from dataclasses import dataclass
from typing import Final

_LEAST_PROSE: Final = 40
_WIDEST_PROSE: Final = 110  # longer lines of prose are hard to read


@dataclass(frozen=True, slots=True)
class Page:
    """A terminal or a file.

    Attributes:
        width: Columns of the terminal; only tables look at it.
        color: Whether colours may be used. Who asks for a text knows about terminals and `NO_COLOR`.
    """

    width: int = 80
    color: bool = False

    @property
    def text_width(self) -> int:
        """Return the columns that prose takes."""
        return min(max(self.width, _LEAST_PROSE), _WIDEST_PROSE)
