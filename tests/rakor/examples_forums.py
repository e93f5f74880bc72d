"""One runnable example of each action on forums, meetings and rounds."""

from __future__ import annotations

import uuid
from datetime import date, timedelta

from siaga.rakor.actions import forums, meetings, rounds
from tests import people
from tests.examples import example
from tests.factories import NOW
from tests.rakor.tables import NEXT_WEEK, Table

ACT = {"actor": people.secretariat, "now": NOW}


@example("forum.found")
def found_forum() -> None:
    Table()


@example("forum.seat")
def seat_members() -> None:
    table = Table()
    forums.seat_members(**ACT, forum=table.desk, offices=[table.camats[people.KECAMATAN]])


@example("forum.unseat")
def unseat_member() -> None:
    forums.unseat_member(**ACT, member=Table().desk.members.first())


@example("forum.change")
def change_forum() -> None:
    table = Table()
    forums.change_forum(
        **ACT, forum=table.desk, kind="desk", name="Rakor Desk Pilkada", upper=None, host=table.kpu.agency,
        chair=table.kpu, secretary=None, venue="Aula", rhythm_days=7,
    )  # fmt: skip


@example("forum.close")
def close_forum() -> None:
    forums.close_forum(**ACT, forum=Table().desk, reason="Pilkada selesai")


@example("forum.reopen")
def reopen_forum() -> None:
    forum = forums.close_forum(**ACT, forum=Table().desk, reason="Pilkada selesai")
    forums.reopen_forum(**ACT, forum=forum, reason="Ada pemungutan suara ulang")


@example("forum.remove")
def remove_forum() -> None:
    forums.remove_forum(**ACT, forum=Table().desk)


@example("rakor.plan")
def plan_meeting() -> None:
    Table().meet()


@example("rakor.change")
def change_meeting() -> None:
    meetings.change_meeting(**ACT, meeting=Table().invited(), venue="Aula", starts_at=NEXT_WEEK + timedelta(hours=1))


@example("rakor.add_participants")
def add_participants() -> None:
    table = Table()
    meetings.add_participants(
        **ACT, meeting=table.meet(), offices=[table.camats[people.KECAMATAN]], labels=["Tokoh masyarakat (contoh)"]
    )


@example("rakor.remove_participant")
def remove_participant() -> None:
    meetings.remove_participant(**ACT, participant=Table().invited().participants.last())


@example("rakor.invite")
def mark_invited() -> None:
    Table().invited()


@example("rakor.set_letter")
def set_letter() -> None:
    meetings.set_letter(
        **ACT, meeting=Table().meet(), number="contoh/005/2024", date=date(2024, 10, 30), nature="Penting",
        copies=["Wali Kota Pagar Alam"],
    )  # fmt: skip


@example("rakor.open")
def open_meeting() -> None:
    meetings.open_meeting(**ACT, meeting=Table().invited())


@example("rakor.cancel")
def cancel_meeting() -> None:
    meetings.cancel_meeting(**ACT, meeting=Table().invited(), reason="Ruangan dipakai")


@example("rakor.plan_round")
def plan_round() -> None:
    table = Table()
    sittings = [
        rounds.Sitting(
            region=table.tree[code], starts_at=NEXT_WEEK + timedelta(days=day), uid=uuid.uuid4(), venue="Kantor camat",
            ends_at=NEXT_WEEK + timedelta(days=day, hours=2),
        )
        for day, code in enumerate(table.camats)
    ]  # fmt: skip
    rounds.plan_round(**ACT, upper=table.desk, title="Kesiapan kecamatan", sittings=sittings, attending=[table.kpu])
