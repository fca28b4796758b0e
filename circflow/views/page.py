"""What a text is laid out on."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Page:
    """A terminal or a file.

    Attributes:
        width: Columns of the terminal; only tables look at it.
        color: Whether colours may be used. Who asks for a text knows about terminals and `NO_COLOR`.
    """

    width: int = 80
    color: bool = False
