"""Data sets as people hand them in: packages, sheets of deals, or those that come with circflow."""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from circflow import shipped
from circflow.progress import Progress, silent
from circflow.sheets import reading
from circflow.sheets.loose.options import SheetOptions
from circflow.sheets.loose.package_of_sheets import write_sheets
from circflow.sheets.matching.collecting import parties_of
from circflow.sheets.matching.parties import Party
from circflow.sheets.reading import Reading

SHIPPED: Final = ("ai-deals", "historic-deals", "seed-articles")
"""Data sets that come with circflow; their names can be given wherever a path can."""


def check(
    path: str | os.PathLike[str],
    *,
    name: str | None = None,
    relationship: str | None = None,
    currency: str | None = None,
    date_order: str | None = None,
    fiscal_year: str | None = None,
    encoding: str | None = None,
    sheets: Sequence[str] = (),
    names: str | os.PathLike[str] | None = None,
    columns: str | os.PathLike[str] | None = None,
    matches: str | os.PathLike[str] | None = None,
    progress: Progress = silent,
) -> Reading:
    """Read and validate a package or a sheet of deals; load nothing.

    Args:
        path: Folder, `datapackage.json`, sheet, `-` for standard input, or the name of a shipped data set.
        name: Id of the data set; default: the package's own.
        relationship: Type of the deals of a sheet that does not say it: `INVESTS_IN`, `buys from`, `sells to` …
        currency: ISO 4217 code of amounts that name no currency, or a sign that several share.
        date_order: `dmy`, `mdy` or `ymd`, for dates that can be several.
        fiscal_year: First month of fiscal year 2025, such as `2025-04`.
        encoding: Of a sheet of text; default: found out.
        sheets: Sheets of a workbook to read; default: all that can be seen.
        names: A file with the columns of `names.csv`, whose names win over those that circflow knows.
        columns: A file that says what the columns of a sheet are, where its headers do not.
        matches: A file with decisions about companies, as `circflow match` writes it.
        progress: Told what is being read, how many of its rows, and about how many there are.

    Raises:
        PackageError: it cannot be read as a whole, or decisions contradict each other.
        InputError: a sheet does not say what kind of deals it holds.
        ParamError: an option has a value that means nothing.
    """
    given = Path(path)
    if str(path) in SHIPPED and not given.exists():
        given = shipped.folder("fixtures") / str(path)
    options = SheetOptions(
        relationship=relationship,
        currency=currency,
        date_order=date_order,
        fiscal_year=fiscal_year,
        encoding=encoding,
        sheets=tuple(sheets),
        names=Path(names) if names is not None else None,
        columns=Path(columns) if columns is not None else None,
        matches=Path(matches) if matches is not None else None,
    )
    return reading.read(given, name=name, options=options, progress=progress)


def parties(path: str | os.PathLike[str], **said: Any) -> list[Party]:  # noqa: ANN401 - as `check` takes them
    """Return the companies of a package or a sheet as they are compared, and those that come with circflow.

    Args:
        path: As for `check`.
        **said: What a sheet does not say itself, as for `check`. Who pays whom makes no difference here, so the type of
            its deals need not be said.

    Raises:
        PackageError: it cannot be read as a whole.
    """
    return parties_of(check(path, **{**said, "relationship": said.get("relationship") or "BUYS_FROM"}))


def convert(
    paths: Sequence[str | os.PathLike[str]],
    folder: str | os.PathLike[str],
    *,
    name: str | None = None,
    **said: Any,  # noqa: ANN401 - as `check` takes them
) -> list[Reading]:
    """Write sheets of deals as one package, and beside it `rejects.csv` with the rows that are rejected or doubtful.

    Args:
        paths: The sheets; a deal that stands in several is written once, with a claim from each.
        folder: Where; made when missing.
        name: Id of the data set; default: the folder's name.
        **said: What the sheets do not say themselves, as for `check`: relationship, currency, date_order …

    Returns:
        What was read, sheet by sheet.

    Raises:
        PackageError: a sheet cannot be read as a whole.
        InputError: a sheet does not say what kind of deals it holds, or is in a package's own columns.
        OutputError: the folder holds another package, or cannot be written.
    """
    dataset = name or reading.name_from(Path(folder).resolve())
    readings = [check(path, name=dataset, **said) for path in paths]
    write_sheets(readings, Path(folder))
    return readings
