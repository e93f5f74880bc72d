"""The agenda: what the facts write, what people write, and that neither undoes the other."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from siaga.access import Actor, Grant, Refused, Role
from siaga.rakor.actions.agenda import (
    add_item,
    change_item,
    draw_up_agenda,
    mark_discussed,
    move_item,
    remove_item,
    restore_item,
    submit_item,
)
from siaga.rakor.agenda_words import fact_lines
from siaga.rakor.errors import AgendaClosed, BadItem
from siaga.rakor.models import AgendaItem, ItemKind, Meeting, MeetingState, PointState
from siaga.rakor.queries.agenda import agenda_of
from siaga.rakor.queries.proposals import proposals
from siaga.readiness.actions.claims import make_claim
from siaga.reporting.units import station_unit
from tests import factories, people
from tests.factories import NOW, rakor
from tests.factories import offices as made
from tests.readiness.city import City, city

pytestmark = pytest.mark.django_db
WEEK = timedelta(days=7)
ACT = {"actor": people.secretariat, "now": NOW}


@pytest.fixture
def world() -> City:
    return city()


@pytest.fixture
def meeting(world: City) -> Meeting:
    """Today's, after one a week ago at which the KPU promised something."""
    desk = rakor.forum(world.election)
    before = rakor.meeting(desk, NOW - WEEK, state=MeetingState.HELD, held_at=NOW - WEEK, facts_at=NOW - WEEK)
    rakor.point(world.election, world.kpu, "Kirim kotak suara", forum=desk, meeting=before, created_at=NOW - WEEK)
    return rakor.meeting(desk, NOW, state=MeetingState.INVITED)


def keys(meeting: Meeting) -> list[str]:
    return [item.key or item.title for item in agenda_of(meeting)]


def test_open_promises_the_headline_statements_and_the_closing_are_written(meeting: Meeting, world: City) -> None:
    draw_up_agenda(meeting=meeting, **ACT)
    [point] = AgendaItem.objects.filter(kind=ItemKind.POINT)
    written = [key for key in keys(meeting) if not key.startswith("stage:")]
    assert written == ["opening", f"point:{point.point_id}", "headline", "statements", "closing"]
    assert (point.title, point.facts["owner"], point.facts["latest"]) == ("Kirim kotak suara", world.kpu.name, None)
    assert [line.label for line in fact_lines(point)][:3] == ["Pelaksana", "Status", "Tenggat"]


def test_stages_due_before_the_next_meeting_are_written_and_later_ones_are_not(meeting: Meeting, world: City) -> None:
    soon = world.election.stages.create(key="soon", name="Segera", starts=NOW.date() + timedelta(days=3))
    world.election.stages.create(key="far", name="Jauh", starts=NOW.date() + timedelta(days=30))
    late = world.election.stages.create(key="late", name="Lewat", ends=NOW.date() - timedelta(days=2))
    world.election.stages.create(key="done", name="Selesai", ends=NOW.date(), done_on=NOW.date())
    draw_up_agenda(meeting=meeting, **ACT)
    written = {item.key: item.facts for item in agenda_of(meeting) if item.kind == ItemKind.STAGE}
    assert set(written) == {f"stage:{soon.key}", f"stage:{late.key}"}
    assert written["stage:late"]["days_late"] == 2


def test_falls_since_the_last_meeting_and_units_that_went_silent_are_named(meeting: Meeting, world: City) -> None:
    for station in world.stations:
        world.full(station, days=8)
    for station in world.stations[:3]:
        world.report(station_unit(station), {"logistik/kotak": "belum", "listrik": "tidak"}, days=1)
    draw_up_agenda(meeting=meeting, **ACT)
    falls = [item for item in agenda_of(meeting) if item.key.startswith("fall:")]
    assert [item.key for item in falls] == ["fall:16.72.01"]
    assert falls[0].facts["after"] < falls[0].facts["before"]
    silent = next(item for item in agenda_of(meeting) if item.key == "silent")
    assert silent.facts["count"] == 9
    assert len(silent.facts["units"]) == 9


