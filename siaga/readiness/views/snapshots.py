"""Snapshots: pictures frozen for a meeting or a letter, listed, shown as they were, compared."""

from __future__ import annotations

from collections.abc import Mapping
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
from siaga.access import Refused, Verb, may, scope_of
from siaga.desk.kinds import kind_label
from siaga.elections.models import Election
from siaga.elections.queries import access_election
from siaga.kit.forms import done, form_page
from siaga.kit.guard import ActorRequest, guarded
from siaga.kit.tables import Column, Empty, Filter, Table
from siaga.kit.words import moment, number, percent, short_day, short_moment
from siaga.readiness.actions.snapshots import freeze_picture
from siaga.readiness.arithmetic import Figure, Scale
from siaga.readiness.forms.snapshots import FreezeForm
from siaga.readiness.links import unit_url
from siaga.readiness.models import SCALES, Snapshot
from siaga.readiness.queries import access_snapshot, changes_since, visible_snapshots
from siaga.readiness.queries.told import named_units
from siaga.readiness.shapes import Changes
from siaga.readiness.snapshots import digest_of, figure_of, share_of
from siaga.readiness.views.classes import class_of, class_words, is_thin
from siaga.readiness.views.parts import points
from siaga.readiness.views.places import region_name
from siaga.wilayah.access import access_region
from siaga.wilayah.models import Region
from siaga.wilayah.zones import zone_of

NOW = "sekarang"
MOST_CHOICES = 200


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
                apply=lambda rows, value: rows.filter(scale=value),
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


def _may_freeze(request: Any, election: Election) -> bool:
    """Somewhere inside the election, or around it."""
    return not scope_of(request.actor, Verb.SNAPSHOT_MAKE).nothing


def _freeze_url(request: Any, election: Election) -> str:
    return reverse("readiness:freeze", args=[election.slug]) if _may_freeze(request, election) else ""


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
            "may_freeze": _may_freeze(request, election),
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


def _shown(share: Fraction | None) -> str:
    return percent(share) if share is not None else "–"


def _headline(snapshot: Snapshot) -> list[Head]:
    data = snapshot.data
    figure = figure_of(data["figure"], snapshot.scale)
    risk = snapshot.scale == Scale.KERAWANAN
    lines = [
        Head(
            _("Kerawanan") if risk else _("Kesiapan"),
            _shown(figure.value),
            _("mungkin %(low)s sampai %(high)s") % {"low": _shown(figure.low), "high": _shown(figure.high)}
            if risk
            else _("terbukti dari laporan"),
        ),
        Head(
            _("Cakupan"),
            _shown(figure.coverage),
            _("%(reported)s dari %(expected)s isian")
            % {"reported": number(figure.reported), "expected": number(figure.expected)},
        ),
        Head(_("Terverifikasi"), _shown(figure.verified), _("diperiksa peran lain")),
        Head(_("Usang"), number(figure.stale), _("isian yang melewati masa berlakunya")),
        Head(_("Bungkam"), number(data["silent_count"]), _("unit yang tidak atau lama tidak melapor")),
    ]
    whole = next((claim for claim in data["claims"] if not claim["indicator"]), None)
    if whole is not None:
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
            "headline": _headline(found),
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
        "value": _shown(figure.value),
        "coverage": _shown(figure.coverage),
        "verified": _shown(figure.verified),
        "number": found.pk,
        "digest": found.digest[:16],
    }


def _frozen_table(key: str, title: str, prefix: str, found: Snapshot) -> Table:
    columns = [
        Column(key="name", label=gettext_lazy("Nama"), sort=lambda line: line.code),
        Column(key="code", label=gettext_lazy("Kode"), format="code", screen=False),
        Column(key="weight", label=gettext_lazy("Bobot"), format="number", phone=False),
        Column(
            key="value",
            label=gettext_lazy("Nilai"),
            value=lambda line: line.figure.value,
            format="percent",
            sort=lambda line: line.figure.value or 0,
        ),
        Column(
            key="state",
            label=gettext_lazy("Keterangan"),
            value=lambda line: class_words(line.tone) or _("tidak ada kewajiban"),
            cell="readiness/parts/class_cell.html",
            phone=False,
        ),
        Column(
            key="coverage",
            label=gettext_lazy("Cakupan"),
            value=lambda line: line.figure.coverage,
            format="percent",
            sort=lambda line: line.figure.coverage or 0,
        ),
        Column(
            key="verified",
            label=gettext_lazy("Terverifikasi"),
            value=lambda line: line.figure.verified,
            format="percent",
            phone=False,
        ),
        Column(
            key="stale", label=gettext_lazy("Usang"), value=lambda line: line.figure.stale, format="number", phone=False
        ),
    ]
    if key == "bagian":
        columns = [column for column in columns if column.key != "weight"]
    return Table(key=key, prefix=prefix, title=f"{title}, {found.title}", columns=columns, per_page=100)


