"""A path that people give → a package, with every row accounted for."""

import codecs
import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from circflow.errors import InputError, PackageError, RejectedRows
from circflow.model import Company, Match, Package, Source
from circflow.model.flat import flat
from circflow.progress import Progress, silent
from circflow.sheets.account import Account
from circflow.sheets.columns import DEALS, TABLES
from circflow.sheets.descriptor import FILE, dataset_name, read_descriptor
from circflow.sheets.grids import open_grids
from circflow.sheets.grids.sources import STDIN, read_bytes
from circflow.sheets.kept import Rejects
from circflow.sheets.loose.column_map import read_column_map
from circflow.sheets.loose.company_names import known_companies
from circflow.sheets.loose.conversion import package_of, understood
from circflow.sheets.loose.found import Sheets
from circflow.sheets.loose.options import PLAIN, SheetOptions
from circflow.sheets.matching.agreement import NOTHING, Agreement, agreement
from circflow.sheets.matching.decisions import APPLIED, read_matches
from circflow.sheets.matching.joining import Joining, grouped
from circflow.sheets.original import Original, digest
from circflow.sheets.records import Record
from circflow.sheets.references import References, notes
from circflow.sheets.tabular import Reject, TypedTable, read_table

_FIRST_LINE: Final = 10_000


@dataclass(frozen=True, slots=True)
class Reading:
    """What a path holds.

    Attributes:
        package: Its valid rows.
        rejects: The others.
        warnings: What was read over, kept though unknown, or doubtful.
        rows: File → number of rows read; equals its valid rows and its rejects together.
        headers: Table → columns of the file as they stand, for the reject file.
        sheets: What was understood of a sheet in other columns than the package's; None for packages.
    """

    package: Package
    rejects: Sequence[Reject]
    warnings: tuple[str, ...]
    rows: Mapping[str, int]
    headers: Mapping[str, tuple[str, ...]]
    sheets: Sheets | None = None

    def balance(self) -> dict[str, dict[str, int]]:
        """Return what became of the rows of each file: all that were read are valid or rejected; ignored are others."""
        rejected = Counter(reject.file for reject in self.rejects)
        ignored = len(self.sheets.ignored) if self.sheets else 0
        return {
            file: {"read": count, "valid": count - rejected[file], "rejected": rejected[file], "ignored": ignored}
            for file, count in self.rows.items()
        }

    def require(self, max_rejects: int) -> None:
        """Stop when more rows are rejected than allowed.

        Raises:
            RejectedRows: naming how many, and the first.
        """
        count = len(self.rejects)
        if count > max_rejects:
            raise RejectedRows(
                f"{count:,} {'row breaks' if count == 1 else 'rows break'} their contract; nothing was loaded",
                where=self.package.name,
                hint=str(self.rejects[0]),
            )


def read(path: Path, *, name: str | None = None, options: SheetOptions = PLAIN, progress: Progress = silent) -> Reading:
    """Read a package (its folder or its `datapackage.json`), or a single sheet of deals in any columns.

    Args:
        path: What the user gave; `-` is standard input.
        name: Id of the data set; None = as in the descriptor, or from the sheet's file name.
        options: What the user says about a sheet that is not in the package's own columns.
        progress: Told how much is read.

    Raises:
        PackageError: something cannot be read as a whole; nothing is read then.
        InputError: a sheet does not say what kind of deals it holds, and nobody else does.
    """
    if name is not None:
        dataset_name(name, "--dataset")
    try:
        if path.is_dir() or path.name == FILE:
            return _read_package(path if path.is_dir() else path.parent, name, _agreed(options), progress)
        if not path.exists() and str(path) != STDIN:
            raise PackageError("there is no such file or folder", where=str(path))
        return _read_sheet(path, name, options, progress)
    except OSError as error:
        raise PackageError(f"it cannot be read: {error.strerror}", where=str(path)) from error


def _agreed(options: SheetOptions) -> Agreement:
    """Return what a person decided about companies."""
    return agreement(read_matches(options.matches), str(options.matches)) if options.matches else NOTHING


def _said(agreed: Agreement) -> dict[str, Original]:
    """Return what tells the same bytes apart when other decisions are made about them."""
    said = "\n".join(map(repr, agreed.matches)).encode()
    return {"matches": Original(Path(agreed.where), said)} if said else {}


def _read_package(folder: Path, name: str | None, agreed: Agreement, progress: Progress) -> Reading:
    descriptor = read_descriptor(folder)
    files = {table: Original(path) for table, path in descriptor.files.items()}
    applied = folder / APPLIED
    earlier = {APPLIED: Original(applied)} if applied.is_file() else {}
    told = read_matches(applied) if earlier else []
    sha256 = digest({FILE: Original(folder / FILE, descriptor.text.encode()), **files, **earlier, **_said(agreed)})
    # A damaged file does not hide the damage of the next one.
    tables: dict[str, TypedTable] = {}
    failures = []
    for table in TABLES.values():
        if table.name in files:
            try:
                tables[table.name] = read_table(table, files[table.name])
            except PackageError as error:
                failures.append(error)
    return assemble(
        name or descriptor.name,
        sha256,
        descriptor.text,
        tables,
        descriptor.warnings,
        failures=failures,
        agreed=agreed,
        applied=[match for match in told if match.decision],
        progress=progress,
    )


