"""What each parameter of an address stands for: one thing of the sample desk, and one that is not there.

A key is ``parameter`` for every address, or ``address name:parameter`` where the same word means another thing.
A new address with an unknown parameter fails the walk until it has its line here.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from siaga.desk.models import Account, Grant, Invitation
from siaga.elections.models import PollingStation
from siaga.ledger.models import Entry


@dataclass(frozen=True, slots=True)
class Example:
    """there: reads a real value from the sample desk (of Kota Pagar Alam). absent: a value that names nothing."""

    there: Callable[[], object]
    absent: object


def entry_of_the_city() -> object:
    return Entry.objects.filter(chain="16.72").order_by("id").values_list("id", flat=True)[0]


def account_of_the_city() -> object:
    return Account.objects.get(username="lurah").pk


def role_of_the_city() -> object:
    return Grant.objects.filter(account__username="petugas").values_list("pk", flat=True)[0]


def link_of_the_city() -> object:
    return Invitation.objects.filter(account__username="lurah").values_list("pk", flat=True)[0]


def station_of_the_city() -> object:
    stations = PollingStation.objects.filter(election__slug="pilkada-2024", regency_code="16.72")
    return stations.order_by("code").values_list("code", flat=True)[0]


def always(value: object) -> Callable[[], object]:
    return lambda: value


EXAMPLES: dict[str, Example] = {
    "accounts:account:pk": Example(account_of_the_city, 10**9),
    "accounts:change:pk": Example(account_of_the_city, 10**9),
    "accounts:invite:pk": Example(account_of_the_city, 10**9),
    "accounts:deactivate:pk": Example(account_of_the_city, 10**9),
    "accounts:reactivate:pk": Example(account_of_the_city, 10**9),
    "accounts:clear_second_factor:pk": Example(account_of_the_city, 10**9),
    "accounts:end_sessions:pk": Example(account_of_the_city, 10**9),
    "accounts:give_role:pk": Example(account_of_the_city, 10**9),
    "accounts:revoke_role:pk": Example(role_of_the_city, 10**9),
    "accounts:assign_units:pk": Example(role_of_the_city, 10**9),
    "accounts:cancel_invitation:pk": Example(link_of_the_city, 10**9),
    "invitation:secret": Example(always("bukan-rahasia"), "bukan-rahasia-lain"),
    "account_end_session:pk": Example(always(10**9), 10**9 + 1),
    "account_revoke_token:pk": Example(always(10**9), 10**9 + 1),
    "key": Example(always("bukan-kunci"), "bukan-kunci-lain"),
    "uidb36": Example(always("1"), "zzz"),
    "account_confirm_email:key": Example(always("bukan-kunci"), "bukan-kunci-lain"),
    "map_stations:region_code": Example(always("16.72"), "99.99"),
    "suggestions:kind": Example(always("wilayah"), "lain"),
    "slug": Example(always("pilkada-2024"), "tidak-ada"),
    "elections:station:code": Example(station_of_the_city, "16.72.01.1001/999"),
    "elections:change_station:code": Example(station_of_the_city, "16.72.01.1001/999"),
    "elections:remove_station:code": Example(station_of_the_city, "16.72.01.1001/999"),
    "elections:ruleset_file:name": Example(always("pilkada-2024"), "tidak-ada"),
    "elections:stage_dates:key": Example(always("kampanye"), "tidak-ada"),
    "elections:complete_stage:key": Example(always("kampanye"), "tidak-ada"),
    "elections:reopen_stage:key": Example(always("kampanye"), "tidak-ada"),
    "elections:remove_stage:key": Example(always("kampanye"), "tidak-ada"),
    "tile_file:name": Example(always("indonesia.pmtiles"), "lain.pmtiles"),
}

ABOVE: frozenset[str] = frozenset({"elections:ruleset_file"})
"""Names of addresses whose parameters name nothing that belongs to a region."""

NOT_IN_THE_SAMPLE: frozenset[str] = frozenset(
    {
        "elections:upgrade_ruleset",  # its elections follow the present texts
        "tile_file",  # the sample desk has no base map
        "mfa_deactivate_totp",  # its accounts have no second factor
        "mfa_view_recovery_codes",
        "mfa_download_recovery_codes",
        "account_revoke_token",  # nobody there has made a token
        "invitation",  # a link's secret is nowhere
        "invitation_accept",
    }
)
"""Names of addresses that answer 404 on the sample desk to everybody who may come."""
