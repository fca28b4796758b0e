"""A path that people give → a package, with every row accounted for."""

import codecs
import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from operator import attrgetter
from pathlib import Path
from typing import Any, Final, cast

from circflow.errors import InputError, PackageError, RejectedRows
from circflow.model import Company, Deal, DealError, Package, Source
from circflow.sheets.columns import DEALS, TABLES
from circflow.sheets.descriptor import FILE, dataset_name, read_descriptor
from circflow.sheets.grids import open_grids
from circflow.sheets.grids.sources import STDIN, Bytes, read_bytes
from circflow.sheets.loose.company_names import known_companies
from circflow.sheets.loose.conversion import package_of, understood
from circflow.sheets.loose.found import Sheets
from circflow.sheets.loose.options import PLAIN, SheetOptions
from circflow.sheets.records import Record, RowError, build, doubt
from circflow.sheets.references import References
from circflow.sheets.tabular import Reject, TypedRow, TypedTable, read_table

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
    rejects: tuple[Reject, ...]
    warnings: tuple[str, ...]
    rows: Mapping[str, int]
    headers: Mapping[str, tuple[str, ...]]
    sheets: Sheets | None = None

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


def read(path: Path, *, name: str | None = None, options: SheetOptions = PLAIN) -> Reading:
    """Read a package (its folder or its `datapackage.json`), or a single sheet of deals in any columns.

    Args:
        path: What the user gave; `-` is standard input.
        name: Id of the data set; None = as in the descriptor, or from the sheet's file name.
        options: What the user says about a sheet that is not in the package's own columns.

    Raises:
        PackageError: something cannot be read as a whole; nothing is read then.
        InputError: a sheet does not say what kind of deals it holds, and nobody else does.
    """
    if name is not None:
        dataset_name(name, "--dataset")
    try:
        if path.is_dir() or path.name == FILE:
            return _read_package(path if path.is_dir() else path.parent, name)
        if not path.exists() and str(path) != STDIN:
            raise PackageError("there is no such file or folder", where=str(path))
        return _read_sheet(path, name, options)
    except OSError as error:
        raise PackageError(f"it cannot be read: {error.strerror}", where=str(path)) from error


def _read_package(folder: Path, name: str | None) -> Reading:
    descriptor = read_descriptor(folder)
    data = {table: path.read_bytes() for table, path in descriptor.files.items()}
    # A damaged file does not hide the damage of the next one.
    tables, failures = {}, []
    for table in TABLES.values():
        if table.name in data:
            try:
                tables[table.name] = read_table(table, data[table.name], descriptor.files[table.name])
            except PackageError as error:
                failures.append(error)
    if failures:
        first, *others = failures
        raise PackageError(
            first.message, where=first.where, hint=first.hint, problems=[str(other) for other in others]
        ) from first
    digest = _digest({FILE: descriptor.text.encode(), **data})
    return assemble(name or descriptor.name, digest, descriptor.text, tables, descriptor.warnings)


def _read_sheet(path: Path, name: str | None, options: SheetOptions) -> Reading:
    source = read_bytes(path)
    dataset = name or name_from(Path(source.name))
    if _is_strict(source):
        deals = read_table(DEALS, source.data, path)
        descriptor = json.dumps({"name": dataset, "title": path.name, "resources": []})
        return assemble(dataset, _digest({path.name: source.data}), descriptor, {"deals": deals}, (), alone=True)
    digest = _digest({source.name: source.data} | ({"options": said} if (said := options.digest()) else {}))
    known = known_companies(options.names)
    grids = open_grids(source, encoding=options.encoding, sheets=options.sheets)
    sheets = understood(grids, known, options, dataset=dataset, file=source.name, where=source.where)
    package = package_of(sheets, name=dataset, sha256=digest, title=source.name)
    notes = References().notes(package.companies, package.deals)
    return Reading(
        package,
        tuple(sheets.rejects),
        (*sheets.warnings, *notes),
        {source.where: sheets.rows},
        {"deals": sheets.headers},
        sheets,
    )


def _is_strict(source: Bytes) -> bool:
    """Say whether a sheet has the package's own columns, all that it needs."""
    first, _, _ = source.data[:_FIRST_LINE].removeprefix(codecs.BOM_UTF8).partition(b"\n")
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


