"""The sample accounts, one per role (two agencies). Their password is printed: they exist in the demo alone."""

from __future__ import annotations

from dataclasses import dataclass

from siaga.access import Role

PASSWORD = "pilkada-contoh-2024"  # noqa: S105  (printed by `siaga demo`; no account outside the demo has it)


@dataclass(frozen=True, slots=True)
class SampleAccount:
    """Who signs in as what. place: where the role reaches, in words."""

    username: str
    name: str
    role: Role
    place: str
    region: str = ""
    agency: str = ""
    units: tuple[str, ...] = ()


ACCOUNTS = (
    SampleAccount("admin", "Contoh Administrator", Role.ADMIN, "seluruh pemasangan"),
    SampleAccount("sekretariat", "Contoh Sekretariat", Role.SECRETARIAT, "Kota Pagar Alam", "16.72"),
    SampleAccount("pimpinan", "Contoh Pimpinan", Role.LEADER, "Kota Pagar Alam", "16.72"),
    SampleAccount("kpu", "Contoh Petugas KPU", Role.AGENCY, "KPU Kota Pagar Alam", "16.72", "kpu@16.72"),
    SampleAccount(
        "bawaslu", "Contoh Petugas Bawaslu", Role.AGENCY, "Bawaslu Kota Pagar Alam", "16.72", "bawaslu@16.72"
    ),
    SampleAccount("camat", "Contoh Camat", Role.KECAMATAN, "Kecamatan Dempo Utara", "16.72.03", "kecamatan@16.72.03"),
    SampleAccount(
        "lurah", "Contoh Lurah", Role.DESA, "Kelurahan Agung Lawangan, Kecamatan Dempo Utara", "16.72.03.1022"
    ),
    SampleAccount(
        "petugas",
        "Contoh Petugas Lapangan",
        Role.FIELD,
        "TPS 001 dan 002 Kelurahan Agung Lawangan",
        "16.72",
        units=("16.72.03.1022/001", "16.72.03.1022/002"),
    ),
    SampleAccount("pemeriksa", "Contoh Pemeriksa", Role.AUDITOR, "Kota Pagar Alam", "16.72"),
)
