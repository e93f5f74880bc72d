"""One version: asked for, then read."""

from __future__ import annotations

from django.http import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _

from siaga.access import Verb
from siaga.contingency.actions.plans import ask_contingency
from siaga.contingency.forms.plans import CLASS_WORDS, AskForm
from siaga.contingency.options import Options
from siaga.contingency.queries.playbooks import holding_of
from siaga.contingency.reading import sheet_of
from siaga.contingency.views.life import CONTINGENCY
from siaga.contingency.views.shared import here_of
from siaga.kit.guard import ActorRequest, guarded
from siaga.planning.access import access_plan
from siaga.planning.models import PlanKind

SHOWN = 200
"""So many lines of a list; the files have all of them."""


@guarded(Verb.PLAN_CHANGE)
def ask(request: ActorRequest, slug: str, code: str) -> HttpResponseBase:
    here = here_of(request.actor, slug, code, Verb.PLAN_CHANGE)
    usual = Options.usual(holding_of(here.region).playbooks)
    form = AskForm(request.POST or None, usual=usual)
    return CONTINGENCY.asked(
        request,
        here,
        form,
        ask_contingency,
        more=lambda: {"options": form.options},
        title=_("Hitung rencana keadaan darurat"),
        lead=_(
            "Dihitung dari kerawanan, pegangan, dan sumber daya yang tercatat sekarang. Nilai kelas menentukan TPS "
            "mana yang didahulukan."
        ),
    )


@guarded(Verb.PLAN_VIEW)
def plan(request: ActorRequest, pk: int) -> HttpResponseBase:
    """A version as far as it is: its progress while it is computed, then all that it says."""
    found = access_plan(request.actor, pk, PlanKind.CONTINGENCY)
    if answer := CONTINGENCY.waiting(request, found):
        return answer
    sheet = sheet_of(found)
    return render(
        request,
        "contingency/plan.html",
        {
            **CONTINGENCY.frame(request, found),
            "sheet": sheet,
            "answer": sheet.answer,
            "shown": SHOWN,
            "given": sheet.given[:SHOWN],
            "open": sheet.open[:SHOWN],
            "classes": [(str(CLASS_WORDS[key]), worth) for key, worth in sheet.inputs["options"]["risk"].items()],
            "class_words": {key: str(word) for key, word in CLASS_WORDS.items()},
            "tones": {"terhambat": _("belum tertutup"), "sebagian": _("tertutup sebagian"), "selesai": _("tertutup")},
            "others": CONTINGENCY.others(request.actor, found).exists(),
        },
    )
