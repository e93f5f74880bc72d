"""The arithmetic of registered voters, where unknown stays unknown. Pure."""

from __future__ import annotations

from siaga.elections.errors import NegativeVoters, VoterSum


def settled(male: int | None, female: int | None, total: int | None) -> tuple[int | None, int | None, int | None]:
    """The three counts with what follows from the other two filled in; None is unknown.

    Raises NegativeVoters, VoterSum.
    """
    for field, count in (("voters_male", male), ("voters_female", female), ("voters_total", total)):
        if count is not None and count < 0:
            raise NegativeVoters(field)
    if male is not None and female is not None:
        if total is not None and male + female != total:
            raise VoterSum(male, female, total)
        return male, female, male + female
    if total is not None and male is not None:
        if male > total:
            raise VoterSum(male, 0, total)
        return male, total - male, total
    if total is not None and female is not None:
        if female > total:
            raise VoterSum(0, female, total)
        return total - female, female, total
    return male, female, total
