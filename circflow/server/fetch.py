"""Jars from Maven Central into the shared cache, each checked before it counts as there."""

import logging
import queue
import shutil
import tempfile
import threading
import time
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, Self

from circflow import home
from circflow.errors import OutputError, ServerError
from circflow.progress import Progress, silent
from circflow.server import jars, maven_settings
from circflow.server.jars import Jar

_THREADS = 8
_TRIES = 2
_WORKSHOP = "fetch-"
_GOODBYE_S = 1
_FORSAKEN_S = 24 * 3600
"""Age of a folder of downloads that nobody can be at work in any more."""


class _Stopped(Exception):
    """Raised inside a download when nobody waits for it any more."""


def complete(
    wanted: Sequence[Jar] | None = None, progress: Progress = silent, doing: str = "fetching Neo4j"
) -> list[Path]:
    """Make sure that every jar is in the cache, and return their paths in the order of the list.

    What is there and sound is never fetched again, so an interrupted call resumes and a filled cache needs no network.

    Args:
        wanted: The jars; default: the whole lock file.
        progress: Told the number of jars that are there.
        doing: What it is told that is being done.

    Raises:
        ServerError: no network, a jar that is not in the repository, or one that arrives damaged twice.
        OutputError: the cache cannot be written.
    """
    wanted = jars.listed() if wanted is None else wanted
    with ThreadPoolExecutor(_THREADS) as pool:
        missing = [jar for jar, sound in zip(wanted, pool.map(Jar.is_sound, wanted), strict=True) if not sound]
    if missing:
        _fetch(missing, len(wanted), progress, doing)
    return [jar.path for jar in wanted]


def _fetch(missing: Sequence[Jar], total: int, progress: Progress, doing: str) -> None:
    with maven_settings.applied(), _workshop() as folder:
        download = _Download(Path(folder), maven_settings.mirror())
        for n, _ in enumerate(download.all(missing), start=total - len(missing) + 1):
            progress(doing, n, total)


def _workshop() -> "tempfile.TemporaryDirectory[str]":
    cache = home.cache()
    try:
        cache.mkdir(parents=True, exist_ok=True)
        _clear_forsaken(cache)
        return tempfile.TemporaryDirectory(prefix=_WORKSHOP, dir=cache, ignore_cleanup_errors=True)
    except OSError as error:
        raise OutputError(
            f"the folder of downloads cannot be written: {error.strerror}",
            where=str(cache),
            hint="Give another one in CIRCFLOW_CACHE.",
        ) from error


def _clear_forsaken(cache: Path) -> None:
    """Remove what killed downloads have left behind."""
    for folder in cache.glob(f"{_WORKSHOP}*"):
        if folder.stat().st_mtime < time.time() - _FORSAKEN_S:
            shutil.rmtree(folder, ignore_errors=True)


