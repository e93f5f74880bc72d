"""The sample reports as acts of the story: duties, reports with their photos, review, claims, snapshot, opening."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta
from functools import partial

from siaga.access import Actor
from siaga.demo import sample
from siaga.demo.reports import photos, plan
from siaga.demo.reports.answers import chance_of
from siaga.demo.reports.plan import DEADLINES, ZONE, Planned
from siaga.demo.reports.reporters import camat_of
from siaga.desk.models import Account, Agency
from siaga.desk.queries.actors import actor_of
from siaga.elections.models import Election
from siaga.reporting.actions.review import accept_many, check_many, return_report
from siaga.reporting.actions.submissions import Report, submit_report
from siaga.reporting.attachments.taking import take_file
from siaga.reporting.expected import ensure_expected
from siaga.reporting.models import State, Submission
from siaga.wilayah.models import Region

Act = Callable[[datetime], object]
_cast: dict[str, Actor] = {}
SLUG = "pilkada-2024"
CHECKED = {"16.72.01": 0.8, "16.72.02": 0.75, "16.72.03": 0.9, "16.72.04": 0.5, "16.72.05": 0.0}
"""Share of the reports that each camat checks; Dempo Tengah's has not begun."""
ACCEPTED = 0.55
"""Share of the checked reports that the desk then accepts."""


def moment(day: date, hour: int, minute: int = 0) -> datetime:
    return datetime.combine(day, time(hour, minute), ZONE)


def acts() -> Iterator[tuple[datetime, Act]]:
    """Everything about reports, in no particular order; a new telling begins with a new cast."""
    _cast.clear()
    yield moment(date(2024, 10, 1), 15), ensure_expected
    for day in DEADLINES:
        yield moment(day, 5), ensure_expected
    for planned in plan.reports():
        yield planned.received_at, partial(send, planned)
    for came, repeat in plan.altered():
        yield came, partial(send, repeat)
    for week, deadline in enumerate(DEADLINES):
        for district in CHECKED:
            yield moment(deadline + timedelta(days=1), 10, int(district[-1])), partial(check, district, week)
        day = min(deadline + timedelta(days=3), date(2024, 10, 29))
        yield moment(day, 15), partial(accept, week)
    for place, code in enumerate(plan.RETURNED):
        yield moment(date(2024, 10, 22), 9, 10 + place), partial(send_back, code)


def who(username: str, now: datetime) -> Actor:
    """A sample account as the one who acts; looked up once in a story, since roles do not change in it."""
    if username not in _cast:
        _cast[username] = actor_of(Account.objects.get(username=username), now)
    return _cast[username]


def election() -> Election:
    return Election.objects.select_related("region").get(slug=SLUG)


def city() -> Region:
    return Region.objects.get(code=sample.CITY)


def agency(code: str) -> Agency:
    key, _, place = code.partition("@")
    return Agency.objects.select_related("region").get(key=key, region__code=place)


def send(planned: Planned, now: datetime) -> None:
    """Let the sender submit the report, and its photo while it is open."""
    actor = who(planned.sender, now)
    report = Report(
        instance_id=planned.instance_id,
        election=SLUG,
        instrument=planned.instrument,
        unit=planned.unit,
        observed_at=planned.observed_at,
        values=planned.values,
        device="contoh",
        nil=planned.nil,
        supersedes=planned.corrects,
    )
    submission = submit_report(actor=actor, report=report, now=now).submission
    if planned.photo:
        code = planned.unit.partition(":")[2]
        station = plan.stations()[code]
        title = f"TPS {station.number:03d} Kelurahan {sample.villages()[station.village]}"
        content = photos.drawn(code, title, planned.observed_at, station.lat, station.lon)
        name = str(planned.values["bukti/foto"])
        take_file(actor=actor, submission=submission, name=name, chunks=[content], now=now)


def check(district: str, week: int, now: datetime) -> None:
    """A camat looks through what came in of the own kecamatan."""
    waiting = Submission.objects.filter(
        election__slug=SLUG,
        district_code=district,
        state=State.SENT,
        instrument__name__in=("kesiapan-tps", "kesiapan-desa"),
    ).exclude(unit_code__in=plan.RETURNED if week == 2 else ())
    chosen = [
        pk
        for pk, number in waiting.values_list("pk", "instance_id")
        if chance_of("cek", number).random() < CHECKED[district]
    ]
    for start in range(0, len(chosen), 500):
        check_many(actor=who(camat_of(district), now), ids=chosen[start : start + 500], now=now)


def accept(week: int, now: datetime) -> None:
    """The desk takes a part of what was checked, and of what the camat themselves reported."""
    checked = Submission.objects.filter(election__slug=SLUG, state=State.CHECKED)
    own = Submission.objects.filter(election__slug=SLUG, state=State.SENT, sender_role="kecamatan")
    chosen = [
        pk
        for pk, number in [*checked.values_list("pk", "instance_id"), *own.values_list("pk", "instance_id")]
        if chance_of("terima", number, week).random() < ACCEPTED
    ]
    for start in range(0, len(chosen), 500):
        accept_many(actor=who("sekretariat", now), ids=chosen[start : start + 500], now=now)


def send_back(code: str, now: datetime) -> None:
    """A camat sends a report back: the seals cannot be there without the box."""
    submission = Submission.objects.get(instance_id=plan.name_of("kesiapan-tps", code, 2))
    return_report(
        actor=who(camat_of(code[:8]), now),
        submission=submission,
        reason="Kotak suara belum ada, tetapi segel disebut lengkap. Mohon diperiksa lagi (contoh).",
        now=now,
    )
