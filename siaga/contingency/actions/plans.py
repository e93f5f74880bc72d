"""Contingency plans: asked for from what is known now."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from siaga.access import Actor, Verb, require
from siaga.contingency.models import Resource
from siaga.contingency.options import Options
from siaga.contingency.queries.problems import Supposed, problem_of
from siaga.elections.models import Election
from siaga.ledger.recording import action
from siaga.planning.actions.plans import require_open
from siaga.planning.models import Plan, PlanKind, plan_place
from siaga.planning.versions import new_version
from siaga.wilayah.models import Region

SECONDS = 10


@action("contingency.ask")
def ask_contingency(
    *,
    actor: Actor,
    election: Election,
    region: Region,
    now: datetime,
    options: Options | None = None,
    title: str = "",
    note: str = "",
    seconds: int = SECONDS,
    resources: Sequence[Resource] | None = None,
    supposed: Supposed | None = None,
    scenario: Mapping[str, Any] | None = None,
    parent: Plan | None = None,
) -> Plan:
    """A new version, waiting to be computed from what is known now. resources: instead of those that are kept.

    supposed, scenario: what a what-if changes, and which it is. Raises Refused, ElectionClosed, BadWeight,
    NothingToAssign.
    """
    require(actor, Verb.PLAN_CHANGE, plan_place(PlanKind.CONTINGENCY, region.code))
    require_open(election)
    found = problem_of(actor, election, region, options, resources=resources, supposed=supposed)
    inputs = {**found.values, **({"scenario": dict(scenario)} if scenario else {})}
    return new_version(
        actor=actor, election=election, region=region, kind=PlanKind.CONTINGENCY, inputs=inputs, now=now,
        title=title, note=note, seconds=seconds, act="contingency.ask", parent=parent,
    )  # fmt: skip
