"""What contingency does when one of its plans begins to hold; inside the transaction of the action that sends."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from siaga.contingency.reading import OpenLine, Sheet, sheet_of
from siaga.planning.models import Plan, PlanKind
from siaga.planning.signals import Found, obstacles_found

NAMED = 12
"""So many stations of a sub-district are named in an obstacle; the rest are counted."""
SOURCE = "darurat"


def on_plan_in_force(*, plan: Plan, now: datetime, **_signal: Any) -> None:
    """Receiver of ``plan_in_force``: what the plan leaves open hampers, and is told so."""
    if plan.kind != PlanKind.CONTINGENCY:
        return
    found = obstacles_of(sheet_of(plan))
    obstacles_found.send(Plan, election=plan.election, region=plan.region, source=SOURCE, found=found, now=now)


def obstacles_of(sheet: Sheet) -> list[Found]:
    """One for each need and sub-district with open stations; its title stays the same while its figures change."""
    found = []
    for need in sheet.by_need:
        by_district: dict[str, list[OpenLine]] = {}
        for line in need.open:
            by_district.setdefault(line.station.district, []).append(line)
        for district, lines in sorted(by_district.items()):
            named = "; ".join(f"{line.station.name} ({line.why})" for line in lines[:NAMED])
            more = len(lines) - NAMED
            detail = _("%(n)s TPS menurut rencana keadaan darurat versi %(version)s: %(named)s") % {
                "n": len(lines), "version": sheet.plan.number, "named": named,
            }  # fmt: skip
            if more > 0:
                detail += _("; dan %(n)s lagi") % {"n": more}
            detail += "."
            if need.repair:
                detail += f" {_('Seluruh wilayah')}: {need.repair}"
            found.append(Found(need.obstacle, district, need.uncovered, detail))
    return found