def test_a_claim_above_the_evidence_is_put_on_the_table_with_its_gap(meeting: Meeting, world: City) -> None:
    claim = make_claim(
        actor=people.officer,
        election=world.election,
        agency=world.kpu,
        region=world.tree["16.72"],
        share="95",
        said_by="Ketua KPU",
        source="rapat",
        now=NOW,
    )
    draw_up_agenda(meeting=meeting, **ACT)
    gap = next(item for item in agenda_of(meeting) if item.key == f"gap:{claim.pk}")
    headline = next(item for item in agenda_of(meeting) if item.key == "headline")
    assert gap.facts["gap"] == 950_000 - headline.facts["after"]


def test_drawing_up_again_changes_nothing_but_the_facts(meeting: Meeting, world: City) -> None:
    draw_up_agenda(meeting=meeting, **ACT)
    first = keys(meeting)
    own = add_item(meeting=meeting, title="Anggaran pengamanan", **ACT)
    move_item(item=own, to=2, **ACT)
    headline = AgendaItem.objects.get(key="headline")
    remove_item(item=headline, **ACT)
    drawn = draw_up_agenda(actor=people.secretariat, meeting=meeting, now=NOW + timedelta(hours=1))
    expected = [first[0], "Anggaran pengamanan", *[key for key in first[1:] if key != "headline"]]
    assert keys(meeting) == expected == [item.key or item.title for item in drawn]
    restore_item(item=AgendaItem.objects.get(pk=headline.pk), **ACT)
    assert "headline" in keys(meeting)
    assert sorted(AgendaItem.objects.values_list("position", flat=True)) == list(range(1, len(keys(meeting)) + 1))


def test_what_the_facts_no_longer_ask_for_goes_unless_somebody_wrote_about_it(meeting: Meeting, world: City) -> None:
    other = rakor.point(world.election, world.kpu, "Sudah dicatat", forum=meeting.forum, created_at=NOW - WEEK)
    draw_up_agenda(meeting=meeting, **ACT)
    AgendaItem.objects.filter(point=other).update(notes="KPU menjelaskan.")
    meeting.forum.points.update(state=PointState.VERIFIED, state_at=NOW - timedelta(days=1))
    draw_up_agenda(meeting=meeting, **ACT)
    assert [item.point for item in agenda_of(meeting) if item.kind == ItemKind.POINT] == [other]


def test_once_the_meeting_is_open_items_are_only_added(meeting: Meeting, world: City) -> None:
    draw_up_agenda(meeting=meeting, **ACT)
    Meeting.objects.filter(pk=meeting.pk).update(state=MeetingState.HELD, held_at=NOW)
    meeting.forum.points.update(state=PointState.VERIFIED, state_at=NOW - timedelta(days=1))
    late = rakor.point(world.election, world.kpu, "Baru ingat", forum=meeting.forum, created_at=NOW - WEEK)
    before = keys(meeting)
    draw_up_agenda(meeting=meeting, **ACT)
    assert set(keys(meeting)) == {*before, f"point:{late.pk}"}


def test_a_promise_cannot_be_taken_off_nor_an_item_with_notes(meeting: Meeting) -> None:
    draw_up_agenda(meeting=meeting, **ACT)
    with pytest.raises(BadItem, match="tetap di agenda"):
        remove_item(item=AgendaItem.objects.get(kind=ItemKind.POINT), **ACT)
    AgendaItem.objects.filter(key="statements").update(notes="sudah")
    with pytest.raises(BadItem, match="pembahasan"):
        remove_item(item=AgendaItem.objects.get(key="statements"), **ACT)


@pytest.mark.parametrize("state", [MeetingState.MINUTED, MeetingState.CANCELLED])
def test_a_finished_meeting_keeps_its_agenda(meeting: Meeting, state: str) -> None:
    item = add_item(meeting=meeting, title="Contoh", **ACT)
    Meeting.objects.filter(pk=meeting.pk).update(state=state)
    for attempt in (
        lambda: draw_up_agenda(meeting=meeting, **ACT),
        lambda: add_item(meeting=meeting, title="Lagi", **ACT),
        lambda: change_item(item=item, title="Lain", detail="", **ACT),
        lambda: move_item(item=item, to=1, **ACT),
        lambda: remove_item(item=item, **ACT),
        lambda: restore_item(item=item, **ACT),
        lambda: mark_discussed(item=item, **ACT),
    ):
        with pytest.raises(AgendaClosed):
            attempt()


