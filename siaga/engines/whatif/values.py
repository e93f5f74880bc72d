"""What is supposed to happen, and what follows from it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from siaga.engines.closed import ClosedWay


class EventKind(StrEnum):
    FLOOD = "banjir"
    POWER = "listrik"
    ROAD = "jalan"
    GUARDS = "personel"


class Loss(StrEnum):
    PLACE = "lokasi"
    """The station cannot stand where it is."""
    ACCESS = "akses"
    """It is not reached on the usual way."""
    POWER = "listrik"
    """No light and no socket, and nothing stands by for it."""
    BOXES = "kotak"
    """Boxes were to come on a day of the event."""
    AID = "bantuan"
    """What a plan sends for a need of it is lost, or cannot come. It follows from other losses; no event takes it."""
    GUARDS = "jaga"
    """Its team has no place to stand, or officers of it cannot come."""


@dataclass(frozen=True, slots=True)
class Event:
    """areas: codes of districts, villages or stations. first, last: its days; what is due on others takes place.

    out: ids of the officers that a unit loses (``GUARDS`` only).
    """

    kind: EventKind
    areas: tuple[str, ...] = ()
    first: int = -1
    last: int = 0
    out: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Taking:
    """What events of a kind take from the stations that they hit, and what these need then."""

    loses: frozenset[Loss]
    needs: frozenset[str] = frozenset()

    @property
    def closes_way(self) -> bool:
        """Whether stations stay where they are and nobody comes in or out on the usual way."""
        return Loss.ACCESS in self.loses and Loss.PLACE not in self.loses


@dataclass(frozen=True, slots=True)
class Hit:
    """One station. boxes: that do not come; officers: of its team who are out. needs: what it needs now.

    held: what it would have lost but for what is placed there already (power, where a genset stands by).
    """

    station: str
    voters: int | None
    losses: frozenset[Loss]
    boxes: int = 0
    officers: int = 0
    needs: frozenset[str] = frozenset()
    held: frozenset[Loss] = frozenset()


@dataclass(frozen=True, slots=True)
class Answer:
    """hits: stations that lose something, by code. held: stations that lose nothing since something stands by.

    voters: of the hits, as far as known; unknown: hits whose voters nobody knows. routes: that bring lost boxes.
    resources: ids of those that are lost where they stand. stranded: of those that stand, and cannot come to a station
    that a plan sends them to. closed: ways that are closed while these are needed.
    """

    hits: tuple[Hit, ...]
    held: tuple[Hit, ...]
    voters: int
    unknown: int
    boxes: int
    officers: int
    routes: tuple[str, ...]
    resources: tuple[str, ...] = ()
    stranded: tuple[str, ...] = ()
    closed: tuple[ClosedWay, ...] = ()

    def losing(self, loss: Loss) -> tuple[Hit, ...]:
        return tuple(hit for hit in self.hits if loss in hit.losses)
