"""Signals that end a command, whatever Python is about when they come."""

import signal
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from threading import Timer, main_thread
from types import FrameType
from typing import TYPE_CHECKING, Final, NoReturn

from circflow.errors import EXIT_TERMINATED

if TYPE_CHECKING:
    from sys import UnraisableHookArgs

_AGAIN_S: Final = 0.01
_RAISED_FOR: Final[Mapping[type[BaseException], int]] = {
    KeyboardInterrupt: signal.SIGINT,
    SystemExit: signal.SIGTERM,
}


@contextmanager
def heeded() -> Iterator[None]:
    """Let a polite kill end the command, and lose no signal.

    What a signal raises while Python tidies up an object goes nowhere but into a traceback on stderr. Here nothing is
    printed then, and the signal is given again a moment later.
    """
    signal.signal(signal.SIGTERM, _terminate)
    before = sys.unraisablehook

    def again(fault: "UnraisableHookArgs") -> None:
        number = _RAISED_FOR.get(fault.exc_type)
        if number is None:
            before(fault)
        else:
            Timer(_AGAIN_S, _give, [number]).start()

    sys.unraisablehook = again
    try:
        yield
    finally:
        sys.unraisablehook = before


def _give(number: int) -> None:
    # To the main thread, which may be waiting for a server and would not be woken otherwise.
    if sys.platform == "win32":
        signal.raise_signal(number)
    else:
        signal.pthread_kill(main_thread().ident or 0, number)


def _terminate(number: int, frame: FrameType | None) -> NoReturn:
    del number, frame
    sys.exit(EXIT_TERMINATED)