class _Download:
    """Eight threads that each fetch one jar at a time.

    The threads are daemons and look at `_stop` with every chunk, so that Ctrl-C ends the program at once and not
    when the slowest jar has come.
    """

    def __init__(self, folder: Path, mirror: str | None) -> None:
        self._folder = folder
        self._repositories = {"mirror": mirror} if mirror else None
        self._todo: queue.SimpleQueue[Jar] = queue.SimpleQueue()
        self._done: queue.SimpleQueue[Jar | BaseException] = queue.SimpleQueue()
        self._stop = threading.Event()
        logging.getLogger("jgo").setLevel(logging.CRITICAL)  # its checksum warning comes before ours, and says less

    def all(self, wanted: Sequence[Jar]) -> Iterable[Jar]:
        """Yield each jar when it is in the cache."""
        for jar in wanted:
            self._todo.put(jar)
        threads = [
            threading.Thread(target=self._work, name=f"fetch-{n}", daemon=True)
            for n in range(min(_THREADS, len(wanted)))
        ]
        for thread in threads:
            thread.start()
        try:
            for _ in wanted:
                outcome = self._done.get()
                if isinstance(outcome, BaseException):
                    raise outcome
                yield outcome
        finally:
            self._stop.set()
            # Nobody waits long after Ctrl-C; who comes later clears up behind himself.
            patience = time.monotonic() + _GOODBYE_S
            for thread in threads:
                thread.join(max(0, patience - time.monotonic()))

    def _work(self) -> None:
        self._fetch_in_turn()
        if self._stop.is_set():
            # The folder may have gone already and have been made again by what was still under way.
            shutil.rmtree(self._folder, ignore_errors=True)

    def _fetch_in_turn(self) -> None:
        while not self._stop.is_set():
            try:
                jar = self._todo.get_nowait()
            except queue.Empty:
                return
            try:
                self._one(jar)
            except Exception as error:  # noqa: BLE001 - it is raised again in the thread that waits
                self._done.put(error)
            else:
                self._done.put(jar)

    def _one(self, jar: Jar) -> None:
        found = "nothing"
        for attempt in range(_TRIES):
            desk = self._folder / f"{jar.sha256}-{attempt}"
            arrived = self._resolve(jar, desk)
            found = jars.digest(arrived) or "nothing"
            if found == jar.sha256:
                _move(arrived, jar.path)
                return
            shutil.rmtree(desk, ignore_errors=True)
        raise ServerError(
            f"{jar} arrived damaged twice: its SHA-256 is {found[:12]}…, not {jar.sha256[:12]}…",
            hint="A proxy or mirror may have changed it. What has arrived sound is kept; start again to resume.",
        )

    def _resolve(self, jar: Jar, into: Path) -> Path:
        # jgo and its HTTP client take half a second to import and are needed once in a machine's life.
        import requests  # noqa: PLC0415
        from jgo.maven import MavenContext, PythonResolver  # noqa: PLC0415

        context = MavenContext(
            resolver=PythonResolver(progress_callback=self._watch), repo_cache=into, remote_repos=self._repositories
        )
        component = context.project(jar.group, jar.artifact).at_version(jar.version)
        try:
            return Path(component.artifact(jar.classifier).resolve())
        except requests.exceptions.RequestException as error:
            raise ServerError(
                f"{jar} cannot be fetched: {_reason(error)}",
                hint="The first start needs the network. Behind a proxy set HTTPS_PROXY, or a mirror in"
                " ~/.m2/settings.xml. What has arrived is kept; start again to resume.",
            ) from error
        except RuntimeError as error:
            raise ServerError(
                f"{jar} is not in the Maven repository",
                hint="If ~/.m2/settings.xml names a mirror, ask its keeper for this artifact.",
            ) from error
        except OSError as error:
            raise OutputError(f"{jar} cannot be written: {error.strerror}", where=str(home.cache())) from error

    def _watch(self, filename: str, size: int) -> "_Watch":
        del filename, size
        return _Watch(self._stop)


class _Watch:
    """What jgo calls with every chunk; raises when the download is to end."""

    def __init__(self, stop: threading.Event) -> None:
        self._stop = stop

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        return None

    def __call__(self, size: int) -> None:
        del size
        if self._stop.is_set():
            raise _Stopped


def _move(arrived: Path, to: Path) -> None:
    """Put a checked jar in its place in one step, so that no half jar ever has a whole one's name."""
    try:
        to.parent.mkdir(parents=True, exist_ok=True)
        arrived.replace(to)
    except OSError as error:
        raise OutputError(f"a jar cannot be written: {error.strerror}", where=str(to)) from error


def _reason(error: Any) -> str:  # noqa: ANN401 - whatever the HTTP client raises
    name = type(error).__name__
    plain = {
        "ProxyError": "the proxy does not answer",
        "SSLError": "the certificate of the repository was refused",
        "ConnectTimeout": "the repository does not answer",
        "ReadTimeout": "the repository stopped answering",
        "ConnectionError": "there is no connection to the repository",
    }
    return plain.get(name, name)
