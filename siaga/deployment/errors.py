"""What can go wrong with personnel and security plans, said to the person who asked."""

from __future__ import annotations

from siaga.access import Problem


class NothingToGuard(Problem):
    """Without this no plan can be computed."""

    code = "guard_inputs"


class BadOfficer(Problem):
    """Facts of a person, or of an absence, that contradict each other."""

    code = "guard_officer"


class BadPattern(Problem):
    """A pattern that cannot be."""

    code = "guard_pattern"


class BadUnit(Problem):
    """Facts of a unit that cannot be."""

    code = "guard_unit"


class EditImpossible(Problem):
    """A change that means nothing in this plan."""

    code = "guard_edit"
