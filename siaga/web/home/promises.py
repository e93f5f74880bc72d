"""What was promised, on the start page: what falls due, and how much is open in each part of the region."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from siaga.access import Actor, Verb, scope_of
from siaga.elections.models import Election
from siaga.kit.tables import Column, ShownTable
from siaga.rakor.queries.points import OpenHere, Promises, open_by_part, promises
from siaga.readiness.views import tables


def home_promises(actor: Actor, election: Election | None, code: str, today: date) -> Promises | None:
    """The promises of the actor's region (for an agency: its own); None for those whom no promise concerns."""
    if election is None or not _concerned(actor):
        return None
    own_only = scope_of(actor, Verb.POINT_VIEW).nothing or bool(scope_of(actor, Verb.POINT_VIEW).agencies)
    return promises(actor, election, today, region="" if own_only else code)


def _concerned(actor: Actor) -> bool:
    return not (scope_of(actor, Verb.POINT_VIEW).nothing and scope_of(actor, Verb.POINT_REPORT).nothing)


def with_promises(
    request: HttpRequest, actor: Actor, election: Election, code: str, shown: ShownTable, today: date
) -> ShownTable:
    """The table of the region's parts with a column of open promises, for those who see them by region."""
    seen = scope_of(actor, Verb.POINT_VIEW)
    if shown.table is not tables.CHILDREN or not (seen.below or seen.around):
        return shown
    here = open_by_part(actor, election, code, today)
    nothing = OpenHere(0, 0)
    extra = (
        Column(
            key="promises",
            label=_("Tindak lanjut"),
            value=lambda row: here.get(row.code, nothing).open,
            sort=True,
            sub=lambda row: _late(here.get(row.code, nothing)),
            format="number",
            phone=False,
        ),
        Column(
            key="promises_late",
            label=_("Tindak lanjut lewat tenggat"),
            value=lambda row: here.get(row.code, nothing).overdue,
            format="number",
            screen=False,
        ),
    )
    # What is stale stands under the age already; its own column makes room on the screen.
    known = [replace(one, screen=False) if one.key == "stale" else one for one in shown.table.columns]
    table = replace(shown.table, columns=(*known, *extra))
    return table.show(request, shown.all_rows)


def _late(here: OpenHere) -> str:
    return str(_("%(n)d lewat") % {"n": here.overdue}) if here.overdue else ""
