"""Time loads against bare loops and the bare importer, with the same rows, on the same machine, in the same run.

    python -m benchmarks.load [--deals 1000000] [--companies 100000] [--folder DIR] [--into FILE]

Seconds differ from machine to machine; the ratios are what may be compared. What circflow takes is the whole command,
from the start of Python to its end, reading and checking included; its memory is the most that the process ever held.

The bare loop writes the same companies and the same relationships with the same properties by UNWIND, in batches of the
same size, with the constraints in place that its own lookups need, and nothing else: no checks, no ledger, no `Deal`
nodes. Only its transactions are timed, so that its rows come for nothing. The script is the loop that people write: it
reads the same files with Python's `csv`, takes each cell as it stands but for the amounts, and is timed from the first
line to the last commit. The bare importer is Neo4j's own, on files that lie ready. Each has a managed Neo4j of its own
in a home below the folder.
"""

import argparse
import csv
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Final

import neo4j
import psutil
from neo4j import ManagedTransaction

from benchmarks import figures, synthetic
from benchmarks.homes import home
from circflow.graph.connection import Connection
from circflow.graph.import_files import write_import_files
from circflow.graph.rows import DEAL_COLUMNS, company_rows, deal_rows
from circflow.graph.write import BATCH, batches
from circflow.progress import silent
from circflow.server import admin, engine, lifecycle, managed, offline, passwords, ports
from circflow.server.layout import Layout
from circflow.sheets.reading import read

