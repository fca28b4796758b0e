"""Companies with the stakes that one holds of the other, where a stake may be unknown."""

from collections.abc import Iterator, Sequence

from circflow.views.layout import Cell, Span, Style, Unit, unit, words
from circflow.views.wording import NOTHING, Names, value_text


def holdings(companies: Sequence[str], stakes: Sequence[float | None], names: Names) -> Cell:
    """Return a chain of holders, `A → 50% → B`, or holders side by side, `A 50%, B`.

    Args:
        companies: Their ids.
        stakes: Percent: one for each step of a chain, or one for each holder; None when not stated.
        names: By company id.
    """
    if not companies:
        return words(NOTHING)
    return tuple(
        _holders(companies, stakes, names) if len(stakes) == len(companies) else _chain(companies, stakes, names)
    )


def _chain(companies: Sequence[str], stakes: Sequence[float | None], names: Names) -> Iterator[Unit]:
    yield unit(names[companies[0]], Style.STRONG)
    for company, stake in zip(companies[1:], stakes, strict=False):
        arrow = "→ " if stake is None else f"→ {value_text(stake)}% → "
        yield (Span(arrow, Style.FAINT), Span(names[company], Style.STRONG))


def _holders(companies: Sequence[str], stakes: Sequence[float | None], names: Names) -> Iterator[Unit]:
    last = len(companies) - 1
    for at, (company, stake) in enumerate(zip(companies, stakes, strict=True)):
        share = "" if stake is None else f" {value_text(stake)}%"
        yield unit(f"{names[company]}{share}{',' * (at < last)}")
