"""The sample desk: Kota Pagar Alam at H-28 of Pilkada 2024.

``siaga demo`` calls ``build(now)`` on an empty, migrated database and prints ``ACCOUNTS`` with their ``PASSWORD``.
"""

from __future__ import annotations

from datetime import datetime

from siaga.demo.accounts import ACCOUNTS, PASSWORD, SampleAccount

__all__ = ["ACCOUNTS", "PASSWORD", "SampleAccount", "build"]


def build(now: datetime) -> None:
    """Fill the database with the sample desk and its weeks of history up to ``now``, through the real actions."""
    from siaga.demo.story import tell  # models are importable only once Django is set up

    tell(now)
