"""Where plans of a kind begin: the regencies of an election, and the versions of one; the same for every kind."""

from __future__ import annotations

from dataclasses import replace

from django.db.models import Count, Q
from django.http import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from siaga.access import Verb, scope_of
from siaga.elections.access import access_election
from siaga.kit.guard import ActorRequest, View, guarded
from siaga.kit.tables import Column, Empty, Filter, Table
from siaga.kit.words import number
from siaga.planning.models import PlanState
from siaga.planning.views.life import Life, Text
from siaga.planning.views.shared import standing_of
from siaga.wilayah.access import below, within
from siaga.wilayah.models import Level, Region


def start(life: Life, *, title: Text, lead: Text, empty: Text, icon: str) -> View:
    """The page of an election: the one regency that the actor plans in, or the list of those that there are.

    How many versions there are is told where whoever sees the list sees the plans.
    """
    counted = life.viewing == Verb.PLAN_VIEW
    regencies = Table(
        key="kabupaten",
        title=title,
        columns=[
            Column(key="title", label=gettext_lazy("Kabupaten/kota"), value=lambda row: row.title, sort="code"),
            Column(key="code", label=gettext_lazy("Kode"), format="code", phone=False),
            *(COUNTS if counted else ()),
        ],
        search=lambda rows, words: rows.filter(Q(search_name__icontains=words.lower()) | Q(code__startswith=words)),
        search_label=gettext_lazy("Cari nama atau kode"),
        order="title",
        empty=Empty(title=gettext_lazy("Belum ada kabupaten/kota"), text=empty, icon=icon),
    )

    @guarded(Verb.PLAN_VIEW)
    def page(request: ActorRequest, slug: str) -> HttpResponseBase:
        election = access_election(request.actor, slug)
        rows = Region.objects.filter(
            within(scope_of(request.actor, Verb.PLAN_VIEW)),
            below(election.region.code),
            level=Level.REGENCY,
            valid_to=None,
        )
        if len(only := list(rows[:2])) == 1:
            return redirect(life.at("region", slug, only[0].code))
        if counted:
            mine = Q(plans__election=election, plans__kind=life.kind)
            held = mine & Q(plans__in_force_since__isnull=False, plans__retired_at=None)
            rows = rows.annotate(versions=Count("plans", filter=mine), in_force=Count("plans", filter=held))
        table = replace(regencies, row_url=lambda row: life.at("region", slug, row.code))
        shown = table.show(request, rows)
        if answer := table.partial(request, shown):
            return answer
        return render(
            request, "planning/start.html", {"table": shown, "election": election, "title": title, "lead": lead}
        )

    return page


COUNTS = (
    Column(key="versions", label=gettext_lazy("Versi"), format="number", sort="versions"),
    Column(key="in_force", label=gettext_lazy("Berlaku"), value=lambda row: bool(row.in_force), format="truth"),
)


def versions(life: Life, *figures: Column, empty: Text, icon: str) -> Table:
    """The versions of a regency, with the figures that the kind tells of each."""
    return Table(
        key="versi",
        title=gettext_lazy("Versi rencana"),
        columns=[*HEAD, *figures, *TAIL],
        filters=[
            Filter(
                key="status",
                label=gettext_lazy("Status"),
                chips=True,
                choices=PlanState.choices,
                field="state",
            )
        ],
        search=lambda rows, words: rows.filter(Q(title__icontains=words) | Q(note__icontains=words)),
        search_label=gettext_lazy("Cari nama atau catatan"),
        order="-number",
        row_url=lambda row: life.at("plan", row.pk),
        empty=Empty(title=gettext_lazy("Belum ada versi"), text=empty, icon=icon),
    )


HEAD = (
    Column(
        key="number",
        label=gettext_lazy("Versi"),
        value=lambda row: _("Versi %(n)s") % {"n": number(row.number)},
        sub="title",
        sort="number",
    ),
    Column(
        key="standing",
        label=gettext_lazy("Status"),
        value=lambda row: standing_of(row)[1],
        cell="planning/cells/standing.html",
        sort="state",
        below=True,
    ),
)
TAIL = (
    Column(key="created_at", label=gettext_lazy("Dibuat"), format="moment", sort="created_at", phone=False),
    Column(
        key="by",
        label=gettext_lazy("Oleh"),
        value=lambda row: row.created_by.name if row.created_by else _("server"),
        phone=False,
    ),
    Column(key="note", label=gettext_lazy("Catatan"), screen=False),
    Column(key="inputs_digest", label=gettext_lazy("Sidik masukan"), format="code", screen=False),
)
