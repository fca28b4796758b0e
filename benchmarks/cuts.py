"""Fail at every single message of a load, in four ways, once and for good, and count what is partial, lost or doubled.

A proxy stands between the driver and a real server. For N = 1, 2, 3 … until a load runs undisturbed, message N is cut
off, or its reply, or half of its reply is, or it is held up; once, or from there on for good. Two versions of a package
with rows in every table take turns, so that each load adds, changes and withdraws. Afterwards the graph must be the old
one or the new one, or be marked as incomplete where a load is cut into batches; what was told as loaded must be there;
and a rerun must give the digest of an undisturbed load.
"""

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from benchmarks.outcome import Outcome, doubled
from benchmarks.proxy import Act, Proxy
from circflow.errors import CircflowError
from circflow.graph import load as loading
from circflow.graph import write
from circflow.graph.address import Address
from circflow.graph.connection import Connection
from circflow.graph.digest import digest
from circflow.graph.ledger import datasets
from circflow.model import Package
from circflow.sheets.reading import read

MODES: Final = {
    "message cut off": Act.CUT,
    "reply cut off": Act.CUT_REPLY,
    "half a reply": Act.HALF_REPLY,
    "message held up": Act.STALL,
}
_TABLES: Final = {
    "companies": "id,name,kind,group_id\na,A Ltd,company,\nb,B Ltd,company,\nc,C Ltd,fund,a\n",
    "names": "name,company_id,language,kind,ambiguous\nThe A,a,en,short,no\n",
    "sources": "source_id,title,quality\ns1,First report,A\n",
    "claims": "claim_id,deal_id,source_id\nC-1,D-1,s1\n",
    "tranches": "deal_id,tranche_no,amount_low,amount_high,currency\nD-1,1,0,5,USD\n",
    "statuses": "deal_id,date,status\nD-1,2024,rumoured\nD-1,2025-06,announced\n",
    "metrics": "metric_id,company,metric,period_end,low,high,currency\nM-1,a,revenue,2025,5,5,USD\n",
}
_DEALS: Final = "deal_id,source,relationship,target,amount_low,amount_high,currency,status\n"
_VERSIONS: Final = (
    "D-1,a,INVESTS_IN,b,0,10,USD,announced\nD-2,b,BUYS_FROM,a,10,10,EUR,signed\nD-3,a,JOINT_VENTURE,c,,,,in_force\n",
    "D-1,a,INVESTS_IN,b,0,99,USD,announced\nD-3,a,JOINT_VENTURE,c,,,,in_force\nD-4,b,BUYS_FROM,c,,,,signed\n",
)


@dataclass(slots=True)
class Figures(Outcome):
    """What became of the loads that were disturbed at their messages in one way.

    Attributes:
        points: Messages that were disturbed.
        settled: Loads told as done whose lost reply the ledger settled.
        incomplete: Graphs between the versions that were marked as such.
    """

    points: int = 0
    settled: int = 0
    incomplete: int = 0


@contextmanager
def in_batches(*, yes: bool) -> Iterator[None]:
    """Bring the limits of a load in batches down to one row."""
    before = loading.ATOMIC, write.BATCH
    if yes:
        loading.ATOMIC, write.BATCH = 1, 1  # type: ignore[misc]
    try:
        yield
    finally:
        loading.ATOMIC, write.BATCH = before  # type: ignore[misc]


def sweep(server: Address, folder: Path, *, batched: bool, step: int = 1, stall_s: float = 1.0) -> Iterator[Figures]:
    """Disturb loads at every message and in every way.

    Args:
        server: With an empty database, constraints and indexes in place.
        folder: For the two packages.
        batched: Whether the load is cut into batches, of one row here.
        step: From one message to the next; 1 = every one.
        stall_s: Seconds for which a message is held up.
    """
    versions = [_version(folder / f"{number}", deals) for number, deals in enumerate(_VERSIONS)]
    with in_batches(yes=batched), Connection(server) as graph:
        digests = []
        for package in versions:
            loading.load(graph, package)
            digests.append(digest(graph))
        for name, act in MODES.items():
            for lasting in (False, True):
                if lasting and act is Act.STALL:
                    continue  # it would only take longer
                how = f"{'in batches' if batched else 'in one'}, {name}, {'for good' if lasting else 'once'}"
                trial = _Trial(server, graph, versions, digests, act, lasting, stall_s)
                yield trial.run(how, step)


def _version(folder: Path, deals: str) -> Package:
    folder.mkdir(parents=True)
    tables = {**_TABLES, "deals": _DEALS + deals}
    for table, text in tables.items():
        (folder / f"{table}.csv").write_text(text, encoding="utf-8")
    resources = [{"name": table, "path": f"{table}.csv"} for table in tables]
    (folder / "datapackage.json").write_text(json.dumps({"name": "cut", "resources": resources}), encoding="utf-8")
    return read(folder).package


@dataclass(slots=True)
class _Trial:
    """Two versions that take turns, and one way to disturb."""

    server: Address
    graph: Connection
    versions: list[Package]
    digests: list[str]
    act: Act
    lasting: bool
    stall_s: float
    held: int = 1

    def run(self, what: str, step: int) -> Figures:
        figures = Figures(what)
        started = time.perf_counter()
        number, finished = 1, False
        while not finished:
            finished = self._once(figures, number)
            number += step
        figures.seconds = time.perf_counter() - started
        return figures

    def _once(self, figures: Figures, number: int) -> bool:
        """Disturb message `number`; return whether the load was over before it."""
        turn = 1 - self.held
        told = False

        def rule(at: int, _kind: str) -> Act:
            return self.act if at == number or (self.lasting and at > number) else Act.PASS

        with Proxy(self.server, rule, stall_s=self.stall_s) as proxy:
            try:
                with Connection(proxy.address, retry_s=0.5) as connection:
                    figures.settled += loading.load(connection, self.versions[turn]).resolved
                told = True
            except CircflowError:
                pass
            over = len(proxy.messages) < number
        # What the server was still doing for a broken connection ends first: the next writer waits for the lock.
        self.graph.ask("MERGE (l:Ledger {id: 'circflow'}) SET l.asked_at = datetime()", write=True)
        seen = digest(self.graph)
        figures.points += not over
        figures.told += told and not over
        figures.before += seen == self.digests[self.held]
        figures.after += seen == self.digests[turn] and not over
        between = seen not in self.digests
        marked = any(not line.complete for line in datasets(self.graph))
        figures.incomplete += between and marked
        figures.partial += between and not marked
        figures.lost += told and seen != self.digests[turn]
        figures.doubled += doubled(self.graph)
        loading.load(self.graph, self.versions[turn])
        figures.differing += digest(self.graph) != self.digests[turn]
        self.held = turn
        return over


HEADER: Final = (
    "| load | messages | told as done | settled by the ledger | old graph | new graph | marked incomplete "
    "| partial | lost | doubled | digest differs | seconds |\n"
    "|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|"
)


def line(row: Figures) -> str:
    """Return figures as a line of a table."""
    cells = (
        row.points,
        row.told,
        row.settled,
        row.before,
        row.after,
        row.incomplete,
        row.partial,
        row.lost,
        row.doubled,
        row.differing,
    )
    return f"| {row.what} | {' | '.join(map(str, cells))} | {row.seconds:.0f} |"
