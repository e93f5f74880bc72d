"""The stations of an election: the list, one station, and what one does with it."""

from __future__ import annotations

from typing import Any

from django.db.models import BooleanField, Case, Q, QuerySet, Sum, Value, When
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from siaga import clock
from siaga.access import Refused, Verb, may, scope_of
from siaga.elections.access import access_election, access_station, under, visible_stations
from siaga.elections.actions.stations import StationFacts, add_station, change_station, remove_station
from siaga.elections.errors import NotAVillage
from siaga.elections.forms import ReasonForm, StationAddForm, StationForm
from siaga.elections.models import SPECIAL_FROM, Election, PollingStation
from siaga.elections.queries import history_of, over_limit, ruleset_of, station_counts
from siaga.elections.queries.regions import districts_of, station_villages, villages_of
from siaga.elections.views.shared import at, election_context, suggestions
from siaga.intake.codes import dotted
from siaga.kit.forms import Consequence, confirm_page, done, form_page
from siaga.kit.guard import guarded
from siaga.kit.layers import layer
from siaga.kit.tables import Choice, Column, Empty, Filter, Table
from siaga.wilayah.access import access_region
from siaga.wilayah.models import Region
from siaga.wilayah.names import fold

MOST_POINTS = 5000
"""Points that one map answer holds."""


def _slug(request: HttpRequest) -> str:
    match = request.resolver_match
    return str(match.kwargs["slug"]) if match else ""


def _districts(request: HttpRequest) -> list[Choice]:
    election = access_election(request.actor, _slug(request))  # type: ignore[attr-defined]
    return [(one.code, one.name) for one in districts_of(election)]


def _villages(request: HttpRequest) -> list[Choice]:
    district = request.GET.get("kecamatan", "")[:8]
    if not district:
        return []
    election = access_election(request.actor, _slug(request))  # type: ignore[attr-defined]
    return [(one.code, one.name) for one in villages_of(election, district)]


def _by_voters(rows: QuerySet[Any], value: str) -> QuerySet[Any]:
    if value == "belum":
        return rows.filter(voters_total__isnull=True)
    if value == "lebih":
        return rows.filter(over=True)
    return rows.filter(voters_total__isnull=False)


def _search(rows: QuerySet[PollingStation], words: str) -> QuerySet[PollingStation]:
    condition = Q(code__startswith=words) | Q(address__icontains=words)
    if folded := fold(words):
        condition |= Q(village__search_name__contains=folded)
    return rows.filter(condition)


STATIONS = Table(
    key="tps",
    title=gettext_lazy("TPS"),
    columns=[
        Column(key="label", label=gettext_lazy("TPS"), sort=("number", "code"), cell="elections/cells/station.html"),
        Column(key="code", label=gettext_lazy("Kode"), format="code", sort="code", phone=False),
        Column(
            key="village.title",
            label=gettext_lazy("Desa/kelurahan"),
            sort=("village__name", "code"),
            sub=lambda one: one.village.parent.title,
        ),
        Column(
            key="voters_male",
            label=gettext_lazy("Laki-laki"),
            format="number",
            sort="voters_male",
            total=Sum("voters_male"),
            phone=False,
        ),
        Column(
            key="voters_female",
            label=gettext_lazy("Perempuan"),
            format="number",
            sort="voters_female",
            total=Sum("voters_female"),
            phone=False,
        ),
        Column(
            key="voters_total",
            label=gettext_lazy("Pemilih"),
            format="number",
            sort="voters_total",
            total=Sum("voters_total"),
        ),
        Column(
            key="over",
            label=gettext_lazy("Catatan"),
            value=lambda one: _remark(one),
            cell="elections/cells/remark.html",
            phone=False,
        ),
        Column(key="lat", label=gettext_lazy("Lintang"), screen=False),
        Column(key="lon", label=gettext_lazy("Bujur"), screen=False),
        Column(key="address", label=gettext_lazy("Alamat"), screen=False),
    ],
    filters=[
        Filter(
            key="pemilih",
            label=gettext_lazy("Pemilih"),
            chips=True,
            choices=[
                ("diketahui", gettext_lazy("Diketahui")),
                ("belum", gettext_lazy("Belum diketahui")),
                ("lebih", gettext_lazy("Melebihi batas")),
            ],
            apply=_by_voters,
        ),
        Filter(
            key="kecamatan",
            label=gettext_lazy("Kecamatan"),
            choices=_districts,
            apply=lambda rows, value: rows.filter(under(value)),
        ),
        Filter(
            key="desa",
            label=gettext_lazy("Desa/kelurahan"),
            choices=_villages,
            apply=lambda rows, value: rows.filter(under(value)),
        ),
        Filter(
            key="lokasi",
            label=gettext_lazy("Lokasi"),
            choices=[("khusus", gettext_lazy("Lokasi khusus")), ("biasa", gettext_lazy("Bukan lokasi khusus"))],
            apply=lambda rows, value: (
                rows.filter(number__gte=SPECIAL_FROM) if value == "khusus" else rows.filter(number__lt=SPECIAL_FROM)
            ),
        ),
        Filter(
            key="posisi",
            label=gettext_lazy("Posisi"),
            choices=[
                ("ada", gettext_lazy("Ada titiknya")),
                ("perkiraan", gettext_lazy("Perkiraan")),
                ("tanpa", gettext_lazy("Tanpa titik")),
            ],
            apply=lambda rows, value: rows.filter(
                {"ada": Q(lat__isnull=False), "perkiraan": Q(lat__isnull=False, estimated=True)}.get(
                    value, Q(lat__isnull=True)
                )
            ),
        ),
    ],
    search=_search,
    search_label=gettext_lazy("Cari desa, kode, atau alamat"),
    order="code",
    row_url=lambda one: at("station", one.election, one.code),
    empty=Empty(
        title=gettext_lazy("Belum ada TPS"),
        text=gettext_lazy("TPS biasanya diimpor dari berkas KPU; dapat juga ditambah satu per satu."),
        button=gettext_lazy("Impor TPS"),
        url=lambda request: _import_url(request),
        icon="box",
    ),
)


