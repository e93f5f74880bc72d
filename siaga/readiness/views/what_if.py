"""Other weights tried: the figures of a region and its parts beside the present ones, before anything is saved."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from siaga import clock
from siaga.access import Refused, Verb, may
from siaga.elections.models import Election
from siaga.elections.queries import access_election
from siaga.kit.forms import Consequence, ReasonForm, confirm_page
from siaga.kit.guard import ActorRequest, guarded
from siaga.kit.words import percent
from siaga.readiness.actions.indicators import set_weights
from siaga.readiness.arithmetic import Scale
from siaga.readiness.forms.indicators import MOST_WEIGHT
from siaga.readiness.models import SCALES, Indicator
from siaga.readiness.queries import indicators_for
from siaga.readiness.queries import what_if as try_weights
from siaga.readiness.shapes import WhatIfLine
from siaga.readiness.views.asking import asked_scale
from siaga.readiness.views.parts import points
from siaga.readiness.views.places import region_at, region_name, seen_code


@dataclass(frozen=True, slots=True)
class Weight:
    """An indicator with its present weight and the one that is tried."""

    indicator: Indicator
    now: int
    tried: int


@dataclass(frozen=True, slots=True)
class Outcome:
    """A region under the present weights and under those tried."""

    name: str
    whole: bool
    before: Fraction | None
    after: Fraction | None

    @property
    def _difference(self) -> Fraction | None:
        return None if self.before is None or self.after is None else self.after - self.before

    @property
    def moved(self) -> str:
        return points(self._difference) if self._difference else ""

    @property
    def direction(self) -> str:
        return "up" if (self._difference or 0) > 0 else "down"


def _tried(request: HttpRequest, rows: Sequence[Indicator]) -> list[Weight]:
    return [Weight(one, one.weight, _number(request.GET.get(f"b-{one.pk}"), one.weight)) for one in rows]


def _number(text: str | None, otherwise: int) -> int:
    clean = (text or "").strip()
    return min(int(clean), MOST_WEIGHT) if clean.isascii() and clean.isdigit() and len(clean) < 7 else otherwise


def _changed(weights: Sequence[Weight]) -> Mapping[int, int]:
    return {one.indicator.pk: one.tried for one in weights if one.tried != one.now}


def _outcome(line: WhatIfLine, whole: bool) -> Outcome:
    return Outcome(region_name(line.region), whole, line.before.value, line.after.value)


@guarded(Verb.PICTURE_VIEW, Verb.PICTURE_OPENED)
@require_safe
def what_if(request: ActorRequest, slug: str) -> HttpResponseBase:
    """``?skala=``, ``?wilayah=``, and one ``b-<number>=<weight>`` for each indicator that is tried otherwise."""
    election = access_election(request.actor, slug)
    code = seen_code(request.actor, election, request.GET.get("wilayah", ""))
    scale = asked_scale(request)
    weights = _tried(request, indicators_for(request.actor, election, scale))
    changed = _changed(weights)
    found = try_weights(request.actor, election, code, scale, changed, None, clock.now())
    response = render(
        request,
        "readiness/what_if.html",
        {
            "election": election,
            "region": region_at(code),
            "scale": scale.value,
            "scales": SCALES,
            "lines": weights,
            "rows": [_outcome(line, place == 0) for place, line in enumerate(found.lines)],
            "changed": len(changed),
            "at": found.at,
            "code": code,
            "may_change": may(request.actor, Verb.INDICATOR_CHANGE, election.place),
            "apply_url": f"{reverse('readiness:apply_weights', args=[slug])}?{_kept(scale, changed)}",
        },
    )
    patch_vary_headers(response, ["HX-Request", "HX-Target"])
    return response


def _kept(scale: Scale, changed: Mapping[int, int]) -> str:
    return urlencode({"skala": scale.value, **{f"b-{key}": value for key, value in changed.items()}})


@guarded(Verb.INDICATOR_CHANGE)
def apply_weights(request: ActorRequest, slug: str) -> HttpResponse:
    """The weights of the address, applied with a reason after a look at what they do."""
    election = access_election(request.actor, slug)
    if not may(request.actor, Verb.INDICATOR_CHANGE, election.place):
        raise Refused
    scale = asked_scale(request)
    weights = _tried(request, indicators_for(request.actor, election, scale))
    changed = _changed(weights)
    back = f"{reverse('readiness:what_if', args=[slug])}?{_kept(scale, changed)}"
    if not changed:
        return HttpResponseRedirect(back)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    return confirm_page(
        request,
        lambda: set_weights(
            actor=request.actor, election=election, weights=changed, now=clock.now(), **form.cleaned_data
        ),
        title=_("Terapkan bobot ini?"),
        lead=_("Angka semua wilayah dihitung dengan bobot baru mulai sekarang. Gambaran masa lalu dan potret tetap."),
        submit=_("Terapkan"),
        back=back,
        to=reverse("readiness:indicators", args=[slug]),
        message=_("Bobot baru berlaku."),
        consequences=_consequences(request, election, scale, weights, changed),
        form=form,
    )


def _consequences(
    request: ActorRequest, election: Election, scale: Scale, weights: Sequence[Weight], changed: Mapping[int, int]
) -> list[Consequence]:
    lines: list[Any] = [
        Consequence(one.indicator.name, _("%(now)d menjadi %(tried)d") % {"now": one.now, "tried": one.tried})
        for one in weights
        if one.indicator.pk in changed
    ]
    found = try_weights(request.actor, election, election.region.code, scale, changed, None, clock.now()).lines[0]
    if found.before.value is not None and found.after.value is not None:
        lines.append(
            Consequence(
                _("Nilai %(name)s") % {"name": region_name(found.region)},
                _("%(before)s menjadi %(after)s")
                % {"before": percent(found.before.value), "after": percent(found.after.value)},
            )
        )
    return lines
