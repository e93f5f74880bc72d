"""The doors of the rakor circle and of documents for ``test_matrix_real.py``."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date

from siaga.access import Actor, Place, Verb
from siaga.briefing.access import access_letterhead, access_report
from siaga.briefing.models import DeskReport, Letterhead
from siaga.desk.models import Agency
from siaga.elections.models import Election
from siaga.rakor.access import access_forum, access_meeting, access_obstacle, access_point, attends
from siaga.rakor.models import Obstacle
from siaga.wilayah.models import Region
from tests.access.doors import found
from tests.factories import NOW, rakor
from tests.factories import offices as made

Attempt = tuple[Place, Callable[[Actor], object]]


def met(
    regions: dict[str, Region], elections: Sequence[Election], agencies: Sequence[Agency]
) -> Iterator[tuple[Verb, Attempt]]:
    """Forums, meetings, action points and obstacles of every place and owner."""
    for code in ("16.72", "16.72.01", "16.72.03", "16.03"):
        forum = rakor.forum(elections[0], regions[code], f"Forum {code}")
        meeting = rakor.meeting(forum)
        obstacle = rakor.obstacle(elections[0], region=regions[code])
        yield Verb.RAKOR_VIEW, (forum.place, lambda actor, f=forum: access_forum(actor, f.pk))
        yield Verb.RAKOR_PLAN, (forum.place, lambda actor, f=forum: access_forum(actor, f.pk, Verb.RAKOR_PLAN))
        for verb in (Verb.MINUTES_WRITE, Verb.MINUTES_SIGN):
            yield verb, (meeting.place, lambda actor, m=meeting, v=verb: access_meeting(actor, m.pk, v))
        yield Verb.OBSTACLE_VIEW, (obstacle.place, lambda actor, o=obstacle: access_obstacle(actor, o.pk))
        yield Verb.OBSTACLE_CHANGE, (Place(code), lambda actor, o=obstacle: access_obstacle(
            actor, o.pk, Verb.OBSTACLE_CHANGE))  # fmt: skip
    for agency in agencies:
        seated = rakor.forum(elections[0], regions["16"], f"Meja {agency.code}")
        rakor.member(seated, made.office(agency, "Wakil"))
        point = rakor.point(elections[0], agency)
        yield Verb.RAKOR_ATTEND, (agency.place, lambda actor, f=seated: found(attends(actor, f)))
        yield Verb.POINT_VIEW, (point.place, lambda actor, p=point: access_point(actor, p.pk))
        yield Verb.POINT_CHANGE, (point.place, lambda actor, p=point: access_point(actor, p.pk, Verb.POINT_CHANGE))
        yield Verb.POINT_REPORT, (agency.place, lambda actor, p=point: access_point(actor, p.pk, Verb.POINT_REPORT))
        owned: Obstacle = rakor.obstacle(elections[0], region=agency.region, owner=agency)
        yield Verb.OBSTACLE_VIEW, (owned.place, lambda actor, o=owned: access_obstacle(actor, o.pk))


def documented(regions: dict[str, Region], elections: Sequence[Election]) -> Iterator[tuple[Verb, Attempt]]:
    """Reports of the desk and letterheads of every place."""
    for code in ("16.72", "16.72.01", "16.03"):
        report = DeskReport.objects.create(
            election=elections[0], region=regions[code], kind="weekly", starts=date(2024, 10, 21),
            ends=date(2024, 10, 27), due_at=NOW,
        )  # fmt: skip
        Letterhead.objects.create(region=regions[code], government="Pemerintah Contoh")
        for verb in (Verb.DOCUMENT_VIEW, Verb.DOCUMENT_CHANGE, Verb.DOCUMENT_APPROVE):
            yield verb, (report.place, lambda actor, r=report, v=verb: access_report(actor, r.pk, v))
        yield Verb.DOCUMENT_VIEW, (Place(code), lambda actor, c=code: access_letterhead(actor, c))
