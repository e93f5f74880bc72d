"""A rakor of Kota Pagar Alam that is being held: its agencies, an agenda, and a promise from the meeting before."""

from __future__ import annotations

from datetime import timedelta

from siaga.rakor.actions import minutes
from siaga.rakor.models import ActionPoint, AgendaItem, Meeting, MeetingState, NoteConflict
from tests import factories, people
from tests.factories import NOW, rakor


class Room:
    """The meeting is the second of its forum; ``carried()`` makes promises of the first."""

    def __init__(self, at: str = people.CITY) -> None:
        self.tree = factories.tree()
        self.election = factories.election(self.tree[people.CITY])
        self.kpu = factories.agency("kpu", self.tree[people.CITY], "KPU Kota Pagar Alam")
        self.camat = factories.agency("kecamatan", self.tree[people.KECAMATAN], "Kecamatan Pagar Alam Utara")
        self.forum = rakor.forum(self.election, self.tree[at])
        self.before = rakor.meeting(
            self.forum, NOW - timedelta(days=7), held_at=NOW - timedelta(days=7), state=MeetingState.MINUTED
        )
        self.meeting: Meeting = rakor.meeting(self.forum, NOW, held_at=NOW, state=MeetingState.HELD)
        self.item: AgendaItem = rakor.item(self.meeting)
        self.next_item: AgendaItem = rakor.item(self.meeting, "Keamanan (contoh)", 2)

    def carried(self, count: int = 2) -> list[ActionPoint]:
        """Promises of the meeting before, that nobody has reported on since."""
        return [
            rakor.point(
                self.election, self.kpu, f"Janji ke-{number} (contoh)", forum=self.forum, meeting=self.before,
                created_at=NOW - timedelta(days=7),
            )
            for number in range(1, count + 1)
        ]  # fmt: skip

    def write(self, text: str, base: int = 0, item: AgendaItem | None = None) -> minutes.Written:
        return minutes.write_notes(actor=people.secretariat, item=item or self.item, text=text, base=base, now=NOW)

    def conflict(self) -> NoteConflict:
        """Two texts that met: the first stands as version 1, the second waits."""
        self.write("Naskah pertama.")
        conflict = self.write("Naskah kedua.").conflict
        assert conflict is not None
        return conflict

    def signed(self) -> Room:
        """The same room with its minutes signed."""
        minutes.finish_minutes(actor=people.secretariat, meeting=self.meeting, now=NOW)
        minutes.sign_minutes(actor=people.secretariat, meeting=self.meeting, now=NOW)
        self.meeting.refresh_from_db()
        return self
