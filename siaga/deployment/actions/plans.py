"""Security plans: asked for, changed by hand, and made again after people fell ill or a class changed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext as _

from siaga.access import Actor, Verb, require
from siaga.deployment.editing import Edit, broken_values, edited
from siaga.deployment.errors import EditImpossible
from siaga.deployment.models import guard_place
from siaga.deployment.options import Options
from siaga.deployment.queries.problems import Crew, problem_of
from siaga.deployment.reading import problem_of_version, with_figures
from siaga.elections.errors import ElectionClosed
from siaga.elections.models import Election
from siaga.engines.deployment.form import happened_json, plan_from, plan_json, problem_json
from siaga.engines.deployment.happened import Happened
from siaga.ledger.recording import action
from siaga.planning.actions.plans import require_open
from siaga.planning.errors import PlanNotReady
from siaga.planning.models import Plan, PlanKind, PlanState
from siaga.planning.versions import new_version
from siaga.wilayah.models import Region

REPLAN_SECONDS = 10


@action("guard_plan.ask")
def ask_deployment(
    *,
    actor: Actor,
    election: Election,
    region: Region,
    options: Options,
    now: datetime,
    title: str = "",
    note: str = "",
    seconds: int = 30,
    seed: int = 1,
    crew: Crew | None = None,
) -> Plan:
    """A new version, waiting to be computed from what is known now. crew: instead of the kept personnel.

    Raises Refused, ElectionClosed, BadOption, NothingToGuard.
    """
    require(actor, Verb.GUARD_CHANGE, guard_place(region.code))
    require_open(election)
    found = problem_of(actor, election, region, options, crew=crew)
    return new_version(
        actor=actor, election=election, region=region, kind=PlanKind.DEPLOYMENT,
        inputs=found.as_value(problem_json(found.problem)), now=now, title=title, note=note, seconds=seconds,
        seed=seed, act="guard_plan.ask",
    )  # fmt: skip


@action("guard_plan.edit")
def edit_deployment(*, actor: Actor, plan: Plan, edits: Sequence[Edit], now: datetime, note: str = "") -> Plan:
    """A version with these changes by hand, done at once; what it breaks is kept with it.

    Raises Refused, ElectionClosed, PlanNotReady, EditImpossible.
    """
    require(actor, Verb.GUARD_CHANGE, plan.place)
    _require_usable(plan)
    if not edits:
        raise EditImpossible(_("Belum ada yang diubah."), _("Pindahkan satu TPS, atau kunci satu regu."))
    problem = problem_of_version(plan)
    before = plan_from(plan.result or {})
    changed, broken = edited(problem, before, edits)
    inputs = {**plan.inputs, "problem": problem_json(problem), "edits": [one.as_value() for one in edits]}
    inputs.pop("happened", None)
    return new_version(
        actor=actor, election=plan.election, region=plan.region, kind=PlanKind.DEPLOYMENT, inputs=inputs, now=now,
        act="guard_plan.edit", title=plan.title, note=note, seconds=plan.seconds, seed=plan.seed, parent=plan,
        result=with_figures(problem, changed, {**plan_json(changed), "broken": broken_values(broken)}),
    )  # fmt: skip


@action("guard_plan.replan")
def replan_deployment(*, actor: Actor, plan: Plan, happened: Happened, now: datetime, note: str = "") -> Plan:
    """A version that answers what happened with few changes, waiting to be computed.

    Raises Refused, ElectionClosed, PlanNotReady, EditImpossible.
    """
    require(actor, Verb.GUARD_CHANGE, plan.place)
    _require_usable(plan)
    if happened == Happened():
        raise EditImpossible(
            _("Belum ada yang berubah."), _("Sebut personel yang berhalangan atau kelas yang berubah.")
        )
    inputs = {
        **plan.inputs,
        "problem": problem_json(problem_of_version(plan)),
        "happened": happened_json(happened),
    }
    inputs.pop("edits", None)
    return new_version(
        actor=actor, election=plan.election, region=plan.region, kind=PlanKind.DEPLOYMENT, inputs=inputs, now=now,
        act="guard_plan.replan", title=plan.title, note=note, seconds=REPLAN_SECONDS, seed=plan.seed, parent=plan,
    )  # fmt: skip


def _require_usable(plan: Plan) -> None:
    if plan.election.closed:
        raise ElectionClosed(plan.election.name)
    if plan.state != PlanState.DONE or plan.result is None:
        raise PlanNotReady
