"""Forums: the list, one with its members and meetings; founded, changed, closed, seated."""

from __future__ import annotations

from typing import Any

from django.db.models import Sum
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from siaga import clock
from siaga.access import Refused, Verb, may, scope_of
from siaga.desk.queries.terms import find_offices, offices_on
from siaga.elections.access import access_election
from siaga.elections.models import Election
from siaga.kit.forms import Consequence, ReasonForm, confirm_page, done, form_page
from siaga.kit.guard import ActorRequest, guarded
from siaga.kit.tables import Choice, Column, Empty, Filter, Table
from siaga.rakor.access import access_forum, attends, visible_forums
from siaga.rakor.actions.forums import (
    change_forum,
    close_forum,
    found_forum,
    remove_forum,
    reopen_forum,
    seat_members,
    unseat_member,
)
from siaga.rakor.forms.forums import ForumForm, SeatsForm, WhereForm
from siaga.rakor.forms.offices import as_suggestion
from siaga.rakor.models import Forum, ForumKind
from siaga.rakor.queries.forums import (
    due_again,
    find_forums,
    forums_of,
    leaders_of,
    meetings_in,
    offices_near,
    promises_of,
    seats_of,
)
from siaga.reporting.views.choosing import chosen_election, elections_of
from siaga.wilayah.access import access_region
from siaga.wilayah.models import Level

FORUMS = Table(
    key="forum",
    title=gettext_lazy("Forum"),
    columns=[
        Column(
            key="name",
            label=gettext_lazy("Forum"),
            sort="name",
            sub=lambda row: f"{row.get_kind_display()} · {row.region.title}",
        ),
        Column(
            key="open_points",
            label=gettext_lazy("Tindak lanjut terbuka"),
            format="number",
            sort="open_points",
            total=Sum("open_points"),
        ),
        Column(key="seats", label=gettext_lazy("Anggota"), format="number", sort="seats", phone=False),
        Column(
            key="held",
            label=gettext_lazy("Rapat berlangsung"),
            format="number",
            sort="held",
            total=Sum("held"),
            phone=False,
        ),
        Column(key="last_at", label=gettext_lazy("Terakhir"), format="day", sort="last_at", phone=False),
        Column(key="next_at", label=gettext_lazy("Berikutnya"), format="day", sort="next_at"),
        Column(
            key="state",
            label=gettext_lazy("Status"),
            value=lambda row: "nonaktif" if row.closed_at else "aktif",
            format="status",
            phone=False,
        ),
        Column(
            key="upper",
            label=gettext_lazy("Forum di atasnya"),
            value=lambda row: row.upper.name if row.upper else "",
            screen=False,
        ),
        Column(key="region", label=gettext_lazy("Wilayah"), format="region", screen=False),
        Column(key="election", label=gettext_lazy("Pemilihan"), value=lambda row: row.election.name, screen=False),
        Column(key="venue", label=gettext_lazy("Tempat biasa"), screen=False),
    ],
    filters=[
        Filter(
            key="status",
            label=gettext_lazy("Status"),
            chips=True,
            choices=[("aktif", gettext_lazy("Aktif")), ("ditutup", gettext_lazy("Ditutup"))],
            apply=lambda rows, value: rows.filter(closed_at__isnull=value == "aktif"),
        ),
        Filter(
            key="jenis",
            label=gettext_lazy("Jenis"),
            choices=ForumKind.choices,
            field="kind",
        ),
        Filter(
            key="pemilihan",
            label=gettext_lazy("Pemilihan"),
            choices=lambda request: _election_choices(request),
            field="election.slug",
        ),
    ],
    search=find_forums,
    search_label=gettext_lazy("Cari nama forum atau wilayah"),
    order="name",
    row_url=lambda row: reverse("rakor:forum", args=[row.pk]),
    empty=Empty(
        title=gettext_lazy("Belum ada forum"),
        text=gettext_lazy(
            "Forum adalah deretan rapat yang beranggota jabatan: rakor Desk, coffee morning Forkopimda, rakor tiap "
            "kecamatan. Apa yang dijanjikan di sebuah forum kembali di rapat berikutnya."
        ),
        icon="users-group",
    ),
)


def _election_choices(request: HttpRequest) -> list[Choice]:
    return [(one.slug, one.name) for one in elections_of(request.actor)]  # type: ignore[attr-defined]


def _url(forum: Forum) -> str:
    return reverse("rakor:forum", args=[forum.pk])


@guarded(Verb.RAKOR_VIEW, Verb.RAKOR_ATTEND)
def forums(request: ActorRequest) -> HttpResponseBase:
    return FORUMS.respond(
        request,
        forums_of(request.actor),
        template="rakor/forums.html",
        context={"may_plan": not scope_of(request.actor, Verb.RAKOR_PLAN).nothing},
    )


