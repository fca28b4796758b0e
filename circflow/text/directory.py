"""A list of companies and their names → which company a cell means, or which are named in a text."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from circflow.model import Company, Name
from circflow.text.common_words import CommonWords
from circflow.text.mentions import Finder
from circflow.text.name_words import (
    NO_COMPANY,
    beside_legal_form,
    hints,
    no_company,
    split_legal_form,
    without_legal_form,
    without_particle,
    words,
)
from circflow.text.names import Meaning, Resolution, name_key, resolve
from circflow.text.suggestions import Suggestion, suggestions

_LONGEST: Final = 10_000
_ADDRESS: Final = re.compile(r"(?:https?://|www\.)\S*", re.IGNORECASE)
_SHORT_ADDRESS: Final = re.compile(r"@|\.[a-z]{2,4}/", re.IGNORECASE)
_SIGNS: Final = "()[]{}.,:;'\"‘’“”「」『』·・/&+-"
_NOTHING: Final = re.compile(rf"[\s{re.escape(_SIGNS)}]*")
# Yahoo! is written with its sign, and without.
_ORNAMENT: Final = re.compile("[!®]")
_WHOLE: Final = frozenset({"name", "id"})
"""Kinds of names that are a company's own, and whole."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in a text.

    Attributes:
        text: The name's key, as it stands there.
        resolution: Which company it means.
    """

    text: str
    resolution: Resolution


class Directory:
    """Companies and all names for them.

    Args:
        companies: Their ids, names and tickers count as names.
        names: Further names.
    """

    def __init__(self, companies: Iterable[Company], names: Iterable[Name] = ()) -> None:
        companies, names = list(companies), list(names)
        self._meanings: defaultdict[str, list[Meaning]] = defaultdict(list)
        for company in companies:
            for text, kind in ((company.name, "name"), (company.id, "id"), (company.ticker, "short")):
                if text:
                    self._meanings[name_key(text)].append(Meaning(company.id, kind))
        for name in names:
            self._meanings[name_key(name.name)].append(Meaning(name.company_id, name.kind, name.ambiguous))
        self._bare: defaultdict[str, list[Meaning]] = defaultdict(list)
        self._formal: defaultdict[tuple[str | frozenset[str], str], list[Meaning]] = defaultdict(list)
        for key, meanings in self._meanings.items():
            bare, form = split_legal_form(key)
            if not form:
                continue
            if bare not in self._meanings:
                self._bare[bare] += meanings
            self._formal[bare, form] += meanings
            if several := _several(self._meanings.get(bare, ())):
                self._formal[several, form] += meanings
        self._known = {key: meanings[0].company_id for key, meanings in (self._meanings | self._bare).items()}
        nobody = (word for word, role in words().items() if role in NO_COMPANY)
        self._finder = Finder({*self._known, *nobody, *hints()})
        self._common = CommonWords([*(company.name for company in companies), *(name.name for name in names)])

    def resolve(self, text: str, context: str = "", *, suggest: bool = True) -> Resolution:
        """Decide which company a cell means.

        Args:
            text: The cell: one name, perhaps with a legal form, a particle, or a second name in brackets.
            context: What else is known about it; a person there can decide between the meanings of a name.
            suggest: Whether an unknown name gets candidates that are written or sound alike, which takes a look at all
                names.

        Returns:
            The company; or nothing, with what it may mean. A suggestion is never taken for the meaning.
        """
        key = name_key(text[:_LONGEST])
        for way in _ways(key):
            if meanings := self._meant(way):
                return self._decided(way, meanings, f"{key} {name_key(context[:_LONGEST])}")
            if role := no_company(way) or no_company(without_legal_form(way)):
                return Resolution(None, no_company=role)
        if together := self._together(key):
            return together
        if not suggest:
            return Resolution(None)
        within = [company for mention in self.mentions(text) for company in _companies(mention.resolution)]
        return Resolution(None, tuple(dict.fromkeys([*within, *(near.company_id for near in self.suggest(text))])))

    def mentions(self, text: str) -> list[Mention]:
        """Return the names in a text, from left to right; addresses on the web are left out.

        A name that is a common word as well counts only as it is written: Arm, and not the arm of a company.
        """
        words_only = (word for word in _ADDRESS.sub(" ", text[:_LONGEST]).split() if not _SHORT_ADDRESS.search(word))
        line = " ".join(words_only)
        key = name_key(line)
        common = self._common.places(line, key)
        found: list[Mention] = []
        for begin, end in self._finder.spans(key):
            name = key[begin:end]
            if begin in common and self._common.has(name):
                continue
            if meanings := self._meanings.get(name) or self._bare.get(name):
                if not beside_legal_form(key, begin, end) or (meanings := self._own(name, meanings)):
                    found.append(Mention(name, self._decided(name, meanings, "")))
            elif words().get(name) in NO_COMPANY:
                found.append(Mention(name, Resolution(None, no_company=words()[name])))
        return found

    def suggest(self, text: str, limit: int = 5) -> list[Suggestion]:
        """Return the companies whose names are written or sound like a text, the likeliest first."""
        return suggestions(without_legal_form(name_key(text[:_LONGEST])), self._known, limit)

    def _meant(self, key: str) -> list[Meaning]:
        """Return all that a name's key stands for, with or without a legal form."""
        if meanings := self._meanings.get(key) or self._bare.get(key):
            return meanings
        bare, form = split_legal_form(key)
        if not form:
            return []
        if meanings := self._formal.get((bare, form)):
            return meanings
        meanings = self._meanings.get(bare) or self._bare.get(bare) or []
        # ソフトバンク means two companies, and ソフトバンク株式会社 one of them: so does 소프트뱅크㈜.
        if (several := _several(meanings)) and (several, form) in self._formal:
            return self._formal[several, form]
        return self._own(bare, meanings)

    def _own(self, key: str, meanings: list[Meaning]) -> list[Meaning]:
        """Return those meanings of a name that it keeps beside a legal form.

        A product, a segment or a short name with a form is a company of its own: OCI N.V. is not Oracle. A segment
        whose name begins with the company's is no other's: Amazon Web Services, Inc.
        """
        return [
            meaning
            for meaning in meanings
            if meaning.kind in _WHOLE
            or meaning.ambiguous
            or any(
                whole.company_id == meaning.company_id and whole.kind in _WHOLE
                for whole in self._meanings.get(key.split(maxsplit=1)[0], ())
            )
        ]

    def _decided(self, name: str, meanings: list[Meaning], around: str) -> Resolution:
        """Return what a name means, and let a person beside it decide where it means several."""
        found = resolve(name, meanings, {})
        if not found.ambiguous:
            return found
        if all(meaning.kind == "person" for meaning in meanings):
            return Resolution(None, found.candidates, ambiguous=True, no_company="person")
        people = {
            meaning.company_id
            for begin, end in (self._finder.spans(around) if around else ())
            for meaning in self._meanings.get(around[begin:end], ())
            if meaning.kind == "person"
        } & set(found.candidates)
        return Resolution(people.pop()) if len(people) == 1 else found

    def _together(self, key: str) -> Resolution | None:
        """Return what the names and hints of a cell mean together: 소프트뱅크(SoftBank Group), 소프트뱅크 회장 손정의.

        Returns:
            None when there is anything else in it.
        """
        meant: list[set[str]] = []
        several = formal = False
        rest, at = [], 0
        for begin, end in self._finder.spans(key):
            name = key[begin:end]
            meanings = self._meanings.get(name) or self._bare.get(name) or []
            formal |= bool(meanings) and beside_legal_form(key, begin, end) and not self._own(name, meanings)
            several |= any(meaning.kind != "person" for meaning in meanings)
            meant.append({meaning.company_id for meaning in meanings} or set(hints().get(name, ())))
            rest.append(key[at:begin])
            at = end
        rest.append(key[at:])
        if formal or not several or not all(_says_nothing(piece) for piece in rest):
            return None
        left = set.intersection(*meant)
        if len(left) == 1:
            return Resolution(left.pop())
        return Resolution(None, tuple(sorted(set.union(*meant))), ambiguous=True)


def _companies(found: Resolution) -> tuple[str, ...]:
    return (found.company_id,) if found.company_id else found.candidates


def _ways(key: str) -> Iterator[str]:
    """Return what a name's key can be looked up as, the nearest to what is written first."""
    yield key
    if (plain := " ".join(_ORNAMENT.sub(" ", key).split())) != key:
        yield plain
    yield from without_particle(key)


def _several(meanings: Iterable[Meaning]) -> frozenset[str]:
    """Return the companies that circle round a name; empty when it is one's alone."""
    found = frozenset(meaning.company_id for meaning in meanings if meaning.ambiguous)
    return found if len(found) > 1 else frozenset()


def _says_nothing(text: str) -> bool:
    return all(_NOTHING.fullmatch(piece) or _role(piece) in ("particle", "legal", "exchange") for piece in text.split())


def _role(piece: str) -> str:
    """Return the role of a word, which may have signs around it: the particle after a bracket."""
    return words().get(piece) or words().get(piece.strip(_SIGNS), "")
