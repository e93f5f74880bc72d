"""The root of the ``siaga`` command: which subcommand lives in which module.

A subcommand's module is imported only when it is called, after Django has been set up; so a module may import
models at its top. To add a command, add its line to ``COMMANDS`` (or to ``IMPORTS`` for ``siaga import …``).
"""

from __future__ import annotations

import importlib
import importlib.util
import os
from dataclasses import dataclass
from typing import Any

import click

from siaga import __version__
from siaga.cli import click_words

click_words.speak()  # before the options below are made: click words them at once


@dataclass(frozen=True, slots=True)
class Entry:
    """Where a subcommand lives.

    target: ``module:attribute``; the attribute is a ``click.Command``.
    help: one line in Indonesian for the list of commands.
    needs_django: False for commands that choose the environment themselves before settings are read.
    """

    target: str
    help: str
    needs_django: bool = True


IMPORTS = {
    "wilayah": Entry("siaga.cli.wilayah:wilayah", "Mengimpor pohon wilayah (CSV/XLSX)."),
    "boundaries": Entry("siaga.cli.wilayah:boundaries", "Mengimpor batas wilayah (GeoJSON)."),
    "tps": Entry("siaga.cli.elections:tps", "Mengimpor TPS sebuah pemilihan (CSV/XLSX)."),
    "submissions": Entry("siaga.cli.submissions:submissions", "Mengimpor laporan secara borongan (CSV/XLSX/JSONL)."),
    "kerawanan": Entry("siaga.cli.kerawanan:kerawanan", "Mengimpor jawaban kerawanan per TPS (CSV/XLSX)."),
    "kelas": Entry("siaga.cli.kerawanan:kelas", "Mengimpor jumlah TPS per kelas menurut sumber lain (CSV/XLSX)."),
    "riwayat-kerawanan": Entry(
        "siaga.cli.kerawanan:riwayat", "Mengimpor temuan kerawanan pemilihan terdahulu per TPS (CSV/XLSX)."
    ),
    "sites": Entry("siaga.cli.plan_inputs:sites", "Mengimpor lokasi distribusi: desa, PPK, TPS, gudang (CSV/XLSX)."),
    "fleet": Entry("siaga.cli.plan_inputs:fleet", "Mengimpor kendaraan distribusi (CSV/XLSX)."),
    "matrix": Entry("siaga.cli.plan_inputs:matrix", "Mengimpor tabel waktu tempuh (CSV/XLSX)."),
    "personnel": Entry("siaga.cli.plan_inputs:personnel", "Mengimpor personel pengamanan (CSV/XLSX)."),
    "resources": Entry(
        "siaga.cli.plan_contingency:resources", "Mengimpor sumber daya darurat: genset, perahu, medis (CSV/XLSX)."
    ),
    "people": Entry("siaga.cli.people:people", "Mengimpor instansi, jabatan, pejabat, dan akun (CSV/XLSX)."),
}

