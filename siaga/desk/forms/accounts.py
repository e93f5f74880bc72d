"""Forms of the accounts' administration. Codes are typed (or suggested) and become things through the actor's scope."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from siaga.access import Actor, Place, Role, Verb, may
from siaga.desk.access import agency_written
from siaga.desk.account_phrases import ROLE_NAMES, ROLE_TASKS
from siaga.desk.models import Account, Agency
from siaga.desk.queries.accounts import roles_to_give
from siaga.elections.models import Election
from siaga.kit.forms import DateField, Form, SuggestInput
from siaga.wilayah.models import Region

REGION_SOURCE = "/cari/wilayah.json"
AGENCY_SOURCE = "/cari/instansi.json"


class ScopedForm(Form):
    """A form whose codes are looked up with the eyes of the actor."""

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.actor = actor

    def clean_region(self) -> Region | None:
        code = self.cleaned_data["region"].strip()
        if not code:
            if not may(self.actor, Verb.ACCOUNT_CHANGE, Place()):
                raise forms.ValidationError(_t("Isi kode wilayahnya: Anda tidak mengurus seluruh instalasi."))
            return None
        region = Region.objects.filter(code=code).select_related("parent").first()
        if region is None or not may(self.actor, Verb.REGION_VIEW, Place(code)):
            raise forms.ValidationError(
                _t("Wilayah %(code)s tidak ada, atau di luar wewenang Anda. Periksa kodenya.") % {"code": code}
            )
        return region


class GrantForm(ScopedForm):
    """One role: what, where, for whom, until when."""

    role = forms.ChoiceField(label=_("Peran"), widget=forms.RadioSelect)
    region = forms.CharField(
        label=_("Wilayah"),
        required=False,
        help_text=_("Kode atau nama wilayah kerjanya, misalnya 16.72.01. Kosong berarti seluruh instalasi."),
        widget=SuggestInput(REGION_SOURCE),
    )
    agency = forms.CharField(
        label=_("Instansi"),
        required=False,
        help_text=_("Wajib untuk peran Instansi dan Kecamatan, misalnya kpu@16.72."),
        widget=SuggestInput(AGENCY_SOURCE),
    )
    units = forms.CharField(
        label=_("Tugas petugas lapangan"),
        required=False,
        help_text=_("Kode TPS (16.72.01.1001/005) atau kode wilayah, satu per baris. Hanya untuk Petugas lapangan."),
        widget=forms.Textarea({"rows": 3, "class": "mono"}),
    )
    election = forms.ChoiceField(
        label=_("Pemilihan"), required=False, help_text=_("Wajib bila tugasnya berisi kode TPS.")
    )
    starts = DateField(label=_("Mulai tanggal"), required=False)
    ends = DateField(label=_("Sampai tanggal"), required=False, help_text=_("Peran berakhir sendiri setelah hari itu."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        role_field, election_field = self.fields["role"], self.fields["election"]
        assert isinstance(role_field, forms.ChoiceField)
        assert isinstance(election_field, forms.ChoiceField)
        role_field.choices = [
            (role.value, f"{ROLE_NAMES[role]}: {ROLE_TASKS[role]}") for role in roles_to_give(self.actor)
        ]
        self.elections = {
            str(election.pk): election
            for election in Election.objects.filter(closed_at=None).select_related("region")
            if may(self.actor, Verb.ELECTION_VIEW, Place(election.region.code))
        }
        election_field.choices = [("", "–"), *((key, election.name) for key, election in self.elections.items())]

    def clean_role(self) -> Role:
        return Role(self.cleaned_data["role"])

    def clean_agency(self) -> Agency | None:
        code = self.cleaned_data["agency"].strip()
        if not code:
            return None
        agency = Agency.objects.filter(agency_written(code)).select_related("region").first()
        if agency is None or not may(self.actor, Verb.AGENCY_VIEW, Place(agency.region.code, agency=agency.code)):
            raise forms.ValidationError(
                _t("Instansi %(code)s tidak ada. Tulis seperti kpu@16.72, atau buat instansinya dulu.") % {"code": code}
            )
        return agency

    def clean_units(self) -> list[str]:
        return str(self.cleaned_data["units"]).replace(",", "\n").split()

    def clean_election(self) -> Election | None:
        return self.elections.get(self.cleaned_data["election"])

    @property
    def grant(self) -> dict[str, Any]:
        """The arguments of ``grant_role`` that were typed."""
        return {
            name: self.cleaned_data[name]
            for name in ("role", "region", "agency", "units", "election", "starts", "ends")
        }


class EnrolForm(GrantForm):
    """A new account with its first role."""

    name = forms.CharField(label=_("Nama lengkap"), max_length=160)
    username = forms.CharField(
        label=_("Nama pengguna"),
        max_length=40,
        help_text=_("Huruf kecil, angka, titik atau tanda hubung; misalnya kpu.pagaralam."),
        widget=forms.TextInput({"autocapitalize": "none", "autocomplete": "off"}),
    )
    email = forms.EmailField(label=_("Alamat surel"), required=False, help_text=_("Bila ada; untuk tautan sandi saja."))
    field_order = ("name", "username", "email", "role", "region", "agency", "units", "election", "starts", "ends")


class AccountForm(ScopedForm):
    """Name, place and e-mail of an account."""

    name = forms.CharField(label=_("Nama lengkap"), max_length=160)
    region = forms.CharField(
        label=_("Wilayah pengelola akun"),
        required=False,
        help_text=_(
            "Sekretariat wilayah ini dan di atasnya dapat mengurus akunnya. Kosong berarti administrator saja."
        ),
        widget=SuggestInput(REGION_SOURCE),
    )
    email = forms.EmailField(label=_("Alamat surel"), required=False)


class UnitsForm(Form):
    """The regions and TPS that a field worker looks after."""

    units = forms.CharField(
        label=_("Tugas"),
        required=False,
        help_text=_("Kode TPS (16.72.01.1001/005) atau kode wilayah, satu per baris."),
        widget=forms.Textarea({"rows": 8, "class": "mono"}),
    )

    def clean_units(self) -> list[str]:
        return str(self.cleaned_data["units"]).replace(",", "\n").split()


class ReasonForm(Form):
    """Why: kept in the ledger."""

    reason = forms.CharField(
        label=_("Alasan"),
        max_length=300,
        help_text=_("Disimpan di buku besar, misalnya “pindah tugas”. Jangan menulis data pribadi."),
    )


class SheetsForm(Form):
    """Which accounts get a sheet."""

    accounts = forms.MultipleChoiceField(label=_("Akun yang dicetak"), widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, waiting: list[Account], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["accounts"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = [(str(account.pk), f"{account.name} ({account.username})") for account in waiting]
        field.initial = [str(account.pk) for account in waiting]


class PolicyForm(Form):
    """Which roles must have a second factor."""

    roles = forms.MultipleChoiceField(
        label=_("Peran yang wajib memakai verifikasi dua langkah"),
        required=False,
        choices=[(role.value, name) for role, name in ROLE_NAMES.items()],
        widget=forms.CheckboxSelectMultiple,
    )
