"""The packages of the extra `server`, or a clear word on how to have them.

psutil is imported from here, so that whoever uses another Neo4j needs none of them.
"""

import importlib.util

from circflow.errors import ServerError

__all__ = ["psutil"]

for _name in ("psutil", "jgo"):
    if importlib.util.find_spec(_name) is None:
        raise ServerError(
            f"the managed server needs the Python package {_name}",
            hint="Install it with: pip install 'circflow[server]'",
        )

import psutil  # noqa: E402 - after the check
