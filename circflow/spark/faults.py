"""What Spark says when it fails → what a user can do about it."""

import re
from typing import Final

from circflow.errors import CircflowError, InputError, NotEnoughMemory, OutputError, QueryError, Unreachable

_LINE: Final = 300
_NO_WRITING: Final = "Permission ?denied|AccessControlException|Read-only file system|Mkdirs failed|is not a directory"
_NO_PARQUET: Final = "CANNOT_READ_FILE_FOOTER|UNABLE_TO_INFER_SCHEMA|is not a Parquet file"


def told_of(error: BaseException, printed: str = "") -> BaseException:
    """Return the error that a user is told of.

    Args:
        error: What was raised.
        printed: The end of what Spark's process printed.
    """
    if isinstance(error, CircflowError) or not isinstance(error, Exception):
        return error
    told = f"{error}\n{printed}"
    if re.search("No space left on device|Disk quota exceeded|not enough space|File too large", told):
        return OutputError(
            "there is no room left for what waits between hops",
            hint="Free some space, or name a roomier folder with --spark-folder (and TMPDIR).",
        )
    if re.search(_NO_WRITING, told):
        return OutputError(
            f"a folder cannot be written: {_line(told, _NO_WRITING)}",
            hint="Name another one, for what waits between hops with --spark-folder.",
        )
    if re.search("OutOfMemoryError|Not enough memory to build|GC overhead|insufficient memory|SparkOutOfMemory", told):
        return NotEnoughMemory(
            "Spark ran out of memory",
            hint="Give it more, such as --spark-conf spark.driver.memory=8g (on a cluster spark.executor.memory).",
        )
    if re.search("All masters are unresponsive|UnknownHostException|Connection refused: .*7077", told):
        return Unreachable("no master of Spark answers", hint="See whether it runs at --master.")
    if re.search("PATH_NOT_FOUND|No FileSystem for scheme|ClassNotFoundException: Class org.apache.hadoop", told):
        return InputError(
            f"a folder cannot be reached: {_line(told, 'PATH_NOT_FOUND|FileSystem|hadoop')}",
            hint="See whether it exists, and whether Spark has the package for its address (--spark-conf"
            " spark.jars.packages=…).",
        )
    if re.search(_NO_PARQUET, told):
        return InputError("the edges are not in a Parquet file", hint="Write one with: circflow export-edges")
    return QueryError(
        f"Spark could not finish: {_line(told, 'Exception|Error')}", hint="--debug shows all that it says."
    )


def _line(told: str, pattern: str) -> str:
    lines = [line.strip() for line in told.splitlines() if line.strip()]
    return next((line for line in lines if re.search(pattern, line)), lines[0] if lines else "it says nothing")[:_LINE]
