"""Time the search for rings against other tools, alone and from Neo4j into a file; all ratios are of one run.

    python -m benchmarks.rings [--companies 10000 100000 1000000] [--hops 4 5 6] [--fincen CSV] [--no-alone]
                               [--no-end-to-end] [--into PAGE] [--plot PNG]

Each search runs in a process of its own, between others of the same size, several times; the least time counts, since
whatever else the machine does only adds to it. Counts must be equal everywhere; python-igraph 1.0 is known to miss
rings. End to end each graph has a managed Neo4j of its own in a temporary home.
"""

import argparse
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from importlib.metadata import version
from pathlib import Path
from typing import Any, Final

import numpy as np

from benchmarks import figures, from_neo4j, ring_plot, ring_tools, scale_free, transfers
from benchmarks.from_neo4j import Asked
from benchmarks.ring_tools import REFERENCE
from circflow.rings import find

COMMAND: Final = "python -m benchmarks.rings"
_ROUNDS: Final = 3
_LONG_S: Final = 10.0
"""What takes longer, or was ended, is run once."""
_ONCE: Final = frozenset({"Spark"})
"""What takes longer to start than to search."""
_MILLIONS: Final = 1_000_000
_HOPS_OF_MILLIONS: Final = 5
"""Longest rings that are looked for in millions of deals: longer ones are millions themselves."""
_FEW: Final = 60_000
"""Deals up to which walking them in Neo4j takes seconds."""
_NEW: Final = 1_000
"""Deals that count as new."""
_PACKAGES: Final = ("circflow", "numba", "numpy", "neo4j", "neo4j-rust-ext", "duckdb", "igraph", "networkx", "pyspark")
_SLOW: Final = {
    "networkx": 20_000,
    "python-igraph": 60_000,
    "circflow, no numba": 600_000,
    "standard library": 600_000,
    "DuckDB": 600_000,
    "Spark": 600_000,
}
"""Edges beyond which a tool is left out."""

Edges = tuple[ring_tools.Integers, ring_tools.Integers]


@dataclass
class Line:
    """One tool on one graph at one length.

    Attributes:
        seconds: The least of some rounds; None when it was ended.
        mb: Memory of its process at most.
        counts: Rings by length, from 2 hops on.
    """

    graph: str
    edges: int
    hops: int
    tool: str
    seconds: float | None = None
    mb: int = 0
    counts: Sequence[int] = field(default_factory=list)


def lengths(hops: Sequence[int], edges: int) -> list[int]:
    """Return which of the lengths are looked for among so many edges."""
    return [longest for longest in hops if edges < _MILLIONS or longest <= _HOPS_OF_MILLIONS]


def search_alone(graphs: Mapping[str, Edges], hops: Sequence[int], timeout_s: float, folder: Path) -> Iterator[Line]:
    """Yield a line for each graph, length and tool."""
    reference = ring_tools.compiled_reference(folder)
    for graph, edges in graphs.items():
        file = folder / "edges.bin"
        ring_tools.save(file, *edges)
        many = len(edges[0])
        for longest in lengths(hops, many):
            lines = [
                Line(graph, many, longest, tool)
                for tool in (REFERENCE, *ring_tools.TOOLS)
                if many <= _SLOW.get(tool, many)
            ]
            # In turns, so that a busy minute of the machine is nobody's alone.
            for turn in range(_ROUNDS):
                for line in lines:
                    if turn and (line.tool in _ONCE or line.seconds is None or line.seconds > _LONG_S):
                        continue
                    _take(line, ring_tools.measured(line.tool, file, longest, reference=reference, timeout_s=timeout_s))
            yield from lines


def _take(line: Line, told: dict[str, Any] | None) -> None:
    if told is not None:
        line.seconds = min(told["seconds"], line.seconds or told["seconds"])
        line.mb = max(line.mb, told["mb"])
        line.counts = told["counts"]


def table(lines: Sequence[Line]) -> Iterator[str]:
    """Yield the lines of a table in Markdown, with the times as multiples of the reference's."""
    yield "| graph | K | tool | seconds | × C++ | MB | rings | counts |"
    yield "|---|---:|---|---:|---:|---:|---:|---|"
    for line in lines:
        reference = next(one for one in lines if (one.graph, one.hops, one.tool) == (line.graph, line.hops, REFERENCE))
        if line.seconds is None:
            yield f"| {line.graph} | {line.hops} | {line.tool} | – | – | – | – | ended |"
        else:
            ratio = line.seconds / (reference.seconds or line.seconds)
            same = "equal" if list(line.counts) == list(reference.counts) else "**differ**"
            yield (
                f"| {line.graph} | {line.hops} | {line.tool} | {line.seconds:.3f} | {ratio:.2f} | {line.mb:,} | "
                f"{sum(line.counts):,} | {same} |"
            )


