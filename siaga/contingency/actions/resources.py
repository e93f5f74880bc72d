"""Resources changed one by one."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from siaga.access import Actor, Verb, require
from siaga.contingency.errors import BadResource
from siaga.contingency.models import Resource
from siaga.contingency.queries.playbooks import holding_of
from siaga.elections.models import Election
from siaga.ledger.recording import action, nothing_changed, record
from siaga.planning.actions.plans import require_open
from siaga.planning.models import PlanKind, plan_place
from siaga.wilayah.models import Region

RESOURCE_FIELDS = ("kind", "count", "lat", "lon", "max_km")


@action("resource.change")
def change_resource(
    *, actor: Actor, election: Election, region: Region, resource_id: str, values: Mapping[str, Any], now: datetime
) -> Resource:
    """Equal units at one place, new or changed; values: of ``RESOURCE_FIELDS``.

    Raises Refused, ElectionClosed, BadResource.
    """
    require(actor, Verb.PLAN_CHANGE, plan_place(PlanKind.CONTINGENCY, region.code))
    require_open(election)
    resource_id = resource_id.strip()[:40]
    if not resource_id:
        raise BadResource(_("Kode sumber daya kosong."), _("Tulis kode singkat seperti genset-1."), field="resource_id")
    found = (
        Resource.objects.filter(election=election, region=region, resource_id=resource_id)
        .select_related("region", "election")
        .first()
    )
    before = None
    if found is None:
        found = Resource(election=election, region=region, resource_id=resource_id)
    else:
        before = found.as_fact()
    for name in RESOURCE_FIELDS:
        if name in values:
            setattr(found, name, values[name])
    if holding_of(region).playbooks.kind(found.kind) is None:
        raise BadResource(
            _("Jenis “%(kind)s” tidak ada di pegangan.") % {"kind": found.kind[:40]},
            _("Pilih jenis yang ada, atau tambahkan jenisnya di pegangan."),
            field="kind",
        )
    if found.lat is None or found.lon is None:
        raise BadResource(_("Posisi belum lengkap."), _("Isi lintang dan bujur."), field="lat")
    if before == found.as_fact():
        nothing_changed()
        return found
    found.updated_at = now
    found.save()
    found.refresh_from_db(fields=RESOURCE_FIELDS)
    record(actor, "resource.change", found, before=before, after=found.as_fact(), now=now)
    return found


@action("resource.remove")
def remove_resource(*, actor: Actor, resource: Resource, now: datetime) -> None:
    """It cannot be used any more; plans that were computed with it keep it. Raises Refused, ElectionClosed."""
    require(actor, Verb.PLAN_CHANGE, resource.place)
    require_open(resource.election)
    record(actor, "resource.remove", resource, before=resource.as_fact(), after=None, now=now)
    resource.delete()
