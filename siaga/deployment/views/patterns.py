"""Guard patterns of a regency, as sentences, with where they come from and what does not fit."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from siaga import clock
from siaga.access import Verb
from siaga.deployment.access import access_class
from siaga.deployment.actions.patterns import set_pattern
from siaga.deployment.forms.people import PatternForm
from siaga.deployment.models import GuardClass, GuardPattern
from siaga.deployment.queries.patterns import Told, army_allowed, flag_of, patterns_of, told_patterns
from siaga.deployment.telling.words import class_words, flag_words, pattern_sentence
from siaga.deployment.views.shared import whole_of
from siaga.kit.forms import done, form_page
from siaga.kit.guard import ActorRequest, guarded


@dataclass(frozen=True, slots=True)
class PatternLine:
    cls: str
    name: str
    pattern: GuardPattern | None
    sentence: str
    flag: str
    likely: str
    told: tuple[tuple[int, str, str, str, str], ...]


def lines_of(chosen: dict[str, GuardPattern], told: dict[str, list[Told]]) -> list[PatternLine]:
    """Every class with its pattern, and what the ruleset tells of others."""
    found = []
    for cls in GuardClass.values:
        pattern = chosen.get(cls)
        flag, likely = flag_words(flag_of(pattern)) if pattern else ("", "")
        others = tuple(
            (at, pattern_sentence(one), one.origin, one.doubt, flag_words(flag_of(one))[1])
            for at, one in enumerate(told.get(cls, []))
        )
        sentence = pattern_sentence(pattern) if pattern else ""
        found.append(PatternLine(cls, class_words(cls), pattern, sentence, flag, likely, others))
    return found


@guarded(Verb.GUARD_VIEW)
def patterns(request: ActorRequest, slug: str, code: str) -> HttpResponseBase:
    here = whole_of(request.actor, slug, code)
    chosen = {one.cls: one for one in patterns_of(here.election, here.region)}
    return render(
        request,
        "deployment/patterns.html",
        {
            "here": here,
            "region": here.region,
            "election": here.election,
            "tab": "pola",
            "lines": lines_of(chosen, told_patterns(here.election)),
            "army": army_allowed(here.election),
        },
    )


@guarded(Verb.GUARD_CHANGE)
def pattern(request: ActorRequest, slug: str, code: str, cls: str) -> HttpResponseBase:
    """The pattern of one class; ``?mulai=1`` starts from the second that the ruleset tells of."""
    here = whole_of(request.actor, slug, code, change=True)
    wanted = access_class(cls)
    standing = next((one for one in patterns_of(here.election, here.region) if one.cls == wanted), None)
    told = told_patterns(here.election).get(wanted, [])
    at = request.GET.get("mulai", "")
    start: Any = told[int(at)] if at.isdigit() and int(at) < len(told) else standing
    names = ("police", "stations", "stations_max", "linmas", "linmas_max", "army", "origin", "doubt")
    army = army_allowed(here.election)
    form = PatternForm(
        request.POST or None, army=army, initial={name: getattr(start, name, None) for name in names} if start else {}
    )
    back = reverse("deployment:patterns", args=[slug, code])
    if form.is_valid():
        values = dict(form.cleaned_data)
        values["army"] = values.get("army") or 0
        if form.perform(
            set_pattern, actor=request.actor, election=here.election, region=here.region, cls=wanted, now=clock.now(),
            **values,
        ):  # fmt: skip
            flag, likely = flag_words(flag_of(form.result))
            said = _("Pola ditetapkan: %(sentence)s.") % {"sentence": pattern_sentence(form.result)}
            return done(request, back, " ".join(part for part in (said, flag, likely) if part))
    return form_page(
        request,
        form,
        title=_("Pola untuk TPS %(cls)s") % {"cls": class_words(wanted)},
        lead=_("Tiga angka ditulis terpisah karena urutannya berbeda-beda menurut daerah."),
        submit=_("Tetapkan"),
        back=back,
        context={"region": here.region},
    )
