"""Verification asked for on a page: start it, watch it, read what it found."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from siaga import clock
from siaga.access import Actor, Verb
from siaga.kit.forms import done
from siaga.kit.guard import guarded
from siaga.kit.tables import Column, Empty, Table
from siaga.ledger import tasks
from siaga.ledger.errors import AlreadyRunning
from siaga.ledger.inquiries import PATIENCE, SILENT, ask_for_verification, give_up_lost_runs
from siaga.ledger.models import RunState, VerificationRun
from siaga.ledger.queries import access_run, reaches_chain, runs_for
from siaga.ledger.sealing import unsealed_tail

RUNS = Table(
    key="pemeriksaan",
    title=gettext_lazy("Pemeriksaan terdahulu"),
    columns=[
        Column(key="asked_at", label=gettext_lazy("Diminta"), format="moment", sort="asked_at"),
        Column(key="asked_by_name", label=gettext_lazy("Oleh")),
        Column(
            key="entries", label=gettext_lazy("Entri"), value=lambda run: run.result.get("entries"), format="number"
        ),
        Column(
            key="state",
            label=gettext_lazy("Hasil"),
            value=lambda run: _outcome(run)[1],
            cell="ledger/cells/outcome.html",
        ),
    ],
    order="-asked_at",
    row_url=lambda run: reverse("ledger:run", args=[run.pk]),
    empty=Empty(
        title=gettext_lazy("Belum pernah diperiksa dari halaman ini"),
        text=gettext_lazy(
            "Pemeriksaan menghitung ulang setiap entri dan rantainya, lalu membandingkan data sekarang dengan entri "
            "terakhirnya. Petugas lain tetap dapat bekerja selama pemeriksaan."
        ),
        icon="shield-search",
    ),
    per_page=25,
    exports=False,
)


def _outcome(run: VerificationRun) -> tuple[str, str]:
    """Chip and words of a run."""
    if run.state != RunState.DONE:
        chip = {RunState.WAITING: "menunggu", RunState.RUNNING: "berjalan", RunState.LOST: "terlambat"}
        return chip[RunState(run.state)], str(RunState(run.state).label)
    if run.result.get("ok"):
        return "terverifikasi", _("Utuh")
    return "terhambat", _("Tidak utuh: %s kerusakan") % run.result.get("broken", "?")


@guarded(Verb.LEDGER_VIEW)
def verification(request: HttpRequest) -> HttpResponseBase:
    """The state of the ledger: the last result, what waits for its seal, earlier verifications; POST starts one."""
    actor = request.actor  # type: ignore[attr-defined]
    if request.method == "POST":
        try:
            run = ask_for_verification(actor=actor, now=clock.now())
        except AlreadyRunning:
            current = runs_for(actor).filter(state__in=[RunState.WAITING, RunState.RUNNING]).first()
            to = reverse("ledger:run", args=[current.pk]) if current else reverse("ledger:verification")
            return done(request, to, _("Pemeriksaan sedang berjalan; ini kemajuannya."))
        tasks.run_verification.enqueue(run.pk)
        return done(request, reverse("ledger:run", args=[run.pk]))
    rows = runs_for(actor)
    last = rows.filter(state=RunState.DONE).first()
    context = {
        "tail": unsealed_tail(),
        "last": _shown(actor, last) if last else None,
        "current": rows.filter(state__in=[RunState.WAITING, RunState.RUNNING]).first(),
    }
    return RUNS.respond(request, rows, template="ledger/verification.html", context=context)


@guarded(Verb.LEDGER_VIEW)
def run(request: HttpRequest, number: int) -> HttpResponse:
    """One verification: its progress while it runs, its result afterwards. htmx asks for the moving part alone."""
    actor = request.actor  # type: ignore[attr-defined]
    now = clock.now()
    found = access_run(actor, number)
    if found.state in {RunState.WAITING, RunState.RUNNING} and now - (found.heartbeat or found.asked_at) > SILENT:
        give_up_lost_runs(now)
        found = access_run(actor, number)
    waited = now - found.asked_at
    context = _shown(actor, found) | {"stuck": found.state == RunState.WAITING and waited > PATIENCE / 10}
    template = "ledger/run.html"
    if request.headers.get("HX-Request") == "true" and request.headers.get("HX-Target") == "kemajuan":
        template = "ledger/_run.html"
    response = render(request, template, context)
    response.headers["Vary"] = "HX-Request, HX-Target, Cookie"
    response.headers["Cache-Control"] = "no-store"
    return response


def _shown(actor: Actor, found: VerificationRun) -> dict[str, Any]:
    """A run with the breaks that the actor may read; breaks of other chains are only counted."""
    breaks = found.result.get("breaks", [])
    mine = [one for one in breaks if not one["chain"] or reaches_chain(actor, one["chain"])]
    chip, words = _outcome(found)
    return {
        "run": found,
        "result": found.result,
        "chip": chip,
        "words": words,
        "breaks": mine,
        "elsewhere": len(breaks) - len(mine),
        "more": max(0, found.result.get("broken", 0) - len(breaks)),
        "percent": round(100 * found.done / found.total) if found.total else None,
        "moving": found.state in {RunState.WAITING, RunState.RUNNING},
    }
