"""Duties: the list, one, set and changed with their consequences in numbers, ended, the standard ones installed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from siaga import clock
from siaga.access import Place, Role, Verb, may
from siaga.elections.models import Election
from siaga.kit.forms import Consequence, confirm_page, done
from siaga.kit.guard import ActorRequest, guarded
from siaga.kit.tables import Column, Empty, Filter, Table
from siaga.kit.words import number
from siaga.reporting.actions.duties import end_duty, install_standard_duties, set_duty
from siaga.reporting.cadence import Period, read_rhythm
from siaga.reporting.expected import periods_of, rhythm_of
from siaga.reporting.forms.duties import PRESETS, ChangeDutyForm, DutyForm, EndDutyForm, initial_of
from siaga.reporting.models import Duty, ExpectedReport
from siaga.reporting.queries.duties import (
    access_duty,
    instruments_for_duties,
    may_set_duties,
    preview_duty,
    visible_duties,
)
from siaga.reporting.queries.owed import asked_for, by_district, tally
from siaga.reporting.standard import standard_duties
from siaga.reporting.views.choosing import chosen_election
from siaga.reporting.wording import about, h_day, reporter, spoken
from siaga.wilayah.access import access_region


def state_of(duty: Duty) -> str:
    today = timezone.localdate(clock.now())
    if duty.ended_at is not None or duty.ends < today:
        return "selesai"
    return "akan_datang" if duty.starts > today else "aktif"


DUTIES = Table(
    key="kewajiban",
    title=gettext_lazy("Kewajiban lapor"),
    columns=[
        Column(
            key="instrument",
            label=gettext_lazy("Instrumen"),
            value=lambda duty: duty.instrument.title,
            sort="instrument__title",
            sub=lambda duty: f"{about(duty.instrument)} · {duty.region.title}",
        ),
        Column(key="about", label=gettext_lazy("Tentang"), value=lambda duty: about(duty.instrument), screen=False),
        Column(key="region", label=gettext_lazy("Wilayah"), format="region", screen=False),
        Column(key="reporter", label=gettext_lazy("Yang melapor"), value=reporter, sort="role", phone=False),
        Column(
            key="cadence",
            label=gettext_lazy("Seberapa sering"),
            value=lambda duty: spoken(rhythm_of(duty)),
            phone=False,
        ),
        Column(key="owing", label=gettext_lazy("Unit wajib"), format="number", sort="owing"),
        Column(key="starts", label=gettext_lazy("Mulai"), format="day", sort="starts", phone=False),
        Column(key="ends", label=gettext_lazy("Sampai"), format="day", sort="ends", phone=False),
        Column(key="state", label=gettext_lazy("Status"), value=state_of, format="status"),
        Column(key="election", label=gettext_lazy("Pemilihan"), value=lambda duty: duty.election.name, screen=False),
    ],
    filters=[
        Filter(
            key="status",
            label=gettext_lazy("Status"),
            chips=True,
            choices=[("jalan", gettext_lazy("Berjalan")), ("selesai", gettext_lazy("Diakhiri"))],
            apply=lambda rows, value: rows.filter(ended_at__isnull=value == "jalan"),
        ),
    ],
    search=lambda rows, words: rows.filter(instrument__title__icontains=words),
    search_label=gettext_lazy("Cari instrumen"),
    order="instrument",
    row_url=lambda duty: reverse("reporting:duty", args=[duty.pk]),
    empty=Empty(
        title=gettext_lazy("Belum ada kewajiban lapor"),
        text=gettext_lazy(
            "Kewajiban menetapkan siapa harus melaporkan apa, tentang unit mana, dan seberapa sering. Dari sinilah "
            "diketahui siapa yang belum lapor."
        ),
        icon="checkbox",
    ),
)


@guarded(Verb.DUTY_VIEW)
def duties(request: ActorRequest) -> HttpResponseBase:
    """The duties of an election that bind something in the actor's reach."""
    election = chosen_election(request, request.actor)
    sets = election is not None and not election.closed and may_set_duties(request.actor, election)
    rows = visible_duties(request.actor)
    return DUTIES.respond(
        request,
        rows.filter(election=election) if election else rows,
        template="reporting/duties.html",
        context={"election": election, "sets": sets, "missing": _missing_standard(election) if sets else 0},
    )


def _missing_standard(election: Election | None) -> int:
    """How many standard duties the election does not have."""
    if election is None:
        return 0
    had = set(Duty.objects.filter(election=election, region=election.region).values_list("instrument__name", flat=True))
    return sum(standard.instrument not in had for standard in standard_duties(election))


@guarded(Verb.DUTY_VIEW)
def duty(request: ActorRequest, pk: int) -> HttpResponse:
    """One duty: its rhythm with the next due times, and how well it is kept."""
    found = access_duty(request.actor, pk)
    now = clock.now()
    rows = asked_for(request.actor, found.election, now).filter(duty=found)
    coming = [] if found.ended_at else [period for period in periods_of(found) if period.due_at > now][:8]
    return render(
        request,
        "reporting/duty.html",
        {
            "duty": found,
            "region": found.region,
            "about": about(found.instrument),
            "reporter": reporter(found),
            "rhythm": spoken(rhythm_of(found)),
            "state": state_of(found),
            "owing": found.units.filter(until=None).count(),
            "coming": _with_h_days(coming, found.election),
            "counts": tally(rows),
            "districts": by_district(rows),
            "changes": found.ended_at is None and may(request.actor, Verb.DUTY_CHANGE, found.place),
        },
    )


def _with_h_days(periods: Iterable[Period], election: Election) -> list[tuple[Period, str]]:
    """Each period with its distance to voting day in words."""
    return [(period, h_day((period.day - election.voting_day).days)) for period in periods]


