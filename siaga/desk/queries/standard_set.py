"""The standard set of agencies of a region."""

from __future__ import annotations

from dataclasses import dataclass

from siaga.desk.kinds import AgencyKind
from siaga.wilayah.models import Region


@dataclass(frozen=True, slots=True)
class Wanted:
    """One agency of a standard set: the kind, where, under which name, and whether it is there already."""

    kind: AgencyKind
    region: Region
    name: str
    exists: bool

    @property
    def code(self) -> str:
        return f"{self.kind.key}@{self.region.code}"
