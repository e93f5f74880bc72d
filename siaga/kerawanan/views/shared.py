"""What the pages of a regency share: the mapping they are about, and who may change it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse

from siaga.access import Actor, Refused, Verb, may
from siaga.elections.access import access_election
from siaga.elections.models import Election
from siaga.kerawanan.access import access_regency, visible_mappings
from siaga.kerawanan.models import Mapping, risk_place
from siaga.wilayah.models import Region

MOST_VERSIONS = 200


@dataclass(frozen=True, slots=True)
class Here:
    """The regency of a page. mapping: the version asked for, else the one in force, else the newest; None without any.

    rows: all versions, the newest first. whole: the actor sees all of the regency, not only a part of it.
    """

    election: Election
    region: Region
    mapping: Mapping | None
    in_force: Mapping | None
    newest: Mapping | None
    rows: QuerySet[Mapping]
    may_change: bool
    may_weigh: bool
    whole: bool
    chosen: bool

    def versions(self) -> list[Mapping]:
        """For lists and choices."""
        return list(self.rows[:MOST_VERSIONS])

    @property
    def query(self) -> str:
        """What keeps the version in an address; empty for the one that pages show by themselves."""
        return f"?versi={self.mapping.number}" if self.chosen and self.mapping else ""

    def url(self, name: str, *more: Any) -> str:
        return reverse(f"kerawanan:{name}", args=[self.election.slug, self.region.code, *more])


def here_of(actor: Actor, request: HttpRequest, slug: str, code: str, verb: Verb = Verb.RISK_VIEW) -> Here:
    """Raises Refused for missing and forbidden alike, also for a version that is not there."""
    election = access_election(actor, slug)
    region = access_regency(actor, election, code, verb)
    rows = visible_mappings(actor, election).filter(region=region).order_by("-number")
    asked = request.GET.get("versi", "")
    in_force = rows.filter(in_force_since__isnull=False, retired_at=None).first()
    newest = rows.first()
    mapping = in_force or newest
    if asked:
        if not (asked.isascii() and asked.isdecimal() and len(asked) < 10):
            raise Refused
        mapping = rows.filter(number=int(asked)).first()
        if mapping is None:
            raise Refused
    place = risk_place(region.code)
    return Here(
        election,
        region,
        mapping,
        in_force,
        newest,
        rows,
        not election.closed and may(actor, Verb.RISK_CHANGE, place),
        not election.closed and may(actor, Verb.INDICATOR_CHANGE, election.place),
        may(actor, Verb.RISK_VIEW, place),
        bool(asked),
    )


def version_of(here: Here, number: int) -> Mapping:
    """One version of the regency. Raises Refused."""
    found = here.rows.filter(number=number).first()
    if found is None:
        raise Refused
    return found


def frame(here: Here, tab: str, **more: Any) -> dict[str, Any]:
    """The context that every page of the room has."""
    return {"here": here, "region": here.region, "election": here.election, "mapping": here.mapping, "tab": tab, **more}
