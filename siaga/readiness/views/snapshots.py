"""Snapshots: pictures frozen for a meeting or a letter, listed, shown as they were."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from fractions import Fraction
from typing import Any

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from siaga import clock
from siaga.access import Actor, Refused, Verb, may, scope_of
from siaga.desk.kinds import kind_label
from siaga.elections.models import Election
from siaga.elections.queries import access_election
from siaga.kit.forms import done, form_page
from siaga.kit.guard import ActorRequest, guarded
from siaga.kit.tables import Column, Empty, Filter, Table
from siaga.kit.words import moment, number, percent, short_day
from siaga.readiness.access import visible_claims
from siaga.readiness.actions.snapshots import freeze_picture
from siaga.readiness.arithmetic import Figure, Scale
from siaga.readiness.forms.snapshots import FreezeForm
from siaga.readiness.models import SCALES, Snapshot
from siaga.readiness.queries import access_snapshot, visible_snapshots
from siaga.readiness.snapshots import digest_of, figure_of, share_of
from siaga.readiness.views.classes import class_of, is_thin
from siaga.readiness.views.places import region_name
from siaga.readiness.views.tables.columns import COVERAGE, VERIFIED, count, named, of_figure, tone, value
from siaga.wilayah.access import access_region
from siaga.wilayah.models import Region
from siaga.wilayah.zones import zone_of


def _list(election: Election) -> Table:
    return Table(
        key="potret",
        title=gettext_lazy("Potret"),
        columns=[
            Column(key="title", label=gettext_lazy("Judul"), sort="title"),
            Column(key="region", label=gettext_lazy("Wilayah"), format="region", sort="region__code"),
            Column(key="scale", label=gettext_lazy("Skala"), value=lambda row: row.get_scale_display(), phone=False),
            Column(
                key="value",
                label=gettext_lazy("Nilai"),
                value=lambda row: share_of(row.data["figure"]["value"]),
                format="percent",
            ),
            Column(
                key="coverage",
                label=gettext_lazy("Cakupan"),
                value=lambda row: figure_of(row.data["figure"], row.scale).coverage,
                format="percent",
                phone=False,
            ),
            Column(key="at", label=gettext_lazy("Keadaan pada"), format="moment", sort="at"),
            Column(key="made_by", label=gettext_lazy("Dibekukan oleh"), phone=False),
            Column(key="digest", label=gettext_lazy("Sidik jari"), format="code", screen=False),
        ],
        filters=[
            Filter(
                key="skala",
                label=gettext_lazy("Skala"),
                chips=True,
                choices=SCALES,
                field="scale",
            )
        ],
        search=lambda rows, words: rows.filter(title__icontains=words),
        search_label=gettext_lazy("Cari judul"),
        order="-at",
        row_url=lambda row: reverse("readiness:snapshot", args=[election.slug, row.pk]),
        empty=Empty(
            title=gettext_lazy("Belum ada potret"),
            text=gettext_lazy(
                "Potret menyimpan gambaran kata demi kata, misalnya menjelang rakor. Isinya tidak berubah lagi dan "
                "dapat dirujuk notulen maupun surat."
            ),
            button=gettext_lazy("Bekukan gambaran"),
            url=lambda request: _freeze_url(request, election),
            icon="camera",
        ),
    )


def may_freeze(request: Any, election: Election) -> bool:
    """Somewhere inside the election, or around it."""
    return not scope_of(request.actor, Verb.SNAPSHOT_MAKE).nothing


def _freeze_url(request: Any, election: Election) -> str:
    return reverse("readiness:freeze", args=[election.slug]) if may_freeze(request, election) else ""


@guarded(Verb.PICTURE_VIEW, Verb.PICTURE_OPENED)
@require_safe
def snapshots(request: ActorRequest, slug: str) -> HttpResponseBase:
    """``?wilayah=16.72`` keeps those of one region."""
    election = access_election(request.actor, slug)
    rows = visible_snapshots(request.actor, election)
    code = request.GET.get("wilayah", "")
    region = access_region(request.actor, code) if code else None
    if region is not None:
        rows = rows.filter(region=region)
    return _list(election).respond(
        request,
        rows,
        template="readiness/snapshots.html",
        context={
            "election": election,
            "region": region,
            "may_freeze": may_freeze(request, election),
            "freeze_url": reverse("readiness:freeze", args=[slug]) + (f"?wilayah={region.code}" if region else ""),
            "compare_url": reverse("readiness:compare", args=[slug]),
        },
    )


@guarded(Verb.SNAPSHOT_MAKE)
def freeze(request: ActorRequest, slug: str) -> HttpResponse:
    election = access_election(request.actor, slug)
    now = clock.now()
    code = request.GET.get("wilayah", "") or _own_region(request, election)
    form = FreezeForm(
        request.POST or None,
        initial={
            "region": code,
            "scale": request.GET.get("skala", Scale.READINESS.value),
            "title": _("Keadaan %(day)s") % {"day": short_day(now)},
        },
    )
    back = reverse("readiness:snapshots", args=[slug])
    if form.is_valid():
        region = _region_to_freeze(request, form)
        if region is not None and form.perform(
            freeze_picture,
            actor=request.actor,
            election=election,
            region=region,
            now=now,
            at=_end_of(form.cleaned_data["day"], region.code, now),
            **form.frozen(),
        ):
            to = reverse("readiness:snapshot", args=[slug, form.result.pk])
            return done(request, to, _("Gambaran dibekukan. Isinya tidak berubah lagi."))
    return form_page(
        request,
        form,
        title=_("Bekukan gambaran"),
        lead=_("Angka yang tampil disimpan kata demi kata, dengan sidik jari dan nama Anda. Potret tidak dapat diubah "
               "atau dihapus."),
        submit=_("Bekukan"),
        back=back,
        context={"region": election.region},
    )  # fmt: skip


def _own_region(request: ActorRequest, election: Election) -> str:
    """The election's region if it may be frozen, else the widest of the actor's own."""
    if may(request.actor, Verb.SNAPSHOT_MAKE, election.place):
        return election.region.code
    return min((grant.region for grant in request.actor.grants if grant.region), key=len, default="")


def _region_to_freeze(request: ActorRequest, form: FreezeForm) -> Region | None:
    try:
        return access_region(request.actor, form.cleaned_data["region"], Verb.SNAPSHOT_MAKE)
    except Refused:
        form.add_error("region", _("Wilayah ini tidak ditemukan, atau bukan wewenang Anda. Pilih dari daftar."))
        return None


def _end_of(day: date | None, code: str, now: datetime) -> datetime | None:
    if day is None:
        return None
    end = datetime.combine(day + timedelta(days=1), time.min, zone_of(code)) - timedelta(microseconds=1)
    return None if day == now.astimezone(zone_of(code)).date() else end


# One snapshot ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Head:
    """One of the figures on top."""

    label: str
    value: str
    note: str


@dataclass(frozen=True, slots=True)
class FrozenLine:
    """A part of the region, or an indicator, as it was."""

    name: str
    code: str
    figure: Figure
    weight: int | None = None

    @property
    def tone(self) -> str:
        return class_of(self.figure)

    @property
    def thin(self) -> bool:
        return is_thin(self.figure)


def in_percent(share: Fraction | None) -> str:
    return percent(share) if share is not None else "–"


def _headline(actor: Actor, snapshot: Snapshot) -> list[Head]:
    """The figures on top. A frozen claim is shown only to those who may see that claim itself."""
    data = snapshot.data
    figure = figure_of(data["figure"], snapshot.scale)
    risk = snapshot.scale == Scale.KERAWANAN
    lines = [
        Head(
            _("Kerawanan") if risk else _("Kesiapan"),
            in_percent(figure.value),
            _("mungkin %(low)s sampai %(high)s") % {"low": in_percent(figure.low), "high": in_percent(figure.high)}
            if risk
            else _("terbukti dari laporan"),
        ),
        Head(
            _("Cakupan"),
            in_percent(figure.coverage),
            _("%(reported)s dari %(expected)s isian")
            % {"reported": number(figure.reported), "expected": number(figure.expected)},
        ),
        Head(_("Terverifikasi"), in_percent(figure.verified), _("diperiksa peran lain")),
        Head(_("Usang"), number(figure.stale), _("isian yang melewati masa berlakunya")),
        Head(_("Bungkam"), number(data["silent_count"]), _("unit yang tidak atau lama tidak melapor")),
    ]
    whole = next((claim for claim in data["claims"] if not claim["indicator"]), None)
    if whole is not None and visible_claims(actor, snapshot.election).filter(pk=whole["id"]).exists():
        of_what = whole["of_what"] or _("tanpa penyebut")
        lines.insert(
            1,
            Head(
                _("Diklaim"),
                percent(Fraction(whole["share"], 1_000_000)),
                f"{kind_label(whole['agency'].partition('@')[0])} · {of_what}",
            ),
        )
    return lines


@guarded(Verb.PICTURE_VIEW, Verb.PICTURE_OPENED)
@require_safe
def snapshot(request: ActorRequest, slug: str, snapshot_id: int) -> HttpResponseBase:
    election = access_election(request.actor, slug)
    found = access_snapshot(request.actor, election, snapshot_id)
    data = found.data
    children = _frozen_table("bagian", _("Menurut wilayah"), "w-", found).show(
        request,
        [FrozenLine(one["name"], one["code"], figure_of(one["figure"], found.scale)) for one in data["children"]],
    )
    lines = _frozen_table("indikator", _("Menurut indikator"), "i-", found).show(
        request,
        [
            FrozenLine(
                f"{one['number']} {one['name']}".strip(),
                one["key"],
                figure_of(one["figure"], found.scale),
                one["weight"],
            )
            for one in data["indicators"]
        ],
    )
    for shown in (children, lines):
        if answer := shown.table.partial(request, shown):
            return answer
    return render(
        request,
        "readiness/snapshot.html",
        {
            "election": election,
            "snapshot": found,
            "region": found.region,
            "intact": digest_of(data) == found.digest,
            "headline": _headline(request.actor, found),
            "citation": citation(found),
            "children": children,
            "children_rows": bool(data["children"]),
            "indicators": lines,
            "indicator_rows": bool(data["indicators"]),
        },
    )


def citation(found: Snapshot) -> str:
    """How a letter or minutes cite it."""
    figure = figure_of(found.data["figure"], found.scale)
    return _(
        "Potret “%(title)s”, %(scale)s %(region)s, %(election)s, keadaan pada %(at)s: nilai %(value)s dengan cakupan "
        "%(coverage)s, terverifikasi %(verified)s. Nomor potret %(number)s, sidik jari %(digest)s."
    ) % {
        "title": found.title,
        "scale": found.get_scale_display().lower(),
        "region": region_name(found.region),
        "election": found.election.name,
        "at": moment(found.at),
        "value": in_percent(figure.value),
        "coverage": in_percent(figure.coverage),
        "verified": in_percent(figure.verified),
        "number": found.pk,
        "digest": found.digest[:16],
    }


def _frozen_table(key: str, title: str, prefix: str, found: Snapshot) -> Table:
    columns = [
        *named(gettext_lazy("Nama")),
        Column(key="weight", label=gettext_lazy("Bobot"), format="number", phone=False),
        value(gettext_lazy("Nilai"), cell=""),
        tone(gettext_lazy("Keterangan"), phone=False),
        COVERAGE,
        VERIFIED,
        count("stale", gettext_lazy("Usang"), of_figure(lambda figure: figure.stale)),
    ]
    if key == "bagian":
        columns = [column for column in columns if column.key != "weight"]
    return Table(key=key, prefix=prefix, title=f"{title}, {found.title}", columns=columns, per_page=100)
