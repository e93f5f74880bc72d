"""What can be wrong with an item of the catalogue, or with a stated number of voters."""

from __future__ import annotations

from siaga.access import Problem


class BadItem(Problem):
    """An item that cannot be so."""

    code = "logistics-item"


class ItemGone(Problem):
    """The item was retired or made precise meanwhile."""

    code = "logistics-item-gone"
    status = 409


class BadTotal(Problem):
    """A stated number of voters that cannot be so."""

    code = "logistics-voters"