# Two moments beside each other -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two moments: a snapshot, or now."""

    words: str
    at: datetime | None
    snapshot: Snapshot | None


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing before and after."""

    name: str
    code: str
    before: Figure | None
    after: Figure | None

    @property
    def change(self) -> Fraction | None:
        if self.before is None or self.after is None or self.before.value is None or self.after.value is None:
            return None
        return self.after.value - self.before.value


@guarded(Verb.PICTURE_VIEW, Verb.PICTURE_OPENED)
@require_safe
def compare(request: ActorRequest, slug: str) -> HttpResponseBase:
    """``?dari=7&ke=sekarang``, or ``&ke=9``: what was frozen beside what is, or beside what was frozen later."""
    election = access_election(request.actor, slug)
    rows = visible_snapshots(request.actor, election).order_by("-at", "-pk")
    choices = list(rows.defer("data")[:MOST_CHOICES])
    first = _chosen(request, election, "dari") or (rows.first() if choices else None)
    second = _chosen(request, election, "ke")
    context: dict[str, Any] = {
        "election": election,
        "region": first.region if first else None,
        "choices": [
            (str(one.pk), f"{one.title} · {one.region.title} · {one.get_scale_display()} · {short_moment(one.at)}")
            for one in choices
        ],
        "chosen_first": str(first.pk) if first else "",
        "chosen_second": str(second.pk) if second else NOW,
        "may_freeze": _may_freeze(request, election),
    }
    if first is None:
        return render(request, "readiness/compare.html", context)
    if second is not None and second.at < first.at:
        first, second = second, first
    same = second is None or (second.region_id == first.region_id and second.scale == first.scale)
    context |= {"first": _side(first), "second": _side(second), "same_scale": same}
    if not same:
        return render(request, "readiness/compare.html", context)
    if second is None:
        found = changes_since(request.actor, election, first.region.code, first.scale, first, None, clock.now())
        children, indicators = _live_children(first, found), _live_indicators(first, found)
        whole, silent_after = found.whole.after, None
        context["fallen"] = _newly_silent(election, found)
        context["fallen_more"] = max(0, found.newly_silent_count - len(context["fallen"]))
    else:
        children, indicators = (
            _frozen_differences(first, second, "children"),
            _frozen_differences(first, second, "indicators"),
        )
        whole, silent_after = figure_of(second.data["figure"], second.scale), second.data["silent_count"]
    tables = [
        _difference_table("bagian", _("Perubahan menurut wilayah"), "w-").show(request, children),
        _difference_table("indikator", _("Perubahan menurut indikator"), "i-").show(request, indicators),
    ]
    for shown in tables:
        if answer := shown.table.partial(request, shown):
            return answer
    context |= {
        "headline": _moved_headline(figure_of(first.data["figure"], first.scale), whole, first, silent_after),
        "children": tables[0],
        "indicators": tables[1],
    }
    return render(request, "readiness/compare.html", context)


def _chosen(request: ActorRequest, election: Election, name: str) -> Snapshot | None:
    text = request.GET.get(name, "")
    if not text or text == NOW:
        return None
    if not (text.isascii() and text.isdigit() and len(text) < 12):
        raise Refused
    return access_snapshot(request.actor, election, int(text))


def _side(found: Snapshot | None) -> Side:
    if found is None:
        return Side(_("keadaan sekarang"), None, None)
    return Side(f"“{found.title}” ({short_moment(found.at)})", found.at, found)


def _frozen(found: Snapshot, part: str) -> Mapping[str, Mapping[str, Any]]:
    return {str(one.get("code") or one.get("key")): one for one in found.data[part]}


def _name(one: Mapping[str, Any]) -> str:
    return f"{one.get('number', '')} {one['name']}".strip()


def _frozen_differences(first: Snapshot, second: Snapshot, part: str) -> list[Difference]:
    was, now = _frozen(first, part), _frozen(second, part)
    return [
        Difference(
            _name(now.get(key) or was[key]),
            key,
            figure_of(was[key]["figure"], first.scale) if key in was else None,
            figure_of(now[key]["figure"], second.scale) if key in now else None,
        )
        for key in {**was, **now}
    ]


def _live_children(first: Snapshot, found: Changes) -> list[Difference]:
    """What was frozen beside what is: a snapshot is shown as it was, whatever came in later about that time."""
    was = _frozen(first, "children")
    names = dict(Region.objects.filter(code__in=[one.thing for one in found.children]).values_list("code", "name"))
    now = {one.thing: one.after for one in found.children}
    return [
        Difference(
            str(was[code]["name"]) if code in was else names.get(code, code),
            code,
            figure_of(was[code]["figure"], first.scale) if code in was else None,
            now.get(code),
        )
        for code in sorted(was.keys() | now.keys())
    ]


def _live_indicators(first: Snapshot, found: Changes) -> list[Difference]:
    was = _frozen(first, "indicators")
    now = {one.thing.key: one for one in found.indicators if one.after is not None}
    lines = [
        Difference(
            f"{one.thing.number} {one.thing.name}".strip(),
            key,
            figure_of(was[key]["figure"], first.scale) if key in was else None,
            one.after,
        )
        for key, one in now.items()
    ]
    gone = [
        Difference(_name(one), key, figure_of(one["figure"], first.scale), None)
        for key, one in was.items()
        if key not in now
    ]
    return [*lines, *gone]


def _moved_headline(
    before: Figure, after: Figure | None, first: Snapshot, silent_after: int | None
) -> list[dict[str, Any]]:
    risk = first.scale == Scale.KERAWANAN
    after = after or Figure(before.scale)

    def line(label: str, was: Fraction | None, now: Fraction | None) -> dict[str, Any]:
        moved = now - was if was is not None and now is not None else None
        good = moved is not None and ((moved > 0) is not risk)
        words = _("%(n)s poin") % {"n": points(moved)} if moved else ""
        return {
            "label": label,
            "before": _shown(was),
            "after": _shown(now),
            "moved": words,
            "direction": "up" if good else "down",
        }

    lines = [
        line(_("Kerawanan") if risk else _("Kesiapan"), before.value, after.value),
        line(_("Cakupan"), before.coverage, after.coverage) | ({"direction": "up"} if not risk else {}),
        line(_("Terverifikasi"), before.verified, after.verified),
    ]
    if silent_after is not None:
        lines.append(
            {
                "label": _("Bungkam"),
                "before": number(first.data["silent_count"]),
                "after": number(silent_after),
                "moved": "",
                "direction": "",
            }
        )
    return lines


def _newly_silent(election: Election, found: Changes) -> list[dict[str, str]]:
    named = named_units(election, found.newly_silent[:100], found.at)
    return [
        {
            "name": f"{one.name} · {one.place}" if one.place else one.name,
            "url": unit_url(election.slug, one.unit),
            "word": _("terakhir %(when)s") % {"when": short_moment(one.last)} if one.last else _("belum pernah lapor"),
        }
        for one in named
    ]


def _difference_table(key: str, title: str, prefix: str) -> Table:
    return Table(
        key=f"beda-{key}",
        prefix=prefix,
        title=title,
        columns=[
            Column(key="name", label=gettext_lazy("Nama"), sort=lambda line: line.code),
            Column(key="code", label=gettext_lazy("Kode"), format="code", screen=False),
            Column(
                key="before",
                label=gettext_lazy("Tadinya"),
                value=lambda line: line.before.value if line.before else None,
                format="percent",
            ),
            Column(
                key="after",
                label=gettext_lazy("Kemudian"),
                value=lambda line: line.after.value if line.after else None,
                format="percent",
            ),
            Column(
                key="change",
                label=gettext_lazy("Beda (poin)"),
                value=lambda line: points(line.change) if line.change is not None else None,
                sort=lambda line: line.change or 0,
            ),
            Column(
                key="coverage_before",
                label=gettext_lazy("Cakupan tadinya"),
                value=lambda line: line.before.coverage if line.before else None,
                format="percent",
                phone=False,
            ),
            Column(
                key="coverage_after",
                label=gettext_lazy("Cakupan kemudian"),
                value=lambda line: line.after.coverage if line.after else None,
                format="percent",
                phone=False,
            ),
        ],
        per_page=100,
    )
