"""What each parameter of an address stands for: one thing of the sample desk, and one that is not there.

A key is ``parameter`` for every address, or ``address name:parameter`` where the same word means another thing.
A new address with an unknown parameter fails the walk until it has its line here.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from siaga.ledger.models import Entry


@dataclass(frozen=True, slots=True)
class Example:
    """there: reads a real value from the sample desk (of Kota Pagar Alam). absent: a value that names nothing."""

    there: Callable[[], object]
    absent: object


def entry_of_the_city() -> object:
    return Entry.objects.filter(chain="16.72").order_by("id").values_list("id", flat=True)[0]


def always(value: object) -> Callable[[], object]:
    return lambda: value


EXAMPLES: dict[str, Example] = {
    "key": Example(always("bukan-kunci"), "bukan-kunci-lain"),
    "uidb36": Example(always("1"), "zzz"),
    "account_confirm_email:key": Example(always("bukan-kunci"), "bukan-kunci-lain"),
    "map_stations:slug": Example(always("pilkada-2024"), "tidak-ada"),
    "map_stations:region_code": Example(always("16.72"), "99.99"),
    "suggestions:kind": Example(always("wilayah"), "lain"),
    "tile_file:name": Example(always("indonesia.pmtiles"), "lain.pmtiles"),
}

ABOVE: frozenset[str] = frozenset()
"""Names of addresses whose parameters name nothing that belongs to a region."""

NOT_IN_THE_SAMPLE: frozenset[str] = frozenset(
    {
        "tile_file",  # the sample desk has no base map
        "mfa_deactivate_totp",  # its accounts have no second factor
        "mfa_view_recovery_codes",
        "mfa_download_recovery_codes",
    }
)
"""Names of addresses that answer 404 on the sample desk to everybody who may come."""
