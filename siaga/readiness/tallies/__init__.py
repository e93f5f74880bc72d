"""Sums of units as sparse cells of whole numbers: made from a sheet, added, subtracted, packed, and read as figures.

All numbers are exact integers, so the sum of the parts is the whole, and a tally that was changed by differences equals
one made anew.
"""

from siaga.readiness.tallies.cells import Cells
from siaga.readiness.tallies.gathering import Gathering, sums_of, unit_table
from siaga.readiness.tallies.sparse import (
    AT_RISK,
    CLEAR,
    EXPECTED,
    INCOMPLETE,
    RISK_LINE,
    SILENT,
    STANDING_LINE,
    Sparse,
    add,
    pack,
    unpack,
)
from siaga.readiness.tallies.values import Values

__all__ = [
    "AT_RISK",
    "CLEAR",
    "EXPECTED",
    "INCOMPLETE",
    "RISK_LINE",
    "SILENT",
    "STANDING_LINE",
    "Cells",
    "Gathering",
    "Sparse",
    "Values",
    "add",
    "pack",
    "sums_of",
    "unit_table",
    "unpack",
]
