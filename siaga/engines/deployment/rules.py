"""The rules that a deployment can break."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Rule(StrEnum):
    """What can be broken, with the unit of the amount (none: 1)."""

    UNKNOWN = "unknown"
    """The problem does not know this station, officer or team."""
    POST_LEFT = "post-left"
    """A station in no team."""
    POST_TWICE = "post-twice"
    """A station in two teams."""
    ROOM = "room"
    """Stations over what the pattern allows a team."""
    DISTRICT = "district"
    """A team in two kecamatan."""
    VILLAGE = "village"
    """A team in two villages, where that is forbidden."""
    TRAVEL = "travel"
    """Minutes over the longest way between two stations of a team."""
    APART = "apart"
    """Two stations that may not share a team."""
    POLICE = "police"
    """Police missing in a team."""
    NOT_POLICE = "not-police"
    """Somebody who is not of the police in the place of one."""
    ARMY = "army"
    """Army where the rules allow none, or more than they allow."""
    ARMY_MISSING = "army-missing"
    """Army that should support a team and is not there."""
    LEADER = "leader"
    """No leader of the team's own officers with the rank."""
    AWAY = "away"
    """Somebody who is ill or away."""
    TWICE = "twice"
    """Somebody in two places."""
    REST = "rest"
    """Minutes of rest missing before or after."""
    OWN_VILLAGE = "own-village"
    """Somebody who lives where the team guards."""
    UNIT = "unit"
    """Somebody outside of the districts of the unit, where that is forbidden."""
    LINMAS = "linmas"
    """Linmas missing at a station."""
    LINMAS_VILLAGE = "linmas-village"
    """Linmas of another village, or more unnamed ones than the village has."""
    CLUSTER = "cluster"
    """Teams over what one padal may have, teams of another kecamatan, or a team in no or in two clusters."""
    PADAL = "padal"
    """No padal with the rank."""
    PATROL = "patrol"
    """Police missing in a patrol, a cluster without one, or clusters over what one may have."""
    RESERVE = "reserve"
    """Police missing in a reserve team."""
    REACH = "reach"
    """A station that no reserve reaches in time."""
    CUT = "cut"
    """Stations of a team, or an officer and where the officer is sent, with no way between them."""
    LOCKED = "locked"
    """A locked team that was changed."""


SHORT = frozenset(
    {
        Rule.POLICE, Rule.LEADER, Rule.LINMAS, Rule.PADAL, Rule.PATROL, Rule.RESERVE, Rule.REACH, Rule.ARMY_MISSING,
        Rule.POST_LEFT,
    }
)  # fmt: skip
"""Broken for want of people: a plan may have to live with these and says so; all others it never breaks by itself."""


@dataclass(frozen=True, slots=True)
class Broken:
    """what: the team, cluster, patrol, reserve or station. who: stations or officers that break the rule there."""

    rule: Rule
    what: str
    who: tuple[str, ...] = ()
    amount: float = 1

    @property
    def short(self) -> bool:
        return self.rule in SHORT
