"""Regions to choose from when an election or a station is made."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from siaga.access import Actor, Verb, scope_of
from siaga.elections.models import Election
from siaga.wilayah.access import below, within
from siaga.wilayah.models import Level, Region
from siaga.wilayah.names import fold

MOST = 20
"""Suggestions that one answer holds."""


def election_regions(actor: Actor, words: str) -> list[Region]:
    """Regions on which the actor may hold an election, provinces and regencies first, by name or code."""
    regions = Region.objects.filter(within(scope_of(actor, Verb.ELECTION_CHANGE)), valid_to=None)
    return _matching(regions, words)


def station_villages(actor: Actor, election: Election, words: str) -> list[Region]:
    """Villages of the election in which the actor may add stations, by name or code."""
    scope = within(scope_of(actor, Verb.STATION_CHANGE))
    villages = Region.objects.filter(scope, below(election.region.code), level=Level.VILLAGE, valid_to=None)
    return _matching(villages, words)


def districts_of(election: Election) -> list[Region]:
    """The sub-districts of an election's region, by name."""
    regions = Region.objects.filter(below(election.region.code), level=Level.DISTRICT)
    return list(regions.select_related("parent").order_by("name")[:1000])


def villages_of(election: Election, district: str) -> list[Region]:
    """The villages of one sub-district of an election, by name."""
    regions = Region.objects.filter(below(election.region.code), below(district), level=Level.VILLAGE)
    return list(regions.order_by("name")[:1000])


def _matching(regions: QuerySet[Region], words: str) -> list[Region]:
    words = words.strip()[:100]
    if words:
        condition = Q(code__startswith=words)
        if folded := fold(words):
            condition |= Q(search_name__contains=folded)
        regions = regions.filter(condition)
    return list(regions.select_related("parent").order_by("level", "name", "code")[:MOST])
