"""Resources changed one by one."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from siaga.access import Actor
from siaga.contingency.errors import BadResource
from siaga.contingency.models import Resource
from siaga.contingency.queries.playbooks import holding_of
from siaga.elections.models import Election
from siaga.ledger.recording import action
from siaga.planning.actions.coded import Coded
from siaga.planning.models import PlanKind
from siaga.wilayah.models import Region


def _nameless() -> BadResource:
    return BadResource(_("Kode sumber daya kosong."), _("Tulis kode singkat seperti genset-1."), field="resource_id")


def _check(found: Resource) -> None:
    if holding_of(found.region).playbooks.kind(found.kind) is None:
        raise BadResource(
            _("Jenis “%(kind)s” tidak ada di pegangan.") % {"kind": found.kind[:40]},
            _("Pilih jenis yang ada, atau tambahkan jenisnya di pegangan."),
            field="kind",
        )
    if found.lat is None or found.lon is None:
        raise BadResource(_("Posisi belum lengkap."), _("Isi lintang dan bujur."), field="lat")


RESOURCES = Coded(
    name="resource",
    model=Resource,
    code="resource_id",
    fields=("kind", "count", "lat", "lon", "max_km"),
    plans=PlanKind.CONTINGENCY,
    nameless=_nameless,
    check=_check,
)


@action("resource.change")
def change_resource(
    *, actor: Actor, election: Election, region: Region, code: str, values: Mapping[str, Any], now: datetime
) -> Resource:
    """Equal units at one place, new or changed; values: of ``RESOURCES.fields``.

    Raises Refused, ElectionClosed, BadResource.
    """
    return RESOURCES.change(actor=actor, election=election, region=region, code=code, values=values, now=now)


@action("resource.remove")
def remove_resource(*, actor: Actor, thing: Resource, now: datetime) -> None:
    """It cannot be used any more; plans that were computed with it keep it. Raises Refused, ElectionClosed."""
    RESOURCES.remove(actor=actor, thing=thing, now=now)