def _read_sheet(path: Path, name: str | None, options: SheetOptions, progress: Progress) -> Reading:
    agreed = _agreed(options)
    if str(path) != STDIN:
        with path.open("rb") as file:
            strict = options.columns is None and _is_strict(file.read(_FIRST_LINE))
        if strict:
            # It need not fit into memory.
            return _read_deals(Original(path), name or name_from(path), agreed, progress)
    source = read_bytes(path)
    dataset = name or name_from(Path(source.name))
    if options.columns is None and _is_strict(source.data[:_FIRST_LINE]):
        return _read_deals(Original(path, source.data), dataset, agreed, progress)
    columns = read_column_map(options.columns) if options.columns else None
    known = known_companies(options.names, agreed)
    said = options.digest()
    options_too = {"options": Original(path, said)} if said else {}
    sha256 = digest({source.name: Original(path, source.data), **options_too})
    if columns:
        options = options.filled(columns.said)
    grids = open_grids(source, encoding=options.encoding, sheets=options.sheets)
    sheets = understood(grids, known, options, dataset=dataset, file=source.name, where=source.where, columns=columns)
    package = package_of(sheets, name=dataset, sha256=sha256, title=source.name)
    return Reading(
        package,
        tuple(sheets.rejects),
        (*sheets.warnings, *notes(package.companies, package.deals)),
        {source.where: sheets.rows},
        {"deals": sheets.headers},
        sheets,
    )


def _read_deals(original: Original, dataset: str, agreed: Agreement, progress: Progress) -> Reading:
    """Read a sheet in the package's own columns."""
    deals = read_table(DEALS, original)
    title = original.path.name
    descriptor = json.dumps({"name": dataset, "title": title, "resources": []})
    sha256 = digest({title: original, **_said(agreed)})
    return assemble(dataset, sha256, descriptor, {"deals": deals}, (), alone=True, agreed=agreed, progress=progress)


def _is_strict(begin: bytes) -> bool:
    """Say whether a sheet has the package's own columns, all that it needs, by its first line."""
    first, _, _ = begin.removeprefix(codecs.BOM_UTF8).partition(b"\n")
    cells = {cell.strip(' "\r') for cell in first.decode("utf-8", errors="replace").split(",")}
    return {field.name for field in DEALS.fields if field.required} <= cells


def name_from(path: Path) -> str:
    """Return the id of a data set from the name of its file or folder.

    Raises:
        InputError: nothing is left of it.
    """
    name = re.sub(r"[^a-z0-9._-]+", "-", path.stem.lower()).strip("._-")
    if not name:
        raise InputError(f"'{path.name}' gives no name for the data set", hint="Name it with --dataset NAME.")
    return name[:100]


def assemble(
    name: str,
    sha256: str,
    descriptor: str,
    tables: Mapping[str, TypedTable],
    warnings: Iterable[str],
    *,
    alone: bool = False,
    failures: Sequence[PackageError] = (),
    agreed: Agreement = NOTHING,
    applied: Sequence[Match] = (),
    progress: Progress = silent,
) -> Reading:
    """Build the records table by table, each after those that it refers to.

    Args:
        name: Id of the data set.
        sha256: Digest of the bytes.
        descriptor: Text of its `datapackage.json`.
        tables: By name.
        warnings: What is to be told beside what is found here.
        alone: Whether the deals name their companies and sources themselves.
        failures: What is known to be damaged already.
        agreed: What a person decided about companies.
        applied: Decisions of which the rows are the outcome already.
        progress: Told how much is read.

    Raises:
        PackageError: a file is damaged; all of them are told.
    """
    references = References()
    rejects = Rejects()
    found: dict[str, Sequence[Record]] = dict.fromkeys(TABLES, ())
    accounts: dict[str, Account] = {}
    failed = list(failures)
    joining = Joining(tables, agreed) if agreed.matches and not failed else None
    if joining:
        joining.remember(references)
    for table in TABLES:
        if alone and table == "deals":
            found |= _derived(tables["deals"], references, agreed)
        if table in tables:
            accounts[table] = Account(tables[table], references, rejects, progress)
            try:
                found[table] = accounts[table].records()
            except PackageError as error:
                failed.append(error)
    if failed:
        first, *others = failed
        problems = [str(other) for other in others]
        raise PackageError(first.message, where=first.where, hint=first.hint, problems=problems) from first
    if joining:
        found = {table: joining.with_further(table, records) for table, records in found.items()}
    told = [*warnings]
    for account in accounts.values():
        told += account.warnings.all()
    if deals := accounts.get("deals"):
        told += [*deals.within.all(), *deals.headlines.all()]
    return Reading(
        Package(
            name=name,
            sha256=sha256,
            descriptor=descriptor,
            matches=(*applied, *(joining.used if joining else ())),
            **found,  # type: ignore[arg-type]
        ),
        rejects.done(),
        tuple(told),
        {
            str(tables[table].path): account.count + (joining.gone if joining and table == "companies" else 0)
            for table, account in accounts.items()
        },
        {table: tables[table].header for table in accounts},
    )


def _derived(deals: TypedTable, references: References, agreed: Agreement) -> dict[str, Sequence[Record]]:
    """Name the companies and sources that a single sheet mentions, since it has no files of its own for them."""
    parties: Counter[str] = Counter()
    named: Counter[str] = Counter()
    for row in deals.valid():
        parties.update(_mentioned(row.values))
        named.update(row.values.get("sources", ()))
    companies = tuple(grouped((Company(company_id, company_id) for company_id in parties), agreed))
    sources = tuple(
        Source(text, text, url=text if text.startswith(("http://", "https://")) else None) for text in named
    )
    for company in companies:
        references.remember("companies", flat(company), 0)
    for source in sources:
        references.remember("sources", flat(source), 0)
    return {"companies": companies, "sources": sources}


def _mentioned(values: Mapping[str, Any]) -> list[str]:
    columns = ("source", "target", "condition_controlled_by")
    return [values[column] for column in columns if column in values]