@guarded(Verb.RAKOR_VIEW, Verb.RAKOR_ATTEND)
def forum(request: ActorRequest, forum_id: int) -> HttpResponse:
    found = access_forum(request.actor, forum_id)
    now = clock.now()
    today = localdate(now)
    plans = may(request.actor, Verb.RAKOR_PLAN, found.place)
    return render(
        request,
        "rakor/forum.html",
        {
            "forum": found,
            "region": found.region,
            "seats": seats_of(found, today),
            "meetings": list(meetings_in(request.actor, found)[:20]),
            "lower": list(visible_forums(request.actor).filter(upper=found).order_by("region__code", "name")[:100]),
            "promises": promises_of(found, today) if _sees_promises(request, found) else None,
            "leaders": leaders_of(found, today),
            "due_again": due_again(found, now),
            "may_plan": plans and found.closed_at is None,
            "may_manage": plans,
            "may_round": plans and found.closed_at is None and found.region.level < Level.DISTRICT,
            "may_see_ledger": may(request.actor, Verb.LEDGER_VIEW, found.place),
        },
    )


def _sees_promises(request: ActorRequest, forum: Forum) -> bool:
    return may(request.actor, Verb.POINT_VIEW, forum.place) or attends(request.actor, forum)


@guarded(Verb.RAKOR_PLAN)
def found(request: ActorRequest) -> HttpResponse:
    """First where and for which election, then the forum itself."""
    actor = request.actor
    if request.GET.get("wilayah") and request.GET.get("pemilihan"):
        region = access_region(actor, request.GET["wilayah"].replace("\x00", ""), Verb.RAKOR_PLAN)
        election = access_election(actor, request.GET["pemilihan"].replace("\x00", ""))
        form = ForumForm(actor, election, region, request.POST or None, initial=_usual(election, region))
        if form.is_valid() and form.perform(
            found_forum, actor=actor, election=election, region=region, now=clock.now(), **form.cleaned_data
        ):
            return done(
                request, reverse("rakor:seat_members", args=[form.result.pk]), _("Forum dibentuk. Isi anggotanya.")
            )
        return form_page(
            request,
            form,
            title=_("Bentuk forum"),
            lead=f"{election.name} · {region.title}",
            submit=_("Bentuk forum"),
            back=reverse("rakor:forums"),
            context={"region": region},
        )
    election_now = chosen_election(request, actor)
    own = sorted(scope_of(actor, Verb.RAKOR_PLAN).below - {""}, key=len)
    initial = {"region": own[0] if own else election_now.region.code if election_now else "", "election": election_now}
    form_where = WhereForm(
        actor, [one for one in elections_of(actor) if not one.closed], request.POST or None, initial=initial
    )
    if form_where.is_valid():
        values = form_where.cleaned_data
        return redirect(f"{request.path}?wilayah={values['region'].code}&pemilihan={values['election'].slug}")
    return form_page(
        request,
        form_where,
        title=_("Bentuk forum"),
        lead=_("Forum milik satu wilayah dan satu pemilihan. Keduanya tidak dapat diganti sesudahnya."),
        submit=_("Lanjut"),
        back=reverse("rakor:forums"),
    )


def _usual(election: Election, region: Any) -> dict[str, Any]:
    kind = ForumKind.DISTRICT if region.level >= Level.DISTRICT else ForumKind.DESK
    name = f"Rakor {region.title}" if kind == ForumKind.DISTRICT else f"Rakor Desk {region.title}"
    return {"kind": kind, "name": name}


@guarded(Verb.RAKOR_PLAN)
def change(request: ActorRequest, forum_id: int) -> HttpResponse:
    found = access_forum(request.actor, forum_id, Verb.RAKOR_PLAN)
    names = ("kind", "name", "venue", "rhythm_days")
    initial = {name: getattr(found, name) for name in names} | {
        "upper": found.upper_id,
        "host": found.host_id,
        "chair": found.chair_id,
        "secretary": found.secretary_id,
    }
    form = ForumForm(request.actor, found.election, found.region, request.POST or None, forum=found, initial=initial)
    if form.is_valid() and form.perform(
        change_forum, actor=request.actor, forum=found, now=clock.now(), **form.cleaned_data
    ):
        return done(request, _url(found), _("Perubahan disimpan."))
    return form_page(request, form, title=_("Ubah forum"), back=_url(found), context={"region": found.region})


