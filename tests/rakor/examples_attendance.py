"""One runnable example of each action on attendance and calendar feeds."""

from __future__ import annotations

from siaga.access import Actor, Grant, Role
from siaga.rakor.actions import attendance, feeds
from siaga.rakor.models import Attendance, MeetingState
from tests import factories, people
from tests.examples import example
from tests.factories import NOW
from tests.rakor.halls import Hall

ACT = {"actor": people.secretariat, "now": NOW}


def _ticked() -> Attendance:
    hall = Hall()
    return attendance.tick(meeting=hall.meeting, participant=hall.seat, **ACT)


@example("attendance.sign_in")
def sign_in() -> None:
    hall = Hall()
    attendance.sign_in(
        actor=attendance.door_actor(), meeting=hall.meeting, ticket=hall.ticket(), participant=hall.seat,
        name="Contoh Ratna", now=NOW,
    )  # fmt: skip


@example("attendance.tick")
def tick() -> None:
    _ticked()


@example("attendance.strike")
def strike() -> None:
    attendance.strike_attendance(attendance=_ticked(), reason="Keliru menandai (contoh)", **ACT)


@example("attendance.close")
def close() -> None:
    attendance.close_attendance(meeting=Hall(state=MeetingState.HELD).meeting, **ACT)


@example("attendance.reopen")
def reopen() -> None:
    attendance.reopen_attendance(meeting=Hall(attendance_closed_at=NOW).meeting, **ACT)


def _follower() -> Actor:
    account = factories.account("contoh-kalender", at=factories.tree()[people.CITY])
    return Actor(account.pk, account.name, (Grant(Role.SECRETARIAT, region=people.CITY),))


@example("feed.create")
def create_feed() -> None:
    feeds.create_feed(actor=_follower(), secret="contoh-rahasia", now=NOW)


@example("feed.revoke")
def revoke_feed() -> None:
    actor = _follower()
    feeds.create_feed(actor=actor, secret="contoh-rahasia", now=NOW)
    feeds.revoke_feed(actor=actor, now=NOW)
