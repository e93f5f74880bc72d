"""Making sheets of labels from a page."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from siaga.access import Actor
from siaga.kit.words import moment
from siaga.logistics.actions.labels import make_labels
from siaga.logistics.boxes_below import boxes_to_label
from siaga.logistics.making import Making
from siaga.logistics.models import LabelSheet
from siaga.logistics.told import Told

FEW = 210
"""Labels that are made while the person waits: ten sheets, half a second."""


def _is_small(sheet: LabelSheet) -> bool:
    return boxes_to_label(sheet.warehouse, sheet.code, again=sheet.again).count() <= FEW


def _make(sheet: LabelSheet, actor: Actor, now: datetime, told: Told) -> None:
    head = _("Label kotak · %(region)s · %(election)s · per %(when)s · dicetak %(who)s") % {
        "region": sheet.warehouse.region.title,
        "election": sheet.warehouse.election.name,
        "when": moment(now),
        "who": actor.name,
    }
    make_labels(actor=actor, sheet=sheet, head=head, now=now, told=told)


def _enqueue(pk: int, account_id: int | None) -> None:
    from siaga.logistics import tasks  # tasks call back into this module

    tasks.make_label_sheet.enqueue(pk, account_id)


LABELS = Making(LabelSheet, _is_small, _make, _enqueue)
