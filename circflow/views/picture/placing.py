"""Where the boxes of a picture stand: neighbours near, others far, none on top of another.

Companies that are some deals apart stand so many lengths apart, as well as a plane allows (stress majorization,
Gansner, Koren and North 2004); an arrow between two busy companies is longer, since there is more between them. Parts
that no deal connects stand beside each other.
"""

from collections.abc import Iterator
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[Any]

_LENGTH: Final = 215.0  # of an arrow, times the factors below
_SHORTEST: Final = 0.75
_LONGEST: Final = 2.2
_BUSY: Final = 0.11
_LABEL: Final = 120.0  # between boxes that stand beside each other, for an arrow and what stands on it
_FLAT: Final = 0.95  # times the shape that the distances make, which is wide already
_TALL: Final = 1.4
_MARGIN: Final = np.array([46.0, 40.0])  # between boxes, so that arrows and labels have room
_GAP: Final = 90.0  # between parts
_COLUMNS_TRIED: Final = 40
_ASPECT: Final = 1.5  # of all parts together, width to height
_ROUNDS: Final = 250
_FEWER_ROUNDS: Final = 60  # for many boxes
_MANY: Final = 250
_MOST: Final = 600  # boxes whose distances are worked out; more cannot be read anyhow


def both(of: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Return whether x and y of each are true; much quicker than numpy's `all` along so short an axis."""
    return np.asarray(of[..., 0] & of[..., 1])


def placed(sizes: Floats, ends: Ints, *, tall: bool = False) -> Floats:
    """Return the middle of each box.

    Args:
        sizes: Width and height of each box.
        ends: The two boxes of each arrow.
        tall: Whether the picture shall be higher than wide.
    """
    places = np.zeros((len(sizes), 2))
    parts = list(_parts(len(sizes), ends))
    for part in parts:
        places[part] = _part(part, ends, sizes, _TALL if tall else _FLAT)
    _arrange(places, sizes, parts, 1 / _ASPECT if tall else _ASPECT)
    return places


def _parts(count: int, ends: Ints) -> Iterator[Ints]:
    """Yield the boxes that arrows connect, largest part first."""
    label = np.arange(count)
    while True:
        least = label.copy()
        np.minimum.at(least, ends[:, 0], label[ends[:, 1]])
        np.minimum.at(least, ends[:, 1], label[ends[:, 0]])
        least = least[least]
        if (least == label).all():
            break
        label = least
    found, sizes = np.unique(label, return_counts=True)
    for part in found[np.argsort(-sizes, kind="stable")]:
        yield np.flatnonzero(label == part)


def _part(part: Ints, ends: Ints, sizes: Floats, flat: float) -> Floats:
    """Return places for the boxes of one part; `flat` is its height to its width."""
    if len(part) == 1:
        return np.zeros((1, 2))
    if len(part) > _MOST:
        return _spiral(len(part))
    number = np.full(len(sizes), -1)
    number[part] = np.arange(len(part))
    inside = number[ends]
    distances = _distances(sizes[part], inside[inside.min(axis=1) >= 0])
    places = _majorized(_spread(distances), distances)
    # The long way of the picture lies flat, or stands.
    places -= places.mean(axis=0)
    _, _, axes = np.linalg.svd(places, full_matrices=False)
    axes *= np.where(axes[np.arange(2), np.abs(axes).argmax(axis=1)] < 0, -1, 1)[:, None]
    axes = axes[::-1] if flat > 1 else axes
    stretched = places @ axes.T * _LENGTH * np.array([1 / flat, flat]) ** 0.5
    return _apart(stretched, sizes[part])


def _distances(sizes: Floats, ends: Ints) -> Floats:
    """Return how far any two boxes should be from each other, along arrows, whichever way they lead."""
    count = len(sizes)
    near = np.zeros((count, count))
    near[ends[:, 0], ends[:, 1]] = near[ends[:, 1], ends[:, 0]] = 1
    busy = near.sum(axis=1)
    lengths = _SHORTEST + _BUSY * np.sqrt(np.outer(busy, busy))
    beside = (np.add.outer(sizes[:, 0], sizes[:, 0]) / 2 + _LABEL) / _LENGTH
    distances = np.where(near > 0, np.maximum(np.minimum(lengths, _LONGEST), beside), np.inf)
    np.fill_diagonal(distances, 0)
    for over in range(count):
        np.minimum(distances, distances[:, over, None] + distances[None, over], out=distances)
    return distances


def _spread(distances: Floats) -> Floats:
    """Return a first guess: the two main directions of the distances."""
    squares = distances**2
    middle = squares.mean(axis=0)
    inner = -(squares - middle - middle[:, None] + squares.mean()) / 2
    values, vectors = np.linalg.eigh(inner)
    # Equal boxes would start, and stay, on one spot.
    turn = np.arange(len(distances)) * 2.4
    nudge = 0.05 * np.stack([np.cos(turn), np.sin(turn)], axis=1)
    return np.asarray(vectors[:, -2:] * np.sqrt(np.maximum(values[-2:], 0)) + nudge)


def _majorized(places: Floats, distances: Floats) -> Floats:
    with np.errstate(divide="ignore"):
        weights = np.where(distances > 0, distances**-2.0, 0)
    laplacian = np.diag(weights.sum(axis=1)) - weights
    count = len(places)
    inverse = np.linalg.inv(laplacian + 1 / count) - 1 / count
    for _ in range(_ROUNDS if count <= _MANY else _FEWER_ROUNDS):
        away = places[:, None] - places[None]
        apart = np.hypot(away[..., 0], away[..., 1])
        pull = weights * distances / np.maximum(apart, 1e-9)
        places = inverse @ (pull.sum(axis=1)[:, None] * places - pull @ places)
    return places


def _spiral(count: int) -> Floats:
    at = np.arange(count)
    return np.asarray(_LENGTH * np.sqrt(at)[:, None] * np.stack([np.cos(at * 2.4), np.sin(at * 2.4)], axis=1))


def _apart(places: Floats, sizes: Floats) -> Floats:
    """Push boxes that lie on each other apart, along the way that is shorter."""
    room = (sizes[:, None] + sizes[None]) / 2 + _MARGIN
    for _ in range(_ROUNDS):
        away = places[:, None] - places[None]
        over = room - np.abs(away)
        hit = both(over > 1)  # a point may be left: it is not seen
        np.fill_diagonal(hit, val=False)
        if not hit.any():
            break
        # Who comes later goes right or down, where two stand on one spot.
        order = np.sign(np.subtract.outer(np.arange(len(places)), np.arange(len(places))))
        side = np.where(away == 0, order[..., None], np.sign(away))
        across = over[..., 0] < over[..., 1]
        push = np.stack([across, ~across], axis=2) * hit[..., None] * over * side / 2
        places = places + push.sum(axis=1) * 0.6
    return places


def _arrange(places: Floats, sizes: Floats, parts: list[Ints], aspect: float) -> None:
    """Put the parts beside each other: the largest on the left, small ones below each other in columns."""
    if not parts:
        return
    corners = [(places[p] - sizes[p] / 2).min(axis=0) for p in parts]
    spans = np.array([(places[p] + sizes[p] / 2).max(axis=0) - low for p, low in zip(parts, corners, strict=True)])
    heights = np.unique(np.cumsum(spans[:_COLUMNS_TRIED, 1] + _GAP))
    tries = [_columns(spans, max(float(height), float(spans[:, 1].max()) + _GAP)) for height in heights]
    # The one that a page of this shape shows largest.
    best = min(tries, key=lambda at: float(((at + spans).max(axis=0) / [aspect, 1]).max()))
    for part, low, at in zip(parts, corners, best, strict=True):
        places[part] += at - low


def _columns(spans: Floats, height: float) -> Floats:
    """Return the upper left corner of each part, in columns that are not higher than that."""
    corners = np.zeros_like(spans)
    x = y = widest = 0.0
    for number, span in enumerate(spans):
        if y and y + span[1] + _GAP > height + 1:
            x, y, widest = x + widest + _GAP, 0.0, 0.0
        corners[number] = x, y
        y += float(span[1]) + _GAP
        widest = max(widest, float(span[0]))
    return corners
