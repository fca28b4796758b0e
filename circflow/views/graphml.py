r"""GraphML: the graph of an answer for yEd, Gephi, Cytoscape, igraph and networkx.

A node is a company (a group at `by = group`), a directed edge is a deal, the way the money goes, with the deal's id as
its own. `rows` holds the numbers of the rows, from 1, joined with `;`. Amounts are exact integers in currency units;
what is unknown has no data element. Control and direction characters are shown as `\x1b`.
"""

from collections.abc import Iterator, Mapping
from typing import Final

from circflow.model import Result
from circflow.views.footer import remarks
from circflow.views.network import Edge, Node, network
from circflow.views.page import Page
from circflow.views.xml_text import attribute, element

_HEAD: Final = """<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" \
xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">
"""

NODE_TYPES: Final = {"name": "string", "rows": "string"}
"""Attributes of a node, with their types."""

EDGE_TYPES: Final = {
    "deal": "string",
    "relationship": "string",
    "payer": "string",
    "payee": "string",
    "amount": "string",
    "amount_low": "long",
    "amount_high": "long",
    "currency": "string",
    "kind": "string",
    "status": "string",
    "firmness": "int",
    "contingent": "boolean",
    "announced": "string",
    "ended": "string",
    "sources": "string",
    "rows": "string",
}
"""Attributes of an edge, with their types."""


def chunks(result: Result, page: Page) -> Iterator[str]:
    """Yield the file piece by piece."""
    del page
    yield _HEAD
    for on, types in (("node", NODE_TYPES), ("edge", EDGE_TYPES)):
        for name, kind in types.items():
            yield f'  <key id="{on}-{name}" for="{on}" attr.name="{name}" attr.type="{kind}"/>\n'
    yield f'  <graph id={attribute(result.query.id)} edgedefault="directed">\n'
    yield f"    <desc>{element(description(result))}</desc>\n"
    found = network(result)
    for node in found.nodes:
        yield f"    <node id={attribute(node.id)}>{_data('node', node_values(node))}</node>\n"
    for edge in found.edges:
        ends = f"source={attribute(edge.source)} target={attribute(edge.target)}"
        yield f"    <edge id={attribute(edge.deal.deal_id)} {ends}>{_data('edge', edge_values(edge))}</edge>\n"
    yield "  </graph>\n</graphml>\n"


def _data(on: str, values: Mapping[str, str]) -> str:
    return "".join(f'<data key="{on}-{name}">{element(value)}</data>' for name, value in values.items())


def node_values(node: Node) -> dict[str, str]:
    """Return the attributes of a node that hold something, as texts."""
    return _texts({"name": node.name, "rows": _numbers(node.rows)})


def edge_values(edge: Edge) -> dict[str, str]:
    """Return the attributes of an edge that hold something, as texts."""
    deal = edge.deal
    return _texts(
        {
            "deal": deal.deal_id,
            "relationship": deal.relationship,
            "payer": deal.payer,
            "payee": deal.payee,
            "amount": deal.amount_label,
            "amount_low": deal.amount_low,
            "amount_high": deal.amount_high,
            "currency": deal.currency,
            "kind": deal.kind,
            "status": deal.status,
            "firmness": deal.firmness,
            "contingent": "true" if deal.contingent else "false",
            "announced": deal.announced,
            "ended": deal.ended,
            "sources": ";".join(source.source_id for source in deal.sources),
            "rows": _numbers(edge.rows),
        }
    )


def description(result: Result) -> str:
    """Return what must be read beside the graph, on one line."""
    return " ".join([f"{result.query.title}.", *(remark.line for remark in remarks(result, result.row_count))])


def _texts(values: Mapping[str, object]) -> dict[str, str]:
    return {name: str(value) for name, value in values.items() if value not in (None, "")}


def _numbers(rows: tuple[int, ...]) -> str:
    return ";".join(map(str, rows))
