"""What became of a plan on the road: a vehicle left, arrived, or could not."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from siaga.access import Actor, Problem, Verb, require
from siaga.ledger.recording import action, nothing_changed, record
from siaga.planning.errors import UnknownStop
from siaga.planning.models import LegReport, LegState, Plan
from siaga.planning.reading import sheet_of

AHEAD = timedelta(minutes=10)
"""A clock may be so much ahead of ours."""


class LegOfOldPlan(Problem):
    """Only the version in force is being driven."""

    code = "leg_plan"


class LegInFuture(Problem):
    """A moment that has not come."""

    code = "leg_future"


@action("leg.report")
def report_leg(
    *,
    actor: Actor,
    plan: Plan,
    route: str,
    state: str,
    at: datetime,
    now: datetime,
    stop: str = "",
    note: str = "",
) -> LegReport:
    """Note that a route left, or that a stop was reached or could not be; said again, the time and note are replaced.

    Raises Refused, LegOfOldPlan, UnknownStop, LegInFuture.
    """
    require(actor, Verb.PLAN_CHANGE, plan.place)
    if not plan.in_force:
        raise LegOfOldPlan(_("Versi ini tidak berlaku."), _("Catat pada rencana yang sedang berlaku."))
    line = sheet_of(plan).by_id.get(route)
    if line is None or state not in LegState.values or (stop and all(one.place.id != stop for one in line.stops)):
        raise UnknownStop
    if bool(stop) == (state == LegState.DEPARTED):
        raise UnknownStop
    if at > now + AHEAD:
        raise LegInFuture(_("Waktu itu belum tiba."), _("Periksa jamnya."), field="at")
    note = note.strip()[:300]
    known = LegReport.objects.filter(plan=plan, route=route, stop=stop, state=state).first()
    if known is not None and (known.at, known.note) == (at, note):
        nothing_changed()
        return known
    before = None
    if known is None:
        known = LegReport(plan=plan, route=route, stop=stop, state=state, created_at=now)
    else:
        known.plan, before = plan, known.as_fact()
    known.at, known.note = at, note
    known.save()
    record(actor, "leg.report", known, before=before, after=known.as_fact(), now=now)
    return known


@action("leg.withdraw")
def withdraw_leg(*, actor: Actor, leg: LegReport, now: datetime) -> None:
    """Take back what was noted by mistake. Raises Refused."""
    require(actor, Verb.PLAN_CHANGE, leg.plan.place)
    record(actor, "leg.withdraw", leg, before=leg.as_fact(), after=None, now=now)
    leg.delete()
