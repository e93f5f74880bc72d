"""What the actor may do next with a point, by its state and by whose step it is."""

from __future__ import annotations

from dataclasses import dataclass

from siaga.access import Actor, Verb, may
from siaga.rakor.access import may_report
from siaga.rakor.models import ActionPoint, PointState


def own_agency_codes(actor: Actor) -> frozenset[str]:
    """The agencies for which somebody acts: they do not verify their own promises."""
    return frozenset(grant.agency for grant in actor.grants if grant.agency)


@dataclass(frozen=True, slots=True)
class Steps:
    report: bool
    verify: bool
    give_back: bool
    change: bool
    drop: bool
    hand_over: bool
    remind: bool

    @property
    def any(self) -> bool:
        return self.report or self.verify or self.give_back or self.change


def steps_for(actor: Actor, point: ActionPoint) -> Steps:
    keeps = may(actor, Verb.POINT_CHANGE, point.place)
    unsettled = not point.settled
    done = point.state == PointState.DONE
    own = point.owner.code in own_agency_codes(actor)
    return Steps(
        report=unsettled and may_report(actor, point, None),
        verify=keeps and done and not own,
        give_back=keeps and (done or point.state == PointState.VERIFIED),
        change=keeps and unsettled,
        drop=keeps and unsettled,
        hand_over=keeps and unsettled,
        remind=keeps and unsettled and not done and not own,
    )
