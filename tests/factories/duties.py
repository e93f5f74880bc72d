"""Instruments without versions, duties with their rosters, and rows of debt, made directly in the database."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from siaga.access import Role
from siaga.elections.models import Election, PollingStation
from siaga.instruments.models import Instrument, UnitKind
from siaga.reporting.expected import fill
from siaga.reporting.models import Duty
from siaga.reporting.roster import follow
from siaga.wilayah.models import Region
from tests import factories
from tests.factories import NOW

DAILY = [{"every": "daily", "at": "16:00"}]
SHIPPED: dict[str, tuple[UnitKind, int | None]] = {
    "kesiapan-instansi": (UnitKind.AGENCY, None),
    "kesiapan-kecamatan": (UnitKind.REGION, 3),
    "kesiapan-desa": (UnitKind.REGION, 4),
    "kesiapan-tps": (UnitKind.TPS, None),
    "kerawanan-tps": (UnitKind.TPS, None),
    "kesehatan-petugas": (UnitKind.TPS, None),
}


def instrument(name: str = "kesiapan-tps", **fields: Any) -> Instrument:
    """A shipped instrument; the one that is there, if it is."""
    kind, level = SHIPPED[name]
    defaults = {"title": f"Contoh {name}", "unit_kind": kind, "level": level, "shipped": True, **fields}
    return Instrument.objects.get_or_create(name=name, defaults=defaults)[0]


def pagar_alam(stations: int = 2) -> tuple[Election, dict[str, Region], list[PollingStation]]:
    """The city with an election and that many TPS in each of its four villages."""
    regions = factories.tree()
    election = factories.election(regions["16.72"])
    made = [
        factories.station(election, region, number)
        for code, region in regions.items()
        if len(code) == 13 and code.startswith("16.72")
        for number in range(1, stations + 1)
    ]
    return election, regions, made


def duty(
    election: Election,
    name: str = "kesiapan-tps",
    *,
    at: Region | None = None,
    role: Role = Role.FIELD,
    cadence: list[dict[str, Any]] | None = None,
    starts: date = date(2024, 10, 28),
    ends: date = date(2024, 11, 28),
    now: datetime = NOW,
    **fields: Any,
) -> Duty:
    """A duty with its roster and its rows."""
    made = Duty.objects.create(
        election=election,
        instrument=instrument(name),
        region=at or election.region,
        role=role,
        cadence=cadence or DAILY,
        starts=starts,
        ends=ends,
        **fields,
    )
    follow(election, now)
    fill(made, now)
    return made
