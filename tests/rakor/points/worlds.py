"""The table at which points are promised: a desk forum of the city, one of each sub-district below it, meetings."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from siaga.access import Actor
from siaga.rakor.actions import points
from siaga.rakor.models import ActionPoint, Meeting, MeetingState
from tests import factories, people
from tests.factories import NOW, rakor
from tests.factories import offices as made

DUE = date(2024, 11, 6)


class Table:
    """Kota Pagar Alam with KPU, Bawaslu and two sub-districts; the desk has met once and is meeting again."""

    def __init__(self, regions: Any = None, election: Any = None) -> None:
        self.regions = regions or factories.tree()
        self.election = election or factories.election(self.regions["16.72"])
        self.kpu = factories.agency("kpu", self.regions["16.72"])
        self.bawaslu = factories.agency("bawaslu", self.regions["16.72"])
        self.camat = factories.agency("kecamatan", self.regions["16.72.01"])
        self.other_camat = factories.agency("kecamatan", self.regions["16.72.03"])
        self.desk = rakor.forum(self.election)
        self.utara = rakor.forum(
            self.election, self.regions["16.72.01"], "Rakor Utara", kind="kecamatan", upper=self.desk
        )
        self.dempo = rakor.forum(
            self.election, self.regions["16.72.03"], "Rakor Dempo", kind="kecamatan", upper=self.desk
        )
        for agency in (self.kpu, self.camat):
            rakor.member(self.desk, made.office(agency, f"Kepala {agency.key}"))
        week = timedelta(days=7)
        self.before = self.meet(self.desk, NOW - week, MeetingState.HELD)
        self.now = self.meet(self.desk, NOW, MeetingState.HELD)
        self.utara_before = self.meet(self.utara, NOW - week, MeetingState.HELD)
        self.utara_now = self.meet(self.utara, NOW, MeetingState.HELD)

    def meet(self, forum: Any, at: datetime, state: str = MeetingState.HELD, **fields: Any) -> Meeting:
        return rakor.meeting(forum, at, state=state, held_at=at, **fields)

    def point(self, **fields: Any) -> ActionPoint:
        """A promise of KPU at the desk's first meeting, made through the action."""
        given: dict[str, Any] = {
            "actor": people.secretariat, "election": self.election, "owner": self.kpu, "region": self.regions["16.72"],
            "title": "Kirim sisa kotak suara (contoh)", "due": DUE, "meeting": self.before,
            "now": NOW - timedelta(days=7),
        }  # fmt: skip
        return points.make_point(**(given | fields))

    def utara_point(self, **fields: Any) -> ActionPoint:
        """A promise of the sub-district's own office at its own forum."""
        given: dict[str, Any] = {
            "actor": people.camat, "owner": self.camat, "region": self.regions["16.72.01"],
            "meeting": self.utara_before,
        }  # fmt: skip
        return self.point(**(given | fields))

    def done(self, point: ActionPoint | None = None, actor: Actor = people.officer, now: datetime = NOW) -> ActionPoint:
        """The same, called done by its owner."""
        point = point or self.point()
        points.report_on_point(actor=actor, point=point, text="Sudah dikirim", state="done", now=now)
        point.refresh_from_db()
        return point
