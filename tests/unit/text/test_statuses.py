import csv
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from circflow.model import FIRMNESS
from circflow.text import statuses
from circflow.text.statuses import status_of
from circflow.text.tables import table


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("signed", "signed"),
        ("Signed (reported)", "signed"),
        ("signed, subject to approval", "signed"),
        ("signed letter of intent", "loi"),
        ("Signed MoU", "loi"),
        ("LOI (never definitive)", "loi"),
        ("plan announced", "planned"),
        ("announced plan", "planned"),
        ("announced, conditional on closing", "announced"),
        ("board resolution, subject to conditions", "conditional"),
        ("never closed", "terminated"),
        ("계약 체결됨", "signed"),
        ("基本合意を発表", "loi"),
        ("ＳＩＧＮＥＤ", "signed"),
    ],
)
def test_words_that_the_text_begins_with_say_the_status(text, status):
    assert status_of(text) == status


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("signed an MoU", "loi"),
        ("signed the LOI", "loi"),
        ("signed a non-binding term sheet", "loi"),
        ("signed two MoUs", "loi"),
        ("received LOI", "loi"),
        ("announced letter of intent", "loi"),
        ("announced plans to invest", "planned"),
        ("signed a definitive agreement", "signed"),
        ("agreement signed", "signed"),
        ("holding talks", "negotiating"),
        ("Holding discussions", "negotiating"),
        ("closed-door talks", "negotiating"),
        ("paid in part", "partially_funded"),
        ("partly funded", "partially_funded"),
        ("talks collapsed", "terminated"),
        ("deal called off", "terminated"),
        ("never signed", "terminated"),
        ("scrapped", "terminated"),
        ("fell through", "terminated"),
    ],
)
def test_in_english_what_the_verdict_is_about_counts(text, status):
    assert status_of(text) == status


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("계약 체결", "signed"),
        ("본계약 체결", "signed"),
        ("契約を締結した", "signed"),
        ("最終契約締結", "signed"),
        ("締結済み", "signed"),
        ("계약 체결 발표", "signed"),
        ("매각 계약 체결", "signed"),
        ("매각 완료", "exited"),
        ("투자 완료", "closed"),
        ("MOU체결", "loi"),
        ("LOI를 체결", "loi"),
        ("의향서 체결", "loi"),
        ("조건부 계약 체결", "conditional"),
        ("취소불능 계약 체결", "signed"),
        ("계약 종료일 2032년", "signed"),
        ("契約満了日は2032年", "signed"),
        ("契約(解除条項あり)", "signed"),
        ("체결 예정", "planned"),
        ("계약체결예정", "planned"),
        ("2026년 체결 예정", "planned"),
        ("契約締結予定", "planned"),
        ("契約締結へ", "planned"),
        ("완료 예정", "planned"),
        ("발표 예정", "planned"),
        ("保有予定", "planned"),
        ("체결 협상 중", "negotiating"),
        ("契約締結交渉中", "negotiating"),
        ("계약 검토 중", "negotiating"),
        ("検討中", "negotiating"),
        ("계약 임박", "negotiating"),
        ("계약 취소", "terminated"),
        ("계약 파기", "terminated"),
        ("체결 무산", "terminated"),
        ("契約見送り", "terminated"),
        ("基本合意解消", "terminated"),
        ("白紙撤回", "terminated"),
        ("협상 결렬", "terminated"),
        ("計画中止", "terminated"),
        ("발표 후 철회", "terminated"),
        ("계약 만료", "lapsed"),
        ("契約満了", "lapsed"),
    ],
)
def test_in_korean_and_japanese_the_last_word_decides(text, status):
    assert status_of(text) == status


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("signed, then terminated", "terminated"),
        ("signed (terminated Dec 2025)", "terminated"),
        ("announced, then cancelled", "terminated"),
        ("signed but later withdrawn", "terminated"),
        ("conditional; lapsed 2026-03-24, never closed", "lapsed"),
        ("holding (sold Nov 2025)", "exited"),
        ("보유(2025년 11월 매각)", "exited"),
        ("계약, 2025년 12월 해지", "terminated"),
        ("closed (expected)", "planned"),
        ("closed (expected Q1 2027)", "planned"),
        ("체결(예정)", "planned"),
        ("계약(협상 중)", "negotiating"),
        ("signed (LOI)", "loi"),
        ("signed - terminated", "terminated"),
        ("LOI → signed", "signed"),
        ("announced -> cancelled", "terminated"),
        # What comes next takes nothing back.
        ("signed, closing in March", "signed"),
        ("signed and closed", "signed"),
        ("signed, pending approval", "signed"),
        ("signed, to be closed in 2026", "signed"),
        ("계약 체결(2026년 완료 예정)", "signed"),
        ("체결(미완료)", "signed"),
        ("announced but not signed", "announced"),
        ("closed, expected to add revenue", "closed"),
        ("closed (sold at $5bn)", "closed"),
        ("holding (sold 10%)", "holding"),
        ("holding (sold part of it in 2025)", "holding"),
        ("holding (to be sold)", "holding"),
        ("보유(매각 10%)", "holding"),
        ("보유(매각 예정)", "holding"),
        ("terminated, appeal planned", "terminated"),
    ],
)
def test_a_remark_counts_where_it_takes_the_verdict_back(text, status):
    assert status_of(text) == status


