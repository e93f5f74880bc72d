"""One claim beside the evidence of its region."""

from __future__ import annotations

from datetime import datetime
from fractions import Fraction
from typing import Any

from django.http import HttpResponseBase
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from siaga import clock
from siaga.access import Place, Verb, may
from siaga.elections.access import access_election
from siaga.elections.models import Election
from siaga.kit import words
from siaga.kit.guard import ActorRequest, guarded
from siaga.readiness.access import access_claim, sees_picture
from siaga.readiness.arithmetic import FULL
from siaga.readiness.models import Claim, Indicator
from siaga.readiness.queries import claim_review
from siaga.readiness.shapes import ClaimReview
from siaga.readiness.views.asked import asked
from siaga.readiness.views.claims.shortfalls import SHORT, part_rows, short_rows


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


def reference_words(claim: Claim) -> str:
    """What the claim refers to; a report is led to by its link, not by its number."""
    return "" if claim.submission_id else claim.reference
