"""A small regency to guard: Kota Pagar Alam with its TPS at points, two Polsek, a Polres, an army unit."""

from __future__ import annotations

from dataclasses import dataclass

from siaga.access import Actor, Grant, Role
from siaga.deployment.actions.patterns import set_pattern
from siaga.deployment.actions.plans import ask_deployment
from siaga.deployment.computing import computed
from siaga.deployment.models import GuardClass, Officer, Unit
from siaga.deployment.options import Options
from siaga.elections.models import Election, PollingStation
from siaga.planning.actions.plans import finish_plan, start_plan
from siaga.planning.models import Plan
from siaga.wilayah.models import Region
from tests import people
from tests.elections.worlds import world
from tests.factories import NOW

POINTS = {
    "16.72.01.1001/001": (-4.020, 103.260),
    "16.72.01.1001/002": (-4.021, 103.262),
    "16.72.01.1001/901": (-4.022, 103.261),
    "16.72.01.1002/001": (-4.030, 103.280),
    "16.72.03.1001/001": (-4.050, 103.200),
    "16.72.03.1001/002": (-4.052, 103.201),
}
police = Actor(20, "Contoh Polres", (Grant(Role.AGENCY, agency="polres@16.72", region="16.72"),))
polsek = Actor(21, "Contoh Polsek", (Grant(Role.AGENCY, agency="polsek@16.72.01", region="16.72.01"),))
polsek_elsewhere = Actor(22, "Contoh Polsek Lain", (Grant(Role.AGENCY, agency="polsek@16.72.03", region="16.72.03"),))


@dataclass(frozen=True, slots=True)
class Guarded:
    regions: dict[str, Region]
    election: Election

    @property
    def city(self) -> Region:
        return self.regions["16.72"]

    def ask(self, **fields: object) -> Plan:
        return ask_deployment(
            actor=police, election=self.election, region=self.city, options=Options(), now=NOW, seconds=1,
            **fields,  # type: ignore[arg-type]
        )  # fmt: skip

    def plan(self, **fields: object) -> Plan:
        """A computed plan, through the acts."""
        plan = self.ask(**fields)
        start_plan(actor=people.admin, plan=plan, now=NOW)
        return finish_plan(actor=people.admin, plan=plan, result=computed(plan, lambda _stage: None), now=NOW)


def guarded(officers: int = 8) -> Guarded:
    """Six TPS; so many police in each of two Polsek, as many in the Polres, two of the army; one pattern for all."""
    made = world()
    for code, (lat, lon) in POINTS.items():
        PollingStation.objects.filter(election=made.election, code=code).update(lat=lat, lon=lon)
    here = Guarded(made.regions, made.election)
    for name, kind, districts in (
        ("Polsek Utara", "polsek", ["16.72.01"]),
        ("Polsek Dempo", "polsek", ["16.72.03"]),
        ("Polres", "polres", []),
        ("Kodim", "tni", []),
    ):
        unit = Unit.objects.create(
            election=made.election, region=here.city, name=name, kind=kind, districts=districts, updated_at=NOW
        )
        for number in range(2 if kind == "tni" else officers):
            Officer.objects.create(
                election=made.election, region=here.city, officer_id=f"{name}-{number:02d}",
                name=f"Contoh {name} {number:02d}", unit=unit, force="tni" if kind == "tni" else "polisi",
                rank="Serda" if kind == "tni" else ("Ipda" if number == 0 else "Bripka"), updated_at=NOW,
            )  # fmt: skip
    for cls in GuardClass:
        set_pattern(
            actor=police, election=made.election, region=here.city, cls=cls, police=2, stations=2, stations_max=3,
            linmas=4, linmas_max=6, now=NOW,
        )  # fmt: skip
    return here
