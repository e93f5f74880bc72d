"""A claim made, and taken back."""

from __future__ import annotations

from fractions import Fraction

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from siaga import clock
from siaga.access import Refused, Verb, require
from siaga.desk.models import Agency
from siaga.elections.access import access_election
from siaga.elections.models import Election
from siaga.kit import words
from siaga.kit.forms import Consequence, confirm_page, done
from siaga.kit.guard import ActorRequest, guarded
from siaga.readiness.access import access_claim
from siaga.readiness.actions.claims import make_claim, withdraw_claim
from siaga.readiness.arithmetic import FULL
from siaga.readiness.forms.claims import ClaimForm, WithdrawClaimForm
from siaga.readiness.models import Indicator
from siaga.readiness.views.claims.listing import agencies_that_may_claim
from siaga.readiness.views.parts import today_at
from siaga.wilayah.models import Region
from siaga.wilayah.queries import children_of


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
        message=_("Klaim dicabut."),
        consequences=[Consequence(_("Klaim yang dicabut"), 1)],
        form=form,
    )
