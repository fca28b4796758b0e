"""Making the next rows while the server is busy with the last ones."""

import threading
from collections.abc import Generator, Iterable
from contextlib import suppress
from queue import Full, Queue
from typing import Any, Final, TypeVar

_ROOM: Final = 2
_LOOK_S: Final = 0.1

Item = TypeVar("Item")


class _End:
    """What follows the last item.

    Attributes:
        error: Why there are no more; None when all are made.
    """

    def __init__(self, error: BaseException | None = None) -> None:
        self.error = error


class _Maker:
    """A thread that makes items until they are no longer wanted."""

    def __init__(self, items: Iterable[Item]) -> None:
        self.made: Queue[Any] = Queue(_ROOM)
        self._items = items
        self._unwanted = threading.Event()
        self._thread = threading.Thread(target=self._make, daemon=True)
        self._thread.start()

    def stop(self) -> None:
        self._unwanted.set()
        self._thread.join()

    def _make(self) -> None:
        try:
            for item in self._items:
                self._hand_over(item)
                if self._unwanted.is_set():
                    return
        except BaseException as error:  # noqa: BLE001 - it is raised where the items are wanted
            self._hand_over(_End(error))
        else:
            self._hand_over(_End())

    def _hand_over(self, item: object) -> None:
        while not self._unwanted.is_set():
            with suppress(Full):
                self.made.put(item, timeout=_LOOK_S)
                return


def ahead(items: Iterable[Item]) -> Generator[Item, None, None]:
    """Yield items, of which a thread makes the next ones meanwhile; what it raises is raised here."""
    maker = _Maker(items)
    try:
        while not isinstance(item := maker.made.get(), _End):
            yield item
        if item.error is not None:
            raise item.error
    finally:
        maker.stop()
