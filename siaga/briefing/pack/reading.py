"""A briefing pack from the facts as of one moment: those that the meeting's agenda shows."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from fractions import Fraction

from django.db.models import Count, Max, Q
from django.utils import translation

from siaga.access import Actor
from siaga.briefing.letters import words
from siaga.briefing.pack.content import Choice, Debt, Headline, Owed, Pack, PlaceRow
from siaga.briefing.pack.drawing import drawn_map
from siaga.desk.account_phrases import role_name
from siaga.elections.models import Election
from siaga.instruments.models import UnitKind
from siaga.rakor.access import visible_points
from siaga.rakor.agenda_words import fact_lines
from siaga.rakor.models import UNSETTLED, AgendaItem, ItemKind, Meeting, PointState
from siaga.rakor.queries.agenda import agenda_of
from siaga.rakor.queries.carried import meeting_before
from siaga.readiness.arithmetic import Figure, Scale, Standing
from siaga.readiness.queries import picture
from siaga.readiness.shapes import ChildLine, Moved, Picture
from siaga.readiness.views.classes import STANDING_WORDS, class_of
from siaga.reporting.queries.owed import visible_expected
from siaga.wilayah.access import below
from siaga.wilayah.models import Region

MOST_ROWS, MOST_OWED, MOST_DEBTS, MOST_CHOICES = 30, 12, 10, 10
_TITLES = 2
"""Of overdue points that one agency's line names."""


def read_pack(actor: Actor, election: Election, region: Region, meeting: Meeting | None, now: datetime) -> Pack:
    """The pack of a meeting, or of a region without one. Raises Refused where the picture is closed to the actor."""
    with translation.override("id"):
        return _read(actor, election, region, meeting, now)


def _read(actor: Actor, election: Election, region: Region, meeting: Meeting | None, now: datetime) -> Pack:
    at = meeting.facts_at if meeting and meeting.facts_at else None
    seen = picture(actor, election, region.code, Scale.READINESS, at, now, silent=0)
    moment = at or now
    day = words.local(moment, region.code).date()
    met = words.local(meeting.starts_at, region.code).date() if meeting else day
    before = meeting_before(meeting) if meeting else None
    since = (before.facts_at or before.held_at or before.starts_at) if before else None
    was = picture(actor, election, region.code, Scale.READINESS, since, now, silent=0) if since else None
    earlier = {child.code: child.figure for child in was.children} if was else {}
    owed, owed_total, more_owed = _owed(actor, election, region, moment)
    debts, debts_total, more_debts = _debts(actor, election, region, moment, day)
    choices = list(_choices(meeting)) if meeting else []
    rows = [_row(child, earlier.get(child.code)) for child in seen.children]
    return Pack(
        title=meeting.title if meeting else f"Keadaan {region.title}",
        place=words.desk_region(region),
        election=election.name,
        countdown=_countdown(election, met),
        meeting=f"{meeting.forum.name} ke-{meeting.number}" if meeting else "",
        when=f"{words.moment(meeting.starts_at, region.code)}, {meeting.venue}" if meeting else "",
        as_of=words.moment(moment, region.code),
        as_of_short=words.short_moment(moment, region.code),
        headline=_headline(seen, was, since, region),
        rows=tuple(rows[:MOST_ROWS]),
        falls=tuple(_falls(seen, was)) if was else (),
        owed=owed,
        owed_total=owed_total,
        debts=debts,
        debts_total=debts_total,
        choices=tuple(choices[:MOST_CHOICES]),
        map=drawn_map(actor, region, {child.code: child.figure for child in seen.children}),
        more_rows=max(len(rows) - MOST_ROWS, 0),
        more_owed=more_owed,
        more_debts=more_debts,
        more_choices=max(len(choices) - MOST_CHOICES, 0),
    )


def _countdown(election: Election, day: date) -> str:
    left = (election.voting_day - day).days
    return "Hari H" if left == 0 else f"H-{left}" if left > 0 else f"H+{-left}"


