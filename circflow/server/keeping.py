"""Backup, restore, upgrade, a new password, removal.

Each dumps the database first, and moves what it replaces aside instead of deleting it.
"""

import shutil
from pathlib import Path

from circflow import home
from circflow.errors import AuthFailed, OutputError, ServerError
from circflow.graph.address import Secret
from circflow.graph.connection import Connection
from circflow.progress import Progress, silent
from circflow.server import admin, dumps, files, jars, lifecycle, passwords, preflight, swap
from circflow.server import engine as engines
from circflow.server.engine import Engine
from circflow.server.layout import Layout, stamp
from circflow.server.lifecycle import Wishes
from circflow.server.state import RunningServer


def backup(to: Path, *, overwrite: bool = False, progress: Progress = silent) -> None:
    """Write a checked dump of the database to a file. A running server is stopped, and started again.

    Raises:
        OutputError: the file exists, or cannot be written; no half file is left.
        ServerError: there are no data, or they cannot be dumped.
    """
    layout = Layout.current()
    to = to.absolute()
    if to.is_dir() or (to.exists() and not overwrite):
        raise OutputError("exists already", where=str(to), hint="Give another name, or --overwrite for a file.")
    _must_have_data(layout)
    with lifecycle.exclusive(layout, progress), lifecycle.paused(layout, progress):
        _dump(layout, engines.ready(layout, progress), to, progress)


def restore(dump: Path, progress: Progress = silent) -> Path | None:
    """Put the database of a dump in the place of the present one, which is dumped first.

    Returns:
        The dump of what was there; None when nothing was.

    Raises:
        InputError: there is no such file.
        ServerError: it is no sound dump, or the server does not start on it; what was before is back.
    """
    layout = Layout.current()
    dump = dump.absolute()
    with lifecycle.exclusive(layout, progress):
        engine = engines.ready(layout, progress)
        lifecycle.configure(layout)
        dumps.check(layout, engine, dump, progress)
        preflight.same_version(layout)
        password = passwords.read(layout) if layout.password.exists() else passwords.random()
        with lifecycle.paused(layout, progress) as wishes:
            kept = _dump_first(layout, engine, "restore", progress) if layout.has_data() else None
            _rebuild(layout, engine, dump, password, progress, wishes=wishes)
    return kept


def upgrade(progress: Progress = silent) -> tuple[str, Path] | None:
    """Bring the data to the Neo4j of this circflow. The old data stay aside, and come back if it does not answer.

    Returns:
        The version they had, and their dump; None when there is nothing to do.

    Raises:
        ServerError: the new server does not answer; what was before is back.
    """
    layout = Layout.current()
    old = preflight.data_version(layout)
    if old is None or old == jars.neo4j_version() or not layout.has_data():
        return None
    with lifecycle.exclusive(layout, progress):
        engine = engines.ready(layout, progress)
        password = passwords.read(layout)
        with lifecycle.paused(layout, progress) as wishes:
            kept = _dump_first(layout, engine, f"upgrade-from-{old}", progress)
            _rebuild(layout, engine, kept, password, progress, wishes=wishes)
    return old, kept


def reset_password(progress: Progress = silent) -> Secret:
    """Give the server a new random password, also when the old one is lost.

    Returns:
        The new password; it is on file too.

    Raises:
        ServerError: there are no data, or the server does not start.
    """
    layout = Layout.current()
    _must_have_data(layout)
    new = passwords.random()
    with lifecycle.exclusive(layout, progress):
        was_running = lifecycle.find(layout) is not None
        try:
            _change(lifecycle.up(layout, Wishes(), progress), layout, new)
        except (AuthFailed, passwords.Missing):
            # Nobody knows the old one: a new system database takes the data over. Login is never switched off for it.
            engine = engines.ready(layout, progress)
            with lifecycle.paused(layout, progress) as wishes:
                kept = _dump_first(layout, engine, "reset-password", progress)
                _rebuild(layout, engine, kept, new, progress, wishes=wishes)
        finally:
            if not was_running:
                lifecycle.down(layout, progress)
    return new


def remove(*, with_jars: bool = False, progress: Progress = silent) -> Path | None:
    """Take the server away: dump the data, move them aside, delete the installation.

    Args:
        with_jars: Whether to delete the downloaded jars too, which other homes share.
        progress: Told what is being done.

    Returns:
        The dump; None when there were no data.

    Raises:
        CircflowError: the dump failed; nothing was removed.
    """
    layout = Layout.current()
    kept = None
    if layout.root.is_dir():
        with lifecycle.exclusive(layout, progress):
            lifecycle.down(layout, progress)
            if layout.has_data():
                kept = _dump_first(layout, engines.ready(layout, progress), "remove", progress)
                swap.apply(layout, None)
                swap.commit(layout)
            shutil.rmtree(layout.installation, ignore_errors=True)
    if with_jars:
        shutil.rmtree(home.cache() / "jars", ignore_errors=True)
    return kept


def _must_have_data(layout: Layout) -> None:
    if not layout.has_data():
        raise ServerError(
            "there are no data yet", where=str(layout.root), hint="Start a server with: circflow server start"
        )


def _dump_first(layout: Layout, engine: Engine, before: str, progress: Progress) -> Path:
    to = layout.backups / f"before-{before}-{stamp()}.dump"
    _dump(layout, engine, to, progress)
    return to


def _dump(layout: Layout, engine: Engine, to: Path, progress: Progress) -> None:
    lifecycle.configure(layout)
    try:
        dumps.write(layout, engine, to, progress)
    except dumps.NotCleanlyStopped:
        lifecycle.recover(layout, engine, progress)
        dumps.write(layout, engine, to, progress)


def _rebuild(
    layout: Layout, engine: Engine, dump: Path, password: Secret, progress: Progress, *, wishes: Wishes
) -> None:
    """Make new data from a dump, put them in the place of the old, and keep them only if a server answers on them."""
    fresh = swap.staging(layout)
    lifecycle.configure(fresh)
    passwords.keep(fresh, password)
    admin.set_initial_password(fresh, engine, password)
    dumps.load(fresh, engine, dump, progress)
    swap.apply(layout, fresh)
    try:
        lifecycle.up(layout, wishes, progress)
    except BaseException:
        lifecycle.down(layout, progress)
        swap.undo(layout)
        raise
    swap.commit(layout)


def _change(server: RunningServer, layout: Layout, new: Secret) -> None:
    with Connection(server.address()) as connection:
        noted = layout.password.with_name("password.new")
        # Noted before the change: should we be killed right after it, the new one is not lost.
        files.write(noted, new.reveal() + "\n")
        connection.change_password(new.reveal())
        noted.replace(layout.password)
