"""A photograph goes with a handover."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from siaga.access import Actor, Refused
from siaga.ledger.recording import action, nothing_changed, record
from siaga.logistics.custody_errors import PhotoRefused
from siaga.logistics.judging import may_sign
from siaga.logistics.models import Handover, HandoverPhoto, HandoverState, ScanSide
from siaga.reporting.attachments.checking import Content
from siaga.reporting.attachments.storage import Draft, keep

MOST_PHOTOS = 10
"""Of one handover."""


@action("custody.add_photo")
def add_photo(
    *, actor: Actor, handover: Handover, name: str, draft: Draft, content: Content, now: datetime
) -> HandoverPhoto:
    """Keep a photo with a handover; the same content again changes nothing. Either side may, until both have closed.

    draft, content: what ``storage.receive`` took in and ``checking.look_into`` found in it; ``siaga.logistics.photos``
    does both.
    Raises Refused, PhotoRefused.
    """
    found = (
        Handover.objects.select_for_update(of=("self",))
        .select_related("warehouse__region", "warehouse__election")
        .filter(pk=handover.pk)
        .first()
    )
    if found is None or not any(may_sign(actor, found, side) for side in ScanSide.values):
        raise Refused
    present = HandoverPhoto.objects.filter(handover=found, digest=draft.digest).first()
    if present is not None:
        nothing_changed()
        return present
    if not content.content_type.startswith("image/"):
        raise PhotoRefused(_("Berkas ini bukan foto."), _("Pilih foto JPEG, PNG, atau WebP."), field="photo")
    if found.state == HandoverState.CANCELLED:
        raise PhotoRefused(_("Serah terima ini sudah dibatalkan."), _("Foto tidak ditambahkan lagi."))
    if found.photos.count() >= MOST_PHOTOS:
        raise PhotoRefused(
            _("Serah terima ini sudah memiliki %(n)d foto.") % {"n": MOST_PHOTOS}, _("Foto lain tidak perlu diunggah.")
        )
    keep(draft)
    added = HandoverPhoto.objects.create(
        handover=found,
        digest=draft.digest,
        name=_name(name),
        kind=content.content_type,
        size=draft.size,
        taken_at=content.taken_at,
        lat=content.taken_lat,
        lon=content.taken_lon,
        created_at=now,
    )
    record(actor, "custody.add_photo", added, before=None, after=added.as_fact(), now=now)
    return added


def _name(name: str) -> str:
    clean = name.replace("\\", "/").rpartition("/")[2].strip()
    return clean[-100:] if clean and clean.isprintable() else "foto"
