"""The life of a version on its pages, the same for every kind of plan: computed, named, in force, retired, compared.

Rooms name what is their kind's own as a ``Life``; ``addresses`` are the pages that every version has.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q, QuerySet
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import URLPattern, path, reverse
from django.utils.cache import patch_vary_headers
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from siaga import clock
from siaga.access import Actor, Verb, may
from siaga.kit.forms import Consequence, Form, ReasonForm, confirm_page, done, form_page
from siaga.kit.guard import ActorRequest, View, guarded
from siaga.kit.words import number
from siaga.planning import work
from siaga.planning.access import access_plan, visible_plans
from siaga.planning.actions.plans import put_in_force, rename_plan, retire_plan
from siaga.planning.forms.plans import NameForm
from siaga.planning.models import CHANGING, VIEWING, Plan, PlanKind, PlanState
from siaga.planning.views.shared import Here, may_changes, standing_of

Text = str | Promise

IN_FORCE = Q(in_force_since__isnull=False, retired_at=None)
SLOW = 120
"""Seconds after which somebody should look why the worker takes nothing."""
CHOICES = 50
PAGES = {
    "plan": "plan",
    "rename": "rename_plan",
    "force": "force_plan",
    "retire": "retire_plan",
    "compare": "compare_plan",
}
"""Pages of a version as templates call them → names of their addresses in each room."""


@dataclass(frozen=True, slots=True)
class Moved:
    """What two versions do otherwise. heading: how many; what: what a line is about; lines: name, before, after."""

    heading: str
    what: str
    lines: Iterable[tuple[str, str, str]]


@dataclass(frozen=True, slots=True)
class Compared:
    """Two versions side by side. figures: name, before, after; lists: heading and what only one of them has."""

    figures: Iterable[tuple[str, str, str]]
    moved: Iterable[Moved]
    lists: Iterable[tuple[str, Iterable[str]]] = field(default=())


@dataclass(frozen=True, slots=True)
class Life:
    """What one kind of plan has of its own on these pages.

    room: the namespace of its addresses. computing: what the server does meanwhile, with ``spent`` and ``total``
    seconds. meaning and message: before and after it is put in force; follows: that in numbers.
    """

    kind: PlanKind
    room: str
    computing: Text
    meaning: Text
    message: Text
    follows: Callable[[Plan], list[Consequence]]
    compare: Callable[[Plan, Plan], Compared]

    @property
    def viewing(self) -> Verb:
        return VIEWING[self.kind]

    @property
    def changing(self) -> Verb:
        return CHANGING[self.kind]

    def at(self, page: str, *args: object) -> str:
        return reverse(f"{self.room}:{page}", args=args)

    def others(self, actor: Actor, plan: Plan) -> QuerySet[Plan]:
        """The other versions of its election and region that are computed, the latest first."""
        return (
            visible_plans(actor, self.kind)
            .filter(election=plan.election, region=plan.region, state=PlanState.DONE)
            .exclude(pk=plan.pk)
            .order_by("-number")
        )

    def frame(self, request: ActorRequest, plan: Plan) -> dict[str, Any]:
        """What every page of a version shows. whole: not only the part that concerns the reader."""
        return {
            "plan": plan,
            "region": plan.region,
            "election": plan.election,
            "standing": standing_of(plan),
            "may_change": may_changes(request.actor, self.kind, plan.region, plan.election),
            "whole": may(request.actor, self.viewing, plan.place),
            "sees_region": may(request.actor, Verb.REGION_VIEW, plan.place),
            "at": {
                **{page: self.at(name, plan.pk) for page, name in PAGES.items()},
                "region": self.at("region", plan.election.slug, plan.region.code),
                "ask": self.at("ask", plan.election.slug, plan.region.code),
                "parent": self.at("plan", plan.parent_id) if plan.parent_id else "",
            },
        }

    def standing(self, versions: QuerySet[Any]) -> dict[str, Any]:
        """Which of a region's versions is in force and which is being computed, for the page that lists them."""
        moving = versions.filter(state__in=(PlanState.QUEUED, PlanState.RUNNING)).first()
        return {
            "current": versions.filter(IN_FORCE).first(),
            "moving": moving,
            "moving_at": self.at("plan", moving.pk) if moving else "",
            "any": versions.exists(),
        }

    def asked(
        self,
        request: ActorRequest,
        here: Here,
        form: Form,
        act: Callable[..., Plan],
        *,
        more: Callable[[], dict[str, Any]],
        title: Text,
        lead: Text,
    ) -> HttpResponseBase:
        """The form that asks for a new version, and the way to it. more: what its act wants of the valid form."""
        if form.is_valid() and form.perform(
            act,
            actor=request.actor,
            election=here.election,
            region=here.region,
            title=form.cleaned_data["title"],
            seconds=int(form.cleaned_data["seconds"]),
            now=clock.now(),
            **more(),
        ):
            work.begin(form.result)
            return done(request, self.at("plan", form.result.pk))
        return form_page(
            request,
            form,
            title=title,
            submit=_("Hitung"),
            back=self.at("region", here.election.slug, here.region.code),
            lead=lead,
            context={"region": here.region},
        )

    def waiting(self, request: ActorRequest, plan: Plan) -> HttpResponse | None:
        """The page of a version that is not computed yet, and the reload once it is; None where it can be read."""
        polled = request.headers.get("HX-Target") == "kemajuan"
        if plan.state == PlanState.DONE:
            return HttpResponse(status=204, headers={"HX-Refresh": "true"}) if polled else None
        spent = max(0, int((clock.now() - (plan.started_at or plan.created_at)).total_seconds()))
        context = {
            **self.frame(request, plan),
            "moving": plan.state in (PlanState.QUEUED, PlanState.RUNNING),
            "computing": str(self.computing) % {"spent": number(spent), "total": number(plan.seconds)},
            "share": min(99, round(100 * spent / (plan.seconds + 5))) if plan.state == PlanState.RUNNING else None,
            "stuck": plan.state == PlanState.QUEUED and spent > SLOW,
        }
        response = render(request, "planning/_progress.html" if polled else "planning/computing.html", context)
        patch_vary_headers(response, ["HX-Request", "HX-Target"])
        response.headers["Cache-Control"] = "no-store"
        return response


