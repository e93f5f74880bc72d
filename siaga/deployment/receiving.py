"""What deployment does when one of its plans begins to hold; inside the transaction of the action that sends."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from siaga.access import Actor
from siaga.deployment.reading import Sheet, sheet_of
from siaga.deployment.telling.words import need_words
from siaga.engines.deployment.plan import Need
from siaga.kit.words import number
from siaga.planning.models import Plan, PlanKind
from siaga.planning.signals import Found, obstacles_found

SOURCE = "pengamanan"


def on_plan_in_force(*, plan: Plan, actor: Actor, now: datetime, **_signal: Any) -> None:
    """Receiver of ``plan_in_force``: shortages become obstacles, the picture hears which TPS are guarded."""
    if plan.kind != PlanKind.DEPLOYMENT:
        return
    from siaga.deployment import tasks

    sheet = sheet_of(plan)
    transaction.on_commit(lambda: tasks.feed_picture.enqueue(plan.pk))
    obstacles_found.send(
        Plan, election=plan.election, region=plan.region, source=SOURCE, found=found_in(sheet), now=now
    )


def found_in(sheet: Sheet) -> list[Found]:
    """What is missing, by unit in charge; nothing of who stands where, since everybody reads obstacles."""
    result = sheet.result
    if result is None:
        return []
    people: dict[str, dict[Need, int]] = {}
    linmas: dict[str, int] = {}
    out_of_reach = 0
    for one in result.missing:
        if one.need is Need.LINMAS:
            district = one.where[: len("16.72.01")]
            linmas[district] = linmas.get(district, 0) + one.amount
        elif one.need is Need.REACH:
            out_of_reach += one.amount
        else:
            needs = people.setdefault(one.where, {})
            needs[one.need] = needs.get(one.need, 0) + one.amount
    found = []
    for where, needs in sorted(people.items()):
        listed = ", ".join(need_words(need, amount) for need, amount in needs.items())
        found.append(
            Found(
                kind="security",
                region=_region_of(sheet, where),
                title=(_("%(where)s kekurangan personel pengamanan") % {"where": _named(sheet, where)})[:160],
                detail=_("Kurang %(what)s menurut %(plan)s.") % {"what": listed, "plan": sheet.plan},
            )
        )
    for district, amount in sorted(linmas.items()):
        found.append(
            Found(
                kind="staffing",
                region=district,
                title=(_("Linmas di %(where)s belum cukup") % {"where": _named(sheet, district)})[:160],
                detail=_("Kurang %(what)s menurut %(plan)s.")
                % {"what": need_words(Need.LINMAS, amount), "plan": sheet.plan},
            )
        )
    if out_of_reach:
        found.append(
            Found(
                kind="security",
                region=sheet.plan.region.code,
                title=_("Ada TPS di luar jangkauan regu cadangan"),
                detail=_("%(n)s TPS tidak terjangkau pada waktunya menurut %(plan)s.")
                % {"n": number(out_of_reach), "plan": sheet.plan},
            )
        )
    return found


def _named(sheet: Sheet, where: str) -> str:
    return sheet.name(where) or sheet.plan.region.title


def _region_of(sheet: Sheet, where: str) -> str:
    """The kecamatan of a Polsek that has one, else the regency."""
    districts = sheet.units.districts(where) if where else ()
    return districts[0] if len(districts) == 1 else sheet.plan.region.code
