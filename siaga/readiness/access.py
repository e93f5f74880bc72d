"""Who may see which picture and which claims, and the one door to each thing that a user's input names."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q, QuerySet

from siaga.access import Actor, Place, Refused, Verb, may, require, scope_of
from siaga.desk.access import within_agencies
from siaga.elections.models import Election, PollingStation
from siaga.readiness.models import Claim, Indicator, Opening, Snapshot
from siaga.reporting.models import COUNTING
from siaga.wilayah.access import within
from siaga.wilayah.models import Region

COUNTRY = "ID"
"""How the whole country is written in addresses."""


def ancestors(code: str) -> list[str]:
    """The codes of a region or TPS and of all above it, the widest first."""
    village, slash, _number = code.partition("/")
    parts = village.split(".") if village else []
    codes = [".".join(parts[:depth]) for depth in range(1, len(parts) + 1)]
    return [*codes, code] if slash else codes


def place_of(election: Election, code: str) -> Place:
    """Where the picture of a code is, for ``may``."""
    village, slash, _number = code.partition("/")
    return Place(village, unit=code, election=election.pk) if slash else Place(code)


def opened(election: Election, code: str, what: str) -> bool:
    """Whether the leader opened ``picture`` or ``claims`` of a region that holds this code to all agencies."""
    return Opening.objects.filter(election=election, region__code__in=ancestors(code), **{what: True}).exists()


def sees_picture(actor: Actor, election: Election, code: str) -> bool:
    """Whether the actor may see the picture of a region or TPS (empty for the whole country) in an election."""
    place = place_of(election, code)
    if may(actor, Verb.PICTURE_VIEW, place):
        return True
    return may(actor, Verb.PICTURE_OPENED, place) and opened(election, code, "picture")


@dataclass(frozen=True, slots=True)
class Spot:
    """What a code names: the whole country (neither), a region, or a TPS with its village."""

    code: str
    region: Region | None
    station: PollingStation | None


def access_spot(actor: Actor, election: Election, code: str) -> Spot:
    """The region or TPS of a code whose picture the actor may see. Raises Refused for missing and forbidden alike."""
    code = "" if code == COUNTRY else code.strip("/")
    if not sees_picture(actor, election, code):
        raise Refused
    if not code:
        return Spot("", None, None)
    village, slash, _number = code.partition("/")
    region = Region.objects.select_related("parent__parent__parent").filter(code=village).first()
    if region is None:
        raise Refused
    if not slash:
        return Spot(code, region, None)
    station = PollingStation.objects.select_related("village__parent__parent").filter(election=election, code=code)
    found = station.first()
    if found is None:
        raise Refused
    return Spot(code, region, found)


def visible_claims(actor: Actor, election: Election) -> QuerySet[Claim]:
    """Claims of an election that the actor may see: in its scope, its own, and where the leader opened them."""
    claims = Claim.objects.filter(election=election).select_related(
        "agency__region__parent", "region__parent", "submission__reading"
    )
    reached = within_agencies(scope_of(actor, Verb.CLAIM_VIEW), "agency__")
    shared = scope_of(actor, Verb.PICTURE_OPENED)
    if not shared.nothing:
        for code in Opening.objects.filter(election=election, claims=True).values_list("region__code", flat=True):
            below = Q(region__code=code) | Q(region__code__startswith=f"{code}.")
            reached |= below & within(shared, "region__")
    return claims.filter(reached)


def standing_claims(claims: QuerySet[Claim]) -> QuerySet[Claim]:
    """Those that stand now: not withdrawn, and not of a report that was returned or superseded."""
    return claims.filter(Q(submission=None) | Q(submission__state__in=COUNTING), withdrawn_at=None)


def access_claim(actor: Actor, election: Election, claim_id: int) -> Claim:
    """One claim. Raises Refused for missing and forbidden alike."""
    claim = visible_claims(actor, election).filter(pk=claim_id).first()
    if claim is None:
        raise Refused
    return claim


def access_indicator(actor: Actor, election: Election, key: str, verb: Verb = Verb.INSTRUMENT_VIEW) -> Indicator:
    """The newest indicator of that key. Raises Refused for missing and forbidden alike."""
    require(actor, verb, election.place)
    found = (
        Indicator.objects.select_related("instrument", "election__region")
        .filter(election=election, key=key)
        .order_by("-since", "-pk")
        .first()
    )
    if found is None:
        raise Refused
    return found


def visible_snapshots(actor: Actor, election: Election) -> QuerySet[Snapshot]:
    """Snapshots of regions whose picture the actor may see."""
    rows = Snapshot.objects.filter(election=election).select_related("region__parent", "election")
    reached = within(scope_of(actor, Verb.PICTURE_VIEW), "region__")
    shared = scope_of(actor, Verb.PICTURE_OPENED)
    if not shared.nothing:
        for code in Opening.objects.filter(election=election, picture=True).values_list("region__code", flat=True):
            below = Q(region__code=code) | Q(region__code__startswith=f"{code}.")
            reached |= below & within(shared, "region__")
    return rows.filter(reached)


def access_snapshot(actor: Actor, election: Election, snapshot_id: int) -> Snapshot:
    """One snapshot. Raises Refused for missing and forbidden alike."""
    snapshot = visible_snapshots(actor, election).filter(pk=snapshot_id).first()
    if snapshot is None:
        raise Refused
    return snapshot
