"""Mappings with overrides applied: counts per area, and TPS from the most to the least risky."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Case, Count, F, IntegerField, OuterRef, Q, QuerySet, Subquery, TextField, Value, When
from django.db.models.functions import Cast, Coalesce

from siaga.access import Actor
from siaga.elections.models import Election
from siaga.kerawanan.access import rows_of, visible_mappings
from siaga.kerawanan.models import MappedStation, Mapping, Override, RiskClass
from siaga.wilayah.access import below
from siaga.wilayah.models import Level, Region

MOST_MAPPINGS = 60
CHILD = {Level.PROVINCE: "regency_code", Level.REGENCY: "district_code", Level.DISTRICT: "village_code"}
_ORDER = (RiskClass.KHUSUS, RiskClass.SANGAT_RAWAN, RiskClass.RAWAN, RiskClass.BELUM_DINILAI, RiskClass.KURANG_RAWAN)
"""In a ranking; what was not assessed stands above what is known to be kurang rawan."""


def mappings_of(actor: Actor, election: Election, region: Region) -> list[Mapping]:
    """The versions of a regency that the actor sees, the newest first, at most ``MOST_MAPPINGS``."""
    return list(visible_mappings(actor, election).filter(region=region).order_by("-number")[:MOST_MAPPINGS])


def standing_rows(actor: Actor, mapping: Mapping) -> QuerySet[Any]:
    """Rows that the actor sees, with ``given`` (the class that a person gave, or None) and ``standing``: what holds."""
    return with_standing(rows_of(actor, mapping))


def with_standing(rows: QuerySet[MappedStation]) -> QuerySet[Any]:
    over = Override.objects.filter(station=OuterRef("station_id"), ended_at=None).values("cls")[:1]
    return rows.annotate(given=Subquery(over)).annotate(standing=Coalesce("given", "cls"))


def in_area(code: str) -> Q:
    """Rows of a region or of a TPS; an empty code means all."""
    if "/" in code:
        return Q(code=code)
    return below(code, own="village_code") if code else Q()


def ranking(
    actor: Actor, mapping: Mapping, *, code: str = "", cls: Iterable[str] = (), indicator: str = ""
) -> QuerySet[Any]:
    """Rows from the most to the least risky: by class, then by score. The caller takes a page.

    code: only of that region or TPS; cls: only of these standing classes; indicator: only where it was affirmed.
    """
    rows = standing_rows(actor, mapping).filter(in_area(code))
    wanted = [one for one in cls if one in RiskClass.values]
    if wanted:
        rows = rows.filter(standing__in=wanted)
    if indicator:
        known = {str(one["number"]) for one in mapping.indicators}
        # A number is quoted inside the list, so that 1.1 does not find 11.1.
        affirmed = rows.annotate(affirmed=Cast("yes", TextField())).filter(affirmed__contains=f'"{indicator}"')
        rows = affirmed if indicator in known else rows.none()
    places = [When(standing=one.value, then=Value(place)) for place, one in enumerate(_ORDER)]
    ranked: QuerySet[Any] = rows.annotate(rung=Case(*places, default=Value(len(_ORDER)), output_field=IntegerField()))
    return ranked.order_by("rung", F("score").desc(nulls_last=True), "code").select_related("station__village__parent")


def class_counts(actor: Actor, mapping: Mapping, code: str = "") -> dict[str, int]:
    """TPS by the class that holds, every class named; over the rows that the actor sees. One query."""
    rows = standing_rows(actor, mapping).filter(in_area(code)).order_by()
    found = dict(rows.values_list("standing").annotate(many=Count("pk")))
    return {cls.value: found.get(cls.value, 0) for cls in RiskClass}


def counts_by_child(actor: Actor, mapping: Mapping, region: Region) -> dict[str, dict[str, int]]:
    """The same for each kecamatan of the regency, or each village of a kecamatan, by its code. One query."""
    column = CHILD.get(Level(region.level), "village_code")
    rows = standing_rows(actor, mapping).filter(in_area(region.code)).order_by()
    found: dict[str, dict[str, int]] = {}
    for code, cls, many in rows.values_list(column, "standing").annotate(many=Count("pk")).order_by(column):
        found.setdefault(code, {one.value: 0 for one in RiskClass})[cls] = many
    return found
