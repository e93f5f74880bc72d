"""What a person chooses for a distribution plan, as plain values; checked before anything is computed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from siaga.access import Problem

FIRST_DAY, LAST_DAY = -60, 30
MOST_SECONDS = 900

TIERS = {
    "desa": gettext_lazy("Sampai desa/kelurahan (PPS)"),
    "tps": gettext_lazy("Sampai TPS"),
    "ppk": gettext_lazy("Sampai kecamatan (PPK)"),
}
VIA = {
    "auto": gettext_lazy("Lewat PPK yang punya kendaraan sendiri, lainnya langsung"),
    "langsung": gettext_lazy("Langsung dari gudang"),
    "ppk": gettext_lazy("Dua tingkat: gudang → PPK → tujuan"),
}
SEASONS = {"kering": gettext_lazy("Kering"), "hujan": gettext_lazy("Hujan")}


class BadOption(Problem):
    """Something chosen for a plan that cannot be."""

    code = "plan_option"


@dataclass(frozen=True, slots=True)
class Options:
    """days are offsets from voting day; minutes are of the local day.

    tier: how far down boxes are brought. via: whether PPK store and pass on. box_kg: of boxes that nobody weighed.
    target: chance with which each place must be served in time, 0 for none: the plan keeps so much time to spare.
    """

    first_day: int = -7
    last_day: int = -1
    deadline_minute: int = 1080
    remote_lead_days: int = 1
    escorts_per_day: int | None = None
    tier: str = "desa"
    via: str = "auto"
    season: str = "kering"
    box_kg: float = 12.0
    load_minutes: int = 30
    reload_minutes: int = 30
    target: float = 0.0

    def as_value(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_value(cls, value: Mapping[str, Any]) -> Options:
        known = {one.name for one in fields(cls)}
        return cls(**{name: one for name, one in value.items() if name in known})

    def check(self) -> None:
        """Raises BadOption."""
        if not FIRST_DAY <= self.first_day <= self.last_day <= LAST_DAY:
            raise BadOption(
                _("Hari pertama harus sebelum atau sama dengan hari terakhir."),
                _("Tulis misalnya H-7 sampai H-1."),
                field="first_day",
            )
        if not 0 < self.deadline_minute <= 1440:
            raise BadOption(_("Batas jam tiba tidak dikenal."), _("Tulis jam seperti 18.00."), field="deadline_minute")
        if not 0 <= self.remote_lead_days <= self.last_day - self.first_day:
            raise BadOption(
                _("Daerah sulit didahulukan lebih lama dari jumlah hari yang ada."),
                _("Kurangi hari pendahuluannya, atau mulai lebih awal."),
                field="remote_lead_days",
            )
        for name, known in (("tier", TIERS), ("via", VIA), ("season", SEASONS)):
            if getattr(self, name) not in known:
                raise BadOption(
                    _("Pilihan “%(value)s” tidak dikenal.") % {"value": str(getattr(self, name))[:40]},
                    _("Pilihannya: %(options)s.") % {"options": ", ".join(known)},
                    field=name,
                )
        if self.target and not 0.5 <= self.target <= 0.999:
            raise BadOption(
                _("Peluang tepat waktu tidak masuk akal."), _("Isi dari 50 sampai 99,9 persen."), field="target"
            )  # xgettext:no-python-format
        if not 0 < self.box_kg <= 200:
            raise BadOption(_("Berat kotak tidak masuk akal."), _("Isi antara 1 dan 200 kg."), field="box_kg")
        if self.escorts_per_day is not None and self.escorts_per_day < 0:
            raise BadOption(
                _("Jumlah pengawal tidak boleh negatif."), _("Kosongkan bila tidak dibatasi."), field="escorts_per_day"
            )
