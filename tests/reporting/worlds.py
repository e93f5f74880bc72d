"""The world of the tests of reports: three TPS in a village, one next to it, a checklist and who reports."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from siaga.elections.models import Election, PollingStation
from siaga.instruments.models import InstrumentVersion
from siaga.reporting.incoming import Report
from siaga.reporting.units import Unit, station_unit
from siaga.wilayah.models import Region
from tests import people
from tests.factories import NOW, election, reports, station, tree

OBSERVED = NOW - timedelta(hours=1)


@dataclass
class World:
    regions: dict[str, Region]
    election: Election
    stations: list[PollingStation]
    elsewhere: PollingStation
    version: InstrumentVersion

    @property
    def unit(self) -> Unit:
        """The TPS of the field officer."""
        return station_unit(self.stations[0])

    def report(self, number: int = 1, **fields: Any) -> Report:
        """A report on the field officer's TPS."""
        plain = Report(
            instance_id=f"uuid:laporan-{number}",
            election=self.election.slug,
            instrument=self.version.instrument.name,
            unit=str(self.unit),
            observed_at=OBSERVED,
            values={"logistik/kotak": "lengkap", "listrik": "ya"},
        )
        return replace(plain, **fields)


def world() -> World:
    regions = tree()
    of = election(regions[people.CITY])
    return World(
        regions=regions,
        election=of,
        stations=[station(of, regions[people.VILLAGE], number) for number in (1, 2, 3)],
        elsewhere=station(of, regions["16.72.03.1001"], 1),
        version=reports.version(),
    )