_CLIENT: Final = [sys.executable, "-c", "from circflow.cli.main import main; main()", "load"]
_CONSTRAINTS: Final = (
    "CREATE CONSTRAINT FOR (c:Company) REQUIRE c.id IS UNIQUE",
    "CREATE CONSTRAINT FOR ()-[d:INVESTS_IN]-() REQUIRE d.deal_id IS UNIQUE",
    "CREATE CONSTRAINT FOR ()-[d:BUYS_FROM]-() REQUIRE d.deal_id IS UNIQUE",
    "CREATE CONSTRAINT FOR ()-[d:JOINT_VENTURE]-() REQUIRE d.deal_id IS UNIQUE",
)
_COMPANIES: Final = "UNWIND $rows AS row CREATE (c:Company {id: row.id, name: row.listed.name})"
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
_MIB: Final = 2**20


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the table.

    Attributes:
        what: What was done.
        seconds: How long it took.
        rows: Deals that were gone through.
        memory_mb: Most that the client held, in MiB; None when it was not measured.
        against: Seconds of the peer: the bare loop or the bare importer; None when it is one.
        script: Seconds of the script that people write; None where it is no peer.
    """

    what: str
    seconds: float
    rows: int
    memory_mb: float | None = None
    against: float | None = None
    script: float | None = None

    def __str__(self) -> str:
        memory = f"{self.memory_mb:,.0f}" if self.memory_mb else ""
        ratios = (f"{peer / self.seconds:.0%}" if peer else "" for peer in (self.against, self.script))
        cells = (self.what, f"{self.seconds:,.1f}", f"{self.rows / self.seconds:,.0f}", *ratios, memory)
        return f"| {' | '.join(cells)} |"


def started() -> Connection:
    """Start the managed server, and return a connection to it."""
    server = managed.start(bolt_port=ports.any_free(), http_port=ports.any_free())
    return Connection(server.address())


def bare_loop(package: Path) -> float:
    """Write companies and deals without any promise; return the seconds that its transactions took."""
    loaded = read(package).package
    taken = 0.0
    with started() as connection:
        for constraint in _CONSTRAINTS:
            connection.ask(constraint, write=True)
        with connection.session(write=True) as session:
            for listed in batches(company_rows(loaded)):
                begun = time.perf_counter()
                session.execute_write(_write, _COMPANIES, listed)
                taken += time.perf_counter() - begun
            for part in batches(deal_rows(loaded)):
                for kind, statement in _DEALS.items():
                    rows = [_with_names(row.sent) for row in part if row.type == kind]
                    begun = time.perf_counter()
                    session.execute_write(_write, statement, rows)
                    taken += time.perf_counter() - begun
    return taken


def _with_names(sent: list[object]) -> dict[str, object]:
    """Return what is sent of a deal as people send it."""
    source, target, _digest, _place, *cells = sent
    named = zip(DEAL_COLUMNS, cells, strict=True)
    return {"source": source, "target": target, "properties": {name: cell for name, cell in named if cell is not None}}


def script(package: Path) -> float:
    """Read the files and write them, as one would without circflow; return the seconds of it all."""
    with started() as connection:
        for constraint in _CONSTRAINTS:
            connection.ask(constraint, write=True)
        begun = time.perf_counter()
        with connection.session(write=True) as session:
            for part in batches(_cells(package / "companies.csv")):
                rows = [{"id": row["id"], "listed": row} for row in part]
                session.execute_write(_write, _COMPANIES, rows)
            for part in batches(_cells(package / "deals.csv")):
                sorted_out: dict[str, list[object]] = {kind: [] for kind in _DEALS}
                for row in part:
                    kind, source, target = (row.pop(name) for name in ("relationship", "source", "target"))
                    amounts = {name: int(row[name]) for name in ("amount_low", "amount_high") if row[name]}
                    properties = {name: cell for name, cell in row.items() if cell} | amounts
                    sorted_out[kind].append({"source": source, "target": target, "properties": properties})
                for kind, of_kind in sorted_out.items():
                    session.execute_write(_write, _DEALS[kind], of_kind)
        return time.perf_counter() - begun


def _cells(file: Path) -> Iterator[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as opened:
        yield from csv.DictReader(opened)


def _write(transaction: ManagedTransaction, statement: str, rows: object) -> None:
    transaction.run(statement, rows=rows).consume()


def bare_importer(package: Path) -> float:
    """Import companies and deals from files that lie ready; return the seconds of the import."""
    layout = Layout.current()
    java = engine.ready(layout, silent)
    lifecycle.configure(layout)
    passwords.keep(layout, passwords.random())
    admin.set_initial_password(layout, java, passwords.read(layout))
    files = write_import_files(read(package).package, layout.root / "files", "bare")
    begun = time.perf_counter()
    offline.run_import(layout, java, files)
    return time.perf_counter() - begun


def command(*arguments: str | Path) -> tuple[float, float]:
    """Run `circflow load`; return its seconds, and the most memory that it held, in MiB."""
    begun = time.perf_counter()
    with subprocess.Popen([*_CLIENT, *map(str, arguments)], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) as child:
        watched = psutil.Process(child.pid)
        most = 0
        while child.poll() is None:
            try:
                most = max(most, watched.memory_info().rss)
            except psutil.NoSuchProcess:
                break
            time.sleep(0.1)
        said = child.stderr.read().decode() if child.stderr else ""
    if child.returncode:
        raise RuntimeError(f"the load ended with {child.returncode}: {said}")
    return time.perf_counter() - begun, most / _MIB


def measure(folder: Path, deals: int, companies: int) -> Iterator[Line]:
    """Yield the lines of the table."""
    # Every seventh deal of what is generated is left out.
    package = synthetic.write(folder / "package", deals * 7 // 6 + 1, companies=companies)
    with home(folder / "bare"):
        loop = bare_loop(package)
    yield Line("bare UNWIND loop, its transactions alone", loop, deals)
    with home(folder / "script"):
        whole = script(package)
    yield Line("a script with `csv` and UNWIND, all of it", whole, deals)
    with home(folder / "home"):
        started().close()
        yield Line("`circflow load`", *_with_memory(command(package), deals, loop), script=whole)
        yield Line("the same bytes again", *_with_memory(command(package), deals, None))
        synthetic.amend(package, every=100)
        yield Line("one row in a hundred changed", *_with_memory(command(package), deals, loop), script=whole)
        synthetic.amend(package, every=deals, shift=True)
        again = command(package)
        yield Line("a row put in above, so that all lines move", *_with_memory(again, deals, loop), script=whole)
    with home(folder / "bare-import"):
        importer = bare_importer(package)
    yield Line("bare `neo4j-admin database import full`, files ready", importer, deals)
    with home(folder / "offline"):
        yield Line("`circflow load --offline`", *_with_memory(command("--offline", package), deals, importer))


def _with_memory(
    found: tuple[float, float], deals: int, against: float | None
) -> tuple[float, int, float, float | None]:
    seconds, memory = found
    return seconds, deals, memory, against


def main() -> int:
    """Run the benchmark and print its figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--deals", type=int, default=1_000_000)
    parser.add_argument("--companies", type=int, default=100_000)
    parser.add_argument("--folder", type=Path, help="Where the data lie meanwhile; default: the temporary folder.")
    parser.add_argument("--into", type=Path, metavar="FILE", help="Page whose figures are replaced by these.")
    given = parser.parse_args()
    extension = "with" if find_spec("neo4j._rust") else "without"
    told = [
        (
            f"{figures.stamp()}, driver {neo4j.__version__} {extension} neo4j-rust-ext. {given.deals:,} deals over "
            f"{given.companies:,} companies, synthetic; batches of {BATCH:,}."
        ),
        "",
        "| what | seconds | deals/s | of the bare rate | of the script's | most memory, MiB |",
        "|---|---:|---:|---:|---:|---:|",
    ]
    print("\n".join(told))
    with tempfile.TemporaryDirectory(dir=given.folder) as folder:
        for line in measure(Path(folder), given.deals, given.companies):
            told.append(str(line))
            print(line, flush=True)
    if given.into:
        figures.put(given.into, "python -m benchmarks.load", told)
    return 0


if __name__ == "__main__":
    sys.exit(main())
