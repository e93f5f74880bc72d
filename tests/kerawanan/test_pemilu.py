"""An election under Pemilu rules has its own rows, works with them, and says that its list is incomplete."""

from __future__ import annotations

from datetime import date

import pytest

from siaga.elections.actions import elections
from siaga.elections.models import Election
from siaga.intake.actions import run_import
from siaga.kerawanan.actions.mappings import map_risk
from siaga.kerawanan.asked import asked_of
from siaga.kerawanan.queries import answers_of, earlier_of
from siaga.reporting.standard import standard_duties
from tests import factories, people
from tests.factories import NOW
from tests.kerawanan.worlds import risky

pytestmark = pytest.mark.django_db

PEMILU = ("1.1", "3.1", "3.2", "5.1", "6.1", "6.2", "7.1", "7.2")


def founded() -> Election:
    regions = factories.tree()
    return elections.create_election(
        actor=people.admin, slug="pemilu-2024", ruleset="pemilu-2024", region=regions["16.72"], now=NOW
    )


def test_it_maps_by_its_own_eight_rows_and_says_what_is_lacking() -> None:
    election = founded()
    station = factories.station(election, election.region.children.first().children.first(), 1)  # type: ignore[union-attr, arg-type]
    assert tuple(one.number for one in asked_of(election)) == PEMILU
    assert {one.variable for one in asked_of(election)} == {
        "Penggunaan hak pilih", "Kampanye", "Logistik", "Lokasi TPS", "Jaringan internet dan listrik",
    }  # fmt: skip
    asked = {duty.instrument for duty in standard_duties(election)}
    assert ("kerawanan-tps-pemilu" in asked, "kerawanan-tps" in asked) == (True, False)
    file = f"tps_code,1.1,3.1,3.2,5.1,6.1,6.2,7.1,7.2\n{station.code},ya,tidak,tidak,ya,tidak,tidak,tidak,tidak\n"
    result = run_import(
        actor=people.admin, kind="kerawanan", filename="a.csv", content=file.encode(), now=NOW,
        values={"election": "pemilu-2024"},
    )  # fmt: skip
    assert result["created"] == 1
    mapping = map_risk(actor=people.admin, election=election, region=election.region, now=NOW)
    assert mapping.rows.get().cls == "rawan"
    assert "8 indikator" in mapping.gap
    assert "belum ditemukan" in mapping.scheme.doubt


def test_an_earlier_round_of_the_same_tps_is_shown_and_not_counted() -> None:
    before = risky(slug="pilkada-lama", day=date(2020, 12, 9))
    before.answer("16.72.01.1001/001", ("2.1",))
    before.in_force()
    here = risky(before.regions)
    station = here.stations[0]
    station.predecessor = before.stations[0]
    station.save()
    assert answers_of(here.election, here.city)[station.code]["2.1"] is None
    [earlier] = earlier_of(people.secretariat, station)
    assert (earlier.year, earlier.cls, earlier.yes) == (2020, "sangat-rawan", ("2.1",))
    assert "kekerasan" in earlier.names["2.1"]


def test_findings_of_elections_that_the_desk_did_not_keep_come_by_import() -> None:
    here = risky()
    file = (
        "kode tps;pemilihan;tahun;kelas;sumber;2.1;1.7\n"
        "16.72.01.1001/001;Pemilu 2019;2019;sangat rawan;Arsip (contoh);ya;\n"
        "16.72.01.1001/002;Pemilu 2019;2019;gawat;Arsip (contoh);;\n"
    )

    def brought(text: str) -> dict:  # type: ignore[type-arg]
        return run_import(
            actor=people.colleague, kind="riwayat-kerawanan", filename="a.csv", content=text.encode(), now=NOW,
            values={"election": "pilkada-2024"}, skip_bad=True,
        )  # fmt: skip

    result = brought(file)
    assert (result["created"], [error["field"] for error in result["errors"]]) == (1, ["cls"])
    assert brought(file)["unchanged"] == 1
    [earlier] = earlier_of(people.colleague, here.stations[0])
    assert (earlier.occasion, earlier.cls, earlier.yes) == ("Pemilu 2019", "sangat-rawan", ("2.1",))
    assert answers_of(here.election, here.city)["16.72.01.1001/001"]["2.1"] is None
