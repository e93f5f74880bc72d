"""Manifests of all routes: asked for, and made as one file."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import datetime

from django.utils.translation import gettext as _

from siaga.access import Actor, Problem, Verb, require
from siaga.ledger.recording import action, record
from siaga.logistics.made_files import keep
from siaga.planning.errors import PlanNotReady
from siaga.planning.models import ManifestFile, Plan, PlanState
from siaga.planning.reading import Sheet, sheet_of


class ManifestsMade(Problem):
    """The file is there already."""

    code = "manifests_made"
    status = 409

    def __init__(self) -> None:
        super().__init__(_("Manifes itu sudah dibuat."), _("Unduh berkasnya, atau minta yang baru."))


@action("manifests.ask")
def ask_manifests(*, actor: Actor, plan: Plan, origin: str, now: datetime) -> ManifestFile:
    """Ask for the manifests of all routes of a version as it stands now. Raises Refused, PlanNotReady."""
    require(actor, Verb.PLAN_VIEW, plan.place)
    if plan.state != PlanState.DONE:
        raise PlanNotReady
    file = ManifestFile.objects.create(
        plan=plan, origin=origin[:200], asked_by=actor.account_id, asked_by_name=actor.name[:200], asked_at=now
    )
    record(actor, "manifests.ask", file, before=None, after=file.as_fact(), now=now)
    return file


@action("manifests.make")
def make_manifests(*, actor: Actor, file: ManifestFile, draw: Callable[[Sheet], bytes], now: datetime) -> ManifestFile:
    """Make what was asked for; ``draw`` knows how it looks. Raises Refused, ManifestsMade, and what draw raises."""
    found = ManifestFile.objects.select_related("plan__region__parent", "plan__election").get(pk=file.pk)
    require(actor, Verb.PLAN_VIEW, found.plan.place)
    before = found.as_fact()
    if found.made_at:
        raise ManifestsMade
    sheet = sheet_of(found.plan)
    content = draw(sheet)
    found.routes, found.digest, found.made_at = len(sheet.routes), hashlib.sha256(content).hexdigest(), now
    standing = ManifestFile.objects.filter(pk=found.pk, made_at=None)
    if not standing.update(routes=found.routes, digest=found.digest, made_at=now):
        raise ManifestsMade
    keep(found, content)
    record(actor, "manifests.make", found, before=before, after=found.as_fact(), now=now)
    return found
