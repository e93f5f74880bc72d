"""A small regency to plan for: Kota Pagar Alam with its TPS, positions, a warehouse and three kinds of vehicles."""

from __future__ import annotations

from dataclasses import dataclass

from siaga.elections.models import Election
from siaga.planning.actions.distribution import ask_plan
from siaga.planning.actions.plans import finish_plan, start_plan
from siaga.planning.computing import computed
from siaga.planning.models import Plan
from siaga.planning.options import Options
from siaga.wilayah.models import Region
from tests import factories, people
from tests.elections.worlds import world
from tests.factories import NOW, planning

POINTS = {
    "16.72.01.1001": (-4.02, 103.26),
    "16.72.01.1002": (-4.03, 103.28),
    "16.72.03.1001": (-4.06, 103.20),
    "16.72.03.1002": (-4.08, 103.18),
}


@dataclass(frozen=True, slots=True)
class Supplied:
    regions: dict[str, Region]
    election: Election

    @property
    def city(self) -> Region:
        return self.regions["16.72"]

    def plan(self, **fields: object) -> Plan:
        """A computed plan, through the acts."""
        asked = {"options": Options(), **fields}
        plan = ask_plan(
            actor=people.officer, election=self.election, region=self.city, now=NOW, seconds=1,
            **asked,  # type: ignore[arg-type]
        )  # fmt: skip
        start_plan(actor=people.admin, plan=plan, now=NOW)
        return finish_plan(actor=people.admin, plan=plan, result=computed(plan, lambda _stage: None), now=NOW)


def supplied() -> Supplied:
    """Four villages (one remote, for motorbikes only), a depot, two trucks and two motorbikes."""
    made = world()
    election = made.election
    factories.station(election, made.regions["16.72.03.1002"], 1, voters_total=300)
    planning.site(election, "gudang", kind="depot", name="Gudang KPU (contoh)", lat=-4.025, lon=103.25)
    for code, (lat, lon) in POINTS.items():
        far = code == "16.72.03.1002"
        planning.site(
            election, code, region=made.regions[code], tier="desa", lat=lat, lon=lon, remote=far,
            access="motorbike" if far else "gravel", service_minutes=15, window_start=420, window_end=1020,
        )  # fmt: skip
    planning.vehicle(election, "truk", count=2, max_hours=8, cost_fixed=750_000, cost_km=4500, cost_hour=25_000)
    planning.vehicle(
        election, "motor", count=2, type="Motor (contoh)", capacity_boxes=2, max_hours=8, cost_km=800,
        access=["asphalt", "gravel", "4wd", "motorbike"],
    )  # fmt: skip
    return Supplied(made.regions, election)
