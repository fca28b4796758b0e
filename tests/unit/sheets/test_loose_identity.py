"""When two rows are one deal, and two readings one data set."""

from pathlib import Path

import pytest
from loose_sheet import deals, rejects, sheet

from circflow.sheets.reject_file import reject_files


def test_a_repeated_row_is_rejected_and_another_source_is_a_further_claim(tmp_path):
    found = sheet(
        tmp_path,
        "Investor,Investee,Amount,Date,Source\nNvidia,OpenAI,$30bn,2026-02-27,Reuters\n"
        "Nvidia,OpenAI,$30bn,2026-02-27,Reuters\nエヌビディア,오픈AI,300億ドル,2026-02-27,Nikkei\n",
    )

    assert len(found.package.deals) == 1
    assert rejects(found) == [(3, "", "repeated-row")]
    assert [(claim.source_id, claim.line) for claim in found.package.claims] == [("Reuters", 2), ("Nikkei", 4)]


def test_the_same_row_in_the_next_version_is_the_same_deal(tmp_path):
    first = sheet(tmp_path, "Investor,Investee,Amount\nNvidia,OpenAI,$30bn\n")
    second = sheet(tmp_path, "Note,Investee,Investor,Amount\nnew,xAI,AMD,$1bn\nseen,오픈AI,엔비디아,300억 달러\n")
    assert first.package.deals[0].deal_id == second.package.deals[1].deal_id


def test_own_ids_are_kept_and_a_doubled_one_is_rejected(tmp_path):
    found = sheet(tmp_path, "Deal ID,Investor,Investee\nX-1,Nvidia,OpenAI\nX-1,Nvidia,xAI\n")
    assert deals(found, "deal_id") == [("X-1",)]
    assert rejects(found) == [(3, "Deal ID", "doubled-id")]


@pytest.mark.parametrize(
    "head",
    [
        "Investor,Investee,Amount ($bn)\n",
        "(unit: $bn),,\nInvestor,Investee,Amount\n",
        "Parties,,Deal ($bn)\nInvestor,Investee,Amount ($bn)\n",
        "Who,,\nInvestor,Investee,Amount ($bn)\n",
        "Investor,Investee,Amount\n,,($bn)\n",
    ],
)
def test_rejected_rows_can_be_corrected_and_loaded(tmp_path, head):
    found = sheet(tmp_path, f"{head}Nvidia,OpenAI,lots\nNvidia,xAI,2\n")
    (content,) = reject_files(Path("x.csv"), found.rejects, found.headers).values()
    again = sheet(tmp_path, content.replace(b"lots", b"5", 1), name="again.csv")

    assert deals(found, "target", "amount_low") == [("xai", 2_000_000_000)]
    assert deals(again, "source", "target", "amount_low") == [("nvidia", "openai", 5_000_000_000)]
    assert again.sheets.questions == []


def test_the_same_bytes_read_in_another_way_are_another_data_set(tmp_path):
    text = "From,To\nNvidia,OpenAI\n"
    found = [sheet(tmp_path, text, relationship=word).package.sha256 for word in ("sells to", "buys from", "sells to")]
    assert found[0] == found[2] != found[1]
