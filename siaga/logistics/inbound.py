"""How far an order has come, as arithmetic: arrived, on the road, printed and waiting, not begun."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Inbound:
    """Pieces of one order, or of several. Each step includes what has gone further."""

    ordered: int = 0
    printed: int = 0
    shipped: int = 0
    received: int = 0

    def __add__(self, other: Inbound) -> Inbound:
        return Inbound(
            self.ordered + other.ordered,
            self.printed + other.printed,
            self.shipped + other.shipped,
            self.received + other.received,
        )

    @property
    def on_the_road(self) -> int:
        return max(self.shipped - self.received, 0)

    @property
    def awaiting_delivery(self) -> int:
        """Printed, and neither shipped nor here."""
        return max(self.printed - max(self.shipped, self.received), 0)

    @property
    def not_begun(self) -> int:
        """Ordered, and not even printed as far as anybody said."""
        return max(self.ordered - max(self.printed, self.shipped, self.received), 0)

    @property
    def outstanding(self) -> int:
        return max(self.ordered - self.received, 0)

    @property
    def complete(self) -> bool:
        return self.received >= self.ordered
