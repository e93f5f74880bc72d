"""Checkpoints: the list, one with its QR code and sheet, a new one on demand; and the ledger as a file."""

from __future__ import annotations

import tempfile
from pathlib import Path

from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from siaga import clock
from siaga.access import Problem, Verb
from siaga.kit import words
from siaga.kit.forms import done
from siaga.kit.guard import guarded
from siaga.kit.tables import Column, Empty, Table
from siaga.ledger.checkpoints import heads_of, root_as_stored, spoken
from siaga.ledger.export import export
from siaga.ledger.inquiries import make_checkpoint
from siaga.ledger.paper import as_pdf, paper_context
from siaga.ledger.queries import access_checkpoint, checkpoints_for, entries_for, reaches_chain, require_export
from siaga.ledger.sealing import seal_all, unsealed_tail

CHECKPOINTS = Table(
    key="titik-periksa",
    title=gettext_lazy("Titik periksa"),
    columns=[
        Column(
            key="number", label=gettext_lazy("Nomor"), value=lambda point: words.number(point.number), sort="number"
        ),
        Column(key="day", label=gettext_lazy("Hari"), format="day", sort="day"),
        Column(key="at", label=gettext_lazy("Dibuat"), format="moment", sort="at", phone=False),
        Column(key="entries", label=gettext_lazy("Entri diliputi"), format="number", sort="entries"),
        Column(
            key="root",
            label=gettext_lazy("Angka akar"),
            value=lambda point: " ".join(spoken(point.root)[:4]) + " …",
            format="code",
            phone=False,
        ),
        Column(key="full", label=gettext_lazy("Angka akar lengkap"), value=lambda point: point.root, screen=False),
    ],
    order="-number",
    row_url=lambda point: reverse("ledger:checkpoint", args=[point.number]),
    empty=Empty(
        title=gettext_lazy("Belum ada titik periksa"),
        text=gettext_lazy(
            "Titik periksa merangkum seluruh buku besar menjadi satu angka. Cetak dan titipkan pada pihak luar: "
            "dengan lembar itu siapa pun dapat membuktikan bahwa catatan lama tidak diubah."
        ),
        icon="shield-check",
    ),
)


@guarded(Verb.LEDGER_VIEW)
def checkpoints(request: HttpRequest) -> HttpResponseBase:
    """All checkpoints, newest first."""
    rows = checkpoints_for(request.actor)  # type: ignore[attr-defined]
    return CHECKPOINTS.respond(request, rows, template="ledger/checkpoints.html", context={"tail": unsealed_tail()})


@guarded(Verb.LEDGER_VIEW)
@require_POST
def make(request: HttpRequest) -> HttpResponse:
    """A checkpoint right now, beside the daily one."""
    made = make_checkpoint(actor=request.actor, now=clock.now())  # type: ignore[attr-defined]
    message = _("Titik periksa nomor %s dibuat. Cetak lembarnya dan titipkan pada pihak luar.")
    return done(request, reverse("ledger:checkpoint", args=[made.number]), message % words.number(made.number))


@guarded(Verb.LEDGER_VIEW)
def checkpoint(request: HttpRequest, number: int) -> HttpResponse:
    """One checkpoint to read aloud, to scan, and to print."""
    actor = request.actor  # type: ignore[attr-defined]
    point = access_checkpoint(actor, number)
    heads = [head for head in heads_of(point) if reaches_chain(actor, head.chain)]
    context = {
        **paper_context(point, printed_by=actor.name, now=clock.now()),
        "heads": heads,
        "hidden_heads": len(heads_of(point)) - len(heads),
        "intact": root_as_stored(point) == point.root,
    }
    return render(request, "ledger/checkpoint.html", context)


@guarded(Verb.LEDGER_VIEW)
def paper(request: HttpRequest, number: int) -> HttpResponse:
    """The sheet as PDF."""
    actor = request.actor  # type: ignore[attr-defined]
    point = access_checkpoint(actor, number)
    pdf = as_pdf(point, printed_by=actor.name, now=clock.now())
    name = f"titik-periksa-{point.number}-{point.day.isoformat()}.pdf"
    return HttpResponse(
        pdf, content_type="application/pdf", headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )


@guarded(Verb.LEDGER_EXPORT)
def export_ledger(request: HttpRequest) -> HttpResponseBase:
    """What an export holds; with ``?unduh=1`` the file itself."""
    actor = request.actor  # type: ignore[attr-defined]
    chains = require_export(actor)
    if not request.GET.get("unduh"):
        context = {
            "chains": chains,
            "entries": entries_for(actor, Verb.LEDGER_EXPORT).order_by().count(),
            "tail": unsealed_tail(),
            "last_checkpoint": checkpoints_for(actor).first(),
        }
        return render(request, "ledger/export.html", context)
    seal_all()
    folder = tempfile.TemporaryDirectory(prefix="siaga-ekspor-")
    try:
        file = Path(folder.name) / "buku-besar.jsonl.gz"
        export(file, chains)
        opened = file.open("rb")
    except (OSError, Problem):
        folder.cleanup()
        raise
    folder.cleanup()  # the opened file stays readable until the answer is sent
    day = timezone.localdate(clock.now()).isoformat()
    return FileResponse(opened, as_attachment=True, filename=f"buku-besar-{day}.jsonl.gz")