@guarded(Verb.DUTY_CHANGE)
def add_duty(request: ActorRequest) -> HttpResponseBase:
    """Set a new duty."""
    election = chosen_election(request, request.actor)
    if election is None:
        return done(request, reverse("reporting:duties"), _("Belum ada pemilihan yang dapat diberi kewajiban."))
    instruments = instruments_for_duties(request.actor, election)
    today = timezone.localdate(clock.now())
    initial = {
        "instrument": request.GET.get("instrumen", ""),
        "region": election.region.code,
        "starts": today,
        "ends": max(election.voting_day, today),
        **initial_of(read_rhythm(_preset(request))),
    }
    form = DutyForm(instruments, request.POST or None, initial=initial)
    return _duty_page(request, form, election, None)


def _preset(request: HttpRequest) -> list[dict[str, Any]]:
    _words, data = PRESETS.get(request.GET.get("irama", ""), PRESETS["mingguan"])
    return list(data)


@guarded(Verb.DUTY_CHANGE)
def edit_duty(request: ActorRequest, pk: int) -> HttpResponseBase:
    """Change a running duty; what it is about stays."""
    found = access_duty(request.actor, pk, Verb.DUTY_CHANGE)
    initial = {
        "role": found.role,
        "agency_kinds": found.agency_kinds,
        "starts": found.starts,
        "ends": found.ends,
        "note": found.note,
        **initial_of(read_rhythm(_preset(request)) if "irama" in request.GET else rhythm_of(found)),
    }
    form = ChangeDutyForm([], request.POST or None, initial=initial)
    return _duty_page(request, form, found.election, found)


def _duty_page(request: ActorRequest, form: DutyForm, election: Election, found: Duty | None) -> HttpResponseBase:
    """Write when asked to; else show the form with what it would do, as a whole or (htmx) the preview alone."""
    looking = "lihat" in request.POST or request.headers.get("HX-Target") == "pratinjau"
    preview = None
    if form.is_valid():
        data = form.cleaned_data
        wanted: dict[str, Any] = {
            "election": election,
            "instrument": found.instrument if found else form.instruments[data["instrument"]],
            "region": found.region if found else access_region(request.actor, data["region"], Verb.DUTY_CHANGE),
            "cadence": form.cadence(),
            "starts": data["starts"],
            "ends": data["ends"],
            "agency_kinds": data["agency_kinds"],
            "duty": found,
            "now": clock.now(),
        }
        if not looking and form.perform(
            set_duty, actor=request.actor, role=Role(data["role"]), note=data["note"], **wanted
        ):
            made = form.result.units.filter(until=None).count()
            message = _("Kewajiban ditetapkan: %(n)s unit wajib lapor.") % {"n": number(made)}
            return done(request, reverse("reporting:duty", args=[form.result.pk]), message)
        preview = preview_duty(**wanted)
    context = {
        "form": form,
        "duty": found,
        "election": election,
        "region": found.region if found else election.region,
        "preview": preview,
        "coming": _with_h_days(preview.next_due, election) if preview else [],
        "presets": [(key, words) for key, (words, _data) in PRESETS.items()],
        "back": reverse("reporting:duty", args=[found.pk]) if found else reverse("reporting:duties"),
    }
    if request.headers.get("HX-Target") == "pratinjau":
        return render(request, "reporting/parts/duty_preview.html", context)
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "reporting/duty_form.html", context, status=status)


@guarded(Verb.DUTY_CHANGE)
def finish_duty(request: ActorRequest, pk: int) -> HttpResponseBase:
    """End a duty, with a reason."""
    found = access_duty(request.actor, pk, Verb.DUTY_CHANGE)
    now = clock.now()
    form = EndDutyForm(request.POST or None)
    back = reverse("reporting:duty", args=[pk])
    unpaid = ExpectedReport.objects.filter(duty=found, submission=None)
    return confirm_page(
        request,
        lambda: end_duty(actor=request.actor, duty=found, reason=form.cleaned_data["reason"], now=now),
        title=_("Akhiri kewajiban %(instrument)s?") % {"instrument": found.instrument.title},
        submit=_("Akhiri kewajiban"),
        back=back,
        message=_("Kewajiban diakhiri."),
        form=form,
        consequences=[
            Consequence(_("Unit yang tidak wajib lapor lagi"), number(found.units.filter(until=None).count())),
            Consequence(_("Laporan mendatang yang tidak ditagih lagi"), number(unpaid.filter(due_at__gt=now).count())),
            Consequence(_("Laporan terlewat yang tetap tercatat"), number(unpaid.filter(due_at__lte=now).count())),
        ],
    )


@guarded(Verb.DUTY_CHANGE)
def install_duties(request: ActorRequest) -> HttpResponseBase:
    """Install the standard duties that the election lacks."""
    election = chosen_election(request, request.actor)
    back = reverse("reporting:duties")
    if election is None or not may(request.actor, Verb.DUTY_CHANGE, Place(election.region.code)):
        return done(request, back, _("Pemilihan ini bukan wewenang Anda."))
    had = set(Duty.objects.filter(election=election, region=election.region).values_list("instrument__name", flat=True))
    lacking = [standard for standard in standard_duties(election) if standard.instrument not in had]
    return confirm_page(
        request,
        lambda: install_standard_duties(actor=request.actor, election=election, now=clock.now()),
        title=_("Pasang kewajiban baku %(election)s?") % {"election": election.name},
        submit=_("Pasang kewajiban baku"),
        back=back,
        message=_("Kewajiban baku terpasang."),
        consequences=[Consequence(one.instrument, spoken(one.rhythm)) for one in lacking]
        or [Consequence(_("Semua kewajiban baku sudah terpasang"), "")],
    )
