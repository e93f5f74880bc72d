"""``siaga tick``: the clockwork, once."""

from __future__ import annotations

from siaga import clock
from siaga.cli import clockwork
from siaga.cli.conventions import Output, command

LABELS = {
    "sealed": "entri buku besar disegel",
    "checkpoints": "titik periksa dibuat",
    "sessions_expired": "sesi kedaluwarsa dihapus",
    "tasks_recovered": "tugas terlantar dipulihkan",
    "results_forgotten": "hasil tugas lama dihapus",
    "files_forgotten": "isi berkas impor lama dihapus",
    "points_closed": "tindak lanjut terverifikasi oleh data",
    "points_escalated": "langkah eskalasi tindak lanjut",
}


@command(example="siaga tick --json")
def tick(out: Output) -> None:
    """Menjalankan pekerjaan berkala satu kali: segel, titik periksa, kedaluwarsa, tugas terlantar.

    Boleh dijalankan kapan saja dan berulang; pekerja latar menjalankannya tiap menit.
    """
    counts, failed = clockwork.tick(clock.now())
    for name, count in counts.items():
        out.say(f"{count:>6} {LABELS.get(name, name)}")
    out.result({**counts, "failed": failed})
    if failed:
        out.fail(f"Gagal: {', '.join(failed)}. Lihat catatan (log) untuk sebabnya.")
