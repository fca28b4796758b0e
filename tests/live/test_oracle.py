"""Three hundred random graphs: the stored queries answer as an oracle does that was written without Cypher.

All are loaded at once, as two data sets that share them. No graph touches another, so one answer holds the answers of
all of them, which the prefixes of the ids tell apart.
"""

import csv
import io
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from oracle.deals import Question, World
from oracle.graphs import SIDES, SmallGraph, drawn, tables_of, world_of, write
from oracle.patterns import PATTERNS

from circflow.graph.connection import Connection
from circflow.queries.engines import CYPHER
from circflow.session import Graph

pytestmark = pytest.mark.live

_GRAPHS = 300
_DRAWN = 3
"""Drawn questions asked of all graphs, beside the plain ones; and one about a company."""

_NAMED = 5
"""Graphs whose companies a question names in turn, where a query asks for companies."""

_COMPANIES = ("through", "payer", "payee", "owner", "held")
"""Parameters that name a company."""

_NEEDED: dict[str, Any] = {"payer": "c0", "payee": "c1", "since": date(2025, 1, 1), "until": date(2025, 7, 1)}
_PLAIN = (
    Question(max_hops=8, **_NEEDED),
    Question(max_hops=8, by="company", joint_ventures=True, **_NEEDED),
    Question(status="firm", **_NEEDED),
)

Graphs = Sequence[tuple[str, SmallGraph]]
Rows = list[dict[str, Any]]


def test_answers_on_300_random_graphs_equal_those_of_the_oracle(
    shared_database: Connection, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CIRCFLOW_HOME", str(tmp_path / "home"))
    loaded = Graph(shared_database)
    examples = drawn(_GRAPHS)
    graphs = [(f"g{index:03}-", graph) for index, (graph, _) in enumerate(examples)]
    sides = tables_of(graphs)
    world = world_of(sides)
    for side, tables in sides.items():
        loaded.load(write(tmp_path / side, tables))
    compared: Counter[str] = Counter()
    with_rings: set[str] = set()
    asked = (*_PLAIN, *_some([question for _, question in examples]))
    # A question that names companies is about one graph, so it is asked of those with the most deals.
    largest = [prefix for prefix, _ in sorted(graphs, key=lambda named: -len(named[1].deals))]
    for number, question in enumerate(asked):
        for query in PATTERNS:
            for prefix in largest[number * _NAMED :][: _NAMED if _needs_companies(loaded, query) else 1]:
                rows = _compare(loaded, query, _of_graphs(question, prefix, graphs), world, graphs)
                compared[query] += len(rows)
                if query == "round-trips":
                    with_rings |= {row["ring"][0].partition("-")[0] for row in rows}
    print(f"rows compared: {dict(compared)}; graphs with rings: {len(with_rings)}")  # noqa: T201 - what is proved
    assert len({graph for graph, _ in examples}) == _GRAPHS
    assert len(with_rings) > _GRAPHS * 2 / 3
    assert all(compared[query] > (_GRAPHS / 10 if _needs_companies(loaded, query) else _GRAPHS) for query in PATTERNS)


def _some(questions: Sequence[Question]) -> list[Question]:
    """Choose questions of a date and of data sets that are asked of all graphs, and one about companies."""
    dated = [question for question in questions if question.as_of and question.datasets]
    whole = [question for question in dated if not question.through]
    return whole[:_DRAWN] + [question for question in dated if question.through][:1]


def _needs_companies(loaded: Graph, query: str) -> bool:
    return any(param.required and "company" in param.of for param in loaded.catalogue().find(query).params.values())


def _of_graphs(question: Question, prefix: str, graphs: Graphs) -> Question:
    """Let a question name companies of one graph of them, and leave out of each graph what that drew, if any."""
    named = {name: f"{prefix}{company}" for name in _COMPANIES if (company := getattr(question, name))}
    left_out = [f"{prefix}{id_}" for prefix, graph in graphs for id_ in graph.left_out]
    return replace(question, **named, without=tuple(left_out if question.without else ()))


def _compare(loaded: Graph, query: str, question: Question, world: World, graphs: Graphs) -> Rows:
    """Assert that answer and oracle say the same, in the same order, and return the rows."""
    known = set(loaded.catalogue().find(query).params)
    options = {name: value for name, value in question.options().items() if name in known}
    answered = loaded.run(query, **options, limit=1_000_000, engine=CYPHER)
    expected = PATTERNS[query](world, question)
    columns = list(expected[0]) if expected else []
    rows = [{column: row[column] for column in columns} for row in answered.rows]
    if rows != expected:
        pytest.fail(_difference(query, options, rows, expected, graphs))
    if "companies" not in columns:
        assert all(set(row["companies"]) == _named(row) for row in answered.rows)
    return rows


def _named(row: dict[str, Any]) -> set[str]:
    parties = ("ring", "customer", "supplier", "owner", "buyer", "intermediary", "seller", "first", "second")
    named = [row[party] for party in parties if party in row]
    return {id_ for value in named for id_ in ([value] if isinstance(value, str) else value)}


def _difference(query: str, options: dict[str, Any], rows: Rows, expected: Rows, graphs: Graphs) -> str:
    """Show the smallest graph on which they differ, with its deals."""
    by_graph: dict[str, tuple[Rows, Rows]] = defaultdict(lambda: ([], []))
    for side, found in enumerate((rows, expected)):
        for row in found:
            by_graph[f"{min(row.get('companies') or _named(row)).partition('-')[0]}-"][side].append(row)
    differing = [prefix for prefix, (answer, oracle) in by_graph.items() if answer != oracle]
    if not differing:
        return f"{query} {options}: the same rows in another order"
    prefix = min(differing, key=lambda prefix: len(dict(graphs)[prefix].deals))
    answer, oracle = by_graph[prefix]
    lines = [f"{query} differs on {len(differing)} graphs, for example {prefix} with {options}"]
    lines += [f"  database only: {row}" for row in answer if row not in oracle]
    lines += [f"  oracle only:   {row}" for row in oracle if row not in answer]
    for side in SIDES:
        for table, table_rows in dict(graphs)[prefix].tables(prefix, side).items():
            lines.append(f"  {side}/{table}.csv\n{_csv(table_rows)}")
    return "\n".join(lines)


def _csv(rows: Iterable[dict[str, str]]) -> str:
    rows = list(rows)
    text = io.StringIO()
    if rows:
        writer = csv.DictWriter(text, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    return text.getvalue()