def _moved(before: Figure | None, after: Figure) -> tuple[str, str]:
    """The change in points of percent, and its direction; nothing where either is unknown."""
    change = Moved("", before, after).change
    if change is None:
        return "", ""
    tenths = round(change * 1000)
    if tenths == 0:
        return "tetap", "same"
    text = f"{abs(tenths) // 10},{abs(tenths) % 10}" if abs(tenths) % 10 else str(abs(tenths) // 10)
    return f"{'naik' if tenths > 0 else 'turun'} {text} poin", "up" if tenths > 0 else "down"


def _headline(seen: Picture, was: Picture | None, since: datetime | None, region: Region) -> Headline:
    figure = seen.figure
    change, direction = _moved(was.figure if was else None, figure)
    units = seen.units
    bar = [
        (tone.value, f"{units.by_standing[tone]} TPS {STANDING_WORDS[tone]}", units.by_standing[tone])
        for tone in (Standing.SIAP, Standing.USANG, Standing.SEBAGIAN, Standing.BELUM, Standing.BELUM_LAPOR)
        if units.by_standing.get(tone)
    ]
    whole = sum(count for _tone, _words, count in bar) or 1
    return Headline(
        value=words.share(figure.value),
        coverage=words.share(figure.coverage),
        verified=words.share(figure.verified),
        claimed=words.share(seen.claimed) if seen.claim else "tidak ada klaim",
        claimed_by=seen.claim.agency.name if seen.claim else "",
        change=change,
        direction=direction,
        since=words.plain_day(words.local(since, region.code).date()) if since else "",
        silent=seen.silent_count,
        expected=figure.expected,
        reported=figure.reported,
        stale=figure.stale,
        bar=tuple((tone, said, 100 * count / whole) for tone, said, count in bar),
    )


def _row(child: ChildLine, before: Figure | None) -> PlaceRow:
    figure: Figure = child.figure
    change, direction = _moved(before, figure)
    name = child.region.title if child.region else f"TPS {child.station.number:03d}" if child.station else child.code
    return PlaceRow(
        name=name,
        value=words.share(figure.value) if figure.reported else "belum lapor",
        share=float(100 * (figure.value or Fraction(0))),
        tone=class_of(figure) or "none",
        coverage=words.share(figure.coverage),
        claimed=words.share(child.claimed),
        verified=words.share(figure.verified),
        change=change,
        direction=direction,
        silent=child.silent,
    )


def _falls(seen: Picture, was: Picture) -> Iterator[str]:
    """The three indicators that fell most since the moment before."""
    before = {line.indicator.key: line.figure for line in was.indicators}
    moved = [Moved(line.indicator, before.get(line.indicator.key), line.figure) for line in seen.indicators]
    fell = [(-one.change, one.thing.name, one.after) for one in moved if one.change and one.change < 0]
    for drop, name, after in sorted(fell, key=lambda one: (-one[0], one[1]))[:3]:
        now = words.share(after.value if after else None)
        yield f"{name}: turun {words.share(drop).removesuffix(' %')} poin, menjadi {now}"


def _owed(actor: Actor, election: Election, region: Region, at: datetime) -> tuple[tuple[Owed, ...], int, int]:
    """Reports that had fallen due by the moment and had not come by then, by who owes them."""
    column = {2: "province_code", 5: "regency_code", 8: "district_code", 13: "village_code"}[len(region.code)]
    rows = visible_expected(actor).filter(
        Q(received_at__isnull=True) | Q(received_at__gt=at), election=election, due_at__lte=at, **{column: region.code}
    )
    found = list(
        rows.order_by()
        .values("duty__role", "district_code")
        .annotate(count=Count("pk"), agency=Max("unit_code", filter=Q(unit_kind=UnitKind.AGENCY)))
        .order_by("-count", "duty__role", "district_code")
    )
    names = _agency_names(rows)
    titles = {one.code: one.title for one in Region.objects.filter(code__in={row["district_code"] for row in found})}
    lines = [Owed(name, count) for name, count in names]
    lines += [
        Owed(words.joined([role_name(row["duty__role"]), titles.get(row["district_code"], "")], " di "), row["count"])
        for row in found
        if row["agency"] is None
    ]
    lines.sort(key=lambda one: -one.count)
    total = sum(row["count"] for row in found)
    return tuple(lines[:MOST_OWED]), total, max(len(lines) - MOST_OWED, 0)


def _agency_names(rows: object) -> list[tuple[str, int]]:
    counted = rows.filter(unit_kind=UnitKind.AGENCY).order_by().values("agency__name", "unit_code")  # type: ignore[attr-defined]
    return [
        (row["agency__name"] or row["unit_code"], row["count"]) for row in counted.annotate(count=Count("pk"))[:500]
    ]


def _debts(
    actor: Actor, election: Election, region: Region, at: datetime, day: date
) -> tuple[tuple[Debt, ...], int, int]:
    """Action points that were overdue at the moment, by their owners."""
    open_then = Q(state__in=UNSETTLED) | Q(state_at__gt=at)
    rows = (
        visible_points(actor)
        .filter(open_then, below(region.code, "region__"), election=election, due__lt=day, created_at__lte=at)
        .exclude(state=PointState.DONE, state_at__lte=at)
        .order_by("due", "priority", "pk")
    )
    by_owner: dict[str, list[tuple[date, str]]] = {}
    for owner, due, title in rows.values_list("owner__name", "due", "title")[:2000]:
        by_owner.setdefault(owner, []).append((due, title))
    lines = [
        Debt(
            agency=owner,
            count=len(own),
            oldest=words.short_day(own[0][0]),
            days=(day - own[0][0]).days,
            titles=tuple(title for _due, title in own[:_TITLES]),
        )
        for owner, own in by_owner.items()
    ]
    lines.sort(key=lambda one: (-one.count, -one.days, one.agency))
    return tuple(lines[:MOST_DEBTS]), sum(one.count for one in lines), max(len(lines) - MOST_DEBTS, 0)


def _choices(meeting: Meeting) -> Iterator[Choice]:
    """Items on which the meeting must decide: its own and submitted ones, late or blocked promises, late stages, and
    whatever the facts put on the table besides the position itself. The round of statements is heard, not decided.
    """
    for number, item in enumerate(agenda_of(meeting), start=1):
        if _asks(item):
            lines = [(line.label, line.text) for line in fact_lines(item)]
            owner = item.point.owner.name if item.point else item.submitted_by.name if item.submitted_by else ""
            yield Choice(number, item.title, _short(item.detail), tuple(lines[:4]), owner)


def _asks(item: AgendaItem) -> bool:
    if item.kind in {ItemKind.OWN, ItemKind.SUBMITTED}:
        return item.key != "statements"
    if item.kind == ItemKind.PICTURE:
        return bool(item.facts.get("what") != "headline")
    if item.kind == ItemKind.POINT:
        return bool(item.facts.get("days_late")) or item.facts.get("state") == PointState.BLOCKED
    return item.kind == ItemKind.STAGE and bool(item.facts.get("days_late"))


def _short(text: str, most: int = 220) -> str:
    text = " ".join(text.split())
    return text if len(text) <= most else f"{text[:most].rsplit(' ', 1)[0]} …"
