"""Places of a regency: what is known, what is missing, and how a place is said, changed and removed."""

from __future__ import annotations

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from siaga import clock
from siaga.access import Refused, Verb
from siaga.elections.models import PollingStation
from siaga.kit.forms import Consequence, confirm_page, done, form_page
from siaga.kit.guard import ActorRequest, guarded
from siaga.kit.layers import layer
from siaga.kit.tables import Column, Empty, Filter, Table
from siaga.planning.access import visible_sites
from siaga.planning.actions.sites import HUBS, SITE_FIELDS, THROUGH, add_site, change_site, remove_site
from siaga.planning.forms.sites import HubForm, SiteForm
from siaga.planning.models import Access, Site, SiteKind, Tier, TravelMatrix
from siaga.planning.queries.sites import SiteLine, missing_of, site_lines
from siaga.planning.views.shared import Here, here_of
from siaga.planning.words import hours_text
from siaga.wilayah.access import visible_regions
from siaga.wilayah.models import Level, Region

POSITION_WORDS = {
    "tepat": gettext_lazy("tepat"),
    "perkiraan": gettext_lazy("perkiraan"),
    "belum": gettext_lazy("belum ada"),
}
_KIND_OF = {"gudang": SiteKind.DEPOT, "alih-muat": SiteKind.TRANSFER, "penyeberangan": SiteKind.CROSSING}
"""Kinds of places as the addresses of their forms name them."""
_TITLES = {
    SiteKind.DEPOT: gettext_lazy("Tambah gudang"),
    SiteKind.TRANSFER: gettext_lazy("Tambah tempat alih muat"),
    SiteKind.CROSSING: gettext_lazy("Tambah penyeberangan"),
}
_LEADS = {
    SiteKind.DEPOT: gettext_lazy(
        "Gudang yang ditulis di sini menggantikan gudang KPU sebagai tempat berangkat; bila lebih dari satu, tiap "
        "tempat dilayani dari yang terdekat."
    ),
    SiteKind.TRANSFER: gettext_lazy("Tempat kotak dipindah ke kendaraan lain, misalnya dari truk ke sepeda motor."),
    SiteKind.CROSSING: gettext_lazy("Tempat kotak menyeberang dengan perahu atau kapal, menurut jadwalnya bila ada."),
}


def _sites_table(here: Here) -> Table:
    return Table(
        key="lokasi",
        title=gettext_lazy("Lokasi distribusi"),
        columns=[
            Column(key="name", label=gettext_lazy("Tempat"), sort=True, sub="group"),
            Column(key="code", label=gettext_lazy("Kode"), format="code", sort=True, phone=False),
            Column(
                key="kind",
                label=gettext_lazy("Jenis"),
                value=_kind_words,
                sort=lambda line: (line.kind, line.tier),
                phone=False,
            ),
            Column(key="boxes", label=gettext_lazy("Kotak"), format="number", sort=True,
                   total=True),
            Column(
                key="access",
                label=gettext_lazy("Jalan terakhir"),
                value=lambda line: str(Access(line.access).label) if line.access else None,
                sort=lambda line: line.access,
                phone=False,
            ),
            Column(
                key="position",
                label=gettext_lazy("Posisi"),
                value=lambda line: str(POSITION_WORDS[line.position]),
                cell="planning/cells/position.html",
                sort=lambda line: line.position,
            ),
            Column(
                key="remote",
                label=gettext_lazy("Didahulukan"),
                format="truth",
                sort=True,
                phone=False,
            ),
            Column(key="via", label=gettext_lazy("Lewat"), phone=False),
            Column(key="window", label=gettext_lazy("Menerima pukul"), value=_window, format="range", phone=False),
            Column(key="lat", label=gettext_lazy("Lintang"), screen=False),
            Column(key="lon", label=gettext_lazy("Bujur"), screen=False),
        ],
        filters=[
            Filter(
                key="kurang",
                label=gettext_lazy("Yang kurang"),
                chips=True,
                choices=[("posisi", gettext_lazy("Tanpa posisi tepat")), ("jalan", gettext_lazy("Tanpa kelas jalan"))],
                apply=lambda lines, value: [
                    line for line in lines if (line.position != "tepat" if value == "posisi" else not line.access)
                ],
            ),
            Filter(
                key="jenis",
                label=gettext_lazy("Jenis"),
                choices=SiteKind.choices,
                field="kind",
            ),
            Filter(
                key="tingkat",
                label=gettext_lazy("Tingkat"),
                choices=Tier.choices,
                field="tier",
            ),
            Filter(
                key="jalan",
                label=gettext_lazy("Jalan terakhir"),
                choices=Access.choices,
                field="access",
            ),
        ],
        search=lambda lines, words: [
            line for line in lines if words.lower() in f"{line.name} {line.group} {line.code}".lower()
        ],
        search_label=gettext_lazy("Cari tempat atau kode"),
        order="",
        row_url=(lambda line: _site_url(here, line.code)) if here.may_change else None,
        empty=Empty(
            title=gettext_lazy("Belum ada tempat tujuan"),
            text=gettext_lazy("Tempat tujuan muncul dari TPS pemilihan ini. Impor TPS-nya lebih dulu."),
            icon="map-pin",
        ),
        per_page=100,
    )  # fmt: skip


