"""What a person chooses for a security plan, as plain values; checked before anything is computed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from siaga.planning.options import BadOption

UNRATED = {
    "kurang-rawan": gettext_lazy("Kurang rawan"),
    "rawan": gettext_lazy("Rawan"),
    "sangat-rawan": gettext_lazy("Sangat rawan"),
}


@dataclass(frozen=True, slots=True)
class Options:
    """max_minutes: between any two TPS of a team. outside: whether people serve outside of their unit's kecamatan.

    duty_start, duty_end: hours from midnight of voting day. reserve_teams: None for the fewest that reach every TPS.
    unrated_as: the class that TPS without a class are treated as.
    """

    max_minutes: int = 30
    speed_kmh: int = 30
    same_village: bool = False
    not_own_village: bool = True
    outside: bool = True
    duty_start: int = -12
    duty_end: int = 24
    rest_hours: int = 8
    reserve_within: int = 30
    reserve_teams: int | None = None
    reserve_size: int = 4
    padal_teams: int = 10
    patrol_size: int = 2
    unrated_as: str = "rawan"

    def as_value(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_value(cls, value: Mapping[str, Any]) -> Options:
        known = {one.name for one in fields(cls)}
        return cls(**{name: one for name, one in value.items() if name in known})

    def check(self) -> None:
        """Raises BadOption."""
        for name, least, most in (
            ("max_minutes", 1, 240),
            ("speed_kmh", 3, 100),
            ("rest_hours", 0, 48),
            ("reserve_within", 1, 240),
            ("reserve_size", 0, 60),
            ("padal_teams", 1, 100),
            ("patrol_size", 0, 20),
        ):
            value = getattr(self, name)
            if not least <= value <= most:
                raise BadOption(
                    _("Angka %(value)s di luar batas.") % {"value": value},
                    _("Isi antara %(least)s dan %(most)s.") % {"least": least, "most": most},
                    field=name,
                )
        if not -72 <= self.duty_start < self.duty_end <= 72:
            raise BadOption(
                _("Tugas harus selesai sesudah mulai."), _("Perbaiki salah satu waktunya."), field="duty_end"
            )
        if self.reserve_teams is not None and not 0 <= self.reserve_teams <= 200:
            raise BadOption(
                _("Jumlah regu cadangan tidak masuk akal."), _("Isi antara 0 dan 200."), field="reserve_teams"
            )
        if self.unrated_as not in UNRATED:
            raise BadOption(
                _("Kelas itu tidak dikenal."),
                _("Pilihannya: %(options)s.") % {"options": ", ".join(UNRATED)},
                field="unrated_as",
            )
