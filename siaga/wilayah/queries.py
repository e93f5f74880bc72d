"""Reading regions: where to start, what lies below, what they were called, and finding them by name."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.db.models import Count, F, IntegerField, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from siaga.access import Actor, Place, Verb, require, scope_of
from siaga.wilayah.access import below, visible_regions, within
from siaga.wilayah.codes import dotted
from siaga.wilayah.models import CodeSystem, Level, Region, RegionAlias, RegionBoundary, RegionSuccession
from siaga.wilayah.names import fold

MOST_FOUND = 50
_DIGITS = re.compile(r"[\d.]{2,}")
_COLUMN = {Level.PROVINCE: "province_code", Level.REGENCY: "regency_code", Level.DISTRICT: "district_code"}


def _number(rows: QuerySet[Region], column: str) -> Coalesce:
    counted = rows.order_by().values(column).annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(counted, output_field=IntegerField()), Value(0))


def with_counts(regions: QuerySet[Region], level: int) -> QuerySet[Region]:
    """Regions of one level with ``children_count`` and ``villages_count`` of what is in force below them."""
    if level == Level.VILLAGE:
        return regions.annotate(children_count=Value(0), villages_count=Value(0))
    column = _COLUMN[Level(level)]
    inside = Region.objects.filter(**{column: OuterRef("code")}, valid_to=None)
    return regions.annotate(
        children_count=_number(inside.filter(level=level + 1), column),
        villages_count=_number(inside.filter(level=Level.VILLAGE), column),
    )


def children_of(actor: Actor, region: Region) -> QuerySet[Region]:
    """The regions directly below that the actor may see, with their counts and parents."""
    if region.level == Level.VILLAGE:
        return visible_regions(actor).none()
    children = visible_regions(actor).filter(parent=region).select_related("parent")
    return with_counts(children, region.level + 1)


def start_regions(actor: Actor) -> QuerySet[Region]:
    """Where the actor's view begins: the provinces for who sees the country, else the roots of the scope."""
    scope = scope_of(actor, Verb.REGION_VIEW)
    if scope.everything:
        return with_counts(Region.objects.filter(level=Level.PROVINCE), Level.PROVINCE)
    roots = {code.partition("/")[0] for code in scope.below | scope.around}
    outermost = {code for code in roots if not any(code.startswith(f"{other}.") for other in roots)}
    return Region.objects.filter(within(scope), code__in=outermost).select_related("parent")


def counts_below(actor: Actor, region: Region) -> dict[int, int]:
    """How many regions in force of each level lie below; only what the actor may see."""
    rows = (
        visible_regions(actor)
        .filter(below(region.code), valid_to=None, level__gt=region.level)
        .order_by()
        .values_list("level")
        .annotate(n=Count("pk"))
    )
    return dict(rows)


def former_names_of(actor: Actor, region: Region) -> list[RegionAlias]:
    """Other codes and names of the region, newest first. Raises Refused."""
    require(actor, Verb.REGION_VIEW, Place(region.code))
    return list(region.aliases.order_by(F("valid_to").desc(nulls_first=True), "system", "edition", "pk")[:200])


def successions_of(actor: Actor, region: Region) -> list[RegionSuccession]:
    """What the region came out of, and what came out of it, by date. Raises Refused."""
    require(actor, Verb.REGION_VIEW, Place(region.code))
    return list(
        RegionSuccession.objects.filter(Q(predecessor=region) | Q(successor=region))
        .select_related("predecessor__parent", "successor__parent")
        .order_by("since", "pk")[:200]
    )


def drawn_areas(actor: Actor, region: Region) -> QuerySet[RegionBoundary]:
    """What the map of a region shows: the boundaries of its children, or its own where no child has one."""
    children = RegionBoundary.objects.filter(region__in=visible_regions(actor).filter(parent=region))
    own = RegionBoundary.objects.filter(region=region)
    chosen = children if children.exists() else own
    return chosen.select_related("region__parent").order_by("region__code")


def missing_boundaries(actor: Actor, region: Region) -> int:
    """How many of the children have no boundary."""
    return visible_regions(actor).filter(parent=region, valid_to=None, boundary=None).count()


