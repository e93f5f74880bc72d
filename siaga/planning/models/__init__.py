from siaga.planning.models.inputs import Access, Site, SiteKind, Tier, TravelMatrix, Vehicle
from siaga.planning.models.manifests import ManifestFile
from siaga.planning.models.plan import (
    CHANGING,
    OWNERS,
    VIEWING,
    LegReport,
    LegState,
    Plan,
    PlanKind,
    PlanState,
    plan_place,
)

__all__ = [
    "CHANGING",
    "OWNERS",
    "VIEWING",
    "Access",
    "LegReport",
    "LegState",
    "ManifestFile",
    "Plan",
    "PlanKind",
    "PlanState",
    "Site",
    "SiteKind",
    "Tier",
    "TravelMatrix",
    "Vehicle",
    "plan_place",
]
