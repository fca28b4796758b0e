"""How the arrows of a picture look: a colour, a width and a head for each type of deal.

The colours are those of Okabe and Ito, which colour-blind readers tell apart; heads and widths tell the types apart
without any colour.
"""

from dataclasses import dataclass
from typing import Final

from circflow.model import RELATIONSHIPS

INK: Final = "#1b1f24"
FAINT: Final = "#57606a"
PAPER: Final = "#ffffff"
FONT: Final = 'system-ui, "Segoe UI", Roboto, "Noto Sans", "Noto Sans CJK JP", "Noto Sans CJK KR", sans-serif'

DASHES: Final = "7 5"
"""Of an arrow none of whose deals is firm."""


@dataclass(frozen=True, slots=True)
class Look:
    """How one type of deal is drawn.

    Attributes:
        name: Of its class in a style sheet.
        color: Of line and head on white.
        ink: Of the label on white: darker, so that thin letters can be read.
        dark: Of line, head and label on black.
        width: Of the line.
        head: Cytoscape's name of the arrowhead.
        outline: The head as a path whose tip is at 0 0, and which looks to the right.
        hollow: Whether the head is not filled.
    """

    name: str
    color: str
    ink: str
    dark: str
    width: float
    head: str
    outline: str
    hollow: bool = False


_LOOKS: Final = dict(
    zip(
        RELATIONSHIPS,
        (
            Look("invests", "#0072b2", "#005b8e", "#56b4e9", 3.2, "triangle", "M0 0L-14 -6L-14 6Z"),
            Look("buys", "#d55e00", "#a34700", "#e69f00", 1.8, "vee", "M0 0L-13 -6L-9 0L-13 6Z"),
            Look("venture", "#009e73", "#006b4e", "#009e73", 1.8, "diamond", "M0 0L-7 -5L-14 0L-7 5Z"),
        ),
        strict=True,
    )
)
_OTHER: Final = Look("other", "#cc79a7", "#8c3f69", "#cc79a7", 1.8, "circle", "M0 0A5 5 0 1 0 -10 0A5 5 0 1 0 0 0Z")


def look(relationship: str) -> Look:
    """Return how a type of deal is drawn; a type of a user's own has the fourth look."""
    return _LOOKS.get(relationship, _OTHER)
