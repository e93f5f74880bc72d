"""Which region a page without a code in its address is about: the asked one, else the widest that the actor may see."""

from __future__ import annotations

from django.utils.translation import gettext as _

from siaga.access import Actor, Refused
from siaga.elections.models import Election
from siaga.readiness.access import COUNTRY, sees_picture
from siaga.wilayah.models import Region


def seen_code(actor: Actor, election: Election, asked: str = "") -> str:
    """The code; empty for the whole country. Raises ``Refused`` where the actor may see no picture of the election."""
    if asked:
        if not asked.isprintable():
            raise Refused
        code = "" if asked == COUNTRY else asked
        if not sees_picture(actor, election, code):
            raise Refused
        return code
    roots = sorted({root for grant in actor.grants for root in grant.roots if root and "/" not in root}, key=len)
    for code in [election.region.code, *roots]:
        if sees_picture(actor, election, code):
            return code
    raise Refused


def region_at(code: str) -> Region | None:
    """The region of a code that may be seen; None for the whole country. Raises ``Refused`` for an unknown code."""
    if not code:
        return None
    region = Region.objects.select_related("parent__parent__parent").filter(code=code).first()
    if region is None:
        raise Refused
    return region


def region_name(region: Region | None) -> str:
    return region.title if region else _("Indonesia")
