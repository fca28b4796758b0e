"""Decisions → what each company is, once it is certain that they do not contradict each other."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from circflow.errors import PackageError
from circflow.model.match import DIFFERENT, PART, SAME, Match

_CHANGE: Final = "Change or clear one of the decisions."


@dataclass(frozen=True, slots=True)
class Agreement:
    """Decisions that fit together.

    Attributes:
        ends: Company → the one that it is.
        heads: Company, as it stays → the one whose group it belongs to.
        matches: The decisions.
        where: The file.
    """

    ends: Mapping[str, str] = field(default_factory=dict)
    heads: Mapping[str, str] = field(default_factory=dict)
    matches: tuple[Match, ...] = ()
    where: str = ""

    def end(self, company: str) -> str:
        """Return which company one is."""
        return self.ends.get(company, company)

    def used(self, companies: Collection[str]) -> tuple[Match, ...]:
        """Return the decisions that change something for companies, each with the one that stays in the end."""
        reached = set(companies)
        for match in self._in_order():
            if match.company_id in reached:
                reached.add(match.other_id)
        ends = {self.end(company) for company in companies}
        return tuple(
            replace(match, other_id=self.end(match.other_id))
            for match in self.matches
            if (match.decision == SAME and match.company_id in reached)
            or (match.decision == PART and self.end(match.company_id) in ends)
        )

    def _in_order(self) -> list[Match]:
        """Return who is whom, each before the one that it leads to."""
        same = [match for match in self.matches if match.decision == SAME]
        steps = {match.company_id: match.other_id for match in same}

        def depth(company: str) -> int:
            count = 0
            while company in steps:
                company, count = steps[company], count + 1
            return count

        return sorted(same, key=lambda match: -depth(match.company_id))


NOTHING: Final = Agreement()
"""Nobody has decided anything."""


def agreement(matches: Sequence[Match], where: str) -> Agreement:
    """Take decisions together.

    Args:
        matches: Rows of a file; those that are not decided play no part.
        where: The file, for messages.

    Raises:
        PackageError: they contradict each other, go round in a circle, or nobody has signed them.
    """
    decided = [match for match in matches if match.decision]
    _check_rows(decided, where)
    ends = _ends([match for match in decided if match.decision == SAME], where)
    _check_different(decided, ends, where)
    heads = _heads([match for match in decided if match.decision == PART], ends, where)
    return Agreement(ends, heads, tuple(decided), where)


def _check_rows(decided: Sequence[Match], where: str) -> None:
    pairs: dict[frozenset[str], Match] = {}
    for match in decided:
        place = _place(match, where)
        if match.company_id == match.other_id:
            raise PackageError(f"'{match.company_id}' is compared with itself", where=place)
        if not (match.by and match.at):
            raise PackageError(
                f"nobody has signed the decision that {match}",
                where=place,
                hint="Fill the columns by and at, or run circflow match again, which signs what was decided by hand.",
            )
        first = pairs.setdefault(frozenset((match.company_id, match.other_id)), match)
        if first.decision != match.decision:
            raise PackageError(
                f"'{match.company_id}' and '{match.other_id}' are decided to be '{match.decision}' here and "
                f"'{first.decision}' on line {first.line}",
                where=place,
                hint=_CHANGE,
            )


def _place(match: Match, where: str) -> str:
    """Return where a decision stands; one that was made just now stands nowhere yet."""
    return f"{where}:{match.line}" if match.line else where


def _ends(same: Sequence[Match], where: str) -> dict[str, str]:
    """Return for each company that is another one which it is in the end."""
    steps: dict[str, Match] = {}
    for match in same:
        steps.setdefault(match.company_id, match)
    ends: dict[str, str] = {}
    for begin in steps:
        passed: dict[str, None] = {}
        at = begin
        while at in steps and at not in ends:
            if at in passed:
                circle = [*passed][[*passed].index(at) :]
                raise PackageError(
                    f"companies stand for one another in a circle: {' → '.join([*circle, at])}",
                    where=_place(steps[at], where),
                    hint="Decide which of them stays, and let the others be that one.",
                )
            passed[at] = None
            at = steps[at].other_id
        ends.update(dict.fromkeys(passed, ends.get(at, at)))
    for match in same:
        end, other = ends[match.company_id], ends.get(match.other_id, match.other_id)
        if end != other:
            first = steps[match.company_id].line
            raise PackageError(
                f"'{match.company_id}' is said to be '{other}' here and '{end}' on line {first}, and nothing says that "
                "these two are one",
                where=_place(match, where),
                hint=f"If they are, add the row: {other},,same,{end}",
            )
    return ends


def _check_different(decided: Sequence[Match], ends: Mapping[str, str], where: str) -> None:
    for match in decided:
        one, other = (ends.get(company, company) for company in (match.company_id, match.other_id))
        if match.decision != SAME and one == other:
            said = "different" if match.decision == DIFFERENT else "a company and a part of its group"
            raise PackageError(
                f"'{match.company_id}' and '{match.other_id}' are decided to be {said}, and by other rows both are "
                f"'{one}'",
                where=_place(match, where),
                hint=_CHANGE,
            )


def _heads(parts: Sequence[Match], ends: Mapping[str, str], where: str) -> dict[str, str]:
    heads: dict[str, Match] = {}
    for match in parts:
        company, head = (ends.get(one, one) for one in (match.company_id, match.other_id))
        first = heads.setdefault(company, replace(match, other_id=head))
        if first.other_id != head:
            raise PackageError(
                f"'{company}' is said to be of the group '{head}' here and of '{first.other_id}' on line {first.line}",
                where=_place(match, where),
                hint="A company has one group. " + _CHANGE,
            )
    found = {company: match.other_id for company, match in heads.items()}
    for company, match in heads.items():
        passed, at = [company], company
        while at in found:
            at = found[at]
            passed.append(at)
            if at == company:
                raise PackageError(
                    f"groups are parts of one another in a circle: {' → '.join(passed)}",
                    where=_place(match, where),
                    hint=_CHANGE,
                )
            if len(passed) > len(found) + 1:
                break  # a circle of others, which is found from there
    return found
