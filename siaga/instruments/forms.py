"""Forms about instruments."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from siaga.instruments.xlsform.sheets import LIMITS, SUFFIXES
from siaga.kit.forms import Form
from siaga.wilayah.models import Region

UNITS = (
    ("", gettext_lazy("Seperti tertulis dalam berkas")),
    ("tps", gettext_lazy("TPS")),
    ("desa", gettext_lazy("Desa/kelurahan")),
    ("kecamatan", gettext_lazy("Kecamatan")),
    ("kabupaten", gettext_lazy("Kabupaten/kota")),
    ("instansi", gettext_lazy("Instansi")),
)


class UploadForm(Form):
    """An XLSForm file, what it is about, and whose it is."""

    file = forms.FileField(
        label=gettext_lazy("Berkas XLSForm"), widget=forms.FileInput(attrs={"accept": ",".join(SUFFIXES)})
    )
    unit = forms.ChoiceField(
        label=gettext_lazy("Formulir ini tentang"),
        choices=UNITS,
        required=False,
        help_text=gettext_lazy("Boleh juga ditulis pada lembar settings, kolom siaga_unit."),
    )
    home = forms.ChoiceField(label=gettext_lazy("Milik"), required=False)

    def __init__(self, homes: Sequence[Region | None], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["file"].help_text = _("Excel (.xlsx), CSV, atau Markdown; paling besar %(limit)d MB.") % {
            "limit": LIMITS.file_bytes // 1024 // 1024
        }
        if len(homes) == 1:
            del self.fields["home"]
        else:
            self.fields["home"].choices = [  # type: ignore[attr-defined]
                (one.code, f"{one.title}") if one else ("", _("Semua wilayah")) for one in homes
            ]

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > LIMITS.file_bytes:
            raise forms.ValidationError(
                _("Berkas terlalu besar. Batasnya %(limit)d MB; hapus gambar dan lembar yang tidak perlu.")
                % {"limit": LIMITS.file_bytes // 1024 // 1024}
            )
        return file
