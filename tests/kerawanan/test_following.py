"""A village gets another code: old mappings are read under it, and every TPS keeps its class."""

from __future__ import annotations

import pytest

from siaga.kerawanan.actions.overrides import give_class
from siaga.kerawanan.models import MappedStation
from siaga.kerawanan.queries import class_counts, ranking, standing_classes
from siaga.kerawanan.queries.mappings import counts_by_child
from siaga.kerawanan.reading.drift import drift_of
from siaga.kerawanan.reading.lines import lines_of
from siaga.kerawanan.reading.moves import compared
from siaga.wilayah.actions.changing import rename_region
from siaga.wilayah.actions.recoding import recode_region
from siaga.wilayah.actions.succession import split_region
from tests import people
from tests.factories import NOW
from tests.kerawanan.worlds import Risky, risky

pytestmark = pytest.mark.django_db
OLD, NEW = "16.72.01.1001", "16.72.01.1099"


@pytest.fixture
def here() -> Risky:
    made = risky()
    for number, station in enumerate(made.stations):
        made.answer(station.code, ("7.1",) if number % 2 == 0 else ())
    return made


def _now(code: str) -> str:
    return code.replace(OLD, NEW)


def test_an_old_mapping_is_read_under_the_new_code(here: Risky) -> None:
    mapping = here.in_force()
    give_class(actor=people.admin, station=here.stations[1], cls="khusus", reason="Contoh", now=NOW)
    before = {code: one.cls for code, one in standing_classes(here.election, here.city).items()}
    counts = class_counts(people.secretariat, mapping)
    ranked = [row.code for row in ranking(people.secretariat, mapping)]
    recode_region(actor=people.admin, region=here.regions[OLD], code=NEW, now=NOW)
    rename_region(actor=people.admin, region=here.regions[OLD], name="Contoh Baru", now=NOW)
    after = {code: one.cls for code, one in standing_classes(here.election, here.city).items()}
    assert after == {_now(code): cls for code, cls in before.items()}
    assert class_counts(people.secretariat, mapping) == counts
    assert sorted(row.code for row in ranking(people.secretariat, mapping)) == sorted(map(_now, ranked))
    assert sum(class_counts(people.secretariat, mapping, NEW).values()) == sum(code.startswith(OLD) for code in before)
    assert not sum(class_counts(people.secretariat, mapping, OLD).values())
    assert set(counts_by_child(people.secretariat, mapping, here.regions["16.72.01"])) >= {NEW}
    assert {line.village for line in lines_of(people.secretariat, mapping) if line.code.startswith(NEW)} == {
        "Contoh Baru"
    }
    drift = drift_of(mapping)
    assert (drift.answers, drift.new, drift.gone) == (0, 0, 0)


def test_two_mappings_across_the_change_are_compared_tps_by_tps(here: Risky) -> None:
    first = here.in_force()
    recode_region(actor=people.admin, region=here.regions["16.72.01"], code="16.72.09", now=NOW)
    second = here.map()
    assert second.stations == first.stations
    assert compared(people.secretariat, first, second).moves == ()
    codes = {line.code for line in lines_of(people.secretariat, first)}
    assert codes == {line.code for line in lines_of(people.secretariat, second)}


def test_a_tps_that_is_no_more_follows_its_village_too(here: Risky) -> None:
    mapping = here.in_force()
    MappedStation.objects.filter(mapping=mapping, code=f"{OLD}/002").update(station=None)
    recode_region(actor=people.admin, region=here.regions[OLD], code=NEW, now=NOW)
    assert MappedStation.objects.filter(mapping=mapping, code=f"{NEW}/002", station=None).exists()


def test_a_split_leaves_the_mapping_where_the_tps_are(here: Risky) -> None:
    mapping = here.in_force()
    before = {code: one.cls for code, one in standing_classes(here.election, here.city).items()}
    split_region(
        actor=people.admin, region=here.regions[OLD], parts=[(NEW, "Contoh Pecahan")], since=NOW.date(), now=NOW
    )
    assert {code: one.cls for code, one in standing_classes(here.election, here.city).items()} == before
    assert sum(class_counts(people.secretariat, mapping).values()) == mapping.stations
