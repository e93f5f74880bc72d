"""How classes are made in a regency: thresholds, hard rules, and where the weights are kept."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from siaga import clock
from siaga.access import Verb
from siaga.elections.models import Election
from siaga.kerawanan.actions.mappings import set_scheme
from siaga.kerawanan.asked import Asked, asked_of, gap_of
from siaga.kerawanan.forms.scheme import SchemeForm
from siaga.kerawanan.models import ClassScheme
from siaga.kerawanan.schemes import SchemeValues, proposed_values, scheme_in_force, values_of
from siaga.kerawanan.views.shared import frame, here_of
from siaga.kerawanan.words import class_words
from siaga.kit.forms import done, form_page
from siaga.kit.guard import ActorRequest, guarded


@dataclass(frozen=True, slots=True)
class RuleLine:
    words: str
    cls: str
    all_of: tuple[str, ...]
    any_of: tuple[str, ...]
    special: bool


@dataclass(frozen=True, slots=True)
class WeightLine:
    one: Asked
    share: float


def rule_lines(values: SchemeValues) -> list[RuleLine]:
    return [
        RuleLine(
            str(rule["words"]),
            str(rule["class"]),
            tuple(rule.get("all_of", ())),
            tuple(rule.get("any_of", ())),
            bool(rule.get("special")),
        )
        for rule in values.rules
    ]


def weight_lines(election: Election) -> list[WeightLine]:
    asked = asked_of(election)
    total = sum(one.weight for one in asked) or 1
    return [WeightLine(one, one.weight / total) for one in asked]


@guarded(Verb.RISK_VIEW)
def scheme(request: ActorRequest, slug: str, code: str) -> HttpResponse:
    here = here_of(request.actor, request, slug, code)
    current = scheme_in_force(here.election, here.region)
    values = values_of(current) if current else proposed_values(here.election)
    versions = ClassScheme.objects.filter(election=here.election, region=here.region).select_related("created_by")
    return render(
        request,
        "kerawanan/scheme.html",
        frame(
            here,
            "kriteria",
            current=current,
            values=values,
            rules=rule_lines(values),
            weights=weight_lines(here.election),
            gap=gap_of(here.election),
            versions=versions.order_by("-number")[:30],
            kurang=class_words("kurang-rawan"),
        ),
    )


@guarded(Verb.RISK_CHANGE)
def change(request: ActorRequest, slug: str, code: str) -> HttpResponse:
    here = here_of(request.actor, request, slug, code, Verb.RISK_CHANGE)
    current = scheme_in_force(here.election, here.region)
    values = values_of(current) if current else proposed_values(here.election)
    asked = asked_of(here.election)
    form = SchemeForm(request.POST or None, values=values, numbers=[one.number for one in asked])
    if request.method == "POST" and form.is_valid():
        went_well = form.perform(
            set_scheme,
            actor=request.actor,
            election=here.election,
            region=here.region,
            values=form.values(),
            reason=form.cleaned_data["reason"],
            now=clock.now(),
        )
        if went_well:
            return done(
                request,
                here.url("scheme"),
                _("Kriteria disimpan. Pemetaan yang ada tidak berubah; petakan ulang untuk memakainya."),
            )
    return form_page(
        request,
        form,
        title=_("Ubah kriteria kelas"),
        submit=_("Simpan kriteria"),
        back=here.url("scheme"),
        template="kerawanan/scheme_form.html",
        context={"region": here.region, "here": here, "asked": asked},
    )
