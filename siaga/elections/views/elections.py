"""The list of elections, and one election: overview, making, changing, closing."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from siaga import clock
from siaga.access import Verb, scope_of
from siaga.elections.actions.elections import (
    change_election,
    close_election,
    create_election,
    remove_election,
    reopen_election,
)
from siaga.elections.errors import UnknownRegion
from siaga.elections.forms import ElectionChangeForm, ElectionForm, ReasonForm
from siaga.elections.models import Election
from siaga.elections.queries import (
    access_election,
    calendar,
    elections_for,
    repeat_rounds_of,
    ruleset_news,
    ruleset_of,
    station_counts,
)
from siaga.elections.queries.regions import election_regions
from siaga.elections.queries.stations import ChildCounts, children_with_counts
from siaga.elections.rulesets import available
from siaga.elections.views.shared import at, election_context, suggestions
from siaga.intake.codes import dotted
from siaga.kit.forms import Consequence, confirm_page, done, form_page
from siaga.kit.guard import guarded
from siaga.kit.tables import Column, Empty, Filter, Table
from siaga.kit.words import countdown
from siaga.wilayah.access import access_region
from siaga.wilayah.models import Region


def _state(election: Election) -> str:
    return "nonaktif" if election.closed else "aktif"


ELECTIONS = Table(
    key="pemilihan",
    title=gettext_lazy("Pemilihan"),
    columns=[
        Column(key="name", label=gettext_lazy("Nama"), sort=True, sub=lambda one: one.slug),
        Column(
            key="region", label=gettext_lazy("Daerah"), format="region", sort=lambda one: one.region.code, phone=False
        ),
        Column(
            key="voting_day",
            label=gettext_lazy("Pemungutan suara"),
            format="day",
            sort=True,
            sub=lambda one: countdown(one.voting_day, timezone.localtime(clock.now()).date()),
        ),
        Column(
            key="kind",
            label=gettext_lazy("Jenis"),
            value=lambda one: one.get_repeat_kind_display() or _("Putaran pertama"),
            phone=False,
        ),
        Column(
            key="state",
            label=gettext_lazy("Status"),
            value=_state,
            cell="elections/cells/state.html",
            sort=lambda one: one.closed,
        ),
    ],
    filters=[
        Filter(
            key="status",
            label=gettext_lazy("Status"),
            chips=True,
            choices=[("aktif", gettext_lazy("Aktif")), ("ditutup", gettext_lazy("Ditutup"))],
            apply=lambda rows, value: [one for one in rows if one.closed == (value == "ditutup")],
        )
    ],
    order="-voting_day",
    row_url=lambda one: at("overview", one),
    empty=Empty(
        title=gettext_lazy("Belum ada pemilihan"),
        text=gettext_lazy(
            "Pemilihan memuat tahapan dan TPS. Beberapa pemilihan dapat berjalan bersamaan, "
            "masing-masing dengan TPS dan aturannya sendiri."
        ),
        button=gettext_lazy("Buat pemilihan"),
        url=lambda request: _create_url(request),
        icon="checkbox",
    ),
)


def _create_url(request: HttpRequest) -> str:
    actor = request.actor  # type: ignore[attr-defined]
    return "" if scope_of(actor, Verb.ELECTION_CHANGE).nothing else reverse("elections:create")


@guarded(Verb.ELECTION_VIEW)
def index(request: HttpRequest) -> HttpResponseBase:
    """All elections that the actor may see."""
    elections = elections_for(request.actor)  # type: ignore[attr-defined]
    return ELECTIONS.respond(
        request, elections, template="elections/index.html", context={"create_url": _create_url(request)}
    )


@guarded(Verb.ELECTION_CHANGE)
def create(request: HttpRequest) -> HttpResponse:
    """Make an election."""
    actor = request.actor  # type: ignore[attr-defined]
    roots = [grant.region for grant in actor.grants if grant.region]
    initial = {"region": request.GET.get("wilayah", roots[0] if len(roots) == 1 else "")[:13]}
    initial["ruleset"] = request.GET.get("aturan", "pilkada-2024")[:60]
    initial["slug"] = slugify(initial["ruleset"])
    form = ElectionForm(request.POST or None, initial=initial, files=available())
    if form.is_valid():
        values = form.cleaned_data
        region = Region.objects.filter(code=dotted(values["region"].strip()) or "").first()
        if region is None:
            form.add_problem(UnknownRegion(values["region"]))
        elif form.perform(
            create_election,
            actor=actor,
            slug=values["slug"].strip(),
            ruleset=values["ruleset"],
            region=access_region(actor, region.code, Verb.ELECTION_CHANGE),
            voting_day=values["voting_day"],
            name=values["name"],
            now=clock.now(),
        ):
            return done(request, at("overview", form.result), _("Pemilihan dibuat dengan tahapan menurut aturannya."))
    return form_page(
        request,
        form,
        title=_("Buat pemilihan"),
        submit=_("Buat pemilihan"),
        back=reverse("elections:index"),
        lead=_("Naskah aturan disimpan apa adanya bersama pemilihan ini, sehingga angkanya tidak berubah diam-diam."),
    )


@guarded(Verb.ELECTION_CHANGE)
def regions(request: HttpRequest) -> HttpResponse:
    """Suggestions for the region of a new election."""
    return suggestions(election_regions(request.actor, request.GET.get("cari", "")))  # type: ignore[attr-defined]


CHILDREN = Table(
    key="rincian",
    title=gettext_lazy("Rincian per wilayah"),
    columns=[
        Column(key="region.title", label=gettext_lazy("Wilayah"), sort=lambda one: one.region.name),
        Column(
            key="counts.stations",
            label=gettext_lazy("TPS"),
            format="number",
            sort=True,
            total=True,
        ),
        Column(
            key="counts.special",
            label=gettext_lazy("Lokasi khusus"),
            format="number",
            phone=False,
            total=True,
        ),
        Column(
            key="counts.voters",
            label=gettext_lazy("Pemilih diketahui"),
            format="number",
            sort=True,
            total=True,
        ),
        Column(
            key="counts.voters_unknown",
            label=gettext_lazy("TPS belum diketahui"),
            format="number",
            sort=True,
            total=True,
            below=True,
        ),
        Column(
            key="counts.over_limit",
            label=gettext_lazy("Melebihi batas"),
            format="number",
            sort=True,
            total=True,
            below=True,
        ),
    ],
    row_url=lambda one: one.url,
    exports=True,
)


class _Child:
    """A row of the break-down with its address."""

    def __init__(self, election: Election, child: ChildCounts) -> None:
        self.region, self.counts = child.region, child.counts
        key = {8: "kecamatan", 13: "desa"}.get(len(child.region.code))
        query = f"?{key}={child.region.code}" if key else ""
        if key == "desa":
            query = f"?kecamatan={child.region.code[:8]}&desa={child.region.code}"
        self.url = at("stations", election) + query


@guarded(Verb.ELECTION_VIEW)
def overview(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Where the election stands: H-n, what comes next, the counts, the rules, the repeat rounds."""
    actor = request.actor  # type: ignore[attr-defined]
    election = access_election(actor, slug)
    rows = [_Child(election, child) for child in children_with_counts(actor, election)]
    table = CHILDREN.show(request, rows)
    if answer := CHILDREN.partial(request, table):
        return answer
    rules = ruleset_of(election)
    context: dict[str, Any] = {
        **election_context(request, election, "overview"),
        "counts": station_counts(actor, election),
        "calendar": calendar(actor, election, timezone.localtime(clock.now()).date()),
        "rules": rules,
        "unverified": len(rules.unverified()),
        "news": ruleset_news(election),
        "repeats": repeat_rounds_of(actor, election),
        "table": table if rows else None,
        "may_import": not scope_of(actor, Verb.STATION_CHANGE).nothing,
    }
    return render(request, "elections/overview.html", context)


