"""The register of obstacles: what hampers, how it is met, who does what about it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from siaga import clock
from siaga.access import Place, Refused, Verb, may, scope_of
from siaga.kit.forms import Consequence, confirm_page, done, form_page
from siaga.kit.guard import ActorRequest, guarded
from siaga.kit.tables import Column, Empty, Filter, Table
from siaga.kit.words import countdown
from siaga.rakor.access import access_obstacle, visible_obstacles
from siaga.rakor.actions.obstacles import close_obstacle, note_obstacle, set_strategy
from siaga.rakor.forms.obstacles import CloseObstacleForm, ObstacleForm, StrategyForm
from siaga.rakor.models import Obstacle, ObstacleKind, ObstacleState
from siaga.rakor.queries.obstacles import (
    chain_of,
    find_obstacles,
    may_change_obstacle,
    obstacle_counts,
    obstacles_of,
)
from siaga.rakor.repeats import already_made
from siaga.rakor.views.points.acts import number_in
from siaga.rakor.views.points.listing import today
from siaga.reporting.access import access_submission
from siaga.reporting.models import Submission
from siaga.reporting.views.choosing import chosen_election


def _late(row: Obstacle) -> bool:
    return row.state == ObstacleState.HANDLED and row.due is not None and row.due < today()


def _by_state(rows: QuerySet[Obstacle], value: str) -> QuerySet[Obstacle]:
    if value == "terlambat":
        return rows.filter(state=ObstacleState.HANDLED, due__lt=today())
    return rows.filter(state=value)


OBSTACLES = Table(
    key="kendala",
    title=gettext_lazy("Kendala"),
    columns=[
        Column(
            key="title",
            label=gettext_lazy("Kendala"),
            sort="title",
            sub=lambda row: f"{row.get_kind_display()} · {row.unit or row.region.title}",
        ),
        Column(
            key="state",
            label=gettext_lazy("Status"),
            value=lambda row: row.get_state_display(),
            sort="state",
            cell="rakor/obstacles/state_cell.html",
        ),
        Column(
            key="owner",
            label=gettext_lazy("Penanggung jawab"),
            value=lambda row: row.owner.name if row.owner else "",
            sort="owner__name",
            phone=False,
        ),
        Column(key="due", label=gettext_lazy("Tenggat"), format="day", sort="due", phone=False),
        Column(
            key="points_open",
            label=gettext_lazy("Tindak lanjut terbuka"),
            format="number",
            sort="points_open",
            phone=False,
        ),
        Column(key="points_made", label=gettext_lazy("Tindak lanjut"), format="number", screen=False),
        Column(key="kind", label=gettext_lazy("Jenis"), value=lambda row: row.get_kind_display(), screen=False),
        Column(key="region", label=gettext_lazy("Wilayah"), format="region", screen=False),
        Column(key="strategy", label=gettext_lazy("Strategi"), screen=False),
        Column(key="late", label=gettext_lazy("Lewat tenggat"), value=_late, format="truth", screen=False),
        Column(key="created_at", label=gettext_lazy("Dicatat"), format="age", sort="created_at", phone=False),
    ],
    filters=[
        Filter(
            key="status",
            label=gettext_lazy("Status"),
            chips=True,
            choices=[
                *ObstacleState.choices,
                ("terlambat", gettext_lazy("Lewat tenggat")),
            ],
            apply=_by_state,
        ),
        Filter(
            key="jenis",
            label=gettext_lazy("Jenis"),
            choices=ObstacleKind.choices,
            field="kind",
        ),
    ],
    search=find_obstacles,
    search_label=gettext_lazy("Cari kendala, strategi, atau penanggung jawab"),
    order="-created_at",
    row_url=lambda row: reverse("rakor:obstacle", args=[row.pk]),
    empty=Empty(
        title=gettext_lazy("Belum ada kendala"),
        text=gettext_lazy(
            "Kendala dari rapat dan laporan dicatat di sini, lalu diberi strategi, penanggung jawab, dan tenggat."
        ),
        icon="barrier-block",
    ),
)


@guarded(Verb.OBSTACLE_VIEW)
def obstacles(request: ActorRequest) -> HttpResponseBase:
    election = chosen_election(request, request.actor)
    return OBSTACLES.respond(
        request,
        obstacles_of(request.actor, election),
        template="rakor/obstacles/list.html",
        context={
            "counts": obstacle_counts(request.actor, election, today()),
            "may_note": not scope_of(request.actor, Verb.OBSTACLE_CHANGE).nothing,
        },
    )


@guarded(Verb.OBSTACLE_VIEW)
def obstacle(request: ActorRequest, obstacle_id: int) -> HttpResponse:
    found = access_obstacle(request.actor, obstacle_id)
    return render(
        request,
        "rakor/obstacles/one.html",
        {
            "obstacle": found,
            "region": found.region,
            "chain": chain_of(request.actor, found),
            "late": _late(found),
            "due_mark": countdown(found.election.voting_day, found.due) if found.due else "",
            "may_see_ledger": may(request.actor, Verb.LEDGER_VIEW, Place(found.region.code)),
        },
    )


@guarded(Verb.OBSTACLE_CHANGE)
def new_obstacle(request: ActorRequest) -> HttpResponse:
    """``?laporan=`` names the report that tells of it; ``?wilayah=``, ``?tps=`` say where."""
    told: Submission | None = None
    if (number := number_in(request, "laporan")) is not None:
        told = access_submission(request.actor, number)
    election = told.election if told else chosen_election(request, request.actor)
    if election is None:
        raise Refused
    form = ObstacleForm(request.actor, request.POST or None, initial=_asked(request, told))
    if form.is_valid():
        facts = {"election": election, "submission": told, **form.cleaned_data}
        if known := already_made(visible_obstacles(request.actor), facts, clock.now()):
            message = _("Kendala ini sudah tercatat; tidak dicatat dua kali.")
            return done(request, reverse("rakor:obstacle", args=[known.pk]), message)
    if form.is_valid() and form.perform(
        note_obstacle,
        actor=request.actor,
        election=election,
        submission=told,
        now=clock.now(),
        **form.cleaned_data,
    ):
        return done(request, reverse("rakor:obstacle", args=[form.result.pk]), _("Kendala dicatat."))
    return form_page(
        request,
        form,
        title=_("Kendala baru"),
        lead=_("Dari laporan %(instrument)s tentang %(unit)s.")
        % {"instrument": told.instrument.title, "unit": told.unit}
        if told
        else _("Sesudah dicatat, kendala diberi strategi, penanggung jawab, dan tenggat."),
        submit=_("Catat kendala"),
        back=reverse("rakor:obstacles"),
        context={"region": election.region},
    )


def _asked(request: ActorRequest, told: Submission | None) -> dict[str, Any]:
    if told is not None:
        station = told.station
        return {"region": told.unit_region_code, "unit": station.code if station is not None else ""}
    roots = [grant.region for grant in request.actor.grants if grant.region]
    return {
        "region": request.GET.get("wilayah", "")[:13] or (min(roots, key=len) if roots else ""),
        "unit": request.GET.get("tps", "")[:17],
    }


@guarded(Verb.OBSTACLE_CHANGE)
def strategy(request: ActorRequest, obstacle_id: int) -> HttpResponse:
    found = access_obstacle(request.actor, obstacle_id)
    if not may_change_obstacle(request.actor, found):
        raise Refused
    form = StrategyForm(
        request.actor,
        request.POST or None,
        initial={
            "strategy": found.strategy,
            "owner": found.owner.code if found.owner else "",
            "due": found.due or _default_due(found),
        },
    )
    if form.is_valid() and form.perform(
        set_strategy, actor=request.actor, obstacle=found, now=clock.now(), **form.cleaned_data
    ):
        return done(request, reverse("rakor:obstacle", args=[found.pk]), _("Strategi disimpan."))
    return form_page(
        request,
        form,
        title=_("Strategi menangani kendala"),
        lead=found.title,
        back=reverse("rakor:obstacle", args=[found.pk]),
        context={"region": found.region},
    )


def _default_due(found: Obstacle) -> date | None:
    """A week before the vote, while that lies ahead."""
    due = found.election.voting_day - timedelta(days=7)
    return due if due >= today() else None


@guarded(Verb.OBSTACLE_CHANGE)
def close(request: ActorRequest, obstacle_id: int) -> HttpResponse:
    found = access_obstacle(request.actor, obstacle_id)
    if not may_change_obstacle(request.actor, found):
        raise Refused
    back = reverse("rakor:obstacle", args=[found.pk])
    form = CloseObstacleForm(request.POST if request.method == "POST" else None)
    return confirm_page(
        request,
        lambda: close_obstacle(actor=request.actor, obstacle=found, now=clock.now(), **form.cleaned_data),
        title=_("Nyatakan kendala ini teratasi?"),
        lead=found.title,
        submit=_("Nyatakan teratasi"),
        back=back,
        message=_("Kendala dinyatakan teratasi."),
        consequences=[Consequence(_("Kendala yang ditutup"), 1)],
        danger=False,
        form=form,
    )
