"""What is compared: the companies of a data set with one another, and with those that come with circflow."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from typing import Final

from circflow.model import Company, Name
from circflow.sheets.loose.company_names import known_companies
from circflow.sheets.matching.parties import Party
from circflow.sheets.reading import Reading
from circflow.text.names import name_key

_CODE: Final = "short"


def parties_of(reading: Reading) -> list[Party]:
    """Return the companies of a data set, and those that come with circflow and are not in it.

    Args:
        reading: Of a package or a sheet, without decisions.
    """
    package = reading.package
    deals = Counter(company for deal in package.deals for company in (deal.source, deal.target))
    own = {company.id for company in package.companies}
    known = known_companies()
    names = [name for listed in known.names.values() for name in listed]
    theirs = [company for company in known.companies.values() if company.id not in own]
    # A company of a sheet that circflow knows by itself needs no decision.
    certain = own & known.companies.keys() if reading.sheets else set()
    return [
        *_parties(package.companies, package.names, deals, certain),
        *_parties(theirs, names, {}, {company.id for company in theirs}),
    ]


def _parties(
    companies: Iterable[Company], names: Iterable[Name], deals: Mapping[str, int], known: Iterable[str]
) -> list[Party]:
    further: defaultdict[str, list[Name]] = defaultdict(list)
    for name in names:
        further[name.company_id].append(name)
    certain = set(known)
    return [
        Party(
            company.id,
            company.name,
            tuple(
                name.name for name in further[company.id] if name.kind not in ("person", _CODE) and not name.ambiguous
            ),
            frozenset(
                name_key(code)
                for code in (company.ticker, *(name.name for name in further[company.id] if name.kind == _CODE))
                if code
            ),
            deals.get(company.id, 0),
            company.id in certain,
            company.group_id or company.id,
        )
        for company in companies
    ]
