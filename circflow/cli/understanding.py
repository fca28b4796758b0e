"""What was understood of a sheet, printed for whoever keeps it."""

from collections.abc import Iterable
from typing import Final

import click
from rich.cells import cell_len, set_cell_size

from circflow.cli.messages import note, warn
from circflow.listing import listed
from circflow.sheets.loose.found import Sheets
from circflow.sheets.loose.telling import columns_in_words, deal_in_words

_SAMPLES: Final = 3
_SHOWN: Final = 10
_SILENT: Final = frozenset({"blank", "header"})


def tell_lines(found: Sheets) -> None:
    """Say which lines are no rows, and what a reader should know about the file."""
    for remark in found.remarks:
        note(remark)
    if not found.rows:
        note("There are no rows of deals in it.")
    if found.repeated:
        note(f"{found.repeated:,} rows say of deals of other rows what another source says; they are kept as claims")
    if found.ignored:
        note(f"{len(found.ignored):,} lines are no rows ({_counted(line.why for line in found.ignored)})")
    _some([str(line) for line in found.ignored if line.why not in _SILENT])


def tell_unread(found: Sheets) -> None:
    """Warn of columns that are not read."""
    names = [f"'{column.name}'" for column in found.unread]
    if names:
        warn(f"Not read: {listed(names, _SHOWN)}. circflow check says why, and --columns says what they are.")


def show(found: Sheets) -> None:
    """Print the columns with what they were taken for, some rows in words, doubts and questions."""
    for table in found.tables:
        place = f" of {table.sheet}" if table.sheet else ""
        click.echo(f"Columns{place}, line {', '.join(map(str, table.header_lines))}:")
        rows = list(columns_in_words(table))
        width = max(cell_len(header) for header, _ in rows)
        for header, meaning in rows:
            click.echo(f"  {set_cell_size(header, width)}  {meaning}")
    if found.deals:
        click.echo("Rows, in words:")
    for deal in found.deals[:_SAMPLES]:
        click.echo(f"  line {deal.line}: {deal_in_words(deal)}")
    suspects = [f"line {deal.line}: {deal.suspect}" for deal in found.deals if deal.suspect]
    for title, lines in (("Doubtful, and loaded as written:", suspects), ("Questions:", found.questions)):
        if lines:
            click.echo(title)
            for line in lines[:_SHOWN]:
                click.echo(f"  {line}")
            if len(lines) > _SHOWN:
                click.echo(f"  … and {len(lines) - _SHOWN:,} more")


def _counted(reasons: Iterable[str]) -> str:
    counts: dict[str, int] = {}
    for reason in reasons:
        counts[reason] = counts.get(reason, 0) + 1
    return ", ".join(f"{reason}: {count:,}" for reason, count in counts.items())


def _some(lines: list[str]) -> None:
    for line in lines[:_SHOWN]:
        note(f"  {line}")
    if len(lines) > _SHOWN:
        note(f"  … and {len(lines) - _SHOWN:,} more")
