import pytest
from hypothesis import given
from hypothesis import strategies as st

from circflow.model import Amount
from circflow.model.amount import interval_label

B = 10**9


@pytest.mark.parametrize(
    ("low", "high", "currency", "label"),
    [
        (30 * B, 50 * B, "USD", "$30B–$50B"),
        (22_400_000_000, 22_400_000_000, "USD", "$22.4B"),
        (0, 370 * B, "KRW", "up to ₩370B"),
        (4 * B, None, "USD", "at least $4B"),
        (None, 5, "EUR", "up to €5"),
        (0, 0, "USD", "$0"),
        (88 * 10**12, 88 * 10**12, "KRW", "₩88T"),
        (15, 15, "CHF", "CHF 15"),
        (999_600_000, 999_600_000, "USD", "$1B"),
        (1_234_500_000_000_000, 1_234_500_000_000_000, "JPY", "¥1,234T"),
        (None, None, None, "undisclosed"),
    ],
)
def test_an_interval_reads_as_people_write_it(low, high, currency, label):
    assert interval_label(low, high, currency) == label
    assert Amount(low, high, currency).label() == label


@given(st.integers(0, 2**63 - 1))
def test_a_label_is_never_off_by_a_power_of_ten(units):
    label = interval_label(units, units, None)
    scale = {"T": 10**12, "B": 10**9, "M": 10**6, "k": 10**3}.get(label[-1], 1)
    shown = float(label.rstrip("TBMk").replace(",", "")) * scale

    assert shown == pytest.approx(units, rel=0.005)
