"""Time how much money can go round beside other ways to work it out; all ratios are of one run.

    python -m benchmarks.money [--companies 1000 10000 100000] [--timeout 120] [--into PAGE]

Each way runs in a process of its own, several times in turns; the least time counts. The clock runs from promises in
memory to the largest circulation, which must be the same everywhere. Then the largest graph is asked end to end: a
managed Neo4j of its own in a temporary home, the whole command into a file, beside reading the rows of the same stored
Cypher by the driver and doing nothing with them.
"""

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any, Final

import numpy as np

from benchmarks import figures, scale_free
from benchmarks.homes import home
from benchmarks.ring_tools import Integers
from circflow.cli.most_memory import most_memory_mb
from circflow.graph.asking import put
from circflow.graph.connection import Connection
from circflow.graph.run import sent
from circflow.queries import read_catalogue
from circflow.server import managed, ports

COMMAND: Final = "python -m benchmarks.money"
_ROUNDS: Final = 3
_PACKAGES: Final = ("ortools", "scipy", "networkx", "numpy")
_QUESTION: Final = ("run", "circulation", "--measure", "volume", "--timeout", "600")


def by_circflow(payers: Integers, payees: Integers, amounts: Integers) -> Callable[[], int]:
    """Take promises as `circflow.money` does: in three readings, with all that an answer tells."""
    from circflow.money import Arc, circulation

    columns = zip(payers.tolist(), payees.tolist(), amounts.tolist(), strict=True)
    arcs = [Arc(f"s{payer}", f"s{payee}", amount, amount, "USD") for payer, payee, amount in columns]
    return lambda: circulation(arcs).money.low


def by_ortools(payers: Integers, payees: Integers, amounts: Integers) -> Callable[[], int]:
    """Solve one min-cost flow on arrays, and tell its volume alone."""
    from ortools.graph.python import min_cost_flow

    def solved() -> int:
        solver = min_cost_flow.SimpleMinCostFlow()
        arcs = solver.add_arcs_with_capacity_and_unit_cost(payers, payees, amounts, np.full(len(payers), -1))
        solver.solve()
        return int(solver.flows(arcs).sum())

    return solved


def by_highs(payers: Integers, payees: Integers, amounts: Integers) -> Callable[[], int]:
    """Solve one sparse linear programme with HiGHS."""
    from scipy.optimize import linprog
    from scipy.sparse import csr_array

    deals = np.arange(len(payers))
    shape = (int(max(payers.max(), payees.max())) + 1, len(payers))
    ones = np.ones(len(payers))
    kept = csr_array((ones, (payees, deals)), shape) - csr_array((ones, (payers, deals)), shape)
    bounds = np.column_stack([np.zeros(len(payers)), amounts])
    return lambda: round(-linprog(-ones, A_eq=kept, b_eq=np.zeros(shape[0]), bounds=bounds, method="highs").fun)


def by_networkx(payers: Integers, payees: Integers, amounts: Integers) -> Callable[[], int]:
    """Solve one min-cost flow with the network simplex of networkx."""
    import networkx as nx

    graph = nx.DiGraph()
    columns = zip(payers.tolist(), payees.tolist(), amounts.tolist(), strict=True)
    graph.add_edges_from((payer, payee, {"capacity": amount, "weight": -1}) for payer, payee, amount in columns)
    return lambda: -int(nx.network_simplex(graph)[0])


_REFERENCE: Final = "OR-Tools alone, arrays"
_WAYS: Final = {
    _REFERENCE: by_ortools,
    "circflow, three readings": by_circflow,
    "HiGHS, sparse programme": by_highs,
    "networkx, network simplex": by_networkx,
}
_SLOW: Final = {"networkx, network simplex": 20_000, "HiGHS, sparse programme": 60_000}
"""Deals beyond which a way is left out."""


