"""What is noted beside the notes: statements of agencies, and decisions."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from siaga.access import Actor, Refused, Verb, inside, require
from siaga.desk.models import Agency
from siaga.ledger.recording import action, record
from siaga.rakor.actions.minutes.opened import check_item, check_open, locked_meeting, said
from siaga.rakor.minutes_errors import AlreadyWithdrawn, BadMinutes
from siaga.rakor.models import AgendaItem, Decision, Meeting, Statement
from siaga.readiness.actions.claims import note_claim_at_meeting, withdraw_claim_at_meeting
from siaga.readiness.models import Claim
from siaga.readiness.queries.claims import share_of_percent

MOST_WORDS = 4000


@action("minutes.state")
def note_statement(
    *,
    actor: Actor,
    meeting: Meeting,
    agency: Agency,
    now: datetime,
    item: AgendaItem | None = None,
    said_by: str = "",
    share: str = "",
    of_what: str = "",
    hampers: str = "",
    needs: str = "",
    text: str = "",
    indicator_key: str = "",
) -> Statement:
    """Note what an agency stated in the room.

    share: percent as people write it (``80``, ``82,5``); it becomes a claim of the agency with this meeting as its
    source where the agency lies in the meeting's region. indicator_key: what the claim is about; empty for readiness
    as a whole. Raises ``BadMinutes``, ``BadClaim``, and what ``write_notes`` raises of a meeting.
    """
    fresh = locked_meeting(meeting.pk)
    require(actor, Verb.MINUTES_WRITE, fresh.place)
    check_open(fresh)
    check_item(item, fresh)
    words = {name: said(value, name, MOST_WORDS) for name, value in
             {"hampers": hampers, "needs": needs, "text": text}.items()}  # fmt: skip
    share = share.strip().removesuffix("%").strip()
    if not share and not any(words.values()):
        raise BadMinutes(
            _("Penyampaian masih kosong."),
            _("Isi kesiapan, kendala, kebutuhan, atau isi penyampaiannya."),
            field="text",
        )
    person = said(said_by, "said_by", 200)
    what = said(of_what, "of_what", 200)
    claim: Claim | None = None
    if share and inside(agency.region.code, fresh.forum.region.code):
        claim = note_claim_at_meeting(
            actor=actor,
            meeting_region=fresh.forum.region,
            election=fresh.forum.election,
            agency=agency,
            share=share,
            said_by=person or _("Wakil %(agency)s pada rapat") % {"agency": agency.name},
            reference=_reference(fresh),
            stated_at=min(fresh.held_at or fresh.starts_at, now),
            of_what=what,
            indicator_key=indicator_key,
            now=now,
        )
    stated = Statement.objects.create(
        meeting=fresh,
        item=item,
        agency=agency,
        said_by=person,
        share=share_of_percent(share) if share else None,
        of_what=what,
        claim=claim,
        at=now,
        **words,
    )
    record(actor, "minutes.state", stated, before=None, after=stated.as_fact(), now=now)
    return stated


def _reference(meeting: Meeting) -> str:
    """Names the meeting, as a claim refers to it."""
    return str(meeting)[:200]


@action("minutes.withdraw_statement")
def withdraw_statement(*, actor: Actor, statement: Statement, reason: str, now: datetime) -> Statement:
    """Take back a statement noted wrongly, and with it the claim that it became. Raises ``AlreadyWithdrawn``."""
    fresh = locked_meeting(statement.meeting_id)
    require(actor, Verb.MINUTES_WRITE, fresh.place)
    check_open(fresh)
    why = _reason(reason)
    found = (
        Statement.objects.select_related("claim", "meeting__forum__region", "agency").filter(pk=statement.pk).first()
    )
    if found is None:
        raise Refused
    before = found.as_fact()
    if not Statement.objects.filter(pk=found.pk, withdrawn_at=None).update(withdrawn_at=now):
        raise AlreadyWithdrawn
    if found.claim is not None and found.claim.withdrawn_at is None:
        withdraw_claim_at_meeting(
            actor=actor, meeting_region=fresh.forum.region, claim=found.claim, reason=why, now=now
        )
    found.withdrawn_at = now
    record(actor, "minutes.withdraw_statement", found, before=before, after=found.as_fact(), now=now, reason=why)
    return found


@action("minutes.decide")
def decide(*, actor: Actor, meeting: Meeting, text: str, now: datetime, item: AgendaItem | None = None) -> Decision:
    """Note what the meeting decided. Raises ``BadMinutes``, and what ``write_notes`` raises of a meeting."""
    fresh = locked_meeting(meeting.pk)
    require(actor, Verb.MINUTES_WRITE, fresh.place)
    check_open(fresh)
    check_item(item, fresh)
    words = said(text, "text", MOST_WORDS, _("Keputusan belum diisi."), _("Tulis apa yang diputuskan rapat."))
    decision = Decision.objects.create(meeting=fresh, item=item, text=words, at=now)
    record(actor, "minutes.decide", decision, before=None, after=decision.as_fact(), now=now)
    return decision


@action("minutes.withdraw_decision")
def withdraw_decision(*, actor: Actor, decision: Decision, reason: str, now: datetime) -> Decision:
    """Take back a decision that was noted wrongly. Raises ``AlreadyWithdrawn``."""
    fresh = locked_meeting(decision.meeting_id)
    require(actor, Verb.MINUTES_WRITE, fresh.place)
    check_open(fresh)
    why = _reason(reason)
    found = Decision.objects.select_related("meeting__forum__region").filter(pk=decision.pk).first()
    if found is None:
        raise Refused
    before = found.as_fact()
    if not Decision.objects.filter(pk=found.pk, withdrawn_at=None).update(withdrawn_at=now):
        raise AlreadyWithdrawn
    found.withdrawn_at = now
    record(actor, "minutes.withdraw_decision", found, before=before, after=found.as_fact(), now=now, reason=why)
    return found


def _reason(text: str) -> str:
    return said(text, "reason", 400, _("Alasan belum diisi."), _("Tulis singkat mengapa catatan ini ditarik."))
