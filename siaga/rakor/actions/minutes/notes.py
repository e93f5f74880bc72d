"""Notes of an item: written on the version that they began from; what meets newer ones is merged, or kept beside."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from django.utils.translation import gettext as _

from siaga.access import Actor, Refused, Verb, require
from siaga.ledger.facts import parse
from siaga.ledger.models import Entry
from siaga.ledger.recording import action, nothing_changed, record
from siaga.rakor.actions.minutes.opened import check_open, clean, locked_meeting
from siaga.rakor.merging import merge
from siaga.rakor.minutes_errors import AlreadyWithdrawn, BadMinutes, NotesMoved
from siaga.rakor.models import AgendaItem, NoteConflict, Typing

MOST_NOTES = 100_000
"""Letters of the notes of one item: some forty pages."""
_LOOKED_BACK = 100
"""So many entries of an item are looked through for the text that somebody began from."""


@dataclass(frozen=True, slots=True)
class Written:
    """What became of a text: it stands, it was put together with newer notes, it waits beside them, or it was there."""

    item: AgendaItem
    outcome: Literal["written", "merged", "conflict", "unchanged"]
    conflict: NoteConflict | None = None


@action("minutes.write")
def write_notes(*, actor: Actor, item: AgendaItem, text: str, base: int, now: datetime) -> Written:
    """Write the notes of an item. ``base``: the version that the writer began from.

    Where others wrote meanwhile, changes of different lines are put together; else the newer notes stand and this
    text is kept as a conflict. No letter is lost. Raises ``NotHeld``, ``MinutesFinished``, ``MinutesClosed``,
    ``BadMinutes``.
    """
    meeting = locked_meeting(item.meeting_id)
    require(actor, Verb.MINUTES_WRITE, meeting.place)
    check_open(meeting)
    text = _checked(text)
    fresh = _fresh(item)
    _forget_typing(actor, fresh, text)
    if text == fresh.notes:
        nothing_changed()
        return Written(fresh, "unchanged")
    if base == fresh.version:
        return Written(_set_notes(actor, "minutes.write", fresh, text, now), "written")
    began = _notes_at(fresh, base)
    merged = None if began is None else merge(began, text, fresh.notes)
    if merged is None:
        return Written(fresh, "conflict", _keep_beside(actor, fresh, text, base, now))
    if merged == fresh.notes:
        nothing_changed()
        return Written(fresh, "unchanged")
    return Written(_set_notes(actor, "minutes.write", fresh, merged, now), "merged")


@action("minutes.settle")
def settle_conflict(*, actor: Actor, conflict: NoteConflict, text: str, base: int, now: datetime) -> AgendaItem:
    """Say what stands where two texts met: ``text`` becomes the item's notes, and the conflict is settled.

    base: the version of the notes that the person saw while choosing. Raises ``NotesMoved``, ``AlreadyWithdrawn``.
    """
    found = NoteConflict.objects.select_related("item").filter(pk=conflict.pk).first()
    if found is None:
        raise Refused
    meeting = locked_meeting(found.item.meeting_id)
    require(actor, Verb.MINUTES_WRITE, meeting.place)
    check_open(meeting)
    text = _checked(text)
    fresh = _fresh(found.item)
    if base != fresh.version:
        raise NotesMoved
    if text != fresh.notes:
        fresh = _set_notes(actor, "minutes.settle", fresh, text, now)
    found.item = fresh
    before = found.as_fact()
    settled = NoteConflict.objects.filter(pk=found.pk, settled_at=None).update(settled_at=now, settled_by=actor.name)
    if not settled:
        raise AlreadyWithdrawn
    found.refresh_from_db(fields=["settled_at", "settled_by"])
    record(actor, "minutes.settle", found, before=before, after=found.as_fact(), now=now)
    return fresh


def _checked(text: str) -> str:
    text = clean(text)
    if len(text) > MOST_NOTES:
        raise BadMinutes(
            _("Pembahasan terlalu panjang (%(length)d huruf).") % {"length": len(text)},
            _("Paling banyak %(most)d huruf untuk satu pokok; lanjutkan di pokok lain.") % {"most": MOST_NOTES},
            field="text",
        )
    return text


def _fresh(item: AgendaItem) -> AgendaItem:
    found = (
        AgendaItem.objects.select_for_update(of=("self",))
        .select_related("meeting__forum__region")
        .filter(pk=item.pk)
        .first()
    )
    if found is None:
        raise Refused
    return found


def _set_notes(actor: Actor, act: str, fresh: AgendaItem, text: str, now: datetime) -> AgendaItem:
    before = fresh.as_fact()
    fields: dict[str, Any] = {"notes": text, "version": fresh.version + 1, "noted_by": actor.name[:200]}
    if not AgendaItem.objects.filter(pk=fresh.pk, version=fresh.version).update(**fields):
        raise NotesMoved
    for name, value in fields.items():
        setattr(fresh, name, value)
    record(actor, act, fresh, before=before, after=fresh.as_fact(), now=now)
    return fresh


def _notes_at(item: AgendaItem, version: int) -> str | None:
    """The notes as they were at a version, from the ledger; None where it does not tell."""
    about = Entry.objects.filter(object_type=item.fact_type, object_key=item.fact_key).order_by("-pk")
    for after, before in about.values_list("after", "before")[:_LOOKED_BACK]:
        for told in (after, before):
            fact = parse(told)
            if fact is not None and fact.get("version") == version:
                return str(fact.get("notes", ""))
    return None


def _keep_beside(actor: Actor, item: AgendaItem, text: str, base: int, now: datetime) -> NoteConflict:
    """Keep a text beside the notes. A longer copy of what the same person left there before takes its place."""
    waiting = NoteConflict.objects.filter(item=item, by=actor.name[:200], settled_at=None).select_for_update()
    for former in waiting:
        if former.text == text:
            nothing_changed()
            return former
        if text.startswith(former.text):
            former.item = item
            before = former.as_fact()
            former.text, former.at = text, now
            former.save(update_fields=["text", "at"])
            record(actor, "minutes.write", former, before=before, after=former.as_fact(), now=now)
            return former
    kept = NoteConflict.objects.create(item=item, text=text, base=base, by=actor.name[:200], at=now)
    record(actor, "minutes.write", kept, before=None, after=kept.as_fact(), now=now)
    return kept


def _forget_typing(actor: Actor, item: AgendaItem, text: str) -> None:
    """What was being typed is in this text; something else that the account typed elsewhere stays."""
    for typing in Typing.objects.filter(item=item, account=actor.account_id):
        if text.startswith(typing.text):
            typing.delete()
