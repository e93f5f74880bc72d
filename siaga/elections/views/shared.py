"""What several pages of one election need."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, JsonResponse
from django.urls import reverse

from siaga.access import Verb, may
from siaga.elections.models import Election
from siaga.kit.templatetags.kit import named_with_parent
from siaga.wilayah.models import Region


def election_context(request: HttpRequest, election: Election, tab: str) -> dict[str, Any]:
    """The context of a page about an election: its region for the breadcrumb, its tab, what the actor may do."""
    actor = request.actor  # type: ignore[attr-defined]
    can_change = may(actor, Verb.ELECTION_CHANGE, election.place)
    return {
        "election": election,
        "region": election.region,
        "tab": tab,
        "may_change": can_change and not election.closed,
        "may_reopen": can_change and election.closed,
        "may_see_ledger": may(actor, Verb.LEDGER_VIEW, election.place),
    }


def at(name: str, election: Election, *args: str) -> str:
    """The address of a page of the election."""
    return reverse(f"elections:{name}", args=[election.slug, *args])


def suggestions(regions: list[Region]) -> JsonResponse:
    """Regions as a suggestion box wants them."""
    rows = [{"value": region.code, "label": f"{named_with_parent(region)} ({region.code})"} for region in regions]
    return JsonResponse(rows, safe=False)
