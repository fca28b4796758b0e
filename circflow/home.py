"""Where circflow keeps its state on this machine."""

import os
from pathlib import Path

import platformdirs


def home() -> Path:
    """Return the state folder: `CIRCFLOW_HOME`, else the platform's data folder. It may not exist yet."""
    given = os.environ.get("CIRCFLOW_HOME")
    return Path(given).expanduser().absolute() if given else platformdirs.user_data_path("circflow", appauthor=False)


def cache() -> Path:
    """Return the folder of downloaded jars, shared by all homes: `CIRCFLOW_CACHE`, else the platform's cache."""
    given = os.environ.get("CIRCFLOW_CACHE")
    return Path(given).expanduser().absolute() if given else platformdirs.user_cache_path("circflow", appauthor=False)
