"""GEXF: the graph of an answer for Gephi, with the dates of its deals, so that Gephi's timeline moves through them.

Nodes, edges and attributes are those of `circflow.views.graphml`. An edge starts with the earliest reading of the
deal's announcement and ends with the latest reading of its end; what is unknown or open has no such date. Edges have no
weight, since an unknown amount is none.
"""

from collections.abc import Iterator, Mapping
from typing import Final

from circflow.model import Result
from circflow.views.graphml import EDGE_TYPES, NODE_TYPES, description, edge_values, node_values
from circflow.views.network import Edge, network
from circflow.views.page import Page
from circflow.views.xml_text import attribute, element

_HEAD: Final = """<?xml version="1.0" encoding="UTF-8"?>
<gexf xmlns="http://www.gexf.net/1.2draft" version="1.2">
"""
_TYPES: Final = {"int": "integer"}  # where GEXF has another word for it than GraphML


def chunks(result: Result, page: Page) -> Iterator[str]:
    """Yield the file piece by piece."""
    del page
    yield _HEAD
    yield f"  <meta><creator>circflow</creator><description>{element(description(result))}</description></meta>\n"
    yield '  <graph defaultedgetype="directed" mode="dynamic" timeformat="date">\n'
    for on, types in (("node", NODE_TYPES), ("edge", EDGE_TYPES)):
        yield f'    <attributes class="{on}" mode="static">\n'
        for name, kind in types.items():
            yield f'      <attribute id="{on}-{name}" title="{name}" type="{_TYPES.get(kind, kind)}"/>\n'
        yield "    </attributes>\n"
    found = network(result)
    yield "    <nodes>\n"
    for node in found.nodes:
        head = f"id={attribute(node.id)} label={attribute(node.name)}"
        yield f"      <node {head}>{_values('node', node_values(node))}</node>\n"
    yield "    </nodes>\n    <edges>\n"
    for edge in found.edges:
        yield f"      <edge {_ends(edge)}>{_values('edge', edge_values(edge))}</edge>\n"
    yield "    </edges>\n  </graph>\n</gexf>\n"


def _ends(edge: Edge) -> str:
    deal = edge.deal
    parts = {
        "id": deal.deal_id,
        "source": edge.source,
        "target": edge.target,
        "label": f"{deal.deal_id} {deal.amount_label}",
        "start": edge.begins,
        "end": edge.ends,
    }
    return " ".join(f"{name}={attribute(value)}" for name, value in parts.items() if value is not None)


def _values(on: str, values: Mapping[str, str]) -> str:
    parts = (f'<attvalue for="{on}-{name}" value={attribute(value)}/>' for name, value in values.items())
    return f"<attvalues>{''.join(parts)}</attvalues>"
