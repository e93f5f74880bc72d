"""Which stations lose what. One pass over the stations for each event; what two events take is one loss."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from siaga.engines.closed import ClosedWay
from siaga.engines.codes import within
from siaga.engines.whatif.ground import Delivery, Ground, Station, Team
from siaga.engines.whatif.values import Answer, Event, EventKind, Hit, Loss, Taking

POWER_NEED = "listrik"
"""The need whose covering keeps the power on."""


@dataclass(slots=True)
class _Found:
    losses: set[Loss] = field(default_factory=set)
    held: set[Loss] = field(default_factory=set)
    needs: set[str] = field(default_factory=set)
    boxes: set[Delivery] = field(default_factory=set)
    officers: set[str] = field(default_factory=set)


def answer(ground: Ground, events: Sequence[Event], takings: Mapping[EventKind, Taking]) -> Answer:
    """What the events take together. A kind without a taking takes nothing."""
    known = [(event, takings[event.kind]) for event in events if event.kind in takings]
    gone = frozenset(id for event, taking in known if Loss.PLACE in taking.loses for id in ground.stand_in(event.areas))
    closed = tuple(
        ClosedWay(event.areas, taking.needs) for event, taking in known if taking.closes_way and on_duty(ground, event)
    )
    found: dict[str, _Found] = {station.code: _Found() for station in ground.stations}
    stranded: set[str] = set()
    for station in ground.stations:
        away = _away(ground, station, closed)
        stranded |= away - gone
        secured = {need for need, by in station.secured.items() if by - gone - away}
        if secured != set(station.secured):
            found[station.code].losses.add(Loss.AID)
        for event, taking in known:
            if _inside(station.code, event.areas):
                _hit(ground, station, event, taking, secured, found[station.code])
    for event, taking in known:
        if Loss.GUARDS in taking.loses:
            for team in ground.teams:
                _thin(ground, team, event, taking, found)
    hits, held = [], []
    lost: set[Delivery] = set()
    out: set[str] = set()
    for station in sorted(ground.stations, key=lambda station: station.code):
        one = found[station.code]
        hit = Hit(
            station.code,
            station.voters,
            frozenset(one.losses),
            sum(delivery.boxes for delivery in one.boxes),
            len(one.officers),
            frozenset(one.needs),
            frozenset(one.held - one.losses),
        )
        if hit.losses:
            hits.append(hit)
            lost |= one.boxes
            out |= one.officers
        elif hit.held:
            held.append(hit)
    return Answer(
        hits=tuple(hits),
        held=tuple(held),
        voters=sum(hit.voters or 0 for hit in hits),
        unknown=sum(hit.voters is None for hit in hits),
        boxes=sum(hit.boxes for hit in hits),
        officers=len(out),
        routes=tuple(sorted({delivery.route for delivery in lost if delivery.route})),
        resources=tuple(sorted(gone)),
        stranded=tuple(sorted(stranded)),
        closed=closed,
    )


def on_duty(ground: Ground, event: Event) -> bool:
    """Whether an event lies in the days of the guards' duty; who loses officers always does."""
    return event.kind is EventKind.GUARDS or (event.first <= ground.duty[1] and event.last >= ground.duty[0])


def _away(ground: Ground, station: Station, closed: Sequence[ClosedWay]) -> frozenset[str]:
    """Resources of a station that a closed way keeps from it."""
    return frozenset(
        id
        for need, by in station.secured.items()
        for id in by
        if any(way.stops(need, ground.resources.get(id, ""), station.code) for way in closed)
    )


def _thin(ground: Ground, team: Team, event: Event, taking: Taking, found: Mapping[str, _Found]) -> None:
    """Officers of a team who do not come to its stations."""
    if not on_duty(ground, event):
        return
    inside = frozenset(id for id in team.officers if ground.live_in(id, event.areas))
    outside = frozenset(id for id in team.officers - inside if id in ground.origins)
    for post in team.posts:
        if post not in found:
            continue
        if event.kind is EventKind.GUARDS:
            missing = team.officers & event.out
        elif not _inside(post, event.areas):
            missing = inside
        else:
            missing = team.officers if Loss.PLACE in taking.loses else outside
        if missing:
            found[post].losses.add(Loss.GUARDS)
            found[post].officers |= missing


def _hit(ground: Ground, station: Station, event: Event, taking: Taking, secured: set[str], one: _Found) -> None:
    for loss in (Loss.PLACE, Loss.ACCESS):
        if loss in taking.loses:
            one.losses.add(loss)
    if Loss.POWER in taking.loses:
        (one.held if POWER_NEED in secured else one.losses).add(Loss.POWER)
    if Loss.BOXES in taking.loses:
        missed = {
            delivery
            for delivery in ground.deliveries.get(station.code, ())
            if event.first <= delivery.day <= event.last and _cut(delivery.place, station, event.areas)
        }
        if missed:
            one.losses.add(Loss.BOXES)
            one.boxes |= missed
    one.needs |= {need for need in taking.needs if need not in secured}


def _cut(place: str, station: Station, areas: Sequence[str]) -> bool:
    """Whether a delivery's place is cut off: it is the station's own, its village's, or lies in an area itself."""
    return place in (station.code, station.village) or _inside(place, areas)


def _inside(code: str, areas: Sequence[str]) -> bool:
    return any(within(code, area) for area in areas)
