"""Where Spark runs, as the user said it."""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from circflow.errors import InputError

_MASTERS: Final = re.compile(r"local(-cluster)?(\[.+\])?|yarn|spark://[^/]+|k8s://.+")
_GIB: Final = 2**30
_MOST_GIB: Final = 8


@dataclass(frozen=True)
class Cluster:
    """The machines that a search runs on.

    Attributes:
        master: This machine, `local[*]`, or a cluster: `spark://host:7077`, `yarn`, `k8s://…`.
        folder: A folder or address that all machines can write to, where hops wait between joins; default: a temporary
            folder of this machine.
        settings: Spark's own, such as `spark.executor.memory`.
    """

    master: str = "local[*]"
    folder: str | None = None
    settings: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if not _MASTERS.fullmatch(self.master):
            raise InputError(
                f"'{self.master}' is no master of Spark",
                hint="Such as local[*] for this machine, spark://host:7077, yarn, or k8s://https://host:443.",
            )
        if self.folder is None and not self.local:
            raise InputError(
                f"on {self.master} hops wait between joins in a folder that all its machines can write to",
                hint="Name it with --spark-folder, such as s3a://bucket/circflow or hdfs:///tmp/circflow.",
            )

    @property
    def local(self) -> bool:
        """Return whether it is this machine alone."""
        return self.master.startswith("local")

    def all_settings(self, scratch: str) -> dict[str, str]:
        """Return what Spark is told: what suits a search, and above it what the user said.

        Args:
            scratch: A folder of this machine for what does not fit into memory.
        """
        fit = {
            "spark.master": self.master,
            "spark.app.name": "circflow",
            "spark.ui.enabled": "false",
            "spark.ui.showConsoleProgress": "false",
            "spark.sql.warehouse.dir": scratch,
            "spark.sql.parquet.compression.codec": "zstd",
            # Rings are sent home as they stand in files; only counts are collected.
            "spark.driver.maxResultSize": "256m",
        }
        if self.local:
            fit |= {
                "spark.local.dir": scratch,
                "spark.driver.host": "127.0.0.1",
                "spark.driver.bindAddress": "127.0.0.1",
                "spark.driver.memory": f"{_share_of_memory()}g",
                "spark.sql.shuffle.partitions": str(4 * (os.cpu_count() or 1)),
            }
        return fit | dict(self.settings)


def _share_of_memory() -> int:
    """Return a third of the machine's memory in GiB, within limits."""
    try:
        total = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    except (AttributeError, ValueError, OSError):  # not on Windows
        return 1
    return min(max(total // (3 * _GIB), 1), _MOST_GIB)
