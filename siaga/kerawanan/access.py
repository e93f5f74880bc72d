"""The doors of kerawanan: who may see mappings and the classes of which TPS, and who may change them."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from siaga.access import Actor, Refused, Scope, Verb, ancestors, inside, may, require, scope_of
from siaga.elections.access import access_station, stations_in
from siaga.elections.models import Election, PollingStation
from siaga.kerawanan.models import MappedStation, Mapping, Override, PublishedCount, risk_place
from siaga.wilayah.access import within
from siaga.wilayah.models import Level, Region


def _regencies(scope: Scope) -> Q:
    """Regencies that the scope holds, or of which it holds a part, or whose Bawaslu it means."""
    if scope.everything:
        return Q()
    roots = scope.below | scope.around | {code for code, _election in scope.stations}
    own = {code for agency, code in scope.agencies if agency == risk_place(code).agency}
    parts = {code[:5] for code in roots if len(code) > 5}
    return within(scope, "region__") | Q(region__code__in=sorted(parts | own))


def visible_mappings(actor: Actor, election: Election | None = None) -> QuerySet[Mapping]:
    """Mappings of regencies of which the actor sees at least a part; without their bulky lists."""
    rows = Mapping.objects.filter(_regencies(scope_of(actor, Verb.RISK_VIEW)))
    rows = rows if election is None else rows.filter(election=election)
    return rows.select_related("region__parent", "election__region", "scheme__region", "created_by")


def access_mapping(actor: Actor, mapping_id: int, *, change: bool = False) -> Mapping:
    """One mapping. Its rows go through ``rows_of``. Raises Refused for missing and forbidden alike."""
    found = visible_mappings(actor).filter(pk=mapping_id).first()
    if found is None or (change and not may(actor, Verb.RISK_CHANGE, found.place)):
        raise Refused
    return found


def rows_of(actor: Actor, mapping: Mapping) -> QuerySet[MappedStation]:
    """The rows of a mapping that the actor sees, in the order of their codes."""
    scope = scope_of(actor, Verb.RISK_VIEW)
    reached = within(scope, own="village_code")
    codes = {code for code in scope.below | scope.around if "/" in code}
    codes |= {code for code, election in scope.stations if election == mapping.election_id}
    if codes and not scope.everything:
        reached |= Q(code__in=sorted(codes))
    return MappedStation.objects.filter(reached, mapping=mapping).order_by("code")


def access_regency(actor: Actor, election: Election, code: str, verb: Verb = Verb.RISK_VIEW) -> Region:
    """A regency of the election whose kerawanan the actor may see (at least in part), or change. Raises Refused."""
    region = Region.objects.select_related("parent").filter(code=code, level=Level.REGENCY).first()
    root = election.region.code
    if region is None or not (inside(code, root) or inside(root, code)):
        raise Refused
    if not _reaches(actor, election, region, verb):
        raise Refused
    return region


def regencies_of(actor: Actor, election: Election, verb: Verb = Verb.RISK_VIEW) -> list[Region]:
    """The regencies of an election that have stations and that the actor may see, or change; in the order of codes."""
    stations = PollingStation.objects.filter(election=election).order_by()
    codes = sorted(set(stations.values_list("regency_code", flat=True).distinct()))
    found = Region.objects.select_related("parent").filter(code__in=codes, level=Level.REGENCY).order_by("code")
    return [region for region in found if _reaches(actor, election, region, verb)]


def _reaches(actor: Actor, election: Election, region: Region, verb: Verb) -> bool:
    if verb is not Verb.RISK_VIEW:
        return may(actor, verb, risk_place(region.code))
    scope = scope_of(actor, verb)
    roots = scope.below | scope.around | {place for place, of in scope.stations if of == election.pk}
    return scope.reaches(risk_place(region.code)) or any(region.code in ancestors(root) for root in roots)


def access_risk_station(actor: Actor, election: Election, code: str, verb: Verb = Verb.RISK_VIEW) -> PollingStation:
    """A TPS whose class the actor may see, or change. Raises Refused for missing and forbidden alike."""
    if verb is Verb.RISK_VIEW:
        return access_station(actor, election, code, verb)
    station = (
        PollingStation.objects.select_related("village__parent__parent", "election__region")
        .filter(election=election, code=code)
        .first()
    )
    if station is None:
        raise Refused
    require(actor, verb, risk_place(station.regency_code))
    return station


def visible_overrides(actor: Actor, election: Election) -> QuerySet[Override]:
    """Classes that people gave to TPS that the actor sees, standing and ended ones, the newest first."""
    stations = PollingStation.objects.filter(stations_in(scope_of(actor, Verb.RISK_VIEW)), election=election)
    return Override.objects.filter(election=election, station__in=stations).select_related("station__village__parent")


def access_override(actor: Actor, override_id: int, *, change: bool = False) -> Override:
    """One of them. Raises Refused for missing and forbidden alike."""
    found = (
        Override.objects.select_related("station__village__parent", "election__region").filter(pk=override_id).first()
    )
    if found is None or not may(actor, Verb.RISK_VIEW, found.station.place):
        raise Refused
    if change:
        require(actor, Verb.RISK_CHANGE, found.place)
    return found


def visible_published(actor: Actor, election: Election) -> QuerySet[PublishedCount]:
    """Published class counts of regions that the actor sees."""
    rows = PublishedCount.objects.filter(within(scope_of(actor, Verb.RISK_VIEW), "region__"), election=election)
    return rows.select_related("region__parent").order_by("region__code", "-published_on", "source")
