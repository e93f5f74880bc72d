"""The next version of a plan; called within an action, which it is recorded as."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db.models import Max

from siaga.access import Actor
from siaga.desk.models import Account
from siaga.elections.models import Election
from siaga.ledger.recording import record
from siaga.planning.models import Plan, PlanKind, PlanState
from siaga.planning.models.plan import digest_of
from siaga.planning.options import MOST_SECONDS
from siaga.wilayah.models import Region


def new_version(
    *,
    actor: Actor,
    election: Election,
    region: Region,
    kind: PlanKind,
    inputs: Mapping[str, Any],
    now: datetime,
    act: str,
    title: str = "",
    note: str = "",
    seconds: int = 60,
    seed: int = 1,
    parent: Plan | None = None,
    result: Mapping[str, Any] | None = None,
) -> Plan:
    """The next version of a region's plan, within an action named ``act``; with a result it is done already."""
    last = Plan.objects.filter(election=election, region=region, kind=kind).aggregate(Max("number"))
    plan = Plan(
        election=election,
        region=region,
        kind=kind,
        number=(last["number__max"] or 0) + 1,
        title=title.strip()[:160],
        note=note.strip()[:400],
        parent=parent,
        seconds=min(max(1, seconds), MOST_SECONDS),
        seed=seed,
        inputs=dict(inputs),
        inputs_digest=digest_of(inputs),
        created_by=Account.objects.filter(pk=actor.account_id).first() if actor.account_id else None,
        created_at=now,
        heartbeat_at=now,
    )
    if result is not None:
        plan.result, plan.state, plan.finished_at = dict(result), PlanState.DONE, now
    plan.save(force_insert=True)
    record(actor, act, plan, before=None, after=plan.as_fact(), now=now)
    return plan
