"""Making labels from a page: at once where they are few, else in the background, with progress."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta

from django.db.models import Q
from django.utils.translation import gettext as _

from siaga.access import Actor, Problem
from siaga.desk.models import Account
from siaga.desk.queries.actors import actor_of
from siaga.kit.words import moment
from siaga.logistics.actions.labels import make_labels
from siaga.logistics.boxes_below import boxes_to_label
from siaga.logistics.models import LabelSheet
from siaga.logistics.stock_errors import LabelsBusy
from siaga.logistics.told import Told

FEW = 210
"""Labels that are made while the person waits: ten sheets, half a second."""
SILENT = timedelta(minutes=15)
"""After so long, work that has not ended is taken for lost."""

log = logging.getLogger(__name__)


def do_work(sheet: LabelSheet, actor: Actor, now: datetime) -> bool:
    """Claim the sheet and make it now or in the background; True if it is made already. Raises ``LabelsBusy``."""
    from siaga.logistics import tasks  # tasks call back into this module

    free = Q(work_since=None) | Q(work_since__lt=now - SILENT)
    if not LabelSheet.objects.filter(free, pk=sheet.pk, made_at=None).update(work_since=now, work_note=""):
        raise LabelsBusy
    Told(sheet.pk).clear()
    if boxes_to_label(sheet.warehouse, sheet.code, again=sheet.again).count() <= FEW:
        perform(sheet.pk, actor, now)
        return True
    tasks.make_label_sheet.enqueue(sheet.pk, actor.account_id)
    return False


def perform_for(sheet_id: int, account_id: int | None, now: datetime) -> None:
    """The same for an account that may have lost its role since: it then comes to nothing, and says so."""
    account = Account.objects.filter(pk=account_id).first() if account_id else None
    if account is None:
        LabelSheet.objects.filter(pk=sheet_id).update(work_since=None, work_note=_("Akun yang meminta tidak ada lagi."))
        return
    perform(sheet_id, actor_of(account, now), now)


def perform(sheet_id: int, actor: Actor, now: datetime) -> None:
    """Make a claimed sheet and release it, whatever comes."""
    note = _("Pekerjaan terhenti karena kesalahan pada server. Coba lagi; bila berulang, hubungi pengelola server.")
    told = Told(sheet_id)
    try:
        sheet = LabelSheet.objects.select_related("warehouse__region", "warehouse__election").get(pk=sheet_id)
        head = _("Label kotak · %(region)s · %(election)s · per %(when)s · dicetak %(who)s") % {
            "region": sheet.warehouse.region.title,
            "election": sheet.warehouse.election.name,
            "when": moment(now),
            "who": actor.name,
        }
        make_labels(actor=actor, sheet=sheet, head=head, now=now, told=told)
        note = ""
    except Problem as problem:
        note = str(problem)
    except Exception:
        log.exception("labels %s failed", sheet_id)
    finally:
        LabelSheet.objects.filter(pk=sheet_id).update(work_since=None, work_note=note)
        told.clear()
