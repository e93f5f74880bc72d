"""Computing plans in the background: the queue, the worker's side, and the sweep after a worker that is gone."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from siaga.access import SYSTEM, Problem
from siaga.engines.routing.isolated import Died, OutOfTime
from siaga.planning.actions.plans import fail_plan, finish_plan, requeue_plan, start_plan
from siaga.planning.errors import PlanStateChanged
from siaga.planning.kinds import making_of
from siaga.planning.models import Plan, PlanState

WAITING = timedelta(minutes=10)
"""After so long in the queue without a worker, a plan is queued once more."""
LEEWAY = timedelta(minutes=5)
PARALLEL = 50

Now = Callable[[], datetime]
log = logging.getLogger(__name__)


def begin(plan: Plan) -> None:
    """Put an asked-for plan into the queue; the page may be left."""
    from siaga.planning import tasks  # tasks call back into this module

    tasks.compute_plan.enqueue(plan.pk)


def perform(plan_id: int, now: Now) -> Plan | None:
    """Compute a waiting plan, whatever comes. None where somebody else has it already."""
    plan = Plan.objects.select_related("region", "election__region", "parent").get(pk=plan_id)
    try:
        start_plan(actor=SYSTEM, plan=plan, now=now())
    except PlanStateChanged:
        return None
    try:
        result = making_of(plan.kind).compute(plan, lambda stage: _hear(plan, stage, now()))
    except Problem as problem:
        return _failed(plan, str(problem), now())
    except (OutOfTime, Died):
        log.warning("plan %s: the solver was ended", plan.pk)
        return _failed(
            plan, _("Perhitungan melampaui batas waktunya dan dihentikan. Beri waktu lebih, lalu hitung lagi."), now()
        )
    except Exception:
        log.exception("plan %s failed", plan.pk)
        return _failed(plan, _("Perhitungan berhenti karena kesalahan pada server. Beri tahu pengelola server."), now())
    try:
        return finish_plan(actor=SYSTEM, plan=plan, result=result, now=now())
    except PlanStateChanged:
        return None


def _hear(plan: Plan, stage: str, now: datetime) -> None:
    Plan.objects.filter(pk=plan.pk, state=PlanState.RUNNING).update(progress=stage[:160], heartbeat_at=now)


def _failed(plan: Plan, problem: str, now: datetime) -> Plan | None:
    try:
        return fail_plan(actor=SYSTEM, plan=plan, problem=problem, now=now)
    except PlanStateChanged:
        return None


def silence_of(plan: Plan) -> timedelta:
    """How long the worker may be silent: it hears nothing from the solver until that is ended by force."""
    return LEEWAY + timedelta(seconds=60 + 3 * plan.seconds)


def sweep(now: datetime) -> int:
    """Queue again what has lost its worker or its place in the queue; what was lost twice has failed."""
    swept = 0
    rows = Plan.objects.filter(state__in=(PlanState.QUEUED, PlanState.RUNNING), heartbeat_at__lt=now - LEEWAY)
    for plan in rows.select_related("region", "election__region").defer("inputs").order_by("pk")[:PARALLEL]:
        heard = plan.heartbeat_at or plan.created_at
        if plan.state == PlanState.QUEUED:
            if now - heard < WAITING:
                continue
            if not Plan.objects.filter(pk=plan.pk, state=PlanState.QUEUED, heartbeat_at=plan.heartbeat_at).update(
                heartbeat_at=now
            ):
                continue
            begin(plan)
            swept += 1
        elif now - heard > silence_of(plan):
            try:
                plan = requeue_plan(actor=SYSTEM, plan=plan, now=now)
            except PlanStateChanged:
                continue
            if plan.state == PlanState.QUEUED:
                begin(plan)
            swept += 1
    return swept
