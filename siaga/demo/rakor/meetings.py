"""Forums and their meetings of the sample desk; every person and paper is a *contoh*.

Two forums of the city and one of each sub-district; a round through the sub-districts and three meetings of the city
lie behind, one is invited to for tomorrow, one is planned, one was called off. What was said there is told elsewhere:
``meeting_of`` and ``forum_of`` give the others their hold.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial

from siaga.demo import sample
from siaga.demo.reports.reporters import camat_of
from siaga.demo.reports.story import Act, agency, city, election, moment, who
from siaga.desk.models import Office
from siaga.rakor.actions.forums import found_forum, seat_members
from siaga.rakor.actions.meetings import add_participants, cancel_meeting, mark_invited, open_meeting, plan_meeting
from siaga.rakor.actions.rounds import Sitting, plan_round
from siaga.rakor.models import Forum, ForumKind, Meeting
from siaga.rakor.queries.rounds import templates_of
from siaga.wilayah.models import Region

DESK, COFFEE = "desk", "coffee"
FORUMS = {
    DESK: "Rakor Desk Pilkada Kota Pagar Alam (contoh)",
    COFFEE: "Coffee morning Forkopimda Kota Pagar Alam (contoh)",
}
DISTRICTS = tuple(one.code for one in sample.kecamatan())
"""Their codes are the keys of their forums, and ``kec-16.72.01`` those of their meetings."""

_ROOM = "Ruang Rapat Besemah I Setda (contoh)"
_RESIDENCE = "Rumah Dinas Wali Kota (contoh)"
_DESK_SEATS = (
    "kpu", "bawaslu", "polres", "kodim", "kejaksaan", "satpol_pp", "disdukcapil", "bpbd", "dishub", "kominfo", "dinkes",
    "inspektorat", "pln", "telkom",
)  # fmt: skip
_FORKOPIMDA = ("dprd", "polres", "kodim", "kejaksaan", "pengadilan", "sekda", "kpu", "bawaslu")
_ATTENDING = ("kesbangpol", "kpu", "bawaslu")
"""Offices of the city that come to every meeting of the round."""
_ROUND_TITLE = "Kesiapan kecamatan menghadapi Pilkada 2024 (contoh)"
_ROUND = {
    "16.72.01": (16, 9),
    "16.72.02": (16, 13),
    "16.72.03": (17, 9),
    "16.72.04": (17, 13),
    "16.72.05": (18, 9),
}
"""Day of October and hour of each meeting of the round."""


@dataclass(frozen=True, slots=True)
class Story:
    """What became of one meeting of the city: when it was planned, invited to, opened, or called off."""

    key: str
    forum: str
    title: str
    venue: str
    starts: datetime
    planned: datetime
    invited: datetime | None = None
    opened: datetime | None = None
    cancelled: datetime | None = None
    hours: float = 2.5
    purpose: str = "koordinasi"


def _at(day: int, hour: int, minute: int = 0, month: int = 10) -> datetime:
    return moment(date(2024, month, day), hour, minute)


MEETINGS = (
    Story(
        "coffee-1", COFFEE, "Coffee morning Forkopimda: persiapan Pilkada 2024 (contoh)", _RESIDENCE,
        starts=_at(4, 9), planned=_at(3, 13), invited=_at(3, 14), opened=_at(4, 9, 10), hours=2,
    ),
    Story(
        "logistik", DESK, "Rapat koordinasi kesiapan logistik (contoh)", _ROOM,
        starts=_at(15, 13), planned=_at(8, 9), invited=_at(10, 10), opened=_at(15, 13, 5), purpose="kesiapan",
    ),
    Story(
        "coffee-batal", COFFEE, "Coffee morning: tindak lanjut rapat logistik (contoh)", _RESIDENCE,
        starts=_at(21, 8, 30), planned=_at(14, 9), invited=_at(14, 10), cancelled=_at(18, 15), hours=2,
    ),
    Story(
        "desk-2", DESK, "Rakor Desk: gambaran kesiapan H-35 (contoh)", _ROOM,
        starts=_at(23, 9), planned=_at(16, 9), invited=_at(18, 9), opened=_at(23, 9, 5), purpose="kesiapan",
    ),
    Story(
        "desk-3", DESK, "Rakor Desk: pengecekan akhir menjelang H-27 (contoh)", _ROOM,
        starts=_at(31, 9), planned=_at(25, 9), invited=_at(28, 10), purpose="kesiapan",
    ),
    Story(
        "coffee-2", COFFEE, "Coffee morning Forkopimda: minggu tenang (contoh)", _RESIDENCE,
        starts=_at(8, 9, month=11), planned=_at(29, 9), hours=2,
    ),
)  # fmt: skip


def acts() -> Iterator[tuple[datetime, Act]]:
    """What happened, and when."""
    yield _at(3, 11), found_forums
    yield _at(9, 10), go_round
    for code in _ROUND:
        yield _at(11, 9, int(code[-1])), partial(invite, f"kec-{code}", "sekretariat", "wa")
        yield began_in_round(code), partial(begin, f"kec-{code}", camat_of(code))
    for story in MEETINGS:
        yield story.planned, partial(plan, story)
        if story.invited:
            yield story.invited, partial(invite, story.key, "sekretariat", "wa")
        if story.opened:
            yield story.opened, partial(begin, story.key, "sekretariat")
        if story.cancelled:
            yield story.cancelled, partial(call_off, story)


def began_in_round(code: str) -> datetime:
    """When the meeting of a sub-district was opened."""
    day, hour = _ROUND[code]
    return _at(day, hour, 5)


def forum_of(key: str) -> Forum:
    """A forum by ``desk``, ``coffee``, or the code of its sub-district."""
    rows = Forum.objects.select_related("region__parent", "election__region", "upper__region")
    if key in FORUMS:
        return rows.get(election=election(), name=FORUMS[key])
    return rows.get(election=election(), region__code=key, kind=ForumKind.DISTRICT)


def uid_of(key: str) -> uuid.UUID:
    """The same identity in every telling."""
    return uuid.uuid5(uuid.NAMESPACE_URL, f"https://contoh.invalid/rakor/{key}")


def meeting_of(key: str) -> Meeting:
    """A meeting by its key: those of ``MEETINGS``, and ``kec-16.72.01`` of the round."""
    rows = Meeting.objects.select_related("forum__region__parent", "forum__election__region")
    return rows.get(uid=uid_of(key))


def found_forums(now: datetime) -> None:
    """The two forums of the city, and one of each sub-district below the desk's."""
    desk = _found(DESK, ForumKind.DESK, "sekda@16.72", _DESK_SEATS, _ROOM, now, rhythm=7)
    seat_members(
        actor=who("sekretariat", now), forum=desk, offices=[first(f"kecamatan@{code}") for code in DISTRICTS], now=now
    )
    _found(COFFEE, ForumKind.COFFEE_MORNING, "pemda@16.72", _FORKOPIMDA, _RESIDENCE, now)
    regions = list(Region.objects.filter(code__in=DISTRICTS).select_related("parent").order_by("code"))
    templates = templates_of(regions, with_villages=True)
    for region in regions:
        template = templates[region.pk]
        forum = found_forum(
            actor=who("sekretariat", now),
            election=election(),
            region=region,
            kind=ForumKind.DISTRICT,
            name=f"Rakor {region.title} (contoh)",
            upper=desk,
            host=template.host,
            chair=template.chair,
            secretary=template.secretary,
            venue=f"Aula Kantor Camat {region.name} (contoh)",
            now=now,
        )
        seat_members(actor=who("sekretariat", now), forum=forum, offices=template.members, now=now)


