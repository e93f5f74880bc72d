"""The life of a plan: asked for, computed, named, in force, retired."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from siaga.access import Actor, Problem, require
from siaga.elections.errors import ElectionClosed
from siaga.elections.models import Election
from siaga.ledger.recording import action, nothing_changed, record
from siaga.planning.errors import PlanBroken, PlanNotReady, PlanStateChanged
from siaga.planning.models import Plan, PlanState
from siaga.planning.signals import plan_in_force

ATTEMPTS = 2
"""So often a computation is begun before it is given up."""


@action("plan.start")
def start_plan(*, actor: Actor, plan: Plan, now: datetime) -> Plan:
    """The worker takes it. Raises PlanStateChanged where it does not wait."""
    require(actor, plan.change_verb, plan.place)
    _step(
        actor, "plan.start", plan, PlanState.QUEUED, now,
        state=PlanState.RUNNING, started_at=now, attempts=plan.attempts + 1, heartbeat_at=now, progress="",
    )  # fmt: skip
    return plan


@action("plan.finish")
def finish_plan(*, actor: Actor, plan: Plan, result: Mapping[str, Any], now: datetime) -> Plan:
    """The worker brings the result. Raises PlanStateChanged where the plan was given up meanwhile."""
    require(actor, plan.change_verb, plan.place)
    _step(
        actor, "plan.finish", plan, PlanState.RUNNING, now,
        state=PlanState.DONE, result=dict(result), finished_at=now, progress="", problem="",
    )  # fmt: skip
    return plan


@action("plan.fail")
def fail_plan(*, actor: Actor, plan: Plan, problem: str, now: datetime) -> Plan:
    """It could not be computed; problem says why, for people. Raises PlanStateChanged."""
    require(actor, plan.change_verb, plan.place)
    _step(
        actor, "plan.fail", plan, plan.state, now,
        state=PlanState.FAILED, problem=problem[:400], finished_at=now, progress="",
    )  # fmt: skip
    return plan


@action("plan.requeue")
def requeue_plan(*, actor: Actor, plan: Plan, now: datetime) -> Plan:
    """A computation whose worker is gone waits again; after ``ATTEMPTS`` it has failed. Raises PlanStateChanged."""
    require(actor, plan.change_verb, plan.place)
    if plan.attempts >= ATTEMPTS:
        return fail_plan(
            actor=actor,
            plan=plan,
            problem=_(
                "Perhitungan terhenti dua kali karena pekerja server berhenti. Hitung lagi, atau kurangi waktunya."
            ),
            now=now,
        )
    _step(actor, "plan.requeue", plan, PlanState.RUNNING, now, state=PlanState.QUEUED, heartbeat_at=now)
    return plan


@action("plan.rename")
def rename_plan(*, actor: Actor, plan: Plan, title: str, note: str, now: datetime) -> Plan:
    """Name a version, or note something about it. Raises Refused."""
    require(actor, plan.change_verb, plan.place)
    title, note = title.strip()[:160], note.strip()[:400]
    if (title, note) == (plan.title, plan.note):
        nothing_changed()
        return plan
    before = plan.as_fact()
    plan.title, plan.note = title, note
    plan.save(update_fields=["title", "note"])
    record(actor, "plan.rename", plan, before=before, after=plan.as_fact(), now=now)
    return plan


@action("plan.put_in_force")
def put_in_force(*, actor: Actor, plan: Plan, now: datetime, reason: str = "") -> Plan:
    """From now on this version holds, and the one before is retired.

    reason: why a version that breaks rules holds all the same. Raises Refused, ElectionClosed, PlanNotReady,
    PlanBroken, PlanStateChanged.
    """
    require(actor, plan.change_verb, plan.place)
    require_open(plan.election)
    if plan.state != PlanState.DONE:
        raise PlanNotReady
    broken = (plan.result or {}).get("broken", [])
    if broken and not reason.strip():
        raise PlanBroken(len(broken))
    if plan.in_force:
        nothing_changed()
        return plan
    others = Plan.objects.filter(
        election=plan.election, region=plan.region, kind=plan.kind, in_force_since__isnull=False, retired_at=None
    ).select_related("region", "election")
    for other in others:
        _retired(actor, other, _("Digantikan versi %(number)d.") % {"number": plan.number}, now)
    before = plan.as_fact()
    claimed = Plan.objects.filter(pk=plan.pk, state=PlanState.DONE, in_force_since=plan.in_force_since)
    if not claimed.update(in_force_since=now, retired_at=None):
        raise PlanStateChanged
    plan.in_force_since, plan.retired_at = now, None
    record(actor, "plan.put_in_force", plan, before=before, after=plan.as_fact(), now=now, reason=reason.strip()[:400])
    plan_in_force.send(Plan, plan=plan, actor=actor, now=now)
    return plan


@action("plan.retire")
def retire_plan(*, actor: Actor, plan: Plan, reason: str, now: datetime) -> Plan:
    """The version no longer holds. Raises Refused, PlanStateChanged where it does not hold."""
    require(actor, plan.change_verb, plan.place)
    if not reason.strip():
        raise Problem(_("Alasan belum ditulis."), _("Tulis mengapa rencana ini tidak berlaku lagi."), field="reason")
    _retired(actor, plan, reason.strip()[:400], now)
    return plan


def _retired(actor: Actor, plan: Plan, reason: str, now: datetime) -> None:
    before = plan.as_fact()
    standing = Plan.objects.filter(pk=plan.pk, in_force_since__isnull=False, retired_at=None)
    if not standing.update(retired_at=now):
        raise PlanStateChanged(_("Rencana ini sudah tidak berlaku."))
    plan.retired_at = now
    record(actor, "plan.retire", plan, before=before, after=plan.as_fact(), now=now, reason=reason)


def _step(actor: Actor, act: str, plan: Plan, standing: str, now: datetime, **values: Any) -> None:
    """One step of the computation, taken by whoever comes first."""
    before = plan.as_fact()
    if plan.state != standing or standing in (PlanState.DONE, PlanState.FAILED):
        raise PlanStateChanged
    if not Plan.objects.filter(pk=plan.pk, state=standing, attempts=plan.attempts).update(**values):
        raise PlanStateChanged
    for name, value in values.items():
        setattr(plan, name, value)
    record(actor, act, plan, before=before, after=plan.as_fact(), now=now)


def require_open(election: Election) -> None:
    if election.closed:
        raise ElectionClosed(election.name)
