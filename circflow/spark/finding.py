"""Edges → rings on Spark, with the words of `circflow.rings.chunks`."""

from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from circflow.errors import InputError
from circflow.spark.cluster import Cluster
from circflow.spark.desk import Desk, desk
from circflow.spark.joins import BITS, rings
from circflow.spark.running import running
from circflow.spark.telling import told

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

LEAST_HOPS: Final = 2
CHUNK: Final = 100_000


def chunks(
    sources: Sequence[int],
    targets: Sequence[int],
    max_hops: int,
    *,
    size: int = CHUNK,
    through: int | Collection[int] | None = None,
    cluster: Cluster | None = None,
    timeout_s: float | None = None,
) -> Iterator[dict[int, Any]]:
    """Yield every simple directed ring of 2 to `max_hops` edges, each once, in chunks; those of fewer hops first.

    Args:
        sources: The payer of each edge: integers from 0 to 2^40 - 1.
        targets: Its payee. Parallel edges count once, edges of a company with itself never.
        max_hops: Longest ring, at least 2.
        size: Most rings of a chunk.
        through: Only rings that this company is in, or one of these; they begin there.
        cluster: Where Spark runs; default: on this machine.
        timeout_s: Seconds after which the search ends.

    Yields:
        By number of hops an integer array of shape (rings, hops).

    Raises:
        InputError: the edges or the number of hops make no sense, or pyspark or Java is missing.
        OutputError: the disk is full, or the folder in which hops wait cannot be written.
        NotEnoughMemory: Spark has too little.
        TimedOut: the time is up.
        Unreachable: the master does not answer.
    """
    if max_hops < LEAST_HOPS:
        raise InputError(f"a ring has at least {LEAST_HOPS} hops, so max_hops must be a whole number from {LEAST_HOPS}")
    spark = running(cluster or Cluster())
    with told(spark, timeout_s) as clock, desk(spark) as work:

        def keep(rows: "DataFrame", name: str) -> "DataFrame":
            clock.require_time()
            return work.keep(rows, name)

        deals = _handed_over(work, "deals", payer=sources, payee=targets)
        starts = None if through is None else _handed_over(work, "starts", id=_several(through))
        for hops, rows in rings(deals, max_hops, keep, through=starts):
            found = work.fetch(rows, f"rings-{hops}")
            for arrays in _arrays(found, size):
                yield {hops: arrays}


def _several(through: int | Collection[int]) -> Collection[int]:
    return through if isinstance(through, Collection) else (through,)


def _handed_over(work: Desk, name: str, **columns: Collection[int]) -> "DataFrame":
    """Write columns of ids where Spark reads them."""
    import numpy as np  # noqa: PLC0415 - with pyarrow
    from pyarrow import parquet, table  # noqa: PLC0415 - an extra

    arrays = {column: np.asarray(ids, np.int64) for column, ids in columns.items()}
    if len(set(map(len, arrays.values()))) > 1:
        counts = " and ".join(f"{len(ids):,} of {column}" for column, ids in arrays.items())
        raise InputError(f"each edge has both ends, and there are {counts}")
    if any(len(ids) and not 0 <= ids.min() <= ids.max() < 2**BITS for ids in arrays.values()):
        raise InputError(f"on Spark ids are integers from 0 to 2^{BITS} - 1")
    with work.handing_over(name) as folder:
        parquet.write_table(table(arrays), folder / f"{name}.parquet")
    return work.read(name, ", ".join(f"{column} LONG" for column in arrays))


def _arrays(folder: Path, size: int) -> Iterator[Any]:
    import numpy as np  # noqa: PLC0415 - as above
    from pyarrow import parquet  # noqa: PLC0415

    for file in sorted(folder.glob("*.parquet")):
        for batch in parquet.ParquetFile(file).iter_batches(batch_size=size):
            if batch.num_rows:
                yield np.column_stack([column.to_numpy() for column in batch.columns])
