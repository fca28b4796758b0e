"""A person goes through proposals: what is asked next, and what is kept of the answers."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from circflow.model.match import SAME, Match
from circflow.sheets.matching.agreement import Agreement, agreement
from circflow.sheets.matching.alike import SUBSIDIARY

_Pair = frozenset[str]


class Review:
    """Proposals and decisions, in their order.

    Args:
        matches: Rows that a file has already; their decisions stay.
        proposed: Pairs that may be one; those that the rows have are not added again.
        where: The file, for messages.

    Raises:
        PackageError: the decisions contradict each other.
    """

    def __init__(self, matches: Sequence[Match], proposed: Iterable[Match], where: str = "") -> None:
        agreement(matches, where)
        self._rows: dict[_Pair, Match] = {_pair(match): match for match in matches}
        for match in proposed:
            self._rows.setdefault(_pair(match), match)
        self._where = where

    @property
    def rows(self) -> list[Match]:
        """Return all rows, decided ones and others."""
        return list(self._rows.values())

    @property
    def decided(self) -> int:
        """Return the number of decisions."""
        return sum(1 for match in self._rows.values() if match.decision)

    def check(self) -> None:
        """See whether the decisions contradict each other.

        Raises:
            PackageError: they do.
        """
        agreement(self.rows, self._where)

    def open(self, passed: Sequence[Match] = ()) -> list[Match]:
        """Return what is left to ask: pairs that no decision answers.

        Args:
            passed: Pairs that somebody wants to leave undecided.
        """
        left = {_pair(match) for match in passed}
        agreed = agreement(self.rows, self._where)
        answered = {_ends(match, agreed) for match in agreed.matches}
        return [
            match
            for match in self._rows.values()
            if not match.decision
            and _pair(match) not in left
            and len(ends := _ends(match, agreed)) > 1
            and ends not in answered
        ]

    def decide(self, match: Match, decision: str, by: str, at: str) -> Match:
        """Keep a decision.

        Where one of the two is another company already, the decision that they are one is about that company.

        Returns:
            The row as it is kept.
        """
        agreed = agreement(self.rows, self._where)
        if decision == SAME:
            match = replace(match, company_id=agreed.end(match.company_id), other_id=agreed.end(match.other_id))
        made = replace(match, decision=decision, by=by if decision else "", at=at if decision else "")
        self._rows[_pair(made)] = made
        return made

    def accept(self, least: int, by: str, at: str) -> None:
        """Decide that pairs of a likeness are the same, subsidiaries and what other decisions speak against left out.

        Raises:
            PackageError: companies would become one that belong to two groups by other decisions.
        """
        agreed = agreement(self.rows, self._where)
        ends = dict(agreed.ends)

        def end(company: str) -> str:
            while company in ends:
                company = ends[company]
            return company

        apart: defaultdict[str, set[str]] = defaultdict(set)
        for match in agreed.matches:
            if match.decision != SAME:
                one, other = end(match.company_id), end(match.other_id)
                apart[one].add(other)
                apart[other].add(one)
        for match in self.rows:
            away, stays = end(match.company_id), end(match.other_id)
            if match.decision or (match.score or 0) < least or match.reason == SUBSIDIARY:
                continue
            if away == stays or stays in apart[away]:
                continue
            made = replace(match, company_id=away, other_id=stays, decision=SAME, by=by, at=at)
            self._rows[_pair(made)] = made
            ends[away] = stays
            for other in apart.pop(away, ()):
                apart[other].add(stays)
                apart[stays].add(other)
        self.check()

    def undo(self, match: Match) -> None:
        """Take a decision back."""
        self._rows[_pair(match)] = replace(match, decision="", by="", at="")


def _ends(match: Match, agreed: Agreement) -> _Pair:
    return frozenset((agreed.end(match.company_id), agreed.end(match.other_id)))


def _pair(match: Match) -> _Pair:
    return frozenset((match.company_id, match.other_id))
