"""A city with polling stations, its kerawanan form and indicators, and a way to answer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from siaga.access import Actor
from siaga.elections.models import Election, PollingStation
from siaga.instruments.library import ensure_shipped
from siaga.kerawanan.actions.mappings import map_risk, put_in_force
from siaga.kerawanan.models import Mapping
from siaga.readiness.actions.indicators import install_standard_indicators
from siaga.reporting.actions.submissions import Report, submit_report
from siaga.reporting.models import Submission
from siaga.wilayah.models import Region
from tests import factories, people
from tests.factories import NOW

QUESTIONS = tuple(
    f"{variable}.{number}"
    for variable, many in ((1, 7), (2, 3), (3, 1), (4, 1), (5, 2), (6, 3), (7, 7), (8, 2))
    for number in range(1, many + 1)
)


@dataclass
class Risky:
    """The world; ``sent`` numbers the reports."""

    election: Election
    regions: dict[str, Region]
    stations: list[PollingStation]
    sent: int = 0

    @property
    def city(self) -> Region:
        return self.regions["16.72"]

    def answer(
        self,
        code: str,
        yes: tuple[str, ...] = (),
        *,
        unknown: tuple[str, ...] = (),
        actor: Actor = people.secretariat,
        at: datetime = NOW,
        supersedes: str = "",
        instrument: str = "kerawanan-tps",
        numbers: tuple[str, ...] = QUESTIONS,
    ) -> Submission:
        """One report about a TPS: yes for the named indicators, nothing for the unknown ones, no for the rest."""
        self.sent += 1
        values = {
            f"i{number.replace('.', '_')}": "ya" if number in yes else "tidak"
            for number in numbers
            if number not in unknown
        }
        values["nihil"] = "tidak"
        report = Report(
            instance_id=f"contoh:{self.election.pk}:{self.sent}",
            election=self.election,
            instrument=instrument,
            unit=f"tps:{code}",
            observed_at=at,
            values=values,
            supersedes=supersedes,
        )
        return submit_report(actor=actor, report=report, now=at).submission

    def map(self, actor: Actor = people.secretariat, at: datetime = NOW) -> Mapping:
        return map_risk(actor=actor, election=self.election, region=self.city, now=at, note="Contoh")

    def in_force(self, actor: Actor = people.secretariat, at: datetime = NOW) -> Mapping:
        return put_in_force(actor=actor, mapping=self.map(actor, at), now=at)


def risky(
    regions: dict[str, Region] | None = None, slug: str = "pilkada-2024", day: date = date(2024, 11, 27)
) -> Risky:
    """Five TPS in three villages of the city, one of them a TPS lokasi khusus; nothing answered yet."""
    regions = regions or factories.tree()
    election = factories.election(regions["16.72"], slug, day)
    ensure_shipped(people.admin, NOW)
    install_standard_indicators(actor=people.admin, election=election, now=NOW)
    spots = [("16.72.01.1001", 1), ("16.72.01.1001", 2), ("16.72.01.1002", 1), ("16.72.03.1001", 1)]
    stations = [factories.station(election, regions[code], number) for code, number in spots]
    stations.append(factories.station(election, regions["16.72.03.1001"], 901))
    return Risky(election, regions, stations)
