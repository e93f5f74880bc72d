"""Which regions a person may see, and the one door to a region named by a user's input."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from siaga.access import Actor, Place, Refused, Scope, Verb, ancestors, may, scope_of
from siaga.wilayah.codes import dotted, is_code
from siaga.wilayah.models import CodeSystem, Region, RegionAlias

_ANCESTOR_COLUMN = {2: "province_code", 5: "regency_code", 8: "district_code"}


def below(code: str, prefix: str = "", *, own: str = "code") -> Q:
    """The region of that code and all below it, as an equality on a stored ancestor code.

    prefix: the way to the columns, such as ``region__``. own: the column of the village's code (``village_code``
    on stations). An empty code means everything; a TPS code or nonsense means nothing.
    """
    if not code:
        return Q()
    if not is_code(code):
        return Q(pk__in=[])
    return Q(**{f"{prefix}{_ANCESTOR_COLUMN.get(len(code), own)}": code})


def within(scope: Scope, prefix: str = "", *, own: str = "code", unit: str = "") -> Q:
    """The scope as a condition on a table that stores ancestor codes (regions, stations, or ``prefix`` to a region).

    unit: the column of the TPS code where the table holds stations or what is about them; it then has ``election_id``
    beside it. Agencies in the scope are left out: they are the business of the room that knows agencies.
    """
    if scope.everything:
        return Q()
    reached = Q(pk__in=[])
    for code in scope.below | scope.around:
        if "/" in code:
            reached |= Q(**{f"{prefix}{unit}": code}) if unit else Q(pk__in=[])
        else:
            reached |= below(code, prefix, own=own)
    if unit:
        for election in sorted({election for _code, election in scope.stations}):
            codes = sorted(code for code, of in scope.stations if of == election)
            reached |= Q(**{f"{prefix}{unit}__in": codes, f"{prefix}election_id": election})
    if above := {ancestor for code in scope.around for ancestor in ancestors(code)} | (scope.above - {""}):
        reached |= Q(**{f"{prefix}{own}__in": sorted(above)})
    return reached


def visible_regions(actor: Actor, verb: Verb = Verb.REGION_VIEW) -> QuerySet[Region]:
    """All regions that the actor reaches with the verb."""
    return Region.objects.filter(within(scope_of(actor, verb)))


def access_region(actor: Actor, code: str, verb: Verb = Verb.REGION_VIEW) -> Region:
    """One region by its present code, with or without dots. Raises Refused for missing and forbidden alike."""
    known = dotted(code)
    region = Region.objects.select_related("parent__parent__parent").filter(code=known).first() if known else None
    if region is None or not may(actor, verb, Place(region.code)):
        raise Refused
    return region


def present_code(actor: Actor, code: str, verb: Verb = Verb.REGION_VIEW) -> str | None:
    """The code that a former code stands for today, if the actor may see that region; for redirects."""
    known = dotted(code)
    if known is None:
        return None
    current = (
        RegionAlias.objects.filter(system=CodeSystem.KEMENDAGRI, code=known)
        .exclude(region__code=known)
        .order_by("-valid_to", "-pk")
        .values_list("region__code", flat=True)
        .first()
    )
    return current if current and may(actor, verb, Place(current)) else None
