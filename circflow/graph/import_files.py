"""A package → the files that Neo4j's own importer takes: what a load into an empty database would have written.

What stands beside the deals is not among it: it is small, and is written when the server is up.
"""

import csv
from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, fields
from pathlib import Path
from typing import IO, Any, Final

from circflow.errors import OutputError
from circflow.graph.rows import DEAL_COLUMNS, SENT, Row, company_rows, deal_rows
from circflow.graph.write import now
from circflow.model import Company, Package
from circflow.shelf import Shelf

_TOLD_EVERY: Final = 5_000

_TYPES: Final[Mapping[str, str]] = {
    "amount_low": "long",
    "amount_high": "long",
    "stake_pct": "double",
    "term_years": "double",
    "contingent": "boolean",
    "sources": "string[]",
    "line": "long",
    "begins": "date",
    "ends": "date",
    "firmness": "long",
    "status_dates": "date[]",
    "status_firmness": "long[]",
    "status_words": "string[]",
}
"""Types of columns that are no text."""

_CONTINGENT: Final = SENT.index("contingent")
_LISTS: Final = tuple(SENT.index(name) for name, type_ in _TYPES.items() if type_.endswith("[]"))

_LISTED: Final = tuple(field.name for field in fields(Company))
_DATASET: Final = {
    "position": "long",
    "deals": "long",
    "sha256": "string",
    "state": "string",
    "load_id": "string",
    "loaded_at": "datetime",
}


@dataclass(slots=True)
class ImportFiles:
    """What the importer is told.

    Attributes:
        arguments: One `--nodes=…` or `--relationships=…` a file.
        multiline: Whether a text has a line end in it, which the importer must be warned of.
        deals: Number of deals.
        companies: Number of companies.
    """

    arguments: list[str]
    multiline: bool = False
    deals: int = 0
    companies: int = 0


def write_import_files(
    package: Package, folder: Path, load_id: str, progress: Callable[[int, int], None] = lambda _done, _all: None
) -> ImportFiles:
    """Write the companies, their groups, the deals and the data set.

    Args:
        package: What.
        folder: Where; made here.
        load_id: Of the load that will complete it; until then the data set is incomplete.
        progress: Told how many deals are written, and how many there are.

    Raises:
        OutputError: the folder cannot be written.
    """
    try:
        folder.mkdir()
        with ExitStack() as stack:
            return _write(package, _Files(folder, stack), load_id, progress)
    except OSError as error:
        raise OutputError(f"cannot be written: {error.strerror}", where=str(folder)) from error


def _write(package: Package, files: "_Files", load_id: str, progress: Callable[[int, int], None]) -> ImportFiles:
    dataset = files.nodes("Dataset", "id:ID(Dataset)", [f"{name}:{type_}" for name, type_ in _DATASET.items()])
    dataset((package.name, 1, 0, "", "incomplete", load_id, now().isoformat()))
    made = ImportFiles(files.arguments, companies=_companies(package, files))
    deal_node = files.nodes("Deal", "id:ID(Deal)", ["dataset", "digest", "place"])
    columns = [f"{name}:{_TYPES[name]}" if name in _TYPES else name for name in DEAL_COLUMNS]
    ends = {
        type_: files.relationships(type_, ":START_ID(Company)", ":END_ID(Company)", columns)
        for type_ in ("INVESTS_IN", "BUYS_FROM", "JOINT_VENTURE")
    }
    total = len(package.deals)
    for row in deal_rows(package):
        sent = row.sent
        sent[_CONTINGENT] = "true" if sent[_CONTINGENT] else "false"
        for place in _LISTS:
            if sent[place] is not None:
                sent[place] = ";".join(map(str, sent[place]))
        source, target, _, _, *properties = sent
        deal_node((row.id, package.name, row.digest, row.place))
        ends[row.type]((source, target, *properties))
        made.deals += 1
        if made.deals % _TOLD_EVERY == 0:
            progress(made.deals, total)
    made.multiline = files.multiline
    return made


def _companies(package: Package, files: "_Files") -> int:
    described = ["name", "key", "kind", "country", "ticker", "group_id", "number:long"]
    company = files.nodes("Company", "id:ID(Company)", described)
    group = files.nodes("Group", "id:ID(Group)", ["name"])
    member = files.relationships("PART_OF", ":START_ID(Company)", ":END_ID(Group)", [])
    lists = files.relationships("LISTS", ":START_ID(Dataset)", ":END_ID(Company)", [*_LISTED, "digest", "key"])
    named, needed, count = Shelf(), Shelf(), 0
    for row in company_rows(package):
        listed: Row = row["listed"]
        head: str = row["group"]
        company((row["id"], listed["name"], row["key"], *map(listed.get, described[2:5]), head, count))
        member((row["id"], head))
        lists((package.name, row["id"], *map(listed.get, _LISTED), row["digest"], row["key"]))
        if head == row["id"]:
            group((head, listed["name"]))
            named.add(head, 1)
        elif head not in needed:
            needed.add(head, 1)
        count += 1
    for head in needed:
        if head not in named:
            group((head, None))
    # The next company that is loaded gets the next number.
    files.nodes("Ledger", "id:ID(Ledger)", ["companies:long"])(("circflow", count))
    return count


Line = Callable[[Collection[Any]], None]

_LINE_END: Final = "\r\n"


class _Files:
    """The files of one import, open until all of them are written."""

    def __init__(self, folder: Path, stack: ExitStack) -> None:
        self.arguments: list[str] = []
        self._folder = folder
        self._stack = stack
        self._begun: list[_File] = []

    @property
    def multiline(self) -> bool:
        """Whether a text has a line end in it."""
        return any(file.multiline for file in self._begun)

    def nodes(self, label: str, id_: str, columns: Sequence[str]) -> Line:
        """Begin a file of nodes; return what writes one: text, numbers, dates, and None for nothing."""
        return self._begin("nodes", label, (id_, *columns))

    def relationships(self, type_: str, start: str, end: str, columns: Sequence[str]) -> Line:
        """Begin a file of relationships; return what writes one."""
        return self._begin("relationships", type_, (start, end, *columns))

    def _begin(self, what: str, name: str, header: Sequence[str]) -> Line:
        path = self._folder / f"{name}.csv"
        file = _File(self._stack.enter_context(path.open("w", encoding="utf-8", newline="")))
        file.write(",".join(header) + _LINE_END)
        self._begun.append(file)
        self.arguments.append(f"--{what}={name}={path}")
        return file.line


class _File:
    """One file, in the csv that the importer reads."""

    def __init__(self, file: IO[str]) -> None:
        self.multiline = False
        self._file = file
        self._writer = csv.writer(self, lineterminator=_LINE_END)

    def line(self, cells: Collection[Any]) -> None:
        if "" in cells:
            # Bare, an empty text would be nothing at all.
            self.write(",".join(map(_quoted, cells)) + _LINE_END)
        else:
            self._writer.writerow(cells)

    def write(self, line: str) -> None:
        if line.find("\r") < len(line) - 2 or line.find("\n") < len(line) - 1:
            self.multiline = True
        self._file.write(line)


def _quoted(value: object) -> str:
    if isinstance(value, str):
        return '"' + value.replace('"', '""') + '"'
    return "" if value is None else str(value)
