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
from siaga.rakor.errors import RoundDoesNotFit
from siaga.rakor.models import Forum, ForumKind, ForumMember, Meeting, MeetingState, Participant
from siaga.rakor.proposing import Proposal, Slot, Wanted, propose
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


def who_comes(
    upper: Forum, regions: Sequence[Region], attending: Iterable[Office], *, with_villages: bool
) -> dict[int, set[int]]:
    """The offices that would be invited in each sub-district, by region id: those of its forum, or of the template."""
    known = forums_of_round(upper, regions)
    missing = [region for region in regions if region.pk not in known]
    templates = templates_of(missing, with_villages=with_villages)
    everywhere = {office.pk for office in attending}
    found = {pk: everywhere | {office.pk for office in template.offices} for pk, template in templates.items()}
    for pk, forum in known.items():
        found[pk] = everywhere | {one for one in (forum.chair_id, forum.secretary_id) if one}
    by_forum = {forum.pk: pk for pk, forum in known.items()}
    for forum_id, office in ForumMember.objects.filter(forum__in=by_forum).values_list("forum", "office"):
        found[by_forum[forum_id]].add(office)
    return found


def propose_round(
    upper: Forum,
    regions: Sequence[Region],
    attending: Sequence[Office],
    slots: Sequence[Slot],
    *,
    gap: timedelta,
    with_villages: bool,
) -> Proposal:
    """Dates for a meeting in each sub-district, by its code, beside what is planned already; nothing is written.

    Raises ``RoundDoesNotFit`` with those that found none, and what would help.
    """
    comers = who_comes(upper, regions, attending, with_villages=with_villages)
    wanted = [Wanted(region.code, frozenset(comers[region.pk])) for region in regions]
    taken: list[Taken] = []
    if slots:
        everybody = set().union(*comers.values())
        taken = taken_between(everybody, slots[0].starts - gap, max(slot.ends for slot in slots) + gap)
    proposal = propose(wanted, slots, [(one.office, one.starts, one.ends) for one in taken], gap=gap)
    if proposal.left:
        names = {region.code: region.title for region in regions}
        raise RoundDoesNotFit([names[code] for code in proposal.left], _help(slots, len(regions)))
    return proposal


def _help(slots: Sequence[Slot], wanted: int) -> str:
    if not slots:
        return _("Rentang itu tidak memuat satu pun hari yang dipilih. Ubah tanggal atau harinya.")
    days = len({slot.day for slot in slots})
    return _(
        "Rentang itu memuat %(slots)d waktu pada %(days)d hari untuk %(wanted)d rapat. Panjangkan rentangnya, tambah "
        "jam mulai, perpendek jeda, atau kurangi jabatan yang hadir di semua rapat."
    ) % {"slots": len(slots), "days": days, "wanted": wanted}


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
                    named = found.get(pair, (early, late, 0))
                    found[pair] = (named[0], named[1], named[2] + 1)
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
