"""Charts as SVG, by matplotlib: dark on white and told apart by hatching too, so that they read on paper."""

import importlib
import io
import warnings
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any, Final

from circflow.errors import InputError
from circflow.model.amount import interval_label

_WIDTH: Final = 8.0
_ROW: Final = 0.32
_LINES: Final = 9
"""Height of a chart of lines, in rows."""
_DARK: Final = "#1f4e79"
_LIGHT: Final = "#9dc3e6"
_WARM: Final = "#b5541c"
_PALE: Final = "#f4c7a5"
_GREY: Final = "#444444"
_OPEN: Final = 1.1
"""How far a bar without an end reaches, in parts of the longest that has one."""
_SETTINGS: Final = {
    # Letters stay letters: found, read aloud, and in any script.
    "svg.fonttype": "none",
    "svg.hashsalt": "circflow",
    "font.family": "sans-serif",
    "font.size": 9,
    # Between two signs of a dollar others read a formula.
    "text.parse_math": False,
    "axes.spines.top": False,
    "axes.spines.right": False,
}

Range = tuple[int, int | None]
"""Least and most, in currency units; None = open."""


def ladder_chart(steps: Mapping[str, Range], currency: str | None) -> str:
    """Return a bar for each step: what is sure dark, what is within the range light, what is open dotted."""

    def draw(axes: Any) -> None:  # noqa: ANN401 - of matplotlib
        _bars(axes, list(steps.values()), currency)
        _rows(axes, list(steps))

    return _drawn(len(steps), draw)


def positions_chart(positions: Mapping[str, tuple[int | None, int | None]], currency: str | None) -> str:
    """Return a diverging bar for each company: to the right what it promises beyond what it is promised.

    Args:
        positions: Least and most of promised less promised to it; None = open on that side.
        currency: ISO 4217 code.
    """

    def draw(axes: Any) -> None:  # noqa: ANN401 - as above
        stated = [abs(end) for ends in positions.values() for end in ends if end is not None]
        edge = max(stated, default=1) * 1.15 or 1
        for place, ends in enumerate(positions.values()):
            _diverging(axes, place, ends, edge)
        axes.axvline(0, color="black", linewidth=0.8)
        axes.set_xlim(-edge * 1.03, edge * 1.03)
        axes.set_xlabel("◂ more is promised to it · it promises more ▸")
        _scale(axes, currency)
        _rows(axes, list(positions))

    return _drawn(len(positions), draw)


def circle_chart(dated: Sequence[tuple[date, Range, int, int]], currency: str | None) -> str:
    """Return lines over time: distinct money with its range, and the volume beside it.

    Args:
        dated: Each date with the range of distinct money, distinct money at the most that is stated, and the volume at
            that reading.
        currency: ISO 4217 code.
    """
    days = [day for day, _, _, _ in dated]
    lows = [low for _, (low, _), _, _ in dated]
    priced = [most for _, _, most, _ in dated]
    volumes = [volume for _, _, _, volume in dated]

    def draw(axes: Any) -> None:  # noqa: ANN401 - as above
        axes.fill_between(days, lows, priced, step="post", color=_LIGHT, label="distinct money, least to most stated")
        axes.step(days, priced, where="post", color=_DARK, linewidth=2, label="distinct money, most that is stated")
        axes.step(days, volumes, where="post", color=_WARM, linestyle="--", label="volume, counted at every hop")
        axes.set_ylim(bottom=0)
        axes.legend(loc="upper left", frameon=False)
        axes.tick_params(axis="x", rotation=30)
        axes.yaxis.set_major_formatter(lambda value, _: interval_label(round(value), round(value), currency))

    return _drawn(_LINES, draw)


def _drawn(rows: int, draw: Callable[[Any], None]) -> str:
    """Return what is drawn on a figure of so many rows."""
    try:
        matplotlib = importlib.import_module("matplotlib")
        figures = importlib.import_module("matplotlib.figure")
    except ImportError as error:
        raise InputError(
            "charts need the Python package matplotlib", hint="Install it with: pip install 'circflow[charts]'"
        ) from error
    target = io.StringIO()
    with matplotlib.rc_context(_SETTINGS), warnings.catch_warnings():
        # Letters are drawn by whoever shows the page, who may have fonts for them.
        warnings.filterwarnings("ignore", message="Glyph .* missing")
        figure = figures.Figure(figsize=(_WIDTH, 0.9 + _ROW * max(rows, 2)), layout="constrained")
        draw(figure.subplots())
        figure.savefig(target, format="svg", metadata={"Date": None, "Creator": None})
    return target.getvalue()


def _diverging(axes: Any, place: int, ends: tuple[int | None, int | None], edge: float) -> None:  # noqa: ANN401
    """Draw one company: dark what is sure on a side, light what is within the range, a sign where it is open."""
    least, most = ends
    low, high = -edge if least is None else least, edge if most is None else most
    for side, dark, light, hatch in ((1, _WARM, _PALE, ""), (-1, _DARK, _LIGHT, "///")):
        near, far = (max(0, low), max(0, high)) if side > 0 else (max(0, -high), max(0, -low))
        axes.barh(place, side * far, color=light, height=0.7)
        axes.barh(place, side * near, color=dark, height=0.7, hatch=hatch, edgecolor="white", linewidth=0)
    for end, at, sign in ((least, -edge, "◂"), (most, edge, "▸")):
        if end is None:
            axes.text(at, place, sign, va="center", ha="center", color=_GREY)


def _bars(axes: Any, ranges: Sequence[Range], currency: str | None) -> None:  # noqa: ANN401 - of matplotlib
    edge = max([one for low, high in ranges for one in (low, high or 0)], default=1) or 1
    for place, (low, high) in enumerate(ranges):
        end = edge * _OPEN if high is None else high
        axes.barh(place, end, color=_LIGHT, height=0.7, hatch="..." if high is None else "")
        axes.barh(place, low, color=_DARK, height=0.7)
        label = interval_label(low, high, currency)
        axes.annotate(label, (end, place), (4, 0), textcoords="offset points", va="center")
    axes.set_xlim(0, edge * (_OPEN + 0.2))
    _scale(axes, currency)


def _scale(axes: Any, currency: str | None) -> None:  # noqa: ANN401 - as above
    def label(value: float, _place: object) -> str:
        return interval_label(round(abs(value)), round(abs(value)), currency)

    axes.xaxis.set_major_locator(importlib.import_module("matplotlib.ticker").MaxNLocator(6))
    axes.xaxis.set_major_formatter(label)


def _rows(axes: Any, names: Sequence[str]) -> None:  # noqa: ANN401 - as above
    axes.set_yticks(range(len(names)), names)
    axes.invert_yaxis()
    axes.tick_params(axis="y", length=0)
