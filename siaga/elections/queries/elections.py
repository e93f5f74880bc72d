"""Elections that an actor sees, and the rules that each follows."""

from __future__ import annotations

from siaga.access import Actor
from siaga.elections.access import visible_elections
from siaga.elections.models import Election
from siaga.elections.rulesets import Ruleset, parse

MOST = 200
"""Elections that one answer holds."""


def elections_for(actor: Actor, *, open_only: bool = False) -> list[Election]:
    """The elections that the actor may see, the newest voting day first."""
    elections = visible_elections(actor)
    if open_only:
        elections = elections.filter(closed_at=None)
    return list(elections.defer("ruleset__toml")[:MOST])


def ruleset_of(election: Election) -> Ruleset:
    """The rules that the election follows: the text kept when it was created. Parsed once for each text."""
    return parse(election.ruleset.toml)


def regime_of(election: Election) -> str:
    """``pilkada`` or ``pemilu``; empty for an election whose rules nobody gave. Needs ``ruleset`` loaded."""
    return ruleset_of(election).regime if election.ruleset.toml else ""


def repeat_rounds_of(actor: Actor, election: Election) -> list[Election]:
    """The repeat rounds of an election that the actor may see, in the order of their voting days."""
    return list(visible_elections(actor).filter(first_round=election).order_by("voting_day", "slug")[:MOST])
