"""What stands on every page of the workbook, and the name of its file."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone

from siaga.access import Actor
from siaga.desk.queries.desks import desk_title
from siaga.elections.models import Election
from siaga.kit import words
from siaga.logistics.needs import Needs
from siaga.logistics.spreading import parents
from siaga.logistics.workbook.paper import About


def about_needs(actor: Actor, election: Election, needs: Needs, now: datetime) -> About:
    """Whose paper it is, about what, as of when, printed by whom."""
    region = needs.code.partition("/")[0]
    place = needs.names.get(region, region)
    if "/" in needs.code:
        place = f"TPS {needs.code.partition('/')[2]} {place}"
    return About(
        desk=desk_title([region, *parents(region)], needs.names),
        place=place,
        code=needs.code,
        election=election.name,
        voting_day=words.day(election.voting_day),
        as_of=now,
        by=actor.name,
    )


def file_name(needs: Needs, slug: str, now: datetime) -> str:
    """``kebutuhan-pilkada-2024-16.72-2024-10-30.xlsx``."""
    code = needs.code.replace("/", "-")
    return f"kebutuhan-{slug}-{code}-{timezone.localtime(now):%Y-%m-%d}.xlsx"
