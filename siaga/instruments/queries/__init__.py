"""What may be read of instruments."""

from siaga.instruments.queries.instruments import (
    access_instrument,
    access_version,
    current_version,
    current_versions,
    instruments_for,
    open_duties,
)

__all__ = [
    "access_instrument",
    "access_version",
    "current_version",
    "current_versions",
    "instruments_for",
    "open_duties",
]
