"""Which companies are proposed as one, why, and which of the two stays."""

import pytest

from circflow.sheets.matching.parties import Party
from circflow.sheets.matching.proposals import proposals


def proposed(*parties):
    return [(match.company_id, match.other_id, match.reason) for match in proposals(parties)]


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        ("Zephyr Quill Ltd", "Zephyr Quill Inc.", "legal ending"),
        ("주식회사 새벽별나라", "새벽별나라", "legal ending"),
        ("Citibank N.A.", "Citibank NA", "spelling"),
        ("Privat Bank", "PrivatBank", "spelling"),
        ("Barclay's Bank Plc", "Barclays Bank", "spelling"),
        ("The Bank of Elsewhere", "Bank of Elsewhere", "spelling"),
        ("Ukrsotzbank", "Ukrsotsbank", "spelling"),
        ("VTB Bank", "Bank VTB", "spelling"),
        ("Novakom", "노바콤", "script"),
        ("ＮＯＶＡＫＯＭ", "novakom", "legal ending"),
        ("Zephyr Quill Trust Company", "Zephyr Quill", "subsidiary"),
    ],
)
def test_names_that_may_be_one_companys(one, other, reason):
    assert [why for _, _, why in proposed(Party("a", one), Party("b", other))] == [reason]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Bank of China", "Bank of Chile"),
        ("Quill Fund 1", "Quill Fund 2"),
        ("Zephyr", "Orchid"),
        ("ABC", "ABX"),
        ("", "Zephyr"),
        ("(주)", "株式会社"),
    ],
)
def test_names_of_different_companies(one, other):
    assert proposed(Party("a", one), Party("b", other)) == []


def test_a_shared_id_speaks_for_one_company_whatever_the_names():
    parties = Party("a", "Nordea Danmark", codes=frozenset({"x1"})), Party("b", "Unibank", codes=frozenset({"x1"}))
    assert proposed(*parties) == [("a", "b", "shared id")]


def test_the_one_that_is_known_stays_or_else_the_one_with_more_deals_and_a_longer_name_is_the_part():
    assert proposed(Party("nvidea", "Nvidea", deals=9), Party("nvidia", "Nvidia", known=True)) == [
        ("nvidea", "nvidia", "spelling")
    ]
    assert proposed(Party("z", "Zephyr", deals=1), Party("zt", "Zephyr Trust", deals=9)) == [("zt", "z", "subsidiary")]
    assert proposed(Party("a", "Ukrsotzbank", deals=1), Party("b", "Ukrsotsbank", deals=2)) == [("a", "b", "spelling")]


def test_companies_that_are_known_or_of_one_group_are_not_compared():
    known = [Party(id_, name, known=True) for id_, name in (("a", "Zephyr Ltd"), ("b", "Zephyr Inc"))]
    group = [Party(id_, name, group="g") for id_, name in (("a", "Zephyr Ltd"), ("b", "Zephyr Inc"))]
    assert proposed(*known) == proposed(*group) == []


def test_of_several_companies_that_begin_a_name_the_longest_is_proposed():
    parties = [Party(name, name) for name in ("Deutsche Bank", "Deutsche Bank Trust", "Deutsche Bank Trust Americas")]
    assert ("Deutsche Bank Trust Americas", "Deutsche Bank Trust", "subsidiary") in proposed(*parties)
    assert ("Deutsche Bank Trust", "Deutsche Bank", "subsidiary") in proposed(*parties)


def test_further_names_count_and_names_in_one_script_count_before_sound():
    known = Party("nvidia", "Nvidia", names=("엔비디아", "エヌビディア"), known=True)
    assert proposed(Party("n", "Nvidea"), known) == [("n", "nvidia", "spelling")]
    assert proposed(Party("n", "앤비디아"), known) == [("n", "nvidia", "spelling")]


def test_ten_thousand_companies_are_compared_by_what_is_rare_in_them():
    parties = [Party(f"c{number}", f"Bank {number:05d} of Somewhere") for number in range(10_000)]
    assert proposed(*parties, Party("x", "Quill Bank Ltd"), Party("y", "Quil Bank")) == [("x", "y", "spelling")]
