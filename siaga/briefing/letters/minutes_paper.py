"""The minutes (*notula*) of a meeting on paper: a draft until they are signed, then with their digest and addenda."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction

from django.db.models import F, Q
from django.utils import translation

from siaga.access import Actor
from siaga.briefing.letters import words
from siaga.briefing.letters.attendance_sheet import described
from siaga.briefing.letters.heads import foot_of, head_of, signers
from siaga.desk.models import Office
from siaga.desk.queries.terms import holders_on
from siaga.paper.content import (
    Block,
    Column,
    Fields,
    Grid,
    Heading,
    Items,
    Notice,
    Paper,
    Signatures,
    Text,
    Title,
)
from siaga.rakor.agenda_words import fact_lines
from siaga.rakor.digest import is_intact, told_until_signed
from siaga.rakor.models import (
    ANSWERS,
    ActionPoint,
    AgendaItem,
    Attendance,
    Decision,
    Meeting,
    MeetingState,
    PointState,
    PointUpdate,
    Statement,
    UpdateKind,
)
from siaga.rakor.queries.carried import answered_since, carried_points

DRAFT = "DRAF – belum ditandatangani"
_PRESENT = (Column("No.", 7, "center"), Column("Nama", 38), Column("Jabatan / Instansi", 55))
_CARRIED = (
    Column("No.", 6, "center"),
    Column("Tindak lanjut", 27),
    Column("Pelaksana", 16),
    Column("Tenggat", 14, "center"),
    Column("Laporan pada rapat ini", 22),
    Column("Status", 15, "center"),
)
_PROMISED = (
    Column("No.", 6, "center"),
    Column("Tindak lanjut", 36),
    Column("Pelaksana (PIC)", 24),
    Column("Tenggat", 14, "center"),
    Column("Status", 20, "center"),
)


@dataclass(frozen=True, slots=True)
class Record:
    """All that the minutes hold, read once. states: of each point when the minutes were signed, or now."""

    meeting: Meeting
    items: Sequence[AgendaItem]
    statements: Sequence[Statement]
    decisions: Sequence[Decision]
    points: Sequence[ActionPoint]
    carried: Sequence[ActionPoint]
    answers: dict[int, PointUpdate]
    states: dict[int, str]
    present: Sequence[Attendance]
    intact: bool = True


def minutes_paper(meeting: Meeting, *, actor: Actor, now: datetime) -> Paper:
    """The minutes as they stand."""
    with translation.override("id"):
        return _paper(_read(meeting), actor, now)


def _read(meeting: Meeting) -> Record:
    until = meeting.signed_at
    began = meeting.held_at or meeting.starts_at
    points = list(_points(Q(meeting=meeting)))
    carried = list(carried_points(meeting)[:500])
    known = {one.pk for one in carried}
    said = list(
        PointUpdate.objects.filter(meeting=meeting, point__created_at__lt=began)
        .exclude(point__meeting=meeting)
        .exclude(point__in=known)
        .values_list("point", flat=True)
        .distinct()[:500]
    )
    if said:
        carried = sorted([*carried, *_points(Q(pk__in=said))], key=lambda one: (one.due, one.priority, one.pk))
    updates = list(
        PointUpdate.objects.filter(point__in=[one.pk for one in (*points, *carried)])
        .select_related("agency")
        .order_by("at", "pk")
    )
    if until:
        _as_signed(meeting, [*points, *carried])
    return Record(
        intact=until is None or is_intact(meeting),
        meeting=meeting,
        items=list(meeting.items.filter(removed=False).select_related("submitted_by").order_by("position", "pk")[:300]),
        statements=list(
            meeting.statements.filter(withdrawn_at=None).select_related("agency").order_by("pk")[:1000],
        ),
        decisions=list(meeting.decisions.filter(withdrawn_at=None).order_by("pk")[:500]),
        points=points,
        carried=carried,
        answers=_answers(meeting, updates),
        states=_states([*points, *carried], updates, until),
        present=list(
            meeting.attendances.filter(struck_at=None)
            .select_related("agency")
            .order_by(F("participant__position").asc(nulls_last=True), "at", "pk")[:1000]
        ),
    )


def _as_signed(meeting: Meeting, points: Sequence[ActionPoint]) -> None:
    """Points live on after the meeting: its paper tells them as they were when it was signed."""
    told = told_until_signed(meeting, [point.pk for point in points])
    for point in points:
        if text := told.get(point.pk):
            was = json.loads(text)
            point.title, point.due = was["title"], date.fromisoformat(was["due"])


def _points(which: Q) -> Iterable[ActionPoint]:
    rows = ActionPoint.objects.filter(which).select_related("owner__region", "region__parent", "owner_office")
    return rows.order_by("due", "priority", "pk")[:500]


def _answers(meeting: Meeting, updates: Sequence[PointUpdate]) -> dict[int, PointUpdate]:
    """For each point the report of this meeting: made at it, else the owner's since the meeting before."""
    since, until = answered_since(meeting), meeting.signed_at
    found: dict[int, PointUpdate] = {}
    for one in updates:
        if one.kind not in ANSWERS or (until and one.at > until):
            continue
        here = one.meeting_id == meeting.pk
        lately = one.kind == UpdateKind.REPORT and one.meeting_id is None and (since is None or one.at >= since)
        if here or (lately and (one.point_id not in found or found[one.point_id].meeting_id != meeting.pk)):
            found[one.point_id] = one
    return found


