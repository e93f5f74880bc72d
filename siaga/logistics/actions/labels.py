"""Labels: asked for, and made as one file; a box keeps when its label was last made."""

from __future__ import annotations

import hashlib
from datetime import datetime

from django.utils.translation import gettext as _

from siaga.access import Actor, Refused, Verb, inside, require
from siaga.elections.queries.elections import ruleset_of
from siaga.ledger.recording import Change, action, record, record_bulk
from siaga.logistics import clean
from siaga.logistics.boxes_below import boxes_to_label
from siaga.logistics.labels import Progress, labels_of, sheets
from siaga.logistics.locks import chunks, lock_warehouse
from siaga.logistics.made_files import keep
from siaga.logistics.models import Box, LabelSheet, Warehouse
from siaga.logistics.stock_errors import AlreadyMade, NoLabels

MOST = 25_000


@action("labels.ask")
def ask_labels(*, actor: Actor, warehouse: Warehouse, code: str, now: datetime, again: bool = False) -> LabelSheet:
    """Ask for the labels of the boxes at or below a region or TPS code. Raises ``NoLabels``."""
    require(actor, Verb.LOGISTICS_CHANGE, warehouse.place)
    warehouse = lock_warehouse(warehouse)
    clean.open_election(warehouse.election)
    if not inside(code, warehouse.region.code):
        raise Refused
    count = boxes_to_label(warehouse, code, again=again).count()
    if not count:
        raise NoLabels(_("Tidak ada kotak yang labelnya belum dibuat."))
    if count > MOST:
        raise NoLabels(_("Terlalu banyak label untuk satu berkas."))
    made = LabelSheet.objects.create(
        warehouse=warehouse,
        code=code,
        again=again,
        asked_by=actor.account_id,
        asked_by_name=actor.name[:200],
        asked_at=now,
    )
    record(actor, "labels.ask", made, before=None, after=made.as_fact(), now=now)
    return made


@action("labels.make")
def make_labels(
    *, actor: Actor, sheet: LabelSheet, head: str, now: datetime, told: Progress | None = None
) -> LabelSheet:
    """Draw the labels that were asked for, ``head`` above each sheet.

    Raises ``NoLabels``, ``AlreadyMade``, ``NoDocumentMakers``.
    """
    require(actor, Verb.LOGISTICS_CHANGE, sheet.warehouse.place)
    found = LabelSheet.objects.select_related("warehouse__region__parent", "warehouse__election__ruleset").get(
        pk=sheet.pk
    )
    warehouse = found.warehouse
    before = found.as_fact()
    if found.made_at:
        raise AlreadyMade
    chosen = list(boxes_to_label(warehouse, found.code, again=found.again))
    if not chosen:
        raise NoLabels(_("Tidak ada kotak yang labelnya belum dibuat."))
    wanted = {box.pk for box in chosen}
    # The count on a label is that of all boxes of its TPS, also of those whose labels are made already.
    together = [box for box in boxes_to_label(warehouse, found.code, again=True) if box.pk not in wanted]
    rows = sorted([*chosen, *together], key=lambda box: (box.station_code, box.ballot, box.number))
    for box in rows:
        box.warehouse = warehouse
    labels = [
        label
        for box, label in zip(rows, labels_of(rows, ruleset_of(warehouse.election)), strict=True)
        if box.pk in wanted
    ]
    file = sheets(labels, head=head, title=_("Label kotak"), told=told)
    found.boxes, found.digest, found.made_at = len(labels), hashlib.sha256(file).hexdigest(), now
    if not LabelSheet.objects.filter(pk=found.pk, made_at=None).update(
        boxes=found.boxes, digest=found.digest, made_at=now
    ):
        raise AlreadyMade
    keep(found, file)
    changes = []
    for box in chosen:
        was = box.as_fact()
        box.labelled_at = now
        changes.append(Change(box.fact_type, box.fact_key, box.fact_region, was, box.as_fact()))
    for chunk in chunks([box.pk for box in chosen]):
        Box.objects.filter(pk__in=chunk).update(labelled_at=now)
    record(actor, "labels.make", found, before=before, after=found.as_fact(), now=now)
    record_bulk(actor, "labels.make", changes, label=str(found), now=now)
    return found
