"""Rings from a file of edges into files: nothing passes through this machine but counts."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from circflow.errors import InputError, OutputError
from circflow.spark.cluster import Cluster
from circflow.spark.desk import desk
from circflow.spark.joins import rings
from circflow.spark.running import running
from circflow.spark.telling import told

if TYPE_CHECKING:
    from pyspark.sql import DataFrame


def search(
    edges: str,
    max_hops: int,
    *,
    into: str | None = None,
    through: Sequence[str] = (),
    cluster: Cluster | None = None,
    limit_s: float | None = None,
    progress: Callable[[int], None] = lambda _hops: None,
) -> dict[int, int]:
    """Find every simple directed ring of a file that `circflow export-edges` has written, or of a folder of such files.

    Args:
        edges: Path or address, which all machines can read.
        max_hops: Longest ring, at least 2.
        into: Folder for the rings, which is not there yet; None = they are only counted.
        through: Only rings that one of these companies is in.
        cluster: Where Spark runs; default: on this machine.
        limit_s: Seconds after which the search ends.
        progress: Told up to how many hops all rings are found.

    Returns:
        How many rings there are by their number of hops.

    Raises:
        InputError: the edges cannot be read, a company is not among them, or pyspark or Java is missing.
        OutputError: the disk is full, or a folder cannot be written.
        NotEnoughMemory: Spark has too little.
        TimedOut: the time is up.
        Unreachable: the master does not answer.
    """
    spark = running(cluster or Cluster())
    counts = {}
    with told(spark, limit_s) as clock, desk(spark) as work:

        def keep(rows: "DataFrame", name: str) -> "DataFrame":
            clock.require_time()
            return work.keep(rows, name)

        deals = spark.session.read.parquet(edges)
        if missing := {"payer", "payee", "payer_number", "payee_number"} - set(deals.columns):
            raise InputError(
                f"there is no column {min(missing)}", where=edges, hint="Write it with: circflow export-edges"
            )
        if into is not None and work.holds(into):
            raise OutputError("is there already", where=into, hint="Name another folder for the rings.")
        names = keep(
            deals.selectExpr("stack(2, payer_number, payer, payee_number, payee) AS (id, name)").distinct(), "names"
        )
        starts = names.where(names["name"].isin(*through)) if through else None
        if starts is not None and (absent := set(through) - {row["name"] for row in starts.collect()}):
            raise InputError(f"to be passed through, but in no deal: {', '.join(sorted(absent))}", where=edges)
        hops = deals.selectExpr("payer_number AS payer", "payee_number AS payee")
        for length, rows in rings(hops, max_hops, keep, through=starts):
            counts[length] = rows.count()
            if into is not None:
                _named(rows, names, length).write.parquet(f"{into.rstrip('/')}/hops={length}")
            progress(length)
    return counts


def _named(rows: "DataFrame", names: "DataFrame", length: int) -> "DataFrame":
    """Return rings as lists of names, each told from its smallest."""
    for place in range(length):
        rows = rows.join(names.toDF(f"at{place}", f"name{place}"), f"at{place}")
    listed = rows.selectExpr(f"array({', '.join(f'name{place}' for place in range(length))}) AS ring")
    placed = listed.selectExpr("ring", "int(array_position(ring, array_min(ring))) AS first")
    return placed.selectExpr("concat(slice(ring, first, size(ring)), slice(ring, 1, first - 1)) AS ring")
