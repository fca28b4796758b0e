"""What a picture shows: a box for each company, and an arrow for all deals of one kind from one company to another."""

from collections import Counter
from dataclasses import dataclass
from typing import Final

import numpy as np
from rich.cells import cell_len

from circflow.model import FIRM, Result
from circflow.views.layout import clipped, words, wrap
from circflow.views.network import Edge, Network, network
from circflow.views.picture.placing import placed
from circflow.views.picture.routing import routed
from circflow.views.wording import Names, one_line

SIZES: Final = (13, 16, 20)
"""Heights of letters in a box, for companies with few, more and most deals."""

LABEL_SIZE: Final = 12
"""Height of the letters on an arrow."""

_SHARES: Final = (0.3, 0.6)  # of the deals of the company with most, from which letters are larger
_LINES: Final = 2
_COLUMNS: Final = 20
_EM: Final = 0.58  # width of a letter, as a part of its height
_STRONG_EM: Final = 0.62
_LEADING: Final = 1.2
_PADDING: Final = (22, 14)
_UNDISCLOSED: Final = "undisclosed"


@dataclass(frozen=True, slots=True)
class Box:
    """A company, or at the level of groups a group.

    Attributes:
        id: Its id.
        name: In full, on one line.
        lines: The name as it fits into the box.
        letters: Height of the letters.
        size: Width and height.
        at: Middle of the box; y grows downwards.
    """

    id: str
    name: str
    lines: tuple[str, ...]
    letters: int
    size: tuple[float, float]
    at: tuple[float, float]


@dataclass(frozen=True, slots=True)
class Bundle:
    """An arrow: all deals of one type from one box to another.

    Attributes:
        source: Number of the box that pays, from 0.
        target: Number of the box that is paid.
        relationship: Type of the deals.
        edges: The deals.
        bend: How far its control point is to the left of the way from box to box, seen from the source.
        label_at: Where along the arrow its label stands, from 0 to 1.
    """

    source: int
    target: int
    relationship: str
    edges: tuple[Edge, ...]
    bend: float = 0
    label_at: float = 0.5

    @property
    def firm(self) -> bool:
        """Return whether any of the deals is more than talk, letter, plan or condition."""
        return any(edge.deal.firmness >= FIRM for edge in self.edges)

    @property
    def label(self) -> str:
        """Return the amounts in short: of one deal or two, else the largest and how many deals there are beside it."""
        priced = [edge.deal for edge in self.edges if edge.deal.amount_label != _UNDISCLOSED]
        if not priced:
            return f"{len(self.edges)} deals" if len(self.edges) > 1 else ""
        # Amounts in several currencies have no order; the first stands for the others.
        if len({deal.currency for deal in priced}) == 1:
            priced.sort(key=lambda deal: -(deal.amount_high or deal.amount_low or 0))
        amounts = [one_line(deal.amount_label) for deal in priced]
        if len(self.edges) == len(amounts) == 2:  # noqa: PLR2004 - two fit on an arrow
            return ", ".join(amounts)
        others = len(self.edges) - 1
        return f"{amounts[0]} +{others}" if others else amounts[0]


@dataclass(frozen=True, slots=True)
class Scene:
    """Boxes and arrows, each in its place."""

    boxes: tuple[Box, ...]
    bundles: tuple[Bundle, ...]

    @property
    def deals(self) -> int:
        """Return how many deals are drawn."""
        return sum(len(bundle.edges) for bundle in self.bundles)


def scene(result: Result, *, tall: bool = False) -> Scene:
    """Lay out the graph of an answer; the same answer is always laid out the same way.

    Args:
        result: The answer.
        tall: Whether the picture shall be higher than wide, as a phone is.
    """
    graph = _shown(network(result))
    numbers = {node.id: number for number, node in enumerate(graph.nodes)}
    found: dict[tuple[str, str, str], list[Edge]] = {}
    for edge in graph.edges:
        found.setdefault((edge.source, edge.deal.relationship, edge.target), []).append(edge)
    bundles = tuple(
        Bundle(numbers[source], numbers[target], relationship, tuple(edges))
        for (source, relationship, target), edges in found.items()
    )
    texts = _texts(graph)
    sizes = np.array([_size(lines, letters) for _, lines, letters in texts]).reshape(-1, 2)
    ends = np.array([(bundle.source, bundle.target) for bundle in bundles], dtype=int).reshape(-1, 2)
    places = placed(sizes, ends, tall=tall)
    boxes = tuple(
        Box(node.id, name, lines, letters, _pair(size), _pair(at))
        for node, (name, lines, letters), size, at in zip(graph.nodes, texts, sizes, places, strict=True)
    )
    # On a screen the script finds places for labels, as it must whenever somebody zooms.
    labels = np.array([label_size("" if tall else bundle.label) for bundle in bundles]).reshape(-1, 2)
    routes = routed(places, sizes, ends, labels)
    return Scene(
        boxes,
        tuple(
            Bundle(b.source, b.target, b.relationship, b.edges, bend, label_at)
            for b, (bend, label_at) in zip(bundles, routes, strict=True)
        ),
    )


def _shown(graph: Network) -> Network:
    """Return the graph without companies that stand beside their own group, whose box has their arrows."""
    drawn = {end for edge in graph.edges for end in (edge.source, edge.target)}
    members = {end for edge in graph.edges for end in (edge.deal.payer, edge.deal.payee)} - drawn
    return Network(tuple(node for node in graph.nodes if node.id not in members), graph.edges)


def label_size(text: str) -> tuple[float, float]:
    """Return width and height of a label on an arrow; nothing for none."""
    return (cell_len(text) * LABEL_SIZE * _EM + 8, LABEL_SIZE * 1.4) if text else (0, 0)


def _texts(graph: Network) -> list[tuple[str, tuple[str, ...], int]]:
    """Return the full name, the lines and the height of letters of each box."""
    names = Names({node.id: node.name for node in graph.nodes}, width=None)
    deals = Counter(end for edge in graph.edges for end in (edge.source, edge.target))
    most = max(deals.values(), default=1)
    return [
        (name, _lines(name), SIZES[sum(deals[node.id] >= share * most for share in _SHARES)])
        for node, name in ((node, names[node.id]) for node in graph.nodes)
    ]


def _lines(name: str) -> tuple[str, ...]:
    cell = words(name)
    if not cell:
        return (one_line(name),)
    lines = ["".join(span.text for span in line) for line in wrap(cell, _COLUMNS)]
    if len(lines) > _LINES:
        lines[_LINES - 1] = clipped(f"{lines[_LINES - 1]} {lines[_LINES]}", _COLUMNS - 1).removesuffix("…") + "…"
    return tuple(lines[:_LINES])


def _size(lines: tuple[str, ...], letters: int) -> tuple[float, float]:
    width = max(map(cell_len, lines)) * letters * _STRONG_EM
    return width + _PADDING[0], len(lines) * letters * _LEADING + _PADDING[1]


def _pair(values: "np.ndarray[tuple[int], np.dtype[np.float64]]") -> tuple[float, float]:
    return round(float(values[0]), 1), round(float(values[1]), 1)
