"""The Spark of this process: started when it is first needed, kept for the next search, ended with the process."""

import atexit
import os
import shutil
import signal
import socket
import sys
import tempfile
import threading
import warnings
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from circflow.errors import InputError, OutputError, Unreachable
from circflow.spark.cluster import Cluster
from circflow.spark.faults import told_of
from circflow.spark.jvm import Jvm

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

_MASTER_PORT: Final = 7077
_KNOCK_S: Final = 10.0


@dataclass(frozen=True)
class Running:
    """A Spark that answers.

    Attributes:
        cluster: Where it runs.
        jvm: Its process on this machine.
        session: What is asked.
        scratch: Folder of this machine for what does not fit into memory.
    """

    cluster: Cluster
    jvm: Jvm
    session: "SparkSession"
    scratch: Path

    def end(self) -> None:
        """Stop it, and take away what it left."""
        if self.jvm.lives:
            self.session.stop()
        self.jvm.end()
        _forget()
        shutil.rmtree(self.scratch, ignore_errors=True)


_running: list[Running] = []


def running(cluster: Cluster) -> Running:
    """Return a Spark on these machines: the one of the last search, if it was on the same.

    Raises:
        InputError: pyspark or Java is missing, Spark does not start, or this process has another one.
        NotEnoughMemory: Java cannot have the memory.
        Unreachable: the master does not answer.
        OutputError: there is no room for temporary files.
    """
    if _running and _running[0].cluster == cluster and _running[0].jvm.lives:
        return _running[0]
    end()
    _refuse_another()
    _knock(cluster.master)
    try:
        scratch = Path(tempfile.mkdtemp(prefix="circflow-spark-"))
    except OSError as error:
        raise OutputError(
            f"no temporary folder can be made: {error.strerror}", hint="Name another one in TMPDIR."
        ) from error
    try:
        jvm = Jvm(cluster.all_settings(str(scratch)), scratch / "spark.log")
    except BaseException:
        shutil.rmtree(scratch, ignore_errors=True)
        raise
    try:
        _running.append(Running(cluster, jvm, _session(jvm), scratch))
    except BaseException as error:
        told = told_of(error, jvm.told())
        jvm.end()
        _forget()
        shutil.rmtree(scratch, ignore_errors=True)
        raise told from error
    return _running[0]


@atexit.register
def end() -> None:
    """End the Spark of this process, if there is one."""
    while _running:
        _running.pop().end()


def _session(jvm: Jvm) -> "SparkSession":
    with warnings.catch_warnings():
        # That pandas is newer than pyspark expects does not matter: no data frame of pandas is ever made.
        warnings.simplefilter("ignore")
        from pyspark import SparkContext  # noqa: PLC0415 - an extra, and slow to import
        from pyspark.java_gateway import launch_gateway  # noqa: PLC0415
        from pyspark.sql import SparkSession  # noqa: PLC0415

        named = {"PYSPARK_GATEWAY_PORT": str(jvm.port), "PYSPARK_GATEWAY_SECRET": jvm.secret}
        os.environ.update(named)
        # Spark would take Ctrl-C for itself and for good.
        interrupted = signal.getsignal(signal.SIGINT)
        try:
            return SparkSession(SparkContext(gateway=launch_gateway()))
        finally:
            for name in named:
                del os.environ[name]
            if threading.current_thread() is threading.main_thread():
                signal.signal(signal.SIGINT, interrupted)


def _refuse_another() -> None:
    context = getattr(sys.modules.get("pyspark"), "SparkContext", None)
    if context is not None and context._gateway is not None:  # noqa: SLF001 - there is no other way to ask
        raise InputError(
            "this process has started a Spark of its own", hint="Search in another one, as circflow rings does."
        )


def _forget() -> None:
    """Let another Spark be started: pyspark would talk to the first Java process for good."""
    if "pyspark" in sys.modules:
        from pyspark import SparkContext  # noqa: PLC0415 - as above
        from pyspark.sql import SparkSession  # noqa: PLC0415

        for name in ("_gateway", "_jvm", "_active_spark_context"):
            setattr(SparkContext, name, None)
        for name in ("_instantiatedSession", "_activeSession"):
            setattr(SparkSession, name, None)


def _knock(master: str) -> None:
    """See whether the master is there; Spark itself would wait a minute before it says so."""
    if not master.startswith("spark://"):
        return
    refusals = []
    for place in master.removeprefix("spark://").split(","):
        host, _, port = place.partition(":")
        try:
            socket.create_connection((host, int(port or _MASTER_PORT)), timeout=_KNOCK_S).close()
        except (OSError, ValueError) as error:
            refusals.append(str(error))
        else:
            return
    raise Unreachable(
        f"no master of Spark answers: {refusals[0]}",
        where=master,
        hint="See whether it runs there, or search on this machine with --master 'local[*]'.",
    )
