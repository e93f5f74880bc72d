"""A contingency plan as people read it: names instead of keys, who brings what where, what stays open and why. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _

from siaga.contingency.playbooks.schema import counted_as
from siaga.engines.allocation.allocation import Allocation, Given, Reason, Uncovered
from siaga.engines.allocation.form import allocation_from
from siaga.planning.models import Plan


@dataclass(frozen=True, slots=True)
class StationOf:
    """A station as the plan knew it. why: by need, the answers that said so (``whatif``: it was supposed)."""

    code: str
    name: str
    village: str
    village_name: str
    district: str
    cls: str
    voters: int | None
    lat: float | None
    lon: float | None
    estimated: bool
    why: Mapping[str, list[str]]


@dataclass(frozen=True, slots=True)
class GivenLine:
    """One unit on its way. from_: the resource's code; to: where it goes, in words."""

    given: Given
    kind: str
    unit: str
    need: str
    serves: str
    to: str
    stations: tuple[StationOf, ...]

    @property
    def voters(self) -> int:
        return sum(one.voters or 0 for one in self.stations)

    @property
    def stays(self) -> bool:
        """Nothing moves: a post helps from where it stands."""
        return self.given.place == self.given.resource


@dataclass(frozen=True, slots=True)
class OpenLine:
    uncovered: Uncovered
    need: str
    station: StationOf
    why: str


@dataclass(frozen=True, slots=True)
class NeedLine:
    """A need in figures. obstacle: its kind in the register; uncovered: how what is left open is called there."""

    key: str
    name: str
    obstacle: str
    uncovered: str
    stations: int
    covered: int
    stock: int
    given: int
    open: tuple[OpenLine, ...]
    repair: str

    @property
    def left(self) -> int:
        return self.stations - self.covered