def _kind_words(line: SiteLine) -> str:
    """Tujuan, with its tier; or what it is."""
    kind = str(SiteKind(line.kind).label)
    return f"{kind}: {Tier(line.tier).label}" if line.tier else kind


def _window(line: SiteLine) -> str | None:
    site = line.site
    if site is None or site.window_start is None or site.window_end is None:
        return None
    return hours_text(site.window_start, site.window_end)


def _site_url(here: Here, code: str) -> str:
    return reverse("planning:change_site", args=[here.election.slug, here.region.code, code])


@guarded(Verb.PLAN_VIEW)
def sites(request: ActorRequest, slug: str, code: str) -> HttpResponseBase:
    """Every place, with a map and with what is missing, said openly."""
    here = here_of(request.actor, slug, code)
    lines = site_lines(request.actor, here.election, here.region)
    table = _sites_table(here).show(request, lines)
    if answer := table.table.partial(request, table):
        return answer
    matrix = TravelMatrix.objects.filter(election=here.election, region=here.region).defer("data").first()
    return render(
        request,
        "planning/sites.html",
        {
            "here": here, "region": here.region, "election": here.election, "tab": "lokasi",
            "table": table, "missing": missing_of(lines), "matrix": matrix,
            "tones": {"terhambat": _("didahulukan"), "selesai": _("ada datanya"), "belum_lapor": _("belum disebut")},
        },
    )  # fmt: skip


@guarded(Verb.PLAN_VIEW)
@require_safe
def site_points(request: ActorRequest, slug: str, code: str) -> HttpResponse:
    """The places with a position, for the map."""
    here = here_of(request.actor, slug, code)
    features = [
        {
            "type": "Feature",
            "id": line.code,
            "geometry": {"type": "Point", "coordinates": [line.lon, line.lat]},
            "properties": {
                "code": line.code,
                "name": line.name,
                "parent": line.group,
                "tone": "terhambat" if line.remote else "selesai" if line.site else "belum_lapor",
                "value": _said(line),
                "estimated": line.position == "perkiraan",
                **({"url": _site_url(here, line.code)} if here.may_change else {}),
            },
        }
        for line in site_lines(request.actor, here.election, here.region)
        if line.lat is not None
    ]
    return layer(features)


def _said(line: SiteLine) -> str:
    parts = [str(SiteKind(line.kind).label)] if line.kind != SiteKind.SITE else [_("%(n)s kotak") % {"n": line.boxes}]
    parts.append(str(Access(line.access).label) if line.access else _("jalan terakhir belum disebut"))
    if line.remote:
        parts.append(_("didahulukan"))
    return "\n".join(parts)


@guarded(Verb.PLAN_CHANGE)
def new_site(request: ActorRequest, slug: str, code: str, kind: str) -> HttpResponseBase:
    """A new depot, place of transfer or crossing."""
    here = here_of(request.actor, slug, code, Verb.PLAN_CHANGE)
    made = _KIND_OF.get(kind)
    if made is None:
        raise Refused
    form = _hub_form(request, here, made, None)
    back = reverse("planning:sites", args=[slug, code])
    if form.is_valid():
        values = dict(form.cleaned_data)
        if form.perform(
            add_site,
            actor=request.actor,
            election=here.election,
            region=_district(here, values.pop("district")),
            kind=made,
            code=values.pop("code"),
            values=values,
            now=clock.now(),
        ):
            return done(request, back, _("%(site)s ditambahkan.") % {"site": form.result})
    return form_page(
        request, form, title=_TITLES[made], lead=_LEADS[made], submit=_("Tambah"), back=back,
        context={"region": here.region},
    )  # fmt: skip


