"""Words around names that play no part in them: legal forms, particles, and what is no company at all."""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Final

from circflow.text.names import name_key
from circflow.text.tables import table

NO_COMPANY: Final = frozenset({"medium", "unnamed", "grant"})
"""Roles of words that look like names, and are none."""

_NO_PARTY: Final = NO_COMPANY | {"person"}
"""Those, and whoever is a company's head: in a text, a hint rather than a party."""

_BESIDE_OTHERS: Final = frozenset(
    {"vague", "generic", "common", "others", "counted", "group", "where", "lettered", "title", "many"}
)
"""Roles of words that say nothing where they stand alone; some have another role there."""

_BRACKETS: Final = re.compile(r" ?[()] ?")
_MOST_FORMS: Final = 5
"""More than a name has, in any country."""


def without_legal_form(key: str) -> str:
    """Return a name's key without the legal forms at its end, or before it: `nvidia corp.` and `(주)네이버`."""
    return split_legal_form(key)[0]


def split_legal_form(key: str) -> tuple[str, str]:
    """Return a name's key without its legal forms, and these in one spelling: ㈜ is 株式会社; empty for none.

    A form before the name has a sign of its own: 株式会社ソフトバンク was another company. "& Co." stays: a partner
    belongs to the name.
    """
    forms: list[str] = []
    while len(forms) < _MOST_FORMS and (match := _after().search(key) or _before().match(key)):
        shorter = f"{key[: match.start()]}{key[match.end() :]}".strip()
        if not shorter:
            break
        forms.append(("" if match.start() else "<") + _spellings()[match["form"]])
        key = shorter
    return key, " ".join(forms)


def beside_legal_form(key: str, begin: int, end: int) -> bool:
    """Say whether a legal form stands before or after a place in a text's key, or a partner: & Co."""
    return bool(_follows().match(key, end)) or bool(_precedes().search(key[:begin]))


def no_company(key: str) -> str:
    """Return what a name's key is instead of a company: medium, unnamed, grant or person; empty when it may be one.

    A vague word before a noun that is no name, as in "undisclosed customer" and 복수의 투자자, names nobody; nor does
    such a noun beside a letter: `Customer A`, A社.
    """
    if (role := words().get(key)) in _NO_PARTY:
        return role or ""
    bare = key.strip(" ()[]「」")
    if _titled().fullmatch(bare):
        return "person"
    # Customer A (hyperscaler): what stands in brackets may be the name, and here is none.
    parts = [part for part in _BRACKETS.split(bare) if part]
    return (
        "unnamed" if parts and all(_nobody().fullmatch(part) or _lettered().fullmatch(part) for part in parts) else ""
    )


def without_particle(key: str) -> Iterator[str]:
    """Return what a Korean name's key can be without the particle at its end: 엔비디아가, 오픈AI에서."""
    for word, role in words().items():
        if role == "particle" and key.endswith(word) and len(key) > len(word):
            yield key[: -len(word)]


@cache
def words() -> Mapping[str, str]:
    """Return the roles of all words that stand alone, by their key: legal, particle, glue, medium, exchange."""
    return {name_key(row["word"]): row["role"] for row in table("name_words") if row["role"] not in _BESIDE_OTHERS}


@cache
def hints() -> Mapping[str, frozenset[str]]:
    """Return the companies that a word beside an ambiguous name points to, by the word's key."""
    found: dict[str, frozenset[str]] = {}
    for row in table("name_hints"):
        key = name_key(row["word"])
        found[key] = found.get(key, frozenset()) | {row["company_id"]}
    return found


@cache
def _spellings() -> Mapping[str, str]:
    """Return the one spelling of each legal form."""
    rows = [row for row in table("name_words") if row["role"] == "legal"]
    return {name_key(row["word"]): row["same"] or name_key(row["word"]) for row in rows}


@cache
def _after() -> re.Pattern[str]:
    latin, other = of_role("legal")
    return re.compile(f"(?:(?<=[^ ,&])[ ,]+(?=[a-z])|(?<=.) ?(?![a-z]))(?P<form>{latin}|{other})[ ,]*$")


@cache
def _before() -> re.Pattern[str]:
    return re.compile(f"^(?P<form>{of_role('legal')[1]}) ?(?=.)")


@cache
def _follows() -> re.Pattern[str]:
    latin, other = of_role("legal")
    return re.compile(f"(?: ?& ?|[ ,]+)(?:{latin})(?![a-z0-9-])| ?(?:{other})")


@cache
def _precedes() -> re.Pattern[str]:
    return re.compile(f"(?:{of_role('legal')[1]}) ?$")


@cache
def _nobody() -> re.Pattern[str]:
    vague, vague_eastern = of_role("vague")
    noun, noun_eastern = of_role("generic", "unnamed")
    where, where_eastern = of_role("where")
    before = f"(?:{where}) |(?:{where_eastern}) ?"
    # US Bank and 日本銀行 are names; a large US bank and 日本の大手銀行 are none.
    some = f"(?:{vague}) |(?:{vague_eastern}) ?|[0-9]{{1,3}} "
    _, counted = of_role("counted")
    people = f"(?:(?:{before})*(?:{some})(?:{some}|{before})*)?(?:{noun}|{noun_eastern})"
    return re.compile(f"{people}|[0-9]{{1,3}} ?(?:{counted})")


@cache
def _titled() -> re.Pattern[str]:
    person, person_eastern = of_role("person")
    title, title_eastern = of_role("title")
    return re.compile(rf"(?:(?:{title}) )?(?:{person}|{person_eastern})(?:,? (?:{title})| ?(?:{title_eastern}))?")


@cache
def _lettered() -> re.Pattern[str]:
    noun, noun_eastern = of_role("generic", "unnamed")
    counted, counted_eastern = of_role("unnamed")
    _, eastern = of_role("lettered")
    # Company 3 is a name, Customer 3 is none.
    return re.compile(
        f"(?:{noun}) [a-z]|(?:{counted}) #?[0-9]{{1,2}}"
        f"|(?:{noun_eastern}) ?[a-z](?:{eastern})?|(?:{counted_eastern}) ?#?[0-9]{{1,2}}"
        f"|[a-z甲乙丙丁] ?(?:{eastern})"
    )


def of_role(*roles: str) -> tuple[str, str]:
    """Return patterns of the words with a role, the longest first: those in Latin letters, and the others."""
    found = {name_key(row["word"]) for row in table("name_words") if row["role"] in roles}
    ordered = sorted(found, key=lambda word: (-len(word), word))
    latin = "|".join(re.escape(word) for word in ordered if word.isascii())
    return latin, "|".join(re.escape(word) for word in ordered if not word.isascii())
