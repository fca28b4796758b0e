import socket
from pathlib import Path

import pytest

from circflow.errors import NotEnoughMemory, OutputError, ServerError
from circflow.server import memory, ports, preflight
from circflow.server.layout import Layout


def test_a_disk_with_room_passes(tmp_path: Path) -> None:
    preflight.disk(tmp_path, 1)


def test_a_disk_without_room_is_named_with_both_figures(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match=r"GB are free on the disk, and 1000000\.0 GB are needed") as caught:
        preflight.disk(tmp_path, 10**15)
    assert caught.value.exit_code == 7
    assert caught.value.where == str(tmp_path)


def test_a_really_full_disk_is_refused() -> None:
    # Linux shows the file system of /proc as one with nothing free, on every machine and without root.
    with pytest.raises(OutputError, match=r"0\.0 GB are free"):
        preflight.disk(Path("/proc"))


def test_a_heap_larger_than_the_machine_is_refused() -> None:
    with pytest.raises(NotEnoughMemory, match="MiB of memory are free") as caught:
        memory.sized(10_000_000)
    assert caught.value.exit_code == 8
    assert "--heap" in str(caught.value.hint)


def test_one_transaction_never_gets_what_all_may_have() -> None:
    sizes = memory.sized()
    assert sizes.one_transaction < sizes.all_transactions < sizes.heap


def test_a_taken_port_that_was_asked_for_is_refused_by_number() -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        with pytest.raises(ServerError, match=f"the Bolt port {port} is taken") as caught:
            ports.choose(port, ports.BOLT, "Bolt")
    assert caught.value.exit_code == 9


def test_a_taken_usual_port_is_replaced_by_a_free_one() -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        usual = other.getsockname()[1]
        chosen = ports.choose(None, usual, "Bolt")
    assert chosen != usual
    assert ports.is_free(chosen)


def test_data_of_another_version_are_not_opened(tmp_path: Path) -> None:
    layout = Layout(tmp_path)
    (layout.data / "databases" / "system").mkdir(parents=True)
    layout.version.write_text("2025.10.1\n", encoding="utf-8")
    with pytest.raises(ServerError, match=r"last opened by Neo4j 2025\.10\.1") as caught:
        preflight.same_version(layout)
    assert "upgrade" in str(caught.value.hint)
