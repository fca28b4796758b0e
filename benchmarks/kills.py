"""Kill client and server while a package is loading, disturb a load at every message, and count what came of it.

    python -m benchmarks.kills [--client 80] [--server 20] [--deals 3000] [--seed 7] [--step 1] [--into FILE]

It starts a managed Neo4j of its own in a temporary home, so that nobody's data are touched. Two versions of one
synthetic package take turns, so that every load has deals to add, to change and to withdraw. After each kill the graph
must be exactly the old or exactly the new version (else it is partial); a load that was told as done must be there
(else it is lost); every deal id must stand once (else it is doubled); and a rerun must give the digest of an
undisturbed load. A killed server is started again at once, while the client may still be trying.
"""

import argparse
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import psutil

from benchmarks import cuts, figures, synthetic
from benchmarks.homes import home
from benchmarks.outcome import Outcome, doubled
from circflow.graph.connection import Connection
from circflow.graph.digest import digest
from circflow.graph.load import load
from circflow.graph.schema import ensure
from circflow.graph.unload import unload
from circflow.server import managed, ports
from circflow.sheets.reading import Reading, read

_CLIENT: Final = [sys.executable, "-c", "from circflow.cli.main import main; main()", "load"]
_HEAP_MB: Final = 768
_QUICKER: Final = 0.9


@dataclass(slots=True)
class Figures(Outcome):
    """What became of the loads during which somebody was killed.

    Attributes:
        kills: How often.
    """

    kills: int = 0


@dataclass(slots=True)
class Trial:
    """A server of its own, two versions of a package, and the digest of each when loaded undisturbed."""

    versions: list[tuple[Path, Reading]]
    chance: random.Random
    digests: list[str] = field(default_factory=list)
    held: int = 0
    usual_s: float = 1.0

    def prepare(self) -> None:
        """Load both versions undisturbed, and measure how long a client takes."""
        with managed_connection() as connection:
            ensure(connection)
        for number, (folder, _) in enumerate(self.versions):
            started = time.perf_counter()
            subprocess.run([*_CLIENT, str(folder)], check=True, capture_output=True)
            self.usual_s = time.perf_counter() - started  # that of the second, when the server is warm
            with managed_connection() as connection:
                self.digests.append(digest(connection))
            self.held = number

    def run(self, what: str, kills: int, kill: Callable[["subprocess.Popen[bytes]"], None]) -> Figures:
        """Start loads, kill them before they end, and look at the graph each time."""
        counted = Figures(what)
        started = time.perf_counter()
        while counted.kills < kills:
            self._once(counted, kill)
        counted.seconds = time.perf_counter() - started
        return counted

    def _once(self, counted: Figures, kill: Callable[["subprocess.Popen[bytes]"], None]) -> None:
        turn = 1 - self.held
        folder, found = self.versions[turn]
        with subprocess.Popen([*_CLIENT, str(folder)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as client:
            time.sleep(self.chance.uniform(0.0, self.usual_s))
            if client.poll() == 0:
                # A server that has loaded before is quicker: there is nobody to kill.
                self.usual_s *= _QUICKER
                self.held = turn
                return
            kill(client)
            managed.start(heap_mb=_HEAP_MB)  # does nothing while it is running
            client.wait()
        with managed_connection() as connection:
            # What the server was still doing for a killed client ends first: the next writer waits for the lock.
            connection.ask("MERGE (l:Ledger {id: 'circflow'}) SET l.asked_at = datetime()", write=True)
            seen = digest(connection)
            told = client.returncode == 0
            counted.kills += 1
            counted.told += told
            counted.before += seen == self.digests[self.held]
            counted.after += seen == self.digests[turn]
            counted.partial += seen not in self.digests
            counted.lost += told and seen != self.digests[turn]
            load(connection, found.package)
            counted.differing += digest(connection) != self.digests[turn]
            counted.doubled += doubled(connection)
        self.held = turn


@contextmanager
def managed_connection() -> Iterator[Connection]:
    """Give a connection to the managed server of the home in force."""
    server = managed.running()
    if server is None:
        raise RuntimeError("the managed server is not running")
    with Connection(server.address()) as connection:
        yield connection


def kill_client(client: "subprocess.Popen[bytes]") -> None:
    """Kill a client, if it has not ended."""
    client.kill()


def kill_server(_client: "subprocess.Popen[bytes]") -> None:
    """Kill the managed server of the home in force."""
    server = managed.running()
    if server is not None:
        process = psutil.Process(server.pid)
        process.kill()
        process.wait(10)


@contextmanager
def trial(folder: Path, *, deals: int, seed: int) -> Iterator[Trial]:
    """Start a server in a home of its own below a folder, and stop it again."""
    written = [synthetic.write(folder / f"version-{number}", deals, version=number) for number in (1, 2)]
    with home(folder / "home"):
        managed.start(bolt_port=ports.any_free(), http_port=ports.any_free(), heap_mb=_HEAP_MB)
        ready = Trial([(path, read(path)) for path in written], random.Random(seed))  # noqa: S311 - moments, no secrets
        ready.prepare()
        yield ready


HEADER: Final = (
    "| killed | kills | old graph | new graph | told as done | partial | lost | doubled | digest differs | seconds |\n"
    "|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|"
)


def line(row: Figures) -> str:
    """Return figures as a line of a table."""
    cells = (
        row.kills,
        row.before,
        row.after,
        row.told,
        row.partial,
        row.lost,
        row.doubled,
        row.differing,
    )
    return f"| {row.what} | {' | '.join(map(str, cells))} | {row.seconds:.0f} |"


def main() -> int:
    """Run the benchmark and print its figures; 1 when anything was partial, lost, doubled or different."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--client", type=int, default=80, help="Clients to kill.")
    parser.add_argument("--server", type=int, default=20, help="Servers to kill.")
    parser.add_argument("--deals", type=int, default=3_000, help="Deals of the package that is loading meanwhile.")
    parser.add_argument("--seed", type=int, default=7, help="Of the moments.")
    parser.add_argument("--step", type=int, default=1, help="From one disturbed message of a load to the next.")
    parser.add_argument("--stall", type=float, default=0.5, metavar="S", help="Seconds for which a message is held up.")
    parser.add_argument("--into", type=Path, metavar="FILE", help="Page whose figures are replaced by these.")
    given = parser.parse_args()
    every = "Every message" if given.step == 1 else f"One message in {given.step}"
    about = f"{figures.stamp()}. {given.deals:,} deals, synthetic, in both versions. {every} of a load is disturbed."
    told = [about, "", HEADER]
    bad = 0

    def tell(text: str) -> None:
        told.append(text)
        print(text, flush=True)

    print("\n".join(told))
    with tempfile.TemporaryDirectory() as folder, trial(Path(folder), deals=given.deals, seed=given.seed) as ready:
        for what, kills, kill in (("client", given.client, kill_client), ("server", given.server, kill_server)):
            row = ready.run(what, kills, kill)
            bad += row.bad
            tell(line(row))
        tell("")
        tell(cuts.HEADER)
        with managed_connection() as connection:
            unload(connection, synthetic.NAME)
            for batched in (False, True):
                where = Path(folder) / f"cuts-{batched}"
                for cut in cuts.sweep(connection.address, where, batched=batched, step=given.step, stall_s=given.stall):
                    bad += cut.bad
                    tell(cuts.line(cut))
    if given.into:
        figures.put(given.into, "python -m benchmarks.kills", told)
    return int(bad > 0)


if __name__ == "__main__":
    sys.exit(main())
