"""Measure what Spark needs to find the rings in graphs of growing size, beside the search in memory.

    python -m benchmarks.spark_rings [--companies 10000 100000] [--max-hops 5] [--master 'local[*]'] [--memory 6g]

Five deals a company, drawn by chance with hubs; the same numbers give the same graph everywhere. Both searches read the
same file and count. Seconds of the clock differ from machine to machine and with what else it does; seconds of the
processor less so. The exit code is 1 if the counts differ.
"""

import argparse
import sys
import tempfile
import time
from pathlib import Path
from typing import Final

import psutil
from pyarrow import parquet

from benchmarks import edge_files, scale_free
from circflow.rings import chunks
from circflow.spark import Cluster, running
from circflow.spark.in_files import search

_DEALS: Final = 5
_MB: Final = 1_000_000


def in_memory(path: Path, max_hops: int) -> dict[int, int]:
    """Count the rings of a file on this machine."""
    edges = parquet.read_table(path, columns=["payer_number", "payee_number"])
    counts = dict.fromkeys(range(2, max_hops + 1), 0)
    for chunk in chunks(edges["payer_number"].to_numpy(), edges["payee_number"].to_numpy(), max_hops):
        for hops, rings in chunk.items():
            counts[hops] += len(rings)
    return counts


def on_spark(path: Path, max_hops: int, cluster: Cluster) -> tuple[dict[int, int], str]:
    """Count the rings of a file on Spark; return them, and what it took as columns of the table."""
    spark = running.running(cluster)
    process = psutil.Process(spark.jvm.pid)
    kept = 0

    def look(_hops: int) -> None:
        nonlocal kept
        kept = max(kept, sum(file.stat().st_size for file in spark.scratch.glob("circflow-*/*/*.parquet")))

    started, before = time.perf_counter(), sum(process.cpu_times()[:2])
    found = search(str(path), max_hops, cluster=cluster, progress=look)
    seconds, processor = time.perf_counter() - started, sum(process.cpu_times()[:2]) - before
    return found, f"{seconds:.1f}\t{processor:.1f}\t{process.memory_info().rss // _MB}\t{kept // _MB}"


def main() -> None:
    """Measure and print one line a size."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--companies", type=int, nargs="+", default=[10_000, 100_000])
    parser.add_argument("--max-hops", type=int, default=5)
    parser.add_argument("--master", default="local[*]")
    parser.add_argument("--memory", default="6g")
    given = parser.parse_args()
    cluster = Cluster(given.master, settings={"spark.driver.memory": given.memory})
    started = time.perf_counter()
    running.running(cluster)
    print(f"start of Spark: {time.perf_counter() - started:.1f} s")
    print("deals\trings\tSpark s\tits CPU s\tits MB\tMB in files\tmemory s\tits CPU s")
    differ = False
    with tempfile.TemporaryDirectory(prefix="circflow-") as folder:
        for companies in given.companies:
            graph = scale_free.drawn(companies, _DEALS * companies)
            path = edge_files.write(Path(folder) / f"{companies}.parquet", graph.sources, graph.targets)
            found, took = on_spark(path, given.max_hops, cluster)
            started, processor = time.perf_counter(), time.process_time()
            here = in_memory(path, given.max_hops)
            took += f"\t{time.perf_counter() - started:.1f}\t{time.process_time() - processor:.1f}"
            print(f"{_DEALS * companies}\t{list(found.values())}\t{took}", flush=True)
            differ |= here != found
    if differ:
        sys.exit("The counts differ.")


if __name__ == "__main__":
    main()
