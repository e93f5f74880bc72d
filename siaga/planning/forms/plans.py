"""Forms about plans: asked for, named, retired, made again after something happened."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from siaga.kit.forms import Form
from siaga.planning.forms.clocks import ClockField
from siaga.planning.options import SEASONS, TIERS, VIA, Options

SECONDS = (
    ("15", _("Cepat (15 detik)")),
    ("60", _("Biasa (1 menit)")),
    ("180", _("Teliti (3 menit)")),
    ("600", _("Sangat teliti (10 menit)")),
)


TARGETS = (
    ("", _("Tanpa cadangan")),
    ("0.95", _("Tiap tempat tepat waktu dengan peluang 95 persen")),
    ("0.99", _("Tiap tempat tepat waktu dengan peluang 99 persen")),
)


class AskForm(Form):
    """What to compute. Days are counted before voting day."""

    title = forms.CharField(
        label=_("Nama versi"), max_length=160, required=False, help_text=_("Misalnya Rencana utama.")
    )
    first_day = forms.IntegerField(label=_("Mulai H-"), min_value=0, max_value=60, help_text=_("Tujuh berarti H-7."))
    last_day = forms.IntegerField(label=_("Sampai H-"), min_value=0, max_value=60)
    deadline_minute = ClockField(label=_("Jam paling lambat pada hari terakhir"))
    tier = forms.ChoiceField(label=_("Diantar"), choices=list(TIERS.items()))
    via = forms.ChoiceField(label=_("Jalur"), choices=list(VIA.items()))
    season = forms.ChoiceField(label=_("Musim"), choices=list(SEASONS.items()))
    remote_lead_days = forms.IntegerField(
        label=_("Daerah sulit selesai berapa hari lebih awal"), min_value=0, max_value=30
    )
    escorts_per_day = forms.IntegerField(
        label=_("Rute yang dapat dikawal sehari"), min_value=0, max_value=1000, required=False,
        help_text=_("Kosong berarti pengawalan tidak membatasi."),
    )  # fmt: skip
    target = forms.ChoiceField(
        label=_("Cadangan waktu"), choices=TARGETS, required=False,
        help_text=_("Rencana diuji dengan jalan lambat, hujan, dan bongkar lama; cadangan membuatnya lebih mahal."),
    )  # fmt: skip
    seconds = forms.ChoiceField(label=_("Ketelitian"), choices=SECONDS, initial="60")

    @staticmethod
    def initial_of(options: Options) -> dict[str, Any]:
        return {**options.as_value(), "target": "", "first_day": -options.first_day, "last_day": -options.last_day}

    def options(self, usual: Options) -> Options:
        """Of a valid form."""
        chosen = {name: value for name, value in self.cleaned_data.items() if name not in ("title", "seconds")}
        chosen["target"] = float(chosen["target"] or 0)
        chosen["first_day"], chosen["last_day"] = -chosen["first_day"], -chosen["last_day"]
        return Options.from_value({**usual.as_value(), **chosen})


class NameForm(Form):
    title = forms.CharField(label=_("Nama versi"), max_length=160, required=False)
    note = forms.CharField(label=_("Catatan"), max_length=400, required=False, widget=forms.Textarea(attrs={"rows": 3}))


class HappenedForm(Form):
    """What happened on the way; everything may stay empty but one thing."""

    broken = forms.MultipleChoiceField(
        label=_("Kendaraan yang tidak dapat jalan"), required=False, widget=forms.CheckboxSelectMultiple
    )
    closed_from = forms.ChoiceField(label=_("Jalan tertutup: antara"), required=False)
    closed_to = forms.ChoiceField(label=_("dan"), required=False)
    detour_minutes = forms.IntegerField(
        label=_("Jalan memutar antara keduanya (menit)"), required=False, min_value=1, max_value=2880,
        help_text=_("Kosongkan bila tidak ada jalan lain."),
    )  # fmt: skip
    detour_km = forms.FloatField(
        label=_("Panjang jalan memutar (km)"), required=False, min_value=0.1, max_value=2000, localize=True
    )
    rain = forms.MultipleChoiceField(label=_("Hari hujan"), required=False, widget=forms.CheckboxSelectMultiple)
    late_route = forms.ChoiceField(label=_("Rute yang terlambat"), required=False)
    late_minutes = forms.IntegerField(label=_("Terlambat (menit)"), required=False, min_value=1, max_value=1440)
    load_site = forms.ChoiceField(label=_("Muatan berubah di"), required=False)
    load_boxes = forms.IntegerField(
        label=_("Jumlah kotak di sana sekarang"), required=False, min_value=0, max_value=5000
    )
    note = forms.CharField(
        label=_("Keterangan"), max_length=400, required=False, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Apa yang terjadi, menurut siapa."),
    )  # fmt: skip

    def __init__(
        self,
        *args: Any,
        units: list[tuple[str, str]],
        places: list[tuple[str, str]],
        days: list[tuple[str, str]],
        routes: list[tuple[str, str]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        nothing = [("", "–")]
        for name, choices in (
            ("broken", units), ("closed_from", nothing + places), ("closed_to", nothing + places), ("rain", days),
            ("late_route", nothing + routes), ("load_site", nothing + places),
        ):  # fmt: skip
            self.fields[name].choices = choices  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        for one, other in (
            ("closed_from", "closed_to"),
            ("detour_minutes", "detour_km"),
            ("late_route", "late_minutes"),
            ("load_site", "load_boxes"),
        ):
            given = [found.get(name) not in (None, "") for name in (one, other)]
            if any(given) and not all(given):
                self.add_error(other if given[0] else one, _now("Isi keduanya, atau kosongkan keduanya."))
        if found.get("closed_from") and found.get("closed_from") == found.get("closed_to"):
            self.add_error("closed_to", _now("Pilih dua tempat yang berbeda."))
        if found.get("detour_minutes") and not found.get("closed_from") and "closed_from" not in self.errors:
            self.add_error("closed_from", _now("Sebut dahulu jalan mana yang tertutup."))
        things = ("broken", "closed_from", "rain", "late_route", "load_site")
        if not any(found.get(name) for name in things) and not self.errors:
            raise forms.ValidationError(_now("Belum ada kejadian yang disebut. Isi sedikitnya satu."))
        return found
