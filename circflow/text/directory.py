"""A list of companies and their names → which company a cell means, or which are named in a text."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from circflow.model import Company, Name
from circflow.text.mentions import Finder
from circflow.text.name_words import NO_COMPANY, hints, without_legal_form, without_particle, words
from circflow.text.names import Meaning, Resolution, name_key, resolve
from circflow.text.suggestions import Suggestion, suggestions

_LONGEST: Final = 10_000
_ADDRESS: Final = re.compile(r"(?:https?://|www\.)\S*", re.IGNORECASE)
_SHORT_ADDRESS: Final = re.compile(r"@|\.[a-z]{2,4}/", re.IGNORECASE)
_NOTHING: Final = re.compile(r"[\s()\[\]{}.,:;'\"‘’“”「」『』·・/&+-]*")


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
        self._meanings: defaultdict[str, list[Meaning]] = defaultdict(list)
        for company in companies:
            for text, kind in ((company.name, "name"), (company.id, "id"), (company.ticker, "short")):
                if text:
                    self._meanings[name_key(text)].append(Meaning(company.id, kind))
        for name in names:
            self._meanings[name_key(name.name)].append(Meaning(name.company_id, name.kind, name.ambiguous))
        self._bare: defaultdict[str, list[Meaning]] = defaultdict(list)
        for key, meanings in self._meanings.items():
            if (bare := without_legal_form(key)) != key and bare not in self._meanings:
                self._bare[bare] += meanings
        self._known = {key: meanings[0].company_id for key, meanings in (self._meanings | self._bare).items()}
        no_company = (word for word, role in words().items() if role in NO_COMPANY)
        self._finder = Finder({*self._known, *no_company, *hints()})

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
            if meanings := self._meanings.get(way) or self._bare.get(way):
                return self._decided(way, meanings, f"{key} {name_key(context[:_LONGEST])}")
            if (role := words().get(way)) in NO_COMPANY:
                return Resolution(None, no_company=role or "")
        if together := self._together(key):
            return together
        if not suggest:
            return Resolution(None)
        within = [company for mention in self.mentions(key) for company in _companies(mention.resolution)]
        return Resolution(None, tuple(dict.fromkeys([*within, *(near.company_id for near in self.suggest(text))])))

    def mentions(self, text: str) -> list[Mention]:
        """Return the names in a text, from left to right; addresses on the web are left out."""
        words_only = (word for word in _ADDRESS.sub(" ", text[:_LONGEST]).split() if not _SHORT_ADDRESS.search(word))
        key = name_key(" ".join(words_only))
        found: list[Mention] = []
        for begin, end in self._finder.spans(key):
            name = key[begin:end]
            if meanings := self._meanings.get(name) or self._bare.get(name):
                found.append(Mention(name, self._decided(name, meanings, "")))
            elif words().get(name) in NO_COMPANY:
                found.append(Mention(name, Resolution(None, no_company=words()[name])))
        return found

    def suggest(self, text: str, limit: int = 5) -> list[Suggestion]:
        """Return the companies whose names are written or sound like a text, the likeliest first."""
        return suggestions(without_legal_form(name_key(text[:_LONGEST])), self._known, limit)

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
        several = False
        rest, at = [], 0
        for begin, end in self._finder.spans(key):
            name = key[begin:end]
            meanings = self._meanings.get(name) or self._bare.get(name) or []
            several |= any(meaning.kind != "person" for meaning in meanings)
            meant.append({meaning.company_id for meaning in meanings} or set(hints().get(name, ())))
            rest.append(key[at:begin])
            at = end
        rest.append(key[at:])
        if not several or not all(_says_nothing(piece) for piece in rest):
            return None
        left = set.intersection(*meant)
        if len(left) == 1:
            return Resolution(left.pop())
        return Resolution(None, tuple(sorted(set.union(*meant))), ambiguous=True)


def _companies(found: Resolution) -> tuple[str, ...]:
    return (found.company_id,) if found.company_id else found.candidates


def _ways(key: str) -> Iterator[str]:
    """Return what a name's key can be looked up as, the nearest to what is written first."""
    bare = without_legal_form(key)
    yield key
    yield bare
    yield from without_particle(bare)


def _says_nothing(text: str) -> bool:
    return all(_NOTHING.fullmatch(piece) or words().get(piece) in ("particle", "legal") for piece in text.split())
