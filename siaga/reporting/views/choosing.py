"""Which election a page of this room is about: the one in the address, the one chosen last, or the nearest."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils import timezone

from siaga import clock
from siaga.access import Actor
from siaga.elections.access import access_election
from siaga.elections.models import Election
from siaga.elections.queries import elections_for

SESSION_KEY = "election"


def elections_of(actor: Actor) -> list[Election]:
    """The elections that the actor may see, open ones and near ones first."""
    today = timezone.localdate(clock.now())
    return sorted(
        elections_for(actor),
        key=lambda one: (one.closed_at is not None, abs((one.voting_day - today).days), one.slug),
    )


def chosen_election(request: HttpRequest, actor: Actor) -> Election | None:
    """The election of ``?pemilihan=`` (Refused where the actor may not see it), else the present one, if any."""
    if slug := request.GET.get("pemilihan", "").replace("\x00", ""):
        return access_election(actor, slug)
    known = elections_of(actor)
    last = request.session.get(SESSION_KEY, "")
    return next((one for one in known if one.slug == last), known[0] if known else None)
