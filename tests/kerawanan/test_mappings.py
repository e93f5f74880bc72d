"""A mapping computes every TPS from what stands answered, sums exactly, and stays as it was."""

from __future__ import annotations

from datetime import timedelta

import pytest

from siaga.access import Refused, Verb
from siaga.elections.models import PollingStation
from siaga.kerawanan.access import access_mapping, access_regency, access_risk_station, rows_of, visible_mappings
from siaga.kerawanan.actions.mappings import map_risk, put_in_force, retire_mapping, rows_digest, set_scheme
from siaga.kerawanan.actions.overrides import end_override, give_class
from siaga.kerawanan.errors import BadScheme, MappingChanged, NotARegency, RiskReasonNeeded
from siaga.kerawanan.models import MappedStation, Mapping, Override
from siaga.kerawanan.queries import answers_of, mapping_in_force_of, standing_classes
from siaga.kerawanan.schemes import SchemeValues
from siaga.ledger.models import Entry
from siaga.ledger.rows import rows_of as ledger_rows
from siaga.readiness.actions.indicators import set_weights
from siaga.readiness.models import Indicator
from siaga.reporting.actions.review import return_report
from tests import people
from tests.factories import NOW
from tests.kerawanan.worlds import QUESTIONS, Risky, risky

LATER = NOW + timedelta(hours=1)
ONE, TWO, THREE, FOUR, SPECIAL = (
    "16.72.01.1001/001",
    "16.72.01.1001/002",
    "16.72.01.1002/001",
    "16.72.03.1001/001",
    "16.72.03.1001/901",
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def here() -> Risky:
    world = risky()
    world.answer(ONE)
    world.answer(TWO, ("1.1", "1.2", "1.3", "8.1"))
    world.answer(THREE, ("7.1",))
    world.answer(FOUR, ("1.1",), unknown=tuple(n for n in QUESTIONS if n[0] in "56"))
    return world


def classes(mapping: Mapping) -> dict[str, str]:
    return dict(mapping.rows.values_list("code", "cls"))


def test_every_tps_has_one_class_and_the_classes_sum_to_all_tps(here: Risky) -> None:
    mapping = here.map()
    assert classes(mapping) == {
        ONE: "kurang-rawan",
        TWO: "rawan",
        THREE: "sangat-rawan",
        FOUR: "belum-dinilai",
        SPECIAL: "khusus",
    }
    assert sum(mapping.counts.values()) == mapping.stations == PollingStation.objects.count()
    assert mapping.rows.get(code=TWO).score == round(4 / 26 * 1_000_000)
    assert mapping.rows.get(code=THREE).reasons[0]["kind"] == "aturan"
    assert mapping.rows.get(code=FOUR).unknown == ["5.1", "5.2", "6.1", "6.2", "6.3"]


def test_one_ledger_entry_keeps_the_mapping_with_all_its_rows(here: Risky) -> None:
    mapping = here.map()
    entry = Entry.objects.get(action="risk.map")
    kept = list(ledger_rows(entry))
    assert (kept[0].type, kept[0].key) == ("kerawanan.mapping", str(mapping.pk))
    assert [row.key.partition(":")[2] for row in kept[1:]] == [ONE, TWO, THREE, FOUR, SPECIAL]
    assert mapping.rows_digest == rows_digest(list(mapping.rows.all()))


def test_returned_and_corrected_reports_do_not_count_and_the_newest_answer_holds(here: Risky) -> None:
    first = here.answer(ONE, ("7.1",), at=LATER)
    here.answer(TWO, ("8.1",), at=LATER)
    return_report(actor=people.admin, submission=first, reason="Contoh", now=LATER)
    found = answers_of(here.election, here.city)
    assert found[ONE]["7.1"] is False
    assert [number for number, answer in found[TWO].items() if answer] == ["8.1"]
    assert set(found[SPECIAL].values()) == {None}


def test_mapping_a_city_asks_as_much_for_few_tps_as_for_many(here: Risky, django_assert_max_num_queries) -> None:  # type: ignore[no-untyped-def]
    here.map()
    with django_assert_max_num_queries(22):
        here.map()


def test_putting_in_force_retires_the_one_before(here: Risky) -> None:
    first = here.in_force()
    second = put_in_force(actor=people.colleague, mapping=here.map(people.colleague, LATER), now=LATER)
    first.refresh_from_db()
    assert (first.in_force, second.in_force) == (False, True)
    assert mapping_in_force_of(here.election, here.city) == second
    with pytest.raises(MappingChanged):
        retire_mapping(actor=people.colleague, mapping=first, reason="Contoh", now=LATER)


def test_an_override_stands_over_new_mappings_weights_and_answers_with_both_classes_visible(here: Risky) -> None:
    here.in_force()
    station = here.stations[0]
    given = give_class(actor=people.colleague, station=station, cls="rawan", reason="Sengketa batas (contoh)", now=NOW)
    assert (given.computed, given.cls) == ("kurang-rawan", "rawan")
    weights = {one.pk: 5 for one in Indicator.objects.filter(election=here.election, number="1.1")}
    set_weights(actor=people.secretariat, election=here.election, weights=weights, reason="Contoh", now=LATER)
    here.answer(ONE, ("8.2",), at=LATER)
    here.in_force(at=LATER)
    found = standing_classes(here.election, here.city)[ONE]
    assert (found.cls, found.computed, found.overridden, found.why) == (
        "rawan",
        "kurang-rawan",
        True,
        "Sengketa batas (contoh)",
    )
    end_override(actor=people.colleague, override=given, reason="Sengketa selesai (contoh)", now=LATER)
    assert not standing_classes(here.election, here.city)[ONE].overridden
    assert Override.objects.get().end_reason == "Sengketa selesai (contoh)"


def test_a_second_override_ends_the_first_and_a_reason_is_needed(here: Risky) -> None:
    station = here.stations[0]
    give_class(actor=people.colleague, station=station, cls="rawan", reason="Contoh satu", now=NOW)
    give_class(actor=people.colleague, station=station, cls="khusus", reason="Contoh dua", now=LATER)
    assert list(Override.objects.order_by("pk").values_list("cls", "ended_at")) == [("rawan", LATER), ("khusus", None)]
    with pytest.raises(RiskReasonNeeded):
        give_class(actor=people.colleague, station=station, cls="rawan", reason=" ", now=LATER)


def test_other_thresholds_make_a_new_version_and_leave_old_mappings_as_they_were(here: Risky) -> None:
    old = here.map()
    values = SchemeValues(rawan=30_000, sangat_rawan=900_000, source="Kesepakatan (contoh)")
    set_scheme(
        actor=people.colleague, election=here.election, region=here.city, values=values, reason="Contoh", now=LATER
    )
    new = here.map(at=LATER)
    assert (old.scheme.number, new.scheme.number) == (1, 2)
    assert classes(new)[FOUR] == "rawan"
    assert classes(old)[FOUR] == "belum-dinilai"
    with pytest.raises(BadScheme):
        set_scheme(
            actor=people.colleague,
            election=here.election,
            region=here.city,
            values=SchemeValues(rawan=900_000, sangat_rawan=400_000, source="Contoh"),
            reason="Contoh",
            now=LATER,
        )


def test_only_bawaslu_of_the_city_and_the_desk_may_map(here: Risky) -> None:
    for actor in (people.officer, people.camat, people.leader, people.outsider, people.field, people.stranger):
        with pytest.raises(Refused):
            here.map(actor)
        with pytest.raises(Refused):
            give_class(actor=actor, station=here.stations[0], cls="rawan", reason="Contoh", now=NOW)
    with pytest.raises(NotARegency):
        map_risk(actor=people.admin, election=here.election, region=here.regions["16.03"], now=NOW)
    here.map(people.colleague)


def test_a_camat_sees_the_mapping_but_only_the_rows_of_the_own_sub_district(here: Risky) -> None:
    mapping = here.in_force()
    assert access_mapping(people.camat, mapping.pk) == mapping
    assert set(rows_of(people.camat, mapping).values_list("code", flat=True)) == {ONE, TWO, THREE}
    assert rows_of(people.leader, mapping).count() == 5
    assert access_regency(people.camat, here.election, "16.72") == here.city
    with pytest.raises(Refused):
        access_risk_station(people.camat, here.election, FOUR)
    with pytest.raises(Refused):
        access_mapping(people.camat, mapping.pk, change=True)
    for actor in (people.outsider, people.stranger):
        assert not visible_mappings(actor, here.election).exists()
        with pytest.raises(Refused):
            access_regency(actor, here.election, "16.72")
    with pytest.raises(Refused):
        access_regency(people.officer, here.election, "16.72", Verb.RISK_CHANGE)


def test_rows_outlive_a_tps_that_is_removed(here: Risky) -> None:
    mapping = here.in_force()
    here.stations[4].delete()
    assert MappedStation.objects.filter(mapping=mapping).count() == 5
    assert SPECIAL not in standing_classes(here.election, here.city)