COMMANDS = {
    "demo": Entry("siaga.cli.demo:demo", "Membangun dan menjalankan Desk contoh Kota Pagar Alam.", False),
    "init": Entry("siaga.cli.init:init", "Menyiapkan Desk baru yang kosong."),
    "serve": Entry("siaga.cli.serve:serve", "Menjalankan peladen (server) untuk pemakaian nyata.", False),
    "tick": Entry("siaga.cli.tick:tick", "Menjalankan pekerjaan berkala satu kali."),
    "worker": Entry("siaga.cli.worker:worker", "Menjalankan pekerja latar tanpa peladen."),
    "doctor": Entry("siaga.cli.doctor:doctor", "Memeriksa pemasangan dan menyebut cara memperbaikinya."),
    "backup": Entry("siaga.cli.backup:backup", "Membuat cadangan utuh selagi peladen berjalan."),
    "restore": Entry("siaga.cli.restore:restore", "Memulihkan cadangan ke tempat yang kosong.", False),
    "upgrade": Entry("siaga.cli.upgrade:upgrade", "Memperbarui basis data: cadangkan, ubah, periksa, atau batalkan."),
    "import": Entry("siaga.cli.root:imports", "Mengimpor data dari berkas."),
    "election": Entry("siaga.cli.elections:election", "Membuat dan mendaftar pemilihan."),
    "ruleset": Entry("siaga.cli.elections:ruleset", "Mendaftar, menampilkan, dan memeriksa aturan pemilihan."),
    "picture": Entry("siaga.cli.picture:picture", "Menampilkan gambaran sebuah wilayah atau TPS."),
    "kerawanan": Entry("siaga.cli.kerawanan:mappings", "Menghitung dan memberlakukan pemetaan kerawanan TPS."),
    "plan": Entry("siaga.cli.plan:plan", "Menghitung rencana: distribusi logistik, pengamanan TPS, keadaan darurat."),
    "roads": Entry("siaga.cli.plan:roads", "Menyiapkan data jalan untuk waktu tempuh."),
    "needs": Entry("siaga.cli.needs:needs", "Menghitung kebutuhan logistik ke berkas XLSX."),
    "report": Entry("siaga.cli.report:report", "Menulis Laporan Desk atau bahan rapat ke PDF atau DOCX."),
    "minutes": Entry("siaga.cli.minutes:minutes", "Menyusun draf rapat dari notula atau berita lama."),
    "solve": Entry("siaga.cli.solve:solve", "Memecahkan soal baku rute, regu, dan lokasi.", False),
    "instrument": Entry("siaga.cli.instruments:instrument", "Mendaftar dan menambah instrumen (XLSForm)."),
    "user": Entry("siaga.cli.users:user", "Mengelola akun."),
    "token": Entry("siaga.cli.users:token", "Mengelola token API."),
    "ledger": Entry("siaga.cli.ledger:ledger", "Memeriksa dan mengekspor buku besar."),
}


def prepare() -> None:
    """Read the settings and set Django up, once. What is written from here on is for the owner alone."""
    import django  # settings are read here, so the environment must be complete by now
    from django.apps import apps

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "siaga.settings")
    os.umask(0o077)
    if not apps.ready:
        django.setup()
    if click_words.language() == click_words.ENGLISH:
        from django.utils import translation

        translation.activate(click_words.ENGLISH)


class LazyGroup(click.Group):
    """A group that imports a subcommand's module only when that subcommand is meant."""

    def __init__(self, *args: Any, entries: dict[str, Entry], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.entries = entries

    def list_commands(self, ctx: click.Context) -> list[str]:
        return [name for name, entry in self.entries.items() if _exists(entry)]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        entry = self.entries.get(cmd_name)
        if entry is None or not _exists(entry):
            return None
        if entry.needs_django:
            prepare()
        module, _, attribute = entry.target.partition(":")
        command = getattr(importlib.import_module(module), attribute)
        assert isinstance(command, click.Command), entry.target
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        rows = [(name, self.entries[name].help) for name in self.list_commands(ctx)]
        with formatter.section(click_words.translated("Commands")):
            formatter.write_dl(rows)


def _exists(entry: Entry) -> bool:
    return importlib.util.find_spec(entry.target.partition(":")[0]) is not None


_METAVARS = {
    "options_metavar": click_words.translated("[OPTIONS]"),
    "subcommand_metavar": click_words.translated("COMMAND [ARGS]..."),
}


@click.group(
    cls=LazyGroup,
    entries=COMMANDS,
    **_METAVARS,
    context_settings={"help_option_names": ["--help", "-h"], "max_content_width": 100},
    epilog="Contoh: siaga demo · bantuan tiap perintah: siaga PERINTAH --help",
)
@click.version_option(__version__, prog_name="siaga")
def cli() -> None:
    """Siaga: meja kerja Desk Pemilu dan Desk Pilkada."""


@click.group(cls=LazyGroup, entries=IMPORTS, **_METAVARS, epilog="Contoh: siaga import wilayah wilayah.csv --dry-run")
def imports() -> None:
    """Mengimpor data dari berkas.

    Satu impor adalah satu transaksi: satu baris keliru berarti tidak ada yang ditulis, dan semua baris yang
    keliru disebutkan.
    """
