"""Frozen pictures: kept word for word, cited by later documents, never changed."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from siaga.access import Actor, Place, Verb, require
from siaga.elections.models import Election
from siaga.ledger.recording import action, record
from siaga.readiness.arithmetic import Scale
from siaga.readiness.errors import BadSnapshot
from siaga.readiness.models import Snapshot
from siaga.readiness.queries.pictures import picture
from siaga.readiness.snapshots import digest_of, plain
from siaga.wilayah.models import Region


@action("snapshot.freeze")
def freeze_picture(
    *,
    actor: Actor,
    election: Election,
    region: Region,
    scale: str,
    title: str,
    now: datetime,
    at: datetime | None = None,
) -> Snapshot:
    """Freeze the picture of a region as it stands now, or as it stood at a past moment. Raises ``BadSnapshot``."""
    require(actor, Verb.SNAPSHOT_MAKE, Place(region.code))
    clean = title.strip()
    if not clean or len(clean) > 160:
        raise BadSnapshot(
            _("Judul potret belum diisi atau terlalu panjang."), _("Tulis untuk apa, misalnya Rakor 30 Oktober 2024."),
            field="title",
        )  # fmt: skip
    if scale not in list(Scale):
        raise BadSnapshot(_("Skala tidak dikenal."), _("Pilih kesiapan atau kerawanan."), field="scale")
    if at is not None and at > now:
        raise BadSnapshot(_("Saat itu belum terjadi."), _("Pilih saat yang sudah lewat."), field="at")
    shown = picture(actor, election, region.code, scale, at, now)
    data = plain(shown)
    snapshot = Snapshot.objects.create(
        election=election,
        region=region,
        scale=scale,
        at=shown.at,
        title=clean,
        data=data,
        digest=digest_of(data),
        made_at=now,
        made_by=actor.name[:200],
    )
    record(actor, "snapshot.freeze", snapshot, before=None, after=snapshot.as_fact(), now=now)
    return snapshot
