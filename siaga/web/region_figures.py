"""Polling stations and voters of the current election, for the pages of regions."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import reverse

from siaga.access import Verb, scope_of
from siaga.elections.queries import counts_by_child, station_counts
from siaga.elections.queries.stations import StationCounts
from siaga.web.current import Frame
from siaga.wilayah.figures import NONE, Figures, Tally
from siaga.wilayah.models import Level, Region


def region_figures(request: HttpRequest, region: Region) -> Figures:
    """None where the actor sees no stations or there is no election yet."""
    frame = Frame(request)
    election = frame.election
    if election is None or scope_of(frame.actor, Verb.STATION_VIEW).nothing:
        return NONE
    children = {} if region.level == Level.VILLAGE else counts_by_child(frame.actor, election, region)
    address = reverse("elections:stations", args=[election.slug])
    if region.level == Level.VILLAGE:
        address += f"?kecamatan={region.district_code}&desa={region.code}"
    elif region.level == Level.DISTRICT:
        address += f"?kecamatan={region.code}"
    return Figures(
        about=election.name,
        own=_tally(station_counts(frame.actor, election, region.code)),
        children={code: _tally(counts) for code, counts in children.items()},
        address=address,
    )


def _tally(counts: StationCounts) -> Tally:
    return Tally(counts.stations, counts.voters, counts.voters_unknown)
