"""Action points as a list; what all pages about them share."""

from __future__ import annotations

from datetime import date, timedelta
from typing import cast

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from siaga import clock
from siaga.access import Verb, scope_of
from siaga.desk.access import agency_written
from siaga.elections.models import Election
from siaga.kit.guard import ActorRequest, guarded
from siaga.kit.tables import Choice, Column, Empty, Filter, Table
from siaga.rakor.models import UNSETTLED, ActionPoint, Forum, PointState, Priority
from siaga.rakor.queries.carried import of_forum
from siaga.rakor.queries.points import (
    districts_of,
    find_points,
    forums_of,
    is_overdue,
    overdue_on,
    owners_with_points,
    points_of,
    promises,
)
from siaga.reporting.views.choosing import chosen_election

LATE = "terlambat"


def today() -> date:
    return localdate(clock.now())


def _election(request: HttpRequest) -> Election | None:
    return chosen_election(request, cast(ActorRequest, request).actor)


def owners(request: HttpRequest) -> list[Choice]:
    election = _election(request)
    found = owners_with_points(cast(ActorRequest, request).actor, election) if election else []
    return [(agency.code, f"{agency.name}") for agency in found]


def districts(request: HttpRequest) -> list[Choice]:
    election = _election(request)
    found = districts_of(cast(ActorRequest, request).actor, election) if election else []
    return [(region.code, region.name) for region in found]


def _forums(request: HttpRequest) -> list[Choice]:
    election = _election(request)
    found = forums_of(cast(ActorRequest, request).actor, election) if election else []
    return [(str(forum.pk), forum.name) for forum in found]


def _by_owner(rows: QuerySet[ActionPoint], value: str) -> QuerySet[ActionPoint]:
    return rows.filter(agency_written(value, "owner__"))


def _by_state(rows: QuerySet[ActionPoint], value: str) -> QuerySet[ActionPoint]:
    if value == LATE:
        return rows.filter(overdue_on(today()))
    return rows if value == "semua" else rows.filter(state=value)


def _by_due(rows: QuerySet[ActionPoint], value: str) -> QuerySet[ActionPoint]:
    first = today()
    if value == "lewat":
        return rows.filter(due__lt=first)
    return rows.filter(due__gte=first, due__lte=first + timedelta(days=int(value)))


def _by_forum(rows: QuerySet[ActionPoint], value: str) -> QuerySet[ActionPoint]:
    return rows.filter(of_forum(Forum(pk=int(value))))


OWNERS = Filter(key="pelaksana", label=gettext_lazy("Pelaksana"), choices=owners, apply=_by_owner)
DISTRICTS = Filter(key="kecamatan", label=gettext_lazy("Kecamatan"), choices=districts, field="region.district_code")