def _remark(station: Any) -> str:
    if station.over:
        return _("melebihi batas")
    return _("belum diketahui") if station.voters_total is None else ""


def _import_url(request: HttpRequest) -> str:
    actor = request.actor  # type: ignore[attr-defined]
    if scope_of(actor, Verb.STATION_CHANGE).nothing:
        return ""
    return f"{reverse('intake:upload', args=['tps'])}?election={_slug(request)}"


@guarded(Verb.STATION_VIEW)
def index(request: HttpRequest, slug: str) -> HttpResponseBase:
    """The stations that the actor may see."""
    actor = request.actor  # type: ignore[attr-defined]
    election = access_election(actor, slug)
    rows = (
        visible_stations(actor, election)
        .select_related("village__parent", "election")
        .defer("village__search_name")
        .annotate(over=Case(When(over_limit(election), then=Value(True)), default=False, output_field=BooleanField()))
    )
    context = {
        **election_context(request, election, "stations"),
        "counts": station_counts(actor, election),
        "limit": ruleset_of(election).voter_limit,
        "import_url": _import_url(request),
        "may_add": not scope_of(actor, Verb.STATION_CHANGE).nothing and not election.closed,
    }
    return STATIONS.respond(request, rows, template="elections/stations.html", context=context)


@guarded(Verb.STATION_VIEW)
def points(request: HttpRequest, slug: str) -> HttpResponse:
    """The positions of stations as GeoJSON, for maps; ``?di=`` a region or TPS code."""
    actor = request.actor  # type: ignore[attr-defined]
    election = access_election(actor, slug)
    where = request.GET.get("di", "")[:17]
    stations = (
        visible_stations(actor, election)
        .filter(under(where), lat__isnull=False)
        .select_related("village__parent")[:MOST_POINTS]
    )
    features = [
        {
            "type": "Feature",
            "geometry": {"type": "Point", "coordinates": [one.lon, one.lat]},
            "properties": {
                "code": one.code,
                "name": f"{one.label} {one.village.name}",
                "parent": one.village.parent.title if one.village.parent else "",
                "url": at("station", election, one.code),
                "estimated": one.estimated,
            },
        }
        for one in stations
    ]
    return layer(features)


