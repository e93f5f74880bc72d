"""The tables of a region's picture: its parts, its indicators, its agencies, its TPS."""

from siaga.readiness.views.tables.agencies import AGENCIES, AgencyRow
from siaga.readiness.views.tables.indicators import INDICATORS, IndicatorRow, newest_claims
from siaga.readiness.views.tables.parts_of_region import CHILDREN, RISKS, STATIONS, ChildRow
from siaga.readiness.views.tables.stations import ALL_STATIONS, ALL_STATIONS_RISK, StationRow

__all__ = [
    "AGENCIES",
    "ALL_STATIONS",
    "ALL_STATIONS_RISK",
    "CHILDREN",
    "INDICATORS",
    "RISKS",
    "STATIONS",
    "AgencyRow",
    "ChildRow",
    "IndicatorRow",
    "StationRow",
    "newest_claims",
]