@guarded(Verb.PLAN_CHANGE)
def edit_site(request: ActorRequest, slug: str, code: str, place: str) -> HttpResponseBase:
    """What is known of one place. Raises Refused for a place that is not of this regency."""
    here = here_of(request.actor, slug, code, Verb.PLAN_CHANGE)
    site = visible_sites(request.actor).filter(election=here.election, code=place).first()
    region = site.region if site else _region_of(here, request, place)
    if not region.code.startswith(here.region.code):
        raise Refused
    kind = SiteKind(site.kind) if site else SiteKind.SITE
    form = _hub_form(request, here, kind, site) if kind in HUBS else _site_form(request, here, site)
    back = reverse("planning:sites", args=[slug, code])
    if form.is_valid():
        values = dict(form.cleaned_data)
        values.pop("code", None)
        if form.perform(
            change_site,
            actor=request.actor,
            election=here.election,
            region=_district(here, values.pop("district")) if kind in HUBS else region,
            code=place,
            values=values,
            tier="tps" if "/" in place else "ppk" if region.level == Level.DISTRICT else "desa",
            now=clock.now(),
        ):
            return done(request, back, _("Data tempat disimpan. Rencana yang sudah dihitung tidak berubah."))
    return form_page(
        request,
        form,
        title=_title(site, region, place),
        lead=f"{kind.label} · {place}",
        back=back,
        template="planning/removable_form.html",
        context={
            "region": here.region,
            "remove": reverse("planning:remove_site", args=[slug, code, place]) if site else "",
        },
    )


@guarded(Verb.PLAN_CHANGE)
def drop_site(request: ActorRequest, slug: str, code: str, place: str) -> HttpResponseBase:
    """Ask before a place, or what is known of a destination, is forgotten."""
    here = here_of(request.actor, slug, code, Verb.PLAN_CHANGE)
    site = (
        visible_sites(request.actor)
        .filter(election=here.election, code=place, region__code__startswith=here.region.code)
        .select_related("election", "region__parent")
        .first()
    )
    if site is None:
        raise Refused
    return confirm_page(
        request,
        lambda: remove_site(actor=request.actor, site=site, now=clock.now()),
        title=_("Hapus data %(place)s?") % {"place": _title(site, site.region, place)},
        submit=_("Hapus"),
        back=_site_url(here, place),
        to=reverse("planning:sites", args=[slug, code]),
        message=_("Data tempat dihapus. Rencana yang sudah dihitung tidak berubah."),
        lead=_("Tempat ini tidak dipakai lagi dalam rencana berikutnya.")
        if site.kind in HUBS
        else _("Tempatnya tetap menjadi tujuan; rencana berikutnya memakai anggapan bagi yang tidak diketahui."),
        consequences=[Consequence(_("Tempat yang datanya dihapus"), 1)],
    )


def _site_form(request: ActorRequest, here: Here, site: Site | None) -> SiteForm:
    return SiteForm(
        request.POST or None,
        initial={name: getattr(site, name) for name in SITE_FIELDS} if site else {},
        kind=SiteKind.SITE,
        hubs=_ways(request, here, site),
    )


def _hub_form(request: ActorRequest, here: Here, kind: SiteKind, site: Site | None) -> HubForm:
    districts = Region.objects.filter(regency_code=here.region.code, level=Level.DISTRICT).order_by("name")
    initial = {name: getattr(site, name) for name in ("code", *SITE_FIELDS)} if site else {}
    return HubForm(
        request.POST or None,
        initial=initial | {"district": site.region.district_code if site else ""},
        kind=kind,
        hubs=_ways(request, here, site),
        districts=[(one.code, one.name) for one in districts],
        standing=site is not None,
    )


def _ways(request: ActorRequest, here: Here, site: Site | None) -> list[tuple[str, str]]:
    """What a place can be reached through."""
    ways = visible_sites(request.actor).filter(
        election=here.election, kind__in=THROUGH, region__regency_code=here.region.code
    )
    return [(one.code, str(one)) for one in ways.exclude(code=site.code if site else "")[:200]]


def _district(here: Here, code: str) -> Region:
    return Region.objects.select_related("parent").get(code=code) if code else here.region


def _title(site: Site | None, region: Region, place: str) -> str:
    if "/" in place:
        return f"TPS {place[-3:]} {region.name}"
    return str(site) if site and site.name else region.title


def _region_of(here: Here, request: ActorRequest, place: str) -> Region:
    village, slash, _number = place.partition("/")
    region = visible_regions(request.actor, Verb.PLAN_VIEW).filter(code=village).select_related("parent").first()
    if region is None or region.level not in (Level.DISTRICT, Level.VILLAGE):
        raise Refused
    if slash and not PollingStation.objects.filter(election=here.election, code=place).exists():
        raise Refused
    return region
