"""The accounts behind the sample reports: a field officer and a lurah in each kelurahan, the camat, the agencies."""

from __future__ import annotations

from collections.abc import Iterator

from siaga.access import Role
from siaga.demo import sample
from siaga.demo.accounts import ACCOUNTS, SampleAccount

CITY = sample.CITY
OWN_VILLAGE = "16.72.03.1022"
"""Agung Lawangan: its lurah and two of its TPS belong to accounts that the demo prints."""

AGENCIES = {
    "polres": "Polres",
    "kodim": "Kodim",
    "kejaksaan": "Kejaksaan Negeri",
    "kesbangpol": "Kesbangpol",
    "satpol_pp": "Satpol PP",
    "disdukcapil": "Disdukcapil",
    "bpbd": "BPBD",
    "dishub": "Dinas Perhubungan",
    "kominfo": "Dinas Kominfo",
    "pln": "PLN",
    "telkom": "Telkom",
}
"""Agencies that report on themselves besides KPU and Bawaslu. The health office still waits for its invitation."""


def slug(name: str) -> str:
    return name.lower().replace(" ", "-")


def more_accounts() -> Iterator[SampleAccount]:
    """The accounts besides those that the demo prints."""
    for village, name in sample.villages().items():
        yield SampleAccount(
            f"petugas-{slug(name)}",
            f"Contoh Petugas {name}",
            Role.FIELD,
            f"Kelurahan {name}",
            CITY,
            units=(village,),
        )
        if village != OWN_VILLAGE:
            yield SampleAccount(f"lurah-{slug(name)}", f"Contoh Lurah {name}", Role.DESA, f"Kelurahan {name}", village)
    for district in sample.kecamatan():
        if camat_of(district.code) != "camat":
            yield SampleAccount(
                camat_of(district.code),
                f"Contoh Camat {district.name}",
                Role.KECAMATAN,
                f"Kecamatan {district.name}",
                district.code,
                f"kecamatan@{district.code}",
            )
    yield SampleAccount(
        "polsek", "Contoh Petugas Polsek Dempo Utara", Role.AGENCY, "Polsek Dempo Utara", OWN_VILLAGE[:8],
        f"polsek@{OWN_VILLAGE[:8]}",
    )  # fmt: skip
    for key, name in AGENCIES.items():
        yield SampleAccount(key, f"Contoh Petugas {name}", Role.AGENCY, name, CITY, f"{key}@{CITY}")


def officer_of(station: str) -> str:
    """Username of the field officer who reports on a TPS."""
    own = next(account for account in ACCOUNTS if account.role is Role.FIELD)
    village = station.partition("/")[0]
    return own.username if station in own.units else f"petugas-{slug(sample.villages()[village])}"


def lurah_of(village: str) -> str:
    return "lurah" if village == OWN_VILLAGE else f"lurah-{slug(sample.villages()[village])}"


def camat_of(district: str) -> str:
    if district == OWN_VILLAGE[:8]:
        return "camat"
    return f"camat-{slug(next(one.name for one in sample.kecamatan() if one.code == district))}"
