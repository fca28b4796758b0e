"""Cases: a few deals, a stored query, and the rows that it must give. What tests the catalogue tests people's own."""

from circflow.cases.case_file import Case, read_cases
from circflow.cases.trial import try_case

__all__ = ["Case", "read_cases", "try_case"]
