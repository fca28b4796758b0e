"""Time a load against a bare loop of UNWIND and CREATE with the same rows on the same server.

    python -m benchmarks.load [--deals 10000] [--rounds 3]

Seconds differ from machine to machine; the ratio is what may be compared. The bare loop writes the same companies and
relationships in batches of the same size, and nothing else: no reading of files, no checks, no ledger, no evidence.
It starts a managed Neo4j of its own in a temporary home.
"""

import argparse
import os
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import Final

from neo4j import ManagedTransaction

from benchmarks import synthetic
from circflow.graph.connection import Connection
from circflow.graph.load import load
from circflow.graph.plan import Rows
from circflow.graph.schema import ensure
from circflow.graph.unload import unload
from circflow.graph.write import BATCH, batches
from circflow.server import managed, ports
from circflow.sheets.reading import read

_COMPANIES: Final = "UNWIND $rows AS row CREATE (c:Company {id: row.id})"
_DEALS: Final = {
    kind: f"""
UNWIND $rows AS row
MATCH (payer:Company {{id: row.source}})
MATCH (payee:Company {{id: row.target}})
CREATE (payer)-[deal:{kind}]->(payee)
SET deal = row.properties
"""
    for kind in ("INVESTS_IN", "BUYS_FROM", "JOINT_VENTURE")
}
_WIPE: Final = "MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 10000 ROWS"


def bare(connection: Connection, rows: Rows) -> float:
    """Write companies and deals without any promise; return the seconds."""
    started = time.perf_counter()
    with connection.session(write=True) as session:
        for part in batches(rows.companies):
            session.execute_write(_write, _COMPANIES, part)
        for kind, statement in _DEALS.items():
            for part in batches([row for row in rows.deals if row["type"] == kind]):
                session.execute_write(_write, statement, part)
    taken = time.perf_counter() - started
    connection.ask(_WIPE, write=True)
    return taken


def _write(transaction: ManagedTransaction, statement: str, rows: object) -> None:
    transaction.run(statement, rows=rows).consume()


def measure(connection: Connection, folder: Path, rounds: int) -> dict[str, float]:
    """Return the median seconds of reading, of loading, of loading once more, and of the bare loop."""
    seconds: dict[str, list[float]] = {"read": [], "load": [], "the same again": [], "bare loop": []}
    for _ in range(rounds):
        started = time.perf_counter()
        package = read(folder).package
        seconds["read"].append(time.perf_counter() - started)
        seconds["bare loop"].append(bare(connection, Rows(package)))
        for what in ("load", "the same again"):
            started = time.perf_counter()
            load(connection, package)
            seconds[what].append(time.perf_counter() - started)
        unload(connection, package.name)
    return {what: statistics.median(taken) for what, taken in seconds.items()}


def main() -> int:
    """Run the benchmark and print its figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--deals", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=3)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ["CIRCFLOW_HOME"] = str(Path(folder, "home"))
        # Every seventh deal of what is generated is left out.
        package = synthetic.write(Path(folder, "package"), given.deals * 7 // 6 + 1)
        server = managed.start(bolt_port=ports.any_free(), http_port=ports.any_free())
        try:
            with Connection(server.address()) as connection:
                ensure(connection)
                found = measure(connection, package, given.rounds)
        finally:
            managed.stop()
    print(f"{given.deals:,} deals, synthetic; median of {given.rounds}; batches of {BATCH:,}")
    for what, taken in found.items():
        print(f"{what:<15} {taken:6.2f} s")
    whole = found["read"] + found["load"]
    print(f"load takes {found['load'] / found['bare loop']:.2f} times the bare loop, with reading {whole:.2f} s")
    return 0


if __name__ == "__main__":
    sys.exit(main())
