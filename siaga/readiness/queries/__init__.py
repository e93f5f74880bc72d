"""What the picture answers: of any region, at any moment, from any side. Each query takes the actor first."""

from siaga.readiness.access import (
    access_claim,
    access_indicator,
    access_snapshot,
    access_spot,
    opened,
    sees_picture,
    visible_claims,
    visible_snapshots,
)
from siaga.readiness.queries.changes import changes_since
from siaga.readiness.queries.claims import claim_review, open_claims
from siaga.readiness.queries.grids import by_child, grid, unit_standings, what_if
from siaga.readiness.queries.indicators import indicators_for, terms_history, units_lacking
from siaga.readiness.queries.pairs import access_unit, unit_pairs
from siaga.readiness.queries.pictures import picture

__all__ = [
    "access_claim",
    "access_indicator",
    "access_snapshot",
    "access_spot",
    "access_unit",
    "by_child",
    "changes_since",
    "claim_review",
    "grid",
    "indicators_for",
    "open_claims",
    "opened",
    "picture",
    "sees_picture",
    "terms_history",
    "unit_pairs",
    "unit_standings",
    "units_lacking",
    "visible_claims",
    "visible_snapshots",
    "what_if",
]
