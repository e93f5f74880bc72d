"""Making a repeat round: first choose the stations, then say when and why."""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.text import slugify
from django.utils.translation import gettext as _

from siaga import clock
from siaga.access import Verb
from siaga.elections.access import access_election, under, visible_stations
from siaga.elections.actions.repeats import create_repeat_round
from siaga.elections.forms import RepeatForm
from siaga.elections.models import Election, PollingStation, RepeatKind
from siaga.elections.queries.regions import districts_of
from siaga.elections.views.shared import at, election_context
from siaga.kit.forms import done, form_page
from siaga.kit.guard import guarded
from siaga.wilayah.names import fold

MOST_CHOSEN = 300
"""Stations that one repeat round may hold when chosen on the page."""
MOST_FOUND = 100


@guarded(Verb.ELECTION_CHANGE)
def choose(request: HttpRequest, slug: str) -> HttpResponse:
    """Choose the stations; what is chosen stays chosen while one searches on. Works by GET alone."""
    actor = request.actor  # type: ignore[attr-defined]
    election = access_election(actor, slug)
    codes = _codes(request)
    stations = visible_stations(actor, election, Verb.STATION_CHANGE).select_related("village__parent")
    chosen = list(stations.filter(code__in=codes))
    district, words = request.GET.get("kecamatan", "")[:8], request.GET.get("cari", "").strip()[:60]
    found: list[PollingStation] = []
    if district or words:
        condition = under(district)
        if words:
            condition &= Q(code__startswith=words) | Q(village__search_name__contains=fold(words) or words)
        found = list(stations.filter(condition).exclude(code__in=codes)[: MOST_FOUND + 1])
    context: dict[str, Any] = {
        **election_context(request, election, "overview"),
        "chosen": chosen,
        "voters": sum(one.voters_total or 0 for one in chosen),
        "unknown": sum(one.voters_total is None for one in chosen),
        "found": found[:MOST_FOUND],
        "more": len(found) > MOST_FOUND,
        "searched": bool(district or words),
        "districts": districts_of(election),
        "district": district,
        "words": words,
    }
    return render(request, "elections/repeat.html", context)


@guarded(Verb.ELECTION_CHANGE)
def create(request: HttpRequest, slug: str) -> HttpResponse:
    """Say when and why the chosen stations vote again; make the round."""
    actor = request.actor  # type: ignore[attr-defined]
    election = access_election(actor, slug)
    codes = _codes(request)
    visible = visible_stations(actor, election, Verb.STATION_CHANGE).select_related("village__parent")
    chosen = list(visible.filter(code__in=codes))
    form = RepeatForm(request.POST or None, initial={"kind": RepeatKind.PSU, "slug": _suggested(election)})
    if form.is_valid() and form.perform(
        create_repeat_round, actor=actor, first=election, codes=codes, now=clock.now(), **form.cleaned_data
    ):
        return done(request, at("overview", form.result), _("Putaran ulang dibuat."))
    return form_page(
        request,
        form,
        title=_("Buat putaran ulang"),
        submit=_("Buat putaran ulang"),
        back=f"{at('repeat', election)}?{_query(codes)}",
        template="elections/repeat_form.html",
        context={
            "region": election.region,
            "chosen": chosen,
            "voters": sum(one.voters_total or 0 for one in chosen),
            "unknown": sum(one.voters_total is None for one in chosen),
        },
    )


def _codes(request: HttpRequest) -> list[str]:
    """The chosen codes, each once, without those whose mark was taken away."""
    return sorted({code[:17] for code in request.GET.getlist("pilih") if code})[:MOST_CHOSEN]


def _query(codes: list[str]) -> str:
    return "&".join(f"pilih={code}" for code in codes)


def _suggested(election: Election) -> str:
    return slugify(f"psu-{election.slug}")[:60]
