"""Who am I: the account behind the token, and what it may reach."""

from __future__ import annotations

from django.http import HttpRequest
from ninja import Router, Schema
from pydantic import Field

from siaga.access import MATRIX, Actor

router = Router(tags=["Akun"])


class GrantOut(Schema):
    """Satu peran akun dengan jangkauannya."""

    role: str = Field(description="Peran.", examples=["agency"])
    agency: str | None = Field(description="Instansi, bila peran ini miliknya.", examples=["agency:kpu@16.72"])
    region: str | None = Field(description="Kode wilayah; null berarti seluruh pemasangan.", examples=["16.72"])
    units: list[str] = Field(
        description="Wilayah dan TPS yang ditugaskan (petugas lapangan).", examples=[["16.72.01.1001/005"]]
    )
    may: list[str] = Field(description="Yang boleh dilakukan dengan peran ini.", examples=[["region.view"]])


class MeOut(Schema):
    """Akun di balik permintaan ini."""

    account: int = Field(description="Nomor akun.", examples=[4])
    name: str = Field(description="Nama.", examples=["Contoh KPU"])
    grants: list[GrantOut] = Field(description="Peran yang berlaku hari ini.")


@router.get("/me", response=MeOut, operation_id="me", summary="Akun di balik permintaan ini")
def me(request: HttpRequest) -> dict[str, object]:
    """Akun di balik token atau sesi, peran yang berlaku hari ini, dan jangkauannya."""
    actor: Actor = request.auth  # type: ignore[attr-defined]
    return {
        "account": actor.account_id,
        "name": actor.name,
        "grants": [
            {
                "role": grant.role.value,
                "agency": f"agency:{grant.agency}" if grant.agency else None,
                "region": grant.region or None,
                "units": sorted(grant.units),
                "may": sorted(verb.value for verb in MATRIX[grant.role]),
            }
            for grant in actor.grants
        ],
    }
