"""How many teams each class has in each district: as the patterns wish, or fewer and larger where police are short."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from siaga.engines.deployment.problem import DANGER, Cls

Key = tuple[str, Cls]
"""A district and a class."""


@dataclass(frozen=True, slots=True)
class Wish:
    """Teams of a class in a district. wish: with the usual stations; least: with as many as the pattern allows."""

    posts: int
    police: int
    wish: int
    least: int


def decided(wishes: Mapping[Key, Wish], spare_of: Callable[[Mapping[str, int]], int]) -> dict[Key, int]:
    """Teams by district and class.

    spare_of: from police needed by district to what is left over (negative: missing). As long as some are missing, the
    least dangerous class gives a team, where its teams are smallest; a district where that is no help keeps its own.
    """
    teams = {key: wish.wish for key, wish in wishes.items()}
    spare = spare_of(_police(wishes, teams))
    useless: set[Key] = set()
    for cls in sorted({cls for _, cls in wishes}, key=lambda cls: DANGER[cls]):
        while spare < 0:
            free = [
                key
                for key in teams
                if key[1] is cls and teams[key] > wishes[key].least and wishes[key].police and key not in useless
            ]
            if not free:
                break
            chosen = min(free, key=lambda key: (wishes[key].posts / teams[key], key))
            teams[chosen] -= 1
            now = spare_of(_police(wishes, teams))
            if now <= spare:
                teams[chosen] += 1
                useless.add(chosen)
            spare = max(spare, now)
    return teams


def _police(wishes: Mapping[Key, Wish], teams: Mapping[Key, int]) -> dict[str, int]:
    need: dict[str, int] = {}
    for (district, cls), count in teams.items():
        need[district] = need.get(district, 0) + count * wishes[district, cls].police
    return need
