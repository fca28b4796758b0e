"""What the page's script is told: boxes, arrows, deals and documents, as JSON that no page can be broken with."""

import json
from collections.abc import Mapping
from typing import Any

from circflow.model import FIRM, Result
from circflow.views import behind
from circflow.views.document import web_address
from circflow.views.network import Edge
from circflow.views.picture.look import look
from circflow.views.picture.scene import Box, Bundle, Scene
from circflow.views.wording import NOTHING, Names, one_line, status_text, verb


def facts(result: Result, drawn: Scene, tall: Scene, marks: Mapping[str, str]) -> str:
    """Return the text of a script element that holds data.

    Args:
        result: The answer.
        drawn: Its scene.
        tall: The same, for a screen that is higher than wide.
        marks: Names by which the page leads to its deals.
    """
    documents = list(behind.documents(result))
    numbers = {source: number for number, source in enumerate(documents)}
    names = Names(result.names, width=None)
    edges = [edge for bundle in drawn.bundles for edge in bundle.edges]
    firmness = {edge.deal.status: edge.deal.firmness for edge in edges}
    known = {
        "boxes": [_box(box) for box in drawn.boxes],
        "arrows": list(_arrows(drawn)),
        "tall": {"boxes": [box.at for box in tall.boxes], "bends": [bundle.bend for bundle in tall.bundles]},
        "deals": [
            _deal(edge, names)
            | {"mark": marks.get(edge.deal.deal_id, ""), "sources": [numbers[source] for source in edge.deal.sources]}
            for edge in edges
        ],
        "sources": [
            {
                "title": one_line(source.title),
                "url": web_address(source.url),
                "by": one_line(", ".join(filter(None, (source.publisher, source.published)))),
                "quality": source.quality or "",
            }
            for source in documents
        ],
        "types": {
            look(bundle.relationship).name: {
                "verb": verb(bundle.relationship),
                "width": look(bundle.relationship).width,
                "head": look(bundle.relationship).head,
            }
            for bundle in drawn.bundles
        },
        "statuses": [
            {"status": status, "text": status_text(status), "firm": rank >= FIRM}
            for status, rank in sorted(firmness.items(), key=lambda item: (item[1], item[0]))
        ],
    }
    text = json.dumps(known, ensure_ascii=False, separators=(",", ":"), default=str)
    # No tag, comment or line end of a script can begin in it.
    return text.translate(
        {ord("<"): "\\u003c", ord(">"): "\\u003e", ord("&"): "\\u0026", 0x2028: "\\u2028", 0x2029: "\\u2029"}
    )


def _box(box: Box) -> dict[str, Any]:
    return {
        "name": box.name,
        "id": one_line(box.id),
        "label": "\n".join(box.lines),
        "letters": box.letters,
        "size": box.size,
        "at": box.at,
    }


def _arrows(drawn: Scene) -> Any:  # noqa: ANN401
    first = 0
    for bundle in drawn.bundles:
        yield _arrow(bundle, first)
        first += len(bundle.edges)


def _arrow(bundle: Bundle, first: int) -> dict[str, Any]:
    return {
        "source": bundle.source,
        "target": bundle.target,
        "type": look(bundle.relationship).name,
        "bend": bundle.bend,
        "deals": list(range(first, first + len(bundle.edges))),
    }


def _deal(edge: Edge, names: Names) -> dict[str, Any]:
    deal = edge.deal
    return {
        "id": one_line(deal.deal_id),
        "payer": names[deal.payer],
        "verb": verb(deal.relationship),
        "payee": names[deal.payee],
        "amount": one_line(deal.amount_label),
        "most": deal.amount_high or deal.amount_low or 0,
        "currency": one_line(deal.currency or ""),
        "kind": one_line((deal.kind or "").replace("_", " ")),
        "status": deal.status,
        "firm": deal.firmness >= FIRM,
        "contingent": deal.contingent,
        "announced": one_line(deal.announced or NOTHING),
        "ended": one_line(deal.ended or ""),
        "dates": _dates(edge),
    }


def _dates(edge: Edge) -> list[str]:
    """Return the first and the last day on which it may have been announced; none where nobody knows."""
    return [] if edge.begins is None or edge.known_by is None else [edge.begins.isoformat(), edge.known_by.isoformat()]
