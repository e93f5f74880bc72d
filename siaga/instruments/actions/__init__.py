"""What changes instruments."""

from siaga.instruments.actions.instruments import (
    Added,
    add_version,
    retire_instrument,
    revive_instrument,
    ship_instrument,
)

__all__ = ["Added", "add_version", "retire_instrument", "revive_instrument", "ship_instrument"]
