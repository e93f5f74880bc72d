"""Ten years of meetings: 5,000 meetings, 100,000 action points beside the sample desk; p95 of the circle's pages.

Server time is that of the whole WSGI application, in one process, warm, on the SQLite file of a temporary home. Drawing
up an agenda is timed through its page as well: it reads the picture now and at the last meeting.
"""

from __future__ import annotations

import importlib
import os
import random
import statistics
import sys
import time
import uuid
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from bench.pages import Visitor, p95, prepare

MEETINGS = 5_000
POINTS = 100_000
OPEN_SHARE = 0.01
"""Of the points, those not settled yet: about a thousand at any time."""
UPDATES = 2
ROUNDS = 30
SEED = 1672
BATCH = 2_000


def world() -> dict[str, int]:
    """Meetings of all forums over ten years back, with points that came back twice and were settled, and some open."""
    from siaga import clock
    from siaga.desk.models import Agency
    from siaga.rakor.models import ActionPoint, AgendaItem, Forum, Meeting, PointUpdate

    chance = random.Random(SEED)
    now = clock.now()
    forums = list(Forum.objects.filter(election__slug="pilkada-2024").select_related("region"))
    agencies = list(Agency.objects.filter(region__code__startswith="16.72", closed_on=None).select_related("region"))
    first = Meeting.objects.order_by("starts_at").values_list("starts_at", flat=True)[0]
    numbers = {forum.pk: 1000 for forum in forums}

    def meeting(position: int) -> Meeting:
        forum = forums[position % len(forums)]
        numbers[forum.pk] += 1
        at = first - timedelta(days=1) - timedelta(days=3650 * position / MEETINGS)
        return Meeting(
            forum=forum, number=numbers[forum.pk], title="Rapat contoh", starts_at=at, venue="Ruang contoh",
            state="signed", uid=uuid.UUID(int=chance.getrandbits(128)), held_at=at, signed_at=at, changed_at=at,
            minutes_digest="0" * 64,
        )  # fmt: skip

    meetings = Meeting.objects.bulk_create([meeting(n) for n in range(MEETINGS)], BATCH)
    made: list[ActionPoint] = []
    for number in range(POINTS):
        at = meetings[number % MEETINGS]
        state, due = _state(chance, at.starts_at, now)
        owner = chance.choice(agencies)
        made.append(
            ActionPoint(
                election_id=at.forum.election_id,
                forum=at.forum,
                meeting=at,
                region=at.forum.region,
                owner=owner,
                title=f"Tindak lanjut contoh {number}",
                due=due,
                origin="rapat",
                state=state,
                state_at=at.starts_at,
                created_at=at.starts_at,
                blocked_why="Contoh" if state == "blocked" else "",
            )
        )
    points = ActionPoint.objects.bulk_create(made, BATCH)
    PointUpdate.objects.bulk_create(
        (
            PointUpdate(
                point=point, kind="laporan", at=point.created_at + timedelta(days=7 * turn), by="Contoh", text="x"
            )
            for point in points
            for turn in range(1, UPDATES + 1)
        ),
        BATCH,
    )
    AgendaItem.objects.bulk_create(
        (
            AgendaItem(
                meeting=point.meeting,
                position=2 + place % 20,
                kind="tindak-lanjut",
                key=f"point:{point.pk}",
                title=point.title,
                point=point,
                notes="Contoh",
            )
            for place, point in enumerate(points)
        ),
        BATCH,
    )
    settle_statistics()
    return {"meetings": Meeting.objects.count(), "points": ActionPoint.objects.count()}


def _state(chance: random.Random, at: datetime, now: datetime) -> tuple[str, Any]:
    if chance.random() < OPEN_SHARE:
        due = (now + timedelta(days=chance.randint(-20, 20))).date()
        return chance.choice(["open", "in_progress", "blocked", "done"]), due
    return "verified", (at + timedelta(days=7)).date()


def settle_statistics() -> None:
    """What a database does by itself in the course of ten years."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def pages() -> list[tuple[str, str, str, float]]:
    """Name, address, whose, and target in ms."""
    from siaga.rakor.models import Forum, Meeting

    desk = Forum.objects.filter(region__code="16.72").order_by("pk")[0]
    coming = Meeting.objects.filter(forum=desk).order_by("-starts_at")[0]
    return [
        ("Agenda", f"/rakor/{coming.pk}/agenda/", "sekretariat", 200.0),
        ("Notula", f"/rakor/{coming.pk}/notula/", "sekretariat", 200.0),
        ("Pekerjaan saya: KPU", "/tindak-lanjut/saya/", "kpu", 150.0),
        ("Papan: sekretariat", "/tindak-lanjut/papan/", "sekretariat", 150.0),
        ("Daftar tindak lanjut", "/tindak-lanjut/", "sekretariat", 150.0),
        ("Angka tindak lanjut", "/tindak-lanjut/angka/", "sekretariat", 150.0),
        ("Daftar rapat", "/rakor/", "sekretariat", 150.0),
        ("Satu rapat", f"/rakor/{coming.pk}/", "sekretariat", 150.0),
        ("Forum", f"/rakor/forum/{desk.pk}/", "sekretariat", 150.0),
        ("Halaman awal", "/", "sekretariat", 150.0),
    ]


def timed(work: Callable[[], object], rounds: int) -> tuple[list[float], list[float]]:
    """Wall and processor milliseconds of each round."""
    times, busy = [], []
    for _ in range(rounds):
        began, worked = time.perf_counter(), time.process_time()
        work()
        times.append((time.perf_counter() - began) * 1000)
        busy.append((time.process_time() - worked) * 1000)
    return times, busy


def draws_up() -> Callable[[], object]:
    from siaga import clock
    from siaga.desk.models import Account
    from siaga.desk.queries.actors import actor_of
    from siaga.rakor.actions.agenda import draw_up_agenda
    from siaga.rakor.models import Meeting

    actor = actor_of(Account.objects.get(username="sekretariat"), clock.now())
    meeting = (
        Meeting.objects.filter(forum__region__code="16.72", state__in=["planned", "invited"])
        .select_related("forum__region", "forum__election__region")
        .order_by("starts_at")[0]
    )
    return lambda: draw_up_agenda(actor=actor, meeting=meeting, now=clock.now())


def main() -> int:
    prepare()
    importlib.import_module("siaga.wsgi")
    began = time.perf_counter()
    counts = world()
    print(
        f"{counts['meetings']} meetings, {counts['points']} action points ({time.perf_counter() - began:.0f} s to make)"
    )
    if os.getloadavg()[0] > (os.cpu_count() or 1):
        print("This machine is busy with other work: see the processor time beside the wall clock.")
    print(f"{'page':24} {'p50 ms':>8} {'p95 ms':>8} {'p95 cpu':>8} {'target':>8}")
    missed = 0
    for name, path, username, target in pages():
        visitor = Visitor(username)
        status, _body = visitor.get(path)
        if status != 200:
            print(f"{name:24} {path} answers {status}")
            missed += 1
            continue
        missed += _told(name, *timed(lambda v=visitor, p=path: v.get(p), ROUNDS), target)  # type: ignore[misc]
    missed += _told("Agenda drawn up", *timed(draws_up(), ROUNDS), 200.0)
    return 1 if missed else 0


def _told(name: str, times: list[float], busy: list[float], target: float) -> bool:
    late = p95(times) >= target
    print(
        f"{name:24} {statistics.median(times):8.1f} {p95(times):8.1f} {p95(busy):8.1f} {target:8.0f}",
        "SLOW" if late else "ok",
    )
    return late


if __name__ == "__main__":
    sys.exit(main())
