"""A plan as one JSON object: inputs, result, bound, unserved, version (contract: ``GET /plans/{id}``, plan.json)."""

from __future__ import annotations

from typing import Any

from siaga.planning.models import Plan
from siaga.planning.outputs.common import file_head, written
from siaga.planning.reading import Sheet, sheet_of
from siaga.planning.telling.assumptions import said
from siaga.planning.telling.shortage import repair_words, shortage_words, why_words


def file_of_plan(plan: Plan) -> dict[str, Any]:
    """The same of a plan that is not read yet."""
    return plan_file(sheet_of(plan))


def plan_file(sheet: Sheet) -> dict[str, Any]:
    """Times are RFC 3339 with zone in the summary; in inputs and result they are days and minutes of voting day."""
    plan, result = sheet.plan, sheet.result
    filed = plan.result or {}
    return {
        **file_head(plan, sheet.voting_day),
        "assumptions": [said(one) for one in sheet.assumptions],
        "feasible": result.feasible if result else None,
        "summary": summary(sheet),
        "result": plan.result,
        "bound": result.bound if result else None,
        "unserved": filed.get("unserved", []),
        "shortages": [
            {
                **one,
                "words": shortage_words(sheet, shortage),
                "why": why_words(sheet, shortage),
                "repair_words": repair_words(sheet, shortage.repair),
            }
            for one, shortage in zip(filed.get("shortages", []), sheet.shortages, strict=True)
        ],
    }


def summary(sheet: Sheet) -> dict[str, Any] | None:
    """The headline of a computed plan."""
    result = sheet.result
    if result is None:
        return None
    return {
        "cost": round(result.cost, 2),
        "km": round(result.km, 2),
        "drive_minutes": result.drive_minutes,
        "routes": len(sheet.routes),
        "boxes": sheet.boxes,
        "served_boxes": sheet.served_boxes,
        "unserved_boxes": sheet.unserved_boxes,
        "sites": len(sheet.problem.sites),
        "served_sites": sheet.served_sites,
        "last_arrival": written(sheet.last_arrival),
        "deadline": written(sheet.deadline),
        "margin_minutes": result.margin_minutes,
        "sources": result.sources,
        "seconds": result.seconds,
    }
