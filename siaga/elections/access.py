"""Which elections and polling stations an actor may see, and the one door to each that a user's input names."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from siaga.access import Actor, Refused, Scope, Verb, require, scope_of
from siaga.elections.models import Election, PollingStation, Stage
from siaga.wilayah.access import below, within


def visible_elections(actor: Actor, verb: Verb = Verb.ELECTION_VIEW) -> QuerySet[Election]:
    """The elections on which the actor may do this, with their region and its parent loaded."""
    elections = Election.objects.select_related("region__parent", "ruleset", "first_round")
    return elections.filter(within(scope_of(actor, verb), "region__"))


def access_election(actor: Actor, slug: str, verb: Verb = Verb.ELECTION_VIEW) -> Election:
    """The election of that slug. Raises Refused for missing and for forbidden alike."""
    election = Election.objects.select_related("region__parent", "ruleset", "first_round").filter(slug=slug).first()
    if election is None:
        raise Refused
    require(actor, verb, election.place)
    return election


def access_stage(actor: Actor, election: Election, key: str, verb: Verb = Verb.ELECTION_VIEW) -> Stage:
    """A stage of an election. Raises Refused."""
    stage = Stage.objects.select_related("election__region").filter(election=election, key=key).first()
    if stage is None:
        raise Refused
    require(actor, verb, stage.election.place)
    return stage


def visible_stations(actor: Actor, election: Election, verb: Verb = Verb.STATION_VIEW) -> QuerySet[PollingStation]:
    """The stations of an election on which the actor may do this, in the order of their codes."""
    return PollingStation.objects.filter(election=election).filter(stations_in(scope_of(actor, verb))).order_by("code")


def access_station(actor: Actor, election: Election, code: str, verb: Verb = Verb.STATION_VIEW) -> PollingStation:
    """The station of that code (``16.72.01.1001/005``) in the election. Raises Refused."""
    station = (
        PollingStation.objects.select_related("village__parent__parent", "election__region", "predecessor__election")
        .filter(election=election, code=code)
        .first()
    )
    if station is None:
        raise Refused
    require(actor, verb, station.place)
    return station


def stations_in(scope: Scope) -> Q:
    """The scope as a condition on stations, by their stored ancestor codes and their election."""
    return within(scope, own="village_code", unit="code")


def under(code: str) -> Q:
    """Stations at or below a region code, or the one station of a TPS code."""
    return Q(code=code) if "/" in code else below(code, own="village_code")
