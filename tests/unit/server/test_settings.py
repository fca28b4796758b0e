from pathlib import Path

import pytest

from circflow.server import settings, web
from circflow.server.layout import Layout
from circflow.server.memory import Memory

_MANAGED = settings.managed(Memory(512, 128), 27687, 27474)


def test_no_setting_stands_twice() -> None:
    for table in (_MANAGED, (*settings.COMPOSE, *settings.SHARED)):
        assert len(table) == len({setting.name for setting in table})


def test_both_ways_set_what_must_never_be_missing() -> None:
    for table in (_MANAGED, (*settings.COMPOSE, *settings.SHARED)):
        names = {setting.name for setting in table}
        assert {"server.directories.import", "server.bolt.advertised_address", "db.transaction.timeout"} <= names


def test_every_line_says_what_happens_without_it() -> None:
    assert all(setting.without for setting in (*_MANAGED, *settings.COMPOSE))


def test_the_file_is_ascii_because_neo4j_takes_other_letters_for_other_folders() -> None:
    assert settings.conf(_MANAGED).isascii()


@pytest.mark.parametrize("name", ["../evil.js", "/etc/evil", "a/../../b", ""])
def test_a_page_cannot_leave_its_folder(tmp_path: Path, name: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        web.publish(Layout(tmp_path), {name: b""})