@pytest.mark.parametrize(
    "text", ["", "agreed", "signage", "planner", "not signed", "closedown", "deal", "holding company"]
)
def test_unknown_words_say_nothing(text):
    assert status_of(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "미체결",
        "계약 미체결",
        "체결되지 않음",
        "완료되지 않음",
        "계약 체결 전",
        "시행 중단",
        "계획 없음",
        "契約未締結",
        "締結せず",
        "締結されていない",
        "契約前",
        "계약(미체결)",
        "not announced",
        "completed due diligence",
        "acquired, pending approval",
        "acquired (subject to approval)",
    ],
)
def test_what_is_denied_is_no_status(text):
    assert status_of(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "매각 예정",
        "종료 예정",
        "해지 예정",
        "終了予定",
        "売却交渉中",
        "to be terminated",
        "매각 무산",
        "해지 취소",
        "협상 종료",
        "계약, 2032년 만료",
    ],
)
def test_an_end_to_come_or_undone_leaves_open_how_firm_the_deal_is(text):
    assert status_of(text) is None


@pytest.mark.parametrize("text", ["paid in shares", "purchased with credits", "paid with cash", "bought for cash"])
def test_what_a_deal_is_paid_in_is_no_status(text):
    assert status_of(text) is None


@pytest.mark.parametrize("text", ["paid", "paid in 2024", "paid in full", "purchased shares", "invested in all"])
def test_that_it_is_paid_is_one(text):
    assert status_of(text) == "closed"


def test_the_table_has_each_word_once_and_only_statuses_of_the_ladder():
    with Path(statuses.__file__).with_name("status_words.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    words = [row["word"] for row in rows]
    assert len(set(words)) == len(words)
    assert {row["status"] for row in rows if row["status"]} <= FIRMNESS.keys()
    assert {row["part"] for row in rows} == {"", "aside", "denial", "modal"}
    assert all(row["status"] for row in rows if row["part"] in ("", "modal"))


@given(st.text())
def test_any_text_has_a_status_of_the_ladder_or_none(text):
    assert status_of(text) in {None, *FIRMNESS}


WORDS = [row["word"] for row in table("status_words")]


@settings(max_examples=500)
@given(st.lists(st.sampled_from([*WORDS, "2025", "(", ")", ",", "then", "を", "되지"]), max_size=6))
def test_any_words_of_the_table_have_a_status_of_the_ladder_or_none(words):
    assert status_of(" ".join(words)) in {None, *FIRMNESS}
