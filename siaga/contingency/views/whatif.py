"""What if: asked on a page or on the wall of the meeting room, kept under a name, answered with proposed plans."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from siaga import clock
from siaga.access import Problem, Refused, Verb, may
from siaga.contingency.access import access_scenario, visible_scenarios
from siaga.contingency.actions.scenarios import keep_scenario, propose_plan
from siaga.contingency.asking import Asked
from siaga.contingency.forms.plans import KeepForm
from siaga.contingency.queries.ground import Standing, standing_of_region
from siaga.contingency.queries.proposals import concerned
from siaga.contingency.queries.whatif import Result, areas_of, asked_about, takings_of
from siaga.contingency.views.asked import InAddress, in_address, written
from siaga.contingency.views.life import CONTINGENCY
from siaga.contingency.views.shared import Here, here_of
from siaga.deployment.views.life import DEPLOYMENT
from siaga.engines.whatif import EventKind, Loss
from siaga.kit.forms import Consequence, confirm_page, done, form_page
from siaga.kit.guard import ActorRequest, guarded
from siaga.kit.tables import Column, Empty, Table
from siaga.kit.words import number
from siaga.planning import work
from siaga.planning.access import visible_plans
from siaga.planning.models import CHANGING, PlanKind, plan_place
from siaga.planning.views.distribution import DISTRIBUTION
from siaga.planning.views.shared import may_changes

SHOWN = 100
LOSS_WORDS = {
    Loss.PLACE: gettext_lazy("tempat TPS"),
    Loss.ACCESS: gettext_lazy("jalan masuk"),
    Loss.POWER: gettext_lazy("listrik"),
    Loss.BOXES: gettext_lazy("kotak yang dijadwalkan"),
    Loss.GUARDS: gettext_lazy("penjagaan penuh"),
    Loss.AID: gettext_lazy("bantuan darurat"),
}
LIVES = {life.kind: life for life in (DISTRIBUTION, DEPLOYMENT, CONTINGENCY)}


@dataclass(frozen=True, slots=True)
class District:
    code: str
    name: str
    villages: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class HitLine:
    name: str
    code: str
    voters: int | None
    losses: tuple[str, ...]
    boxes: int
    officers: int


@dataclass(frozen=True, slots=True)
class DistrictHits:
    name: str
    stations: int
    voters: int
    share: float


@guarded(Verb.PLAN_VIEW)
def whatif(request: ActorRequest, slug: str, code: str) -> HttpResponseBase:
    """The question and its answer on one page."""
    here = here_of(request.actor, slug, code)
    return render(request, "contingency/whatif.html", {**_context(request, here), "tab": "andai"})


@guarded(Verb.PLAN_VIEW)
def wall(request: ActorRequest, slug: str, code: str) -> HttpResponseBase:
    """The same for the wall of a meeting room."""
    here = here_of(request.actor, slug, code)
    return render(request, "contingency/wall.html", _context(request, here))


def _context(request: ActorRequest, here: Here) -> dict[str, Any]:
    asked = in_address(request.GET)
    standing = standing_of_region(here.election, here.region)
    names = areas_of(here.election, here.region, standing)
    books = standing.holding.playbooks
    kinds = [(one.event, one.name) for one in books.whatif]
    shape = request.GET.get("bentuk", "") or (asked.events[-1].kind if asked.events else "")
    if shape not in dict(kinds):
        shape = kinds[0][0] if kinds else ""
    result, problem = None, None
    if asked.events or asked.sent:
        try:
            result = asked_about(request.actor, here.election, here.region, asked.events, standing)
        except Refused:
            raise
        except Problem as found:
            problem = found
            if asked.sent:  # what the form added wrongly does not stay in the address
                asked = InAddress(asked.events[:-1], False)
    return {
        "here": here, "region": here.region, "election": here.election,
        "kinds": kinds, "shape": shape,
        "districts": _districts(names, here.region.code),
        "units": sorted(standing.units.items(), key=lambda one: one[1]),
        "problem": problem,
        "asked": asked,
        "events": [(events_words(one, names, standing.units, dict(kinds)), asked.without(index))
                   for index, one in enumerate(asked.events)],
        "asked_pairs": [written(one) for one in asked.events],
        "kept": asked.query if result else "",
        "result": result,
        **(_answer(result, standing, names) if result else {}),
        "has_plans": {str(kind): kind in standing.plans for kind in PlanKind},
    }  # fmt: skip


def _districts(names: Mapping[str, str], regency: str) -> list[District]:
    found = [code for code in names if len(code) == len(regency) + 3]
    return [
        District(
            code, names[code],
            tuple((one, names[one]) for one in names if len(one) == 13 and one.startswith(f"{code}.")),
        )
        for code in found
    ]  # fmt: skip


def events_words(one: Asked, names: Mapping[str, str], units: Mapping[str, str], kinds: Mapping[str, str]) -> str:
    """One event in words."""
    kind = kinds.get(one.kind, one.kind)
    if one.kind == EventKind.GUARDS:
        return _("%(unit)s kehilangan %(n)s personel") % {"unit": units.get(one.unit, one.unit), "n": number(one.count)}
    places = ", ".join(names.get(code, code) for code in one.areas[:6])
    if len(one.areas) > 6:
        places += _(", dan %(n)s lagi") % {"n": len(one.areas) - 6}
    when = mark(one.first) if one.first == one.last else f"{mark(one.first)}–{mark(one.last)}"
    return f"{kind}: {places} ({when})"


def mark(day: int) -> str:
    return "H" if day == 0 else f"H{day:+d}"


def _answer(result: Result, standing: Standing, names: Mapping[str, str]) -> dict[str, Any]:
    found = result.answer
    shown = result.shown
    visible = {hit.station for hit in shown}
    by_district = Counter(standing.facts[code].district for code in visible)
    voters = Counter[str]()
    for hit in shown:
        voters[standing.facts[hit.station].district] += hit.voters or 0
    most = max(by_district.values(), default=1)
    return {
        "losses": [
            (str(LOSS_WORDS[loss]), len(found.losing(loss)), sum(hit.voters or 0 for hit in found.losing(loss)))
            for loss in Loss
            if found.losing(loss)
        ],
        "hits": [
            HitLine(
                standing.facts[hit.station].name, hit.station, hit.voters,
                tuple(str(LOSS_WORDS[loss]) for loss in Loss if loss in hit.losses), hit.boxes, hit.officers,
            )
            for hit in shown[:SHOWN]
        ],
        "hits_more": max(0, len(shown) - SHOWN),
        "hidden": len(found.hits) - len(shown),
        "by_district": [
            DistrictHits(names.get(code, code), count, voters[code], 100 * count / most)
            for code, count in by_district.most_common(8)
        ],
        "open_named": [
            (change, [standing.facts[code].name for code in change.open[:12]], max(0, len(change.open) - 12))
            for change in result.changes
        ],
    }  # fmt: skip


@guarded(Verb.PLAN_CHANGE)
def keep(request: ActorRequest, slug: str, code: str) -> HttpResponseBase:
    """Keep what the address asks, with its answer, under a name."""
    here = here_of(request.actor, slug, code, Verb.PLAN_CHANGE)
    asked: InAddress = in_address(request.GET)
    back = f"{reverse('contingency:whatif', args=[slug, code])}?{asked.query}"
    form = KeepForm(request.POST or None)
    if form.is_valid() and form.perform(
        keep_scenario,
        actor=request.actor,
        election=here.election,
        region=here.region,
        events=asked.events,
        now=clock.now(),
        **form.cleaned_data,
    ):
        return done(request, reverse("contingency:scenario", args=[form.result.pk]), _("Pengandaian disimpan."))
    return form_page(
        request,
        form,
        title=_("Simpan pengandaian"),
        submit=_("Simpan"),
        back=back,
        lead=_("Yang diandaikan dan jawabannya disimpan sebagaimana keadaan sekarang."),
        context={"region": here.region},
    )


SCENARIOS = Table(
    key="pengandaian",
    title=gettext_lazy("Pengandaian"),
    columns=[
        Column(key="title", label=gettext_lazy("Pengandaian"), sort="title", sub="note"),
        Column(key="number", label=gettext_lazy("Nomor"), format="number", sort="number", phone=False),
        Column(key="created_at", label=gettext_lazy("Disimpan"), format="moment", sort="created_at"),
        Column(
            key="by",
            label=gettext_lazy("Oleh"),
            value=lambda row: row.created_by.name if row.created_by else _("server"),
            phone=False,
        ),
    ],
    search=lambda rows, words: rows.filter(title__icontains=words),
    search_label=gettext_lazy("Cari nama"),
    order="-number",
    row_url=lambda row: reverse("contingency:scenario", args=[row.pk]),
    empty=Empty(
        title=gettext_lazy("Belum ada pengandaian yang disimpan"),
        text=gettext_lazy("Ajukan pertanyaan di halaman Andai, lalu simpan jawabannya untuk dibahas di rakor."),
        icon="help",
    ),
)


@guarded(Verb.PLAN_VIEW)
def scenarios(request: ActorRequest, slug: str, code: str) -> HttpResponseBase:
    here = here_of(request.actor, slug, code)
    rows = visible_scenarios(request.actor).filter(election=here.election, region=here.region)
    shown = SCENARIOS.show(request, rows)
    if answer := SCENARIOS.partial(request, shown):
        return answer
    return render(
        request,
        "contingency/scenarios.html",
        {"here": here, "region": here.region, "election": here.election, "tab": "andai", "table": shown},
    )


@guarded(Verb.PLAN_VIEW)
def scenario(request: ActorRequest, pk: int) -> HttpResponseBase:
    """A kept what-if: what was asked, what it answered then, which plans were proposed since."""
    found = access_scenario(request.actor, pk)
    standing = standing_of_region(found.election, found.region)
    names = areas_of(found.election, found.region, standing)
    kinds: dict[str, str] = {one.event: one.name for one in standing.holding.playbooks.whatif}
    events = [Asked.from_value(one) for one in found.asked["events"]]
    seen = {
        plan.pk: plan for plan in visible_plans(request.actor).filter(proposed_for__scenario=found).order_by("-pk")[:60]
    }
    return render(
        request,
        "contingency/scenario.html",
        {
            "scenario": found,
            "region": found.region,
            "election": found.election,
            "answer": found.answer,
            "idle": len(found.answer["resources"]) + len(found.answer.get("stranded", ())),
            "hits": found.answer["hits"][:SHOWN],
            "hits_more": max(0, len(found.answer["hits"]) - SHOWN),
            "losses": [(str(LOSS_WORDS[Loss(key)]), count) for key, count in found.answer["losses"].items()],
            "loss_words": {loss.value: str(word) for loss, word in LOSS_WORDS.items()},
            "events": [events_words(one, names, standing.units, kinds) for one in events],
            "query": InAddress(tuple(events), False).query,
            "may_change": may_changes(request.actor, PlanKind.CONTINGENCY, found.region, found.election),
            "proposals": [(plan, LIVES[PlanKind(plan.kind)].at("plan", plan.pk)) for plan in seen.values()],
            "offers": [
                (kind.value, kind.label)
                for kind in PlanKind
                if kind in standing.plans or kind == PlanKind.CONTINGENCY
                if concerned(kind, events, takings_of(standing))
                if may_changes(request.actor, kind, found.region, found.election)
            ],
        },
    )


@guarded(Verb.PLAN_CHANGE, Verb.GUARD_CHANGE)
def propose(request: ActorRequest, pk: int, kind: str) -> HttpResponseBase:
    """Ask for a plan as it would be then; nothing is put in force."""
    found = access_scenario(request.actor, pk)
    if kind not in PlanKind.values:
        raise Refused
    wanted = PlanKind(kind)
    if not may(request.actor, CHANGING[wanted], plan_place(wanted, found.region.code)):
        raise Refused
    back = reverse("contingency:scenario", args=[pk])

    def act() -> None:
        work.begin(propose_plan(actor=request.actor, scenario=found, kind=wanted, now=clock.now()))

    return confirm_page(
        request,
        act,
        title=_("Hitung rencana pengganti: %(kind)s?") % {"kind": wanted.label},
        submit=_("Hitung usul"),
        back=back,
        message=_("Usul sedang dihitung. Tidak ada yang diberlakukan dengan sendirinya."),
        lead=_("Usul menjadi versi baru yang belum berlaku; yang berlaku sekarang tetap berlaku."),
        consequences=[Consequence(_("Pengandaian"), found.title)],
        danger=False,
    )
