"""The question of a report, its answer in two sentences, and what was asked of which data."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from circflow.model.amount import interval_label
from circflow.reports.asking import CONDITIONS, CONTRADICTIONS, OWNERS, SUPPORT, THROUGH, Asked
from circflow.views.footer import remarks
from circflow.views.wording import Names, one_line

Row = Mapping[str, Any]

_ASKED: Final = ("Asked", "Data", "Status")
_HOPS: Final = "max_hops"
_POINTS: Final = "points on which sources disagree"


def title(asked: Asked) -> str:
    """Return the title of the report."""
    datasets = [stamp.id for stamp in asked.rings.datasets]
    return f"Deals that lead back: {_named(asked, 'and') or _joined(datasets, 'and') or 'nothing is loaded'}"


def question(asked: Asked) -> str:
    """Return what is asked."""
    return (
        f"Which {_chains(asked)} lead back to the company that paid, who owns both ends of a sale, and what speaks "
        "against reading this as money that goes round?"
    )


def answer(asked: Asked) -> tuple[str, str]:
    """Return the answer: what there is, and how little of it is known."""
    if asked.companies and len(asked.absent) == len(asked.companies):
        be = "is" if len(asked.companies) == 1 else "are"
        return (
            f"{_named(asked, 'and')} {be} in no deal that fits.",
            "So there is no chain that leads back, no shared owner, no guarantee and no open condition to tell of.",
        )
    return _found(asked), _known(asked)


def conditions(asked: Asked) -> str:
    """Return under which conditions the first question was asked, and of which data."""
    # The companies are named by the question; an answer about one of several knows that one alone.
    asked_of = {name: value for name, value in asked.rings.parameters.items() if name != THROUGH}
    rings = replace(asked.rings, parameters=asked_of)
    told = (remark.line for remark in remarks(rings, rings.row_count) if remark.label in _ASKED)
    return " ".join(f"{line.removesuffix('.')}." for line in told)


def count(number: int, one: str, many: str | None = None) -> str:
    """Return a number with its noun: `no ring`, `1 ring`, `2 rings`."""
    if number == 1:
        return f"1 {one}"
    return f"{number:,} {many or one + 's'}" if number else f"no {many or one + 's'}"


def order(rings: Sequence[Row]) -> Callable[[Row], tuple[Any, ...]]:
    """Return a key that puts rings in the order of a report.

    First those that have an amount on every hop, in the currency that most of them have; the largest sure one on top.
    """
    usual = _usual_currency(rings)

    def key(ring: Row) -> tuple[Any, ...]:
        low, high = ring["carries_low"] or 0, ring["carries_high"] or 0
        return not _priced(ring), ring["currency"] != usual, -low, -high, ring["hops"], ring["ring"]

    return key


def _found(asked: Asked) -> str:
    rings = asked.rings.rows
    pairs = len({(row["customer"], row["supplier"]) for row in asked.answers[OWNERS].rows})
    least = "at least " if asked.rings.truncated and rings else ""
    back = f"{least}{_chains(asked, len(rings))} {'leads' if len(rings) == 1 else 'lead'} back to the company that paid"
    owners = count(pairs, "pair of a customer and its supplier has", "pairs of a customer and its supplier have")
    return _capital(f"{back}, and {owners} an owner in common.")


def _known(asked: Asked) -> str:
    beside = _beside(asked)
    rings = asked.rings.rows
    if not rings:
        return _capital(f"{beside}.")
    return _capital(f"{_money(rings)}; {beside}.")


def _money(rings: Sequence[Row]) -> str:
    """Return how much is known of what the rings can carry."""
    sure = sorted(filter(_priced, rings), key=order(rings))
    if not sure:
        which = (
            "the chain has no amount on some hop"
            if len(rings) == 1
            else "none of the chains has an amount on every hop"
        )
        return f"{which}, so that nothing is known of how much could go round"
    label = interval_label(sure[0]["carries_low"], sure[0]["carries_high"], sure[0]["currency"])
    if len(rings) == 1:
        return f"the chain has an amount on every hop and can carry {label}"
    known = f"of the chains, {len(sure):,} {'has' if len(sure) == 1 else 'have'} an amount on every hop"
    if len(sure) == 1:
        return f"{known} and can carry {label}"
    which = "the largest sure amount" if sure[0]["carries_low"] else "the largest limit"
    mixed = len({ring["currency"] for ring in sure}) > 1
    return f"{known}, and {which}{f' in {_usual_currency(rings)}' if mixed else ''} is on one that can carry {label}"


def _beside(asked: Asked) -> str:
    told = (
        count(len(asked.answers[SUPPORT].rows), "guarantee or backstop", "guarantees or backstops"),
        count(len(asked.answers[CONDITIONS].rows), "open condition"),
        count(len(asked.answers[CONTRADICTIONS].rows), "point on which sources disagree", _POINTS),
    )
    rings = asked.rings.row_count
    return f"{_joined(told, 'and')} stand beside {'them' if rings > 1 else 'it' if rings else 'this'}"


def _priced(ring: Row) -> bool:
    known = ring["carries_low"] is not None or ring["carries_high"] is not None
    return known and not ring["unknown_hops"]


def _usual_currency(rings: Sequence[Row]) -> str | None:
    counted = Counter(ring["currency"] for ring in rings if _priced(ring))
    return min(counted, key=lambda currency: (-counted[currency], str(currency)), default=None)


def _chains(asked: Asked, number: int | None = None) -> str:
    most = asked.rings.parameters[_HOPS]
    through = f" through {_named(asked, 'or')}" if asked.companies else ""
    counted = "chains" if number is None else count(number, "chain")
    return f"{counted} of at most {most} deals{through}"


def _named(asked: Asked, word: str) -> str:
    names = Names(asked.companies)
    return _joined([names[id_] for id_ in asked.companies], word)


def _joined(parts: Sequence[str], word: str) -> str:
    return one_line(f" {word} ".join(filter(None, [", ".join(parts[:-1]), *parts[-1:]])))


def _capital(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]
