"""`circflow audit`: the checks, which say what is doubtful in the data itself."""

import importlib
from typing import Any, Final

import click
from click.shell_completion import CompletionItem

from circflow.cli.catalogue import known, queries_option
from circflow.cli.completion import items
from circflow.cli.query_options import timeout_option
from circflow.remembered import names_of

_KIND: Final = "checks"


class _Audit(click.Command):
    """A command whose help page lists the checks."""

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write which checks there are."""
        with formatter.section("Checks"):
            formatter.write_dl([(query.id, query.asks()) for query in known(ctx).of_kind(_KIND)])


def _checks(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    del param
    return items([query.id for query in known(ctx).of_kind(_KIND)], incomplete)


def _datasets(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    del ctx, param
    return items(names_of(("dataset",)), incomplete)


@click.command(cls=_Audit, params=[timeout_option()])
@click.option(
    "--datasets",
    metavar="DATASET",
    multiple=True,
    shell_complete=_datasets,
    help="Only this data set; repeat it for several.",
)
@click.option(
    "--check",
    "checks",
    metavar="ID",
    multiple=True,
    shell_complete=_checks,
    help="Only this check; repeat it for several.",
)
@queries_option
@click.option(
    "--format",
    "form",
    type=click.Choice(("table", "json", "jsonl")),
    help="How findings are printed.  [default: table on a terminal, jsonl in a pipe]",
)
@click.option("--fail-on-rows", is_flag=True, help="Exit code 1 when there are findings.")
@click.pass_context
def audit(ctx: click.Context, /, **given: Any) -> None:  # noqa: ANN401 - the options above
    """Say what is doubtful in the data: no source, no amount, doubles, sums and dates that do not fit.

    A check with options of its own, such as old-letters --days, runs alone: circflow run ID --help.
    """
    # Only here, since the driver takes its time to be imported, and help pages do without.
    importlib.import_module("circflow.cli.auditing").audit(ctx, **given)
