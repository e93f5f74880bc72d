"""Forums: who may found one, what may stand above it, and what keeps it from being closed or removed."""

from __future__ import annotations

import pytest

from siaga.access import Refused
from siaga.elections.actions.elections import close_election, remove_election
from siaga.elections.errors import ElectionClosed
from siaga.rakor.actions import forums, meetings
from siaga.rakor.errors import ElectionHasForums, ForumClosed, ForumNameTaken, ForumStillBusy, NotSaid, WrongUpper
from siaga.rakor.models import Forum
from tests import people
from tests.factories import NOW, rakor
from tests.rakor.tables import Table

pytestmark = pytest.mark.django_db
ACT = {"actor": people.secretariat, "now": NOW}


@pytest.fixture
def table() -> Table:
    return Table()


def changed(table: Table, forum: Forum, **fields: object) -> Forum:
    kept = {
        "kind": forum.kind, "name": forum.name, "upper": forum.upper, "host": forum.host, "chair": forum.chair,
        "secretary": forum.secretary, "venue": forum.venue, "rhythm_days": forum.rhythm_days,
    }  # fmt: skip
    return forums.change_forum(**ACT, forum=forum, **(kept | fields))


@pytest.mark.parametrize("actor", [people.leader, people.officer, people.camat, people.auditor, people.outsider])
def test_only_those_who_plan_here_found_a_forum_of_the_city(table: Table, actor: object) -> None:
    with pytest.raises(Refused):
        forums.found_forum(
            actor=actor, election=table.election, region=table.city, kind="lain", name="Forum lain", now=NOW
        )


def test_the_camat_founds_the_forum_of_the_own_kecamatan(table: Table) -> None:
    forum = forums.found_forum(
        actor=people.camat, election=table.election, region=table.tree[people.KECAMATAN], kind="kecamatan",
        name="  Rakor   Utara ", upper=table.desk, now=NOW,
    )  # fmt: skip
    assert (forum.name, forum.upper) == ("Rakor Utara", table.desk)


def test_two_forums_of_a_place_have_two_names(table: Table) -> None:
    with pytest.raises(ForumNameTaken):
        forums.found_forum(**ACT, election=table.election, region=table.city, kind="desk", name="Rakor Desk Contoh")
    other = forums.found_forum(**ACT, election=table.election, region=table.city, kind="lain", name="Lain")
    with pytest.raises(ForumNameTaken):
        changed(table, other, name="Rakor Desk Contoh")


def test_what_stands_above_is_of_a_region_above(table: Table) -> None:
    lower = table.lower()
    with pytest.raises(WrongUpper, match="tidak mencakup"):
        changed(table, table.desk, upper=lower)
    with pytest.raises(WrongUpper, match="tidak mencakup"):
        changed(table, table.lower("16.72.03", "Dempo"), upper=lower)


def test_forums_of_one_place_never_stand_in_a_ring(table: Table) -> None:
    below = forums.found_forum(
        **ACT, election=table.election, region=table.city, kind="lain", name="Pokja", upper=table.desk
    )
    with pytest.raises(WrongUpper, match="di bawah forum ini"):
        changed(table, table.desk, upper=below)


def test_a_closed_forum_stands_above_none(table: Table) -> None:
    other = forums.found_forum(**ACT, election=table.election, region=table.city, kind="lain", name="Lain")
    forums.close_forum(**ACT, forum=other, reason="Digabung")
    with pytest.raises(WrongUpper, match="sudah ditutup"):
        changed(table, table.desk, upper=other)


def test_members_sit_once_and_in_order(table: Table) -> None:
    camat = table.camats[people.KECAMATAN]
    seats = forums.seat_members(**ACT, forum=table.desk, offices=[table.kpu, camat, camat])
    assert [seat.office for seat in seats] == [camat]
    assert [seat.office for seat in table.desk.members.all()] == [table.kpu, table.police, camat]


def test_an_agency_that_is_no_more_gets_no_seat(table: Table) -> None:
    agency = table.camats[people.KECAMATAN].agency
    agency.closed_on = NOW.date()
    agency.save()
    with pytest.raises(NotSaid, match="tidak aktif"):
        forums.seat_members(**ACT, forum=table.desk, offices=[table.camats[people.KECAMATAN]])


def test_a_forum_with_work_is_not_closed(table: Table) -> None:
    table.lower()
    meeting = table.meet()
    rakor.point(table.election, table.kpu.agency, forum=table.desk)
    with pytest.raises(ForumStillBusy) as refused:
        forums.close_forum(**ACT, forum=table.desk, reason="Selesai")
    assert refused.value.uses == ["1 rapat", "1 tindak lanjut", "1 forum di bawahnya"]
    meetings.cancel_meeting(**ACT, meeting=meeting, reason="Batal")
    with pytest.raises(ForumStillBusy) as refused:
        forums.remove_forum(**ACT, forum=table.desk)
    assert "1 rapat" in refused.value.uses


def test_what_was_handed_over_does_not_hold_a_forum_open(table: Table) -> None:
    other = forums.found_forum(**ACT, election=table.election, region=table.city, kind="lain", name="Lain")
    rakor.point(table.election, table.kpu.agency, forum=table.desk, handed_to=other)
    assert forums.close_forum(**ACT, forum=table.desk, reason="Selesai").closed_at == NOW
    with pytest.raises(ForumStillBusy):
        forums.close_forum(**ACT, forum=other, reason="Selesai")


def test_nothing_is_planned_or_seated_in_a_closed_forum_until_it_is_opened_again(table: Table) -> None:
    closed = forums.close_forum(**ACT, forum=table.desk, reason="Selesai")
    for refused in (
        lambda: table.meet(),
        lambda: forums.seat_members(**ACT, forum=closed, offices=[table.chair]),
        lambda: forums.close_forum(**ACT, forum=closed, reason="Lagi"),
    ):
        with pytest.raises(ForumClosed):
            refused()
    forums.reopen_forum(**ACT, forum=closed, reason="PSU")
    assert table.meet().number == 1


def test_a_closed_election_takes_no_forum_and_no_meeting(table: Table) -> None:
    close_election(actor=people.admin, election=table.election, now=NOW)
    table.election.refresh_from_db()
    with pytest.raises(ElectionClosed):
        forums.found_forum(**ACT, election=table.election, region=table.city, kind="lain", name="Lain")
    with pytest.raises(ElectionClosed):
        table.meet()


def test_an_election_with_forums_is_not_removed_and_one_whose_forums_were_removed_is(table: Table) -> None:
    with pytest.raises(ElectionHasForums, match="1 forum rapat"):
        remove_election(actor=people.admin, election=table.election, now=NOW)
    forums.remove_forum(**ACT, forum=table.desk)
    remove_election(actor=people.admin, election=table.election, now=NOW)
    assert not Forum.objects.exists()
