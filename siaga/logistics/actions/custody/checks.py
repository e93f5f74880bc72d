"""A box is opened where it stands, and what lies in it is counted."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from siaga.access import Actor, Refused
from siaga.ledger.recording import action, record
from siaga.logistics.access import require_signing
from siaga.logistics.custody_errors import BadCheck
from siaga.logistics.models import Box, BoxCheck, BoxContent, BoxState, Item, hop_code
from siaga.logistics.signals import boxes_changed

MOST = 1_000_000


@action("custody.check_box")
def check_box(
    *,
    actor: Actor,
    box: Box,
    item: Item,
    counted: int,
    now: datetime,
    counted_at: datetime | None = None,
    note: str = "",
) -> BoxCheck:
    """Write down how many pieces of an item were found in a box, by the office that has it.

    Raises Refused, BadCheck.
    """
    found = (
        Box.objects.select_for_update(of=("self",))
        .select_related("warehouse__region", "warehouse__election")
        .filter(pk=box.pk)
        .first()
    )
    if found is None or item.election_id != found.warehouse.election_id:
        raise Refused
    hop = found.warehouse.hops[found.hop]
    code = hop_code(hop, found.warehouse.region.code, found.village_code, found.station_code)
    require_signing(actor, found.warehouse, hop, code)
    if found.state != BoxState.SEALED or found.moving:
        raise BadCheck(
            _("Isi kotak ini tidak dapat diperiksa sekarang."),
            _("Kotak diperiksa oleh pemegangnya, setelah disegel dan di luar perjalanan."),
        )
    if not 0 <= counted <= MOST:
        raise BadCheck(_("Hasil hitung tidak masuk akal."), _("Tulis banyaknya lembar atau buah."), field="counted")
    note = " ".join(note.split())
    if len(note) > 300:
        raise BadCheck(_("Catatan terlalu panjang."), _("Tulis paling banyak 300 huruf."), field="note")
    packed = BoxContent.objects.filter(box=found, item=item).values_list("quantity", flat=True).first() or 0
    made = BoxCheck.objects.create(
        box=found,
        item=item,
        hop=found.hop,
        counted=counted,
        packed=packed,
        note=note,
        counted_at=counted_at or now,
        created_at=now,
    )
    record(actor, "custody.check_box", made, before=None, after=made.as_fact(), now=now)
    boxes_changed.send(
        Box, warehouse=found.warehouse, stations={found.station_code}, now=now, origin=_("Isi kotak diperiksa")
    )
    return made
