"""``/rakor/{id}/minutes``: what was said, decided and promised, item by item; finished, signed, added to."""

from siaga.api.minutes.calls import router

__all__ = ["router"]