def _found(
    key: str, kind: ForumKind, chair: str, seats: tuple[str, ...], venue: str, now: datetime, rhythm: int | None = None
) -> Forum:
    forum = found_forum(
        actor=who("sekretariat", now),
        election=election(),
        region=city(),
        kind=kind,
        name=FORUMS[key],
        host=agency("kesbangpol@16.72"),
        chair=first(chair),
        secretary=first("kesbangpol@16.72"),
        venue=venue,
        rhythm_days=rhythm,
        now=now,
    )
    offices = [first(chair), first("kesbangpol@16.72"), *(first(f"{seat}@16.72") for seat in seats)]
    seat_members(actor=who("sekretariat", now), forum=forum, offices=offices, now=now)
    return forum


def first(code: str) -> Office:
    """The first office of an agency (``kpu@16.72``)."""
    return Office.objects.filter(agency=agency(code)).select_related("agency__region").order_by("position", "pk")[0]


def go_round(now: datetime) -> None:
    """The round through the sub-districts, planned at once; the desk, KPU and Bawaslu come to every one."""
    regions = {one.code: one for one in Region.objects.filter(code__in=DISTRICTS).select_related("parent")}
    sittings = [
        Sitting(
            region=regions[code],
            starts_at=_at(day, hour),
            ends_at=_at(day, hour) + timedelta(hours=2, minutes=30),
            venue=f"Aula Kantor Camat {regions[code].name} (contoh)",
            uid=uid_of(f"kec-{code}"),
        )
        for code, (day, hour) in _ROUND.items()
    ]
    plan_round(
        actor=who("sekretariat", now),
        upper=forum_of(DESK),
        title=_ROUND_TITLE,
        sittings=sittings,
        attending=[first(f"{key}@16.72") for key in _ATTENDING],
        purpose="kesiapan",
        now=now,
    )


def plan(story: Story, now: datetime) -> None:
    meeting = plan_meeting(
        actor=who("sekretariat", now),
        forum=forum_of(story.forum),
        title=story.title,
        purpose=story.purpose,
        starts_at=story.starts,
        ends_at=story.starts + timedelta(hours=story.hours),
        venue=story.venue,
        uid=uid_of(story.key),
        now=now,
    )
    if story.key == "coffee-1":
        labels = ["Ketua FKUB Kota Pagar Alam (contoh)"]
        add_participants(actor=who("sekretariat", now), meeting=meeting, offices=[], labels=labels, now=now)


def invite(key: str, username: str, told: str, now: datetime) -> None:
    """Tell everybody who is on the list."""
    meeting = meeting_of(key)
    mark_invited(
        actor=who(username, now), meeting=meeting, participants=list(meeting.participants.all()), told=told, now=now
    )


def begin(key: str, username: str, now: datetime) -> None:
    open_meeting(actor=who(username, now), meeting=meeting_of(key), now=now)


def call_off(story: Story, now: datetime) -> None:
    cancel_meeting(
        actor=who("sekretariat", now),
        meeting=meeting_of(story.key),
        reason="Bersamaan dengan kunjungan kerja KPU provinsi; pokoknya dibahas di rakor Desk 23 Oktober (contoh).",
        now=now,
    )
