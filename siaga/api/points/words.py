"""The words of action points, the same in what is asked and in what is told."""

from __future__ import annotations

from typing import Annotated, Literal

from ninja import Schema
from pydantic import ConfigDict, Field, StringConstraints

from siaga.api.words import PRINTABLE

StatusName = Literal["open", "in_progress", "blocked", "done", "verified", "dropped"]
Origin = Literal["rapat", "laporan", "indikator", "peringatan", "kejadian", "petugas"]


class ClosesWhen(Schema):
    """Syarat selesai menurut data: kesiapan wilayah atau TPS, satu indikator atau keseluruhan."""

    model_config = ConfigDict(extra="forbid")

    scale: Literal["readiness"] = Field("readiness", description="Skala.", examples=["readiness"])
    code: Annotated[str, StringConstraints(max_length=17, pattern=PRINTABLE)] = Field(
        description="Kode wilayah atau TPS.", examples=["16.72.05"]
    )
    indicator: Annotated[str, StringConstraints(max_length=60, pattern=PRINTABLE)] = Field(
        "", description="Kunci indikator; kosong untuk keseluruhan.", examples=["tps-kotak-suara"]
    )
    at_least: float = Field(ge=0, le=1, description="Ambang, 0 sampai 1.", examples=[0.95])
