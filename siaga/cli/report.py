"""``siaga report``: a report of the desk, or the briefing, as PDF or DOCX."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import click

from siaga import clock
from siaga.access import Actor, Problem
from siaga.briefing.contradictions import contradictions_in
from siaga.briefing.models import ReportKind
from siaga.briefing.pack.paper import briefing_docx
from siaga.briefing.pack.pdf import briefing_pdf
from siaga.briefing.previews import report_for
from siaga.briefing.report_paper import report_paper
from siaga.briefing.report_words import period_words, title_words
from siaga.cli.actor import command_actor
from siaga.cli.conventions import Output, TargetFile, WrittenTime, command
from siaga.cli.naming import chosen_election, named_region
from siaga.elections.models import Election
from siaga.paper.content import Paper
from siaga.paper.docx_form import as_docx
from siaga.paper.pdf_form import as_pdf
from siaga.rakor.access import visible_meetings
from siaga.rakor.models import MeetingState
from siaga.wilayah.models import Region
from siaga.wilayah.zones import zone_of

BRIEFING = "briefing"
_FORMS: dict[str, Callable[[Paper, datetime], bytes]] = {".pdf": as_pdf, ".docx": as_docx}


@command(example="siaga report weekly 16.72 --election pilkada-2024 --out laporan.pdf", name="report")
@click.argument("kind", type=click.Choice([*ReportKind.values, BRIEFING]), metavar="KIND")
@click.argument("code", metavar="CODE")
@click.option("--election", "slug", default="", metavar="SLUG", help="Pemilihan; bila hanya ada satu, boleh kosong.")
@click.option(
    "--out", "target", required=True, type=TargetFile(), metavar="FILE",
    help="Berkas yang ditulis: .pdf atau .docx.",
)  # fmt: skip
@click.option(
    "--date", "day", type=WrittenTime("%Y-%m-%d"), metavar="DATE",
    help="Hari yang termasuk periode laporan; bawaan: hari ini.",
)  # fmt: skip
def report(out: Output, kind: str, code: str, slug: str, target: Path, day: datetime | None) -> None:
    """Menulis Laporan Desk (daily, weekly, monthly) atau bahan rapat (briefing) sebuah wilayah ke berkas.

    Laporan yang sudah disusun ditulis sebagaimana adanya; yang belum, disusun sebagai pratinjau dari fakta sekarang.
    Bahan rapat (PDF) dibuat untuk rapat berikutnya di wilayah itu, atau dari keadaan sekarang bila belum ada rapatnya.
    """
    form = _FORMS.get(target.suffix.lower())
    if form is None:
        raise Problem(f"Akhiran berkas {target.name} tidak dikenal.", "Pakai .pdf atau .docx.")
    actor = command_actor()
    election = chosen_election(actor, slug)
    region = named_region(actor, code)
    if kind == BRIEFING:
        _write_briefing(out, actor, election, region, target)
        return
    _write(out, actor, election, region, kind, day.date() if day else None, target, form)


def _write_briefing(out: Output, actor: Actor, election: Election, region: Region, target: Path) -> None:
    now = clock.now()
    meeting = (
        visible_meetings(actor)
        .filter(forum__region=region, forum__election=election, starts_at__gte=now)
        .filter(state__in=(MeetingState.PLANNED, MeetingState.INVITED))
        .order_by("starts_at", "pk")
        .first()
    )
    make = briefing_docx if target.suffix.lower() == ".docx" else briefing_pdf
    content = make(actor, election, region, meeting, now)
    target.write_bytes(content)
    out.say(f"Bahan rapat {region.title}: {meeting.title if meeting else 'keadaan sekarang, belum ada rapat'}")
    out.say(f"  → {target}")
    out.result(
        {
            "file": str(target),
            "bytes": len(content),
            "kind": BRIEFING,
            "region": region.code,
            "election": election.slug,
            "meeting": meeting.pk if meeting else None,
        }
    )


def _write(
    out: Output,
    actor: Actor,
    election: Election,
    region: Region,
    kind: str,
    day: date | None,
    target: Path,
    form: Callable[[Paper, datetime], bytes],
) -> None:
    now = clock.now()
    day = day or now.astimezone(zone_of(region.code)).date()
    found, preview = report_for(actor, election, region, kind, day, now)
    paper = report_paper(found, actor=actor, now=now)
    content = form(paper, now)
    target.write_bytes(content)
    findings = contradictions_in(found)
    for one in findings:
        out.warn(f"Perhatian: {one.message} {one.remedy}")
    out.say(f"{title_words(kind)} {region.title}, {period_words(found.starts, found.ends)}")
    out.say(f"  {'pratinjau, belum disusun' if preview else found.get_state_display().lower()} → {target}")
    out.result(
        {
            "file": str(target),
            "bytes": len(content),
            "kind": kind,
            "region": region.code,
            "election": election.slug,
            "starts": found.starts,
            "ends": found.ends,
            "due_at": found.due_at,
            "state": found.state,
            "preview": preview,
            "nil": found.nil,
            "number": found.number,
            "contradictions": [{"kind": one.kind, "text": one.text, "message": one.message} for one in findings],
        }
    )
