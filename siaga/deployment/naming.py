"""What teams and those above them are called."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from siaga.engines.deployment.plan import Cluster, Patrol, Reserve

if TYPE_CHECKING:
    from siaga.deployment.reading import Sheet


def team_name(district: str, number: int) -> str:
    return _("Regu %(district)s %(n)d") % {"district": district, "n": number}


def cluster_name(sheet: Sheet, one: Cluster) -> str:
    return _("Padal %(district)s %(n)s") % {"district": sheet.name(one.district), "n": one.id.rpartition("P")[2]}


def patrol_name(sheet: Sheet, one: Patrol) -> str:
    return _("Patroli %(district)s %(n)s") % {"district": sheet.name(one.district), "n": one.id.rpartition("R")[2]}


def reserve_name(one: Reserve) -> str:
    return _("Cadangan %(n)s") % {"n": one.id.lstrip("C").lstrip("0") or one.id}
