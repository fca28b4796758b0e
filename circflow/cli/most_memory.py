"""How much memory this program has had at most."""

import sys
from contextlib import suppress
from pathlib import Path
from typing import Final

_STATUS: Final = Path("/proc/self/status")
_KIB: Final = 1024


def most_memory_mb() -> int | None:
    """Return the most memory since the program began, in MiB; None where the system does not tell."""
    # On Linux `resource` would count what the program had that started this one.
    with suppress(OSError, ValueError, IndexError):
        return int(_STATUS.read_text(encoding="ascii").partition("VmHWM:")[2].split()[0]) // _KIB
    try:
        import resource  # noqa: PLC0415 - not on every system
    except ImportError:
        return None
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    # In bytes on macOS, in KiB elsewhere.
    return most // (_KIB * _KIB if sys.platform == "darwin" else _KIB)