def _states(points: Iterable[ActionPoint], updates: Sequence[PointUpdate], until: datetime | None) -> dict[int, str]:
    """The state of each point in words, at a past moment read from its history."""
    states = {one.pk: one.state if until is None else str(PointState.OPEN) for one in points}
    if until is not None:
        for one in updates:
            if one.after and one.at <= until:
                states[one.point_id] = one.after
    return {pk: str(PointState(state).label) for pk, state in states.items()}


def _paper(record: Record, actor: Actor, now: datetime) -> Paper:
    meeting = record.meeting
    forum, region = meeting.forum, meeting.forum.region
    head, _settings = head_of(region)
    draft = meeting.state != MeetingState.SIGNED
    blocks: list[Block] = [
        head,
        Title("Notula", (f"{forum.name} ke-{meeting.number}", forum.election.name)),
        *([Notice(f"{DRAFT}. Isi masih dapat berubah; jangan disebarkan sebagai hasil rapat.")] if draft else []),
        *_opening(record),
        *_carried(record),
        *_discussion(record),
        *_decided(record),
        *_promised(record),
        *_closing(record, draft),
    ]
    return Paper(
        title=f"Notula {forum.name} ke-{meeting.number}",
        name=f"notula-{meeting.pk}{'-draf' if draft else ''}",
        blocks=tuple(blocks),
        foot=foot_of(region, forum.election, meeting.signed_at or now, actor, now),
        mark=DRAFT if draft else "",
        author=head.government,
    )


def _offices(meeting: Meeting) -> tuple[Office | None, Office | None]:
    """Who wrote and who led."""
    return meeting.secretary or meeting.forum.secretary, meeting.chair or meeting.forum.chair


def _named(office: Office | None, meeting: Meeting) -> str:
    if office is None:
        return "–"
    day = words.local(meeting.starts_at, meeting.forum.region.code).date()
    who = holders_on([office], day)[office.pk]
    return words.joined([who.name, words.full_title(office, who.title)])


def _opening(record: Record) -> list[Block]:
    meeting = record.meeting
    code = meeting.forum.region.code
    writer, chair = _offices(meeting)
    invited = {one.pk: one for one in meeting.participants.select_related("office__agency__region")[:1000]}
    came = {one.participant_id for one in record.present if one.participant_id}
    begun = meeting.held_at or meeting.starts_at
    rows = (
        ("Hari, tanggal", words.long_day(words.local(meeting.starts_at, code).date())),
        ("Waktu", words.span(begun, meeting.ends_at, code)),
        ("Tempat", meeting.venue),
        ("Acara", meeting.title),
        ("Pimpinan rapat", _named(chair, meeting)),
        ("Notulis", _named(writer, meeting)),
        ("Hadir", f"{len(record.present)} orang; {len(came)} dari {len(invited)} undangan terwakili"),
    )
    blocks: list[Block] = [Fields(rows), Heading("A. Peserta yang hadir")]
    if record.present:
        listed = tuple((str(n), one.name, described(one)) for n, one in enumerate(record.present, start=1))
        blocks.append(Grid(_PRESENT, listed))
    else:
        blocks.append(Text("Kehadiran belum dicatat.", italic=True))
    absent = [
        words.full_title(one.office) if one.office else one.label for pk, one in invited.items() if pk not in came
    ]
    if record.present and absent:
        blocks.append(Text("; ".join(absent) + ".", lead="Tidak hadir:"))
    return blocks


def _what(point: ActionPoint) -> str:
    where = point.unit and f"TPS {point.unit}"
    return words.joined([point.title, where or point.region.title], "\n")


def _owner(point: ActionPoint) -> str:
    return words.joined([point.owner.name, words.full_title(point.owner_office) if point.owner_office else ""], "\n")


def _carried(record: Record) -> list[Block]:
    blocks: list[Block] = [Heading("B. Tindak lanjut rapat sebelumnya")]
    if not record.carried:
        return [*blocks, Text("Tidak ada tindak lanjut yang terbawa dari rapat sebelumnya.", italic=True)]
    rows = []
    for number, point in enumerate(record.carried, start=1):
        answer = record.answers.get(point.pk)
        if answer is None:
            report = "belum dilaporkan" if not point.settled else point.closed_reason or "telah ditutup"
        elif answer.kind == UpdateKind.SILENT:
            report = f"TIDAK DILAPORKAN: {answer.text}"
        else:
            report = answer.text or str(PointState(answer.after).label if answer.after else "")
        due = words.short_day(point.due)
        rows.append((str(number), _what(point), _owner(point), due, report, record.states[point.pk]))
    return [*blocks, Grid(_CARRIED, tuple(rows))]


