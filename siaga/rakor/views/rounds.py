"""The round through the sub-districts: asked for, proposed, edited, and planned at once."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from siaga import clock
from siaga.access import Problem, Refused, Verb
from siaga.kit.forms import done, form_page
from siaga.kit.guard import ActorRequest, guarded
from siaga.rakor.access import access_forum
from siaga.rakor.actions.rounds import Sitting, plan_round
from siaga.rakor.forms.rounds import RoundForm, SittingForm
from siaga.rakor.models import Forum
from siaga.rakor.queries.meetings import Day, fill
from siaga.rakor.queries.rounds import forums_of_round, propose_round, who_comes
from siaga.wilayah.models import Level

_ATTEND = ("kesbangpol", "kpu", "bawaslu")
"""Kinds of agencies whose first office is ticked at first: the desk's own, the organiser, the supervisor."""


@guarded(Verb.RAKOR_PLAN)
def plan(request: ActorRequest, forum_id: int) -> HttpResponse:
    """Three steps on one address: what is asked, the proposal as it can be edited, all meetings planned at once."""
    upper = access_forum(request.actor, forum_id, Verb.RAKOR_PLAN)
    if upper.region.level >= Level.DISTRICT:
        raise Refused
    step = request.POST.get("langkah", "")
    form = RoundForm(request.actor, upper, request.POST or None, initial=_initial(upper, request))
    if step in {"usul", "terapkan"} and form.is_valid():
        rows = _rows(request, form, upper) if step == "terapkan" else _proposed(form, upper)
        if rows is not None:
            faulty = sum(not row.is_valid() for row in rows)  # every row says its own errors
            if step == "terapkan" and not faulty and _apply(request, form, upper, rows):
                first = min(row.starts_at for row in rows)
                return done(
                    request,
                    f"{reverse('rakor:month')}?bulan={first:%Y-%m}",
                    _("Putaran kecamatan direncanakan: %(n)d rapat. Undang pesertanya dari tiap rapat.")
                    % {"n": len(rows)},
                )
            return _proposal_page(request, form, upper, rows, edited=step == "terapkan")
    if step == "kembali":
        form.full_clean()
        form.errors.clear()
    return form_page(
        request,
        form,
        title=_("Putaran kecamatan"),
        lead=_(
            "Satu rapat di tiap kecamatan, direncanakan sekaligus. Tanggalnya diusulkan tanpa bentrok; tidak ada yang "
            "disimpan sebelum usulannya Anda setujui."
        ),
        submit=_("Usulkan tanggal"),
        back=reverse("rakor:forum", args=[upper.pk]),
        template="rakor/round.html",
        context={"region": upper.region, "forum": upper},
    )


def _initial(upper: Forum, request: ActorRequest) -> dict[str, Any]:
    today = localdate(clock.now())
    first = today + timedelta(days=(7 - today.weekday()) % 7 or 7)
    form = RoundForm(request.actor, upper)
    offices = form.fields["attending"].offices.values()  # type: ignore[attr-defined]
    ticked: dict[str, int] = {}
    for office in offices:
        if office.agency.kind in _ATTEND:
            ticked.setdefault(office.agency.kind, office.pk)
    return {
        "title": _("Kesiapan kecamatan"),
        "purpose": "kesiapan",
        "places": list(form.regions),
        "first": first,
        "last": first + timedelta(days=11),
        "weekdays": list(range(5)),
        "morning": "09:00",
        "noon": "13:30",
        "length": 120,
        "gap": 60,
        "venue": _("Kantor Kecamatan {kecamatan}"),
        "attending": list(ticked.values()),
        "with_villages": True,
    }


