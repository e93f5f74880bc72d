"""The boxes of a warehouse at or below a region or TPS code, by the codes that each box carries."""

from __future__ import annotations

from django.db.models import QuerySet

from siaga.logistics.models import Box, BoxState, Warehouse


def boxes_below(warehouse: Warehouse, code: str) -> QuerySet[Box]:
    """Those in use, in the order of their stations."""
    rows = warehouse.boxes.exclude(state=BoxState.VOID).order_by("station_code", "ballot", "number")
    if "/" in code:
        return rows.filter(station_code=code)
    if len(code) > 8:
        return rows.filter(village_code=code)
    return rows.filter(district_code=code) if len(code) > 5 else rows


def boxes_to_label(warehouse: Warehouse, code: str, *, again: bool) -> QuerySet[Box]:
    """Those whose labels are to be made, with what a label says; ``again``: also those made before."""
    rows = boxes_below(warehouse, code).select_related("station__village__parent")
    return rows if again else rows.filter(labelled_at=None)