def _digest(files: Mapping[str, bytes]) -> str:
    whole = hashlib.sha256()
    for name in sorted(files):
        whole.update(f"{name}\0{len(files[name])}\0".encode())
        whole.update(files[name])
    return whole.hexdigest()


def assemble(
    name: str,
    sha256: str,
    descriptor: str,
    tables: Mapping[str, TypedTable],
    warnings: Iterable[str],
    *,
    alone: bool = False,
) -> Reading:
    """Build the records table by table, each after those that it refers to.

    Args:
        name: Id of the data set.
        sha256: Digest of the bytes.
        descriptor: Text of its `datapackage.json`.
        tables: By name.
        warnings: What is to be told beside what is found here.
        alone: Whether the deals name their companies and sources themselves.
    """
    references = References()
    found: dict[str, list[Record]] = {table: [] for table in TABLES}
    if alone:
        _derive(tables["deals"], found, references)
    told = [*warnings]
    for table in TABLES:
        if table in tables:
            found[table] += _records(tables[table], references)
            if table == "companies":
                found[table] = _grouped(found[table], tables[table], references)
    for table_read in tables.values():
        told += table_read.warnings
    told += references.notes(cast("list[Company]", found["companies"]), cast("list[Deal]", found["deals"]))
    package = Package(
        name=name,
        sha256=sha256,
        descriptor=descriptor,
        **{table: tuple(records) for table, records in found.items()},  # type: ignore[arg-type]
    )
    return Reading(
        package,
        tuple(reject for table in tables.values() for reject in sorted(table.rejects, key=attrgetter("line"))),
        tuple(told),
        {str(table.path): table.count for table in tables.values()},
        {table.table.name: table.header for table in tables.values()},
    )


def _records(table: TypedTable, references: References) -> list[Record]:
    records: list[Record] = []
    for row in table.rows:
        try:
            record = build(table.table.name, row.values)
            references.check(table.table.name, record)
        except RowError as error:
            table.reject(row, error.column, error.code, str(error))
        except DealError as error:
            table.reject(row, error.column, "contradiction", str(error))
        else:
            references.remember(table.table.name, record, row.line)
            records.append(_placed(record, table, row))
            if isinstance(record, Deal) and (reason := doubt(record.amount)):
                table.warnings.append(f"{table.path}:{row.line}: {reason}")
    return records


def _placed(record: Record, table: TypedTable, row: TypedRow) -> Record:
    """Give a deal its provenance, unless an earlier circflow already wrote it."""
    if isinstance(record, Deal) and record.line is None:
        return replace(record, file=record.file or table.path.name, line=row.line)
    return record


def _grouped(records: list[Record], table: TypedTable, references: References) -> list[Record]:
    """Keep the companies whose group is a company of the file; a company may stand before the head of its group."""
    companies = cast("list[Company]", records)
    rows = {row.values["id"]: row for row in reversed(table.rows)}
    by_id = {company.id: company for company in companies}
    kept: list[Record] = []
    for company in companies:
        head = by_id.get(company.group_id or company.id)
        if head is None:
            reason = f"the group '{company.group_id}' is not a company of {table.path.name}"
            table.reject(rows[company.id], "group_id", "unknown-company", reason)
        elif head.group_id not in (None, head.id):
            reason = f"'{head.id}' itself belongs to the group '{head.group_id}'; name that one"
            table.reject(rows[company.id], "group_id", "nested-group", reason)
        else:
            kept.append(company)
            continue
        references.forget("companies", company)
    return kept


def _derive(deals: TypedTable, found: dict[str, list[Record]], references: References) -> None:
    """Name the companies and sources that a single sheet mentions, since it has no files of its own for them."""
    parties: Counter[str] = Counter()
    sources: Counter[str] = Counter()
    for row in deals.rows:
        parties.update(_mentioned(row.values))
        sources.update(row.values.get("sources", ()))
    for company_id in parties:
        company = Company(company_id, company_id)
        found["companies"].append(company)
        references.remember("companies", company, 0)
    for text in sources:
        source = Source(text, text, url=text if text.startswith(("http://", "https://")) else None)
        found["sources"].append(source)
        references.remember("sources", source, 0)


def _mentioned(values: Mapping[str, Any]) -> list[str]:
    columns = ("source", "target", "condition_controlled_by")
    return [values[column] for column in columns if column in values]
