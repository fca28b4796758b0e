"""Companies → pairs of which a person may say that they are one. Nothing here decides anything."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Final

from circflow.model.match import Match
from circflow.sheets.matching.alike import SUBSIDIARY, Likeness, Written, likeness
from circflow.sheets.matching.parties import Party

LEAST: Final = 80
"""Likeness from which a pair is worth a look, of 100. A shared id and a subsidiary are always worth one."""

_SHARED_ID: Final = 95
_MANY: Final = 40
"""Companies beyond which what they have in common says nothing: a word such as bank."""

_BEGINNING: Final = 5
_SOUND: Final = 3


def proposals(parties: Iterable[Party], least: int = LEAST) -> list[Match]:
    """Return pairs of companies that may be one, the likeliest first.

    Companies are compared that have something rare in common: an id, a word, how they begin, how they sound. So the
    time it takes grows with their number and not with its square.

    Args:
        parties: The companies, each id once.
        least: Likeness from which a pair is returned.
    """
    found = []
    for one, other in _candidates(list(parties)):
        like = likeliest(one, other, least)
        if like and not (one.group and one.group == other.group):
            part = like.reason == SUBSIDIARY
            away, stays = sorted((one, other), key=_length if part else _staying, reverse=True)
            found.append(
                Match(
                    company_id=away.id,
                    other_id=stays.id,
                    name=away.name,
                    other_name=stays.name,
                    score=like.score,
                    reason=like.reason,
                )
            )
    return sorted(found, key=lambda match: (-(match.score or 0), match.company_id, match.other_id))


def likeliest(one: Party, other: Party, least: int = LEAST) -> Likeness | None:
    """Return what speaks most for two companies being one; None when it is too little."""
    like = max(_reasons(one, other), default=None)
    return like if like and (like.score >= least or like.reason == SUBSIDIARY) else None


def _length(party: Party) -> int:
    """Return what tells a company from a part of its group: whose name goes on is the part."""
    return min((len(written.folded) for written in party.written), default=0)


def _staying(party: Party) -> tuple[bool, int, int, str]:
    """Return what decides which of two companies stays: one that is known, then one with more deals."""
    return not party.known, -party.deals, _length(party), party.id


def _reasons(one: Party, other: Party) -> Iterator[Likeness]:
    if one.codes & other.codes:
        yield Likeness(_SHARED_ID, "shared id")
    for name in one.written:
        # Where both have names in one script, those tell more than how names in two scripts sound.
        alike = [second for second in other.written if second.folded.isascii() == name.folded.isascii()]
        for second in alike or other.written:
            if like := likeness(name, second):
                yield like


def _candidates(parties: Sequence[Party]) -> Iterator[tuple[Party, Party]]:
    """Yield pairs that have something rare in common, each once; two known ones are none."""
    seen: set[tuple[int, int]] = set()
    heads = _Heads(parties)
    pairs = (
        pair for members in _blocks(parties).values() if len(members) <= _MANY for pair in combinations(members, 2)
    )
    for first, second in (*pairs, *heads.pairs()):
        one, other = parties[first], parties[second]
        pair = (min(first, second), max(first, second))
        if first != second and pair not in seen and not (one.known and other.known):
            seen.add(pair)
            yield one, other


def _blocks(parties: Sequence[Party]) -> Mapping[tuple[str, str], list[int]]:
    """Return what companies have in common → their places."""
    blocks: defaultdict[tuple[str, str], dict[int, None]] = defaultdict(dict)
    for place, party in enumerate(parties):
        for code in party.codes:
            blocks["code", code][place] = None
        for written in party.written:
            blocks["same", written.squeezed][place] = None
            blocks["begins", written.squeezed[:_BEGINNING]][place] = None
            blocks["ends", written.squeezed[-_BEGINNING:]][place] = None
            for word in written.words:
                blocks["word", word][place] = None
            if len(written.sound) >= _SOUND:
                blocks["sounds", written.sound[:_SOUND]][place] = None
            blocks["sound", written.sound][place] = None
    return {key: list(members) for key, members in blocks.items() if len(members) > 1}


@dataclass(slots=True)
class _Heads:
    """Finds companies whose name begins another one's; the longest such name counts."""

    parties: Sequence[Party]

    def pairs(self) -> Iterator[tuple[int, int]]:
        places: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
        for place, party in enumerate(self.parties):
            for written in party.written:
                places[written.words].append(place)
        for place, party in enumerate(self.parties):
            for written in party.written:
                yield from ((place, head) for head in self._longest(written, places))

    def _longest(self, written: Written, places: Mapping[tuple[str, ...], list[int]]) -> list[int]:
        for count in range(len(written.words) - 1, 0, -1):
            if found := places.get(written.words[:count]):
                return found
        return []
