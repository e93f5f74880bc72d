"""A small world of forums: the desk of the city with KPU and police in it, and agencies of two sub-districts."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta

from siaga.desk.models import Office
from siaga.elections.models import Election
from siaga.rakor.actions import forums, meetings
from siaga.rakor.models import Forum, Meeting
from siaga.wilayah.models import Region
from tests import people
from tests.factories import NOW, agency, election, tree
from tests.factories import offices as made

NEXT_WEEK = NOW + timedelta(days=7)


class Table:
    """What most tests of forums and meetings need; everything through the real actions of the secretariat."""

    def __init__(self) -> None:
        self.tree: dict[str, Region] = tree()
        self.city = self.tree[people.CITY]
        self.election: Election = election(self.city)
        self.chair = self.office("sekda", people.CITY, "Sekretaris Daerah")
        self.secretary = self.office("kesbangpol", people.CITY, "Kepala Kesbangpol")
        self.kpu = self.office("kpu", people.CITY, "Ketua KPU")
        self.police = self.office("polres", people.CITY, "Kapolres")
        self.camats: dict[str, Office] = {}
        for code in ("16.72.01", "16.72.03"):
            camat = self.office("kecamatan", code, "Camat")
            made.office(camat.agency, "Sekretaris Camat", 2)
            self.camats[code] = camat
            self.office("ppk", code, "Ketua PPK")
            self.office("polsek", code, "Kapolsek")
        self.desk: Forum = forums.found_forum(
            actor=people.secretariat, election=self.election, region=self.city, kind="desk", name="Rakor Desk Contoh",
            chair=self.chair, secretary=self.secretary, venue="Ruang Rapat Contoh", now=NOW,
        )  # fmt: skip
        forums.seat_members(actor=people.secretariat, forum=self.desk, offices=[self.kpu, self.police], now=NOW)

    def office(self, key: str, code: str, title: str) -> Office:
        return made.office(agency(key, self.tree[code]), title)

    def lower(self, code: str = people.KECAMATAN, name: str = "Rakor Kecamatan Contoh") -> Forum:
        return forums.found_forum(
            actor=people.secretariat, election=self.election, region=self.tree[code], kind="kecamatan", name=name,
            upper=self.desk, chair=self.camats[code], now=NOW,
        )  # fmt: skip

    def meet(self, forum: Forum | None = None, starts_at: datetime = NEXT_WEEK, **terms: object) -> Meeting:
        fields: dict[str, object] = {
            "title": "Kesiapan logistik (contoh)", "venue": "Ruang Rapat Contoh", "uid": uuid.uuid4(),
            "ends_at": starts_at + timedelta(hours=2),
        }  # fmt: skip
        return meetings.plan_meeting(
            actor=people.secretariat, forum=forum or self.desk, starts_at=starts_at, now=NOW, **(fields | terms)
        )

    def invited(self, **terms: object) -> Meeting:
        meeting = self.meet(**terms)
        return meetings.mark_invited(
            actor=people.secretariat,
            meeting=meeting,
            participants=list(meeting.participants.all()),
            told="surel",
            now=NOW,
        )
