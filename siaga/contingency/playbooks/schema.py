"""What a file of playbooks says, as frozen values. Days are counted from voting day: -7 is H-7."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

CLASSES = ("kurang-rawan", "rawan", "sangat-rawan", "khusus", "belum-dinilai")
"""Classes of kerawanan, each with the worth of covering such a station."""

Key = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=40)]
Name = Annotated[str, StringConstraints(min_length=1, max_length=160, strip_whitespace=True)]
Text = Annotated[str, StringConstraints(min_length=1, max_length=400, strip_whitespace=True)]
Number = Annotated[str, StringConstraints(pattern=r"^[1-9]\d?\.[1-9]\d?$")]
Worth = Annotated[float, Field(gt=0, le=100, strict=False)]
Obstacle = Literal["logistics", "access", "internet", "electricity", "health", "weather", "hazard", "staffing"]


class Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class Triggered(Frozen):
    """when: numbers of kerawanan indicators, one *ya* is enough. always: every station, whatever was answered."""

    when: list[Number] = []
    always: bool = False


class Need(Triggered):
    """What a station can lack and a scarce resource can answer. uncovered: how the obstacle is called that is left."""

    key: Key
    name: Name
    obstacle: Obstacle
    weight: Worth = 1.0
    uncovered: Annotated[str, StringConstraints(min_length=1, max_length=200, strip_whitespace=True)]


class Kind(Frozen):
    """A kind of resource. serves: one station, one village, or (a post) every station within its reach.

    moves: a post may be set up elsewhere than where it stands.
    """

    key: Key
    name: Name
    unit: Annotated[str, StringConstraints(min_length=1, max_length=20)] = "unit"
    need: Key
    serves: Literal["tps", "desa", "pos"]
    moves: bool = False


def counted_as(unit: str, name: str) -> str:
    """What stands behind a number: *unit genset*, but *titik relay*, which says its unit itself."""
    within = name[:1].lower() + name[1:]
    return within if within.startswith(f"{unit} ") else f"{unit} {within}"


class Measure(Frozen):
    """What is done: how many of what per station, village, sub-district or regency, by whom, and by when."""

    what: Text
    owner: Key
    by: Annotated[int, Field(ge=-365, le=30)]
    kind: Key | None = None
    count: Annotated[int, Field(ge=1, le=100)] | None = None
    per: Literal["tps", "desa", "kecamatan", "kabupaten"] = "tps"


class Playbook(Triggered):
    """An obstacle and its measures. counts: fields of the health checklist that it shows as sums, to those who may."""

    key: Key
    title: Name
    obstacle: Obstacle
    about: Annotated[str, StringConstraints(max_length=400)] = ""
    counts: list[Key | Annotated[str, StringConstraints(pattern=r"^[a-z_]+$", max_length=40)]] = []
    measures: Annotated[list[Measure], Field(min_length=1)]


class WhatIf(Frozen):
    """What an event takes from the stations that it hits, and what they need then."""

    event: Literal["banjir", "listrik", "jalan", "personel"]
    name: Name
    loses: list[Literal["lokasi", "akses", "listrik", "kotak", "jaga"]]
    needs: list[Key] = []


class Playbooks(Frozen):
    """A whole file. risk: what covering a station is worth by its class."""

    format: Literal[1]
    name: Key
    version: Annotated[str, StringConstraints(pattern=r"^\d+(\.\d+)*$", max_length=20)]
    title: Name
    risk: dict[str, Worth]
    detour: Annotated[float, Field(ge=1, le=5, strict=False)] = 1.4
    needs: Annotated[list[Need], Field(min_length=1, max_length=40)]
    kinds: Annotated[list[Kind], Field(min_length=1, max_length=60)]
    playbooks: Annotated[list[Playbook], Field(min_length=1, max_length=60)]
    whatif: list[WhatIf]

    def need(self, key: str) -> Need:
        return next(one for one in self.needs if one.key == key)

    def kind(self, key: str) -> Kind | None:
        return next((one for one in self.kinds if one.key == key), None)

    def event(self, event: str) -> WhatIf | None:
        return next((one for one in self.whatif if one.event == event), None)
