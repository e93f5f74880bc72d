"""Weights from comparing variables two by two: what comes out, how consistent it is, what it would change."""

from __future__ import annotations

from collections.abc import Mapping as Plain
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from siaga import clock
from siaga.access import Refused, Verb
from siaga.kerawanan.asked import Asked, asked_of
from siaga.kerawanan.forms.pairwise import WORDS, judgements_in, pair_key, said_number
from siaga.kerawanan.reading.lines import lines_of, table_of_lines
from siaga.kerawanan.schemes import criteria_of, scheme_in_force, values_of
from siaga.kerawanan.views.shared import Here, frame, here_of
from siaga.kit.forms import Consequence, ReasonForm, confirm_page
from siaga.kit.guard import ActorRequest, guarded
from siaga.kit.words import number as words
from siaga.readiness.actions.indicators import set_weights

if TYPE_CHECKING:
    from siaga.engines.risk.ahp import Priorities

INSIDE = ("rata", "tetap")
"""How a variable's weight is shared among its indicators: evenly, or in the present proportion."""


@dataclass(frozen=True, slots=True)
class Variable:
    number: str
    name: str
    indicators: tuple[Asked, ...]


@dataclass(frozen=True, slots=True)
class Option:
    value: int
    words: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Pair:
    key: str
    first: Variable
    second: Variable
    options: tuple[Option, ...]
    worst: bool


@dataclass(frozen=True, slots=True)
class Share:
    variable: Variable
    share: float
    now: float


@dataclass(frozen=True, slots=True)
class WeightChange:
    one: Asked
    after: int


@dataclass(frozen=True, slots=True)
class Helped:
    """What the judgements of an address come to."""

    variables: tuple[Variable, ...]
    found: Priorities
    weights: dict[str, int]
    inside: str
    query: str


def variables_in(asked: Sequence[Asked]) -> tuple[Variable, ...]:
    """The variables of the indicators in force, by the first part of their numbers."""
    found: dict[str, list[Asked]] = {}
    for one in asked:
        found.setdefault(one.number.partition(".")[0], []).append(one)
    return tuple(Variable(number, ones[0].variable or ones[0].name, tuple(ones)) for number, ones in found.items())


def helped(data: Plain[str, str], asked: Sequence[Asked]) -> Helped | None:
    """None where there are fewer than two variables to compare, or more than can be."""
    from siaga.engines.risk.ahp import MOST, Priorities, matrix_of, priorities, whole_weights

    variables = variables_in(asked)
    if not 2 <= len(variables) <= MOST:
        return None
    numbers = [variable.number for variable in variables]
    judgements = judgements_in(data, numbers)
    found = priorities(matrix_of(len(variables), judgements))
    inside = data.get("dalam", "rata")
    inside = inside if inside in INSIDE else "rata"
    within = {}
    if inside == "tetap":
        for place, variable in enumerate(variables):
            total = sum(one.weight for one in variable.indicators)
            if total:
                shares = tuple(one.weight / total for one in variable.indicators)
                within[place] = Priorities(shares, float(len(shares)), 0.0, 0.0, None)
    weights = whole_weights(found, [[one.number for one in variable.indicators] for variable in variables], within)
    said = {pair_key(numbers[i], numbers[j]): said_number(said) for (i, j), said in judgements.items()}
    return Helped(
        variables, found, weights, inside, urlencode({**said, **({"dalam": inside} if inside != "rata" else {})})
    )


@guarded(Verb.RISK_VIEW)
def pairwise(request: ActorRequest, slug: str, code: str) -> HttpResponse:
    """By GET alone: nothing is written, and the address can be passed on."""
    here = here_of(request.actor, request, slug, code)
    asked = asked_of(here.election)
    help_ = helped(request.GET, asked)
    if help_ is None:
        return render(request, "kerawanan/pairwise.html", frame(here, "bobot", helped=None))
    total = sum(one.weight for one in asked) or 1
    worst = help_.found.worst
    return render(
        request,
        "kerawanan/pairwise.html",
        frame(
            here,
            "bobot",
            helped=help_,
            pairs=_pairs(request, help_),
            shares=[
                Share(variable, share, sum(one.weight for one in variable.indicators) / total)
                for variable, share in zip(help_.variables, help_.found.shares, strict=True)
            ],
            worst=worst,
            worst_pair=(help_.variables[worst.first], help_.variables[worst.second]) if worst else None,
            worst_said=_said(said_number(worst.said), help_.variables[worst.first], help_.variables[worst.second])
            if worst
            else "",
            worst_better=_said(said_number(worst.better), help_.variables[worst.first], help_.variables[worst.second])
            if worst
            else "",
            weights=[WeightChange(one, help_.weights[one.number]) for one in asked],
            moved=_moved(request, here, asked, help_.weights),
            apply_url=f"{here.url('apply_pairwise')}?{help_.query}",
        ),
    )


