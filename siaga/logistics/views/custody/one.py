"""One handover: its boxes, its steps, its photos, its record; and the scanner."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import FileResponse, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from siaga import clock
from siaga.access import Refused, Verb
from siaga.kit.forms import Consequence, Form, ReasonForm, confirm_page, done, form_page
from siaga.kit.guard import ActorRequest, guarded
from siaga.kit.policy import shows_scanner
from siaga.kit.tables import Column, Empty, Table
from siaga.logistics.actions.custody import cancel_handover, close_giving, close_taking
from siaga.logistics.clean import LONGEST_REASON
from siaga.logistics.codes import spaced
from siaga.logistics.forms.custody import GivingForm, PhotoForm, TakingForm
from siaga.logistics.models import Handover, HandoverBox, HandoverPhoto, ScanSide
from siaga.logistics.paper.bast import bast_paper
from siaga.logistics.photos import take_photo
from siaga.logistics.queries.custody import refused_scans
from siaga.logistics.standing import names_below
from siaga.logistics.views.custody.common import (
    STATE_STATUS,
    ballot_names,
    handover_here,
    room,
    steps_of,
    warehouse_around,
    way_of,
)
from siaga.logistics.views.custody.listing import handover_url
from siaga.paper.docx_form import as_docx
from siaga.paper.pdf_form import as_pdf
from siaga.reporting.attachments.pictures import Size, copy_of

_FORMS = {
    "pdf": ("application/pdf", as_pdf),
    "docx": ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", as_docx),
}
MOST_SHOWN = 500
"""Boxes that the scanner lists at first."""


def _context(request: ActorRequest, handover: Handover) -> dict[str, Any]:
    warehouse = handover.warehouse
    start, end = way_of(handover, warehouse, names_below(warehouse))
    return room(warehouse, warehouse.region) | {
        "handover": handover,
        "start": start,
        "end": end,
        "status": STATE_STATUS[handover.state],  # type: ignore[index]
        "steps": steps_of(request.actor, handover),
    }


def _boxes_table(handover: Handover) -> Table:
    ballots = ballot_names(handover.warehouse)
    return Table(
        key="kotak-serah-terima",
        title=_("Kotak pada serah terima ini"),
        columns=[
            Column(
                key="code",
                label=gettext_lazy("Kotak"),
                value=lambda line: spaced(line.box.code),
                sort="box__code",
                sub=lambda line: ballots.get(line.box.ballot, line.box.ballot),
            ),
            Column(
                key="station",
                label=gettext_lazy("TPS"),
                value=lambda line: f"TPS {line.box.station.number:03d} {line.box.station.village.name}",
                sort=["box__station_code"],
            ),
            Column(key="state", label=gettext_lazy("Keadaan"), value=_state, cell="logistics/cells/line_state.html"),
            Column(key="given_at", label=gettext_lazy("Discan pemberi"), format="moment", sort="given_at", phone=False),
            Column(
                key="taken_at", label=gettext_lazy("Discan penerima"), format="moment", sort="taken_at", phone=False
            ),
            Column(key="seal", label=gettext_lazy("Segel"), value=_seals, phone=False),
            Column(key="condition", label=gettext_lazy("Catatan"), phone=False),
        ],
        search=lambda rows, words: (
            rows.filter(box__code__icontains=words.replace(" ", "")) | rows.filter(box__station_code__icontains=words)
        ),
        search_label=gettext_lazy("Cari kode kotak atau kode TPS"),
        order="station",
        per_page=100,
        empty=Empty(
            title=gettext_lazy("Belum ada kotak yang discan"),
            text=gettext_lazy("Yang menyerahkan menscan tiap kotak dengan kamera ponsel."),
            icon="qrcode",
        ),
    )


def _state(line: HandoverBox) -> str:
    if line.gap:
        return _("Tanpa scan pemberi: %(reason)s") % {"reason": line.gap}
    if line.taken_at is None:
        return _("Belum diterima")
    return _("Diterima; segel berbeda") if line.seal_differs else _("Diterima")


def _seals(line: HandoverBox) -> str:
    return f"{line.given_seal or line.box.seal or '–'} / {line.taken_seal or '–'}"


@guarded(Verb.LOGISTICS_VIEW)
@require_safe
def handover_page(request: ActorRequest, slug: str, code: str, number: int) -> HttpResponseBase:
    handover = handover_here(request.actor, slug, code, number)
    rows = HandoverBox.objects.filter(handover=handover).select_related("box__station__village")
    table = _boxes_table(handover).show(request, rows)
    if answer := table.table.partial(request, table):
        return answer
    counts = _counts(rows)
    return render(
        request,
        "logistics/handover.html",
        _context(request, handover)
        | {
            "table": table,
            "counts": counts,
            "refused": refused_scans(request.actor, handover),
            "photos": list(HandoverPhoto.objects.filter(handover=handover)[:10]),
        },
    )


def _counts(rows: Any) -> dict[str, int]:
    total = taken = gaps = odd = 0
    for given, took, own, gap, at in rows.values_list("given_seal", "taken_seal", "box__seal", "gap", "taken_at"):
        total += 1
        taken += at is not None
        gaps += bool(gap)
        odd += bool(took and (given or own) and took != (given or own))
    return {"total": total, "taken": taken, "missing": total - taken, "gaps": gaps, "odd": odd}


@guarded(Verb.CUSTODY_SCAN)
@shows_scanner
@require_safe
def scanner(request: ActorRequest, slug: str, code: str, number: int) -> HttpResponse:
    """``?sisi=serah`` or ``?sisi=terima``; the side at which this person signs, where it is not said."""
    handover = handover_here(request.actor, slug, code, number)
    context = _context(request, handover)
    steps = context["steps"]
    side = request.GET.get("sisi") or (ScanSide.GIVE if steps["give"] else ScanSide.TAKE)
    if side not in ScanSide.values:
        raise Refused
    gives = side == ScanSide.GIVE
    scanned = "given_at__isnull" if gives else "taken_at__isnull"
    rows = HandoverBox.objects.filter(handover=handover, **{scanned: False})
    shown = rows.select_related("box__station__village").order_by("-given_at" if gives else "-taken_at", "-pk")
    return render(
        request,
        "logistics/scanner.html",
        context
        | {
            "gives": gives,
            "side": "give" if gives else "take",
            "lines": [
                {
                    "code": spaced(line.box.code),
                    "station": f"TPS {line.box.station.number:03d} {line.box.station.village.name}",
                }
                for line in shown[:MOST_SHOWN]
            ],
            "count": rows.count(),
            "awaited": HandoverBox.objects.filter(handover=handover).count() if not gives else None,
            "clock": clock.now().isoformat() if _standing() else "",
            "back": handover_url(handover),
        },
    )


@guarded(Verb.CUSTODY_SCAN)
@shows_scanner
@require_safe
def take_scanner(request: ActorRequest, slug: str, code: str) -> HttpResponse:
    """Sign for boxes without looking for their handover first."""
    warehouse, region = warehouse_around(request.actor, slug, code)
    return render(
        request,
        "logistics/scanner.html",
        room(warehouse, region)
        | {
            "gives": False,
            "side": "take",
            "lines": [],
            "count": 0,
            "clock": clock.now().isoformat() if _standing() else "",
            "back": reverse("logistics:handovers", args=[slug, region.code]),
        },
    )


def _standing() -> bool:
    return settings.SIAGA_NOW is not None


@guarded(Verb.CUSTODY_SCAN)
def close_give(request: ActorRequest, slug: str, code: str, number: int) -> HttpResponse:
    handover = _of_step(request, slug, code, number, "close_giving")
    initial = {name: getattr(handover, name) for name in ("giver_name", "giver_office", "vehicle")}
    form = GivingForm(request.POST or None, initial=initial)
    return _closing(
        request,
        handover,
        form,
        close_giving,
        _("Berangkatkan"),
        _("Kotak diberangkatkan."),
        _("Tutup dan berangkatkan"),
    )


@guarded(Verb.CUSTODY_SCAN)
def close_take(request: ActorRequest, slug: str, code: str, number: int) -> HttpResponse:
    handover = _of_step(request, slug, code, number, "close_taking")
    form = TakingForm(request.POST or None)
    return _closing(
        request, handover, form, close_taking, _("Selesai menerima"), _("Serah terima selesai."), _("Selesai menerima")
    )


def _of_step(request: ActorRequest, slug: str, code: str, number: int, step: str) -> Handover:
    handover = handover_here(request.actor, slug, code, number)
    if not steps_of(request.actor, handover)[step]:
        raise Refused
    return handover


def _closing(
    request: ActorRequest, handover: Handover, form: Form, act: Any, title: str, message: str, submit: str
) -> HttpResponse:
    back = handover_url(handover)
    if form.is_valid() and form.perform(
        act, actor=request.actor, handover=handover, now=clock.now(), **form.cleaned_data
    ):
        return done(request, back, message)
    context = _context(request, handover)
    counts = _counts(HandoverBox.objects.filter(handover=handover))
    lead = _("%(start)s → %(end)s. Kotak discan pemberi: %(total)d, penerima: %(taken)d.") % {
        "start": context["start"],
        "end": context["end"],
        "total": counts["total"],
        "taken": counts["taken"],
    }
    return form_page(request, form, title=title, lead=lead, submit=submit, back=back, context=context)


@guarded(Verb.CUSTODY_SCAN)
def cancel(request: ActorRequest, slug: str, code: str, number: int) -> HttpResponse:
    handover = _of_step(request, slug, code, number, "cancel")
    form = ReasonForm(request.POST or None, longest=LONGEST_REASON)
    back = handover_url(handover)
    return confirm_page(
        request,
        lambda: cancel_handover(
            actor=request.actor, handover=handover, reason=form.cleaned_data["reason"], now=clock.now()
        ),
        title=_("Batalkan serah terima?"),
        submit=_("Batalkan serah terima"),
        back=back,
        message=_("Serah terima dibatalkan; kotaknya kembali ke tempat asal."),
        consequences=[
            Consequence(_("Kotak yang kembali ke tempat asal"), HandoverBox.objects.filter(handover=handover).count())
        ],
        form=form,
    )


@guarded(Verb.CUSTODY_SCAN)
def add_photo(request: ActorRequest, slug: str, code: str, number: int) -> HttpResponse:
    handover = _of_step(request, slug, code, number, "photo")
    form = PhotoForm(request.POST or None, request.FILES or None)
    back = handover_url(handover)
    if form.is_valid():
        file = form.cleaned_data["photo"]
        if form.perform(
            take_photo, actor=request.actor, handover=handover, name=file.name, chunks=file.chunks(), now=clock.now()
        ):
            return done(request, back, _("Foto ditambahkan."))
    return form_page(
        request, form, title=_("Tambah foto"), submit=_("Unggah"), back=back, context=_context(request, handover)
    )


@guarded(Verb.LOGISTICS_VIEW)
@require_safe
def photo(request: ActorRequest, slug: str, code: str, number: int, photo_id: int) -> HttpResponseBase:
    """``?ukuran=kecil`` or ``besar``; a copy without the words that the camera wrote into it."""
    handover = handover_here(request.actor, slug, code, number)
    found = HandoverPhoto.objects.filter(handover=handover, pk=photo_id).first()
    size = Size.SMALL if request.GET.get("ukuran") == Size.SMALL else Size.LARGE
    if found is None:
        raise Refused
    try:
        file = copy_of(found.digest, size).open("rb")
    except FileNotFoundError:
        raise Refused from None
    response = FileResponse(file, content_type="image/jpeg", filename=f"serah-terima-{number}.jpg")
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


@guarded(Verb.LOGISTICS_VIEW)
@require_safe
def record(request: ActorRequest, slug: str, code: str, number: int, form: str) -> HttpResponse:
    """The record (BAST) as a file."""
    handover = handover_here(request.actor, slug, code, number)
    if form not in _FORMS:
        raise Refused
    now = clock.now()
    paper = bast_paper(handover, actor=request.actor, now=now)
    content_type, draw = _FORMS[form]
    response = HttpResponse(draw(paper, now), content_type=content_type)
    response.headers["Content-Disposition"] = f'attachment; filename="{paper.name}.{form}"'
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response
