"""The doors of kerawanan for ``test_matrix_real.py``."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from siaga.access import Actor, Place, Verb
from siaga.elections.models import Election, PollingStation
from siaga.kerawanan.access import access_regency, access_risk_station
from siaga.kerawanan.models import risk_place
from siaga.wilayah.models import Region

Attempt = tuple[Place, Callable[[Actor], object]]


def mapped(
    regions: dict[str, Region], elections: Sequence[Election], stations: Sequence[PollingStation]
) -> Iterator[tuple[Verb, Attempt]]:
    """Classes of TPS, and the mapping of each regency, which belongs to its Bawaslu."""
    for station in stations:
        yield Verb.RISK_VIEW, (station.place, lambda actor, s=station: access_risk_station(actor, s.election, s.code))
    for election in elections[:2]:
        code = election.region.code
        yield Verb.RISK_CHANGE, (risk_place(code), lambda actor, e=election, c=code: access_regency(
            actor, e, c, Verb.RISK_CHANGE))  # fmt: skip
