"""How much memory the server gets on this machine."""

from dataclasses import dataclass
from typing import Final

from circflow.errors import NotEnoughMemory
from circflow.server.extra import psutil

MIB: Final = 1024 * 1024
_LEAST_HEAP_MB: Final = 512
_MOST_HEAP_MB: Final = 4096
_LEAST_CACHE_MB: Final = 128
_MOST_CACHE_MB: Final = 1024
_OVERHEAD_MB: Final = 200


@dataclass(frozen=True, slots=True)
class Memory:
    """Sizes in MiB.

    Attributes:
        heap: Most that the Java heap may grow to.
        page_cache: What is kept of the store files.
        all_transactions: Most for all running queries together.
        one_transaction: Most for one of them, less than all, so that one greedy query leaves room for the others.
    """

    heap: int
    page_cache: int

    @property
    def all_transactions(self) -> int:
        """Return 70 % of the heap, which is also what Neo4j takes by itself."""
        return self.heap * 7 // 10

    @property
    def one_transaction(self) -> int:
        """Return half of the heap."""
        return self.heap // 2


def sized(heap: int | None = None) -> Memory:
    """Share out the machine's memory: a quarter for the heap, a sixteenth for the page cache, within limits.

    Args:
        heap: Heap in MiB that the user asked for.

    Raises:
        NotEnoughMemory: less is free than the server needs to start.
    """
    memory = psutil.virtual_memory()
    total, available = memory.total // MIB, memory.available // MIB
    wanted = heap or min(max(total // 4, _LEAST_HEAP_MB), _MOST_HEAP_MB)
    page_cache = min(max(total // 16, _LEAST_CACHE_MB), _MOST_CACHE_MB)
    # A heap that the user named must fit whole; our own choice is a limit that the JVM grows to only when needed.
    needed = (wanted if heap else _LEAST_HEAP_MB) + _LEAST_CACHE_MB + _OVERHEAD_MB
    if available < needed:
        raise NotEnoughMemory(
            f"{available:,} MiB of memory are free, and the server needs {needed:,}",
            hint="Close other programs, or give the server less with --heap."
            if heap
            else "Close other programs, or use a Neo4j on another machine with --uri.",
        )
    return Memory(wanted, page_cache)