def test_an_agency_of_the_forum_asks_for_an_item_until_the_meeting_begins(meeting: Meeting, world: City) -> None:
    draw_up_agenda(meeting=meeting, **ACT)
    asked = {"meeting": meeting, "agency": world.kpu, "title": "Cadangan genset", "now": NOW}
    with pytest.raises(Refused):
        submit_item(actor=people.officer, **asked)
    rakor.member(meeting.forum, made.office(world.kpu, "Ketua KPU"))
    with pytest.raises(Refused):
        submit_item(actor=people.colleague, **asked)
    item = submit_item(actor=people.officer, **asked)
    assert (item.kind, item.submitted_by) == (ItemKind.SUBMITTED, world.kpu)
    assert keys(meeting)[-2:] == ["Cadangan genset", "closing"]
    elsewhere = factories.agency("dukcapil", world.tree["16.72"])
    both = Actor(
        14, "Contoh Dua Instansi", (*people.officer.grants, Grant(Role.AGENCY, agency=elsewhere.code, region="16.72"))
    )
    with pytest.raises(Refused):
        submit_item(actor=both, **asked | {"agency": elsewhere})
    Meeting.objects.filter(pk=meeting.pk).update(state=MeetingState.HELD)
    with pytest.raises(AgendaClosed):
        submit_item(actor=people.officer, **asked)


def test_an_agency_does_not_fill_the_agenda_alone(meeting: Meeting, world: City) -> None:
    rakor.member(meeting.forum, made.office(world.kpu, "Ketua KPU"))
    asked = {"actor": people.officer, "meeting": meeting, "agency": world.kpu, "now": NOW}
    for number in range(20):
        submit_item(title=f"Usulan {number}", **asked)
    with pytest.raises(BadItem, match="20 pokok"):
        submit_item(title="Satu lagi", **asked)


def test_titles_are_one_line_of_bounded_length(meeting: Meeting) -> None:
    with pytest.raises(BadItem, match="belum diisi"):
        add_item(meeting=meeting, title="  \n ", **ACT)
    with pytest.raises(BadItem, match="terlalu panjang"):
        add_item(meeting=meeting, title="x" * 241, **ACT)
    assert add_item(meeting=meeting, title=" dua\n baris ", **ACT).title == "dua baris"


@pytest.mark.parametrize("actor", [people.leader, people.officer, people.camat, people.field, people.outsider])
def test_only_who_keeps_the_minutes_there_may_touch_the_agenda(meeting: Meeting, actor: object) -> None:
    item = add_item(meeting=meeting, title="Contoh", **ACT)
    for attempt in (
        lambda: draw_up_agenda(actor=actor, meeting=meeting, now=NOW),
        lambda: add_item(actor=actor, meeting=meeting, title="Lagi", now=NOW),
        lambda: change_item(actor=actor, item=item, title="Lain", detail="", now=NOW),
        lambda: move_item(actor=actor, item=item, to=1, now=NOW),
        lambda: remove_item(actor=actor, item=item, now=NOW),
        lambda: mark_discussed(actor=actor, item=item, now=NOW),
    ):
        with pytest.raises(Refused):
            attempt()


def test_the_camat_draws_up_the_agenda_of_the_own_sub_district(world: City) -> None:
    forum = rakor.forum(world.election, world.tree["16.72.01"], "Rakor Utara", kind="kecamatan")
    meeting = rakor.meeting(forum, NOW)
    draw_up_agenda(actor=people.camat, meeting=meeting, now=NOW)
    assert "headline" in keys(meeting)


def test_discussing_twice_is_said_once(meeting: Meeting) -> None:
    item = add_item(meeting=meeting, title="Contoh", **ACT)
    Meeting.objects.filter(pk=meeting.pk).update(state=MeetingState.HELD)
    first = mark_discussed(item=item, **ACT)
    again = mark_discussed(actor=people.secretariat, item=item, now=NOW + WEEK)
    assert first.discussed_at == again.discussed_at == NOW


def test_the_agenda_costs_no_query_for_each_promise(meeting: Meeting, world: City) -> None:
    whole = Meeting.objects.select_related("forum__region", "forum__election__region").get(pk=meeting.pk)

    def count() -> int:
        with CaptureQueriesContext(connection) as caught:
            proposals(people.secretariat, whole, NOW)
        return len(caught)

    count()
    one = count()
    for number in range(20):
        rakor.point(world.election, world.kpu, f"Janji {number}", forum=meeting.forum, created_at=NOW - WEEK)
    assert count() == one
