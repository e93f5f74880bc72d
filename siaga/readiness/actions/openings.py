"""What the leader opens to all agencies of a region: the picture, the claims."""

from __future__ import annotations

from datetime import datetime

from siaga.access import Actor, Place, Verb, require
from siaga.elections.models import Election
from siaga.ledger.recording import action, nothing_changed, record
from siaga.readiness.models import Opening
from siaga.wilayah.models import Region


@action("picture.open")
def open_picture(
    *, actor: Actor, election: Election, region: Region, picture: bool, claims: bool, now: datetime
) -> Opening:
    """Open or close the picture and the claims of a region to all agencies there."""
    require(actor, Verb.PICTURE_OPEN, Place(region.code))
    found = (
        Opening.objects.select_for_update(of=("self",))
        .select_related("region")
        .filter(election=election, region=region)
        .first()
    )
    before = found.as_fact() if found else None
    opening = found or Opening(election=election, region=region)
    if (opening.picture, opening.claims) == (picture, claims):
        nothing_changed()
        return opening
    opening.picture, opening.claims = picture, claims
    opening.save()
    record(actor, "picture.open", opening, before=before, after=opening.as_fact(), now=now)
    return opening
