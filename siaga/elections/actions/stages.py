"""Stages of the calendar: dates set, marked as done, opened again, added and removed by the desk."""

from __future__ import annotations

from datetime import date, datetime

from django.db.models import Max
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _

from siaga.access import Actor, Refused, Verb, require
from siaga.elections.errors import (
    DoneInFuture,
    ElectionClosed,
    NameNeeded,
    ReasonNeeded,
    StageAlreadyDone,
    StageExists,
    StageNotDone,
    StageOfRuleset,
    StageOrder,
)
from siaga.elections.models import Election, Stage
from siaga.ledger.recording import action, nothing_changed, record


@action("stage.set_dates")
def set_stage_dates(
    *,
    actor: Actor,
    stage: Stage,
    starts: date | None,
    ends: date | None,
    now: datetime,
    source: str = "",
    reason: str = "",
) -> Stage:
    """Set when the stage runs; None is unknown. ``source`` names the decision that says so.

    A date with a source counts as verified. Raises StageOrder, StageAlreadyDone, ElectionClosed.
    """
    require(actor, Verb.ELECTION_CHANGE, stage.election.place)
    stage = _lock(stage)
    if starts and ends and starts > ends:
        raise StageOrder
    if stage.done_on:
        raise StageAlreadyDone(stage.name, stage.done_on)
    before = stage.as_fact()
    source = " ".join(source.split())[:300]
    if (starts, ends) == (stage.starts, stage.ends) and (not source or source == stage.source):
        nothing_changed()
        return stage
    stage.starts, stage.ends = starts, ends
    stage.source = source or _("Ditetapkan desk")
    stage.verified = bool(source)
    stage.doubt = "" if source else _("Diubah desk tanpa menyebut dasar keputusan.")
    stage.save(update_fields=["starts", "ends", "source", "verified", "doubt"])
    record(actor, "stage.set_dates", stage, before=before, after=stage.as_fact(), now=now, reason=reason.strip())
    return stage


@action("stage.complete")
def complete_stage(*, actor: Actor, stage: Stage, done_on: date, now: datetime, note: str = "") -> Stage:
    """Say that the work of the stage was finished on that day. Raises DoneInFuture, StageAlreadyDone."""
    require(actor, Verb.ELECTION_CHANGE, stage.election.place)
    stage = _lock(stage)
    if stage.done_on:
        raise StageAlreadyDone(stage.name, stage.done_on)
    if done_on > timezone.localdate(now):
        raise DoneInFuture
    before = stage.as_fact()
    stage.done_on = done_on
    stage.note = note.strip()[:300]
    stage.save(update_fields=["done_on", "note"])
    record(actor, "stage.complete", stage, before=before, after=stage.as_fact(), now=now)
    return stage


@action("stage.reopen")
def reopen_stage(*, actor: Actor, stage: Stage, now: datetime, reason: str) -> Stage:
    """Take back that the stage was done; the reason goes on record. Raises ReasonNeeded, StageNotDone."""
    require(actor, Verb.ELECTION_CHANGE, stage.election.place)
    if not reason.strip():
        raise ReasonNeeded
    stage = _lock(stage)
    if not stage.done_on:
        raise StageNotDone(stage.name)
    before = stage.as_fact()
    stage.done_on = None
    stage.save(update_fields=["done_on"])
    record(actor, "stage.reopen", stage, before=before, after=stage.as_fact(), now=now, reason=reason.strip())
    return stage


@action("stage.add")
def add_stage(
    *,
    actor: Actor,
    election: Election,
    name: str,
    starts: date | None,
    ends: date | None,
    now: datetime,
    phase: str = "",
    source: str = "",
) -> Stage:
    """Add a stage of the desk's own to the calendar. Raises NameNeeded, StageExists, StageOrder, ElectionClosed."""
    require(actor, Verb.ELECTION_CHANGE, election.place)
    if election.closed:
        raise ElectionClosed(election.name)
    name = " ".join(name.split())[:200]
    if not name:
        raise NameNeeded
    if starts and ends and starts > ends:
        raise StageOrder
    key = f"desk-{slugify(name)[:50]}".rstrip("-")
    if Stage.objects.filter(election=election, key=key).exists() or election.stages.filter(name__iexact=name).exists():
        raise StageExists(name)
    last = Stage.objects.filter(election=election).aggregate(last=Max("position"))["last"] or 0
    source = " ".join(source.split())[:300]
    stage = Stage.objects.create(
        election=election,
        key=key,
        name=name,
        phase=" ".join(phase.split())[:40] or "tambahan desk",
        starts=starts,
        ends=ends,
        position=last + 1,
        source=source or _("Ditetapkan desk"),
        verified=bool(source),
        doubt="" if source else _("Ditambahkan desk tanpa menyebut dasar keputusan."),
        added=True,
    )
    record(actor, "stage.add", stage, before=None, after=stage.as_fact(), now=now)
    return stage


@action("stage.remove")
def remove_stage(*, actor: Actor, stage: Stage, now: datetime, reason: str = "") -> None:
    """Remove a stage that the desk had added; those of the ruleset stay. Raises StageOfRuleset, StageAlreadyDone."""
    require(actor, Verb.ELECTION_CHANGE, stage.election.place)
    stage = _lock(stage)
    if not stage.added:
        raise StageOfRuleset(stage.name)
    if stage.done_on:
        raise StageAlreadyDone(stage.name, stage.done_on)
    record(actor, "stage.remove", stage, before=stage.as_fact(), after=None, now=now, reason=reason.strip())
    stage.delete()


def _lock(stage: Stage) -> Stage:
    """The stage as it is now, held until the action ends."""
    found = Stage.objects.select_for_update(of=("self",)).select_related("election__region").filter(pk=stage.pk).first()
    if found is None:
        raise Refused
    if found.election.closed:
        raise ElectionClosed(found.election.name)
    return found
