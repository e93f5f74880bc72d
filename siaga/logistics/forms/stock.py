"""Forms about the warehouse and its stock."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from siaga.kit.forms import DateField, Form, LatitudeField, LongitudeField
from siaga.logistics.models import HOPS, Consignment, Hop, InboundStep, Item


def pieces(label: Any, *, required: bool = True, least: int = 1, help_text: Any = "") -> forms.IntegerField:
    """A whole number, typed as ``474812`` or ``474.812``."""
    return PiecesField(label=label, required=required, min_value=least, help_text=help_text)


class PiecesField(forms.IntegerField):
    widget = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"})

    def to_python(self, value: Any) -> Any:
        return super().to_python(re.sub(r"[.\s]", "", value) if isinstance(value, str) else value)


class WarehouseForm(Form):
    name = forms.CharField(label=_("Nama gudang"), max_length=160)
    address = forms.CharField(label=_("Alamat"), max_length=300, required=False)
    lat = LatitudeField(required=False, help_text=_("Derajat, misalnya -4,02."))
    lon = LongitudeField(required=False, help_text=_("Derajat, misalnya 103,25."))
    hops = forms.MultipleChoiceField(
        label=_("Jalur kotak"),
        choices=Hop.choices,
        initial=list(HOPS),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Tempat yang menandatangani kotak, berurutan. Tidak berubah lagi setelah kotak pertama berangkat."),
    )


class ItemChoice(forms.ModelChoiceField):  # type: ignore[type-arg]
    """An item of the election in use, grouped by nothing: a catalogue is short."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.name} ({obj.unit})" if obj.unit else obj.name


def items_in_use(election_id: int) -> Any:
    return Item.objects.filter(election=election_id, retired_at=None, became=None).order_by("catalogue", "pk")


class OrderForm(Form):
    item = ItemChoice(label=_("Barang"), queryset=Item.objects.none())
    supplier = forms.CharField(label=_("Penyedia"), max_length=160)
    quantity = pieces(_("Jumlah pesanan"))
    document = forms.CharField(label=_("Nomor kontrak atau surat"), max_length=120, required=False)
    ordered_on = DateField(label=_("Tanggal pesanan"))
    expected_on = DateField(label=_("Perkiraan tiba"), required=False, help_text=_("Kosongkan bila belum diketahui."))

    def __init__(self, *args: Any, election_id: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["item"].queryset = items_in_use(election_id)  # type: ignore[attr-defined]


class OrderStepForm(Form):
    step = forms.ChoiceField(
        label=_("Langkah"),
        choices=[(value, label) for value, label in InboundStep.choices if value != InboundStep.ORDERED],
    )
    quantity = pieces(_("Jumlah"))
    on = DateField(label=_("Tanggal"))
    document = forms.CharField(label=_("Dokumen"), max_length=120, required=False)
    note = forms.CharField(label=_("Catatan"), max_length=300, required=False)


class ExpectForm(Form):
    expected_on = DateField(label=_("Perkiraan tiba"), required=False, help_text=_("Kosongkan bila belum diketahui."))


class OrderChoice(forms.ModelChoiceField):  # type: ignore[type-arg]
    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.item.name} · {obj.supplier}" + (f" · {obj.document}" if obj.document else "")


class ReceiptForm(Form):
    consignment = OrderChoice(
        label=_("Dari pesanan"),
        queryset=Consignment.objects.none(),
        required=False,
        help_text=_("Kosongkan bila tidak dari pesanan yang tercatat."),
    )
    item = ItemChoice(
        label=_("Barang"), queryset=Item.objects.none(), required=False, help_text=_("Mengikuti pesanan bila dipilih.")
    )
    supplier = forms.CharField(
        label=_("Penyedia"), max_length=160, required=False, help_text=_("Mengikuti pesanan bila dipilih.")
    )
    batch = forms.CharField(label=_("Batch atau koli"), max_length=80)
    document = forms.CharField(label=_("Nomor surat jalan"), max_length=120)
    quantity = pieces(_("Jumlah menurut surat jalan"))
    received_on = DateField(label=_("Tanggal diterima"))
    received_time = forms.TimeField(
        label=_("Jam"),
        required=False,
        input_formats=["%H:%M", "%H.%M"],
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
    )

    def __init__(self, *args: Any, warehouse_id: int, election_id: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        orders = Consignment.objects.filter(warehouse=warehouse_id, closed_at=None).select_related("item")
        self.fields["consignment"].queryset = orders  # type: ignore[attr-defined]
        self.fields["item"].queryset = items_in_use(election_id)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or {}
        order = values.get("consignment")
        if order is not None and values.get("item") is None:
            values["item"] = order.item
        if order is None and values.get("item") is None and "item" not in self.errors:
            self.add_error("item", _("Pilih barangnya, atau pesanannya."))
        return values


class SortForm(Form):
    good = pieces(_("Baik"), least=0)
    damaged = pieces(_("Rusak"), least=0, required=False)
    short = pieces(_("Kurang"), least=0, required=False, help_text=_("Tidak ada di dalam kemasan."))
    final = forms.BooleanField(
        label=_("Sortir penerimaan ini selesai"),
        required=False,
        help_text=_("Sisa yang tidak terhitung menjadi selisih yang harus dijelaskan."),
    )
    sorted_on = DateField(label=_("Tanggal sortir"))
    document = forms.CharField(label=_("Nomor berita acara"), max_length=120, required=False)
    note = forms.CharField(label=_("Catatan"), max_length=300, required=False)

    def clean_damaged(self) -> int:
        return int(self.cleaned_data["damaged"] or 0)

    def clean_short(self) -> int:
        return int(self.cleaned_data["short"] or 0)


class DestroyForm(Form):
    quantity = pieces(_("Jumlah dimusnahkan"))
    surplus = forms.BooleanField(
        label=_("Ini kelebihan yang baik"),
        required=False,
        help_text=_("Surat suara lebih dimusnahkan pada H-1, disaksikan Bawaslu dan Polri."),
    )
    document = forms.CharField(label=_("Nomor berita acara pemusnahan"), max_length=120)
    witnesses = forms.CharField(
        label=_("Saksi (jabatan)"), max_length=300, required=False, help_text=_("Jabatannya, bukan nama orangnya.")
    )


class CountForm(Form):
    counted = pieces(_("Hasil hitung fisik"), least=0, help_text=_("Yang baik dan tidak di dalam kotak."))
    note = forms.CharField(label=_("Catatan"), max_length=300, required=False)
