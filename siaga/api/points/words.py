"""The words of action points, the same in what is asked and in what is told."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from siaga.api.words import Body, written

StatusName = Literal["open", "in_progress", "blocked", "done", "verified", "dropped"]
Origin = Literal["rapat", "laporan", "indikator", "peringatan", "kejadian", "petugas"]


class ClosesWhen(Body):
    """Syarat selesai menurut data: kesiapan wilayah atau TPS, satu indikator atau keseluruhan."""

    scale: Literal["readiness"] = Field("readiness", description="Skala.", examples=["readiness"])
    code: Annotated[str, written(17, strip=None)] = Field(description="Kode wilayah atau TPS.", examples=["16.72.05"])
    indicator: Annotated[str, written(60, strip=None)] = Field(
        "", description="Kunci indikator; kosong untuk keseluruhan.", examples=["tps-kotak-suara"]
    )
    at_least: float = Field(ge=0, le=1, description="Ambang, 0 sampai 1.", examples=[0.95])
