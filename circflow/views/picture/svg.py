"""A picture as SVG: on the page, where its styles follow dark and light, and as a file for a newspaper's desk.

Everything that a program without style sheets needs stands in attributes. Each arrow has its deals as a title, which
browsers show under the pointer and screen readers read out; on a page it leads to its first deal.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
from rich.cells import cell_len

from circflow.model import Result
from circflow.views.footer import remarks
from circflow.views.layout import words, wrap
from circflow.views.picture.look import DASHES, FAINT, FONT, INK, PAPER, Look, look
from circflow.views.picture.placing import Floats
from circflow.views.picture.routing import course, on_curve
from circflow.views.picture.scene import LABEL_SIZE, Box, Bundle, Scene, label_size
from circflow.views.wording import Names, one_line, status_text, verb
from circflow.views.xml_text import attribute, element

_AIR: Final = 40.0
_LEGEND: Final = 84.0  # height: two lines of types, and one of words
_TIP: Final = 2.0  # between the tip of an arrow and its box
_NOTE: Final = 13  # height of letters below the picture
_TITLE: Final = 22
_EM: Final = 0.56
_LEAST: Final = 620.0  # width, so that notes below are no column of words


@dataclass(frozen=True, slots=True)
class Frame:
    """The part of the plane that is seen."""

    x: float
    y: float
    width: float
    height: float


def drawing(result: Result, drawn: Scene, marks: Mapping[str, str] | None = None) -> Iterator[str]:
    """Yield the picture of an answer.

    Args:
        result: The answer.
        drawn: Its scene.
        marks: Names by which the page leads to its deals; None for a file of its own, which carries title and notes.
    """
    alone = marks is None
    frame = _frame(drawn)
    title = one_line(result.query.title)
    notes = list(_notes(result, frame.width)) if alone else []
    heading = _wrapped(title, frame.width, _TITLE) if alone else []
    top = 36.0 + len(heading) * _TITLE * 1.3 if alone else 0.0
    below = _LEGEND + len(notes) * _NOTE * 1.5
    space = ' xmlns="http://www.w3.org/2000/svg"' if alone else ""
    size = f' width="{frame.width:.0f}" height="{frame.height + top + below:.0f}"' if alone else ""
    box = f"{frame.x:.0f} {frame.y - top:.0f} {frame.width:.0f} {frame.height + top + below:.0f}"
    yield f'<svg id="drawing"{space} viewBox="{box}"{size} role="img" aria-labelledby="drawing-title drawing-text"'
    yield f" font-family={attribute(FONT)}>\n"
    yield f'<title id="drawing-title">{element(title)}</title>\n'
    yield f'<desc id="drawing-text">{element(_said(drawn))}</desc>\n'
    yield from _heads(drawn)
    if alone:
        yield f'<rect x="{frame.x:.0f}" y="{frame.y - top:.0f}" width="100%" height="100%" fill="{PAPER}"/>\n'
        for line, text in enumerate(heading, start=1):
            yield _text(text, frame.x + 20, frame.y - top + 12 + line * _TITLE * 1.3, _TITLE, INK, ' font-weight="700"')
    names = Names(result.names, width=None)
    for number, bundle in enumerate(drawn.bundles):
        yield from _arrow(number, bundle, drawn, names, marks)
    for number, box_ in enumerate(drawn.boxes):
        yield _box(number, box_)
    # Labels last: no line runs over them.
    for number, bundle in enumerate(drawn.bundles):
        yield _label(number, bundle, drawn)
    yield f'<g class="caption" transform="translate({frame.x + 20:.0f} {frame.y + frame.height + 16:.0f})">\n'
    yield from _legend(drawn, frame.width - 40)
    for line, text in enumerate(notes):
        yield _text(text, 0, _LEGEND + line * _NOTE * 1.5, _NOTE, FAINT)
    yield "</g>\n</svg>\n"


def _frame(drawn: Scene) -> Frame:
    if not drawn.boxes:
        return Frame(0, 0, _LEAST, 40)
    middles = np.array([box.at for box in drawn.boxes])
    halves = np.array([box.size for box in drawn.boxes]) / 2
    bends = [on_curve(*_curve(bundle, drawn), 0.5) for bundle in drawn.bundles]
    low = np.concatenate([middles - halves, *(bend[None] for bend in bends)]).min(axis=0) - _AIR
    high = np.concatenate([middles + halves, *(bend[None] for bend in bends)]).max(axis=0) + _AIR
    width = max(float(high[0] - low[0]), _LEAST)
    return Frame(float(low[0] + high[0] - width) / 2, float(low[1]), width, float(high[1] - low[1]))


def _said(drawn: Scene) -> str:
    return (
        f"{len(drawn.boxes)} companies and {drawn.deals} deals. An arrow leads from who pays to who is paid;"
        " all of it stands in the tables as well."
    )


def _heads(drawn: Scene) -> Iterator[str]:
    yield "<defs>\n"
    for kind in _looks(drawn):
        yield f'<marker id="head-{kind.name}" class="{kind.name}" markerUnits="userSpaceOnUse" orient="auto"'
        yield ' markerWidth="16" markerHeight="14" viewBox="-15 -7 16 14">'
        yield f'<path d="{kind.outline}" fill="{kind.color}"/></marker>\n'
    yield "</defs>\n"


def _looks(drawn: Scene) -> dict[Look, str]:
    """Return the looks that occur, with what the payer does."""
    return {look(bundle.relationship): verb(bundle.relationship) for bundle in drawn.bundles}


def _arrow(number: int, bundle: Bundle, drawn: Scene, names: Names, marks: Mapping[str, str] | None) -> Iterator[str]:
    kind = look(bundle.relationship)
    dashes = "" if bundle.firm else f' stroke-dasharray="{DASHES}"'
    path = (
        f'<path class="arrow {kind.name}" data-arrow="{number}" d="{path_of(bundle, drawn)}" fill="none"'
        f' stroke="{kind.color}" stroke-width="{kind.width}"{dashes} {_tip(kind).strip()}>'
        f"<title>{element(told(bundle, names))}</title></path>"
    )
    mark = marks.get(bundle.edges[0].deal.deal_id) if marks is not None else None
    yield f'<a href="#{mark}" tabindex="-1">{path}</a>\n' if mark else f"{path}\n"


def told(bundle: Bundle, names: Names) -> str:
    """Return the deals of an arrow, one a line."""
    deals = (edge.deal for edge in bundle.edges)
    return "\n".join(
        f"{names[d.payer]} {verb(d.relationship)} {names[d.payee]}: {one_line(d.amount_label)},"
        f" {status_text(d.status)}, {one_line(d.announced or 'undated')} ({one_line(d.deal_id)})"
        for d in deals
    )


def path_of(bundle: Bundle, drawn: Scene) -> str:
    """Return the way of an arrow from the edge of one box to that of the other."""
    if bundle.source == bundle.target:
        source = drawn.boxes[bundle.source]
        x, y = source.at[0], source.at[1] - source.size[1] / 2
        return f"M{x - 14:.1f} {y:.1f}C{x - 34:.1f} {y - 50:.1f} {x + 34:.1f} {y - 50:.1f} {x + 14:.1f} {y - _TIP:.1f}"
    start, middle, end = _curve(bundle, drawn)
    back = middle - end
    end = end + back / max(float(np.linalg.norm(back)), 1e-9) * _TIP
    return f"M{start[0]:.1f} {start[1]:.1f}Q{middle[0]:.1f} {middle[1]:.1f} {end[0]:.1f} {end[1]:.1f}"


def _curve(bundle: Bundle, drawn: Scene) -> tuple[Floats, Floats, Floats]:
    ends = drawn.boxes[bundle.source], drawn.boxes[bundle.target]
    places, sizes = ((np.array(ends[0].at), np.array(ends[1].at)), (np.array(ends[0].size), np.array(ends[1].size)))
    return course(places, sizes, bundle.bend)


def _label(number: int, bundle: Bundle, drawn: Scene) -> str:
    if not bundle.label:
        return ""
    kind = look(bundle.relationship)
    if bundle.source == bundle.target:
        box = drawn.boxes[bundle.source]
        x, y = box.at[0], box.at[1] - box.size[1] / 2 - 38
    else:
        x, y = (float(part) for part in on_curve(*_curve(bundle, drawn), bundle.label_at))
    width, height = label_size(bundle.label)
    return (
        f'<g class="label {kind.name}" data-arrow="{number}" transform="translate({x:.1f} {y:.1f})">'
        f'{_rectangle(width, height, 3)} fill="{PAPER}"/>'
        f'<text text-anchor="middle" y="{LABEL_SIZE * 0.35:.1f}" font-size="{LABEL_SIZE}" fill="{kind.ink}">'
        f"{element(bundle.label)}</text></g>\n"
    )


def _box(number: int, box: Box) -> str:
    width, height = box.size
    first = -(len(box.lines) - 1) * box.letters * 0.6 + box.letters * 0.35
    lines = "".join(
        f'<tspan x="0" y="{first + line * box.letters * 1.2:.1f}">{element(text)}</tspan>'
        for line, text in enumerate(box.lines)
    )
    return (
        f'<g class="company" data-box="{number}" transform="translate({box.at[0]:.1f} {box.at[1]:.1f})">'
        f"<title>{element(box.name)}</title>"
        f'{_rectangle(width, height, 6)} fill="{PAPER}" stroke="{FAINT}" stroke-width="1.2"/>'
        f'<text text-anchor="middle" font-size="{box.letters}" font-weight="600" fill="{INK}">{lines}</text></g>\n'
    )


def _legend(drawn: Scene, width: float) -> Iterator[str]:
    samples = [(kind, text, "") for kind, text in _looks(drawn).items()]
    if any(not bundle.firm for bundle in drawn.bundles):
        samples.append((samples[0][0], "not firm: letter, plan, condition", f' stroke-dasharray="{DASHES}"'))
    x = y = 0.0
    for kind, text, dashes in samples:
        needed = 50 + cell_len(text) * _NOTE * _EM + 22
        if x and x + needed > width:
            x, y = 0.0, y + _NOTE * 1.7
        color, name, head = (FAINT, "faint", "") if dashes else (kind.color, kind.name, _tip(kind))
        yield (
            f'<path class="arrow {name}" d="M{x:.0f} {y - 4:.0f}H{x + 42:.0f}" fill="none" stroke="{color}"'
            f' stroke-width="{kind.width}"{dashes}{head}/>\n'
        )
        yield _text(text, x + 50, y, _NOTE, INK)
        x += needed
    yield _text("Without an amount: undisclosed.  +2: two deals more.", 0, y + _NOTE * 1.7, _NOTE, FAINT)


def _tip(kind: Look) -> str:
    return f' marker-end="url(#head-{kind.name})"'


def _notes(result: Result, width: float) -> Iterator[str]:
    for remark in remarks(result, result.row_count):
        yield from _wrapped(remark.line, width, _NOTE)


def _wrapped(text: str, width: float, letters: int) -> list[str]:
    lines = wrap(words(text), int((width - 40) / letters / _EM))
    return ["".join(span.text for span in line) for line in lines]


def _rectangle(width: float, height: float, round_by: int) -> str:
    """Return the beginning of a rectangle around 0 0."""
    at = f'x="{-width / 2:.1f}" y="{-height / 2:.1f}"'
    return f'<rect {at} width="{width:.1f}" height="{height:.1f}" rx="{round_by}"'


def _text(text: str, x: float, y: float, letters: int, color: str, more: str = "") -> str:
    kind = "note" if color == FAINT else "ink"
    place = f'class="{kind}" x="{x:.0f}" y="{y:.0f}" font-size="{letters}"'
    return f'<text {place} fill="{color}"{more}>{element(text)}</text>\n'
