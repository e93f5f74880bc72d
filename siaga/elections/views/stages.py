"""The calendar of an election, and what one does with its stages."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from siaga import clock
from siaga.access import Verb
from siaga.elections.access import access_election, access_stage
from siaga.elections.actions.stages import add_stage, complete_stage, remove_stage, reopen_stage, set_stage_dates
from siaga.elections.forms import ReasonForm, StageAddForm, StageDatesForm, StageDoneForm
from siaga.elections.models import Election, Stage
from siaga.elections.queries import StageState, calendar
from siaga.elections.timeline import timeline
from siaga.elections.views.shared import at, election_context
from siaga.kit.forms import confirm_page, done, form_page
from siaga.kit.guard import guarded
from siaga.kit.words import countdown, day

SHOWN = {
    "terlambat": (StageState.LATE,),
    "tujuh-hari": (StageState.DUE,),
    "berjalan": (StageState.RUNNING, StageState.DUE),
    "akan-datang": (StageState.AHEAD,),
    "tanpa-tanggal": (StageState.UNKNOWN,),
    "selesai": (StageState.DONE,),
}
"""The choices above the calendar, by their value in the address."""


@guarded(Verb.ELECTION_VIEW)
def calendar_page(request: HttpRequest, slug: str) -> HttpResponse:
    """All stages grouped by phase, with what is late and what is due on top."""
    actor = request.actor  # type: ignore[attr-defined]
    election = access_election(actor, slug)
    made = calendar(actor, election, _today())
    wanted = request.GET.get("tampil", "")
    states = SHOWN.get(wanted)
    phases = [
        (phase, [line for line in lines if states is None or line.state in states]) for phase, lines in made.phases
    ]
    labels = {
        "terlambat": _("Terlambat"),
        "tujuh-hari": _("Jatuh tempo 7 hari"),
        "berjalan": _("Berjalan"),
        "akan-datang": _("Akan datang"),
        "tanpa-tanggal": _("Tanpa tanggal"),
        "selesai": _("Selesai"),
    }
    context: dict[str, Any] = {
        **election_context(request, election, "calendar"),
        "calendar": made,
        "timeline": timeline(made),
        "phases": [(phase, lines) for phase, lines in phases if lines],
        "chosen": wanted if states else "",
        "choices": [(key, labels[key], len(made.of(*states))) for key, states in SHOWN.items()],
    }
    return render(request, "elections/calendar.html", context)


@guarded(Verb.ELECTION_CHANGE)
def dates(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    """Set when a stage runs."""
    actor, election, stage = _stage(request, slug, key)
    form = StageDatesForm(
        request.POST or None,
        initial={"starts": stage.starts, "ends": stage.ends, "source": stage.source if not stage.added else ""},
    )
    if form.is_valid() and form.perform(
        set_stage_dates, actor=actor, stage=stage, now=clock.now(), **form.cleaned_data
    ):
        return done(request, at("calendar", election), _("Tanggal tahapan disimpan."))
    return form_page(
        request,
        form,
        title=_("Tanggal %(stage)s") % {"stage": stage.name},
        back=at("calendar", election),
        lead=_("Pemungutan suara %(day)s.") % {"day": day(election.voting_day)},
        context={"region": election.region},
    )


@guarded(Verb.ELECTION_CHANGE)
def complete(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    """Mark a stage as done."""
    actor, election, stage = _stage(request, slug, key)
    today = _today()
    suggested = min(stage.ends, today) if stage.ends else today
    form = StageDoneForm(request.POST or None, initial={"done_on": suggested})
    if form.is_valid() and form.perform(complete_stage, actor=actor, stage=stage, now=clock.now(), **form.cleaned_data):
        return done(request, at("calendar", election), _("Tahapan ditandai selesai."))
    return form_page(
        request,
        form,
        title=_("Tandai selesai: %(stage)s") % {"stage": stage.name},
        submit=_("Tandai selesai"),
        back=at("calendar", election),
        lead=_("Batasnya %(day)s (%(h)s).") % {"day": day(stage.ends), "h": countdown(election.voting_day, stage.ends)}
        if stage.ends
        else "",
        context={"region": election.region},
    )


@guarded(Verb.ELECTION_CHANGE)
def reopen(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    """Take back that a stage was done."""
    actor, election, stage = _stage(request, slug, key)
    form = ReasonForm(request.POST or None)
    return confirm_page(
        request,
        lambda: reopen_stage(actor=actor, stage=stage, reason=form.cleaned_data["reason"], now=clock.now()),
        title=_("Buka kembali %(stage)s?") % {"stage": stage.name},
        lead=_("Tahapan ini ditandai selesai pada %(day)s.") % {"day": day(stage.done_on)} if stage.done_on else "",
        submit=_("Buka kembali"),
        back=at("calendar", election),
        message=_("Tahapan dibuka kembali."),
        danger=False,
        form=form,
    )


@guarded(Verb.ELECTION_CHANGE)
def add(request: HttpRequest, slug: str) -> HttpResponse:
    """Add a stage of the desk's own."""
    actor = request.actor  # type: ignore[attr-defined]
    election = access_election(actor, slug, Verb.ELECTION_CHANGE)
    form = StageAddForm(request.POST or None)
    if form.is_valid() and form.perform(
        add_stage, actor=actor, election=election, now=clock.now(), **form.cleaned_data
    ):
        return done(request, at("calendar", election), _("Tahapan ditambahkan."))
    return form_page(
        request,
        form,
        title=_("Tambah tahapan"),
        back=at("calendar", election),
        lead=_("Untuk jadwal desk sendiri, misalnya gladi atau rapat koordinasi."),
        context={"region": election.region},
    )


@guarded(Verb.ELECTION_CHANGE)
def remove(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    """Remove a stage that the desk had added."""
    actor, election, stage = _stage(request, slug, key)
    return confirm_page(
        request,
        lambda: remove_stage(actor=actor, stage=stage, now=clock.now()),
        title=_("Hapus tahapan %(stage)s?") % {"stage": stage.name},
        lead=_("Hanya tahapan tambahan desk yang dapat dihapus. Jejaknya tetap ada di buku besar."),
        submit=_("Hapus 1 tahapan"),
        back=at("calendar", election),
        message=_("Tahapan dihapus."),
    )


def _stage(request: HttpRequest, slug: str, key: str) -> tuple[Any, Election, Stage]:
    actor = request.actor  # type: ignore[attr-defined]
    election = access_election(actor, slug, Verb.ELECTION_CHANGE)
    return actor, election, access_stage(actor, election, key, Verb.ELECTION_CHANGE)


def _today() -> Any:
    return timezone.localtime(clock.now()).date()
