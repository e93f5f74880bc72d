"""What was said at the sample meetings: agendas, statements, notes, decisions, signatures; all of it *contoh*.

The first coffee morning, the meeting on logistics and most of the round are signed; two sub-districts are behind; the
rakor of 23 October is written and cannot be signed while promises stand unreported; tomorrow's has its agenda.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from siaga.demo.rakor.meetings import DISTRICTS, MEETINGS, began_in_round, first, meeting_of
from siaga.demo.reports.reporters import camat_of
from siaga.demo.reports.story import Act, agency, who
from siaga.rakor.actions.agenda import add_item, draw_up_agenda, mark_discussed, submit_item
from siaga.rakor.actions.minutes import (
    add_addendum,
    decide,
    finish_minutes,
    note_statement,
    sign_minutes,
    write_notes,
)
from siaga.rakor.actions.points import put_silence_on_record
from siaga.rakor.models import AgendaItem
from siaga.rakor.queries.carried import unanswered


@dataclass(frozen=True, slots=True)
class Said:
    """What an agency stated; share: percent as it was said, empty for none."""

    agency: str
    text: str
    share: str = ""
    hampers: str = ""
    needs: str = ""
    said_by: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """How one meeting went. notes: by the key of an item. signs: the account that signs a day later; none: not yet."""

    key: str
    keeper: str
    notes: dict[str, str]
    statements: tuple[Said, ...] = ()
    decisions: tuple[str, ...] = ()
    finished: bool = True
    signs: str = ""
    extra: tuple[str, ...] = ()


_OPENING = "Rapat dibuka pimpinan rapat; peserta dicatat dalam daftar hadir (contoh)."
_CLOSING = "Pimpinan rapat menutup rapat; setiap pokok dilaporkan perkembangannya pada rapat berikutnya (contoh)."

CITY_MEETINGS = (
    Told(
        "coffee-1",
        "sekretariat",
        notes={"opening": _OPENING, "closing": _CLOSING},
        statements=(
            Said(
                "kpu@16.72",
                "Persiapan sudah 80 %; kotak suara dan atribut hampir selesai didistribusikan (contoh).",
                share="80",
                hampers="Menunggu atribut pasangan calon gubernur.",
                said_by="Contoh Sungkai, Ketua KPU (contoh)",
            ),
            Said(
                "bawaslu@16.72",
                "Belum ada laporan pelanggaran yang diregistrasi; posko kawal hak pilih menerima aduan (contoh).",
                said_by="Contoh Tembesu, Ketua Bawaslu (contoh)",
            ),
        ),
        decisions=("Rapat koordinasi berkala setiap minggu; setiap janji dilaporkan pada rapat berikutnya (contoh).",),
        signs="sekretariat",
    ),
    Told(
        "logistik",
        "sekretariat",
        notes={
            "opening": _OPENING,
            "headline": "Angka terbukti jauh di bawah yang diklaim; pembuktian dilakukan per TPS (contoh).",
            "closing": _CLOSING,
        },
        statements=(
            Said(
                "kpu@16.72",
                "Kotak dan bilik suara sudah di gudang; surat suara gubernur menunggu pengiriman (contoh).",
                hampers="Akses ke TPS di lereng Dempo saat hujan.",
                needs="Enam kendaraan bak terbuka pada H-2 dan H-1.",
            ),
            Said("dishub@16.72", "Kendaraan dinas disiapkan menurut permintaan KPU (contoh)."),
            Said(
                "pln@16.72",
                "Tidak ada pemadaman terencana pada H-1 sampai H+1 (contoh).",
                hampers="Gangguan pohon tumbang pada penyulang Dempo Selatan.",
            ),
        ),
        decisions=(
            "TPS sulit dijangkau dilayani lebih dahulu, paling lambat H-2 (contoh).",
            "Laporan kesiapan TPS menjadi dasar pembahasan, bukan persentase lisan (contoh).",
        ),
        extra=("Rute dan jadwal distribusi ke kelurahan terluar",),
        signs="pimpinan",
    ),
    Told(
        "desk-2",
        "sekretariat",
        notes={
            "opening": _OPENING,
            "headline": "Cakupan laporan naik, tetapi dua kecamatan masih di bawah rata-rata kota (contoh).",
        },
        statements=(
            Said(
                "polres@16.72",
                "Personel pengamanan TPS terpetakan sampai kelurahan (contoh).",
                needs="Daftar TPS menurut kerawanan dari Bawaslu.",
            ),
            Said("dinkes@16.72", "Pemeriksaan kesehatan KPPS berjalan di lima puskesmas (contoh)."),
        ),
        decisions=("Panwascam memeriksa silang laporan kesiapan setiap kelurahan sebelum rapat berikut (contoh).",),
    ),
)
_OF_DISTRICTS = {
    "16.72.01": Said("kecamatan@16.72.01", "Kelurahan siap menyediakan tempat TPS (contoh).", share="75"),
    "16.72.02": Said("ppk@16.72.02", "KPPS lengkap; bimbingan teknis tersisa dua kelurahan (contoh)."),
    "16.72.03": Said("kecamatan@16.72.03", "Lokasi TPS sudah ditetapkan semua (contoh).", share="70"),
    "16.72.04": Said(
        "ppk@16.72.04", "Jalan ke tiga TPS hanya dapat dilalui roda dua (contoh).", hampers="Jalan rusak dan hujan."
    ),
    "16.72.05": Said("polsek@16.72.05", "Dua titik dipantau karena riwayat keributan antarpendukung (contoh)."),
}
_NOT_FINISHED = "16.72.05"
_NOT_SIGNED = "16.72.04"
_BEGAN = {story.key: story.opened for story in MEETINGS if story.opened}


def acts() -> Iterator[tuple[datetime, Act]]:
    """What happened, and when."""
    for told in CITY_MEETINGS:
        began = _BEGAN[told.key]
        assert began is not None
        yield from _course(told, began)
    for code in DISTRICTS:
        yield from _course(_of_district(code), began_in_round(code))
    yield began_in_round(DISTRICTS[0]) + timedelta(days=5), amend
    coming = next(story for story in MEETINGS if story.key == "desk-3")
    yield coming.starts - timedelta(days=2, hours=-1), prepare
    yield coming.starts - timedelta(days=1, hours=2), ask_for_item


def _of_district(code: str) -> Told:
    keeper = camat_of(code)
    return Told(
        f"kec-{code}",
        keeper,
        notes={"opening": _OPENING, "closing": _CLOSING if code != _NOT_FINISHED else ""},
        statements=(_OF_DISTRICTS[code],),
        decisions=("Lurah melaporkan kesiapan setiap TPS paling lambat Senin (contoh).",),
        finished=code != _NOT_FINISHED,
        signs="" if code in {_NOT_FINISHED, _NOT_SIGNED} else keeper,
    )


def _course(told: Told, began: datetime) -> Iterator[tuple[datetime, Act]]:
    """The day before: the agenda. In the room: what was said. Afterwards: finished, and signed on the next day."""
    yield began - timedelta(minutes=30), partial(draw, told)
    yield began + timedelta(minutes=20), partial(state, told)
    yield began + timedelta(minutes=70), partial(note, told)
    if told.finished:
        yield began + timedelta(minutes=150), partial(finish, told)
    if told.signs:
        yield began + timedelta(days=1, hours=1), partial(sign, told)


def draw(told: Told, now: datetime) -> None:
    meeting = meeting_of(told.key)
    draw_up_agenda(actor=who(told.keeper, now), meeting=meeting, now=now)
    for title in told.extra:
        add_item(actor=who(told.keeper, now), meeting=meeting, title=title, now=now)


def state(told: Told, now: datetime) -> None:
    meeting = meeting_of(told.key)
    item = AgendaItem.objects.get(meeting=meeting, key="statements")
    for said in told.statements:
        note_statement(
            actor=who(told.keeper, now),
            meeting=meeting,
            item=item,
            agency=agency(said.agency),
            share=said.share,
            text=said.text,
            hampers=said.hampers,
            needs=said.needs,
            said_by=said.said_by,
            now=now,
        )


def note(told: Told, now: datetime) -> None:
    meeting = meeting_of(told.key)
    keeper = who(told.keeper, now)
    for text in told.decisions:
        decide(actor=keeper, meeting=meeting, text=text, now=now)
    rows = AgendaItem.objects.filter(meeting=meeting, removed=False).select_related("meeting__forum__region")
    for item in rows.order_by("position"):
        if text := told.notes.get(item.key, ""):
            write_notes(actor=keeper, item=item, text=text, base=item.version, now=now)
        if item.key != "closing" or told.finished:
            mark_discussed(actor=keeper, item=item, now=now)


def finish(told: Told, now: datetime) -> None:
    finish_minutes(actor=who(told.keeper, now), meeting=meeting_of(told.key), now=now)


def sign(told: Told, now: datetime) -> None:
    """Signed once every promise is answered for; who said nothing stands on record."""
    meeting = meeting_of(told.key)
    for point in unanswered(meeting):
        put_silence_on_record(
            actor=who(told.keeper, now),
            point=point,
            meeting=meeting,
            reason="Pelaksana tidak hadir dan tidak mengirim laporan (contoh).",
            now=now,
        )
    sign_minutes(actor=who(told.signs, now), meeting=meeting, now=now)


def amend(now: datetime) -> None:
    code = DISTRICTS[0]
    add_addendum(
        actor=who(camat_of(code), now),
        meeting=meeting_of(f"kec-{code}"),
        text="Jumlah kelurahan yang hadir tujuh, bukan enam (contoh).",
        reason="Salah hitung pada daftar hadir (contoh).",
        now=now,
    )


def prepare(now: datetime) -> None:
    draw_up_agenda(actor=who("sekretariat", now), meeting=meeting_of("desk-3"), now=now)


def ask_for_item(now: datetime) -> None:
    submit_item(
        actor=who("kpu", now),
        meeting=meeting_of("desk-3"),
        agency=first("kpu@16.72").agency,
        title="Cadangan genset untuk TPS tanpa listrik cadangan (contoh)",
        detail="KPU meminta daftar pemilik genset di kelurahan.",
        now=now,
    )
