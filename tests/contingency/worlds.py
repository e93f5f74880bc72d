"""Five TPS of the city with answers about power, signal and floods, and too few gensets."""

from __future__ import annotations

from dataclasses import dataclass

from siaga.access import Actor, Grant, Role
from siaga.contingency.actions.plans import ask_contingency
from siaga.contingency.computing import computed
from siaga.elections.models import Election, PollingStation
from siaga.planning.actions.plans import finish_plan, put_in_force, start_plan
from siaga.planning.models import Plan
from siaga.wilayah.models import Region
from tests import people
from tests.factories import NOW
from tests.factories import contingency as made
from tests.kerawanan.worlds import Risky, risky

bpbd = Actor(21, "Contoh BPBD", (Grant(Role.AGENCY, agency="bpbd@16.72", region="16.72"),))
SPOTS = {
    "16.72.01.1001/001": (-4.020, 103.260, 300),
    "16.72.01.1001/002": (-4.021, 103.262, 250),
    "16.72.01.1002/001": (-4.030, 103.280, 400),
    "16.72.03.1001/001": (-4.060, 103.200, 350),
    "16.72.03.1001/901": (-4.062, 103.203, None),
}
"""Position and voters; nobody knows how many vote at the special station."""
DARK = ("16.72.01.1001/001", "16.72.01.1002/001", "16.72.03.1001/001")
"""Stations with trouble with electricity."""


@dataclass
class Ready:
    risky: Risky

    @property
    def election(self) -> Election:
        return self.risky.election

    @property
    def regions(self) -> dict[str, Region]:
        return self.risky.regions

    @property
    def city(self) -> Region:
        return self.risky.city

    def plan(self, *, in_force: bool = True, **fields: object) -> Plan:
        """A computed plan, through the acts."""
        plan = ask_contingency(
            actor=people.secretariat, election=self.election, region=self.city, now=NOW, seconds=5,
            **fields,  # type: ignore[arg-type]
        )  # fmt: skip
        start_plan(actor=people.admin, plan=plan, now=NOW)
        finish_plan(actor=people.admin, plan=plan, result=computed(plan, lambda _stage: None), now=NOW)
        if in_force:
            put_in_force(actor=people.secretariat, plan=plan, now=NOW)
        return Plan.objects.select_related("region__parent", "election__region", "created_by").get(pk=plan.pk)


def ready(*, mapped: bool = True) -> Ready:
    """Two gensets for three dark stations, one satellite phone, one puskesmas that does not reach the far villages."""
    world = risky()
    for code, (lat, lon, voters) in SPOTS.items():
        PollingStation.objects.filter(election=world.election, code=code).update(lat=lat, lon=lon, voters_total=voters)
    for code in SPOTS:
        yes = tuple(
            number
            for number, here in (("8.2", code in DARK), ("8.1", code.endswith("/002")), ("7.3", code == DARK[2]))
            if here
        )
        world.answer(code, yes)
    if mapped:
        world.in_force()
    made.resource(world.election, "genset-bpbd", "genset", count=2)
    made.resource(world.election, "satelit-kominfo", "telepon-satelit", count=1)
    made.resource(world.election, "puskesmas-utara", "tenaga-medis", lat=-4.022, lon=103.263, max_km=4.0)
    return Ready(world)
