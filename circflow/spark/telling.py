"""A search on Spark from outside: its time limit, and what is said when it fails."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from circflow.errors import CircflowError, NotEnoughMemory, TimedOut
from circflow.spark.faults import told_of
from circflow.spark.running import Running, end


class Clock:
    """A time limit.

    Args:
        spark: Whose jobs it ends.
        limit_s: Seconds; None for no limit.
    """

    def __init__(self, spark: Running, limit_s: float | None) -> None:
        self._late = threading.Event()
        self._spark = spark
        self._timer = threading.Timer(limit_s, self._ring) if limit_s else None
        if self._timer:
            self._timer.daemon = True
            self._timer.start()

    def _ring(self) -> None:
        self._late.set()
        self._spark.session.sparkContext.cancelAllJobs()

    def stop(self) -> None:
        """Ring no more."""
        if self._timer:
            self._timer.cancel()

    def require_time(self, error: BaseException | None = None) -> None:
        """Refuse to go on when the time is up.

        Raises:
            TimedOut: it is.
        """
        if self._late.is_set():
            raise TimedOut(
                "the search on Spark was ended at its time limit",
                hint="Narrow it, or give more time with --timeout.",
            ) from error


@contextmanager
def told(spark: Running, limit_s: float | None = None) -> Iterator[Clock]:
    """Turn what Spark says into what a user is told, and end its jobs when the time is up or nobody waits any more."""
    clock = Clock(spark, limit_s)
    try:
        yield clock
    except GeneratorExit:
        raise
    except Exception as error:
        clock.require_time(error)
        if not spark.jvm.lives and not isinstance(error, CircflowError):
            end()
            raise NotEnoughMemory(
                "Spark's process was ended from outside, as systems do that run out of memory",
                hint="Give it less, such as --spark-conf spark.driver.memory=2g, or run it on more machines.",
            ) from error
        raise told_of(error, spark.jvm.told()) from error
    except BaseException:
        # An interrupted talk with its process cannot be taken up again.
        end()
        raise
    finally:
        clock.stop()
