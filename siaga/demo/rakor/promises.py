"""What was promised at the sample meetings, and what became of it: about forty action points; all of it *contoh*."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Turn:
    """One thing that happened to a promise. day: of October 2024; kind: lapor, verifikasi, kembali, henti, alih, ubah.

    state: what a report says. at: key of the meeting at which it was said. photo: whether a picture came along.
    """

    day: int
    hour: int
    kind: str
    text: str
    state: str = ""
    at: str = ""
    why: str = ""
    by: str = ""
    photo: bool = False
    due: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Promise:
    """due: (month, day). meeting: key of the meeting; empty for none: then made on that day of October, for a forum.

    closes: code, indicator, percent.
    """

    key: str
    meeting: str
    owner: str
    title: str
    due: tuple[int, int]
    region: str = "16.72"
    priority: int = 2
    unit: str = ""
    indicator: str = ""
    obstacle: str = ""
    closes: tuple[str, str, int] | None = None
    made: int = 0
    forum: str = "desk"
    turns: tuple[Turn, ...] = ()


@dataclass(frozen=True, slots=True)
class Hindrance:
    """An obstacle with its strategy. day: of October on which it was noted; closed: (day, how)."""

    key: str
    kind: str
    title: str
    day: int
    meeting: str = ""
    region: str = "16.72"
    stated_by: str = ""
    detail: str = ""
    strategy: str = ""
    owner: str = ""
    due: tuple[int, int] | None = None
    closed: tuple[int, str] | None = None
    from_report: bool = False


COFFEE_1 = (
    Promise(
        "rinci", "coffee-1", "kpu@16.72", "Rinci kesiapan logistik per TPS, bukan persentase lisan", (10, 14),
        priority=1,
        turns=(
            Turn(10, 14, "lapor", "Daftar isian TPS sudah dibagikan kepada PPK.", "in_progress"),
            Turn(14, 11, "lapor", "Semua PPK mulai melaporkan per TPS; lihat halaman gambaran.", "done"),
            Turn(16, 8, "verifikasi", "Gambaran per TPS sudah terisi dan dibahas pada rapat logistik."),
        ),
    ),
    Promise(
        "posko", "coffee-1", "bawaslu@16.72", "Umumkan nomor aduan posko kawal hak pilih di semua kelurahan", (10, 18),
        turns=(
            Turn(17, 10, "lapor", "Poster terpasang di 35 kantor kelurahan.", "done", photo=True),
            Turn(19, 9, "verifikasi", "Foto diperiksa; lima kelurahan dicek langsung."),
        ),
    ),
    Promise(
        "netral", "coffee-1", "kesbangpol@16.72", "Sosialisasi netralitas ASN di setiap perangkat daerah", (10, 25),
        turns=(
            Turn(18, 10, "lapor", "Sebelas dari delapan belas perangkat daerah sudah.", "in_progress"),
            Turn(24, 15, "lapor", "Semua perangkat daerah sudah; daftar hadir terlampir pada arsip.", "done"),
        ),
    ),
    Promise(
        "peraga", "coffee-1", "satpol_pp@16.72", "Tertibkan alat peraga kampanye di zona terlarang", (10, 20),
        turns=(Turn(17, 9, "lapor", "Tiga ruas jalan selesai, dua ruas belum.", "in_progress"),),
    ),
    Promise(
        "petakan", "coffee-1", "polres@16.72", "Petakan TPS rawan bersama Bawaslu", (10, 11), priority=1,
        turns=(
            Turn(11, 15, "lapor", "Peta kerawanan diserahkan pada Desk.", "done"),
            Turn(14, 9, "verifikasi", "Peta cocok dengan isian kerawanan per TPS."),
        ),
    ),
)  # fmt: skip

LOGISTICS = (
    Promise(
        "kotak", "logistik", "kpu@16.72", "Kirim sisa kotak suara ke PPK Dempo Tengah dan Dempo Selatan", (10, 26),
        priority=1, indicator="tps-kotak-suara",
        turns=(
            Turn(18, 10, "lapor", "Kotak suara sudah dirakit, menunggu kendaraan.", "in_progress"),
            Turn(23, 10, "lapor", "Satu dari dua truk rusak; pengiriman tertahan.", "blocked", at="desk-2",
                 why="Truk pengangkut rusak", by="Dinas Perhubungan"),
        ),
    ),
    Promise(
        "truk", "logistik", "dishub@16.72", "Siapkan enam kendaraan bak terbuka untuk H-2 dan H-1", (11, 20),
        obstacle="akses",
        turns=(Turn(22, 14, "lapor", "Empat kendaraan dinas siap, dua disewa.", "in_progress"),),
    ),
    Promise(
        "kotak-utara", "logistik", "kpu@16.72", "Kotak suara lengkap di 80% TPS Pagar Alam Utara", (10, 28),
        region="16.72.01", indicator="tps-kotak-suara", closes=("16.72.01", "tps-kotak-suara", 80),
        turns=(Turn(22, 9, "lapor", "Pengiriman tahap kedua berjalan.", "in_progress"),),
    ),
    Promise(
        "ptps", "logistik", "bawaslu@16.72", "PTPS terbentuk di 85% TPS", (10, 30), indicator="tps-ptps",
        closes=("16.72", "tps-ptps", 85),
        turns=(Turn(21, 13, "lapor", "Rekrutmen gelombang kedua dibuka.", "in_progress"),),
    ),
    Promise(
        "surat-suara", "logistik", "kpu@16.72", "Surat suara lengkap di 95% TPS", (11, 20), priority=1,
        indicator="tps-surat-suara", closes=("16.72", "tps-surat-suara", 95),
        turns=(Turn(23, 9, "lapor", "Menunggu pengiriman surat suara pemilihan gubernur.", "in_progress"),),
    ),
    Promise(
        "penyulang", "logistik", "pln@16.72", "Pemeliharaan penyulang Dempo Selatan selesai sebelum H-3", (11, 15),
        region="16.72.04", obstacle="listrik",
        turns=(Turn(22, 10, "lapor", "Pemangkasan pohon tahap pertama selesai.", "in_progress"),),
    ),
    Promise(
        "cadangan", "logistik", "pln@16.72", "Serahkan daftar TPS tanpa listrik cadangan", (10, 24),
        obstacle="listrik", indicator="tps-listrik-cadangan",
        turns=(
            Turn(22, 15, "lapor", "Daftar empat kecamatan diserahkan.", "done"),
            Turn(25, 9, "kembali", "Kecamatan Dempo Tengah belum ada dalam daftar."),
        ),
    ),
    Promise(
        "sinyal", "logistik", "telkom@16.72", "Uji sinyal di TPS tanpa internet dan usulkan titik penguat", (10, 29),
        obstacle="internet",
        turns=(Turn(22, 11, "lapor", "Uji selesai di tiga kecamatan.", "in_progress"),),
    ),
    Promise(
        "kesehatan", "logistik", "dinkes@16.72", "Pemeriksaan kesehatan seluruh KPPS di puskesmas", (11, 10),
        obstacle="kesehatan",
        turns=(Turn(23, 10, "lapor", "Berjalan di lima puskesmas.", "in_progress", at="desk-2"),),
    ),
    Promise(
        "cuaca", "logistik", "bpbd@16.72", "Susun rencana cuaca buruk untuk pergeseran logistik", (11, 8),
        obstacle="cuaca",
    ),
    Promise(
        "hoaks", "logistik", "kominfo@16.72", "Buka kanal klarifikasi berita bohong", (10, 22),
        turns=(
            Turn(21, 10, "lapor", "Kanal dibuka, dua klarifikasi terbit.", "done"),
            Turn(24, 10, "verifikasi", ""),
        ),
    ),
    Promise(
        "pemula", "logistik", "disdukcapil@16.72", "Rekam KTP elektronik sisa pemilih pemula", (11, 12),
        turns=(Turn(22, 13, "lapor", "Perekaman keliling ke tujuh sekolah.", "in_progress"),),
    ),
    Promise(
        "linmas", "logistik", "satpol_pp@16.72", "Dua Linmas bertugas di setiap TPS", (10, 31), indicator="tps-linmas",
        turns=(Turn(28, 10, "lapor", "SK penugasan terbit untuk semua kelurahan.", "done", photo=True),),
    ),
    Promise(
        "babinsa", "logistik", "kodim@16.72", "Babinsa mendampingi distribusi ke TPS lereng Dempo", (11, 18),
        obstacle="akses",
    ),
    Promise(
        "periksa-asn", "logistik", "inspektorat@16.72", "Periksa laporan ASN tidak netral", (10, 21),
        turns=(Turn(23, 10, "henti", "Sudah ditangani Bawaslu; inspektorat menunggu rekomendasinya.", at="desk-2"),),
    ),
)  # fmt: skip

ROUND = (
    Promise(
        "papan", "kec-16.72.01", "kecamatan@16.72.01", "Umumkan lokasi TPS pada papan setiap kelurahan", (10, 16),
        region="16.72.01",
    ),
    Promise(
        "kpps-selibar", "kec-16.72.01", "ppk@16.72.01", "Lengkapi anggota KPPS Kelurahan Selibar", (10, 25),
        region="16.72.01.1014",
        turns=(
            Turn(23, 14, "lapor", "Semua KPPS lengkap tujuh orang.", "done"),
            Turn(28, 9, "verifikasi", "Berita acara pelantikan diperiksa."),
        ),
    ),
    Promise(
        "jadwal-kpps", "kec-16.72.01", "puskesmas@16.72.01", "Atur jadwal pemeriksaan kesehatan KPPS", (11, 5),
        region="16.72.01", obstacle="kesehatan",
        turns=(Turn(24, 9, "lapor", "Enam kelurahan terjadwal.", "in_progress"),),
    ),
    Promise(
        "pos-pantau", "kec-16.72.02", "polsek@16.72.02", "Dirikan pos pantau di simpang Nendagung", (10, 30),
        region="16.72.02.1004",
    ),
    Promise(
        "bimtek", "kec-16.72.02", "kecamatan@16.72.02", "Bimbingan teknis KPPS di dua kelurahan yang tersisa", (10, 24),
        region="16.72.02",
        turns=(
            Turn(20, 10, "lapor", "Kelurahan Sidorejo selesai.", "in_progress"),
            Turn(24, 16, "lapor", "Kedua kelurahan selesai.", "done", photo=True),
        ),
    ),
    Promise(
        "gudang-selatan", "kec-16.72.02", "ppk@16.72.02", "Pindahkan gudang PPK ke ruang yang tidak bocor", (11, 6),
        region="16.72.02", priority=1,
        turns=(Turn(25, 10, "lapor", "Ruang pengganti ditemukan, menunggu izin pakai.", "blocked",
                    why="Izin pakai ruang belum terbit", by="Sekretariat Daerah"),),
    ),
    Promise(
        "gudang", "kec-16.72.03", "kecamatan@16.72.03", "Tempat simpan logistik siap di semua kelurahan", (10, 25),
        region="16.72.03", indicator="desa-gudang", closes=("16.72.03", "desa-gudang", 100),
        turns=(Turn(21, 10, "lapor", "Semua lurah menyatakan siap.", "done"),),
    ),
    Promise(
        "genset", "kec-16.72.03", "kecamatan@16.72.03", "Siapkan genset untuk TPS 001 Agung Lawangan", (11, 8),
        region="16.72.03.1022", unit="16.72.03.1022/001", obstacle="listrik",
        turns=(Turn(28, 14, "lapor", "Genset dipinjam dari pasar, tinggal uji beban.", "in_progress", photo=True),),
    ),
    Promise(
        "pengawas", "kec-16.72.03", "panwaslu_kecamatan@16.72.03", "Serahkan hasil pengawasan gudang kelurahan",
        (10, 28), region="16.72.03",
    ),
    Promise(
        "roda-dua", "kec-16.72.04", "ppk@16.72.04", "Sewa kendaraan roda dua untuk tiga TPS di lereng", (11, 4),
        region="16.72.04", priority=1, obstacle="akses",
        turns=(Turn(25, 11, "lapor", "Pemilik kendaraan minta uang muka.", "blocked",
                    why="Anggaran sewa belum cair", by="KPU Kota Pagar Alam"),),
    ),
    Promise(
        "jalan", "kec-16.72.04", "kecamatan@16.72.04", "Perbaiki darurat jalan ke Kelurahan Kance Diwe", (11, 15),
        region="16.72.04.1020", obstacle="akses",
        turns=(
            Turn(21, 9, "lapor", "Di luar kemampuan kecamatan.", "blocked", why="Tidak ada alat berat",
                 by="Dinas pekerjaan umum"),
            Turn(22, 9, "alih", "Perlu dukungan perangkat daerah kota."),
        ),
    ),
    Promise(
        "kotak-selatan", "kec-16.72.04", "ppk@16.72.04", "Kotak suara lengkap di 90% TPS Dempo Selatan", (11, 5),
        region="16.72.04", indicator="tps-kotak-suara", closes=("16.72.04", "tps-kotak-suara", 90),
    ),
    Promise(
        "patroli", "kec-16.72.05", "polsek@16.72.05", "Patroli malam di dua titik yang dipantau", (10, 25),
        region="16.72.05",
    ),
    Promise(
        "tps-tengah", "kec-16.72.05", "kecamatan@16.72.05", "Pindahkan TPS dari bangunan sekolah yang direnovasi",
        (11, 12), region="16.72.05",
    ),
)  # fmt: skip

DESK_2 = (
    Promise(
        "silang", "desk-2", "bawaslu@16.72", "Panwascam memeriksa silang laporan kesiapan setiap kelurahan", (10, 30),
        priority=1,
        turns=(Turn(28, 9, "lapor", "Dua puluh dua kelurahan selesai.", "in_progress"),),
    ),
    Promise(
        "daftar-rawan", "desk-2", "bawaslu@16.72", "Serahkan daftar TPS menurut kerawanan kepada Polres", (11, 1),
        turns=(Turn(29, 10, "lapor", "Daftar dikirim dengan surat pengantar.", "done"),),
    ),
    Promise(
        "segel", "desk-2", "kpu@16.72", "Kirim segel dan formulir ke semua PPK", (11, 6), indicator="tps-segel",
        turns=(Turn(28, 15, "lapor", "Tiga dari lima PPK sudah menerima.", "in_progress"),),
    ),
    Promise(
        "bilik", "desk-2", "kpu@16.72", "Tambah bilik suara untuk TPS yang kurang dari empat", (10, 27),
        turns=(
            Turn(26, 9, "ubah", "Pabrik mengirim setelah 27 Oktober.", due=(10, 31)),
            Turn(28, 16, "lapor", "Barang dalam perjalanan.", "in_progress"),
        ),
    ),
    Promise("ambulans", "desk-2", "dinkes@16.72", "Tempatkan ambulans siaga di lima kecamatan pada hari-H", (11, 20)),
    Promise(
        "rambu", "desk-2", "dishub@16.72", "Pasang rambu pengalihan arus menuju gudang KPU", (11, 9), priority=3,
    ),
)  # fmt: skip

OUTSIDE = (
    Promise(
        "rumah", "", "kecamatan@16.72.01", "Periksa alamat pemilih yang pindah rumah", (10, 12), region="16.72.01",
        made=7, forum="16.72.01",
        turns=(Turn(14, 9, "lapor", "Empat kelurahan selesai.", "in_progress"),),
    ),
    Promise(
        "kursi", "", "ppk@16.72.02", "Pinjam kursi dan meja untuk TPS di ruang terbuka", (10, 15), region="16.72.02",
        made=9, forum="16.72.02",
    ),
    Promise(
        "pemberitahuan", "", "kpu@16.72", "Percepat pembagian C.Pemberitahuan", (11, 3), priority=1, made=28,
        indicator="tps-pemberitahuan",
    ),
    Promise(
        "internet-dempo", "", "kominfo@16.72", "Pasang internet sementara di kantor PPK Dempo Selatan", (11, 11),
        region="16.72.04", made=25, obstacle="internet",
    ),
    Promise(
        "tenda", "", "bpbd@16.72", "Sediakan tenda cadangan untuk TPS di ruang terbuka", (11, 14), made=24,
        obstacle="cuaca",
        turns=(Turn(29, 8, "lapor", "Dua belas tenda diinventarisasi.", "in_progress"),),
    ),
)  # fmt: skip

PROMISES = (*COFFEE_1, *LOGISTICS, *ROUND, *DESK_2, *OUTSIDE)

HINDRANCES = (
    Hindrance(
        "akses", "access", "Jalan menuju TPS di lereng Dempo sulit dilalui saat hujan", 15, "logistik", "16.72.04",
        stated_by="kpu@16.72", detail="Tiga TPS hanya dapat dicapai dengan roda dua.",
        strategy="TPS sulit dijangkau dilayani lebih dahulu, paling lambat H-2; roda dua dan pendampingan Babinsa.",
        owner="kpu@16.72", due=(11, 25),
    ),
    Hindrance(
        "internet", "internet", "TPS tanpa jaringan internet", 15, "logistik", stated_by="telkom@16.72",
        strategy="Uji sinyal tiap TPS; laporan dari titik bersinyal terdekat, penguat di kantor PPK.",
        owner="telkom@16.72", due=(11, 10),
    ),
    Hindrance(
        "listrik", "electricity", "Listrik kerap padam di Dempo Selatan", 15, "logistik", "16.72.04",
        stated_by="pln@16.72", detail="Pohon tumbang pada penyulang.",
        strategy="Pemangkasan pohon sebelum H-3; genset untuk TPS tanpa listrik cadangan.",
        owner="pln@16.72", due=(11, 15),
    ),
    Hindrance(
        "kesehatan", "health", "Kesehatan dan kebugaran KPPS dan pengawas", 15, "logistik", stated_by="kpu@16.72",
        strategy="Pemeriksaan sebelum bertugas di puskesmas; ambulans siaga di setiap kecamatan.",
        owner="dinkes@16.72", due=(11, 20),
    ),
    Hindrance(
        "cuaca", "weather", "Cuaca berubah-ubah menjelang hari pemungutan suara", 15, "logistik",
        stated_by="bpbd@16.72",
        strategy="Prakiraan harian dari BMKG ke PPK; jadwal antar cadangan dan tenda bagi TPS terbuka.",
        owner="bpbd@16.72", due=(10, 28),
    ),
    Hindrance(
        "honor", "budget", "Honor Linmas belum dianggarkan", 4, "coffee-1", stated_by="satpol_pp@16.72",
        strategy="Pergeseran anggaran perangkat daerah.", owner="kesbangpol@16.72", due=(10, 18),
        closed=(17, "Pergeseran anggaran disahkan; honor dibayarkan per kelurahan."),
    ),
    Hindrance(
        "segel-hilang", "logistics", "Segel disebut lengkap, padahal kotak suara belum ada", 23, from_report=True,
    ),
    Hindrance("staf", "staffing", "Operator laporan di Dempo Tengah berganti", 26, region="16.72.05"),
)  # fmt: skip
