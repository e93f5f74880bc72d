"""Action points and obstacles of the sample desk; every person and paper is a *contoh*."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from functools import partial

from siaga.demo.rakor.meetings import forum_of, meeting_of
from siaga.demo.rakor.promises import HINDRANCES, PROMISES, Hindrance, Promise, Turn
from siaga.demo.reports import photos, plan
from siaga.demo.reports.reporters import camat_of
from siaga.demo.reports.story import Act, agency, election, moment, who
from siaga.rakor.actions.obstacles import close_obstacle, note_obstacle, set_strategy
from siaga.rakor.actions.points import change_point, drop_point, hand_over_point, make_point, return_point, verify_point
from siaga.rakor.models import ActionPoint, Obstacle
from siaga.rakor.pointing.evidence import report_with_evidence
from siaga.rakor.pointing.rounds import close_points_by_data, escalate_points
from siaga.readiness.arithmetic import FULL
from siaga.reporting.models import Submission
from siaga.wilayah.models import Region

_LAT, _LON = -4.02, 103.23
_BEGAN = {
    "coffee-1": (4, 9, 10),
    "logistik": (15, 13, 5),
    "desk-2": (23, 9, 5),
    "kec-16.72.01": (16, 9, 5),
    "kec-16.72.02": (16, 13, 5),
    "kec-16.72.03": (17, 9, 5),
    "kec-16.72.04": (17, 13, 5),
    "kec-16.72.05": (18, 9, 5),
}
"""When the meetings began, as ``meetings`` tells it."""
FIRST_ROUND, LAST_ROUND = 5, 30


def acts() -> Iterator[tuple[datetime, Act]]:
    """What happened, and when; each morning the clock looks at what is overdue and at what the data say."""
    for place, hindrance in enumerate(HINDRANCES):
        noted = _noted(hindrance, place)
        yield noted, partial(note, hindrance)
        if hindrance.strategy:
            yield noted + timedelta(minutes=15), partial(answer, hindrance)
        if hindrance.closed:
            yield _on(hindrance.closed[0], 15), partial(close, hindrance)
    for place, promise in enumerate(PROMISES):
        yield _made(promise, place), partial(make, promise)
        for turn in promise.turns:
            yield _on(turn.day, turn.hour, 2 + place), partial(go_on, promise, turn)
    for day in range(FIRST_ROUND, LAST_ROUND + 1):
        yield _on(day, 7), close_points_by_data
        yield _on(day, 7, 1), escalate_points


def _on(day: int, hour: int, minute: int = 0) -> datetime:
    return moment(date(2024, 10, day), hour) + timedelta(minutes=minute)


def _in_room(key: str, minutes: int) -> datetime:
    day, hour, minute = _BEGAN[key]
    return _on(day, hour, minute) + timedelta(minutes=minutes)


def _noted(hindrance: Hindrance, place: int) -> datetime:
    return _in_room(hindrance.meeting, 30 + place) if hindrance.meeting else _on(hindrance.day, 13, place)


def _made(promise: Promise, place: int) -> datetime:
    return _in_room(promise.meeting, 75 + place) if promise.meeting else _on(promise.made, 10, place)


def _keeper(meeting: str) -> str:
    """Who writes at a meeting, or for a forum: the secretariat, in a sub-district its camat."""
    district = meeting.removeprefix("kec-")
    return camat_of(district) if district.startswith("16.72.") else "sekretariat"


def _speaker(owner: str) -> str:
    """Who reports for an agency: its own account, the camat for the own office, the secretariat for all others."""
    key, _at, region = owner.partition("@")
    if key == "kecamatan":
        return camat_of(region)
    return key if owner in {"kpu@16.72", "bawaslu@16.72"} else "sekretariat"


def _region(code: str) -> Region:
    return Region.objects.select_related("parent").get(code=code)


def _titled(title: str) -> str:
    return f"{title} (contoh)"


def _due(due: tuple[int, int]) -> date:
    month, day = due
    return date(2024, month, day)


def point_of(promise: Promise) -> ActionPoint:
    return ActionPoint.objects.get(election=election(), title=_titled(promise.title))


def obstacle_of(key: str) -> Obstacle:
    title = next(one.title for one in HINDRANCES if one.key == key)
    return Obstacle.objects.get(election=election(), title=_titled(title))


def make(promise: Promise, now: datetime) -> None:
    closes = promise.closes
    # Who owes a point does not choose the figure that verifies it.
    maker = "sekretariat" if closes else _keeper(promise.meeting or promise.forum)
    make_point(
        actor=who(maker, now),
        election=election(),
        owner=agency(promise.owner),
        region=_region(promise.region),
        title=_titled(promise.title),
        due=_due(promise.due),
        meeting=meeting_of(promise.meeting) if promise.meeting else None,
        forum=None if promise.meeting else forum_of(promise.forum),
        obstacle=obstacle_of(promise.obstacle) if promise.obstacle else None,
        unit=promise.unit,
        indicator=promise.indicator,
        priority=promise.priority,
        origin="indikator" if promise.indicator and not promise.meeting else "petugas",
        closes_when={
            "scale": "readiness",
            "code": closes[0],
            "indicator": closes[1],
            "at_least": closes[2] * FULL // 100,
        }
        if closes
        else None,
        now=now,
    )


def go_on(promise: Promise, turn: Turn, now: datetime) -> None:
    """One turn in the life of a promise, by whoever takes it."""
    point = point_of(promise)
    desk = who("sekretariat", now)
    text = f"{turn.text} (contoh)" if turn.text else ""
    at = meeting_of(turn.at) if turn.at else None
    match turn.kind:
        case "lapor":
            files = [(f"bukti-{promise.key}.jpg", [_photo(promise, now)])] if turn.photo else []
            speaker = "sekretariat" if at else _speaker(promise.owner)
            report_with_evidence(
                actor=who(speaker, now), point=point, files=files, text=text, state=turn.state, meeting=at,
                blocked_why=turn.why, blocked_by=turn.by, now=now,
            )  # fmt: skip
        case "verifikasi":
            verify_point(actor=desk, point=point, text=text, now=now)
        case "kembali":
            return_point(actor=desk, point=point, reason=text, now=now)
        case "henti":
            drop_point(actor=desk, point=point, reason=text, meeting=at, now=now)
        case "alih":
            hand_over_point(actor=desk, point=point, forum=forum_of("desk"), reason=text, now=now)
        case "ubah":
            assert turn.due is not None
            change_point(actor=desk, point=point, changes={"due": _due(turn.due)}, reason=text, now=now)
        case other:
            raise ValueError(other)


def _photo(promise: Promise, now: datetime) -> bytes:
    return photos.drawn(promise.key, promise.title[:40], now, _LAT, _LON)


def note(hindrance: Hindrance, now: datetime) -> None:
    told = _returned_report() if hindrance.from_report else None
    note_obstacle(
        actor=who(_keeper(hindrance.meeting), now),
        election=election(),
        region=_region(told.unit_region_code if told else hindrance.region),
        unit=told.unit_code if told else "",
        kind=hindrance.kind,
        title=_titled(hindrance.title),
        detail=f"{hindrance.detail} (contoh)" if hindrance.detail else "",
        meeting=meeting_of(hindrance.meeting) if hindrance.meeting else None,
        submission=told,
        stated_by=agency(hindrance.stated_by) if hindrance.stated_by else None,
        now=now,
    )


def _returned_report() -> Submission:
    """The report that a camat sent back: seals cannot be there without the box."""
    return Submission.objects.get(instance_id=plan.name_of("kesiapan-tps", plan.RETURNED[0], 2))


def answer(hindrance: Hindrance, now: datetime) -> None:
    assert hindrance.due is not None
    set_strategy(
        actor=who("sekretariat", now),
        obstacle=obstacle_of(hindrance.key),
        strategy=f"{hindrance.strategy} (contoh)",
        owner=agency(hindrance.owner),
        due=_due(hindrance.due),
        now=now,
    )


def close(hindrance: Hindrance, now: datetime) -> None:
    assert hindrance.closed is not None
    close_obstacle(
        actor=who("sekretariat", now),
        obstacle=obstacle_of(hindrance.key),
        reason=f"{hindrance.closed[1]} (contoh)",
        now=now,
    )
