"""Words about accounts that several pages and messages use."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from siaga.access import Role

ROLE_NAMES: Mapping[Role, object] = {
    Role.ADMIN: gettext_lazy("Administrator"),
    Role.SECRETARIAT: gettext_lazy("Sekretariat Desk"),
    Role.LEADER: gettext_lazy("Pimpinan"),
    Role.AGENCY: gettext_lazy("Instansi"),
    Role.KECAMATAN: gettext_lazy("Kecamatan"),
    Role.DESA: gettext_lazy("Desa/kelurahan"),
    Role.FIELD: gettext_lazy("Petugas lapangan"),
    Role.AUDITOR: gettext_lazy("Pemeriksa"),
}

ROLE_TASKS: Mapping[Role, object] = {
    Role.ADMIN: gettext_lazy("Mengatur segalanya: data, akun, peran, dan pengaturan."),
    Role.SECRETARIAT: gettext_lazy("Menyiapkan data, pemilihan, instansi dan akun di wilayahnya."),
    Role.LEADER: gettext_lazy("Melihat seluruh gambaran wilayahnya dan menjawab permintaan dukungan."),
    Role.AGENCY: gettext_lazy("Mengurus jabatan instansinya dan mengajukan permintaan dukungan."),
    Role.KECAMATAN: gettext_lazy("Melihat kecamatannya dan mengurus jabatan kantor kecamatan."),
    Role.DESA: gettext_lazy("Melihat desa atau kelurahannya."),
    Role.FIELD: gettext_lazy("Melihat TPS dan wilayah yang ditugaskan saja."),
    Role.AUDITOR: gettext_lazy("Memeriksa semuanya, termasuk buku besar, tanpa mengubah apa pun."),
}


def role_name(role: Role | str) -> str:
    """The role as it is written on a page."""
    return str(ROLE_NAMES[Role(role)])


def reach_in_words(role: Role | str, region: str, agency: str = "", units: int = 0) -> str:
    """How far a role reaches, in one phrase: *Kota Pagar Alam, untuk KPU Kota Pagar Alam*.

    region: the region's title with its parent, empty for the whole installation.
    """
    if Role(role) is Role.FIELD:
        return _("%(count)d tugas di %(region)s") % {"count": units, "region": region} if units else _(
            "belum ada tugas di %(region)s"
        ) % {"region": region}  # fmt: skip
    where = region or _("seluruh instalasi")
    return _("%(where)s, untuk %(agency)s") % {"where": where, "agency": agency} if agency else where
