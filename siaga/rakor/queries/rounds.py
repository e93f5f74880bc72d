"""What a round through the sub-districts needs to know: their forums, who would sit there, and who is taken when."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db.models import Q
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from siaga.desk.models import Agency, Office
from siaga.rakor.models import Forum, ForumKind, Meeting, MeetingState, Participant
from siaga.wilayah.models import Level, Region
from siaga.wilayah.zones import zone_of

USUAL_LENGTH = timedelta(hours=2)
"""How long a meeting takes of which nobody has said when it ends."""
_CAMAT, _VILLAGE = "kecamatan", "desa"


@dataclass(frozen=True, slots=True)
class Template:
    """A forum of a sub-district as it is founded: who hosts, leads, writes, and sits."""

    host: Agency | None = None
    chair: Office | None = None
    secretary: Office | None = None
    members: list[Office] = field(default_factory=list)

    @property
    def offices(self) -> list[Office]:
        """Everybody who would be invited, those who lead first, each once."""
        everybody = [office for office in (self.chair, self.secretary, *self.members) if office]
        return list({office.pk: office for office in everybody}.values())


@dataclass(frozen=True, slots=True)
class Taken:
    """An office that sits in a meeting from when to when."""

    office: int
    starts: datetime
    ends: datetime
    meeting: Meeting
    title: str


def districts_below(region: Region) -> list[Region]:
    """The sub-districts of a region (bounded at 300)."""
    below = Q(regency_code=region.code) if region.level == Level.REGENCY else Q(code__startswith=f"{region.code}.")
    own = Q(pk=region.pk)
    return list(
        Region.objects.filter(own | below, level=Level.DISTRICT).select_related("parent").order_by("code")[:300]
    )


def forums_of_round(upper: Forum, regions: Iterable[Region]) -> dict[int, Forum]:
    """The running forum of each sub-district, by region id; the one below ``upper`` wins over another."""
    rows = Forum.objects.filter(
        election=upper.election_id,
        region__in=[region.pk for region in regions],
        kind=ForumKind.DISTRICT,
        closed_at__isnull=True,
    ).select_related("region__parent", "election__region", "chair__agency__region", "secretary__agency__region")
    found: dict[int, Forum] = {}
    for forum in rows.order_by("-pk"):
        known = found.get(forum.region_id)
        if known is None or forum.upper_id == upper.pk or known.upper_id != upper.pk:
            found[forum.region_id] = forum
    return found


def templates_of(regions: Sequence[Region], *, with_villages: bool) -> dict[int, Template]:
    """How a missing forum would be founded, by region id: the camat leads, the first office of each agency sits."""
    by_code = {region.code: region for region in regions}
    place = Q(agency__region__in=[region.pk for region in regions])
    if with_villages:
        place |= Q(agency__region__district_code__in=list(by_code), agency__kind=_VILLAGE)
    offices = Office.objects.filter(place, agency__closed_on__isnull=True).select_related("agency__region__parent")
    seats: dict[str, dict[int, list[Office]]] = {code: {} for code in by_code}
    for office in offices.order_by("agency__region__code", "agency__key", "position", "pk"):
        code = office.agency.region.code[: len("16.72.01")]
        seats[code].setdefault(office.agency_id, []).append(office)
    return {by_code[code].pk: _template(list(agencies.values())) for code, agencies in seats.items()}


def _template(agencies: list[list[Office]]) -> Template:
    own = next((posts for posts in agencies if posts[0].agency.kind == _CAMAT), [])
    others = [posts[0] for posts in agencies if posts is not own]
    return Template(
        host=own[0].agency if own else None,
        chair=own[0] if own else None,
        secretary=own[1] if len(own) > 1 else next(iter(others), None),
        members=[*own[:2], *others],
    )


def ends_of(meeting: Meeting) -> datetime:
    """When it ends; where nobody has said, after the usual length."""
    return meeting.ends_at or meeting.starts_at + USUAL_LENGTH


def taken_between(offices: Collection[int], first: datetime, last: datetime) -> list[Taken]:
    """When these offices sit in meetings that touch the span; what was cancelled counts no more."""
    rows = (
        Participant.objects.filter(
            meeting__starts_at__gte=first - timedelta(days=1), meeting__starts_at__lt=last, office__isnull=False
        )
        .exclude(meeting__state=MeetingState.CANCELLED)
        .select_related("meeting__forum__region__parent", "office__agency")
        .order_by("meeting__starts_at", "meeting", "position")
    )
    wanted = set(offices)
    found = []
    for row in rows:
        if row.office_id in wanted and ends_of(row.meeting) > first:
            meeting = row.meeting
            found.append(Taken(row.office_id or 0, meeting.starts_at, ends_of(meeting), meeting, str(row.office)))
    return found


def clashes_of(meetings: Sequence[Meeting]) -> list[str]:
    """Offices that would sit at two tables at once because of these meetings, each in words; the earliest first."""
    if not meetings:
        return []
    ids = {meeting.pk for meeting in meetings}
    offices = set(Participant.objects.filter(meeting__in=ids, office__isnull=False).values_list("office_id", flat=True))
    first = min(meeting.starts_at for meeting in meetings)
    taken = taken_between([one for one in offices if one], first, max(ends_of(meeting) for meeting in meetings))
    by_office: dict[int, list[Taken]] = {}
    for one in taken:
        by_office.setdefault(one.office, []).append(one)
    found: dict[tuple[int, int], tuple[Taken, Taken, int]] = {}
    for sits in by_office.values():
        for number, early in enumerate(sits):
            for late in sits[number + 1 :]:
                if late.starts < early.ends and {early.meeting.pk, late.meeting.pk} & ids:
                    pair = (early.meeting.pk, late.meeting.pk)
                    known = found.get(pair)
                    found[pair] = (early, late, known[2] + 1 if known else 1)
    return [_words(early, late, count) for early, late, count in found.values()]


def _words(early: Taken, late: Taken, count: int) -> str:
    when = timezone.localtime(late.starts, zone_of(late.meeting.forum.region.code))
    who = early.title if count == 1 else _("%(who)s dan %(more)d lainnya") % {"who": early.title, "more": count - 1}
    return _("%(first)s dan %(second)s pada %(when)s (%(who)s)") % {
        "first": early.meeting,
        "second": late.meeting,
        "when": date_format(when, "j F Y H.i"),
        "who": who,
    }
