"""Forms about one place: a destination, or what serves others."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from siaga.kit.forms import Form, LatitudeField, LongitudeField
from siaga.planning.forms.clocks import ClockField, ClocksField
from siaga.planning.models import Access, SiteKind

_MEANINGLESS: dict[str, tuple[str, ...]] = {
    SiteKind.SITE: ("departures",),
    SiteKind.DEPOT: ("departures", "remote", "via"),
    SiteKind.TRANSFER: ("departures", "remote"),
    SiteKind.CROSSING: ("remote",),
}
"""What is not asked of a kind of place."""
_EXAMPLES: dict[str, Any] = {
    SiteKind.DEPOT: _("Misalnya Gudang KPU."),
    SiteKind.TRANSFER: _("Misalnya Lapangan Desa Tebing."),
    SiteKind.CROSSING: _("Misalnya Dermaga Barat."),
}


class SiteForm(Form):
    """What is known of a place; empty means not known, and a plan then says what it assumes."""

    name = forms.CharField(label=_("Nama tempat"), max_length=160, required=False, help_text=_("Misalnya Kantor Desa."))
    lat = LatitudeField(required=False)
    lon = LongitudeField(required=False)
    access = forms.ChoiceField(
        label=_("Jalan terakhir"), choices=Access.choices, help_text=_("Kelas jalan pada ruas terakhir ke sana.")
    )
    remote = forms.BooleanField(
        label=_("Didahulukan (daerah sulit)"), required=False, help_text=_("Diantar lebih dulu dari yang lain.")
    )
    service_minutes = forms.IntegerField(label=_("Waktu bongkar (menit)"), required=False, min_value=0, max_value=720)
    window_start = ClockField(label=_("Dapat menerima mulai"), required=False)
    window_end = ClockField(label=_("Sampai"), required=False)
    via = forms.ChoiceField(label=_("Lewat"), required=False, help_text=_("Penyeberangan atau tempat alih muat."))
    departures = ClocksField(
        label=_("Jadwal keberangkatan"),
        required=False,
        help_text=_("Misalnya 06:00; 14:00. Kosong berarti setiap saat."),
    )

    def __init__(self, *args: Any, kind: str, hubs: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["via"].choices = [("", _("Langsung")), *hubs]  # type: ignore[attr-defined]
        for name in _MEANINGLESS[kind]:
            del self.fields[name]


class HubForm(SiteForm):
    """A depot, a place of transfer or a crossing: it also has a code of its own and a district."""

    code = forms.CharField(
        label=_("Kode"),
        max_length=40,
        help_text=_("Huruf kecil, angka, dan tanda hubung, misalnya dermaga-barat. Tidak dapat diganti kemudian."),
    )
    district = forms.ChoiceField(label=_("Kecamatan"), required=False)
    field_order = ("code", "name", "district")

    def __init__(self, *args: Any, districts: list[tuple[str, str]], standing: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["district"].choices = [("", _("Tidak disebut")), *districts]  # type: ignore[attr-defined]
        self.fields["name"].required = True
        self.fields["name"].help_text = _EXAMPLES[kwargs["kind"]]
        self.fields["code"].disabled = standing
