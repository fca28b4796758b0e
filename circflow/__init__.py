"""circflow: see how money circles between companies, with evidence.

::

    import circflow

    with circflow.connect() as graph:
        rings = graph.run("round-trips", max_hops=3)
        rings.frame()
        rings.save("rings.xlsx")
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from circflow import errors, money, rings
    from circflow.answer import Answer
    from circflow.datasets import check, convert
    from circflow.py2neo_bridge import py2neo_graph
    from circflow.records.difference import diff
    from circflow.records.record import read_record
    from circflow.records.verification import verify
    from circflow.reports.report import report
    from circflow.session import Graph, connect
    from circflow.text.amounts import read_amount
    from circflow.text.dates import read_date
    from circflow.text.refusal import AmountError, DateError

__version__ = "0.1.0"

__all__ = [
    "AmountError",
    "Answer",
    "DateError",
    "Graph",
    "__version__",
    "check",
    "connect",
    "convert",
    "diff",
    "errors",
    "money",
    "py2neo_graph",
    "read_amount",
    "read_date",
    "read_record",
    "report",
    "rings",
    "verify",
]

_MODULES = ("errors", "money", "rings")

_WHERE = {
    "AmountError": "circflow.text.refusal",
    "DateError": "circflow.text.refusal",
    "Answer": "circflow.answer",
    "Graph": "circflow.session",
    "check": "circflow.datasets",
    "connect": "circflow.session",
    "convert": "circflow.datasets",
    "diff": "circflow.records.difference",
    "py2neo_graph": "circflow.py2neo_bridge",
    "read_amount": "circflow.text.amounts",
    "read_date": "circflow.text.dates",
    "read_record": "circflow.records.record",
    "report": "circflow.reports.report",
    "verify": "circflow.records.verification",
}


def __getattr__(name: str) -> Any:  # noqa: ANN401 - whatever has that name
    """Import a public name when it is first used, so that `circflow --help` does not wait for the driver."""
    if name not in _WHERE and name not in _MODULES:
        raise AttributeError(f"module 'circflow' has no attribute '{name}'")
    import importlib  # noqa: PLC0415 - as above

    if name in _MODULES:
        return importlib.import_module(f"circflow.{name}")
    return getattr(importlib.import_module(_WHERE[name]), name)


def __dir__() -> list[str]:
    """Return the public names."""
    return __all__
