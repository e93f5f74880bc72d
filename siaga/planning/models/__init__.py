from siaga.planning.models.inputs import Access, Site, SiteKind, Tier, TravelMatrix, Vehicle
from siaga.planning.models.plan import OWNERS, LegReport, LegState, Plan, PlanKind, PlanState, plan_place

__all__ = [
    "OWNERS",
    "Access",
    "LegReport",
    "LegState",
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
