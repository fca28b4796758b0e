"""Time against the length of rings and against the size of graphs, as a picture."""

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

import matplotlib as mpl
from matplotlib import pyplot as plt


class Timed(Protocol):
    """A tool on a graph at a length."""

    graph: str
    edges: int
    hops: int
    tool: str
    seconds: float | None


def draw(lines: Sequence[Timed], path: Path) -> None:
    """Draw time against K on the largest graph that has all K, and against the number of edges at the shortest K."""
    mpl.use("Agg")
    longest = max(line.hops for line in lines)
    shortest = min(line.hops for line in lines)
    largest = max(line.edges for line in lines if line.hops == longest)
    figure, (by_length, by_size) = plt.subplots(1, 2, figsize=(11, 5), sharey=True, layout="constrained")
    for tool in dict.fromkeys(line.tool for line in lines):
        of_tool = [line for line in lines if line.tool == tool and line.seconds]
        long = sorted((line.hops, line.seconds) for line in of_tool if line.edges == largest)
        wide = sorted((line.edges, line.seconds) for line in of_tool if line.hops == shortest)
        by_length.plot(*zip(*long, strict=True) if long else ([], []), marker="o", label=tool)
        by_size.plot(*zip(*wide, strict=True) if wide else ([], []), marker="o", label=tool)
    by_length.set(xlabel=f"longest ring, K ({largest:,} edges)", ylabel="seconds", yscale="log")
    by_length.set_xticks(sorted({line.hops for line in lines}))
    by_size.set(xlabel=f"edges (K = {shortest})", xscale="log")
    figure.legend(*by_length.get_legend_handles_labels(), loc="outside lower center", ncols=5)
    figure.savefig(path, dpi=110)