def _pairs(request: HttpRequest, help_: Helped) -> list[Pair]:
    said = judgements_in(request.GET, [variable.number for variable in help_.variables])
    worst = help_.found.worst
    found = []
    for (i, first), (j, second) in combinations(enumerate(help_.variables), 2):
        now = said_number(said[i, j]) if (i, j) in said else 1
        options = tuple(
            Option(value, _said(value, first, second), value == now)
            for value in [*range(9, 0, -1), *(-n for n in range(2, 10))]
        )
        is_worst = worst is not None and (worst.first, worst.second) == (i, j) and not help_.found.acceptable
        found.append(Pair(pair_key(first.number, second.number), first, second, options, is_worst))
    return found


def _said(value: int, first: Variable, second: Variable) -> str:
    if value == 1:
        return _("1 · sama penting")
    heavier = first if value > 0 else second
    degree = str(WORDS.get(abs(value), "")) or _("di antaranya")
    return _("%(n)s · %(name)s %(degree)s") % {"n": abs(value), "name": heavier.name, "degree": degree}


def _moved(request: ActorRequest, here: Here, asked: Sequence[Asked], weights: Plain[str, int]) -> int | None:
    """TPS of the mapping that is shown whose class would change; None without a mapping."""
    from siaga.engines.risk.sensitivity import differing

    if here.mapping is None:
        return None
    scheme = scheme_in_force(here.election, here.region) or here.mapping.scheme
    present = criteria_of(values_of(scheme), {one.number: one.weight for one in asked})
    lines = lines_of(request.actor, here.mapping)
    return differing(present, weights, table_of_lines(lines, present.numbers))


@guarded(Verb.INDICATOR_CHANGE)
def apply(request: ActorRequest, slug: str, code: str) -> HttpResponse:
    """Gives the indicators these weights, in the one place where weights are kept; says first what that changes."""
    here = here_of(request.actor, request, slug, code)
    if not here.may_weigh:
        raise Refused
    asked = asked_of(here.election)
    help_ = helped(request.GET, asked)
    if help_ is None:
        raise Refused
    form = ReasonForm(
        request.POST or None,
        initial={
            "reason": _("Perbandingan berpasangan variabel, rasio konsistensi %(cr)s.")
            % {"cr": words(help_.found.ratio, 3)}
        },
    )
    changed = {one.pk: help_.weights[one.number] for one in asked if one.weight != help_.weights[one.number]}
    back = f"{here.url('pairwise')}?{help_.query}"
    moved = _moved(request, here, asked, help_.weights)
    consequences = [Consequence(_("indikator mendapat bobot lain"), words(len(changed)))]
    if moved is not None:
        consequences.append(Consequence(_("TPS akan berganti kelas bila dipetakan ulang"), words(moved)))
    return confirm_page(
        request,
        lambda: set_weights(
            actor=request.actor,
            election=here.election,
            weights=changed,
            reason=form.cleaned_data["reason"],
            now=clock.now(),
        ),
        title=_("Terapkan bobot ini?"),
        submit=_("Terapkan bobot"),
        back=back,
        to=reverse("kerawanan:scheme", args=[slug, code]),
        message=_("Bobot diterapkan. Petakan ulang untuk memakainya."),
        lead=_("Bobot berlaku untuk seluruh pemilihan ini, juga pada gambaran kerawanan. Bobot lama tetap tercatat."),
        consequences=consequences,
        danger=not help_.found.acceptable,
        form=form,
    )
