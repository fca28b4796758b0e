"""`circflow rings`: rings in a file of edges, on Spark."""

from pathlib import Path
from typing import Final

import click

from circflow.cli.messages import note
from circflow.cli.progress import shown
from circflow.cli.spark_options import cluster_of, spark_options
from circflow.spark.in_files import search

_LONGEST: Final = 12
_MOST_S: Final = 2_592_000


@click.command()
@click.argument("edges", metavar="EDGES")
@click.option(
    "--max-hops", type=click.IntRange(2, _LONGEST), default=4, show_default=True, metavar="N", help="Longest ring."
)
@click.option("--through", multiple=True, metavar="ID", help="Only rings with this company.  [repeat it for several]")
@click.option("-o", "--output", metavar="FOLDER", help="Write the rings too: Parquet files, one folder a length.")
@click.option("--timeout", type=click.FloatRange(1, _MOST_S), metavar="S", help="Seconds after which the search ends.")
@spark_options
def rings(
    edges: str,
    max_hops: int,
    *,
    through: tuple[str, ...],
    output: str | None,
    timeout: float | None,
    master: str | None,
    spark_folder: str | None,
    spark_conf: tuple[tuple[str, str], ...],
) -> None:
    """Count, and write, the rings in EDGES on Spark, which needs no Neo4j.

    EDGES is a file that export-edges has written, or a folder of such files, at any address that Spark reads. The same
    command runs on this machine and, with --master, on a cluster.
    """
    cluster = cluster_of(master, spark_folder, spark_conf)
    with shown() as progress:
        counts = search(
            _address(edges) if cluster.local else edges,
            max_hops,
            into=_address(output) if output and cluster.local else output,
            through=through,
            cluster=cluster,
            limit_s=timeout,
            progress=lambda hops: progress("hops", hops, max_hops),
        )
    click.echo("hops\trings")
    for hops, count in counts.items():
        click.echo(f"{hops}\t{count}")
    if output:
        note(f"Wrote {output}: {sum(counts.values()):,} rings.")


def _address(path: str) -> str:
    """Return a path of this machine in full; an address stays as it is."""
    return path if "://" in path or path.startswith("file:") else str(Path(path).absolute())