def by_alias(code: str, system: CodeSystem | str = CodeSystem.KEMENDAGRI) -> Region | None:
    """The region that a code meant in a list: its former Kemendagri code, or the code of KPU or BPS.

    KPU writes Kemendagri's digits without dots; a KPU code that nothing else is known of is read so. Unscoped: for
    importers, which check the scope of what they find.
    """
    known = dotted(code) or code
    alias = (
        RegionAlias.objects.filter(system=system, code__in={code, known})
        .select_related("region")
        .order_by(F("valid_to").desc(nulls_first=True), "-pk")
        .first()
    )
    if alias is not None:
        return alias.region
    if system == CodeSystem.BPS:
        return None
    return Region.objects.filter(code=known).first()


def former_codes(region: Region) -> dict[str, str]:
    """The codes that a region and what lies in it had before, each with the present one. Unscoped."""
    rows = (
        RegionAlias.objects.filter(below(region.code, "region__"), system=CodeSystem.KEMENDAGRI)
        .exclude(region__code=F("code"))
        .order_by(F("valid_to").asc(nulls_last=True), "pk")
    )
    return dict(rows.values_list("code", "region__code"))


@dataclass(frozen=True, slots=True)
class Found:
    """A region that a search found; ``known_as`` is the former or other name that matched, if it was not its own."""

    region: Region
    known_as: str = ""


def search_regions(actor: Actor, words: str, limit: int = 20) -> list[Found]:
    """Regions that the actor may see, by code, by name, or by name and the names above it ("sukamaju muara enim").

    Spelling is folded. Exact names come first, then beginnings; former names and codes are found too.
    """
    limit = min(limit, MOST_FOUND)
    text = words.strip()
    found: dict[int, Found] = {}
    visible = visible_regions(actor).select_related("parent__parent")
    if _DIGITS.fullmatch(text):
        _add(found, visible.filter(_code_begins(text)).order_by("code")[:limit])
        _add_aliases(found, actor, Q(code=dotted(text) or text), limit)
        return list(found.values())[:limit]
    parts = fold(text).split()
    if not parts:
        return []
    for own in range(len(parts), 0, -1):
        if len(found) >= limit:
            break
        condition = Q(search_name__contains=" ".join(parts[:own]))
        for part in parts[own:]:
            condition &= (
                Q(parent__search_name__contains=part)
                | Q(parent__parent__search_name__contains=part)
                | Q(parent__parent__parent__search_name__contains=part)
            )
        rows = sorted(visible.filter(condition).order_by("level", "search_name", "code")[: limit * 5], key=_rank(parts))
        _add(found, rows[:limit])
    if len(found) < limit:
        _add_aliases(found, actor, Q(search_name__contains=" ".join(parts)), limit)
    return list(found.values())[:limit]


def _code_begins(text: str) -> Q:
    """Codes that begin like this, as a range: LIKE would not use the index everywhere."""
    start = dotted(text) or text.strip(".")
    if "." not in start and len(start) > 2:
        pieces = [start[:2], start[2:4], start[4:6], start[6:]]
        start = ".".join(piece for piece in pieces if piece)
    return Q(code__startswith=start)


def _rank(parts: list[str]) -> Callable[[Region], tuple[bool, bool, int, str]]:
    phrase = " ".join(parts)

    def rank(region: Region) -> tuple[bool, bool, int, str]:
        name = region.search_name
        bare = name.removeprefix("kabupaten ").removeprefix("kota ")
        return (phrase not in (name, bare), not bare.startswith(parts[0]), region.level, region.code)

    return rank


def _add(found: dict[int, Found], regions: Iterable[Region]) -> None:
    for region in regions:
        found.setdefault(region.pk, Found(region))


def _add_aliases(found: dict[int, Found], actor: Actor, condition: Q, limit: int) -> None:
    aliases = (
        RegionAlias.objects.filter(condition, within(scope_of(actor, Verb.REGION_VIEW), "region__"))
        .select_related("region__parent__parent")
        .order_by("search_name", "pk")[:limit]
    )
    for alias in aliases:
        found.setdefault(alias.region_id, Found(alias.region, str(alias.name or alias.code)))
