"""The grids of one file → what they say, with the fate of every line told; and the same as a package."""

import json
from collections import Counter
from collections.abc import Iterator, Sequence

from circflow.errors import InputError, PackageError
from circflow.model import Name, Package
from circflow.sheets.grids import Grid
from circflow.sheets.loose.column_map import ColumnMap
from circflow.sheets.loose.company_names import Known, named
from circflow.sheets.loose.deals import Converter
from circflow.sheets.loose.finding import find_tables
from circflow.sheets.loose.found import Sheets
from circflow.sheets.loose.options import SheetOptions
from circflow.sheets.loose.party_cells import Parties
from circflow.sheets.loose.script import language_of
from circflow.sheets.loose.table import Found, Table
from circflow.sheets.matching.joining import grouped
from circflow.text.names import name_key


def understood(
    grids: Sequence[Grid],
    known: Known,
    options: SheetOptions,
    *,
    dataset: str,
    file: str,
    where: str,
    columns: ColumnMap | None = None,
) -> Sheets:
    """Read all sheets of a file.

    Args:
        grids: Its sheets.
        known: Companies and names that are known beforehand.
        options: What a person says about it.
        dataset: Id of the data set.
        file: Name of the file, for its provenance.
        where: The file as it was given, for messages.
        columns: What its columns are, where a person says it.

    Raises:
        PackageError: no sheet has columns for who pays and who is paid.
        InputError: nobody says what kind of deals they are.
    """
    found = Sheets(Parties(known))
    converter = Converter(dataset, file, where, options, found)
    looked = [(grid, find_tables(grid, columns)) for grid in grids]
    for grid, tables in looked:
        found.remarks += [f"{converter.place(grid.sheet)}{remark}" for remark in grid.remarks]
        found.ignored += tables.ignored
        found.tables += tables.tables
    if not found.tables and any(line.filled for grid in grids for line in grid.lines):
        if columns:
            raise PackageError(columns.missing([line.cells for grid in grids for line in grid.lines]), where=where)
        raise _no_parties(looked, where)
    _ask(found.tables, options, where)
    for table in found.tables:
        converter.table(table)
    found.questions += [f"'{column.name}' is not read: {column.why}" for column in found.unread]
    found.questions += found.parties.questions
    return found


def package_of(found: Sheets, *, name: str, sha256: str, title: str) -> Package:
    """Return what was understood as a package."""
    known = found.parties.known
    used = {company for deal in found.deals for company in (deal.source, deal.target)}
    texts = {company: names[0] for company, names in found.parties.texts.items() if company in found.parties.met}
    agreed = known.agreed
    return Package(
        name=name,
        sha256=sha256,
        descriptor=json.dumps({"name": name, "title": title, "resources": []}, ensure_ascii=False),
        companies=tuple(grouped(named(used, known, texts), agreed, known.companies)),
        deals=tuple(found.deals),
        names=tuple(_names(found.parties, used)),
        sources=tuple(found.sources.values()),
        claims=tuple(found.claims),
        matches=agreed.used(found.parties.met),
    )


def _names(parties: Parties, used: set[str]) -> Iterator[Name]:
    """Return the names that the sheet uses, as it writes them."""
    texts = parties.texts
    shared = Counter(code for codes in parties.codes.values() for code in codes)
    for company_id in sorted(used):
        company = parties.known.companies.get(company_id)
        own = texts[company_id][0] if company_id in parties.met else company_id
        seen = {name_key(company.name if company else own)}
        for text in texts.get(company_id, ()):
            key = name_key(text)
            if key in seen:
                continue
            seen.add(key)
            listed = next((one for one in parties.known.names.get(key, ()) if one.company_id == company_id), None)
            if listed is None or not listed.ambiguous:
                yield listed or Name(text, company_id, language_of(text))
        for code in parties.codes.get(company_id, ()):
            if name_key(code) not in seen:
                seen.add(name_key(code))
                yield Name(code, company_id, kind="short", ambiguous=shared[code] > 1)


def _no_parties(looked: Sequence[tuple[Grid, Found]], where: str) -> PackageError:
    headers = max((tables.headers for _, tables in looked), key=len, default=())
    seen = ", ".join(f"'{header[:40]}'" for header in headers[:60])
    return PackageError(
        f"no columns for who pays and who is paid were found; its headers are {seen}",
        where=where,
        hint="Name two columns From and To, Investor and Investee, or Customer and Supplier.",
    )


def _ask(tables: Sequence[Table], options: SheetOptions, where: str) -> None:
    """Ask what kind of deals a from-to sheet holds.

    Raises:
        InputError: neither its columns nor a person says it.
    """
    for table in tables:
        if options.relation is None and not table.of("type") and any(side.relationship is None for side in table.sides):
            side = table.sides[0]
            payer, payee = (table.of(name)[0].header for name in side.fields)
            turned = "." if side.directed else f", or, if '{payee}' pays '{payer}', 'sells to'."
            raise InputError(
                f"'{payer}' and '{payee}' do not say whether these are investments, purchases or joint ventures",
                where=where,
                hint=f"Say it: --relationship 'invests in', 'buys from'{turned}",
            )
