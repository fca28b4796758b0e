"""What a person can say on the command line about a sheet that is not in the package's own columns."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import click

from circflow.text.orders import ORDERS

_OPTIONS: Final = (
    click.option(
        "--relationship",
        metavar="TYPE",
        help="Type of deals that a sheet does not say itself: 'invests in', 'buys from', 'sells to', 'joint venture'.",
    ),
    click.option("--currency", metavar="CODE", help="Currency of amounts that name none, such as USD."),
    click.option("--date-order", type=click.Choice(ORDERS), help="Order of day, month and year where it is not clear."),
    click.option("--fiscal-year", metavar="MONTH", help="First month of fiscal year 2025, such as 2025-04."),
    click.option("--encoding", metavar="NAME", help="Encoding of a sheet of text; default: found out."),
    click.option(
        "--sheet", "sheets", metavar="NAME", multiple=True, help="Sheet of a workbook to read; may be repeated."
    ),
    click.option(
        "--columns",
        type=click.Path(path_type=Path, dir_okay=False),
        metavar="FILE",
        help="What the columns of a sheet are, where its headers do not say it (TOML).",
    ),
    click.option(
        "--names",
        type=click.Path(path_type=Path, dir_okay=False),
        metavar="FILE",
        help="Names of companies (columns name, company_id), which win over those that circflow knows.",
    ),
)


def sheet_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options about sheets, by the names that `session.check` takes."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


matches_option = click.option(
    "--matches",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Decisions about companies that are one, as circflow match writes them; for packages too.",
)
