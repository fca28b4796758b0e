"""Arcs of tests, from short rows."""

from hypothesis import strategies as st

from circflow.money import Arc


def arcs(*rows) -> list[Arc]:
    """Read rows of payer, payee, amount: a number, a pair (the second None = open), or None when unknown."""
    read = []
    for payer, payee, amount in rows:
        low, high = amount if isinstance(amount, tuple) else (amount or 0, amount)
        read.append(Arc(payer, payee, low, high, deals=(f"{payer}{payee}",)))
    return read


THREE = (("N", "O", 100), ("O", "R", 300), ("R", "N", 40))


def intervals(companies="ABCDE", most=10, *, may_be_open=True):
    """Draw arcs with ranges."""
    pairs = [(a, b) for a in companies for b in companies if a != b]
    more = st.integers(0, 9) | st.none() if may_be_open else st.integers(0, 9)
    rows = st.lists(st.tuples(st.sampled_from(pairs), st.integers(0, 9), more), max_size=most)
    return rows.map(
        lambda drawn: [Arc(*pair, low, None if wider is None else low + wider) for pair, low, wider in drawn]
    )


def realised(data, known) -> list[Arc]:
    """Draw one amount for each arc."""
    drawn = []
    for arc in known:
        amount = data.draw(st.integers(arc.low, arc.low + 20 if arc.high is None else arc.high))
        drawn.append(Arc(arc.payer, arc.payee, amount, amount))
    return drawn
