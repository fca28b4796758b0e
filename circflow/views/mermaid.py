"""Mermaid: the graph of an answer as a flowchart, for pages that draw it by themselves, as many code hosts do.

A box is a company (a group at `by = group`), an arrow a deal with its amount: thick for an investment, thin for a
purchase, dotted for a joint venture. Names are clipped to 40 columns. Mermaid draws 500 arrows unless it is told to
take more; nothing is left out here.
"""

import re
from collections.abc import Iterator
from typing import Final

from circflow.model import Result
from circflow.views.footer import remarks
from circflow.views.network import Edge, network
from circflow.views.page import Page
from circflow.views.wording import NOTHING, Names, one_line, verb

_ARROWS: Final = {"INVESTS_IN": "==>", "BUYS_FROM": "-->", "JOINT_VENTURE": "-.->"}
_OTHER: Final = "--o"

# All but letters and digits of any script, blanks, and a few signs where no rule of Markdown or of formulas begins.
_MARKUP: Final = re.compile(r"[^\w ,–.$-]|_|(?<!\w)[-.]|[-.](?!\w)|\$(?!\d)")


def chunks(result: Result, page: Page) -> Iterator[str]:
    """Yield the flowchart line by line."""
    del page
    yield "flowchart LR\n"
    yield f"  %% {_comment(result.query.title)}\n"
    for remark in remarks(result, result.row_count):
        yield f"  %% {_comment(remark.line)}\n"
    for relationship, arrow in _ARROWS.items():
        yield f"  %% {arrow} {verb(relationship)}\n"
    found = network(result)
    names = Names({node.id: node.name for node in found.nodes})
    numbers = {node.id: f"n{number}" for number, node in enumerate(found.nodes, start=1)}
    for id_, number in numbers.items():
        yield f'  {number}["{escaped(names[id_])}"]\n'
    for edge in found.edges:
        arrow = _ARROWS.get(edge.deal.relationship, _OTHER)
        yield f'  {numbers[edge.source]} {arrow}|"{_label(edge)}"| {numbers[edge.target]}\n'


def escaped(text: str) -> str:
    """Return a text as it stands in a label: what could be taken for markup is written by its number."""
    return _MARKUP.sub(lambda match: f"#{ord(match[0])};", text) or NOTHING


def _label(edge: Edge) -> str:
    deal = edge.deal
    return f"{escaped(one_line(deal.deal_id))} {escaped(one_line(deal.amount_label))}"


def _comment(text: str) -> str:
    """Return a text on one line, in which Mermaid finds no directive."""
    return one_line(text).replace("%{", "% {")
