"""What a secretariat still has to do until its desk stands: each step is read from the data, none is ticked by hand."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from siaga.access import Actor, Verb, scope_of
from siaga.desk.access import desks_for, offices_for
from siaga.desk.models import Account, Tenure
from siaga.desk.queries.accounts import accounts_visible_to, has_second_factor
from siaga.web.home.picture import Picture

IMPORT = "/data/impor/baru/"
"""Followed by the kind."""


@dataclass(frozen=True, slots=True)
class Step:
    """One step: what it is for, whether it is done, and the page where it is done."""

    title: Promise
    text: Promise
    url: str
    button: Promise
    done: bool


@dataclass(frozen=True, slots=True)
class Checklist:
    steps: list[Step]

    @property
    def done(self) -> int:
        return sum(step.done for step in self.steps)

    @property
    def complete(self) -> bool:
        return self.done == len(self.steps)

    @property
    def next(self) -> Step | None:
        return next((step for step in self.steps if not step.done), None)


def checklist(actor: Actor, account: Account, shown: Picture) -> Checklist | None:
    """The steps for those who set the desk up; None for everybody else."""
    if scope_of(actor, Verb.DESK_CHANGE).nothing:
        return None
    stations = shown.stations
    election_url = f"/pemilihan/{shown.election.slug}/" if shown.election else "/pemilihan/"
    desk = desks_for(actor).filter(closed_on=None)
    return Checklist(
        [
            Step(
                _("Daftar wilayah"),
                _("Provinsi sampai desa/kelurahan dengan kode Kemendagri; semua hal lain menempel padanya."),
                f"{IMPORT}wilayah/",
                _("Impor wilayah"),
                shown.below.villages > 0,
            ),
            Step(
                _("Batas wilayah"),
                _("Berkas GeoJSON, supaya peta tergambar tanpa layanan peta dari luar."),
                f"{IMPORT}boundaries/",
                _("Impor batas"),
                shown.drawable,
            ),
            Step(
                _("Pemilihan"),
                _("Pilih aturan pemilihan dan hari pemungutan suara; tahapannya mengikuti."),
                "/pemilihan/",
                _("Buat pemilihan"),
                shown.election is not None,
            ),
            Step(
                _("TPS"),
                _("Daftar TPS dengan jumlah pemilihnya, dari berkas KPU."),
                f"{IMPORT}tps/?election={shown.election.slug}" if shown.election else "/pemilihan/",
                _("Impor TPS"),
                stations is not None and stations.stations > 0,
            ),
            Step(
                _("Jumlah pemilih setiap TPS"),
                _("Yang belum diketahui tetap tertulis belum diketahui, tidak dihitung nol."),
                f"{election_url}tps/",
                _("Lengkapi"),
                stations is not None and stations.complete,
            ),
            Step(
                _("Instansi"),
                _("KPU, Bawaslu, Polres, Kodim, OPD, kecamatan: siapa saja yang bekerja bersama."),
                "/instansi/",
                _("Susun instansi"),
                bool(shown.agencies),
            ),
            Step(
                _("Pejabat"),
                _("Jabatan dan pemegangnya, termasuk Pj, Pjs, dan Plt, dengan masa jabatannya."),
                "/pejabat/",
                _("Isi pejabat"),
                Tenure.objects.filter(office__in=offices_for(actor).order_by()).exists(),
            ),
            Step(
                _("SK pembentukan desk"),
                _("Nomor dan tanggal SK, bidang, dan anggotanya."),
                "/desk/",
                _("Bentuk desk"),
                desk.exclude(decree_number="").exists(),
            ),
            Step(
                _("Akun rekan kerja"),
                _("Undang instansi, kecamatan, dan petugas; setiap orang hanya melihat bagiannya."),
                "/pengguna/",
                _("Undang pengguna"),
                accounts_visible_to(actor).exclude(pk=account.pk).exists(),
            ),
            Step(
                _("Verifikasi dua langkah pada akun Anda"),
                _("Kata sandi saja dapat dicuri; kode dari ponsel menjaganya."),
                "/akun/dua-langkah/",
                _("Aktifkan"),
                has_second_factor(account),
            ),
        ]
    )
