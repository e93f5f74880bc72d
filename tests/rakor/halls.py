"""A meeting of the city with its invited, for tests of attendance, calendars and invitations."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from siaga.desk.models import Agency, Office, Person
from siaga.rakor import door
from siaga.rakor.models import Meeting, MeetingState, Participant
from siaga.wilayah.models import Region
from tests import factories, people
from tests.examples import EMAIL, PHONE
from tests.factories import NOW, rakor
from tests.factories import offices as made


class Hall:
    """A meeting that begins at ``at``: Ketua KPU (held by Contoh Ratna), Ketua Bawaslu (vacant), one named in words."""

    def __init__(self, at: datetime = NOW, region: str = people.CITY, **fields: object) -> None:
        self.tree: dict[str, Region] = factories.tree()
        self.region = self.tree[region]
        self.election = factories.election(self.tree[people.CITY])
        self.forum = rakor.forum(self.election, self.region)
        self.meeting: Meeting = rakor.meeting(self.forum, at, **({"state": MeetingState.INVITED} | fields))
        self.kpu: Agency = factories.agency("kpu", self.tree[people.CITY], "KPU Kota Pagar Alam")
        self.bawaslu: Agency = factories.agency("bawaslu", self.tree[people.CITY], "Bawaslu Kota Pagar Alam")
        self.chair: Office = made.office(self.kpu, "Ketua KPU")
        self.vacant: Office = made.office(self.bawaslu, "Ketua Bawaslu")
        self.ratna: Person = made.person("Contoh Ratna", people.CITY, phone=PHONE, email=EMAIL)
        made.term(self.chair, self.ratna, date(2023, 1, 1))
        self.seat: Participant = rakor.participant(self.meeting, self.chair, 1)
        self.empty_seat: Participant = rakor.participant(self.meeting, self.vacant, 2)
        self.worded: Participant = Participant.objects.create(
            meeting=self.meeting, label="Tokoh masyarakat (contoh)", position=3
        )

    def ticket(self, now: datetime = NOW) -> str:
        return door.ticket_text(self.meeting, now)

    def code(self, now: datetime = NOW) -> str:
        return door.code_for(self.meeting, now)


LATER = NOW + timedelta(minutes=5)