def _proposed(form: RoundForm, upper: Forum) -> list[SittingForm] | None:
    """The rows as proposed; None where not all found a date, and the form says which and why."""
    values = form.cleaned_data
    try:
        proposal = propose_round(
            upper,
            form.chosen,
            values["attending"],
            form.slots,
            gap=form.pause,
            with_villages=values["with_villages"],
        )
    except Problem as problem:
        form.add_problem(problem)
        return None
    known = forums_of_round(upper, form.chosen)
    rows = []
    for region in sorted(form.chosen, key=lambda one: (proposal.placed[one.code].starts, one.code)):
        slot, forum = proposal.placed[region.code], known.get(region.pk)
        initial = {"day": slot.day, "starts": slot.starts.time(), "venue": form.venue_at(region, forum)}
        rows.append(SittingForm(region, initial=initial, note=forum.name if forum else ""))
    return rows


def _rows(request: ActorRequest, form: RoundForm, upper: Forum) -> list[SittingForm]:
    """The rows as they were sent, in the order in which they were shown."""
    known = forums_of_round(upper, form.chosen)
    order = {code: number for number, code in enumerate(request.POST.getlist("baris")[:400])}
    regions = sorted(form.chosen, key=lambda one: (order.get(one.code, 999), one.code))
    names = {pk: forum.name for pk, forum in known.items()}
    return [SittingForm(region, request.POST, note=names.get(region.pk, "")) for region in regions]


def _apply(request: ActorRequest, form: RoundForm, upper: Forum, rows: Sequence[SittingForm]) -> bool:
    values = form.cleaned_data
    sittings = [
        Sitting(
            region=row.region,
            starts_at=row.starts_at,
            ends_at=row.starts_at + form.duration,
            venue=row.cleaned_data["venue"],
            uid=uuid.uuid4(),
        )
        for row in rows
    ]
    return form.perform(
        plan_round,
        actor=request.actor,
        upper=upper,
        title=values["title"],
        purpose=values["purpose"],
        sittings=sittings,
        attending=values["attending"],
        with_villages=values["with_villages"],
        now=clock.now(),
    )


def _proposal_page(
    request: ActorRequest, form: RoundForm, upper: Forum, rows: Sequence[SittingForm], *, edited: bool
) -> HttpResponse:
    comers = who_comes(
        upper, form.chosen, form.cleaned_data["attending"], with_villages=form.cleaned_data["with_villages"]
    )
    lines = [{"form": row, "comers": len(comers[row.region.pk])} for row in rows]
    days = sorted({day for row in rows if (day := _day_of(row))})
    faults = bool(form.errors) or any(row.is_bound and row.errors for row in rows)
    return render(
        request,
        "rakor/round_proposal.html",
        {
            "form": form,
            "forum": upper,
            "region": upper.region,
            "lines": lines,
            "kept": [(key, value) for key in form.fields for value in request.POST.getlist(key)],
            "weeks": _weeks(request, days, rows),
            "days": len(days),
            "founded": sum(1 for row in rows if not row.note),
            "edited": edited,
        },
        status=422 if faults else 200,
    )


def _day_of(row: SittingForm) -> date | None:
    if not row.is_bound:
        return row.initial["day"]  # type: ignore[no-any-return]
    return row.cleaned_data.get("day") if hasattr(row, "cleaned_data") else None


def _weeks(request: ActorRequest, days: Sequence[date], rows: Sequence[SittingForm]) -> list[list[Day]]:
    """The weeks of the round with what is proposed and what stands already; too long a span draws none."""
    if not days or (days[-1] - days[0]).days > 70:
        return []
    monday = days[0] - timedelta(days=days[0].weekday())
    count = (days[-1] - monday).days // 7 + 1
    weeks = [[Day(monday + timedelta(days=7 * week + number)) for number in range(7)] for week in range(count)]
    fill(request.actor, weeks)
    by_day = {day.day: day for week in weeks for day in week}
    for row in rows:
        if (found := _day_of(row)) and (day := by_day.get(found)):
            starts = row.initial["starts"] if not row.is_bound else row.cleaned_data.get("starts")
            day.proposed.append((starts, row.region.name))
    for day in by_day.values():
        day.proposed.sort(key=lambda one: (str(one[0]), one[1]))
    return weeks
