"""Client and server killed at random moments while loading: nothing partial, nothing lost, nothing doubled.

`python -m benchmarks.kills` does the same eighty and twenty times and prints its figures; here are fewer, to save time.
"""

from pathlib import Path

import pytest

from benchmarks import kills

pytestmark = [pytest.mark.live, pytest.mark.kills]

CLIENT, SERVER, DEALS = 3, 1, 1_000


def test_kills_at_random_moments_leave_nothing_partial_lost_or_doubled(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    with kills.trial(tmp_path, deals=DEALS, seed=11) as ready:
        rows = [ready.run("client", CLIENT, kills.kill_client), ready.run("server", SERVER, kills.kill_server)]
    with capsys.disabled():
        print("", kills.HEADER, *map(kills.line, rows), sep="\n")  # noqa: T201 - the figures are what this is for
    assert [row.kills for row in rows] == [CLIENT, SERVER]
    for row in rows:
        assert row.before + row.after == row.kills
        assert (row.partial, row.lost, row.doubled, row.differing) == (0, 0, 0, 0)
