"""Decisions about companies in the database: what they change, what answers say of them, how they are taken back."""

import json

import pyarrow.parquet as pq
import pytest

pytestmark = pytest.mark.live

SHEET = """From,To,Type,Amount ($m)
Zephyr Quill,Orchid Labs,invests in,50
Orchid Labs Ltd,Zefyr Quill Inc.,buys from,40
Orchid Labs Capital,Zephyr Quill,buys from,5
"""
HEADER = "company_id,name,decision,other_id,other_name,score,reason,by,at\n"
SAME = "zefyr-quill,Zefyr Quill Inc.,same,zephyr-quill,Zephyr Quill,80,spelling,ana,2026-11-21T10:00:00+00:00\n"
PART = "orchid-labs-capital,Orchid Labs Capital,part,orchid-labs,Orchid Labs,80,subsidiary,bo,2026-11-22\n"


@pytest.fixture
def sheet(graph, circflow):
    del graph
    (circflow.folder / "mine.csv").write_text(SHEET)
    (circflow.folder / "mine.matches.csv").write_text(HEADER + SAME + PART)
    return circflow


def rings(circflow, *options):
    return json.loads(circflow("run", "round-trips", "--format", "json", *options).out)


def test_rings_close_by_decisions_the_answer_says_so_and_they_can_be_taken_back(sheet):
    sheet("load", "mine.csv")
    assert rings(sheet)["rows"] == []

    told = sheet("load", "mine.csv", "--matches", "mine.matches.csv").err
    assert "2 decisions about companies count: 'Zefyr Quill Inc.' is zephyr-quill (ana, 2026-11-21)" in told
    found = rings(sheet)
    assert [row["ring"] for row in found["rows"]] == [["orchid-labs", "zephyr-quill"]]
    assert len(found["rows"][0]["deals"]) == 3
    assert [(made["company"], made["decision"], made["by"]) for made in found["datasets"][0]["matches"]] == [
        ("zefyr-quill", "same", "ana"),
        ("orchid-labs-capital", "part", "bo"),
    ]
    table = sheet("run", "round-trips", "--format", "table").out
    assert (
        "Matched: 'Zefyr Quill Inc.' is zephyr-quill (ana, 2026-11-21); 'Orchid Labs Capital' is of the group" in table
    )
    assert rings(sheet, "--without", "zefyr quill inc.")["rows"] == []

    sheet("export", "mine", "-o", "written")
    sheet("unload", "mine")
    sheet("load", "written")
    assert rings(sheet)["datasets"][0]["matches"] == found["datasets"][0]["matches"]

    sheet("load", "mine.csv")
    found = rings(sheet)
    assert found["rows"] == []
    assert "matches" not in found["datasets"][0]


def test_an_answer_says_only_the_decisions_that_it_rests_on(sheet):
    (sheet.folder / "mine.csv").write_text(
        SHEET + "Aurora Basin,Cobalt Reef,invests in,1\nCobalt Reef,Aurora Bassin,buys from,1\n"
    )
    with (sheet.folder / "mine.matches.csv").open("a") as file:
        file.write("aurora-bassin,Aurora Bassin,same,aurora-basin,,90,spelling,ana,2026-11-21\n")
    sheet("load", "mine.csv", "--matches", "mine.matches.csv")

    found = rings(sheet, "--without", "orchid-labs")
    assert [row["ring"] for row in found["rows"]] == [["aurora-basin", "cobalt-reef"]]
    assert [made["company"] for made in found["datasets"][0]["matches"]] == ["aurora-bassin"]

    sheet("run", "round-trips", "--engine", "memory", "--without", "orchid-labs", "-o", "rings.parquet")
    streamed = json.loads(pq.ParquetFile(sheet.folder / "rings.parquet").metadata.metadata[b"circflow"])
    assert streamed["datasets"] == found["datasets"]


def test_a_loaded_data_set_is_compared_with_the_others(sheet):
    (sheet.folder / "theirs.csv").write_text("From,To,Type\nZephyr Quill Holding,Orchid,invests in\n")
    sheet("load", "mine.csv", "theirs.csv")

    assert sheet("match", "theirs").out == "theirs.matches.csv: 3 pairs, 0 decided\n"
    text = (sheet.folder / "theirs.matches.csv").read_text()
    assert "zephyr-quill-holding,Zephyr Quill Holding,,zephyr-quill,Zephyr Quill" in text
    assert "no data set 'nothing' is loaded, and there is no such file" in sheet("match", "nothing", code=2).err
    assert "there is no such file" in sheet("match", "nothing.csv", code=2).err

    (sheet.folder / "theirs.matches.csv").write_text(
        HEADER + "zephyr-quill-holding,,same,zephyr-quill,,,,ana,2026-11-21\n"
    )
    sheet("load", "theirs.csv", "--matches", "theirs.matches.csv")
    listed = sheet("companies", "--search", "zephyr").out.splitlines()[1:]
    assert [line.split("\t")[:2] for line in listed] == [["zephyr-quill", "Zephyr Quill"]]
    assert "Zephyr Quill Holding" in listed[0]


THE_SAME = {
    "korean.csv": """지급자,수취인,유형,금액,날짜
엔비디아,오픈AI,투자,300억 달러,2026-02-27
오픈AI,엔비디아,구매,100억 달러,2025-09-22
마이크로소프트,오픈AI,투자,130억 달러,2023년 1월
오픈AI,애저,구매,2500억 달러,2025년 10월
오픈AI,오라클,구매,3000억 달러,2025년 9월
""",
    "japanese.csv": """支払元,支払先,種類,金額,日付
エヌビディア,オープンAI,出資,300億ドル,2026年2月27日
オープンAI,エヌビディア,購入,100億ドル,2025年9月22日
マイクロソフト,オープンAI,出資,130億ドル,2023年1月
オープンAI,アジュール,購入,2500億ドル,2025年10月
オープンAI,オラクル,購入,3000億ドル,2025年9月
""",
    "english.csv": """From,To,Type,Amount ($bn),When
NVIDIA Corp.,OpenAI,invests in,30,2026-02-27
OpenAI,Nvidia,buys from,10,2025-09-22
Microsoft,OpenAI Inc.,invests in,13,Jan-23
OpenAI,Azure,buys from,250,Oct-25
OpenAI,Oracle,buys from,300,Sep-25
""",
}


def test_sheets_of_the_same_deals_in_three_languages_are_the_same_companies_and_rings(graph, circflow):
    del graph
    seen = []
    for name, text in THE_SAME.items():
        (circflow.folder / name).write_text(text, encoding="utf-8")
        circflow("load", name)
        companies = [line.split("\t")[0] for line in circflow("companies").out.splitlines()[1:]]
        found = [(row["ring"], row["relationships"]) for row in rings(circflow)["rows"]]
        seen.append((companies, found))

    assert seen[0] == seen[1] == seen[2]
    assert seen[0][0] == ["microsoft", "nvidia", "openai", "oracle"]
    assert [ring for ring, _ in seen[0][1]] == [["microsoft", "openai"], ["nvidia", "openai"]]
