"""One version: asked for, then read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _

from siaga.access import Verb
from siaga.engines.distribution.plan import Shortage
from siaga.kit.guard import ActorRequest, guarded
from siaga.planning.access import access_plan
from siaga.planning.actions.distribution import ask_plan
from siaga.planning.forms.plans import AskForm
from siaga.planning.models import PlanKind
from siaga.planning.options import SEASONS, TIERS, VIA
from siaga.planning.queries.problems import default_options
from siaga.planning.reading import DayLines, RouteLine, Sheet, sheet_of
from siaga.planning.telling.assumptions import said
from siaga.planning.telling.broken import broken_words, change_words
from siaga.planning.telling.shortage import REASONS, SOURCES, repair_words, shortage_words, why_words
from siaga.planning.views.distribution import DISTRIBUTION
from siaga.planning.views.shared import here_of


@guarded(Verb.PLAN_CHANGE)
def ask(request: ActorRequest, slug: str, code: str) -> HttpResponseBase:
    here = here_of(request.actor, slug, code, Verb.PLAN_CHANGE)
    usual = default_options(here.election)
    form = AskForm(request.POST or None, initial=AskForm.initial_of(usual))
    return DISTRIBUTION.asked(
        request,
        here,
        form,
        ask_plan,
        more=lambda: {"options": form.options(usual)},
        title=_("Hitung rencana distribusi"),
        lead=_(
            "Dihitung dari lokasi, kendaraan, dan kotak yang tercatat sekarang. Halaman hasilnya boleh ditinggalkan."
        ),
    )


@dataclass(frozen=True, slots=True)
class ShortageLine:
    what: str
    why: str
    repair: str


@dataclass(frozen=True, slots=True)
class Chosen:
    """Which part of a plan the page shows: a day, a vehicle's route, or all."""

    day: int | None
    route: str

    def takes(self, line: RouteLine) -> bool:
        return (self.day is None or line.route.day == self.day) and (not self.route or line.anchor == self.route)


def chosen_of(request: ActorRequest, sheet: Sheet) -> Chosen:
    try:
        day = int(request.GET.get("hari", ""))
    except ValueError:
        day = None
    known = {line.day for line in sheet.days}
    route = request.GET.get("rute", "")
    return Chosen(day if day in known else None, route if any(one.anchor == route for one in sheet.routes) else "")


@guarded(Verb.PLAN_VIEW)
def plan(request: ActorRequest, pk: int) -> HttpResponseBase:
    """A version as far as it is: its progress while it is computed, then all that it says."""
    found = access_plan(request.actor, pk, PlanKind.DISTRIBUTION)
    if answer := DISTRIBUTION.waiting(request, found):
        return answer
    sheet = sheet_of(found)
    chosen = chosen_of(request, sheet)
    return render(
        request,
        "planning/plan.html",
        {
            **DISTRIBUTION.frame(request, found),
            "sheet": sheet,
            "result": sheet.result,
            "chosen": chosen,
            "days": shown_days(sheet, chosen),
            "shortages": [
                ShortageLine(shortage_words(sheet, one), why_words(sheet, one), repair_words(sheet, one.repair))
                for one in sheet.shortages
            ],
            "unserved": [(one, sheet.name(one.site), REASONS[one.reason]()) for one in sheet.unserved],
            "explained": _explained(sheet.shortages),
            "assumptions": [said(one) for one in sheet.assumptions],
            "sources": [(SOURCES[key](), share) for key, share in sheet.result.sources.items() if key in SOURCES]
            if sheet.result
            else [],
            "broken": [broken_words(sheet, one) for one in sheet.broken],
            "changes": [change_words(sheet, one) for one in sheet.changes],
            "chances": chances_of(sheet),
            "query": f"?{request.GET.urlencode()}" if request.GET else "",
            "tones": {"terhambat": _("belum terlayani"), "sebagian": _("didahulukan"), "selesai": _("terlayani")},
            "tier": TIERS.get(sheet.options.tier, ""),
            "via": VIA.get(sheet.options.via, ""),
            "season": SEASONS.get(sheet.options.season, ""),
            "others": DISTRIBUTION.others(request.actor, found).exists(),
        },
    )


def chances_of(sheet: Sheet) -> dict[str, Any] | None:
    """How sure the plan is, with names; None for a version that was not tried so."""
    kept = (sheet.plan.result or {}).get("chances")
    if not kept:
        return None
    return {
        **kept,
        "named": [(sheet.name(site), chance) for site, chance in kept["below"][:8]],
        "buffer": (sheet.plan.result or {}).get("buffer"),
    }


def _explained(shortages: Sequence[Shortage]) -> set[str]:
    return {site for one in shortages for site in one.sites}


def shown_days(sheet: Sheet, chosen: Chosen) -> list[DayLines]:
    days = []
    for day in sheet.days:
        routes = tuple(route for route in day.routes if chosen.takes(route))
        if routes:
            days.append(DayLines(day.on, day.day, routes))
    return days
