"""Who holds how much of whom: one share for each owner and held company, with the range that is known of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from circflow.errors import InputError

WHOLE: Final = 100


@dataclass(frozen=True, slots=True)
class Share:
    """What one company holds of another, in percent.

    Attributes:
        owner: Who holds it.
        held: Whose share it is.
        low: Least percent, 0 to 100; 0 when nothing is known. A warrant that is not exercised counts as 0.
        high: Most percent; None when it is open or nothing is known.
        deals: Ids of the deals behind it.

    Raises:
        InputError: no percent, a high below the low, or a company without a name.
    """

    owner: str
    held: str
    low: float = 0
    high: float | None = None
    deals: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        for company in (self.owner, self.held):
            if not isinstance(company, str) or not company:
                raise InputError(f"a share needs the ids of two companies, and {company!r} is none")
        for percent in (self.low, self.most):
            number = isinstance(percent, int | float | Fraction) and not isinstance(percent, bool)
            if not number or not 0 <= percent <= WHOLE:
                raise InputError(f"{self.owner} of {self.held}: a share is 0 to 100 percent, and {percent!r} is not")
        if self.most < self.low:
            raise InputError(f"{self.owner} of {self.held}: {self.low} to {self.most} is no range of percent")

    @property
    def most(self) -> float:
        """Most percent; 100 when it is open."""
        return WHOLE if self.high is None else self.high


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A company whose stakes make no sense together.

    Attributes:
        company: Whose shares, or some of them, were left out.
        reason: Why.
    """

    company: str
    reason: str


def usable(shares: Iterable[Share]) -> tuple[dict[str, tuple[Share, ...]], tuple[LeftOut, ...]]:
    """Return the owners of each held company, and the companies that were left out.

    Left out are all shares of a company of which more than 100 percent is held at the least, and what a company holds
    of itself; the shares of the others are taken as they are stated.

    Raises:
        InputError: something else than shares, or two shares of one owner and one held company.
    """
    owners: dict[str, dict[str, Share]] = {}
    left_out = []
    for share in shares:
        if not isinstance(share, Share):
            raise InputError(f"{share!r} is no share")
        if share.owner == share.held:
            left_out.append(LeftOut(share.held, f"it holds {_percent(share)} of itself, which was left out"))
            continue
        if share.owner in owners.setdefault(share.held, {}):
            raise InputError(
                f"{share.owner} has two shares of {share.held}", hint="Give the latest one that names a percent."
            )
        owners[share.held][share.owner] = share
    for held in sorted(owners):
        # Exactly: 33.3 and 33.3 and 33.4 are 100.
        together = sum((Fraction(str(share.low)) for share in owners[held].values()), Fraction(0))
        if together > WHOLE:
            left_out.append(LeftOut(held, f"its stakes add up to {float(together):g} %, more than 100 %"))
            del owners[held]
    kept = {
        held: tuple(sorted(of_one.values(), key=lambda share: share.owner)) for held, of_one in sorted(owners.items())
    }
    return {held: of_one for held, of_one in kept.items() if of_one}, tuple(left_out)


def _percent(share: Share) -> str:
    return f"{share.low:g} %" if share.low == share.most else f"{share.low:g} to {share.most:g} %"
