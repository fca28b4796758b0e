"""What speaks against a circular reading, counted on the very rows of the report."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from circflow.reports.asking import LETTERS, OWNERS, Asked
from circflow.reports.parts import Block, Items, Section, items, say
from circflow.reports.reasons import gains
from circflow.reports.summary import count
from circflow.reports.tables import MOST, Tables
from circflow.views.document import Text
from circflow.views.wording import one_line

Row = Mapping[str, Any]

_INVESTMENT: Final = "INVESTS_IN"
_PURCHASE: Final = "BUYS_FROM"
_PAIR: Final = 2

_FINANCED: Final = (
    "an investment one way and a purchase the other. Suppliers finance their customers in many trades, such as "
    "aircraft, cars and telecom equipment, and customers buy into suppliers to secure what they need."
)
_SWAPPED: Final = "two purchases. Partners license to each other, and carriers and utilities swap capacity."
_HELD: Final = "made of holdings alone. Companies that work together often own parts of each other."
_LONG: Final = (
    "of three companies or more. The longer a chain may be, the more of them close in any market in which many "
    "companies trade; nobody need have seen the whole."
)


def doubts(asked: Asked, tables: Tables) -> Iterator[Section]:
    """Yield the section with its inner sections."""
    yield Section(
        "against",
        "What speaks against a circular reading",
        (
            say(
                "A chain of deals shows who promised what to whom. It does not show that the same money moved, that "
                "one deal was made because of another, or that anybody planned the whole."
            ),
        ),
    )
    yield Section("ordinary", "The same structure in ordinary business", _ordinary(asked), inner=True)
    yield Section("unknown", "Amounts that nobody states", _unknown(asked), inner=True)
    yield Section("letters", "Letters that never became contracts", _letters(asked, tables), inner=True)
    yield Section("gains", "What sources name as delivered or gained", _gains(asked, tables), inner=True)


def _ordinary(asked: Asked) -> tuple[Block, ...]:
    rings = asked.rings.rows
    told = [f"{_counted(rows)} {text}" for rows, text in _shapes(rings) if rows]
    if asked.answers[OWNERS].rows:
        told.append("Large investors hold many companies, and these trade with each other for ordinary reasons.")
    if rings and asked.rings.parameters["as_of"] is None:
        told.append("Deals of one chain may lie years apart; --as-of takes only those in force on a day.")
    return (items(*told),) if told else (say("Nothing was found that would need another reading."),)


def _counted(rings: Sequence[Row]) -> str:
    """Return how many chains a sentence is about, as its beginning."""
    return "1 chain is" if len(rings) == 1 else f"{len(rings):,} chains are"


def _shapes(rings: Sequence[Row]) -> Iterator[tuple[list[Row], str]]:
    pairs = [(ring, set(ring["relationships"])) for ring in rings if ring["hops"] == _PAIR]
    yield [ring for ring, types in pairs if types == {_INVESTMENT, _PURCHASE}], _FINANCED
    yield [ring for ring, types in pairs if types == {_PURCHASE}], _SWAPPED
    yield [ring for ring, types in pairs if _PURCHASE not in types], _HELD
    yield [ring for ring in rings if ring["hops"] > _PAIR], _LONG


def _unknown(asked: Asked) -> tuple[Block, ...]:
    rings = asked.rings.rows
    if not rings:
        return (say("No chain was found, so no amount of one is missing."),)
    unknown = [ring for ring in rings if ring["unknown_hops"]]
    mixed = [ring for ring in rings if ring["currency"] == "mixed"]
    told = []
    if unknown:
        told.append(
            f"Of {count(len(rings), 'chain')}, {count(len(unknown), 'has', 'have')} at least one hop without any "
            "amount: what goes round there is unknown, and may be nothing."
        )
    else:
        told.append("Every hop of every chain has an amount, be it only a range.")
    if mixed:
        told.append(
            f"{count(len(mixed), 'chain has', 'chains have')} amounts in several currencies, which are not compared."
        )
    told.append("An upper bound, such as “up to”, is no payment, and a range says how far apart the readings are.")
    return (items(*told),)


def _letters(asked: Asked, tables: Tables) -> tuple[Block, ...]:
    letters = asked.answers[LETTERS]
    told = [*_firm(asked)]
    if not letters.rows:
        told.append("No letter of intent stands without a later firm deal of the same type.")
        return (items(*told),)
    one = len(letters.rows) == 1
    told.append(
        f"{count(len(letters.rows), 'letter')} of intent {'was' if one else 'were'} not followed by a firm deal of the "
        "same type between the same groups, as far as the data know:"
    )
    return (items(*told), *tables.answer(letters))


def _firm(asked: Asked) -> Iterator[str]:
    rings, firm = asked.rings, asked.firm
    if rings.rows and firm is not None:
        left = (
            f"{firm.row_count:,} of {count(rings.row_count, 'chain')} {'remains' if firm.row_count == 1 else 'remain'}"
        )
        if firm.row_count < rings.row_count:
            yield f"Without rumours, negotiations, letters of intent, plans and conditional deals, {left}."
        elif not (firm.truncated or rings.truncated):
            yield "Each chain closes by firm deals alone; no hop needs a rumour, a plan or a letter of intent."
    guaranteed = [ring for ring in rings.rows if ring["contingent"]]
    if guaranteed:
        yield (
            f"{_counted(guaranteed)} closed by a guarantee or backstop alone at some hop, which is due only if "
            "something happens; --no-contingent leaves them out."
        )


def _gains(asked: Asked, tables: Tables) -> tuple[Block, ...]:
    found = gains(asked)
    if not found:
        return (
            say(
                "The deals behind these rows name no quantity that is delivered, and none of "
                f"{count(len(asked.claims), 'claim')} about them speaks of a gain in the words that were looked for."
            ),
        )
    lines = tuple(
        (
            Text(one_line(gain.deal), to=tables.to(gain.deal)),
            Text(f": {one_line(gain.text)}" + (f" ({one_line(gain.source)})" if gain.source else "")),
        )
        for gain in found[:MOST]
    )
    blocks = (say("A purchase that delivers something is paid for that, whoever else pays whom."), Items(lines))
    left = len(found) - len(lines)
    return (*blocks, say(f"{left:,} more stand in circflow evidence of the deals.")) if left else blocks
