"""The attendance list (*daftar hadir*) on paper: what is known is filled in, the rest is left to be signed."""

from __future__ import annotations

from datetime import datetime

from siaga.access import Actor
from siaga.briefing.letters import words
from siaga.briefing.letters.heads import foot_of, head_of, signers
from siaga.desk.queries.terms import holders_on
from siaga.paper.content import Block, Column, Fields, Grid, Paper, Signatures, Title
from siaga.rakor.models import Attendance, Meeting

SPARE_ROWS = 6
"""Blank rows for those who come without being on the list."""
_COLUMNS = (
    Column("No.", 6, "center"),
    Column("Nama", 28),
    Column("Jabatan / Instansi", 32),
    Column("Tanda tangan", 34, alternating=True),
)


def attendance_sheet(meeting: Meeting, *, actor: Actor, now: datetime) -> Paper:
    """One row for each participant in their order, then those who came beside them, then blank ones."""
    forum, region = meeting.forum, meeting.forum.region
    head, _settings = head_of(region)
    starts = words.local(meeting.starts_at, region.code)
    came = list(
        Attendance.objects.filter(meeting=meeting, struck_at=None).select_related("agency").order_by("at", "pk")[:1000]
    )
    by_invitation = {one.participant_id: one for one in came if one.participant_id}
    rows: list[tuple[str, str, str]] = []
    day = starts.date()
    invited = list(meeting.participants.select_related("office__agency__region").order_by("position", "pk")[:1000])
    acting = holders_on([guest.office for guest in invited if guest.office], day)
    for guest in invited:
        there = by_invitation.get(guest.pk)
        title = words.full_title(guest.office, acting[guest.office.pk].title) if guest.office else guest.label
        if there:
            rows.append((there.name, described(there) or title, signed(there, region.code)))
        else:
            rows.append(("", title, ""))
    rows += [
        (one.name, described(one), signed(one, region.code)) for one in came if one.participant_id not in by_invitation
    ]
    if meeting.signed_at is None:
        rows += [("", "", "")] * SPARE_ROWS
    grid = tuple(
        (str(place), name, office, joined_number(place, mark))
        for place, (name, office, mark) in enumerate(rows, start=1)
    )
    blocks: list[Block] = [
        head,
        Title("Daftar hadir", (f"{forum.name} ke-{meeting.number}",)),
        Fields(
            (
                ("Hari, tanggal", words.long_day(day)),
                ("Waktu", words.span(meeting.starts_at, meeting.ends_at, region.code)),
                ("Tempat", meeting.venue),
                ("Acara", meeting.title),
            )
        ),
        Grid(_COLUMNS, grid, row_mm=10),
        Signatures(signers([meeting.secretary or forum.secretary], day, ("Notulis",))),
    ]
    return Paper(
        title=f"Daftar hadir {forum.name} ke-{meeting.number}",
        name=f"daftar-hadir-{meeting.pk}",
        blocks=tuple(blocks),
        foot=foot_of(region, forum.election, now, actor, now),
        author=head.government,
    )


def described(one: Attendance) -> str:
    """Office and agency as they signed in; who stands for another says so. Needs ``agency`` loaded."""
    agency = one.agency_name or (one.agency.name if one.agency else "")
    text = words.said_once(one.office_title, agency)
    return f"{text} (mewakili)" if one.represents and "mewakili" not in text else text


def signed(one: Attendance, region: str) -> str:
    """How a person signed in without a pen."""
    return f"hadir {words.local(one.at, region):%H.%M} ({'QR' if one.how == 'qr' else 'dicatat'})"


def joined_number(place: int, mark: str) -> str:
    return f"{place}. {mark}".strip()
