"""Sheets → one package in a folder, with a report of the rows that were rejected or are doubtful."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from circflow.errors import InputError
from circflow.files import replace_bytes
from circflow.model import Claim, Company, Deal, Name, Package, Source
from circflow.model.flat import Flat, flat
from circflow.sheets.matching.decisions import APPLIED, write_matches
from circflow.sheets.reading import Reading
from circflow.sheets.writing import table_bytes, write_package

REPORT: Final = "rejects.csv"
COLUMNS: Final = ("file", "sheet", "line", "column", "kind", "code", "reason", "raw")
_ALWAYS: Final = ("companies", "names", "sources", "deals", "claims")
_SHOWN: Final = 200


def write_sheets(readings: Sequence[Reading], folder: Path) -> Package:
    """Write what was read as a package, and beside it `rejects.csv` and the decisions about companies that count in it.

    A deal that stands in several sheets is written once; what the others say about it stays as claims.

    Args:
        readings: Of sheets, all with the name of the package.
        folder: Where; made when missing.

    Raises:
        InputError: one of them is a package already.
        OutputError: the folder holds another package, or cannot be written.
    """
    for reading in readings:
        if reading.sheets is None:
            raise InputError(
                f"{next(iter(reading.rows), reading.package.name)} is in the columns of a package already",
                hint="Load it as it is.",
            )
    package = _together([reading.package for reading in readings])
    tables = {table: [flat(record) for record in getattr(package, table)] for table in _ALWAYS}
    write_package(folder, package.name, package.descriptor, tables, always=_ALWAYS)
    rows = [row for reading in readings for row in _report(reading)]
    replace_bytes(folder / REPORT, table_bytes(COLUMNS, rows))
    if package.matches or (folder / APPLIED).exists():
        write_matches(folder / APPLIED, package.matches)
    return package


def _together(packages: Sequence[Package]) -> Package:
    """Return one package: each company, name, source and deal once, and all claims."""
    companies: dict[str, Company] = {}
    names: dict[tuple[str, str], Name] = {}
    sources: dict[str, Source] = {}
    deals: dict[str, Deal] = {}
    claims: dict[str, Claim] = {}
    for package in packages:
        for company in package.companies:
            companies.setdefault(company.id, company)
        for name in package.names:
            names.setdefault((name.name, name.company_id), name)
        for source in package.sources:
            sources.setdefault(source.source_id, source)
        for deal in package.deals:
            deals.setdefault(deal.deal_id, deal)
        for claim in package.claims:
            claim_id, number = claim.claim_id, 1
            while claim_id in claims:
                number += 1
                claim_id = f"{claim.claim_id}/{number}"
            claims[claim_id] = replace(claim, claim_id=claim_id)
    return replace(
        packages[0],
        companies=tuple(companies.values()),
        names=tuple(names.values()),
        sources=tuple(sources.values()),
        deals=tuple(deals.values()),
        claims=tuple(claims.values()),
        matches=tuple(dict.fromkeys(match for package in packages for match in package.matches)),
    )


def _report(reading: Reading) -> Iterator[Flat]:
    for reject in reading.rejects:
        raw = reject.raw.get(reject.column) or " | ".join(filter(None, [*reject.raw.values(), *reject.rest]))
        yield {
            "file": reject.file,
            "sheet": reject.sheet or None,
            "line": reject.line,
            "column": reject.column or None,
            "kind": "rejected",
            "code": reject.code,
            "reason": reject.reason,
            "raw": raw[:_SHOWN],
        }
    written = {claim.deal_id: claim.amount_raw for claim in reading.package.claims}
    amounts = {
        (table.sheet or None): table.of("amount")[0].header
        for table in (reading.sheets.tables if reading.sheets else ())
        if table.of("amount")
    }
    for deal in reading.package.deals:
        if deal.suspect:
            yield {
                "file": next(iter(reading.rows)),
                "sheet": deal.sheet,
                "line": deal.line,
                "column": amounts.get(deal.sheet),
                "kind": "suspect",
                "code": "suspect",
                "reason": deal.suspect,
                "raw": written.get(deal.deal_id),
            }
