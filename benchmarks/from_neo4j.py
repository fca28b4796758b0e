"""Rings out of a Neo4j, from the start of the command to the whole file, beside bare Cypher that only counts them.

Each graph has a managed Neo4j of its own in a home below the folder, filled offline and asked while it is warm.
"""

import csv
import re
import shutil
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from benchmarks.homes import home
from circflow.graph.connection import Connection
from circflow.server import managed, ports

_ROUNDS: Final = 3
_ALL: Final = ("--limit", "1000000", "--engine", "memory", "--timeout", "600")
_BARE_HOPS: Final = (4, 5)

_RANKED: Final = """
MATCH (company:Company)
WITH company ORDER BY COUNT { (company)-[:BUYS_FROM]-() } DESC, company.id
WITH collect(company) AS companies
UNWIND range(0, size(companies) - 1) AS rank
WITH companies[rank] AS company, rank
SET company.rank = rank
"""
# The shape that was the quickest of those tried: no company twice on a path, each ring from its lowest rank only.
_COUNTED: Final = """
CYPHER 25
MATCH (first:Company)
WITH first, first.rank AS least
MATCH ACYCLIC (first) (()-[:BUYS_FROM]->(payee:Company WHERE payee.rank > least)){{1,{most}}} (last)
WHERE EXISTS {{ (last)-[:BUYS_FROM]->(first) }}
RETURN size(payee) + 1 AS hops, count(*) AS rings
"""


@dataclass(frozen=True)
class Asked:
    """What is asked of a graph.

    Attributes:
        write: Writes it as a package into a folder.
        options: Those of `round-trips`, one question after another.
        bare: Whether its rings are counted by bare Cypher too, which wants few deals, and one at most for each pair.
    """

    write: Callable[[Path], Path]
    options: Sequence[Sequence[str]]
    bare: bool


def table(graphs: Mapping[str, Asked], folder: Path) -> Iterator[str]:
    """Yield the lines of a table in Markdown.

    Args:
        graphs: By name.
        folder: Where packages and homes lie meanwhile.
    """
    yield "| graph | question | seconds | MB | rows |"
    yield "|---|---|---:|---:|---:|"
    for graph, asked in graphs.items():
        package = asked.write(folder / graph)
        with home(folder / f"{graph}-home"):
            _command("load", "--offline", str(package))
            shutil.rmtree(package)
            server = managed.start(bolt_port=ports.any_free(), http_port=ports.any_free())
            for options in asked.options:
                yield f"| {graph} | `round-trips {' '.join(options)}` | {_answered(options, folder / 'rings.csv')} |"
            if asked.bare:
                with Connection(server.address()) as connection:
                    yield from _bare(graph, connection)


def _answered(options: Sequence[str], output: Path) -> str:
    taken = []
    for _ in range(_ROUNDS + 1):  # the first one warms the server up
        started = time.perf_counter()
        said = _command("run", "round-trips", *options, *_ALL, "-o", str(output))
        taken.append(time.perf_counter() - started)
    memory = re.search(r"([\d,]+) MB of memory", said)
    with output.open(encoding="utf-8", newline="") as file:
        rows = sum(1 for _ in csv.reader(file)) - 1
    return f"{min(taken[1:]):.2f} | {memory[1] if memory else '–'} | {rows:,}"


def _bare(graph: str, connection: Connection) -> Iterator[str]:
    """Count the rings by a statement alone, through the driver."""
    connection.ask(_RANKED, write=True)
    for hops in _BARE_HOPS:
        taken = []
        found: Counter[int] = Counter()
        for _ in range(_ROUNDS):
            started = time.perf_counter()
            rows = connection.ask(_COUNTED.format(most=hops - 1), timeout_s=600)
            taken.append(time.perf_counter() - started)
            found = Counter({row["hops"]: row["rings"] for row in rows})
        yield f"| {graph} | bare Cypher that counts, K = {hops} | {min(taken):.2f} | – | {found.total():,} counted |"


def _command(*arguments: str) -> str:
    done = subprocess.run([sys.executable, "-m", "circflow", *arguments], capture_output=True, text=True, check=True)
    return done.stderr
