"""A plan as one JSON object: inputs, result, bound, what stays open (contract: ``GET /plans/{id}``, plan.json)."""

from __future__ import annotations

from typing import Any

from siaga.contingency.reading import Sheet, sheet_of
from siaga.planning.models import Plan
from siaga.planning.outputs.common import file_head


def file_of_plan(plan: Plan) -> dict[str, Any]:
    return plan_file(sheet_of(plan))


def plan_file(sheet: Sheet) -> dict[str, Any]:
    """unserved: each open need of a station with its reason; shortages: each need with open stations and its repair."""
    plan, answer = sheet.plan, sheet.answer
    return {
        **file_head(plan, plan.election.voting_day),
        "assumptions": sheet.assumptions,
        "feasible": None if answer is None else not answer.uncovered,
        "summary": summary(sheet),
        "result": plan.result,
        "bound": None if answer is None else answer.bound,
        "unserved": [
            {
                "station": line.uncovered.station,
                "name": line.station.name,
                "need": line.uncovered.kind,
                "risk": line.uncovered.risk,
                "reason": line.uncovered.reason.value,
                "why": line.why,
                "nearest_km": line.uncovered.nearest_km,
            }
            for line in sheet.open
        ],
        "shortages": [
            {
                "need": need.key,
                "words": f"{need.uncovered}: {need.left}",
                "stations": [line.uncovered.station for line in need.open],
                "repair_words": need.repair,
                "repair": next((one for one in sheet.filed.get("additions", []) if one["need"] == need.key), None),
            }
            for need in sheet.by_need
            if need.open
        ],
    }


def summary(sheet: Sheet) -> dict[str, Any] | None:
    """The headline of a computed plan."""
    answer = sheet.answer
    if answer is None:
        return None
    return {
        **sheet.figures,
        "bound": answer.bound,
        "proven": answer.proven,
        "gap": round(answer.gap, 6),
        "solve_seconds": answer.seconds,
        "by_need": {
            need.key: {
                "stations": need.stations,
                "covered": need.covered,
                "open": need.left,
                "stock": need.stock,
                "given": need.given,
            }
            for need in sheet.by_need
        },
    }
