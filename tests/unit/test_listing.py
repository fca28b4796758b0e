"""Lists in sentences."""

import pytest

from circflow.listing import listed


@pytest.mark.parametrize(
    ("items", "most", "said"),
    [
        ([], 5, ""),
        (["a"], 1, "a"),
        (["a", "b"], 1, "a and 1 more"),
        (iter("abc"), 3, "a, b, c"),
        (map(str, range(2_000)), 2, "0, 1 and 1,998 more"),
    ],
)
def test_the_first_few_are_named_and_the_others_counted(items, most, said):
    assert listed(items, most) == said


def test_items_with_commas_are_set_apart_otherwise():
    assert listed(["a, b", "c", "d"], 2, between="; ") == "a, b; c and 1 more"
