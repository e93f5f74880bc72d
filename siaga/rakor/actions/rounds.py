"""The round of a regency through its sub-districts: forums founded where they are missing, one meeting in each."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from siaga.access import Actor, Verb, inside, require
from siaga.desk.models import Office
from siaga.ledger.recording import action, record
from siaga.rakor.actions.forums import found_forum
from siaga.rakor.actions.meetings import plan_meeting
from siaga.rakor.errors import NotSaid, RoundClash
from siaga.rakor.locks import lock_forum
from siaga.rakor.models import Forum, ForumKind, Meeting
from siaga.rakor.queries.rounds import Template, clashes_of, forums_of_round, templates_of
from siaga.wilayah.models import Level, Region


@dataclass(frozen=True, slots=True)
class Sitting:
    """One meeting of a round: where, when, and its identity in calendars."""

    region: Region
    starts_at: datetime
    ends_at: datetime
    venue: str
    uid: uuid.UUID


@action("rakor.plan_round")
def plan_round(
    *,
    actor: Actor,
    upper: Forum,
    title: str,
    sittings: Sequence[Sitting],
    attending: Sequence[Office],
    now: datetime,
    purpose: str = "koordinasi",
    note: str = "",
    with_villages: bool = True,
) -> list[Meeting]:
    """Plan a meeting in each of these sub-districts, all or none; a missing forum is founded from the template.

    attending: offices of the regency that come to every one. with_villages: the heads of villages sit in the forums
    that are founded. Raises ``RoundClash`` when an office would have to sit at two tables at once, ``NotSaid`` for a
    place that is not a sub-district of the forum's region, or one named twice.
    """
    require(actor, Verb.RAKOR_PLAN, upper.place)
    upper = lock_forum(upper)
    _check_places(upper, sittings)
    regions = [sitting.region for sitting in sittings]
    known = forums_of_round(upper, regions)
    templates = templates_of([region for region in regions if region.pk not in known], with_villages=with_villages)
    meetings: list[Meeting] = []
    for sitting in sorted(sittings, key=lambda one: (one.starts_at, one.region.code)):
        forum = known.get(sitting.region.pk) or _found(actor, upper, sitting, templates[sitting.region.pk], now)
        meeting = plan_meeting(
            actor=actor,
            forum=forum,
            title=title,
            starts_at=sitting.starts_at,
            ends_at=sitting.ends_at,
            venue=sitting.venue,
            purpose=purpose,
            note=note,
            uid=sitting.uid,
            offices=attending,
            now=now,
        )
        meetings.append(meeting)
    if clashes := clashes_of(meetings):
        raise RoundClash(clashes)
    fact = upper.as_fact()
    record(actor, "rakor.plan_round", upper, before=fact, after=fact, now=now, reason=", ".join(map(str, meetings)))
    return meetings


def _check_places(upper: Forum, sittings: Sequence[Sitting]) -> None:
    if not sittings:
        raise NotSaid(_("Belum ada kecamatan yang dipilih."), _("Pilih paling sedikit satu kecamatan."), field="places")
    seen: set[int] = set()
    for sitting in sittings:
        region = sitting.region
        if region.level != Level.DISTRICT or not inside(region.code, upper.region.code) or region.pk in seen:
            raise NotSaid(
                _("%(region)s bukan kecamatan di wilayah forum ini, atau disebut dua kali.") % {"region": region.title},
                _("Periksa daftar kecamatannya."),
                field="places",
            )
        seen.add(region.pk)


def _found(actor: Actor, upper: Forum, sitting: Sitting, template: Template, now: datetime) -> Forum:
    """The forum of a sub-district as the template has it: the camat leads, offices of its agencies sit in it."""
    region = sitting.region
    return found_forum(
        actor=actor,
        election=upper.election,
        region=region,
        kind=ForumKind.DISTRICT,
        name=f"Rakor {region.title}",
        upper=upper,
        host=template.host,
        chair=template.chair,
        secretary=template.secretary,
        venue=sitting.venue,
        members=template.members,
        now=now,
    )
