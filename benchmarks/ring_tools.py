"""One search for rings by one tool, in a process of its own: `python -m benchmarks.ring_tools TOOL EDGES K`.

EDGES is a file of 64-bit integers, as `rings_reference.cpp` reads it. The clock runs from the edges in memory to the
rings in memory. Prints one JSON object: seconds, MB of memory at most, and the number of rings by length.
"""

import json
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import combinations
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import psutil

from circflow.cli.most_memory import most_memory_mb

Integers = npt.NDArray[np.int64]
Counts = dict[int, int]
Search = Callable[[Integers, Integers, int], Counts]


def find_compiled(sources: Integers, targets: Integers, max_hops: int) -> Counts:
    """Search with `circflow.rings`, compiled, in as many threads as it takes."""
    from circflow.rings import find

    return {hops: len(rings) for hops, rings in find(sources, targets, max_hops).items()}


def find_on_one_thread(sources: Integers, targets: Integers, max_hops: int) -> Counts:
    """Search with `circflow.rings`, compiled, in one thread."""
    from circflow.rings import threads

    threads.MOST = 1
    return find_compiled(sources, targets, max_hops)


def find_on_lists(sources: Integers, targets: Integers, max_hops: int) -> Counts:
    """Search with `circflow.rings` as it runs without numba."""
    from circflow.rings import find
    from circflow.rings.engine import PLAIN

    return {hops: len(rings) for hops, rings in find(sources.tolist(), targets.tolist(), max_hops, run=PLAIN).items()}


def find_with_the_standard_library(sources: Integers, targets: Integers, max_hops: int) -> Counts:
    """Search as one would write it in Python: dictionaries, sets and a recursion, by rank and with the way home."""
    edges = {(payer, payee) for payer, payee in zip(sources.tolist(), targets.tolist(), strict=True) if payer != payee}
    degree = Counter(company for edge in edges for company in edge)
    rank = {company: place for place, (company, _) in enumerate(degree.most_common())}
    payees: dict[int, list[int]] = {place: [] for place in range(len(rank))}
    payers: dict[int, list[int]] = {place: [] for place in range(len(rank))}
    for payer, payee in edges:
        payees[rank[payer]].append(rank[payee])
        payers[rank[payee]].append(rank[payer])
    named = list(rank)
    rings: list[tuple[int, ...]] = []
    for start in payees:
        home = _ways_home(start, payers, max_hops)
        around = _around(start, payees, home, max_hops) if len(home) > 1 else ()
        rings.extend(tuple(named[place] for place in ring) for ring in around)
    return Counter(map(len, rings))


def _ways_home(start: int, payers: dict[int, list[int]], max_hops: int) -> dict[int, int]:
    home = {start: 0}
    reached = [start]
    for hops in range(1, max_hops):
        reached = [payer for company in reached for payer in payers[company] if payer > start and payer not in home]
        reached = list(dict.fromkeys(reached))
        home.update(dict.fromkeys(reached, hops))
    return home


def _around(start: int, payees: dict[int, list[int]], home: dict[int, int], max_hops: int) -> Iterator[tuple[int, ...]]:
    path = [start]
    ways = [iter(payees[start])]
    while ways:
        for payee in ways[-1]:
            if payee == start:
                yield tuple(path)
            elif payee in home and len(path) + home[payee] <= max_hops and payee not in path:
                path.append(payee)
                ways.append(iter(payees[payee]))
                break
        else:
            ways.pop()
            path.pop()


def find_with_igraph(sources: Integers, targets: Integers, max_hops: int) -> Counts:
    """Search with python-igraph, which misses rings in some graphs."""
    import igraph

    graph = igraph.Graph(n=int(max(sources.max(), targets.max())) + 1, directed=True)
    graph.add_edges(zip(sources.tolist(), targets.tolist(), strict=True))
    graph.simplify()
    return Counter(map(len, graph.simple_cycles(min=2, max=max_hops, output="vpath")))


def find_with_networkx(sources: Integers, targets: Integers, max_hops: int) -> Counts:
    """Search with networkx."""
    import networkx as nx

    graph = nx.DiGraph(zip(sources.tolist(), targets.tolist(), strict=True))
    return Counter(len(ring) for ring in nx.simple_cycles(graph, length_bound=max_hops) if len(ring) > 1)


