"""Plans of distribution: asked for from what is known now."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from siaga.access import Actor, Verb, require
from siaga.elections.models import Election
from siaga.engines.distribution.form import problem_json
from siaga.ledger.recording import action
from siaga.planning.actions.plans import require_open
from siaga.planning.importing.matrix import MatrixLine
from siaga.planning.models import Plan, PlanKind, Vehicle, plan_place
from siaga.planning.options import Options
from siaga.planning.queries.problems import problem_of
from siaga.planning.versions import new_version
from siaga.wilayah.models import Region


@action("plan.ask")
def ask_plan(
    *,
    actor: Actor,
    election: Election,
    region: Region,
    options: Options,
    now: datetime,
    title: str = "",
    note: str = "",
    seconds: int = 60,
    seed: int = 1,
    vehicles: Sequence[Vehicle] | None = None,
    matrix: Sequence[MatrixLine] | None = None,
) -> Plan:
    """A new version, waiting to be computed from what is known now. vehicles, matrix: instead of those that are kept.

    Raises Refused, ElectionClosed, BadOption, NothingToPlan.
    """
    require(actor, Verb.PLAN_CHANGE, plan_place(PlanKind.DISTRIBUTION, region.code))
    require_open(election)
    found = problem_of(actor, election, region, options, vehicles=vehicles, matrix=matrix)
    inputs = {
        "problem": problem_json(found.problem),
        "options": found.options.as_value(),
        "assumptions": [one.as_value() for one in found.assumptions],
        "estimated": sorted(found.estimated),
    }
    return new_version(
        actor=actor, election=election, region=region, kind=PlanKind.DISTRIBUTION, inputs=inputs, now=now,
        title=title, note=note, seconds=seconds, seed=seed, act="plan.ask",
    )  # fmt: skip
