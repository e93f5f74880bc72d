"""New versions from an old one: changed by hand, or made again after something happened on the way."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext as _

from siaga.access import Actor, Verb, require
from siaga.engines.distribution.form import plan_from, plan_json, problem_json
from siaga.engines.distribution.happened import Happened
from siaga.ledger.recording import action
from siaga.planning.actions.plans import require_open
from siaga.planning.editing import Edit, EditImpossible, broken_values, edited
from siaga.planning.errors import PlanNotReady
from siaga.planning.happening import happened_json
from siaga.planning.models import Plan, PlanKind, PlanState
from siaga.planning.reading import problem_of_version, with_figures
from siaga.planning.versions import new_version

REPLAN_SECONDS = 8


@action("plan.edit")
def edit_plan(
    *, actor: Actor, plan: Plan, edits: Sequence[Edit], now: datetime, title: str = "", note: str = ""
) -> Plan:
    """A version with these changes by hand, done at once; what it breaks is kept with it.

    Raises Refused, ElectionClosed, PlanNotReady, EditImpossible.
    """
    require(actor, Verb.PLAN_CHANGE, plan.place)
    _require_usable(plan)
    if not edits:
        raise EditImpossible(_("Belum ada yang diubah."), _("Pindahkan satu tujuan, atau kunci satu rute."))
    problem = problem_of_version(plan)
    changed, evaluation = edited(problem, plan_from(plan.result or {}), edits)
    inputs = {**plan.inputs, "problem": problem_json(problem), "edits": [one.as_value() for one in edits]}
    inputs.pop("happened", None)
    return new_version(
        actor=actor,
        election=plan.election,
        region=plan.region,
        kind=PlanKind.DISTRIBUTION,
        inputs=inputs,
        now=now,
        act="plan.edit",
        title=title or plan.title,
        note=note,
        seconds=plan.seconds,
        seed=plan.seed,
        parent=plan,
        result=with_figures(problem, {**plan_json(changed), "broken": broken_values(evaluation.broken)}),
    )


@action("plan.replan")
def replan(*, actor: Actor, plan: Plan, happened: Happened, now: datetime, title: str = "", note: str = "") -> Plan:
    """A version that answers what happened, waiting to be computed; what is executed stays as it is.

    Raises Refused, ElectionClosed, PlanNotReady.
    """
    require(actor, Verb.PLAN_CHANGE, plan.place)
    _require_usable(plan)
    inputs = {
        **plan.inputs,
        "problem": problem_json(problem_of_version(plan)),
        "happened": happened_json(happened),
    }
    inputs.pop("edits", None)
    return new_version(
        actor=actor,
        election=plan.election,
        region=plan.region,
        kind=PlanKind.DISTRIBUTION,
        inputs=inputs,
        now=now,
        act="plan.replan",
        title=title or plan.title,
        note=note,
        seconds=REPLAN_SECONDS,
        seed=plan.seed,
        parent=plan,
    )


def _require_usable(plan: Plan) -> None:
    require_open(plan.election)
    if plan.state != PlanState.DONE or plan.result is None:
        raise PlanNotReady
