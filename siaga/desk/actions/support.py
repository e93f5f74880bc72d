"""Support requests: asked by KPU or Bawaslu, answered by the government, delivered, or withdrawn.

    diminta ──► disetujui ──► terlaksana
       │            │
       ├─► ditolak  │
       └────────────┴─► dicabut

A step is an UPDATE that holds only while the request is in the state that the step starts from.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from siaga.access import Actor, Refused, Verb, may, require
from siaga.desk.errors import Closed, Incomplete, NotAnAsker, StateMoved, WrongOrder
from siaga.desk.kinds import asking_kinds
from siaga.desk.models import Agency, SupportRequest, SupportState
from siaga.desk.models.support import SupportKind
from siaga.elections.models import Election
from siaga.ledger.recording import action, nothing_changed, record


def _said(text: str, field: str, complaint: str, remedy: str, limit: int) -> str:
    clean = text.strip()
    if not clean:
        raise Incomplete(complaint, remedy, field=field)
    if len(clean) > limit:
        raise Incomplete(
            _("Terlalu panjang (%(length)d huruf).") % {"length": len(clean)},
            _("Paling banyak %(limit)d huruf.") % {"limit": limit},
            field=field,
        )
    return clean


def _title(title: str) -> str:
    return _said(
        title, "title", _("Permintaan belum diisi."), _("Tulis singkat apa yang diminta dan berapa banyak."), 200
    )


def _kind(kind: str) -> str:
    if kind not in SupportKind.values:
        raise Incomplete(_("Jenis permintaan tidak dikenal."), _("Pilih dari daftar."), field="kind")
    return kind


@action("support.ask")
def ask_support(
    *,
    actor: Actor,
    election: Election,
    asked_by: Agency,
    kind: str,
    title: str,
    due: date,
    asked_on: date,
    now: datetime,
    detail: str = "",
    letter: str = "",
) -> SupportRequest:
    """Ask the government for facilities on behalf of the actor's own agency.

    Raises ``NotAnAsker``, ``Closed``, ``WrongOrder``, ``Incomplete``.
    """
    require(actor, Verb.SUPPORT_ASK, asked_by.place)
    if asked_by.kind not in asking_kinds():
        raise NotAnAsker(asked_by.name)
    if asked_by.closed_on:
        raise Closed(asked_by.name)
    if due < asked_on:
        raise WrongOrder("due")
    request = SupportRequest.objects.create(
        election=election,
        region=asked_by.region,
        asked_by=asked_by,
        kind=_kind(kind),
        title=_title(title),
        detail=detail.strip(),
        letter=letter.strip()[:120],
        asked_on=asked_on,
        due=due,
    )
    record(actor, "support.ask", request, before=None, after=request.as_fact(), now=now)
    return request


def _fresh(request: SupportRequest) -> SupportRequest:
    found = (
        SupportRequest.objects.select_for_update(of=("self",))
        .select_related("region", "asked_by__region", "election")
        .filter(pk=request.pk)
        .first()
    )
    if found is None:
        raise Refused
    return found


def _move(
    actor: Actor,
    act: str,
    request: SupportRequest,
    starts_from: tuple[SupportState, ...],
    now: datetime,
    reason: str = "",
    **fields: Any,
) -> SupportRequest:
    """Claim the step: the UPDATE that finds the request elsewhere changes nothing, and says so."""
    found = _fresh(request)
    before = found.as_fact()
    if not SupportRequest.objects.filter(pk=found.pk, state__in=starts_from).update(**fields):
        raise StateMoved(found.get_state_display())
    after = _fresh(found)
    record(actor, act, after, before=before, after=after.as_fact(), now=now, reason=reason)
    return after


@action("support.change")
def change_support(
    *, actor: Actor, request: SupportRequest, kind: str, title: str, detail: str, letter: str, due: date, now: datetime
) -> SupportRequest:
    """Let the asking agency put its request right while nobody has answered it."""
    require(actor, Verb.SUPPORT_ASK, request.place)
    if due < request.asked_on:
        raise WrongOrder("due")
    fields: dict[str, Any] = {
        "kind": _kind(kind),
        "title": _title(title),
        "detail": detail.strip(),
        "letter": letter.strip()[:120],
        "due": due,
    }
    if all(getattr(request, name) == value for name, value in fields.items()):
        nothing_changed()
        return request
    return _move(actor, "support.change", request, (SupportState.ASKED,), now, **fields)


@action("support.answer")
def answer_support(
    *,
    actor: Actor,
    request: SupportRequest,
    granted: bool,
    answer: str,
    answered_by: Agency | None,
    answered_on: date,
    now: datetime,
) -> SupportRequest:
    """Grant the request, naming the agency that will see to it, or refuse it with a reason.

    Raises ``StateMoved`` when it was answered or withdrawn meanwhile, ``Incomplete`` for a refusal without reason.
    """
    require(actor, Verb.SUPPORT_ANSWER, request.place)
    if not granted:
        answer = _said(
            answer, "answer", _("Alasan penolakan belum diisi."), _("Tulis alasannya untuk instansi pemohon."), 500
        )
    if answered_on < request.asked_on:
        raise Incomplete(
            _("Tanggal jawaban mendahului tanggal permintaan."), _("Periksa tanggalnya."), field="answered_on"
        )
    return _move(
        actor,
        "support.answer",
        request,
        (SupportState.ASKED,),
        now,
        state=SupportState.GRANTED if granted else SupportState.REFUSED,
        answer=answer.strip()[:500],
        answered_by=answered_by,
        answered_on=answered_on,
    )


@action("support.deliver")
def deliver_support(
    *, actor: Actor, request: SupportRequest, delivered_on: date, now: datetime, note: str = ""
) -> SupportRequest:
    """Note that what was granted has arrived: said by those who answer, or by the agency that asked."""
    if not may(actor, Verb.SUPPORT_ANSWER, request.place):
        require(actor, Verb.SUPPORT_ASK, request.place)
    if delivered_on < request.asked_on:
        raise Incomplete(
            _("Tanggal terlaksana mendahului tanggal permintaan."), _("Periksa tanggalnya."), field="delivered_on"
        )
    if delivered_on > localdate(now):
        raise Incomplete(
            _("Tanggal terlaksana masih di depan."), _("Catat setelah benar-benar terlaksana."), field="delivered_on"
        )
    return _move(
        actor,
        "support.deliver",
        request,
        (SupportState.GRANTED,),
        now,
        reason=note.strip()[:500],
        state=SupportState.DELIVERED,
        delivered_on=delivered_on,
    )


@action("support.withdraw")
def withdraw_support(*, actor: Actor, request: SupportRequest, reason: str, now: datetime) -> SupportRequest:
    """Let the asking agency take its request back, with a reason, until it is refused or delivered."""
    require(actor, Verb.SUPPORT_ASK, request.place)
    reason = _said(reason, "reason", _("Alasan pencabutan belum diisi."), _("Tulis alasannya secara singkat."), 500)
    return _move(
        actor,
        "support.withdraw",
        request,
        (SupportState.ASKED, SupportState.GRANTED),
        now,
        reason=reason,
        state=SupportState.WITHDRAWN,
        withdrawn_on=localdate(now),
        withdrawal_reason=reason,
    )
