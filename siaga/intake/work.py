"""Checking, applying and undoing from a page: at once if the file is small, else in the background."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from siaga.access import Actor, Channel, Grant, Problem, Role
from siaga.intake import progress
from siaga.intake.actions import apply_import, check_import, undo_import
from siaga.intake.errors import PlanChanged, WrongState
from siaga.intake.models import ImportRun, Work

SMALL = 120_000
"""Bytes of a packed file up to which the work is done while the person waits (some 10,000 rows, about a second)."""
SILENT = timedelta(minutes=15)
"""After so long, work that has not ended is taken for lost (the machine was switched off)."""

log = logging.getLogger(__name__)


def do_work(run: ImportRun, work: Work, actor: Actor, now: datetime, options: Mapping[str, Any] | None = None) -> bool:
    """Claim the run and do the work now or in the background; True if it is done already.

    What went wrong for the person stands in ``work_note`` of the run. Raises WrongState if other work is under way.
    """
    from siaga.intake import tasks  # tasks call back into this module

    free = Q(work=Work.NONE) | Q(work_since__lt=now - SILENT)
    if not ImportRun.objects.filter(free, pk=run.pk).update(work=work, work_since=now, work_note=""):
        raise WrongState(_("Impor ini sedang dikerjakan."), _("Tunggu sampai selesai, lalu coba lagi."))
    progress.clear(run.pk)
    if is_small(run):
        perform(run.pk, work, actor, now, options or {})
        return True
    tasks.work_on_import.enqueue(run.pk, str(work), packed(actor), dict(options or {}))
    return False


def is_small(run: ImportRun) -> bool:
    from django.db.models.functions import Length

    size: int = ImportRun.objects.annotate(size=Length("content")).values_list("size", flat=True).get(pk=run.pk)
    return size <= SMALL


def perform(run_id: int, work: str, actor: Actor, now: datetime, options: Mapping[str, Any]) -> None:
    """Do claimed work and release the run, whatever comes."""
    note = _("Pekerjaan terhenti karena kesalahan pada server. Coba lagi; bila berulang, hubungi pengelola server.")
    try:
        note = _carry_out(ImportRun.objects.defer("content", "before_images").get(pk=run_id), work, actor, now, options)
    except Problem as problem:
        note = str(problem)
    except Exception:
        log.exception("import %s: %s failed", run_id, work)
    finally:
        ImportRun.objects.filter(pk=run_id).update(work=Work.NONE, work_since=None, work_note=note)
        progress.clear(run_id)


def _carry_out(run: ImportRun, work: str, actor: Actor, now: datetime, options: Mapping[str, Any]) -> str:
    told = progress.writer(run.pk)
    if work == Work.CHECK:
        check_import(
            actor=actor, run=run, now=now, mapping=options.get("mapping"), sheet=options.get("sheet"), progress=told
        )
    elif work == Work.UNDO:
        undo_import(actor=actor, run=run, now=now, progress=told)
    else:
        try:
            apply_import(
                actor=actor,
                run=run,
                plan_digest=options["plan"],
                skip_bad=bool(options.get("skip_bad")),
                now=now,
                progress=told,
            )
        except PlanChanged as changed:
            fresh = ImportRun.objects.defer("content", "before_images").get(pk=run.pk)
            check_import(actor=actor, run=fresh, now=now, progress=told)
            return str(changed)
    return ""


def packed(actor: Actor) -> dict[str, Any]:
    """The actor as plain values for the queue; with the grants that held when the work was asked for."""
    return {
        "account_id": actor.account_id,
        "name": actor.name,
        "channel": str(actor.channel),
        "grants": [[str(one.role), one.agency, one.region, sorted(one.units), one.election] for one in actor.grants],
    }


def unpacked(values: Mapping[str, Any]) -> Actor:
    grants = tuple(
        Grant(Role(role), agency, region, frozenset(units), *election)
        for role, agency, region, units, *election in values["grants"]
    )
    return Actor(values["account_id"], values["name"], grants, Channel(values["channel"]))