def counts(lines: Sequence[Line]) -> Iterator[str]:
    """Yield how many rings of each length there are, as a table in Markdown."""
    longest = max(line.hops for line in lines)
    yield f"| graph | {' | '.join(str(hops) for hops in range(2, longest + 1))} |"
    yield f"|---|{'---:|' * (longest - 1)}"
    for graph in dict.fromkeys(line.graph for line in lines):
        most = max(
            (line for line in lines if (line.graph, line.tool) == (graph, REFERENCE)), key=lambda line: line.hops
        )
        told = [f"{number:,}" for number in most.counts]
        yield f"| {graph} | {' | '.join([*told, *['–'] * (longest - 1 - len(told))])} |"


def narrow(graph: str, edges: Edges, hops: Sequence[int]) -> Iterator[str]:
    """Yield the lines of a table in Markdown: rings through few companies, the edges being in memory."""
    payers, payees = edges
    deals = np.bincount(np.concatenate(edges))
    asked = {
        "through the company with the most deals": [int(deals.argmax())],
        "through one with five deals": [int(np.flatnonzero(deals == 5)[0])],  # noqa: PLR2004 - some company
        f"through whoever pays the last {_NEW:,} deals": np.unique(payers[-_NEW:]).tolist(),
    }
    find([1, 2], [2, 1], 2, through=1)  # what is compiled once is not what is measured
    yield "| graph | K | rings | found | seconds |"
    yield "|---|---:|---|---:|---:|"
    for longest in hops:
        for what, companies in asked.items():
            taken = []
            for _ in range(_ROUNDS):
                started = time.perf_counter()
                found = find(payers, payees, longest, through=companies)
                taken.append(time.perf_counter() - started)
            yield f"| {graph} | {longest} | {what} | {sum(map(len, found.values())):,} | {min(taken):.2f} |"


def questions(deals: int, hops: Sequence[int], write: Callable[[Path], Path], *, is_drawn: bool) -> Asked:
    """Return what is asked of a graph in Neo4j."""
    options = [["--max-hops", str(longest)] for longest in lengths(hops, deals)]
    if is_drawn and deals < _MILLIONS:
        options.append([*options[-1], "--min-amount", "50000"])
    return Asked(write, options, bare=is_drawn and deals <= _FEW)


def main() -> None:
    """Run the benchmark, print its tables, and put them on a page."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--companies", type=int, nargs="*", default=[10_000, 100_000])
    parser.add_argument("--hops", type=int, nargs="+", default=[4, 5, 6])
    parser.add_argument("--fincen", type=Path, help="the transfers of the FinCEN Files, as ICIJ publishes them")
    parser.add_argument("--end-to-end", action=argparse.BooleanOptionalAction, default=True)
    parser.add_argument("--alone", action=argparse.BooleanOptionalAction, default=True)
    parser.add_argument("--into", type=Path, help="page that takes the figures")
    parser.add_argument("--plot", type=Path)
    parser.add_argument("--timeout", type=float, default=120.0)
    given = parser.parse_args()
    drawn = {f"sf_{size:.0e}".replace("+0", ""): scale_free.drawn(size, 5 * size) for size in given.companies}
    graphs: dict[str, Edges] = {graph: (made.sources, made.targets) for graph, made in drawn.items()}
    writers = {graph: partial(scale_free.write, graph=made) for graph, made in drawn.items()}
    if given.fincen:
        graphs["FinCEN"] = transfers.numbered(given.fincen)
        writers["FinCEN"] = partial(transfers.write, path=given.fincen)
    told: list[str] = []

    def tell(lines: Iterator[str], heading: str) -> None:
        for line in (f"### {heading}", "", *lines, ""):
            told.append(line)
            print(line, flush=True)

    packages = ", ".join(f"{name} {version(name)}" for name in _PACKAGES)
    tell(iter([f"{figures.stamp()}; {packages}."]), "When and on what")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if given.alone:
            lines = list(search_alone(graphs, given.hops, given.timeout, folder))
            tell(counts(lines), "Rings of each length")
            tell(table(lines), "The search alone, edges and rings in memory")
            largest = max(graphs, key=lambda graph: len(graphs[graph][0]))
            tell(narrow(largest, graphs[largest], given.hops), "Rings through few companies, edges in memory")
            if given.plot:
                ring_plot.draw([line for line in lines if line.graph in drawn], given.plot)
        if given.end_to_end:
            asked = {
                graph: questions(len(graphs[graph][0]), given.hops, write, is_drawn=graph in drawn)
                for graph, write in writers.items()
            }
            tell(from_neo4j.table(asked, folder), "From a warm Neo4j into a csv file, the whole command")
    if given.into:
        figures.put(given.into, COMMAND, told)


if __name__ == "__main__":
    main()
