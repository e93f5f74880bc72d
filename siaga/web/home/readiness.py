"""The picture on the start page: that of the actor's own region, or the reason why there is none to show."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from siaga.access import Actor, Role, Verb, scope_of
from siaga.elections.models import Election
from siaga.kit.guard import ActorRequest
from siaga.kit.tables import ShownTable
from siaga.readiness.access import sees_picture, standing_claims, visible_claims
from siaga.readiness.links import report_url
from siaga.readiness.models import Claim
from siaga.readiness.views.picture import Shown, asked_with_snapshot, children_table, shown_picture
from siaga.reporting.queries.owed import Tally, asked_for, tally
from siaga.reporting.queries.tasks import Task, Tasks, my_tasks

OWN_CLAIMS = 5
SHOWN_TASKS = 6
_REPORTING = {Role.FIELD, Role.DESA, Role.KECAMATAN, Role.AGENCY}
"""Roles whose start page begins with what they have to report."""


@dataclass(frozen=True, slots=True)
class HomePicture:
    """shown: None where nothing is measured yet or the picture is closed.

    closed: an agency to whom the leader has not opened the picture; it sees its own claims instead.
    """

    shown: Shown | None
    children: ShownTable | None
    closed: bool
    claims: tuple[Claim, ...]
    may_claim: bool

    @property
    def heard(self) -> bool:
        """Whether anything has been reported yet: then the picture comes before the set-up."""
        return self.shown is not None and not self.shown.nothing_reported


def home_picture(request: ActorRequest, election: Election | None, code: str, now: datetime) -> HomePicture | None:
    """The picture of the region of that code; None for those whom no picture concerns (field officers)."""
    actor = request.actor
    if election is None:
        return None
    if sees_picture(actor, election, code):
        shown = shown_picture(actor, election, code, asked_with_snapshot(request, election, now, code), now)
        return HomePicture(shown, children_table(request, shown), False, (), False)
    if scope_of(actor, Verb.PICTURE_OPENED).nothing and scope_of(actor, Verb.PICTURE_VIEW).nothing:
        return None
    return HomePicture(None, None, True, _claims(actor, election), not scope_of(actor, Verb.CLAIM_MAKE).nothing)


def _claims(actor: Actor, election: Election) -> tuple[Claim, ...]:
    if scope_of(actor, Verb.CLAIM_VIEW).nothing:
        return ()
    return tuple(standing_claims(visible_claims(actor, election)).order_by("-stated_at", "-pk")[:OWN_CLAIMS])


@dataclass(frozen=True, slots=True)
class HomeTasks:
    """What the person has to report: the most urgent first, each with the address of its form."""

    tasks: Tasks
    cards: tuple[tuple[Task, str], ...]


def home_tasks(actor: Actor, now: datetime) -> HomeTasks | None:
    """None for roles that report nothing themselves."""
    if not actor.roles & _REPORTING:
        return None
    found = my_tasks(actor, now)
    return HomeTasks(
        found,
        tuple((task, report_url(task.slug, task.instrument, task.unit)) for task in found.owed[:SHOWN_TASKS]),
    )


def home_debts(actor: Actor, election: Election | None, now: datetime) -> Tally | None:
    """Reports that fell due within the actor's reach: on time, late, not at all. None where there are none."""
    if election is None or scope_of(actor, Verb.DUTY_VIEW).nothing:
        return None
    found = tally(asked_for(actor, election, now))
    return found if found.asked else None
