"""Companies are given by id or by any unambiguous name, in any script."""

import pytest

from circflow.errors import ParamError
from circflow.session import Graph

pytestmark = pytest.mark.live

_WAYS = {
    "openai": ("OpenAI", "오픈AI", "오픈에이아이", "オープンAI", "openai", "OPENAI", "ＯｐｅｎＡＩ", " OpenAI "),
    "microsoft": ("Microsoft", "Azure", "애저", "アジュール", "마이크로소프트", "マイクロソフト", "MSFT"),
    "amazon": ("AWS", "Amazon Web Services", "아마존", "アマゾン"),
    "softbank-group": ("SoftBank Group", "소프트뱅크그룹", "ソフトバンクグループ", "SBG"),
    "softbank-corp": ("SoftBank Corp.", "ソフトバンク株式会社"),
    "ly-corp": ("라인야후", "라인 야후", "LINEヤフー", "Z Holdings"),
}


@pytest.mark.parametrize(("company", "name"), [(id_, name) for id_, names in _WAYS.items() for name in names])
def test_any_way_to_write_a_company_gives_the_same_answer(company: str, name: str, shipped: Graph) -> None:
    by_id = shipped.run("company-deals", company=company, by="company")
    by_name = shipped.run("company-deals", company=name, by="company")
    assert by_name.parameters == by_id.parameters
    assert by_name.rows == by_id.rows
    assert by_name.row_count > 0


@pytest.mark.parametrize("name", ["SoftBank", "소프트뱅크", "ソフトバンク"])
def test_ambiguous_name_is_answered_with_both_candidates(name: str, shipped: Graph) -> None:
    with pytest.raises(ParamError) as caught:
        shipped.run("pair-roles", first=name, second="openai")
    for candidate in ("SoftBank Group (softbank-group)", "SoftBank Corp. (softbank-corp)"):
        assert candidate in str(caught.value)
    assert "id" in (caught.value.hint or "")


def test_unknown_name_is_answered_with_a_similar_one(shipped: Graph) -> None:
    with pytest.raises(ParamError, match=r"'Nvidea'; did you mean Nvidia \(nvidia\)\?"):
        shipped.run("company-deals", company="Nvidea")


def test_person_is_a_hint_and_no_company(shipped: Graph) -> None:
    with pytest.raises(ParamError, match="softbank-group"):
        shipped.run("company-deals", company="손정의")


def test_what_is_left_out_can_be_named_like_a_company(shipped: Graph) -> None:
    by_name = shipped.run("round-trips", without=["엔비디아"], datasets=["ai-deals"])
    by_id = shipped.run("round-trips", without=["nvidia"], datasets=["ai-deals"])
    assert by_name.rows == by_id.rows
    assert by_name.row_count == 20


@pytest.mark.parametrize("ask", [{"without": ["D-9999"]}, {"datasets": ["ai-deal"]}])
def test_unknown_deal_or_data_set_is_told(ask: dict[str, list[str]], shipped: Graph) -> None:
    with pytest.raises(ParamError, match=next(iter(ask.values()))[0]):
        shipped.run("round-trips", **ask)
