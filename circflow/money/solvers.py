"""The solvers, imported when first used, and what is said when one is missing or has no answer."""

import importlib.util
from collections.abc import Sequence
from typing import Any

from circflow.errors import InputError, QueryError


class Unsolved(QueryError):
    """A solver ended without an answer."""


def needed(module: str) -> Any:  # noqa: ANN401 - a module
    """Import a module of the extra `money`.

    Raises:
        InputError: it is not installed.
    """
    try:
        return importlib.import_module(module)
    except ImportError as err:
        raise InputError(
            f"money answers need the Python package {module.partition('.')[0]}",
            hint="Install it with: pip install 'circflow[money]'",
        ) from err


def can_solve() -> bool:
    """Return whether the packages of the extra `money` are installed."""
    return all(importlib.util.find_spec(module) for module in ("ortools", "scipy"))


def largest_circulation(payers: Sequence[int], payees: Sequence[int], capacities: Sequence[int]) -> list[int]:
    """Return what each arc carries when as much as possible goes round; exact.

    Min-cost flow without supply, each unit on each arc earning one (Goldberg's cost scaling, by OR-Tools).
    """
    return cheapest_flow(payers, payees, capacities, [-1] * len(payers), {})


def cheapest_flow(
    payers: Sequence[int],
    payees: Sequence[int],
    capacities: Sequence[int],
    costs: Sequence[int],
    supplies: dict[int, int],
) -> list[int]:
    """Return what each arc carries at the least cost, when each node sends on what it has and gets.

    Raises:
        Unsolved: the solver has no answer.
    """
    if not payers:
        return []
    numpy, ortools = needed("numpy"), needed("ortools.graph.python.min_cost_flow")
    solver = ortools.SimpleMinCostFlow()
    arcs = solver.add_arcs_with_capacity_and_unit_cost(
        numpy.array(payers, dtype=numpy.int32),
        numpy.array(payees, dtype=numpy.int32),
        numpy.array(capacities, dtype=numpy.int64),
        numpy.array(costs, dtype=numpy.int64),
    )
    for node, supply in supplies.items():
        solver.set_node_supply(node, supply)
    status = solver.solve()
    if status != solver.OPTIMAL:
        raise Unsolved(f"the min-cost flow of OR-Tools ended with {status.name}")
    return [int(units) for units in solver.flows(arcs)]


def largest_flow(
    payers: Sequence[int], payees: Sequence[int], capacities: Sequence[int], source: int, sink: int
) -> tuple[int, frozenset[int]]:
    """Return the largest flow, and the nodes on the source's side of a cheapest cut; exact.

    Raises:
        Unsolved: the solver has no answer.
    """
    numpy, ortools = needed("numpy"), needed("ortools.graph.python.max_flow")
    solver = ortools.SimpleMaxFlow()
    solver.add_arcs_with_capacity(
        numpy.array(payers, dtype=numpy.int32),
        numpy.array(payees, dtype=numpy.int32),
        numpy.array(capacities, dtype=numpy.int64),
    )
    if max((source, sink)) >= 1 + max(*payers, *payees, -1):
        return 0, frozenset([source])
    status = solver.solve(source, sink)
    if status != solver.OPTIMAL:
        raise Unsolved(f"the largest flow of OR-Tools ended with {status.name}")
    return int(solver.optimal_flow()), frozenset(int(node) for node in solver.get_source_side_min_cut())


def components(payers: Sequence[int], payees: Sequence[int], nodes: int) -> list[int]:
    """Return for each node the number of its strongly connected component."""
    numpy, sparse, graphs = needed("numpy"), needed("scipy.sparse"), needed("scipy.sparse.csgraph")
    if not payers:
        return list(range(nodes))
    ones = numpy.ones(len(payers), dtype=numpy.int8)
    matrix = sparse.csr_matrix((ones, (payers, payees)), shape=(nodes, nodes))
    _, labels = graphs.connected_components(matrix, directed=True, connection="strong")
    return [int(label) for label in labels]
