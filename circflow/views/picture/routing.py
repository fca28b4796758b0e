"""How the arrows of a picture run: past the boxes of others, beside each other, with room for what stands on them."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Final

import numpy as np

from circflow.views.picture.placing import Floats, Ints, both

_SHIFTS: Final = (0, 60, -60, 120, -120, 190, -190)
_CURVE: Final = np.linspace(0.08, 0.92, 22)
_SPOTS: Final = (0.5, 0.43, 0.57, 0.36, 0.64, 0.29, 0.71, 0.22, 0.78)
"""Where along an arrow its label may stand, the best place first."""

_AIR: Final = 5.0
_BETWEEN: Final = (30.0, 74.0)  # arrows of one pair are so far apart where they run level, and where they run upright
_TRIES: Final = 12
_HIT: Final = 100.0
_CROSSED: Final = 120.0
_MOST: Final = 2_000  # arrows that look for a way


def routed(places: Floats, sizes: Floats, ends: Ints, labels: Floats) -> list[tuple[float, float]]:
    """Return for each arrow how far it bends, and where along it its label stands.

    Args:
        places: Middle of each box.
        sizes: Of the boxes.
        ends: The two boxes of each arrow.
        labels: Size of the label of each arrow; nothing for none.
    """
    pairs: dict[tuple[int, int], list[int]] = defaultdict(list)
    for arrow, (source, target) in enumerate(ends.tolist()):
        pairs[min(source, target), max(source, target)].append(arrow)
    bends = np.zeros(len(ends))
    halves = sizes / 2 + _AIR
    for (first, second), arrows in pairs.items():
        if first != second:
            bends[arrows] = _bends(places, halves, ends[arrows], (first, second), free=len(ends) <= _MOST)
    spots = list(_spots(places, sizes, ends, labels, bends))
    return [(round(float(bend), 1), spot) for bend, spot in zip(bends, spots, strict=True)]


def control(start: Floats, end: Floats, bend: Floats | float) -> Floats:
    """Return the control point of a curve that bends to the left, seen from its start, where y grows downwards."""
    way = end - start
    left = np.stack([way[..., 1], -way[..., 0]], axis=-1)
    length = np.maximum(np.linalg.norm(way, axis=-1, keepdims=True), 1e-9)
    return np.asarray((start + end) / 2 + left / length * np.expand_dims(np.asarray(bend), -1))


def on_curve(start: Floats, middle: Floats, end: Floats, at: Floats | float) -> Floats:
    """Return points of a curve, for each part of the way from 0 to 1."""
    t = np.expand_dims(np.asarray(at), -1)
    return np.asarray((1 - t) ** 2 * start + 2 * t * (1 - t) * middle + t**2 * end)


def course(boxes: tuple[Floats, Floats], sizes: tuple[Floats, Floats], bend: float) -> tuple[Floats, Floats, Floats]:
    """Return start, control point and end of an arrow between two boxes; one that does not bend is straight."""
    over = control(*boxes, bend)
    if bend:
        return _edge_of(boxes[0], sizes[0], over), over, _edge_of(boxes[1], sizes[1], over)
    start, end = _edge_of(boxes[0], sizes[0], boxes[1]), _edge_of(boxes[1], sizes[1], boxes[0])
    return start, (start + end) / 2, end


def _edge_of(box: Floats, size: Floats, towards: Floats) -> Floats:
    """Return where the way from the middle of a box to a point leaves the box."""
    way = towards - box
    share = float(np.min(size / 2 / np.maximum(np.abs(way), 1e-9)))
    return np.asarray(box + way * min(share, 1.0))


def _bends(places: Floats, halves: Floats, ends: Ints, pair: tuple[int, int], *, free: bool) -> Floats:
    """Return the bends of all arrows of a pair, seen from the source of each."""
    start, end = places[pair[0]], places[pair[1]]
    way = np.abs(end - start) / max(float(np.linalg.norm(end - start)), 1e-9)
    between = float(way @ _BETWEEN)
    # The middle of a curve lies half as far off as its control point.
    fan = np.asarray((np.arange(len(ends)) - (len(ends) - 1) / 2) * between * 2, dtype=np.float64)
    others = np.ones(len(places), dtype=bool)
    others[list(pair)] = False
    best, least = fan, np.inf
    for shift in _SHIFTS if free else ():
        bends = fan + shift
        curves = on_curve(start, control(start, end, bends)[:, None], end, _CURVE[None]).reshape(-1, 1, 2)
        hits = both(np.abs(curves - places[others]) < halves[others]).sum()
        cost = float(hits) * _HIT + abs(shift)
        if cost < least:
            best, least = bends, cost
        if not hits:
            break  # those that come are bent more
    best = np.array([_out_of(bend, (start, end), halves[list(pair)]) for bend in best])
    return np.where(ends[:, 0] == pair[0], best, -best)


def _out_of(bend: float, boxes: tuple[Floats, Floats], halves: Floats) -> float:
    """Return a bend whose control point is in none of the boxes, beside a wide one for instance."""
    for _ in range(_TRIES if bend else 0):
        if not both(np.abs(control(*boxes, bend) - np.stack(boxes)) < halves).any():
            break
        bend *= 1.25
    return bend


def _spots(places: Floats, sizes: Floats, ends: Ints, labels: Floats, bends: Floats) -> Iterator[float]:
    """Yield where each label stands: where it covers no box, no other label and no other arrow, or else the least."""
    start, end = places[ends[:, 0]], places[ends[:, 1]]
    over = control(start, end, bends)
    lines = on_curve(start[:, None], over[:, None], end[:, None], _CURVE[None]).reshape(-1, 2)
    taken = len(places)
    middles = np.concatenate([places, np.zeros_like(labels)])
    halves = np.concatenate([sizes, labels]) / 2
    for arrow, (source, target) in enumerate(ends.tolist()):
        half = labels[arrow] / 2
        if not half[0] or source == target or len(ends) > _MOST:
            yield 0.5
            continue
        ways = course((start[arrow], end[arrow]), (sizes[source], sizes[target]), float(bends[arrow]))
        points = on_curve(*ways, np.array(_SPOTS))
        apart = np.abs(points[:, None] - middles[:taken]) - (halves[:taken] + half)
        covered = np.where(both(apart < 0), apart[..., 0] * apart[..., 1], 0).sum(axis=1)
        low, high = points.min(axis=0) - half, points.max(axis=0) + half
        close = lines[both((lines > low) & (lines < high))]
        crossed = both(np.abs(points[:, None] - close) < half).sum(axis=1)
        chosen = int((covered + crossed * _CROSSED).argmin())
        middles[taken], halves[taken] = points[chosen], half
        taken += 1
        yield _SPOTS[chosen]
