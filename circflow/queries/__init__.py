"""Stored queries: files → checked values that say what they ask, take and return. No driver, and nothing is printed."""

from circflow.queries.catalogue import Catalogue, read_catalogue
from circflow.queries.literals import with_literals
from circflow.queries.params import Param
from circflow.queries.stored_query import StoredQuery

__all__ = ["Catalogue", "Param", "StoredQuery", "read_catalogue", "with_literals"]
