"""Who sees which forum, meeting, action point and obstacle."""

from __future__ import annotations

import pytest

from siaga.access import Actor, Refused, Verb
from siaga.rakor.access import (
    access_meeting,
    access_point,
    attends,
    reads_minutes,
    visible_forums,
    visible_meetings,
    visible_obstacles,
    visible_points,
)
from siaga.rakor.models import MeetingState
from tests import factories, people
from tests.factories import offices as made
from tests.factories import rakor

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> dict[str, object]:
    """A desk forum of the city with KPU and the camat of Utara in it, and a forum of each of its two sub-districts."""
    regions = factories.tree()
    election = factories.election(regions["16.72"])
    kpu = factories.agency("kpu", regions["16.72"])
    camat = factories.agency("kecamatan", regions["16.72.01"])
    other = factories.agency("kecamatan", regions["16.72.03"])
    desk = rakor.forum(election)
    own = rakor.forum(election, regions["16.72.01"], "Rakor Utara", kind="kecamatan", upper=desk)
    next_door = rakor.forum(election, regions["16.72.03"], "Rakor Dempo", kind="kecamatan", upper=desk)
    for agency in (kpu, camat):
        rakor.member(desk, made.office(agency, f"Kepala {agency.key}"))
    return {
        "desk": desk,
        "own": own,
        "next_door": next_door,
        "city_meeting": rakor.meeting(desk, state=MeetingState.INVITED),
        "planned": rakor.meeting(desk),
        "own_meeting": rakor.meeting(own, state=MeetingState.INVITED),
        "other_meeting": rakor.meeting(next_door, state=MeetingState.INVITED),
        "kpu_point": rakor.point(election, kpu, forum=desk),
        "own_point": rakor.point(election, camat, forum=own),
        "camat_city_point": rakor.point(election, camat, "Se-kota", region=regions["16.72"], forum=desk),
        "other_point": rakor.point(election, other, forum=next_door),
        "obstacle": rakor.obstacle(election, region=regions["16.72.03"], owner=kpu),
    }


def names(world: dict[str, object], rows: object) -> set[str]:
    keys = {(type(thing), thing.pk): key for key, thing in world.items()}  # type: ignore[attr-defined]
    return {keys[type(row), row.pk] for row in rows}  # type: ignore[attr-defined]


FORUMS, MEETINGS = {"desk", "own", "next_door"}, {"city_meeting", "planned", "own_meeting", "other_meeting"}
POINTS = {"kpu_point", "own_point", "camat_city_point", "other_point"}


@pytest.mark.parametrize(
    ("actor", "forums", "meetings", "points", "obstacles"),
    [
        (people.secretariat, FORUMS, MEETINGS, POINTS, {"obstacle"}),
        (people.leader, FORUMS, MEETINGS, POINTS, {"obstacle"}),
        (people.auditor, FORUMS, MEETINGS, POINTS, {"obstacle"}),
        (people.officer, {"desk"}, {"city_meeting"}, {"kpu_point"}, {"obstacle"}),
        (people.colleague, set(), set(), set(), set()),
        (people.camat, {"desk", "own"}, {"city_meeting", "own_meeting"}, {"own_point", "camat_city_point"}, set()),
        (people.lurah, set(), set(), set(), set()),
        (people.field, set(), set(), set(), set()),
        (people.outsider, set(), set(), set(), set()),
        (people.stranger, set(), set(), set(), set()),
    ],
    ids=lambda value: value.name if isinstance(value, Actor) else "",
)
def test_each_sees_own_regions_and_the_tables_at_which_they_sit(
    world: dict[str, object],
    actor: Actor,
    forums: set[str],
    meetings: set[str],
    points: set[str],
    obstacles: set[str],
) -> None:
    assert names(world, visible_forums(actor)) == forums
    assert names(world, visible_meetings(actor)) == meetings
    assert names(world, visible_points(actor)) == points
    assert names(world, visible_obstacles(actor)) == obstacles


def test_what_one_may_only_see_cannot_be_changed(world: dict[str, object]) -> None:
    meeting, point = world["city_meeting"], world["kpu_point"]
    assert access_meeting(people.camat, meeting.pk) == meeting  # type: ignore[attr-defined]
    with pytest.raises(Refused):
        access_meeting(people.camat, meeting.pk, Verb.MINUTES_WRITE)  # type: ignore[attr-defined]
    with pytest.raises(Refused):
        access_point(people.officer, point.pk, Verb.POINT_CHANGE)  # type: ignore[attr-defined]
    assert access_point(people.officer, point.pk, Verb.POINT_REPORT) == point  # type: ignore[attr-defined]
    with pytest.raises(Refused):
        access_point(people.leader, point.pk, Verb.POINT_REPORT)  # type: ignore[attr-defined]


@pytest.mark.parametrize("state", MeetingState.values)
def test_minutes_are_read_by_all_who_see_the_meeting_once_they_are_finished(
    world: dict[str, object], state: str
) -> None:
    meeting = world["city_meeting"]
    meeting.state = state  # type: ignore[attr-defined]
    finished = state in {"minuted", "signed"}
    for actor, always in (
        (people.secretariat, True), (people.leader, True), (people.officer, False), (people.camat, False),
        (people.auditor, False),
    ):  # fmt: skip
        assert reads_minutes(actor, meeting) is (always or finished), (actor.name, state)  # type: ignore[arg-type]


def test_an_agency_of_the_forum_attends(world: dict[str, object]) -> None:
    assert attends(people.officer, world["desk"])  # type: ignore[arg-type]
    assert not attends(people.colleague, world["desk"])  # type: ignore[arg-type]
