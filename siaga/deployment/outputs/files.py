"""A security plan as one JSON object (contract: ``GET /plans/{id}``, plan.json); for those who see it whole."""

from __future__ import annotations

from typing import Any

from siaga.deployment.reading import Sheet, missing_police, sheet_of
from siaga.deployment.telling.words import broken_words, missing_words, repair_words, said
from siaga.planning.models import Plan
from siaga.planning.outputs.common import file_head


def file_of_plan(plan: Plan) -> dict[str, Any]:
    """The same of a plan that is not read yet."""
    return plan_file(sheet_of(plan))


def plan_file(sheet: Sheet) -> dict[str, Any]:
    """Times in the summary are RFC 3339 with zone; in inputs and result minutes from midnight of voting day."""
    plan, result = sheet.plan, sheet.result
    return {
        **file_head(plan, plan.election.voting_day),
        "assumptions": [said(one) for one in sheet.assumptions],
        "feasible": result.complete if result else None,
        "summary": summary(sheet),
        "result": plan.result,
        "bound": result.inside_bound if result else None,
        "unserved": [{"post": one.post, "why": one.why.value} for one in result.unserved] if result else [],
        "shortages": [
            {"need": one.need.value, "where": one.where, "amount": one.amount, "why": one.why.value,
             "words": missing_words(sheet, one)}
            for one in sheet.missing
        ],
        "repairs": [repair_words(sheet, one) for one in result.repairs] if result else [],
        "broken": [{**one, "words": broken_words(sheet, one)} for one in sheet.broken],
    }  # fmt: skip


def summary(sheet: Sheet) -> dict[str, Any] | None:
    """The headline of a computed plan."""
    result, figures = sheet.result, sheet.figures
    if result is None:
        return None
    starts, ends = sheet.duty
    return {
        "teams": figures["teams"],
        "stations": figures["posts"],
        "guarded": figures["guarded"],
        "officers": figures["officers"],
        "support": figures["support"],
        "missing_police": figures["missing"],
        "missing_by_unit": missing_police(result.missing),
        "missing_linmas": figures["missing_linmas"],
        "reserve_teams": len(result.reserves),
        "reached_once": result.covered_once,
        "reached_twice": result.covered_twice,
        "km_home": round(result.km_home, 1),
        "km_inside": round(result.km_inside, 1),
        "inside_bound_km": result.inside_bound,
        "home_best": result.home_best,
        "duty_from": starts.isoformat(),
        "duty_until": ends.isoformat(),
        "seconds": result.seconds,
    }
