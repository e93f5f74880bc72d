"""A file proves an entry of a point's history."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from siaga.access import Actor, Refused, Verb, may
from siaga.ledger.recording import action, nothing_changed, record
from siaga.rakor.access import may_report
from siaga.rakor.errors import EvidenceLate, EvidenceTaken, TooMuchEvidence, Unsaid
from siaga.rakor.models import Evidence, PointUpdate, UpdateKind
from siaga.reporting.attachments.checking import Content
from siaga.reporting.attachments.storage import Draft, keep

MOST_FILES = 10
"""Of one entry."""
WINDOW = timedelta(days=1)
"""How long after its report evidence is taken: a broken connection is waited for, history is not rewritten."""


@action("point.evidence")
def add_evidence(
    *, actor: Actor, update: PointUpdate, name: str, draft: Draft, content: Content, now: datetime
) -> Evidence:
    """Keep a file with a report or a verification. The same content under the same name again changes nothing.

    draft, content: what ``storage.receive`` took in and ``checking.look_into`` found in it
    (``siaga.rakor.pointing.evidence.take_evidence`` does all three).
    Raises Refused, ``EvidenceTaken``, ``TooMuchEvidence``, ``EvidenceLate``.
    """
    found = (
        PointUpdate.objects.select_for_update(of=("self",))
        .select_related("point__region__parent", "point__owner__region", "meeting__forum__region")
        .filter(pk=update.pk)
        .first()
    )
    if found is None or not _may_prove(actor, found):
        raise Refused
    name = _name(name)
    present = Evidence.objects.filter(update=found, name=name).first()
    if present is not None:
        if present.digest != draft.digest:
            raise EvidenceTaken(name)
        nothing_changed()
        return present
    if now - found.at > WINDOW:
        raise EvidenceLate
    if Evidence.objects.filter(update=found).count() >= MOST_FILES:
        raise TooMuchEvidence(MOST_FILES)
    keep(draft)
    added = Evidence.objects.create(
        update=found,
        name=name,
        content_type=content.content_type,
        size=draft.size,
        digest=draft.digest,
        width=content.width,
        height=content.height,
        received_at=now,
    )
    record(actor, "point.evidence", added, before=None, after=added.as_fact(), now=now)
    return added


def _may_prove(actor: Actor, update: PointUpdate) -> bool:
    """Who may make such an entry may prove it."""
    if update.kind == UpdateKind.REPORT:
        return may_report(actor, update.point, update.meeting)
    if update.kind in {UpdateKind.VERIFIED, UpdateKind.RETURNED}:
        return may(actor, Verb.POINT_CHANGE, update.point.place)
    return False


def _name(name: str) -> str:
    """The last part of the name, short enough; what cannot be printed never gets in."""
    clean = name.replace("\\", "/").rpartition("/")[2].strip()
    if not clean or not clean.isprintable():
        raise Unsaid(_("Nama berkas tidak dapat dibaca."), _("Beri nama lain pada berkas itu."), field="evidence")
    stem, dot, ending = clean.rpartition(".")
    return clean if len(clean) <= 120 else f"{(stem or clean)[:100]}{dot}{ending[:10]}"
