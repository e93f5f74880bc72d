"""Claims: what agencies say of themselves, each beside the evidence of the same region."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from typing import Any

from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from siaga import clock
from siaga.access import Actor, Place, Refused, Verb, may, require
from siaga.desk.access import agencies_for
from siaga.desk.models import Agency
from siaga.elections.access import access_election
from siaga.elections.models import Election
from siaga.kit import words
from siaga.kit.forms import Consequence, confirm_page, done
from siaga.kit.guard import ActorRequest, guarded
from siaga.kit.tables import Choice, Column, Empty, Filter, Table
from siaga.readiness import links
from siaga.readiness.access import access_claim, sees_picture, visible_claims
from siaga.readiness.actions.claims import make_claim, withdraw_claim
from siaga.readiness.arithmetic import FULL
from siaga.readiness.forms.claims import ClaimForm, WithdrawClaimForm
from siaga.readiness.models import Claim, Indicator
from siaga.readiness.queries import claim_review
from siaga.readiness.queries.told import named_units
from siaga.readiness.shapes import ClaimReview, PartGap, Shortfall
from siaga.readiness.views.asked import asked
from siaga.readiness.views.parts import age_of, largest_remainder, today_at
from siaga.wilayah.models import Region
from siaga.wilayah.queries import children_of

MOST_AGENCIES = 200


def _agencies(request: HttpRequest) -> list[Choice]:
    match = request.resolver_match
    slug = match.kwargs["slug"] if match else ""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    election = access_election(actor, slug)
    made = visible_claims(actor, election).order_by().values("agency")
    found = Agency.objects.filter(pk__in=made).select_related("region").order_by("region__code", "key")
    return [(agency.code, f"{agency.name} ({agency.region.name})") for agency in found[:MOST_AGENCIES]]


def _by_agency(rows: QuerySet[Claim], value: str) -> QuerySet[Claim]:
    key, _at, region = value.partition("@")
    return rows.filter(agency__key=key, agency__region__code=region)


def _by_state(rows: QuerySet[Claim], value: str) -> QuerySet[Claim]:
    return rows.filter(withdrawn_at__isnull=value == "berlaku")


def reference_words(claim: Claim) -> str:
    """What the claim refers to; a report is led to by its link, not by its number."""
    return "" if claim.submission_id else claim.reference


def source_words(claim: Claim) -> str:
    if claim.submission_id:
        return _("Laporan instansi")
    return " · ".join(filter(None, (claim.get_source_display(), claim.reference)))


def _find(rows: QuerySet[Claim], text: str) -> QuerySet[Claim]:
    for word in text.split()[:6]:
        rows = rows.filter(
            Q(agency__name__icontains=word)
            | Q(of_what__icontains=word)
            | Q(reference__icontains=word)
            | Q(region__name__icontains=word)
        )
    return rows


CLAIMS = Table(
    key="klaim",
    title=gettext_lazy("Klaim instansi"),
    columns=[
        Column(
            key="agency",
            label=gettext_lazy("Instansi"),
            value=lambda row: row.agency.name,
            sort="agency__name",
            sub=lambda row: row.of_what or str(_("penyebut tidak disebut")),
        ),
        Column(
            key="share",
            label=gettext_lazy("Diklaim"),
            value=lambda row: Fraction(row.share, FULL),
            format="percent",
            sort="share",
        ),
        Column(
            key="of_what",
            label=gettext_lazy("Dari apa"),
            value=lambda row: row.of_what or str(_("penyebut tidak disebut")),
            screen=False,
        ),
        Column(key="region", label=gettext_lazy("Tentang wilayah"), format="region", sort="region__code", phone=False),
        Column(key="stated_at", label=gettext_lazy("Dinyatakan"), format="day", sort="stated_at"),
        Column(
            key="source",
            label=gettext_lazy("Sumber"),
            value=source_words,
            cell="readiness/cells/claim_source.html",
            phone=False,
        ),
        Column(
            key="state",
            label=gettext_lazy("Status"),
            value=lambda row: _("Dicabut") if row.withdrawn_at else _("Berlaku"),
            cell="readiness/cells/claim_state.html",
            phone=False,
        ),
    ],
    filters=[
        Filter(key="instansi", label=gettext_lazy("Instansi"), choices=_agencies, apply=_by_agency),
        Filter(
            key="status",
            label=gettext_lazy("Status"),
            chips=True,
            choices=[("berlaku", gettext_lazy("Berlaku")), ("dicabut", gettext_lazy("Dicabut"))],
            apply=_by_state,
        ),
    ],
    search=_find,
    search_label=gettext_lazy("Cari instansi, wilayah, atau rujukan"),
    order="-stated_at",
    row_url=lambda row: reverse("readiness:claim", args=[row.election.slug, row.pk]),
    empty=Empty(
        title=gettext_lazy("Belum ada klaim"),
        text=gettext_lazy(
            "Klaim adalah perkataan instansi tentang kesiapannya sendiri. Ia dicatat apa adanya, ditaruh di samping "
            "bukti, dan tidak pernah masuk hitungan."
        ),
        icon="quote",
    ),
)


def agencies_that_may_claim(actor: Actor, election: Election) -> list[Agency]:
    """Open agencies in whose name the actor may claim something in this election (bounded)."""
    found = agencies_for(actor, Verb.CLAIM_MAKE).filter(closed_on=None)
    code = election.region.code
    inside = Q(region__code=code) | Q(region__province_code=code) | Q(region__regency_code=code)
    return list(found.filter(inside).order_by("region__code", "key")[:MOST_AGENCIES])


@guarded(Verb.CLAIM_VIEW)
@require_safe
def claims(request: ActorRequest, slug: str) -> HttpResponseBase:
    """All claims that the actor may see: an agency its own and, where the leader opened them, those of others."""
    election = access_election(request.actor, slug)
    return CLAIMS.respond(
        request,
        visible_claims(request.actor, election).select_related("election"),
        template="readiness/claims.html",
        context={
            "election": election,
            "region": election.region,
            "may_claim": bool(agencies_that_may_claim(request.actor, election)),
        },
    )


@guarded(Verb.CLAIM_MAKE)
def new_claim(request: ActorRequest, slug: str) -> HttpResponse:
    """``?instansi=kpu@16.72`` chooses the agency; the boxes of the breakdown are the parts of its region."""
    election = access_election(request.actor, slug)
    agencies = agencies_that_may_claim(request.actor, election)
    if not agencies:
        raise Refused
    chosen = next((one for one in agencies if one.code == request.GET.get("instansi")), agencies[0])
    own = chosen.region
    parts = list(children_of(request.actor, own).filter(valid_to=None).order_by("code")[:120])
    form = ClaimForm(
        agencies,
        _regions(agencies, own, parts),
        parts,
        _indicators(election),
        request.POST or None,
        initial={
            "agency": chosen.pk,
            "region": own.code,
            "stated_on": today_at(clock.now(), own.code),
            "source": "rapat",
        },
    )
    now = clock.now()
    if form.is_valid() and form.perform(make_claim, actor=request.actor, election=election, now=now, **form.facts(now)):
        return done(
            request,
            reverse("readiness:claim", args=[slug, form.result.pk]),
            _("Klaim dicatat. Bukti di sampingnya dihitung dari laporan."),
        )
    status = 422 if form.is_bound and form.errors else 200
    return render(
        request,
        "readiness/claim_form.html",
        {"form": form, "election": election, "region": own, "back": reverse("readiness:claims", args=[slug])},
        status=status,
    )


def _regions(agencies: list[Agency], own: Region, parts: list[Region]) -> list[Region]:
    found = {agency.region.code: agency.region for agency in agencies}
    found[own.code] = own
    found |= {part.code: part for part in parts}
    return [found[code] for code in sorted(found)]


def _indicators(election: Election) -> list[tuple[str, str]]:
    lines = Indicator.objects.filter(election=election, scale="readiness", retired_at=None)
    return [(line.key, line.name) for line in lines.only("key", "name")[:300]]


@dataclass(frozen=True, slots=True)
class ShortRow:
    """One TPS short of ready, with the part of the whole that it lacks, rounded so that the column sums."""

    shortfall: Shortfall
    name: str
    place: str
    parts: int
    age: str
    url: str

    @property
    def code(self) -> str:
        return self.shortfall.unit.partition(":")[2]

    @property
    def share(self) -> Fraction:
        """Exact to the shown thousandth of a percent."""
        return Fraction(self.parts, SHARE_PARTS)


SHARE_PARTS = 100_000
"""Shares in the list are shown in thousandths of a percent, so that the parts of the nation still show."""


@dataclass(frozen=True, slots=True)
class PartRow:
    """One part of the breakdown; ``points`` is rounded so that the column sums to the shown total."""

    gap: PartGap
    points: Fraction
    url: str

    @property
    def region(self) -> Region:
        return self.gap.region


POINT_PARTS = 10_000
"""Differences of the breakdown are shown in hundredths of a percentage point."""


def part_rows(review: ClaimReview, election: Election) -> list[PartRow]:
    shown = largest_remainder([gap.points for gap in review.parts], POINT_PARTS)
    return [
        PartRow(gap, Fraction(hundredths, POINT_PARTS), links.picture_url(election.slug, gap.region.code))
        for gap, hundredths in zip(review.parts, shown, strict=True)
    ]


SHORT = Table(
    key="kekurangan",
    prefix="k-",
    title=gettext_lazy("TPS yang belum siap"),
    columns=[
        Column(
            key="name",
            label=gettext_lazy("TPS"),
            sort=lambda row: row.code,
            sub=lambda row: row.place,
        ),
        Column(key="code", label=gettext_lazy("Kode"), format="code", screen=False),
        Column(
            key="standing",
            label=gettext_lazy("Keadaan"),
            value=lambda row: row.shortfall.standing.value,
            format="status",
            sort=lambda row: row.shortfall.standing.value,
        ),
        Column(
            key="value",
            label=gettext_lazy("Nilai terbukti"),
            value=lambda row: row.shortfall.figure.value,
            format="percent",
            sort=lambda row: row.shortfall.figure.value,
            phone=False,
        ),
        Column(
            key="coverage",
            label=gettext_lazy("Cakupan"),
            value=lambda row: row.shortfall.figure.coverage,
            format="percent",
            sort=lambda row: row.shortfall.figure.coverage,
            phone=False,
        ),
        Column(key="age", label=gettext_lazy("Umur"), value=lambda row: row.age, phone=False),
        Column(
            key="share",
            label=gettext_lazy("Bagian kekurangan"),
            value=lambda row: row.share,
            format="share",
            sort=lambda row: row.shortfall.share,
            total=lambda rows: sum((row.share for row in rows), Fraction(0)),
        ),
    ],
    filters=[
        Filter(
            key="keadaan",
            label=gettext_lazy("Keadaan"),
            chips=True,
            choices=[
                ("belum", gettext_lazy("Belum")),
                ("sebagian", gettext_lazy("Sebagian")),
                ("usang", gettext_lazy("Usang")),
                ("belum_lapor", gettext_lazy("Belum lapor")),
            ],
            apply=lambda rows, value: [row for row in rows if row.shortfall.standing.value == value],
        )
    ],
    order="-share",
    row_url=lambda row: row.url,
    empty=Empty(
        title=gettext_lazy("Tidak ada TPS yang kurang"),
        text=gettext_lazy("Semua TPS di wilayah ini sudah terbukti siap."),
        icon="circle-check",
    ),
    per_page=50,
)


def short_rows(review: ClaimReview, election: Election) -> list[ShortRow]:
    """The shortfalls with shown shares that sum to the shown shortfall."""
    shown = largest_remainder([line.share for line in review.shortfalls], SHARE_PARTS)
    today = today_at(review.at, election.region.code)
    regions = [line.unit for line in review.shortfalls if line.station is None]
    named = {one.unit: one for one in named_units(election, regions, review.at)} if regions else {}
    districts = {line.station.district_code for line in review.shortfalls if line.station is not None}
    titles = {one.code: one.title for one in Region.objects.filter(code__in=districts)}
    rows = []
    for line, parts in zip(review.shortfalls, shown, strict=True):
        if line.station is not None:
            name = f"{line.station.label} {line.station.village.name}"
            place = titles.get(line.station.district_code, "")
        else:
            name, place = named[line.unit].name, named[line.unit].place
        age = str(age_of(line.figure, today))
        rows.append(ShortRow(line, name, place, parts, age, links.unit_url(election.slug, line.unit)))
    return rows


@guarded(Verb.CLAIM_VIEW)
@require_safe
def claim_page(request: ActorRequest, slug: str, claim_id: int) -> HttpResponseBase:
    """Who said it, when, of what; what the evidence says; every TPS that is short, and what the claim presumes."""
    now = clock.now()
    election = access_election(request.actor, slug)
    claim = access_claim(request.actor, election, claim_id)
    wanted = asked(request, election, now, claim.region.code)
    if not sees_picture(request.actor, election, claim.region.code):
        # The claim is the agency's own; the evidence of others stays closed until the leader opens it.
        return render(request, "readiness/claim.html", _claim_context(request, election, claim, now))
    review = claim_review(request.actor, election, claim_id, wanted.then, now)
    table = SHORT.show(request, short_rows(review, election))
    if answer := SHORT.partial(request, table):
        return answer
    context = _claim_context(request, election, claim, now) | _evidence(election, claim, review) | {"table": table}
    response = render(request, "readiness/claim.html", context)
    patch_vary_headers(response, ["HX-Request", "HX-Target"])
    return response


def _evidence(election: Election, claim: Claim, review: ClaimReview) -> dict[str, Any]:
    parts = part_rows(review, election)
    return {
        "review": review,
        "stations_short": sum(line.station is not None for line in review.shortfalls),
        "others_short": sum(line.station is None for line in review.shortfalls),
        "missing": 1 - review.evidenced,
        "gap": Fraction(claim.share, FULL) - review.evidenced,
        "parts": parts,
        "parts_total": sum((row.points for row in parts), Fraction(0)),
        "parts_weight": sum((row.gap.weight_share for row in parts), Fraction(0)),
    }


def _claim_context(request: ActorRequest, election: Election, claim: Claim, now: datetime) -> dict[str, Any]:
    own = may(request.actor, Verb.CLAIM_MAKE, claim.place)
    named = own or may(request.actor, Verb.REPORTER_VIEW, Place(claim.region.code, agency=claim.agency.code))
    key = claim.indicator_key
    return {
        "election": election,
        "region": claim.region,
        "trail_to": f"/gambaran/{election.slug}/",
        "claim": claim,
        "reference": reference_words(claim),
        "share": Fraction(claim.share, FULL),
        "named": named,
        "may_withdraw": own and claim.withdrawn_at is None,
        "indicator": Indicator.objects.filter(election=election, key=key).first() if key else None,
        "age": words.age(claim.stated_at, now),
    }


@guarded(Verb.CLAIM_MAKE)
def withdraw(request: ActorRequest, slug: str, claim_id: int) -> HttpResponse:
    election = access_election(request.actor, slug)
    claim = access_claim(request.actor, election, claim_id)
    require(request.actor, Verb.CLAIM_MAKE, claim.place)
    form = WithdrawClaimForm(request.POST if request.method == "POST" else None)
    back = reverse("readiness:claim", args=[slug, claim.pk])
    return confirm_page(
        request,
        lambda: withdraw_claim(actor=request.actor, claim=claim, now=clock.now(), **form.cleaned_data),
        title=_("Cabut klaim ini?"),
        lead=_("%(agency)s, %(share)s. Klaim yang dicabut tetap terbaca dengan alasannya.")
        % {"agency": claim.agency.name, "share": words.percent(Fraction(claim.share, FULL))},
        submit=_("Cabut klaim"),
        back=back,
        to=back,
        message=_("Klaim dicabut."),
        consequences=[Consequence(_("Klaim yang dicabut"), 1)],
        form=form,
    )
