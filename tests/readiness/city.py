"""A small city with reports for the pages of the picture: ready, partial, stale, silent, contradictory, and a claim."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from siaga.access import Actor
from siaga.desk.models import Agency
from siaga.elections.models import Election, PollingStation
from siaga.instruments.models import InstrumentVersion, UnitKind
from siaga.readiness.actions.claims import make_claim
from siaga.readiness.actions.indicators import add_indicator
from siaga.readiness.models import Claim
from siaga.reporting.actions.review import check_report
from siaga.reporting.models import Duty, Submission
from siaga.reporting.signals import submission_came
from siaga.reporting.units import Unit, agency_unit, region_unit, station_unit
from siaga.wilayah.models import Region
from tests import factories, people
from tests.factories import reports

NOW = factories.NOW
YES_NO = [{"name": "ya", "label": "Ya"}, {"name": "tidak", "label": "Tidak"}]
CHOICES = {"lengkap": 1, "sebagian": 0.5, "belum": 0}


@dataclass
class City:
    tree: dict[str, Region]
    election: Election
    stations: list[PollingStation]
    ready: InstrumentVersion
    risk: InstrumentVersion
    own: InstrumentVersion
    kpu: Agency
    duties: dict[str, Duty]

    def report(
        self, unit: Unit, values: dict[str, Any], *, days: float = 0, of: InstrumentVersion | None = None, **fields: Any
    ) -> Submission:
        """A report that came in ``days`` days ago, read by the picture."""
        when = NOW - timedelta(days=days)
        row = reports.submission(
            self.election, of or self.ready, unit, values=values, received_at=when, observed_at=when, **fields
        )
        submission_came.send(sender=Submission, submission=row, actor=people.field, now=when)
        return row

    def full(self, station: PollingStation, days: float = 0, **fields: Any) -> Submission:
        return self.report(station_unit(station), {"logistik/kotak": "lengkap", "listrik": "ya"}, days=days, **fields)


def _indicator(election: Election, of: InstrumentVersion, **fields: Any) -> None:
    defaults = {"scale": "readiness", "weight": 1, "stale_days": 7, "denominator": "seluruh TPS", "agency_kind": ""}
    add_indicator(
        actor=people.secretariat,
        election=election,
        instrument=of.instrument,
        now=NOW - timedelta(days=40),
        **(defaults | fields),
    )


def city(villages: int = 4, each: int = 3) -> City:
    """The city of ``factories.tree`` with TPS in its villages, who owe a checklist of readiness and one of risk."""
    tree = factories.tree()
    election = factories.election(tree["16.72"])
    codes = ["16.72.01.1001", "16.72.01.1002", "16.72.03.1001", "16.72.03.1002"][:villages]
    stations = [
        factories.station(election, tree[code], number, voters_total=400, lat=-4.0, lon=103.2)
        for code in codes
        for number in range(1, each + 1)
    ]
    kpu = factories.agency("kpu", tree["16.72"])
    ready = reports.version(reports.instrument("contoh-tps"))
    risk = reports.version(
        reports.instrument("contoh-rawan"),
        questions=[reports.question("sinyal", "select_one", "Kendala jaringan internet", choices=YES_NO)],
    )
    own = reports.version(
        reports.instrument("contoh-instansi", UnitKind.AGENCY),
        questions=[reports.question("personel", "integer", "Personel siap (persen)")],
    )
    kecamatan = reports.version(
        reports.instrument("contoh-kecamatan", UnitKind.REGION, level=3),
        questions=[reports.question("gudang", "select_one", "Gudang", choices=YES_NO)],
    )
    early = NOW - timedelta(days=40)
    duties = {}
    for version, units in (
        (ready, [station_unit(one) for one in stations]),
        (risk, [station_unit(one) for one in stations]),
        (own, [agency_unit(kpu)]),
        (kecamatan, [region_unit(tree["16.72.01"]), region_unit(tree["16.72.03"])]),
    ):
        duty = reports.duty(election, version.instrument, tree["16.72"])
        duties[version.instrument.name] = duty
        for unit in units:
            reports.owes(duty, unit, early)
    _indicator(
        election, ready, key="kotak", name="Kotak suara lengkap di TPS", question="logistik/kotak",
        rule={"kind": "choice", "scores": CHOICES}, weight=3, agency_kind="kpu",
    )  # fmt: skip
    _indicator(
        election, ready, key="listrik", name="Listrik tersedia di TPS", question="listrik",
        rule={"kind": "choice", "scores": {"ya": 1, "tidak": 0}}, weight=2, agency_kind="pln",
    )  # fmt: skip
    _indicator(
        election, risk, key="sinyal", name="Kendala jaringan internet di lokasi TPS", question="sinyal",
        rule={"kind": "risk", "yes": ["ya"], "no": ["tidak"]}, scale="kerawanan", number="8.1", agency_kind="kominfo",
    )  # fmt: skip
    _indicator(
        election, own, key="personel", name="Personel KPU siap", question="personel", rule={"kind": "percent"},
        agency_kind="kpu", denominator="seluruh personel",
    )  # fmt: skip
    _indicator(
        election, kecamatan, key="gudang", name="Gudang kecamatan siap", question="gudang",
        rule={"kind": "choice", "scores": {"ya": 1, "tidak": 0}}, weight=2, denominator="setiap kecamatan",
    )  # fmt: skip
    return City(tree, election, stations, ready, risk, own, kpu, duties)


def told(of: City) -> City:
    """The city after some days: some TPS ready, one half, one not, one stale, one contradicted, others silent."""
    stations = of.stations
    check_report(actor=people.secretariat, submission=of.full(stations[0], days=1), now=NOW - timedelta(hours=20))
    of.full(stations[1], days=2)
    of.report(station_unit(stations[2]), {"logistik/kotak": "sebagian", "listrik": "ya"}, days=1)
    of.report(station_unit(stations[3]), {"logistik/kotak": "belum", "listrik": "tidak"}, days=3)
    of.full(stations[4], days=12)
    of.report(station_unit(stations[5]), {"logistik/kotak": "belum", "listrik": "ya"}, days=0.2)
    of.report(station_unit(stations[5]), {"logistik/kotak": "lengkap", "listrik": "ya"}, days=0.1)
    for station, answer in zip(stations[:4], ("ya", "tidak", "tidak", "ya"), strict=True):
        of.report(station_unit(station), {"sinyal": answer}, days=2, of=of.risk)
    of.report(agency_unit(of.kpu), {"personel": 90}, days=1, of=of.own, sender_role="agency", sender_agency="kpu@16.72")
    return of


def claimed(of: City, when: datetime | None = None, **fields: Any) -> Claim:
    """The KPU says 80 percent, of nothing in particular."""
    actor: Actor = people.officer
    defaults: dict[str, Any] = {
        "share": "80",
        "said_by": "Contoh Ketua, Ketua KPU",
        "source": "rapat",
        "reference": "Rakor contoh",
        "stated_at": when or NOW - timedelta(days=5),
        "parts": [("16.72.01", "90"), ("16.72.03", "70")],
    }
    made: Claim = make_claim(
        actor=actor,
        election=of.election,
        agency=of.kpu,
        region=of.tree["16.72"],
        now=when or NOW - timedelta(days=5),
        **(defaults | fields),
    )
    return made
