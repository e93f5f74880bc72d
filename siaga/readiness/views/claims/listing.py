"""Claims as a list: what agencies say of themselves."""

from __future__ import annotations

from fractions import Fraction

from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from siaga.access import Actor, Verb
from siaga.desk.access import agencies_for, agency_written
from siaga.desk.models import Agency
from siaga.elections.access import access_election
from siaga.elections.models import Election
from siaga.kit.guard import ActorRequest, guarded
from siaga.kit.tables import Choice, Column, Empty, Filter, Table
from siaga.readiness.access import visible_claims
from siaga.readiness.arithmetic import FULL
from siaga.readiness.models import Claim

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
    return rows.filter(agency_written(value, "agency__"))


def _by_state(rows: QuerySet[Claim], value: str) -> QuerySet[Claim]:
    return rows.filter(withdrawn_at__isnull=value == "berlaku")


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
