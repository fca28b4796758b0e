import pytest
from hypothesis import given
from hypothesis import strategies as st

from circflow.text.names import Meaning, name_key, resolve


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("OpenAI", "openai"),
        ("ＯｐｅｎＡＩ", "OpenAI"),
        ("SoftBank  Group\u3000Corp.", "softbank group corp."),
        ("ﾇｳﾞｨﾃﾞｨｱ", "ヌヴィディア"),
    ],
)
def test_the_same_name_has_one_key(one, other):
    assert name_key(one) == name_key(other)


@given(st.text(), st.text(alphabet=" \t\u3000"))
def test_a_key_is_its_own_key_and_spaces_around_do_not_count(text, spaces):
    assert name_key(spaces + text + spaces) == name_key(text) == name_key(name_key(text))


def test_one_meaning_resolves():
    assert resolve("AWS", [Meaning("amazon", "segment"), Meaning("amazon", "short")], {}).company_id == "amazon"


def test_an_ambiguous_name_names_its_candidates():
    found = resolve(
        "SoftBank", [Meaning(id_, "short", ambiguous=True) for id_ in ("softbank-group", "softbank-corp")], {}
    )

    assert (found.company_id, found.ambiguous) == (None, True)
    assert found.candidates == ("softbank-corp", "softbank-group")


def test_a_person_is_a_hint_and_never_resolves():
    found = resolve("손정의", [Meaning("softbank-group", "person")], {})

    assert (found.company_id, found.candidates) == (None, ("softbank-group",))


def test_a_name_that_two_companies_carry_is_not_chosen():
    assert resolve("Acme", [Meaning("acme-us", "name"), Meaning("acme-eu", "name")], {}).company_id is None


def test_an_unknown_name_gets_suggestions_that_are_not_applied():
    found = resolve("Nvidea", [], {"nvidia": "nvidia", "nvda": "nvidia", "oracle": "oracle"})

    assert (found.company_id, found.candidates, found.ambiguous) == (None, ("nvidia",), False)