def addresses(life: Life) -> list[URLPattern]:
    """The pages that every version has, below ``versi/<pk>/`` of its room."""
    return [
        path("versi/<int:pk>/nama/", _rename(life), name="rename_plan"),
        path("versi/<int:pk>/berlakukan/", _force(life), name="force_plan"),
        path("versi/<int:pk>/cabut/", _retire(life), name="retire_plan"),
        path("versi/<int:pk>/banding/", _comparison(life), name="compare_plan"),
    ]


def _rename(life: Life) -> View:
    @guarded(life.changing)
    def rename(request: ActorRequest, pk: int) -> HttpResponseBase:
        found = access_plan(request.actor, pk, life.kind, change=True)
        form = NameForm(request.POST or None, initial={"title": found.title, "note": found.note})
        back = life.at("plan", pk)
        if form.is_valid() and form.perform(
            rename_plan, actor=request.actor, plan=found, now=clock.now(), **form.cleaned_data
        ):
            return done(request, back, _("Nama dan catatan disimpan."))
        return form_page(request, form, title=_("Nama dan catatan"), back=back, context={"region": found.region})

    return rename


def _force(life: Life) -> View:
    @guarded(life.changing)
    def force(request: ActorRequest, pk: int) -> HttpResponseBase:
        """Put a version in force, with what follows from it."""
        found = access_plan(request.actor, pk, life.kind, change=True)
        back = life.at("plan", pk)
        broken = len((found.result or {}).get("broken", []))
        form = ReasonForm(request.POST if request.method == "POST" else None, required=bool(broken))
        consequences = life.follows(found) if found.result else []
        if (standing := life.others(request.actor, found).filter(IN_FORCE).first()) is not None:
            consequences.append(Consequence(_("Versi yang digantikan"), number(standing.number)))
        if broken:
            consequences.append(Consequence(_("Aturan yang dilanggar"), number(broken)))
        return confirm_page(
            request,
            lambda: put_in_force(actor=request.actor, plan=found, now=clock.now(), **form.cleaned_data),
            title=_("Berlakukan %(plan)s?") % {"plan": found},
            submit=_("Berlakukan"),
            back=back,
            message=life.message,
            lead=life.meaning,
            consequences=consequences,
            danger=False,
            form=form,
        )

    return force


def _retire(life: Life) -> View:
    @guarded(life.changing)
    def retire(request: ActorRequest, pk: int) -> HttpResponseBase:
        found = access_plan(request.actor, pk, life.kind, change=True)
        back = life.at("plan", pk)
        form = ReasonForm(request.POST or None)
        return confirm_page(
            request,
            lambda: retire_plan(actor=request.actor, plan=found, now=clock.now(), **form.cleaned_data),
            title=_("Nyatakan %(plan)s tidak berlaku?") % {"plan": found},
            submit=_("Nyatakan tidak berlaku"),
            back=back,
            message=_("Rencana tidak berlaku lagi."),
            form=form,
        )

    return retire


def _comparison(life: Life) -> View:
    @guarded(life.viewing)
    def comparison(request: ActorRequest, pk: int) -> HttpResponseBase:
        """A version beside another: the chosen one, else the one that it was made from, else the latest."""
        one = access_plan(request.actor, pk, life.kind)
        choices = life.others(request.actor, one)
        known = list(choices.values_list("pk", flat=True))
        asked = request.GET.get("dengan", "")
        wanted = (int(asked) if asked.isdecimal() else None, one.parent_id, *known[:1])
        other_pk = next((choice for choice in wanted if choice in known), None)
        other = access_plan(request.actor, other_pk, life.kind) if other_pk else None
        return render(
            request,
            "planning/compare.html",
            {
                **life.frame(request, one),
                "other": other,
                "choices": choices[:CHOICES],
                "compared": life.compare(other, one) if other and other.result and one.result else None,
            },
        )

    return comparison