def _discussion(record: Record) -> list[Block]:
    blocks: list[Block] = [Heading("C. Pembahasan")]
    if not record.items:
        blocks.append(Text("Agenda rapat ini kosong.", italic=True))
    for number, item in enumerate(record.items, start=1):
        blocks += _item(record, number, item)
    general = [*(one for one in record.statements if one.item_id is None)]
    if general:
        blocks.append(Heading("Penyampaian umum", 2))
        blocks += [_statement(one) for one in general]
    return blocks


def _item(record: Record, number: int, item: AgendaItem) -> list[Block]:
    by = f" (usul {item.submitted_by.name})" if item.submitted_by else ""
    blocks: list[Block] = [Heading(f"{number}. {item.title}{by}", 2)]
    if item.detail:
        blocks.append(Text(item.detail, inset=True, italic=True))
    if facts := [f"{line.label}: {line.text}" for line in fact_lines(item)]:
        blocks.append(Text("; ".join(facts) + ".", lead="Fakta:", inset=True, small=True))
    told = len(blocks)
    if item.notes:
        blocks.append(Text(item.notes, inset=True))
    blocks += [_statement(one) for one in record.statements if one.item_id == item.pk]
    decided = [one for one in record.decisions if one.item_id == item.pk]
    blocks += [Text(one.text, lead="Keputusan:", inset=True) for one in decided]
    blocks += [
        Text(f"{point.title} ({point.owner.name}, tenggat {words.short_day(point.due)})", lead="Tindak lanjut:",
             inset=True)
        for point in record.points if point.item_id == item.pk
    ]  # fmt: skip
    if len(blocks) == told:
        blocks.append(Text("Tidak ada catatan.", inset=True, italic=True))
    return blocks


def _statement(one: Statement) -> Text:
    said = [one.text.rstrip(". ") if one.text else ""]
    if one.share is not None:
        of_what = f" dari {one.of_what}" if one.of_what else ""
        said.append(f"menyatakan kesiapan {words.share(Fraction(one.share, 1_000_000))}{of_what}")
    if one.hampers:
        said.append(f"kendala: {one.hampers.rstrip('. ')}")
    if one.needs:
        said.append(f"kebutuhan: {one.needs.rstrip('. ')}")
    who = f"{one.agency.name} ({one.said_by}):" if one.said_by else f"{one.agency.name}:"
    return Text(words.joined(said, "; ") + ".", lead=who, inset=True)


def _decided(record: Record) -> list[Block]:
    texts = tuple(one.text for one in record.decisions)
    if not texts:
        return [Heading("D. Kesimpulan dan keputusan"), Text("Tidak ada keputusan yang dicatat.", italic=True)]
    return [Heading("D. Kesimpulan dan keputusan"), Items(texts)]


def _promised(record: Record) -> list[Block]:
    heading = Heading("E. Rencana tindak lanjut")
    if not record.points:
        return [heading, Text("Tidak ada tindak lanjut baru.", italic=True)]
    rows = tuple(
        (str(number), _what(point), _owner(point), words.short_day(point.due), record.states[point.pk])
        for number, point in enumerate(record.points, start=1)
    )
    return [heading, Grid(_PROMISED, rows)]


def _closing(record: Record, draft: bool) -> list[Block]:
    meeting = record.meeting
    code = meeting.forum.region.code
    day = words.local(meeting.starts_at, code).date()
    writer, chair = _offices(meeting)
    blocks: list[Block] = [Signatures(signers([writer, chair], day, ("Notulis", "Pimpinan rapat")))]
    if draft or meeting.signed_at is None:
        return blocks
    blocks.append(
        Notice(
            f"Ditandatangani di Siaga oleh {meeting.signed_by}, {words.moment(meeting.signed_at, code)}. "
            "Sejak itu isinya terkunci; perbaikan dimuat sebagai adendum.\n"
            f"Sidik digital (SHA-256): {meeting.minutes_digest}"
        )
    )
    if not record.intact:
        blocks.append(
            Notice(
                "PERHATIAN: isi notula yang tersimpan tidak lagi sama dengan yang ditandatangani. "
                "Bandingkan dengan buku besar sebelum dokumen ini dipakai."
            )
        )
    addenda = list(meeting.addenda.order_by("number")[:200])
    if addenda:
        blocks.append(Heading("Adendum"))
    for one in addenda:
        blocks.append(Heading(f"Adendum {one.number} · {words.moment(one.at, code)} · {one.by}", 2))
        blocks += [Text(one.text, inset=True), Text(one.reason, lead="Alasan:", inset=True)]
    return blocks
