"""Forums, meetings, action points and obstacles, made directly in the database."""

from __future__ import annotations

import uuid
from datetime import date, datetime, timedelta

from siaga.desk.models import Agency, Office
from siaga.elections.models import Election
from siaga.rakor.models import ActionPoint, AgendaItem, Forum, ForumMember, Meeting, Obstacle, Participant
from siaga.wilayah.models import Region
from tests.factories import NOW


def forum(of: Election, at: Region | None = None, name: str = "Rakor Desk Contoh", **fields: object) -> Forum:
    defaults: dict[str, object] = {"kind": "desk", "venue": "Ruang Rapat Contoh"}
    return Forum.objects.create(election=of, region=at or of.region, name=name, **(defaults | fields))


def member(of: Forum, office: Office, position: int = 1) -> ForumMember:
    return ForumMember.objects.create(forum=of, office=office, position=position)


def meeting(of: Forum, starts_at: datetime = NOW, number: int = 0, **fields: object) -> Meeting:
    defaults: dict[str, object] = {
        "title": "Kesiapan pemungutan suara (contoh)",
        "venue": "Ruang Rapat Contoh",
        "uid": uuid.uuid4(),
        "changed_at": starts_at - timedelta(days=7),
    }
    number = number or of.meetings.count() + 1
    return Meeting.objects.create(forum=of, number=number, starts_at=starts_at, **(defaults | fields))


def participant(of: Meeting, office: Office, position: int = 1) -> Participant:
    return Participant.objects.create(meeting=of, office=office, position=position)


def item(of: Meeting, title: str = "Logistik (contoh)", position: int = 1, **fields: object) -> AgendaItem:
    return AgendaItem.objects.create(meeting=of, title=title, position=position, **({"kind": "pokok"} | fields))


def point(
    of: Election,
    owner: Agency,
    title: str = "Kirim sisa kotak suara (contoh)",
    due: date = date(2024, 11, 6),
    **fields: object,
) -> ActionPoint:
    created = fields.pop("created_at", NOW - timedelta(days=3))
    defaults: dict[str, object] = {
        "region": owner.region,
        "origin": "rapat",
        "created_at": created,
        "state_at": created,
    }
    return ActionPoint.objects.create(election=of, owner=owner, title=title, due=due, **(defaults | fields))


def obstacle(of: Election, title: str = "Jalan ke TPS terputus (contoh)", **fields: object) -> Obstacle:
    created = fields.pop("created_at", NOW - timedelta(days=3))
    defaults: dict[str, object] = {
        "region": of.region,
        "kind": "access",
        "source": "rapat",
        "created_at": created,
        "state_at": created,
    }
    return Obstacle.objects.create(election=of, title=title, **(defaults | fields))