def alone(graph: str, drawn: scale_free.Drawn, timeout_s: float, folder: Path) -> Iterator[str]:
    """Yield a line in Markdown for each way."""
    file = folder / f"{graph}.npy"
    np.save(file, np.stack([drawn.sources, drawn.targets, drawn.amounts]))
    deals = len(drawn.sources)
    ways = [way for way in _WAYS if deals <= _SLOW.get(way, deals)]
    found: dict[str, list[dict[str, Any]]] = {way: [] for way in ways}
    for _ in range(_ROUNDS):
        for way in ways:
            try:
                done = subprocess.run(
                    [sys.executable, "-m", "benchmarks.money", "--way", way, str(file)],
                    capture_output=True, timeout=timeout_s, check=True,
                )  # fmt: skip
                found[way].append(json.loads(done.stdout))
            except subprocess.TimeoutExpired:
                pass
    least = {way: min(told["seconds"] for told in several) for way, several in found.items() if several}
    for way in ways:
        if way not in least:
            yield f"| {graph} | {way} | – | – | – | ended |"
            continue
        volume = found[way][0]["volume"]
        same = f"{volume:,}" if volume == found[_REFERENCE][0]["volume"] else f"**{volume:,}**"
        mb = max(told["mb"] for told in found[way])
        yield f"| {graph} | {way} | {least[way]:.2f} | {least[way] / least[_REFERENCE]:.1f} | {mb:,} | {same} |"


def worked_out(way: str, file: str) -> None:
    """Work one graph out once, and tell."""
    payers, payees, amounts = (row.copy() for row in np.load(file))
    small = np.array([0, 1]), np.array([1, 0]), np.array([5, 3])
    _WAYS[way](*small)()  # what is imported once is not what is measured
    work = _WAYS[way](payers, payees, amounts)
    started = time.perf_counter()
    volume = work()
    print(json.dumps({"seconds": time.perf_counter() - started, "mb": most_memory_mb(), "volume": volume}))


def end_to_end(graph: str, drawn: scale_free.Drawn, folder: Path) -> Iterator[str]:
    """Yield lines in Markdown: the stored Cypher read by the driver, and the whole command."""
    package = scale_free.write(folder / "package", drawn)
    with home(folder / "home"):
        _command("load", "--offline", str(package))
        server = managed.start(bolt_port=ports.any_free(), http_port=ports.any_free())
        query = read_catalogue().find("circulation")
        taken: dict[str, list[float]] = {"read": [], "asked": []}
        for _ in range(_ROUNDS):
            with Connection(server.address()) as connection:
                values = sent(connection, query, {"measure": "volume"})
                started = time.perf_counter()
                with connection.session() as session:
                    rows = len(put(session, query.statement, values).data())
                taken["read"].append(time.perf_counter() - started)
            started = time.perf_counter()
            _command(*_QUESTION, "-o", str(folder / "answer.json"))
            taken["asked"].append(time.perf_counter() - started)
    read, asked = (min(times) for times in taken.values())
    yield f"| {graph} | the driver reads {rows:,} rows of the stored Cypher | {read:.1f} | 1.0 |"
    yield f"| {graph} | `circflow {' '.join(_QUESTION[:4])}` | {asked:.1f} | {asked / read:.1f} |"


def _command(*arguments: str) -> None:
    subprocess.run([sys.executable, "-m", "circflow", *arguments], capture_output=True, check=True)


def main() -> None:
    """Run the benchmark, print its tables, and put them on a page."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--companies", type=int, nargs="+", default=[1_000, 10_000, 100_000])
    parser.add_argument("--timeout", type=float, default=120.0)
    parser.add_argument("--into", type=Path, help="page that takes the figures")
    parser.add_argument("--way", nargs=2, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.way:
        worked_out(*given.way)
        return
    drawn = {f"sf_{size:.0e}".replace("+0", ""): scale_free.drawn(size, 5 * size) for size in given.companies}
    told: list[str] = []

    def tell(lines: Sequence[str] | Iterator[str]) -> None:
        for line in lines:
            told.append(line)
            print(line, flush=True)

    tell([f"{figures.stamp()}; {', '.join(f'{name} {version(name)}' for name in _PACKAGES)}.", ""])
    tell(["| graph | way | seconds | × OR-Tools | MB | volume |", "|---|---|---:|---:|---:|---:|"])
    with tempfile.TemporaryDirectory() as name:
        for graph, made in drawn.items():
            tell(alone(graph, made, given.timeout, Path(name)))
        tell(["", "| graph | from Neo4j | seconds | × reading |", "|---|---|---:|---:|"])
        graph = list(drawn)[-1]
        tell(end_to_end(graph, drawn[graph], Path(name)))
    if given.into:
        figures.put(given.into, COMMAND, told)


if __name__ == "__main__":
    main()
