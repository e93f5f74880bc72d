"""Making the manifests of a version from its page."""

from __future__ import annotations

from datetime import datetime

from siaga.access import Actor
from siaga.logistics.making import Making
from siaga.logistics.told import Told
from siaga.planning.actions.manifests import make_manifests
from siaga.planning.models import ManifestFile
from siaga.planning.outputs.manifest import manifests

FEW = 4
"""Routes that are drawn while the person waits: half a second."""


def _is_small(file: ManifestFile) -> bool:
    return len((file.plan.result or {})["routes"]) <= FEW


def _make(file: ManifestFile, actor: Actor, now: datetime, told: Told) -> None:
    make_manifests(
        actor=actor,
        file=file,
        draw=lambda sheet: manifests(sheet, sheet.routes, origin=file.origin, by=actor.name, now=now, told=told),
        now=now,
    )


def _enqueue(pk: int, account_id: int | None) -> None:
    from siaga.planning import tasks  # tasks call back into this module

    tasks.make_manifest_file.enqueue(pk, account_id)


MANIFESTS = Making(ManifestFile, _is_small, _make, _enqueue)
