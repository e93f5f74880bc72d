"""The page of what is owed, in its views, narrowed by the address."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from siaga import clock
from siaga.access import Refused, Verb
from siaga.elections.models import Election
from siaga.kit.guard import ActorRequest, guarded
from siaga.kit.tables import Table
from siaga.kit.words import age, short_day
from siaga.reporting.access import units_below
from siaga.reporting.queries.debtors import Directory, by_person
from siaga.reporting.queries.owed import (
    LINES,
    Line,
    asked_for,
    by_district,
    by_instrument,
    by_reporter,
    count_lines,
    districts_in,
    instruments_in,
    lines,
    tally,
)
from siaga.reporting.reminders import Reminded, fill_path, reminder
from siaga.reporting.views.choosing import chosen_election, elections_of
from siaga.reporting.views.owed.debts import PEOPLE, UNITS, Debt, PersonDebts
from siaga.reporting.views.owed.tallies import DISTRICTS, INSTRUMENTS, REPORTERS
from siaga.wilayah.codes import is_code
from siaga.wilayah.models import Region

VIEWS = (
    ("unit", gettext_lazy("Unit")),
    ("kecamatan", gettext_lazy("Kecamatan")),
    ("pelapor", gettext_lazy("Instansi dan pelapor")),
    ("instrumen", gettext_lazy("Instrumen")),
    ("orang", gettext_lazy("Orang")),
)
WINDOWS = {"7": 7, "14": 14, "30": 30}


@guarded(Verb.DUTY_VIEW)
def owed(request: ActorRequest) -> HttpResponseBase:
    """``?menurut=``: which view; ``?wilayah=``, ``?instrumen=``, ``?hari=``, ``?bungkam=1`` narrow all of it."""
    now = clock.now()
    election = chosen_election(request, request.actor)
    if election is None:
        return render(request, "reporting/owed.html", {"election": None, "title": UNITS.title})
    window = WINDOWS.get(request.GET.get("hari", ""))
    rows = asked_for(request.actor, election, now, now - timedelta(days=window) if window else None)
    region, instrument = _text(request, "wilayah"), _text(request, "instrumen")
    if region:
        if not is_code(region):
            raise Refused
        rows = rows.filter(units_below(region))
    if instrument:
        rows = rows.filter(instrument__name=instrument)
    chosen = request.GET.get("menurut", "unit")
    if chosen not in dict(VIEWS):
        chosen = "unit"
    silent_only = request.GET.get("bungkam") == "1"
    table, data, cut = _content(request, election, chosen, rows, silent_only, now)
    context = {
        "election": election,
        "elections": elections_of(request.actor),
        "counts": tally(rows),
        "views": VIEWS,
        "chosen": chosen,
        "districts": districts_in(request.actor, election),
        "instruments": instruments_in(election),
        "below": region,
        "instrument": instrument,
        "window": str(window or ""),
        "windows": [(key, _("%(n)d hari terakhir") % {"n": days}) for key, days in WINDOWS.items()],
        "silent_only": silent_only,
        "cut": cut,
        "most": LINES,
        "region": _region(region) or election.region,
    }
    return table.respond(request, data, template="reporting/owed.html", context=context)


def _text(request: HttpRequest, name: str) -> str:
    return request.GET.get(name, "").replace("\x00", "")[:60]


def _region(code: str) -> Region | None:
    return Region.objects.select_related("parent").filter(code=code).first() if code else None


def _content(
    request: ActorRequest, election: Election, chosen: str, rows: Any, silent_only: bool, now: datetime
) -> tuple[Table, Sequence[Any], int]:
    """The table of a view with its rows, and how many lines there are where not all could be shown."""
    if chosen == "kecamatan":
        return DISTRICTS, by_district(rows), 0
    if chosen == "instrumen":
        return INSTRUMENTS, by_instrument(rows), 0
    if chosen == "pelapor":
        return REPORTERS, by_reporter(rows), 0
    found = lines(rows, silent_only=silent_only)
    cut = count_lines(rows) if len(found) >= LINES else 0
    directory = Directory(request.actor, found, now)
    if chosen == "orang":
        return PEOPLE, _people(request, election, found, directory, now), cut
    return UNITS, [Debt(line, directory.of(line), now) for line in found], cut


def _people(
    request: HttpRequest, election: Election, found: list[Line], directory: Directory, now: datetime
) -> list[PersonDebts]:
    origin = settings.BASE_URL or request.build_absolute_uri("/").rstrip("/")
    owed_by, people, _nobody = by_person(found, directory)
    tasks = origin + reverse("reporting:tasks")
    rows = []
    for account, debts in owed_by.items():
        told = [
            Reminded(
                line.instrument_title,
                line.unit_label,
                line.missed,
                _since_words(line, now),
                origin + fill_path(election.slug, line.instrument, line.unit),
            )
            for line in debts
        ]
        rows.append(PersonDebts(people[account], tuple(debts), reminder(election.name, told, tasks), now))
    return rows


def _since_words(line: Line, now: datetime) -> str:
    return f"{short_day(line.since)} ({age(line.since, now)})"
