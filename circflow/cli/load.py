"""`circflow check` and `circflow load`."""

import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import click

from circflow.cli.connecting import graph_of
from circflow.cli.messages import note, tell_error, warn
from circflow.cli.progress import shown
from circflow.cli.sheet_options import matches_option, sheet_options
from circflow.cli.understanding import show, tell_lines, tell_unread
from circflow.datasets import check as read
from circflow.errors import InputError, RejectedRows
from circflow.files import replace_bytes
from circflow.graph.load import LoadReport
from circflow.listing import listed
from circflow.session import Graph
from circflow.sheets.reading import Reading
from circflow.sheets.reject_file import reject_files

_SHOWN: Final = 10
_FEW: Final = 3
_MANY: Final = 1_000_000_000

_paths = click.argument("paths", metavar="PATH…", nargs=-1, required=True)
_name = click.option("--dataset", metavar="NAME", help="Name of the data set; default: the package's, or the sheet's.")
_max_rejects = click.option(
    "--max-rejects", type=click.IntRange(0, _MANY), default=0, show_default=True, help="Rows that may be rejected."
)
_rejects = click.option(
    "--rejects",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Where rejected rows go; default: NAME.rejects.csv here, numbered if it exists.",
)


@click.command()
@_paths
@_name
@sheet_options
@matches_option
@click.pass_context
def check(
    ctx: click.Context,
    /,
    paths: tuple[str, ...],
    dataset: str | None,
    **said: Any,  # noqa: ANN401 - the options about sheets
) -> None:
    """Read and validate packages, sheets of deals, or shipped data sets by name. Nothing is loaded or written.

    Of a sheet in other columns than a package's, it shows what was understood.
    """
    readings = _read_all(paths, dataset, said)
    for found in readings:
        tell(found)
        tell_rejects(found)
        if found.sheets is not None:
            show(found.sheets)
        click.echo(f"{found.package.name}: {_contents(found)}")
    if any(found.rejects for found in readings):
        ctx.exit(RejectedRows.exit_code)


@click.command()
@_paths
@_name
@click.option("--dry-run", is_flag=True, help="Say what would change; write nothing.")
@_max_rejects
@_rejects
@click.option("--offline", is_flag=True, help="Fill the empty database of the managed server by Neo4j's importer.")
@click.option("--into", metavar="DATABASE", help="Name the database, if it holds data that circflow did not load.")
@sheet_options
@matches_option
@click.pass_context
def load(
    ctx: click.Context,
    /,
    paths: tuple[str, ...],
    dataset: str | None,
    max_rejects: int,
    rejects: Path | None,
    into: str | None,
    *,
    dry_run: bool,
    offline: bool,
    **said: Any,  # noqa: ANN401 - the options about sheets
) -> None:
    """Load packages, sheets of deals, or shipped data sets by name.

    A data set is loaded whole or not at all. Loading it again changes only what differs.
    """
    if rejects is not None and len(paths) > 1:
        raise InputError("--rejects names one file, and there are several data sets", hint="Leave it out.")
    if offline:
        _require_managed(ctx, paths, dry_run=dry_run)
    readings = _read_all(paths, dataset, said)
    for found in readings:
        tell(found)
        if found.sheets is not None:
            tell_unread(found.sheets)
    rejected = _rejected(readings, max_rejects, rejects, dry_run=dry_run)
    if offline:
        from circflow.server import offline as importer  # noqa: PLC0415 - the extra is needed from here on

        with shown() as progress:
            report = importer.load(readings[0].package, progress, rows=readings[0].balance())
        _tell_report(report)
    else:
        with graph_of(ctx) as graph:
            for found in readings:
                load_one(graph, found, dry_run=dry_run, into=into)
    if rejected:
        ctx.exit(RejectedRows.exit_code)


def load_one(graph: Graph, found: Reading, *, dry_run: bool = False, into: str | None = None) -> None:
    """Load what was read, with progress, and say what changed."""
    name = found.package.name
    try:
        with shown() as progress:
            report = graph.load_reading(
                found,
                dry_run=dry_run,
                into=into,
                progress=lambda done, total: progress(f"Loading {name}", done, total),
            )
    except (KeyboardInterrupt, SystemExit):
        if not dry_run:
            note(f"{name}: stopped. `circflow datasets` says what is in; loading it again adds what is not.")
        raise
    _tell_report(report)