def find_with_duckdb(sources: Integers, targets: Integers, max_hops: int) -> Counts:
    """Search with DuckDB: one join a length, from the company of lowest rank; the rings stay in its tables."""
    import duckdb

    base = duckdb.connect()
    base.register("given", {"payer": sources, "payee": targets})
    base.execute("""
        CREATE TABLE ranked AS SELECT company, row_number() OVER (ORDER BY count(*) DESC, company) AS place FROM (
          SELECT payer AS company FROM given WHERE payer <> payee
          UNION ALL SELECT payee FROM given WHERE payer <> payee) GROUP BY company;
        CREATE TABLE edge AS SELECT DISTINCT a.place AS f, b.place AS t FROM given
          JOIN ranked a ON a.company = payer JOIN ranked b ON b.company = payee WHERE payer <> payee
    """)
    counts = {}
    for hops in range(2, max_hops + 1):
        joins = " ".join(
            f"JOIN edge e{at} ON e{at}.f = e{at - 1}.t"
            + (f" AND e{at}.t = e1.f" if at == hops else f" AND e{at}.t > e1.f")
            for at in range(2, hops + 1)
        )
        pairs = combinations(range(2, hops + 1), 2)
        unlike = "".join(f" AND e{one}.f <> e{other}.f" for one, other in pairs)
        places = ", ".join(f"e{at}.f AS c{at}" for at in range(1, hops + 1))
        base.execute(
            f"CREATE TABLE r{hops} AS SELECT {places} FROM edge e1 {joins} WHERE e1.t > e1.f{unlike}"  # noqa: S608
        )
        counts[hops] = int(base.execute(f"SELECT count(*) FROM r{hops}").fetchall()[0][0])  # noqa: S608
    return counts


def find_on_spark(sources: Integers, targets: Integers, max_hops: int) -> Counts:
    """Search with circflow on Spark, on this machine: started for the first search, with the edges in a file."""
    from benchmarks import edge_files
    from circflow.spark import Cluster
    from circflow.spark.in_files import search

    with tempfile.TemporaryDirectory() as folder:
        path = edge_files.write(Path(folder) / "edges.parquet", sources, targets)
        return search(str(path), max_hops, cluster=Cluster(settings={"spark.driver.memory": "6g"}))


TOOLS: Final[dict[str, Search]] = {
    "circflow, 1 thread": find_on_one_thread,
    "circflow, 2 threads": find_compiled,
    "circflow, no numba": find_on_lists,
    "standard library": find_with_the_standard_library,
    "python-igraph": find_with_igraph,
    "networkx": find_with_networkx,
    "DuckDB": find_with_duckdb,
    "Spark": find_on_spark,
}
REFERENCE: Final = "C++"

_SMALL: Final = (np.array([1, 2, 3]), np.array([2, 1, 1]), 3)


def compiled_reference(folder: Path) -> Path:
    """Compile the C++ program; return where it is."""
    program = folder / "reference"
    source = Path(__file__).parent / "rings_reference.cpp"
    subprocess.run(["g++", "-O3", "-march=native", "-std=c++20", "-o", program, source], check=True)
    return program


def measured(tool: str, edges: Path, max_hops: int, *, reference: Path, timeout_s: float) -> dict[str, Any] | None:
    """Run a tool in a process of its own; None when it takes too long or dies."""
    if tool == REFERENCE:
        command = [str(reference), str(edges), str(max_hops)]
    else:
        command = [sys.executable, "-m", "benchmarks.ring_tools", tool, str(edges), str(max_hops)]
    try:
        done = subprocess.run(command, capture_output=True, timeout=timeout_s, check=True)
    except (subprocess.TimeoutExpired, subprocess.CalledProcessError):
        return None
    told: dict[str, Any] = json.loads(done.stdout)
    if tool == REFERENCE:
        told["seconds"] = told["prepare"] + told["search"]
    return told


def save(edges: Path, sources: Integers, targets: Integers) -> None:
    """Write edges as the tools read them."""
    np.concatenate([[len(sources)], sources, targets]).astype(np.int64).tofile(edges)


def main(tool: str, edges: str, max_hops: str) -> None:
    """Search once and tell."""
    read = np.fromfile(edges, np.int64)
    sources, targets = read[1 : read[0] + 1].copy(), read[read[0] + 1 :].copy()
    search = TOOLS[tool]
    # What is imported and compiled once is not what is measured.
    search(*_SMALL)
    started = time.perf_counter()
    counts = search(sources, targets, int(max_hops))
    seconds = time.perf_counter() - started
    # Spark works in a process of its own, which is still there.
    mb = (most_memory_mb() or 0) + sum(
        child.memory_info().rss for child in psutil.Process().children(recursive=True)
    ) // 2**20
    told = [int(counts.get(hops, 0)) for hops in range(2, int(max_hops) + 1)]
    print(json.dumps({"seconds": seconds, "mb": mb, "counts": told}))


if __name__ == "__main__":
    main(*sys.argv[1:])