@guarded(Verb.STATION_VIEW)
def station_page(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    """One TPS: its facts, its place, its rounds."""
    actor = request.actor  # type: ignore[attr-defined]
    election = access_election(actor, slug)
    station = access_station(actor, election, code)
    limit = ruleset_of(election).voter_limit
    context = {
        **election_context(request, election, "stations"),
        "station": station,
        "region": station.village,
        "limit": limit,
        "over": limit is not None and station.voters_total is not None and station.voters_total > limit,
        "history": history_of(actor, station),
        "may_change": may(actor, Verb.STATION_CHANGE, station.place) and not election.closed,
        "may_see_ledger": may(actor, Verb.LEDGER_VIEW, station.place),
        "may_see_picture": may(actor, Verb.PICTURE_VIEW, station.place),
        "may_see_logistics": may(actor, Verb.LOGISTICS_VIEW, station.place),
    }
    return render(request, "elections/station.html", context)


@guarded(Verb.STATION_CHANGE)
def villages(request: HttpRequest, slug: str) -> HttpResponse:
    """Suggestions for the village of a new station."""
    actor = request.actor  # type: ignore[attr-defined]
    election = access_election(actor, slug)
    return suggestions(station_villages(actor, election, request.GET.get("cari", "")))


@guarded(Verb.STATION_CHANGE)
def add(request: HttpRequest, slug: str) -> HttpResponse:
    """Add a station."""
    actor = request.actor  # type: ignore[attr-defined]
    election = access_election(actor, slug)
    initial = {"village": request.GET.get("desa", "")[:13]}
    form = StationAddForm(request.POST or None, initial=initial, source=at("villages", election))
    if form.is_valid():
        village = _village(actor, form.cleaned_data["village"])
        if village is None:
            form.add_problem(NotAVillage(form.cleaned_data["village"]))
        elif form.perform(
            add_station,
            actor=actor,
            election=election,
            village=village,
            number=form.cleaned_data["number"],
            facts=_facts(form),
            now=clock.now(),
        ):
            return done(request, at("station", election, form.result.code), _("TPS ditambahkan."))
    return form_page(
        request,
        form,
        title=_("Tambah TPS"),
        submit=_("Tambah TPS"),
        back=at("stations", election),
        context={"region": election.region},
    )


@guarded(Verb.STATION_CHANGE)
def change(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    """Change a station."""
    actor, election, station = _station(request, slug, code)
    form = StationForm(request.POST or None, initial=StationForm.initial_of(station))
    if form.is_valid() and form.perform(
        change_station,
        actor=actor,
        station=station,
        facts=_facts(form),
        number=form.cleaned_data["number"],
        now=clock.now(),
    ):
        return done(request, at("station", election, form.result.code), _("TPS diubah."))
    return form_page(
        request,
        form,
        title=_("Ubah %(station)s %(village)s") % {"station": station.label, "village": station.village.name},
        back=at("station", election, code),
        context={"region": station.village},
    )


@guarded(Verb.STATION_CHANGE)
def remove(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    """Remove a station, with the reason."""
    actor, election, station = _station(request, slug, code)
    form = ReasonForm(request.POST or None)
    consequences = [Consequence(_("TPS yang dihapus"), 1)]
    if station.voters_total is not None:
        consequences.append(Consequence(_("Pemilih yang tercatat di TPS ini"), station.voters_total))
    return confirm_page(
        request,
        lambda: remove_station(actor=actor, station=station, reason=form.cleaned_data["reason"], now=clock.now()),
        title=_("Hapus %(station)s %(village)s?") % {"station": station.label, "village": station.village.name},
        lead=_("TPS yang sudah dirujuk data lain tidak dapat dihapus. Jejaknya tetap ada di buku besar."),
        submit=_("Hapus TPS"),
        back=at("station", election, code),
        to=at("stations", election),
        message=_("TPS dihapus."),
        consequences=consequences,
        form=form,
    )


def _facts(form: StationForm) -> StationFacts:
    """What the form says. A total that was left as it stood follows the two counts that were changed."""
    values = dict(form.cleaned_data)
    both = values["voters_male"] is not None and values["voters_female"] is not None
    if both and "voters_total" not in form.changed_data and {"voters_male", "voters_female"} & set(form.changed_data):
        values["voters_total"] = None
    return StationFacts(
        voters_male=values["voters_male"],
        voters_female=values["voters_female"],
        voters_total=values["voters_total"],
        lat=values["lat"],
        lon=values["lon"],
        estimated=values["estimated"],
        address=values["address"],
    )


def _village(actor: Any, text: str) -> Region | None:
    code = dotted(text.strip())
    try:
        return access_region(actor, code) if code else None
    except Refused:
        return None


def _station(request: HttpRequest, slug: str, code: str) -> tuple[Any, Election, PollingStation]:
    actor = request.actor  # type: ignore[attr-defined]
    election = access_election(actor, slug)
    return actor, election, access_station(actor, election, code, Verb.STATION_CHANGE)
