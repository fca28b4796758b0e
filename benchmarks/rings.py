"""Time the search for rings against other tools, alone and from Neo4j into a file; all ratios are of one run.

    python -m benchmarks.rings [--companies 10000 100000] [--hops 4 5 6] [--fincen CSV] [--end-to-end] [--plot PNG]

Each search runs in a process of its own, between others of the same size, several times; the least time counts, since
whatever else the machine does only adds to it. Counts must be equal everywhere; python-igraph 1.0 is known to miss
rings.
With `--end-to-end` a managed Neo4j of its own is started in a temporary home.
"""

import argparse
import csv
import os
import platform
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path
from typing import Any, Final

import numpy as np

from benchmarks import ring_plot, ring_tools, scale_free, transfers
from benchmarks.ring_tools import REFERENCE
from circflow.server import managed

_ROUNDS: Final = 3
_LONG_S: Final = 10.0
"""What takes longer, or was ended, is run once."""
_PACKAGES: Final = ("circflow", "numba", "numpy", "neo4j", "neo4j-rust-ext", "duckdb", "igraph", "networkx")
_SLOW: Final = {"networkx": 20_000, "python-igraph": 60_000, "circflow, no numba": 600_000, "standard library": 600_000}
"""Edges beyond which a tool is left out."""


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


def search_alone(graphs: dict[str, Path], hops: Sequence[int], timeout_s: float, reference: Path) -> Iterator[Line]:
    """Yield a line for each graph, length and tool."""
    for graph, edges in graphs.items():
        many = int(np.fromfile(edges, np.int64, 1)[0])
        for longest in hops:
            lines = [
                Line(graph, many, longest, tool)
                for tool in (REFERENCE, *ring_tools.TOOLS)
                if many <= _SLOW.get(tool, many)
            ]
            # In turns, so that a busy minute of the machine is nobody's alone.
            for turn in range(_ROUNDS):
                for line in lines:
                    if turn and (line.seconds is None or line.seconds > _LONG_S):
                        continue
                    _take(
                        line, ring_tools.measured(line.tool, edges, longest, reference=reference, timeout_s=timeout_s)
                    )
            yield from lines


def _take(line: Line, told: dict[str, Any] | None) -> None:
    if told is not None:
        line.seconds = min(told["seconds"], line.seconds or told["seconds"])
        line.mb = max(line.mb, told["mb"])
        line.counts = told["counts"]


def table(lines: Sequence[Line]) -> Iterator[str]:
    """Yield the lines of a table in Markdown, with the times as multiples of the reference's."""
    yield "| graph | K | tool | seconds | × C++ | MB | rings | counts |"
    yield "|---|---|---|---|---|---|---|---|"
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


def end_to_end(packages: dict[str, Path], asked: Sequence[tuple[str, Sequence[str]]], folder: Path) -> Iterator[str]:
    """Load packages one after another into a Neo4j of its own, ask, and yield the lines of a table in Markdown."""
    yield "| graph | question | seconds | MB | rows |"
    yield "|---|---|---|---|---|"
    os.environ["CIRCFLOW_HOME"] = str(folder / "home")
    managed.start()
    try:
        for graph, package in packages.items():
            _command("load", str(package))
            for name, options in asked:
                if name == graph:
                    yield f"| {graph} | `{' '.join(options)}` | {_asked(options, folder / 'rings.csv')} |"
            _command("unload", _name_of(package))
    finally:
        managed.stop()


def _asked(options: Sequence[str], output: Path) -> str:
    taken = []
    for _ in range(_ROUNDS + 1):  # the first one warms the server up
        started = time.perf_counter()
        said = _command("run", "round-trips", *options, "-o", str(output))
        taken.append(time.perf_counter() - started)
    memory = next((words.split()[-5] for words in said.splitlines() if words.endswith("of memory.")), "–")
    with output.open(encoding="utf-8", newline="") as file:
        rows = sum(1 for _ in csv.reader(file)) - 1
    return f"{min(taken[1:]):.2f} | {memory} | {rows:,}"


def _command(*arguments: str) -> str:
    done = subprocess.run([sys.executable, "-m", "circflow", *arguments], capture_output=True, text=True, check=True)
    return done.stderr


def _name_of(package: Path) -> str:
    return transfers.NAME if "fincen" in package.name else scale_free.NAME


def machine() -> str:
    """Say on what all this was measured."""
    model = next(
        (line.split(":")[1].strip() for line in _cpuinfo() if line.startswith("model name")), platform.machine()
    )
    packages = ", ".join(f"{name} {version(name)}" for name in _PACKAGES)
    return f"{model}, {os.cpu_count()} cores, {platform.system()}, Python {platform.python_version()}, {packages}"


def _cpuinfo() -> list[str]:
    found = Path("/proc/cpuinfo")
    return found.read_text(encoding="utf-8").splitlines() if found.exists() else []


def main() -> None:
    """Run the benchmark and print its tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--companies", type=int, nargs="*", default=[10_000, 100_000])
    parser.add_argument("--hops", type=int, nargs="+", default=[4, 5, 6])
    parser.add_argument("--fincen", type=Path, help="the transfers of the FinCEN Files, as ICIJ publishes them")
    parser.add_argument("--end-to-end", action="store_true")
    parser.add_argument("--alone", action=argparse.BooleanOptionalAction, default=True)
    parser.add_argument("--plot", type=Path)
    parser.add_argument("--timeout", type=float, default=120.0)
    given = parser.parse_args()
    print(f"{machine()}\n")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        drawn = {f"sf_{size:.0e}".replace("+0", ""): scale_free.drawn(size, 5 * size) for size in given.companies}
        edges = {graph: folder / f"{graph}.bin" for graph in drawn}
        for graph, path in edges.items():
            ring_tools.save(path, drawn[graph].sources, drawn[graph].targets)
        if given.fincen:
            edges["FinCEN"] = folder / "fincen.bin"
            ring_tools.save(edges["FinCEN"], *transfers.numbered(given.fincen))
        if given.alone:
            lines = list(search_alone(edges, given.hops, given.timeout, ring_tools.compiled_reference(folder)))
            print("\n".join(table(lines)), "\n")
            if given.plot:
                ring_plot.draw(lines, given.plot)
        if given.end_to_end:
            packages = {graph: scale_free.write(folder / graph, drawn[graph]) for graph in drawn}
            longest = str(max(given.hops))
            all_of = ["--limit", "1000000", "--engine", "memory", "--timeout", "600"]
            asked = [(graph, ["--max-hops", str(hops), *all_of]) for graph in drawn for hops in given.hops]
            asked += [(graph, ["--max-hops", longest, "--min-amount", "50000", *all_of]) for graph in drawn]
            if given.fincen:
                packages["FinCEN"] = transfers.write(folder / "fincen", given.fincen)
                asked.append(("FinCEN", ["--max-hops", longest, *all_of]))
            print("\n".join(end_to_end(packages, asked, folder)))


if __name__ == "__main__":
    main()