@dataclass(frozen=True)
class Sheet:
    """A version with its answer, if it has one."""

    plan: Plan
    answer: Allocation | None
    inputs: Mapping[str, Any]
    filed: Mapping[str, Any]

    @cached_property
    def stations(self) -> dict[str, StationOf]:
        return {
            code: StationOf(
                code, fact["name"], fact["village"], fact["village_name"], fact["district"], fact["cls"],
                fact["voters"], fact["lat"], fact["lon"], bool(fact["estimated"]), fact["why"],
            )
            for code, fact in self.inputs["facts"].items()
        }  # fmt: skip

    @cached_property
    def kinds(self) -> dict[str, dict[str, Any]]:
        return {one["key"]: one for one in self.inputs["playbooks"]["kinds"]}

    @cached_property
    def needs(self) -> dict[str, dict[str, Any]]:
        return {one["key"]: one for one in self.inputs["playbooks"]["needs"]}

    @cached_property
    def villages(self) -> dict[str, str]:
        return {one.village: one.village_name for one in self.stations.values()}

    @property
    def figures(self) -> Mapping[str, Any]:
        found: Mapping[str, Any] = self.filed.get("figures", {})
        return found

    @cached_property
    def given(self) -> list[GivenLine]:
        """Who brings what where, by need, resource and place."""
        if self.answer is None:
            return []
        lines = []
        for one in self.answer.given:
            kind = self.kinds[one.kind]
            lines.append(
                GivenLine(
                    one, kind["name"], kind["unit"], self.needs[one.need]["name"], kind["serves"], self.place(one),
                    tuple(self.stations[code] for code in one.covers if code in self.stations),
                )
            )  # fmt: skip
        return sorted(lines, key=lambda line: (line.need, line.kind, line.given.resource, line.given.place))

    def place(self, one: Given) -> str:
        """Where a unit goes, in words."""
        if one.place == one.resource:
            return _("tetap di tempatnya")
        if one.place in self.stations:
            return self.stations[one.place].name
        return self.villages.get(one.place, one.place)

    @cached_property
    def open(self) -> list[OpenLine]:
        if self.answer is None:
            return []
        return [
            OpenLine(one, self.needs[one.kind]["name"], self.stations[one.station], self.reason(one))
            for one in self.answer.uncovered
        ]

    def reason(self, one: Uncovered) -> str:
        """Why a need stays open."""
        if one.reason is Reason.NONE:
            return _("tidak ada persediaan")
        if one.reason is Reason.TOO_FAR:
            return _("di luar jangkauan; yang terdekat berjarak %(km)s km") % {"km": _km(one.nearest_km)}
        if one.reason is Reason.CUT:
            return _("jalan ke sana putus")
        return _("persediaan habis untuk TPS yang lebih rawan")

    @cached_property
    def by_need(self) -> list[NeedLine]:
        """Every need that some station has."""
        if self.answer is None:
            return []
        repairs = {one["need"]: self.repair(one) for one in self.filed.get("additions", [])}
        lines = []
        for key, need in self.needs.items():
            tally = self.answer.by_need.get(key)
            if tally is None:
                continue
            lines.append(
                NeedLine(
                    key, need["name"], need["obstacle"], need["uncovered"], tally.stations, tally.covered,
                    tally.stock, tally.given, tuple(one for one in self.open if one.uncovered.kind == key),
                    repairs.get(key, ""),
                )
            )  # fmt: skip
        return lines

    def repair(self, one: Mapping[str, Any]) -> str:
        """The addition that would close a need, with how sure that is."""
        kind = self.kinds[one["kind"]]
        values = {"n": one["units"], "what": counted_as(kind["unit"], kind["name"]), "km": _km(one["km"])}
        if one["left"]:
            return _("Tambahan %(n)s %(what)s, masing-masing dalam %(km)s km, masih menyisakan %(left)s TPS.") % {
                **values,
                "left": one["left"],
            }
        if one["smallest"]:
            return _("Tertutup dengan tambahan %(n)s %(what)s dalam %(km)s km; kurang dari itu tidak cukup.") % (values)
        return _("Tertutup dengan tambahan %(n)s %(what)s dalam %(km)s km; mungkin cukup lebih sedikit.") % values

    @cached_property
    def assumptions(self) -> list[str]:
        """What the plan took for true, in sentences."""
        seen = self.inputs["assumptions"]
        said = []
        if seen["estimated"]:
            said.append(
                _("%(n)s dari %(all)s TPS berdiri pada titik perkiraan di dalam desanya.")
                % {"n": seen["estimated"], "all": seen["stations"]}
            )
        if missing := seen["stations"] - seen["placed"]:
            said.append(_("%(n)s TPS tanpa titik dan tanpa batas desa tidak ikut dihitung.") % {"n": missing})
        if missing := seen["stations"] - seen["answered"]:
            said.append(
                _("%(n)s dari %(all)s TPS belum dijawab kerawanannya; kebutuhannya belum diketahui, bukan tidak ada.")
                % {"n": missing, "all": seen["stations"]}
            )
        if missing := seen["stations"] - seen["rated"]:
            said.append(
                _("%(n)s TPS belum dinilai kelasnya dan dihitung dengan nilai %(worth)s.")
                % {"n": missing, "worth": _km(self.inputs["options"]["risk"]["belum-dinilai"])}
            )
        said.append(
            _("Jarak jalan dianggap %(detour)s kali garis lurus.")
            % {"detour": _km(self.inputs["assumptions"]["detour"])}
        )
        if closed := [area for way in self.inputs["problem"].get("closed", ()) for area in way["areas"]]:
            said.append(
                _("Jalan ke wilayah ini dianggap putus dan tidak dilewati: %(areas)s.") % {"areas": ", ".join(closed)}
            )
        if strange := seen["strange_kinds"]:
            said.append(_("Jenis yang tidak ada di pegangan tidak dipakai: %(kinds)s.") % {"kinds": ", ".join(strange)})
        return said

    @property
    def scenario(self) -> str:
        """The name of the what-if that it was proposed for."""
        found: Mapping[str, Any] = self.inputs.get("scenario", {})
        return str(found.get("title", ""))


def sheet_of(plan: Plan) -> Sheet:
    """Needs ``region`` and ``election`` loaded."""
    answer = allocation_from(plan.result) if plan.result else None
    return Sheet(plan, answer, plan.inputs, plan.result or {})


def _km(value: float | None) -> str:
    if value is None:
        return "–"
    return f"{value:.1f}".rstrip("0").rstrip(".").replace(".", ",")
