"""A small city with a picture: two sub-districts, four villages, TPS that are ready, partly, not, stale and silent."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.test import Client

from siaga.elections.models import Election, PollingStation
from siaga.instruments.models import InstrumentVersion, UnitKind
from siaga.readiness.models import Indicator, IndicatorTerms
from siaga.readiness.rebuilding import rebuild
from siaga.reporting.models import Submission
from siaga.reporting.units import Unit
from siaga.wilayah.models import Region, RegionBoundary
from tests import factories
from tests.factories import reports

NOW = factories.NOW
START = NOW - timedelta(days=40)
LATELY = NOW - timedelta(hours=2)
BOXES = "logistik/kotak"
POWER = "listrik"


@dataclass
class World:
    regions: dict[str, Region]
    election: Election
    version: InstrumentVersion
    stations: dict[str, PollingStation] = field(default_factory=dict)
    indicators: dict[str, Indicator] = field(default_factory=dict)

    def report(
        self, code: str, values: dict[str, Any], at: datetime = NOW - timedelta(hours=2), **more: Any
    ) -> Submission:
        return reports.submission(
            self.election,
            self.version,
            Unit(UnitKind.TPS, code, station=self.stations[code]),
            values=values,
            observed_at=at,
            observed_trusted=at,
            received_at=at,
            **more,
        )

    def settle(self) -> None:
        """Make readings and tallies of what was written directly."""
        rebuild(self.election, readings=True)


def square(region: Region, west: float, south: float, size: float) -> None:
    """A boundary."""
    ring = [[west, south], [west + size, south], [west + size, south + size], [west, south + size], [west, south]]
    RegionBoundary.objects.create(
        region=region,
        geometry=json.dumps({"type": "Polygon", "coordinates": [ring]}),
        digest=region.code.ljust(64, "0"),
        west=west, south=south, east=west + size, north=south + size,
    )  # fmt: skip


def indicator(world: World, key: str, question: str, scores: dict[str, float], **more: Any) -> Indicator:
    defaults: dict[str, Any] = {
        "scale": "readiness",
        "name": f"Contoh {key}",
        "denominator": "seluruh TPS",
        "weight": 1,
    }
    made = Indicator.objects.create(
        election=world.election,
        instrument=world.version.instrument,
        key=key,
        question=question,
        rule={"kind": "choice", "scores": scores},
        slot=len(world.indicators),
        since=START,
        **(defaults | more),
    )
    IndicatorTerms.objects.create(indicator=made, since=START, weight=made.weight, stale_days=made.stale_days)
    world.indicators[key] = made
    return made


def build() -> World:
    """Pagar Alam Utara: one TPS ready, one partly, one not, one ready but stale; Dempo Utara: two silent, one ready."""
    regions = factories.tree()
    election = factories.election(regions["16.72"])
    world = World(regions, election, reports.version())
    duty = reports.duty(election, world.version.instrument, regions["16.72"])
    places = [("16.72.01.1001", 1), ("16.72.01.1001", 2), ("16.72.01.1002", 1), ("16.72.01.1002", 2),
              ("16.72.03.1001", 1), ("16.72.03.1001", 2), ("16.72.03.1002", 1)]  # fmt: skip
    for step, (village, number) in enumerate(places):
        station = factories.station(election, regions[village], number, lat=-4.0 - step / 100, lon=103.2 + step / 100)
        world.stations[station.code] = station
        reports.owes(duty, Unit(UnitKind.TPS, station.code, station=station), START)
    indicator(world, "kotak", BOXES, {"lengkap": 1, "sebagian": 0.5, "belum": 0}, weight=3, agency_kind="kpu")
    indicator(world, "listrik", POWER, {"ya": 1, "tidak": 0}, weight=1, agency_kind="pln")
    indicator(world, "rawan-listrik", POWER, {"ya": 0, "tidak": 1}, scale="kerawanan", agency_kind="pln", number="6.1")
    full = {BOXES: "lengkap", POWER: "ya"}
    world.report("16.72.01.1001/001", full)
    world.report("16.72.01.1001/002", {BOXES: "sebagian", POWER: "ya"})
    world.report("16.72.01.1002/001", {BOXES: "belum", POWER: "tidak"})
    world.report("16.72.01.1002/002", full, NOW - timedelta(days=12))
    world.report("16.72.03.1002/001", full, NOW - timedelta(days=3))
    square(regions["16.72"], 103.2, -4.2, 0.2)
    square(regions["16.72.01"], 103.2, -4.1, 0.1)
    square(regions["16.72.03"], 103.3, -4.1, 0.1)
    world.settle()
    return world


def sign_in(client: Client, role: str, at: Any = None, **more: Any) -> Client:
    """The browser of a person with that role."""
    client.force_login(factories.account(f"contoh-{role}", role, at=at, **more))
    return client