@guarded(Verb.ELECTION_CHANGE)
def change(request: HttpRequest, slug: str) -> HttpResponse:
    """Change name and voting day."""
    actor = request.actor  # type: ignore[attr-defined]
    election = access_election(actor, slug, Verb.ELECTION_CHANGE)
    form = ElectionChangeForm(request.POST or None, initial={"name": election.name, "voting_day": election.voting_day})
    back = at("overview", election)
    if form.is_valid() and form.perform(
        change_election, actor=actor, election=election, now=clock.now(), **form.cleaned_data
    ):
        return done(request, back, _("Pemilihan diubah."))
    return form_page(
        request,
        form,
        title=_("Ubah %(name)s") % {"name": election.name},
        back=back,
        context={"region": election.region},
    )


@guarded(Verb.ELECTION_CHANGE)
def close(request: HttpRequest, slug: str) -> HttpResponse:
    """Close the election after asking."""
    actor = request.actor  # type: ignore[attr-defined]
    election = access_election(actor, slug, Verb.ELECTION_CHANGE)
    counts = station_counts(actor, election)
    return confirm_page(
        request,
        lambda: close_election(actor=actor, election=election, now=clock.now()),
        title=_("Tutup %(name)s?") % {"name": election.name},
        lead=_("Data pemilihan ini tetap dapat dibaca, tetapi tidak dapat diubah sampai dibuka kembali."),
        submit=_("Tutup pemilihan"),
        back=at("overview", election),
        message=_("Pemilihan ditutup."),
        consequences=[
            Consequence(_("TPS yang terkunci"), counts.stations),
            Consequence(_("Tahapan yang terkunci"), election.stages.count()),
        ],
    )


@guarded(Verb.ELECTION_CHANGE)
def reopen(request: HttpRequest, slug: str) -> HttpResponse:
    """Open a closed election again, with the reason."""
    actor = request.actor  # type: ignore[attr-defined]
    election = access_election(actor, slug, Verb.ELECTION_CHANGE)
    form = ReasonForm(request.POST or None)
    return confirm_page(
        request,
        lambda: reopen_election(actor=actor, election=election, reason=form.cleaned_data["reason"], now=clock.now()),
        title=_("Buka kembali %(name)s?") % {"name": election.name},
        submit=_("Buka kembali"),
        back=at("overview", election),
        message=_("Pemilihan dibuka kembali."),
        danger=False,
        form=form,
    )


@guarded(Verb.ELECTION_CHANGE)
def remove(request: HttpRequest, slug: str) -> HttpResponse:
    """Remove an election that has no stations."""
    actor = request.actor  # type: ignore[attr-defined]
    election = access_election(actor, slug, Verb.ELECTION_CHANGE)
    form = ReasonForm(request.POST or None)
    return confirm_page(
        request,
        lambda: remove_election(actor=actor, election=election, reason=form.cleaned_data["reason"], now=clock.now()),
        title=_("Hapus %(name)s?") % {"name": election.name},
        lead=_("Hanya pemilihan tanpa TPS yang dapat dihapus. Jejaknya tetap ada di buku besar."),
        submit=_("Hapus pemilihan"),
        back=at("overview", election),
        to=reverse("elections:index"),
        message=_("Pemilihan dihapus."),
        consequences=[Consequence(_("Tahapan yang ikut dihapus"), election.stages.count())],
        form=form,
    )