POINTS = Table(
    key="tindak-lanjut",
    title=gettext_lazy("Tindak lanjut"),
    columns=[
        Column(
            key="title",
            label=gettext_lazy("Tindak lanjut"),
            sort="title",
            sub=lambda row: f"{row.owner.name} · {row.unit or row.region.title}",
        ),
        Column(
            key="state",
            label=gettext_lazy("Status"),
            value=lambda row: row.get_state_display(),
            sort="state",
            cell="rakor/points/state_cell.html",
            below=True,
        ),
        Column(key="due", label=gettext_lazy("Tenggat"), format="day", sort=("due", "priority")),
        Column(
            key="priority",
            label=gettext_lazy("Prioritas"),
            value=lambda row: row.get_priority_display(),
            sort="priority",
            below=True,
        ),
        Column(
            key="overdue",
            label=gettext_lazy("Lewat tenggat"),
            value=lambda row: is_overdue(row, today()),
            format="truth",
            screen=False,
        ),
        Column(
            key="escalation",
            label=gettext_lazy("Eskalasi"),
            value=lambda row: row.get_escalation_display() if row.escalation else "",
            phone=False,
        ),
        Column(key="owner", label=gettext_lazy("Pelaksana"), value=lambda row: row.owner.name, screen=False),
        Column(
            key="owner_office",
            label=gettext_lazy("Jabatan"),
            value=lambda row: row.owner_office.title if row.owner_office else "",
            screen=False,
        ),
        Column(key="region", label=gettext_lazy("Wilayah"), format="region", screen=False),
        Column(key="unit", label=gettext_lazy("TPS"), format="code", screen=False),
        Column(
            key="forum",
            label=gettext_lazy("Forum"),
            value=lambda row: row.forum.name if row.forum else "",
            phone=False,
        ),
        Column(key="origin", label=gettext_lazy("Asal"), value=lambda row: row.get_origin_display(), screen=False),
        Column(key="blocked_why", label=gettext_lazy("Hambatan"), screen=False),
        Column(key="closed_reason", label=gettext_lazy("Dasar penutupan"), screen=False),
        Column(key="created_at", label=gettext_lazy("Dibuat"), format="moment", screen=False),
    ],
    filters=[
        Filter(
            key="status",
            label=gettext_lazy("Status"),
            chips=True,
            any_label=gettext_lazy("Belum tuntas"),
            choices=[
                (LATE, gettext_lazy("Lewat tenggat")),
                (str(PointState.BLOCKED), gettext_lazy("Terhambat")),
                (str(PointState.DONE), gettext_lazy("Menunggu verifikasi")),
                (str(PointState.VERIFIED), gettext_lazy("Terverifikasi")),
                ("semua", gettext_lazy("Semua")),
            ],
            apply=_by_state,
        ),
        OWNERS,
        DISTRICTS,
        Filter(key="forum", label=gettext_lazy("Forum"), choices=_forums, apply=_by_forum),
        Filter(
            key="tenggat",
            label=gettext_lazy("Tenggat"),
            choices=[
                ("lewat", gettext_lazy("Sudah lewat")),
                ("7", gettext_lazy("7 hari ke depan")),
                ("30", gettext_lazy("30 hari ke depan")),
            ],
            apply=_by_due,
        ),
        Filter(
            key="prioritas",
            label=gettext_lazy("Prioritas"),
            choices=Priority.choices,
            field="priority",
        ),
    ],
    search=find_points,
    search_label=gettext_lazy("Cari tindak lanjut, pelaksana, atau TPS"),
    order="due",
    row_url=lambda row: reverse("rakor:point", args=[row.pk]),
    empty=Empty(
        title=gettext_lazy("Belum ada tindak lanjut"),
        text=gettext_lazy(
            "Tiap janji di rapat dicatat di sini: siapa mengerjakan apa, di mana, sampai kapan. "
            "Yang belum tuntas muncul lagi pada rapat berikutnya."
        ),
        icon="checklist",
    ),
)
_STATES = {"semua", str(PointState.VERIFIED), str(PointState.DROPPED)}


@guarded(Verb.POINT_VIEW, Verb.POINT_REPORT)
def points(request: ActorRequest) -> HttpResponseBase:
    """All in reach; what is settled only when asked for."""
    election = chosen_election(request, request.actor)
    rows = points_of(request.actor, election)
    if request.GET.get("status", "") not in _STATES:
        rows = rows.filter(state__in=UNSETTLED)
    return POINTS.respond(
        request,
        rows,
        template="rakor/points/list.html",
        context={
            "short": promises(request.actor, election, today(), show=0),
            "may_make": may_make(request),
            "tab": "daftar",
            "tabs": tabs(request),
        },
    )


def may_make(request: ActorRequest) -> bool:
    return not scope_of(request.actor, Verb.POINT_CHANGE).nothing


def tabs(request: ActorRequest) -> list[tuple[str, str, str]]:
    """The pages about points: key, label, address."""
    found = [
        ("daftar", _("Daftar"), reverse("rakor:points")),
        ("papan", _("Papan"), reverse("rakor:points_board")),
        ("saya", _("Pekerjaan saya"), reverse("rakor:my_points")),
        ("angka", _("Angka"), reverse("rakor:points_figures")),
    ]
    if may_make(request):
        found.append(("ingatkan", _("Ingatkan"), reverse("rakor:points_reminders")))
    return found
