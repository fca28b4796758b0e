"""`circflow convert`: sheets of deals → a package."""

from pathlib import Path
from typing import Any

import click

from circflow.cli.load import tell, tell_rejects
from circflow.cli.sheet_options import matches_option, sheet_options
from circflow.cli.understanding import tell_unread
from circflow.datasets import convert as write
from circflow.errors import RejectedRows


@click.command()
@click.argument("sheets_given", metavar="SHEET…", nargs=-1, required=True)
@click.option(
    "-o", "folder", type=click.Path(path_type=Path, file_okay=False), metavar="DIR", required=True, help="Where to."
)
@click.option("--dataset", metavar="NAME", help="Name of the data set; default: the folder's.")
@sheet_options
@matches_option
@click.pass_context
def convert(
    ctx: click.Context,
    /,
    sheets_given: tuple[str, ...],
    folder: Path,
    dataset: str | None,
    **said: Any,  # noqa: ANN401 - the options about sheets
) -> None:
    """Write sheets of deals as one package, which can be looked through, corrected and loaded.

    Rows that are rejected or doubtful are listed in rejects.csv beside it. A deal that stands in several sheets is
    written once, with what each of them says about it.
    """
    readings = write(sheets_given, folder, name=dataset, **said)
    for found in readings:
        tell(found)
        if found.sheets is not None:
            tell_unread(found.sheets)
        tell_rejects(found)
    deals = {deal.deal_id for found in readings for deal in found.package.deals}
    rejected = sum(len(found.rejects) for found in readings)
    click.echo(f"{folder}: {len(deals):,} deals; {rejected:,} rows rejected, see {folder / 'rejects.csv'}")
    if rejected:
        ctx.exit(RejectedRows.exit_code)
