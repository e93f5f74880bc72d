"""``/action-points``: promises with owner, place and due date, and each entry of their history."""

from siaga.api.points.calls import router

__all__ = ["router"]
