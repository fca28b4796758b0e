"""Cases: a few deals, a stored query, and the rows that it must give. What tests the catalogue tests people's own."""

from circflow.cases.case_file import Case, read_cases
from circflow.cases.pack_files import Examined, examine_pack
from circflow.cases.trial import try_case

__all__ = ["Case", "Examined", "examine_pack", "read_cases", "try_case"]
