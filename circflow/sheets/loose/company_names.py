"""The companies that a sheet can mean: a person's own names first, then those that come with circflow."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from circflow import shipped
from circflow.errors import PackageError
from circflow.model import Company, Name
from circflow.sheets.columns import COMPANIES, NAMES
from circflow.sheets.matching.agreement import NOTHING, Agreement
from circflow.sheets.matching.parties import Party
from circflow.sheets.matching.proposals import likeliest
from circflow.sheets.original import Original
from circflow.sheets.tabular import Reject, TypedRow, read_table
from circflow.text.directory import Directory
from circflow.text.name_words import without_legal_form
from circflow.text.names import Resolution, name_key

_LONGEST: Final = 120
_SHIPPED: Final = ("ai-deals", "historic-deals", "seed-articles")
_OTHER: Final = re.compile(r"[^\w]+|_+")


@dataclass(frozen=True, slots=True)
class Known:
    """Companies and names.

    Attributes:
        companies: By id.
        names: Names by their key.
        directory: Finds what a name means.
        own: A person's own names: key → company id.
        agreed: What a person decided about companies.
    """

    companies: Mapping[str, Company]
    names: Mapping[str, tuple[Name, ...]]
    directory: Directory
    own: Mapping[str, str]
    agreed: Agreement = NOTHING

    def resolve(self, text: str, context: str = "") -> Resolution:
        """Decide which company a cell means."""
        key = name_key(text)
        own = self.own.get(key) or self.own.get(without_legal_form(key))
        return Resolution(own) if own else self.directory.resolve(text, context)

    def alike(self, text: str, candidates: Iterable[str]) -> list[str]:
        """Return those of some companies that a name is really like: enough to ask a person about them."""
        one = Party("", text)
        return [company for company in candidates if likeliest(one, self._party(company))]

    def _party(self, company: str) -> Party:
        names = (name.name for listed in self.names.values() for name in listed if name.company_id == company)
        return Party(company, self.companies[company].name, tuple(names))


def id_of_name(text: str) -> str:
    """Return the id of a company that nobody knows, from its name; empty when nothing of the name is left.

    Letters of any script stay, everything else becomes a hyphen; a legal form at the end plays no part.
    """
    return unicodedata.normalize("NFC", _OTHER.sub("-", without_legal_form(name_key(text))).strip("-"))[:_LONGEST]


def known_companies(names: Path | None = None, agreed: Agreement = NOTHING) -> Known:
    """Return the companies of the shipped data sets, and those of a person's own list.

    Args:
        names: A file with the columns of names.csv; what it says wins.
        agreed: What a person decided about companies.

    Raises:
        PackageError: the file cannot be read, or contradicts itself.
    """
    companies, shipped_names, directory = _shipped()
    by_key: defaultdict[str, list[Name]] = defaultdict(list)
    for name in shipped_names:
        by_key[name_key(name.name)].append(name)
    own = _own(names) if names else {}
    return Known(companies, {key: tuple(found) for key, found in by_key.items()}, directory, own, agreed)


@cache
def _shipped() -> tuple[Mapping[str, Company], tuple[Name, ...], Directory]:
    companies: dict[str, Company] = {}
    names: dict[tuple[str, str], Name] = {}
    for dataset in _SHIPPED:
        folder = shipped.folder("fixtures") / dataset
        for row in read_table(COMPANIES, Original(folder / COMPANIES.file)).valid():
            companies.setdefault(row.values["id"], Company(**row.values))
        if (folder / NAMES.file).exists():
            for row in read_table(NAMES, Original(folder / NAMES.file)).valid():
                names.setdefault((name_key(row.values["name"]), row.values["company_id"]), Name(**row.values))
    return companies, tuple(names.values()), Directory(companies.values(), names.values())


def _own(path: Path) -> Mapping[str, str]:
    """Read a person's own names.

    Raises:
        PackageError: it cannot be read, a row breaks its contract, or names go round in a circle.
    """
    try:
        rows = list(read_table(NAMES, Original(path, path.read_bytes())).rows())
    except OSError as error:
        raise PackageError(f"it cannot be read: {error.strerror}", where=str(path)) from error
    if rejects := [str(row) for row in rows if isinstance(row, Reject)]:
        raise PackageError("names are wrong", problems=rejects, where=str(path))
    said: dict[str, str] = {}
    for row in (row for row in rows if isinstance(row, TypedRow)):
        key, company = name_key(row.values["name"]), row.values["company_id"]
        if said.setdefault(key, company) != company:
            raise PackageError(
                f"'{row.values['name']}' is said to be '{said[key]}' and '{company}'", where=f"{path}:{row.line}"
            )
    return {key: _end(key, said, path) for key in said}


def _end(key: str, said: Mapping[str, str], path: Path) -> str:
    """Follow names that stand for other names to the company.

    Raises:
        PackageError: they go round in a circle.
    """
    company, passed = said[key], [key]
    while (following := name_key(company)) in said and said[following] != company:
        if following in passed:
            raise PackageError(
                f"names stand for one another in a circle: {' → '.join([*passed, following])}", where=str(path)
            )
        passed.append(following)
        company = said[following]
    return company


def named(companies: Iterable[str], known: Known, texts: Mapping[str, str]) -> list[Company]:
    """Return the records of companies, and of the heads of their groups, sorted by id.

    Args:
        companies: Their ids.
        known: Whose records there are.
        texts: Id → name as it stands in the sheet, for those that nobody knows.
    """
    found: dict[str, Company] = {}
    for company_id in companies:
        company = known.companies.get(company_id) or Company(company_id, texts.get(company_id, company_id))
        found[company_id] = company
        if company.group_id and company.group_id not in found:
            found[company.group_id] = known.companies[company.group_id]
    return [found[company_id] for company_id in sorted(found)]
