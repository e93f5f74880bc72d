"""Which stations lose what. One pass over the stations for each event; what two events take is one loss."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from siaga.engines.whatif.ground import Delivery, Ground, Station
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
    guarding: dict[str, list[int]] = {}
    for index, team in enumerate(ground.teams):
        for post in team.posts:
            guarding.setdefault(post, []).append(index)
    found: dict[str, _Found] = {}
    for event in events:
        taking = takings.get(event.kind)
        if taking is None:
            continue
        if event.kind is EventKind.GUARDS:
            if Loss.GUARDS in taking.loses:
                _thin(ground, event, found)
            continue
        for station in ground.stations:
            if any(_inside(station, area) for area in event.areas):
                _hit(ground, station, event, taking, found.setdefault(station.code, _Found()), guarding)
    by_code = {station.code: station for station in ground.stations}
    hits, held = [], []
    lost: set[Delivery] = set()
    out: set[str] = set()
    for code in sorted(found):
        one = found[code]
        hit = Hit(
            code,
            by_code[code].voters,
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
    )


def _thin(ground: Ground, event: Event, found: dict[str, _Found]) -> None:
    """Teams that lose officers: every station of theirs is guarded by fewer."""
    known = {station.code for station in ground.stations}
    for team in ground.teams:
        missing = team.officers & event.out
        if not missing:
            continue
        for post in team.posts:
            if post in known:
                one = found.setdefault(post, _Found())
                one.losses.add(Loss.GUARDS)
                one.officers |= missing


def _hit(
    ground: Ground, station: Station, event: Event, taking: Taking, one: _Found, guarding: Mapping[str, Sequence[int]]
) -> None:
    for loss in (Loss.PLACE, Loss.ACCESS):
        if loss in taking.loses:
            one.losses.add(loss)
    if Loss.POWER in taking.loses:
        (one.held if POWER_NEED in station.secured else one.losses).add(Loss.POWER)
    if Loss.BOXES in taking.loses:
        missed = {
            delivery
            for delivery in ground.deliveries.get(station.code, ())
            if event.first <= delivery.day <= event.last and _cut(delivery.place, station, event.areas)
        }
        if missed:
            one.losses.add(Loss.BOXES)
            one.boxes |= missed
    if Loss.GUARDS in taking.loses and guarding.get(station.code):
        one.losses.add(Loss.GUARDS)
    one.needs |= {need for need in taking.needs if need not in station.secured}


def _cut(place: str, station: Station, areas: Sequence[str]) -> bool:
    """Whether a delivery's place is cut off: it is the station's own, its village's, or lies in an area itself."""
    return place in (station.code, station.village) or any(within(place, area) for area in areas)


def _inside(station: Station, area: str) -> bool:
    return within(station.code, area)


def within(code: str, area: str) -> bool:
    """Whether a code is the area's or lies below it (``16.72.01.1001/005`` lies in ``16.72.01``)."""
    return code == area or code.startswith((f"{area}.", f"{area}/"))
