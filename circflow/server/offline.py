"""A package into the empty database of the managed server, by Neo4j's own importer, while the server is stopped.

It is made ready in a folder of its own and put in the place of the empty database, all of it or none.
"""

import shutil
import uuid
from collections.abc import Callable
from types import MappingProxyType
from typing import Final

from circflow.errors import ForeignData
from circflow.graph.connection import Connection
from circflow.graph.import_files import ImportFiles, write_import_files
from circflow.graph.job import Balance
from circflow.graph.load import LoadReport, complete
from circflow.graph.schema import ensure
from circflow.model import Package
from circflow.progress import Progress, silent
from circflow.server import admin, lifecycle, passwords, preflight, swap
from circflow.server import engine as engines
from circflow.server.engine import Engine
from circflow.server.layout import Layout
from circflow.server.lifecycle import Wishes
from circflow.server.memory import sized
from circflow.server.state import DATABASE

_FILES: Final = "import-files"
_BYTES_PER_DEAL: Final = 3_000
"""Of the files, the database and its indexes together, with room to spare."""

_HELD: Final = "RETURN COUNT { (n) } - COUNT { (:Ledger) } AS nodes"


def load(package: Package, progress: Progress = silent, *, rows: Balance = MappingProxyType({})) -> LoadReport:
    """Load a package into an empty database; a running server is stopped, and started again.

    Args:
        package: What.
        progress: Told what is being done.
        rows: What became of the rows that were read, file by file; entered in the ledger.

    Raises:
        ForeignData: the database holds data.
        OutputError: there is no room on the disk.
        CircflowError: the import or the start failed; what was before is back.
    """
    layout = Layout.current()
    with lifecycle.exclusive(layout, progress):
        engine = engines.ready(layout, progress)
        _require_empty(layout, progress)
        preflight.disk(layout.root, max(preflight.LEAST_DISK_BYTES, _BYTES_PER_DEAL * len(package.deals)))
        with lifecycle.paused(layout, progress) as wishes:
            return _imported(layout, engine, package, rows, progress, wishes=wishes)


def _imported(
    layout: Layout, engine: Engine, package: Package, rows: Balance, progress: Progress, *, wishes: Wishes
) -> LoadReport:
    load_id = uuid.uuid4().hex
    fresh = swap.staging(layout)
    try:
        _make_ready(layout, fresh, engine, package, load_id, progress)
    except BaseException:
        swap.discard(layout)
        raise
    swap.apply(layout, fresh)
    try:
        server = lifecycle.up(layout, wishes, progress)
        with Connection(server.address()) as connection:
            progress("making constraints and indexes", 0, 0)
            ensure(connection)
            report = complete(connection, package, rows=rows, load_id=load_id)
    except BaseException:
        lifecycle.down(layout, progress)
        swap.undo(layout)
        raise
    swap.commit(layout)
    return report


def _make_ready(
    layout: Layout, fresh: Layout, engine: Engine, package: Package, load_id: str, progress: Progress
) -> None:
    """Import into a home beside the real one."""
    lifecycle.configure(fresh)
    passwords.keep(fresh, passwords.read(layout) if layout.password.exists() else passwords.random())
    admin.set_initial_password(fresh, engine, passwords.read(fresh))
    files = write_import_files(
        package, fresh.root / _FILES, load_id, _named(progress, f"Writing {package.name} for the importer")
    )
    progress("importing", 0, 0)
    run_import(fresh, engine, files)
    shutil.rmtree(fresh.root / _FILES)


def run_import(layout: Layout, engine: Engine, files: ImportFiles) -> None:
    """Run Neo4j's importer on a home without data.

    Raises:
        ServerError: it refuses a row; nothing of ours should ever be refused.
    """
    admin.run(
        layout,
        engine,
        "database",
        "import",
        "full",
        DATABASE,
        *files.arguments,
        "--array-delimiter=;",
        f"--multiline-fields={str(files.multiline).lower()}",
        f"--max-off-heap-memory={sized().heap}m",
        f"--report-file={layout.logs / 'import.report'}",
        "--overwrite-destination",
        large=True,
    )


def _require_empty(layout: Layout, progress: Progress) -> None:
    """Stop when there is anything in the database.

    Raises:
        ForeignData: there is.
    """
    if not layout.has_data():
        return
    was_running = lifecycle.find(layout) is not None
    server = lifecycle.up(layout, Wishes(), progress)
    try:
        with Connection(server.address()) as connection:
            nodes = connection.ask(_HELD)[0]["nodes"]
    finally:
        if not was_running:
            lifecycle.down(layout, progress)
    if nodes:
        raise ForeignData(
            f"the database holds {nodes:,} nodes, and --offline fills only an empty one",
            where=str(layout.root),
            hint="Load without --offline; or take a home of its own: CIRCFLOW_HOME=DIR circflow load --offline …",
        )


def _named(progress: Progress, what: str) -> Callable[[int, int], None]:
    return lambda done, total: progress(what, done, total)
