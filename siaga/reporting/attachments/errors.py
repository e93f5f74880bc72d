"""What can be wrong with a file, each with its remedy."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from siaga.access import Problem


class FileTooLarge(Problem):
    code = "file-too-large"
    status = 413

    def __init__(self, limit: int) -> None:
        super().__init__(
            _("Berkas ini terlalu besar."),
            _("Paling besar %(limit)d MB. Kecilkan gambarnya, atau turunkan mutu kamera, lalu kirim lagi.")
            % {"limit": limit // (1024 * 1024)},
            field="file",
        )


class FileEmpty(Problem):
    code = "file-empty"

    def __init__(self, name: str) -> None:
        super().__init__(_("Berkas %(name)s kosong.") % {"name": name}, _("Pilih ulang berkasnya."), field="file")


class FileKind(Problem):
    """Not one of the kinds that are kept."""

    code = "file-kind"
    status = 415

    def __init__(self, name: str, remedy: str = "") -> None:
        super().__init__(
            _("Isi berkas %(name)s bukan gambar JPEG, PNG, WebP, atau PDF.") % {"name": name},
            remedy or _("Simpan atau potret ulang sebagai JPEG, lalu kirim lagi."),
            field="file",
        )


class HeicRefused(FileKind):
    def __init__(self, name: str) -> None:
        super().__init__(
            name,
            _(
                "Ini HEIC, bentuk foto iPhone. Atur Pengaturan > Kamera > Format menjadi “Paling kompatibel”, "
                "atau simpan ulang sebagai JPEG, lalu kirim lagi."
            ),
        )


class FileBroken(Problem):
    code = "file-broken"

    def __init__(self, name: str) -> None:
        super().__init__(
            _("Gambar %(name)s terpotong atau rusak, sehingga tidak dapat dibuka.") % {"name": name},
            _("Buka dahulu gambarnya di perangkat Anda; bila memang rusak, potret ulang."),
            field="file",
        )


class TooManyPixels(Problem):
    code = "file-pixels"

    def __init__(self, name: str, limit: int) -> None:
        super().__init__(
            _("Gambar %(name)s terlalu lebar dan tinggi.") % {"name": name},
            _("Paling banyak %(limit)d megapiksel; kecilkan gambarnya, lalu kirim lagi.")
            % {"limit": limit // 1_000_000},
            field="file",
        )


class NameNotAsked(Problem):
    """The answers name other files."""

    code = "file-not-asked"

    def __init__(self, name: str, expected: Sequence[str]) -> None:
        self.expected = list(expected)
        if self.expected:
            remedy = _("Yang disebut laporan ini: %(names)s.") % {"names": ", ".join(self.expected[:20])}
        else:
            remedy = _("Laporan ini tidak menyebut berkas apa pun.")
        super().__init__(_("Laporan ini tidak meminta berkas bernama %(name)s.") % {"name": name}, remedy, field="name")


class NameTaken(Problem):
    """Another content came under the same name; what is kept stays."""

    code = "file-conflict"
    status = 409

    def __init__(self, name: str) -> None:
        super().__init__(
            _("Berkas %(name)s sudah ada dengan isi lain; yang pertama tetap disimpan.") % {"name": name},
            _("Bila yang pertama keliru, kirim koreksi laporan dengan berkas yang benar."),
            field="name",
        )


class NoLongerOpen(Problem):
    """The report has been checked, accepted, returned or superseded meanwhile."""

    code = "report-not-open"
    status = 409

    def __init__(self, state: str) -> None:
        super().__init__(
            _("Laporan ini sudah berstatus “%(state)s”, sehingga berkas tidak dapat ditambahkan.") % {"state": state},
            _("Kirim koreksi laporan, atau minta pemeriksa membukanya kembali."),
        )


class TooManyFiles(Problem):
    code = "too-many-files"
    status = 409

    def __init__(self, limit: int) -> None:
        super().__init__(
            _("Laporan ini sudah memuat %(limit)d berkas, yang terbanyak untuk satu laporan.") % {"limit": limit},
            _("Kirim sisanya dengan laporan lain."),
            field="file",
        )
