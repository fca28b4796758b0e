"""Where Spark runs, as options of a command."""

from collections.abc import Callable, Sequence
from typing import Any, Final

import click

from circflow.spark import Cluster

OPTIONS: Final = ("master", "spark_folder", "spark_conf")
"""Names of the options, as a command gets them."""


class _Setting(click.ParamType):  # type: ignore[type-arg]  # generic since Click 8.5 only
    """A setting of Spark: NAME=VALUE."""

    name = "setting"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, str]:  # noqa: ANN401
        """Take name and value apart."""
        name, given, setting = str(value).partition("=")
        if not given or not name.startswith("spark."):
            self.fail(f"{value} is no setting of Spark, such as spark.driver.memory=8g.", param, ctx)
        return name, setting


def options() -> list[click.Option]:
    """Return the options."""
    return [
        click.Option(
            ["--master"],
            metavar="URL",
            help="Where Spark runs: local[*], spark://HOST:7077, yarn, k8s://….  [default: local[*], this machine]",
        ),
        click.Option(
            ["--spark-folder"],
            metavar="ADDRESS",
            help="Folder in which hops wait between joins, which all machines can write to; default: a temporary one.",
        ),
        click.Option(
            ["--spark-conf"],
            type=_Setting(),
            multiple=True,
            metavar="NAME=VALUE",
            help="A setting of Spark, such as spark.driver.memory=8g.  [repeat it for several]",
        ),
    ]


def spark_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options."""
    command.__click_params__ = [*reversed(options()), *getattr(command, "__click_params__", [])]  # type: ignore[attr-defined]
    return command


def cluster_of(master: str | None, spark_folder: str | None, spark_conf: Sequence[tuple[str, str]] | None) -> Cluster:
    """Return the cluster that options name.

    Raises:
        InputError: they do not fit together.
    """
    return Cluster(master or Cluster.master, spark_folder, dict(spark_conf or ()))
