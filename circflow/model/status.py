"""The ladder of statuses: how firm a deal is."""

from types import MappingProxyType
from typing import Final

FIRMNESS: Final = MappingProxyType(
    {
        "rumoured": 0,
        "negotiating": 1,
        "loi": 2,
        "planned": 2,
        "conditional": 2,
        "announced": 3,
        "signed": 4,
        "partially_funded": 5,
        "closed": 6,
        "in_force": 6,
        "holding": 6,
        "lapsed": 6,
        "terminated": 6,
        "exited": 6,
        "defaulted": 6,
        "ended": 6,
    }
)
"""Rank of each status. An end ranks as high as a closing: only an end date ends a deal, never its status."""

FIRM: Final = 3
"""Least rank of a firm deal; below it are rumours, talks, letters of intent, plans and conditions not yet met."""

DEFAULT_STATUS: Final = "announced"