def _require_managed(ctx: click.Context, paths: Sequence[str], *, dry_run: bool) -> None:
    """Check what the importer needs.

    Raises:
        InputError: another server is meant, or more than one data set, or nothing is to be written.
    """
    if ctx.find_root().obj["uri"] or "NEO4J_URI" in os.environ:
        raise InputError(
            "--offline fills the database of the managed server, and another one is named",
            hint="Leave out --uri and NEO4J_URI, or --offline.",
        )
    if len(paths) > 1 or dry_run:
        raise InputError("--offline loads one data set into an empty database", hint="Give one path, and no --dry-run.")


def _tell_report(report: LoadReport) -> None:
    """Say what a load changed."""
    name, dry_run = report.dataset, report.dry_run
    for warning in report.warnings:
        warn(warning)
    if report.same_bytes:
        click.echo(f"{name}: the same {report.unchanged:,} deals are loaded already; nothing was changed")
        return
    verb = "would be " if dry_run else ""
    click.echo(
        f"{name}: {report.added:,} deals {verb}added, {report.changed:,} changed, {report.withdrawn:,} withdrawn, "
        f"{report.unchanged:,} unchanged; {report.companies:,} companies"
    )
    if report.resolved:
        note("The reply to the commit was lost; the ledger shows that it succeeded.")


def _read_all(paths: Sequence[str], name: str | None, said: Mapping[str, Any]) -> list[Reading]:
    """Read everything before anything is written.

    Raises:
        InputError: two paths give the same data set.
        PackageError: one cannot be read as a whole.
    """
    if name is not None and len(paths) > 1:
        raise InputError("--dataset names one data set, and there are several paths", hint="Load them one by one.")
    with shown() as progress:
        readings = [read(path, name=name, progress=progress, **said) for path in paths]
    names = [found.package.name for found in readings]
    doubled = sorted({found for found in names if names.count(found) > 1})
    if doubled:
        raise InputError(f"two paths give the data set '{doubled[0]}'", hint="Name them apart with --dataset.")
    return readings


def tell(found: Reading) -> None:
    """Say how many rows each file has and what became of them, and what is doubtful."""
    for file, row in found.balance().items():
        note(f"{file}: {row['read']:,} rows read, {row['valid']:,} valid, {row['rejected']:,} rejected")
    if found.sheets is not None:
        tell_lines(found.sheets)
    if found.package.matches:
        matches = found.package.matches
        shown = listed(map(str, matches), _FEW, between="; ")
        note(f"{len(matches):,} decisions about companies count: {shown}")
    for warning in found.warnings[:_SHOWN]:
        warn(warning)
    if len(found.warnings) > _SHOWN:
        warn(f"… and {len(found.warnings) - _SHOWN:,} more like these.")


def tell_rejects(found: Reading) -> None:
    """Say which rows are rejected, and why."""
    for reject in found.rejects[:_SHOWN]:
        note(f"  {reject}")
    if len(found.rejects) > _SHOWN:
        note(f"  … and {len(found.rejects) - _SHOWN:,} more")


def _contents(found: Reading) -> str:
    package = found.package
    counts = {
        "deals": len(package.deals),
        "companies": len(package.companies),
        "names": len(package.names),
        "sources": len(package.sources),
        "claims": len(package.claims),
        "tranches": len(package.tranches),
        "figures of companies": len(package.metrics),
    }
    return ", ".join(f"{count:,} {what}" for what, count in counts.items() if count)


def _rejected(readings: Sequence[Reading], allowed: int, path: Path | None, *, dry_run: bool) -> bool:
    """Write the rejected rows to their files; stop when there are more than allowed.

    Returns:
        Whether there are any.

    Raises:
        RejectedRows: more than allowed; nothing is loaded.
    """
    over: RejectedRows | None = None
    for found in readings:
        if not found.rejects:
            continue
        tell_rejects(found)
        if not dry_run:
            _write(found, path)
        try:
            found.require(allowed)
        except RejectedRows as error:
            if over is not None:
                tell_error(over)
            over = error
    if over is not None:
        raise over
    return any(found.rejects for found in readings)


def _write(found: Reading, path: Path | None) -> None:
    """Write rejected rows to the path, or to new files named after the data set: none is written over unasked."""
    target = path or Path(f"{found.package.name}.rejects.csv")
    number = 1
    while path is None and any(map(os.path.lexists, reject_files(target, found.rejects, found.headers))):
        number += 1
        target = Path(f"{found.package.name}.rejects-{number}.csv")
    for file, content in reject_files(target, found.rejects, found.headers).items():
        replace_bytes(file, content)
        deals = "there and load that file too, or correct them " if file == target else ""
        note(f"Rejected rows are in {file}; correct them {deals}where they come from and load that again.")
