"""The greatest and the least payments with which nobody pays more than it has, nor keeps what it owes."""

from collections.abc import Mapping, Sequence
from typing import Any

from circflow.money.solvers import needed

Units = Any
"""An array of money, one figure for each company."""

_SETTLED = 1e-13


class Debts:
    """Promises between companies, by number.

    Args:
        payers: Payer of each promise; every pair stands once.
        payees: Its payee.
        amounts: What is promised, above 0.
        companies: How many there are.
        fixed: Share of its promises that a company pays whatever it has.
        recovery: Share of what it has that a company which cannot pay all passes on.
    """

    def __init__(
        self,
        payers: Sequence[int],
        payees: Sequence[int],
        amounts: Sequence[int],
        *,
        companies: int,
        fixed: Mapping[int, float],
        recovery: float,
    ) -> None:
        numpy, sparse = needed("numpy"), needed("scipy.sparse")
        self._numpy, self._sparse = numpy, sparse
        self._companies = companies
        units = numpy.array(amounts, dtype=float)
        self._promised = (
            numpy.bincount(payers, weights=units, minlength=companies) if payers else numpy.zeros(companies)
        )
        self._due = numpy.bincount(payees, weights=units, minlength=companies) if payees else numpy.zeros(companies)
        shares = units / self._promised[list(payers)] if payers else units
        # Row: who is paid; column: who pays.
        self._shares = sparse.csr_matrix((shares, (payees, payers)), shape=(companies, companies))
        self._is_fixed = numpy.zeros(companies, dtype=bool)
        self._pays_fixed = numpy.zeros(companies)
        for company, share in fixed.items():
            self._is_fixed[company] = True
            self._pays_fixed[company] = share * self._promised[company]
        self._recovery = recovery

    def lacking(self, paid: Units) -> Units:
        """Return what each company does not get of what it is promised."""
        return self._due - self._shares @ paid

    def greatest(self, outside: Sequence[int]) -> Units:
        """Return the greatest payments: all pay at first, and those who cannot are found in rounds."""
        return self._from_above(self._numpy.array(outside, dtype=float), self._is_fixed, self._pays_fixed)

    def least(self, outside: Sequence[int]) -> Units:
        """Return the least payments: nobody pays what does not begin with money from outside.

        Without loss in recovery, payments of those whom outside money reaches are unique once the others pay nothing
        (every closed set among them takes in something: Eisenberg and Noe's regular case). With loss they are not, and
        payments grow from nothing until they settle.
        """
        numpy = self._numpy
        own = numpy.array(outside, dtype=float)
        if self._recovery == 1:
            silent = ~(self._reached(own) | self._is_fixed)
            return self._from_above(own, self._is_fixed | silent, numpy.where(silent, 0, self._pays_fixed))
        paid = numpy.where(self._is_fixed, self._pays_fixed, 0)
        while True:
            has = own + self._shares @ paid
            pays = numpy.where(self._can(has), self._promised, self._recovery * has)
            pays = numpy.where(self._is_fixed, self._pays_fixed, pays)
            # Up only: what the arithmetic takes off again is no change.
            pays = numpy.maximum(pays, paid)
            settled = bool((pays - paid <= _SETTLED * (1 + self._promised)).all())
            paid = pays
            if settled:
                return paid

    def _from_above(self, own: Units, is_fixed: Units, pays_fixed: Units) -> Units:
        """Find in rounds who cannot pay when everybody else does (fictitious default)."""
        numpy = self._numpy
        paid = numpy.where(is_fixed, pays_fixed, self._promised)
        failing = numpy.zeros(self._companies, dtype=bool)
        while True:
            fails = failing | (~is_fixed & ~self._can(own + self._shares @ paid))
            if (fails == failing).all():
                return paid
            failing = fails
            paid = numpy.where(is_fixed, pays_fixed, self._promised)
            paid[failing] = self._passed_on(own, paid, failing)

    def _passed_on(self, own: Units, paid: Units, failing: Units) -> Units:
        """Return what those pay who pass on all that they have, while the others pay as given."""
        numpy = self._numpy
        linear = needed("scipy.sparse.linalg")
        others = numpy.where(failing, 0, paid)
        has = (own + self._shares @ others)[failing]
        among = self._shares[failing][:, failing]
        system = self._sparse.identity(among.shape[0], format="csc") - self._recovery * among.tocsc()
        return numpy.atleast_1d(linear.spsolve(system, self._recovery * has)).clip(0, self._promised[failing])

    def _can(self, has: Units) -> Units:
        """Return who has enough; what only the arithmetic takes off is enough."""
        return has >= self._promised - 1e-6 - 1e-12 * self._promised

    def _reached(self, own: Units) -> Units:
        """Return whom money from outside reaches, through companies that pay what they get."""
        reached = (own > 0) | (self._is_fixed & (self._pays_fixed > 0))
        passes = ~self._is_fixed | (self._pays_fixed > 0)
        links = self._shares > 0
        while True:
            further = reached | ((links @ (reached & passes).astype(float)) > 0)
            if (further == reached).all():
                return reached
            reached = further
