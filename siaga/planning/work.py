"""Computing plans in the background: the queue, the worker's side, and the sweep after a worker that is gone."""

from __future__ import annotations

import functools
import logging
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any

from django.utils.translation import gettext as _

from siaga.access import SYSTEM, Problem
from siaga.engines.distribution.buffer import buffered
from siaga.engines.distribution.form import plan_from, plan_json, problem_from, problem_json
from siaga.engines.distribution.happened import Replanned
from siaga.engines.distribution.plan import Plan as Result
from siaga.engines.distribution.replanning import replan
from siaga.engines.distribution.robustness import Chances, replay
from siaga.engines.distribution.solving import solve
from siaga.engines.routing.isolated import Died, OutOfTime, call
from siaga.planning.actions.plans import fail_plan, finish_plan, requeue_plan, start_plan
from siaga.planning.editing import broken_values
from siaga.planning.errors import PlanStateChanged
from siaga.planning.happening import change_values, happened_from
from siaga.planning.models import Plan, PlanState
from siaga.planning.reading import with_figures
from siaga.planning.roads import with_roads

RUNS = 2000
"""So often a plan is driven again on slow roads to see how likely it is."""
TARGET = 0.99
"""Places below it are named, where nobody chose another chance."""
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
        result = computed(plan, lambda stage: _hear(plan, stage, now()))
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


def computed(plan: Plan, told: Callable[[str], None]) -> Mapping[str, Any]:
    """The result of a plan's inputs, as plain values."""
    problem = problem_from(plan.inputs["problem"])
    if "happened" in plan.inputs:
        assert plan.parent is not None
        assert plan.parent.result is not None
        happened = happened_from(plan.inputs["happened"])
        asked = functools.partial(
            replan, seconds=plan.seconds, seed=plan.seed
        )  # the engine's own: the child has no Django
        answer: Replanned = call(
            asked, problem, plan_from(plan.parent.result), happened, wall_seconds=60 + 3 * plan.seconds
        )
        replanned = {
            **plan_json(answer.plan),
            "problem": problem_json(answer.problem),
            "changes": change_values(answer.changes),
            "broken": broken_values(answer.broken),
            "untouched": answer.untouched,
            "kept": answer.kept,
        }
        return with_figures(answer.problem, replanned)
    told("waktu tempuh")
    known = with_roads(problem)
    told("disusun")
    more = {"problem": problem_json(known)} if known is not problem else {}
    target = plan.inputs.get("options", {}).get("target") or 0
    if target:
        found = buffered(known, target=target, seconds=max(1.0, plan.seconds / 6), seed=plan.seed, runs=RUNS, told=told)
        made = {
            **plan_json(found.plan),
            "chances": chance_values(found.chances, target, found.plan),
            "buffer": {"factor": found.factor, "minutes": found.minutes, "reached": found.reached, "target": target},
        }
        return with_figures(known, {**made, **more})
    solved = solve(known, seconds=plan.seconds, seed=plan.seed, told=told)
    told("diuji")
    chances = call(functools.partial(replay, runs=RUNS, seed=plan.seed), known, solved, wall_seconds=120)
    return with_figures(known, {**plan_json(solved), "chances": chance_values(chances, TARGET, solved), **more})


def chance_values(chances: Chances, target: float, plan: Result) -> dict[str, Any]:
    """The chances as they are kept, of the places that the plan serves: the whole, the worst, how sure that is."""
    unserved = {one.site for one in plan.unserved}
    served = {site: chance for site, chance in chances.sites.items() if site not in unserved}
    below = sorted((site for site, chance in served.items() if chance < target), key=served.__getitem__)
    return {
        "overall": None if unserved else round(chances.overall, 4),
        "least": round(min(served.values(), default=0.0), 4),
        "error": round(chances.error, 4),
        "runs": chances.runs,
        "target": target,
        "below": [[site, round(served[site], 4)] for site in below[:50]],
        "below_count": len(below),
    }


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