@guarded(Verb.RAKOR_PLAN)
def close(request: ActorRequest, forum_id: int) -> HttpResponse:
    found = access_forum(request.actor, forum_id, Verb.RAKOR_PLAN)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    return confirm_page(
        request,
        lambda: close_forum(actor=request.actor, forum=found, now=clock.now(), **form.cleaned_data),
        title=_("Tutup forum %(name)s?") % {"name": found.name},
        lead=_("Forum yang ditutup tidak lagi mengadakan rapat. Semuanya tetap dapat dibaca."),
        submit=_("Tutup forum"),
        back=_url(found),
        message=_("Forum ditutup."),
        consequences=[
            Consequence(_("Anggota"), found.members.count()),
            Consequence(_("Rapat yang tercatat"), found.meetings.count()),
            Consequence(_("Tindak lanjut yang masih terbuka"), promises_of(found, localdate(clock.now())).open),
        ],
        form=form,
    )


@guarded(Verb.RAKOR_PLAN)
def reopen(request: ActorRequest, forum_id: int) -> HttpResponse:
    found = access_forum(request.actor, forum_id, Verb.RAKOR_PLAN)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    return confirm_page(
        request,
        lambda: reopen_forum(actor=request.actor, forum=found, now=clock.now(), **form.cleaned_data),
        title=_("Buka kembali forum %(name)s?") % {"name": found.name},
        submit=_("Buka kembali"),
        back=_url(found),
        message=_("Forum dibuka kembali."),
        danger=False,
        form=form,
    )


@guarded(Verb.RAKOR_PLAN)
def remove(request: ActorRequest, forum_id: int) -> HttpResponse:
    found = access_forum(request.actor, forum_id, Verb.RAKOR_PLAN)
    return confirm_page(
        request,
        lambda: remove_forum(actor=request.actor, forum=found, now=clock.now()),
        title=_("Hapus forum %(name)s?") % {"name": found.name},
        lead=_("Hanya forum yang belum pernah dipakai yang dapat dihapus; yang lain ditutup."),
        submit=_("Hapus forum"),
        back=_url(found),
        to=reverse("rakor:forums"),
        message=_("Forum dihapus."),
        consequences=[Consequence(_("Kursi yang ikut dihapus"), found.members.count())],
    )


@guarded(Verb.RAKOR_PLAN)
def seat(request: ActorRequest, forum_id: int) -> HttpResponse:
    """Offices join: those near by ticking, any other by name."""
    found = access_forum(request.actor, forum_id, Verb.RAKOR_PLAN)
    sits = set(found.members.values_list("office_id", flat=True))
    near = [office for office in offices_near(request.actor, found.region, above=False) if office.pk not in sits]
    form = SeatsForm(request.actor, near, request.POST or None)
    if form.is_valid() and form.perform(
        seat_members, actor=request.actor, forum=found, now=clock.now(), **form.cleaned_data
    ):
        return done(request, _url(found), _("Anggota ditambahkan: %(n)d.") % {"n": len(form.result)})
    return form_page(
        request,
        form,
        title=_("Tambah anggota"),
        lead=_("Anggota forum adalah jabatan. Siapa pun yang memegangnya pada hari rapat, dialah yang diundang."),
        submit=_("Tambah anggota"),
        back=_url(found),
        context={"region": found.region},
    )


@guarded(Verb.RAKOR_PLAN)
def unseat(request: ActorRequest, forum_id: int, member_id: int) -> HttpResponse:
    found = access_forum(request.actor, forum_id, Verb.RAKOR_PLAN)
    member = found.members.select_related("office__agency", "forum__region").filter(pk=member_id).first()
    if member is None:
        raise Refused
    return confirm_page(
        request,
        lambda: unseat_member(actor=request.actor, member=member, now=clock.now()),
        title=_("Lepas %(office)s dari forum?") % {"office": member.office},
        lead=_("Undangan rapat yang sudah ada tetap; rapat berikutnya tidak lagi mengundangnya."),
        submit=_("Lepas"),
        back=_url(found),
        message=_("Anggota dilepas."),
        consequences=[Consequence(_("Kursi yang dilepas"), 1)],
    )


@guarded(Verb.RAKOR_PLAN)
def suggest_offices(request: ActorRequest) -> JsonResponse:
    """``?cari=`` → ``[{"value", "label"}]``: offices by title, agency, or who holds them today."""
    words = " ".join(request.GET.get("cari", "").replace("\x00", "").split())[:80]
    if len(words) < 2:
        return JsonResponse([], safe=False)
    rows = find_offices(offices_on(request.actor, localdate(clock.now())), words)
    found = rows.order_by("title", "pk")[:12]
    return JsonResponse(
        [
            {
                "value": as_suggestion(office),
                "label": f"{office.title} · {office.agency.name} ({office.agency.region.name})",
            }
            for office in found
        ],
        safe=False,
    )
