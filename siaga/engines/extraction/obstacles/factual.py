"""Whether a trouble that words name is told as being there, or feared: not denied, wished away, provided for, solved,
of an earlier vote, or only a rule of law.
"""

from __future__ import annotations

import re

from siaga.engines.extraction.obstacles.words.vocabulary import said

_COMPLAINTS = (
    "laporan|pelanggaran|temuan|kendala|gangguan|pengaduan|aduan|indikasi|dugaan|potensi|kasus|gesekan|konflik|masalah|"
    "hambatan|keluhan|kecurangan"
)
DENIED = said(rf"""
    tanpa(?! (?:nama|izin|identitas|pengawalan|sepengetahuan|teralis|penjaga|pengganti|cadangan|jaringan|listrik|
    internet|sinyal|aliran|akses|jembatan|penerangan))
    (?:tidak|tak) ada(?! yang (?:cocok|pas|mau|bisa|sanggup|berani|berminat|mendaftar|melamar|tahu|berfungsi|menyala|
    menjaga|lulus|datang|bersedia|mengerti|paham|menanggung))
    (?:tidak|tak|belum) (?:ditemukan|menemukan|terdapat|terjadi|mengalami|menemui|mendapati|terbukti|
    pernah)(?! (?:solusi|jalan keluar|titik temu))
    tidak (?:mau|ingin|boleh|lagi)
    (?:tidak|tak|belum) (?:(?:mencatat|menerima|menemukan|mendapat\w*|menangani|ada|terdapat|mendengar|
    melihat) )?(?:satu|sebuah|seorang|sekali)(?:\s*pun)?(?! (?:pelamar|pendaftar|peminat|petugas|sinyal|kapal|
    kendaraan|operator|jaringan))
    belum ada(?= (?:\w+ )?(?:{_COMPLAINTS})) | belum (?:mendapat\w*|menerima)(?= (?:\w+ ){{0,3}}(?:{_COMPLAINTS}))
    nihil | nol | bebas | aman dari | terhindar | (?<!dalam\s)(?<!masuk\s)(?<!pada\s)peta (?:rawan|kerawanan)
    mencegah | pencegahan | dicegah | cegah
    menghindari | mengantisipasi | antisipasi | diantisipasi | mendeteksi(?! (?:rencana|adanya|\d)) | deteksi dini
    meminimal* | menolak | tolak | anti | melarang | larangan | dilarang | pemetaan | memetakan(?! (?:\w+ )?\d)
    agar(?! (?:segera )?(?:menghentikan|menyetop|berhenti)) | supaya | jangan | berharap | diharapkan | harapannya
    (?-i:harapan) | semoga | mudah-mudahan | apakah | seperti apa | potensi permasalahan | menepis | membantah
    dibantah | membahas(?!.*(?:\b(?:masih|belum|hanya|cuma|sulit)\b|\d)) | memastikan tidak
    menghadapi(?! (?:kendala|kekurangan|kesulitan|masalah|hambatan|keterbatasan|tantangan)) | kesiapsiagaan
    penangan* | memitigasi | mitigasi | sebagai contoh | simulasi (?:menampilkan|memperagakan|menggambarkan) | adegan
    skenario | diperagakan | misalkan | seumpama | mewaspadai | waspada* | menangkal | pengawasan | mengawasi | awasi
    memerangi | melawan | lawan | perangi | menjaga | jaga(?! malam) | mengimbau | menghimbau | menjunjung | komitmen
    berkomitmen | ikrar | deklarasi (?:damai|kampanye|pemilu) | pakta integritas
    wajib(?! (?:KTP|pilih|rekam|berjalan|menyeberang\w*|memutar|menumpang|menempuh|naik)) | menekan | mengurangi
    harus(?! (?:dicapai|ditempuh|dijangkau|ditarik|diseret|menginap|tunggu|menyusuri|mendaki|melewati|menitipkan|
    dipanggul|digotong|bergantian|
    berbagi|merogoh|menalangi|pulang|mengungsi|mendayung|memanjat|menyewa|meminjam|berhenti|berjalan|menyeberang\w*|
    memutar|menumpang|menempuh|naik|turun|mencari|antre|menunggu|didorong|
    dilangsir|dipikul))
    mengatasi | mengupayakan | memperbaiki | membersihkan | terkait (?:netralitas|laporan) | penindakan | sanksi
    menindak | Jumat Berkah | bakti sosial | baksos | kurang mampu | duafa | dhuafa
    (?<!belum\s)(?<!tidak\s)(?:menyiagakan|menyediakan|menyiapkan|mengerahkan|mengganti|memusnahkan|menukar|
    melengkapi)
    posko(?! pemenangan)
    (?:melalui|dengan|menggelar|melakukan|mengadakan|memberikan|melaksanakan|lewat) (?:\w+ )?(?:sosialisasi|simulasi|
    pelatihan|bimbingan|bimtek)
""")
CONDUCT = frozenset({"money_politics", "neutrality", "hoax", "sara", "fraud", "security"})
"""Of what people do they are reminded so that they refrain; of rain and roads because it is so."""
_REMINDS = said(r"""
    mengingatkan(?! (?:\w+ ){0,2}?(?:potensi|ancaman|maraknya|kerawanan|adanya))(?![^.;]{0,120}\b(?:yang (?:masih|
    sudah|
    kedapatan)|(?:bisa|dapat) terulang|menghentikan|menyetop))
""")
_WARNS = said("waspada* | mewaspadai | (?:meng|di)?antisipasi")
_SOMEWHERE = said(r"""
    mengingat # | dikhawatirkan | antara (?:desa|kampung|dusun|kelurahan|warga)
    (?:potensi|ancaman|kerawanan|kemungkinan|adanya|pergerakan)\b.*\bdi (?:(?:sekitar|perbatasan|sepanjang) )?(?:\d+|
    kecamatan|kec|kelurahan|desa|dusun|distrik|kampung|TPS|jalur|ruas|kawasan|kota|kabupaten|perbatasan|
    wilayah [A-Z]\w+)
""")
"""A danger that has its place is one of this desk; warnings without one are said everywhere."""
_NIL = re.compile(
    r"(?:\s+[\w/]+){0,4}\s*[:=]?\s*\b(?:masih\s+)?(?:nihil|kosong|tidak\s+ada)\W*$|(?:\s+[\w/]+){0,4}\s*[:=]\s*0\b",
    re.IGNORECASE,
)
"""``Unjuk rasa: nihil``: a form names what there was none of."""
_NOT = re.compile(r"\b(?:tidak|tak|bukan)\s+$", re.IGNORECASE)
"""Right before its trouble: ``jalan ke TPS tidak rusak``."""
CONDITION = said("jika | apabila | bila | seandainya | bilamana | kalau")
HARM = said(r"""
    (?:bisa|dapat|akan|dikhawatirkan|khawatir\w*|terancam|berpotensi|bakal) (?:\w+ ){0,3}?(?:roboh|rusak|basah|molor|
    lumpuh|gagal|batal|putus|sulit|kesulitan|tenggelam|kebanjiran)
    (?:bisa|dapat|akan|dikhawatirkan|khawatir\w*|terancam|berpotensi|bakal) (?:\w+ ){0,3}?ter(?!dekat|sebut|tentu|
    hadap|lebih|baik|akhir|buka|masuk|kait)[a-z]{4,}
    (?:tidak|tak) (?:bisa|dapat) (?:lewat|menyeberang|berangkat|berlayar|melaut|terbang|mendarat|sandar|
    (?:di)?(?:lewati|lalui|jangkau|akses|tempuh))
""")
"""What an ``if`` would do: a fear then, and no precaution."""
_APPEAL = said(r"""
    (?:(?:me|di)?minta(?:kan)?|(?:meng|di)?imbau|(?:meng|di)?ajak|berpesan|pesan(?:nya)?|(?:meng|di)?instruksikan|
    (?:me)?larang|(?:meng|di)?ingatkan)\b[^,.;]{0,60}?\b(?:tidak|jangan|agar(?! (?:segera )?(?:menghentikan|menyetop|
    berhenti))|supaya|tak)
""")
NOTHING = said(r"""
    (?:ancaman|potensi|risiko|kemungkinan|peluang)(?: \w+){0,3} (?:kecil|rendah|minim|tipis|nol|nihil)
    (?:tidak|tak|belum|tanpa|nihil|bukan) (?:(?:akan|ada(?:nya)?|terdapat|ditemukan|menemukan|terjadi|mengalami|
    menemui|mendapati|menerima|lagi) )*(?:gangguan|kendala|masalah|permasalahan|hambatan|pemadaman|laporan|keluhan|
    kekurangan|kerusakan|keterlambatan|pelanggaran|konflik|gesekan|kecurangan|persoalan)
""")
_SOLVED = (
    r"(?:di|ter)(?:atasi|selesaikan|perbaiki|betulkan|benahi|bersihkan|coret|hapus|keluarkan|tutupi|jawab|sambung(?:kan)?|"
    r"ganti(?:kan)?|penuhi|lengkapi|bayar(?:kan)?|lunasi|cairkan|salurkan|kirim(?:kan)?|pindah(?:kan)?|relokasi|"
    r"pasangi?|cabut|turunkan|copot|tertibkan|musnahkan|evakuasi|pulihkan|damaikan|redam|bubarkan|kembalikan|tambal|"
    r"padamkan|isi|lantik|bantah|tepis|antisipasi|mutakhirkan|sempurnakan|cukupi|aliri|batalkan|tunda|antar(?:kan)?|susulkan|jemput|limpahkan|vonis|adili)"
)
_NOT_YET = r"(?:belum|tidak|tak|masih|baru|akan)\b"
SOLVED = said(rf"""
    (?:sudah|telah|berhasil|kini|sekarang|langsung|akhirnya|kali ini|usai|tuntas|baru saja|
    per \d+ \w+) (?:(?!{_NOT_YET})\w+ ){{0,3}}?{_SOLVED}
    (?:sudah|telah|berhasil|kini|sekarang|langsung|akhirnya|kali ini) (?:(?!{_NOT_YET})\w+ ){{0,3}}?(?:selesai|ganti|
    terpenuhi|
    lengkap|pulih|normal|lancar|aman|tersambung|menyala|on|rampung|tuntas|cair|mencukupi|cukup|surut|kondusif|clear|
    klir|beres|sembuh|sehat|berdamai|damai|reda|mereda|lewat|ditolak|islah|akur|
    rukun|mulus|bagus|pulang|bersih|terang|inkrah)
    (?:sudah|telah|kini|sekarang) (?:(?!{_NOT_YET})\w+ ){{0,3}}?(?:hidup (?:lagi|kembali)|masuk (?:kerja|rekening|
    kantor)|
    bertugas (?:lagi|kembali)|(?:dapat|bisa) (?:di\w+|lewat|melintas|dipakai)|kembali (?:normal|lancar|bertugas|utuh))
    (?:sudah|telah|berhasil|langsung) (?:(?!{_NOT_YET})\w+ ){{0,2}}?(?:di|ter)tangani
    (?:acara|kegiatan|rapat|proses)(?: \w+)? (?:berlanjut|tetap berjalan)
    (?:tidak|tak) (?:sampai )?(?:mengganggu|menghambat|memengaruhi|mempengaruhi|berdampak)
    (?:kendala|masalah|gangguan|kasus|persoalan)\b[^,;]{{0,40}}\b(?:clear|klir|beres|tuntas|selesai|teratasi)
    (?:tuntas|beres|selesai|teratasi|berakhir|reda) (?:setelah|sesudah|berkat|usai|sejak|semua)
    (?<!belum\s)(?<!akan\s)(?<!tidak\s)(?<!agar\s)(?:lancar|normal|pulih|menyala|tersambung|hidup|tenang|kondusif|
    beroperasi) (?:lagi|kembali)
    (?:laporan|kasus|perkara|penanganan)\b.{{0,90}}\b(?:telah|sudah) dihentikan
    (?:kembali|sudah|telah) (?:normal|pulih|lancar|utuh|lengkap) | dimusnahkan | terbagi habis
    (?:tidak|tak) (?:beredar|terjadi|padam|rusak|longsor|banjir|tergenang|terendam|macet|bocor|mati) lagi
    (?:kekurangan|selisih|lubang|atap)\w*\b.{{0,50}}\b(?:sudah|telah) (?:di|ter)tutup
    (?:jalan|lapangan|lokasi|halaman|tanah|TPS|gudang|sawah)\b.{{0,30}}\b(?:sudah|kini|telah|sekarang) kering
    {_SOLVED} (?:(?:hari|malam|pagi|sore|siang|saat|detik|minggu) itu juga|seketika|seluruhnya|semuanya)
    (?:tidak|tak|bukan) lagi (?:menjadi |jadi )?(?:persoalan|masalah|kendala|soal|halangan)
    (?:sudah|telah|kini) (?:\w+ )?dibuka (?:penuh|kembali|lagi|untuk)
    (?:pembuat|pelaku|penyebar)nya (?:(?:sudah|telah) )?(?:minta maaf|meminta maaf|ditangkap|diamankan)
    (?:tidak|tak) terbukti | (?:tidak|tak) (?:jadi )?terjadi(?=\W*$) | dianggap (?:selesai|tuntas|beres)
    (?:ditutup|dipenuhi|ditambal|dicukupi|diambilkan) (?:dari|dengan) (?:\w+ )?(?:stok|cadangan|sisa|pinjaman|bantuan)
    pelaku\w*\b.{{0,40}}\b(?:sudah|telah|berhasil) (?:\w+ )?(?:ditangkap|diringkus|dibekuk|diamankan|dihukum|diadili)
    (?:sudah|telah) (?:diputus|divonis)(?= (?:dan|pengadilan|bersalah|DKPP|MK|hakim|bebas)\b)
    (?<!belum\s)(?<!tidak\s)berhasil me(?!larikan)\w+
    (?:pemadaman|unjuk rasa|aksi)\b[^.;]{{0,40}}\b(?:ditunda|dibatalkan|batal)
""")
FALSE_ALARM = re.compile(
    r"\b(?:dikira|disangka|diduga\s+semula|kabar|isu|kekhawatiran|pemberitaan|berita|informasi|rumor|desas-desus|tuduhan|cerita|laporan)\b"
    r"[^;]{10,160}?\b(?:ternyata|(?:tidak|tak|bukan|ga|gak|nggak)\s+benar|(?:tersebut|itu|ini)\s+(?:tidak|tak)\s+terbukti|(?:cuma|hanya)\s+salah\s+paham|"
    r"(?:sebatas|baru|hanya|cuma|sekadar)\s+(?:kabar|isu|rumor|desas-desus|dugaan|prediksi|perkiraan)|belum\s+(?:terbukti|terkonfirmasi|"
    r"terverifikasi))\b|"
    r"\b(?:disiagakan|disiapkan|menyiapkan|menyiagakan|cadangan)\b.{0,90}\b(?:jika|apabila|bila|seandainya|kalau-kalau|"
    r"sekiranya|andai)\b|"
    r"\bternyata\s+(?:tidak|tak)\s+(?:terjadi|ada|benar|terbukti)\b|"
    r"\b(?:dikabarkan|diisukan|digosipkan|disebut-sebut|kabarnya|katanya|konon|kata\s+orang|banyak\s+(?:orang\s+)?"
    r"(?:di)?sangka|disangka|dikira|dicurigai)\b[^;]{5,100}?\b(?:nyatanya|ternyata|rupanya|kenyataannya|faktanya)\s+"
    r"(?:(?:masih|tetap|sudah|semua|cuma|hanya)\s+)?(?:tidak|tak|bukan|utuh|kuat|bisa|dapat|aman|lancar|normal|bagus|"
    r"lengkap|cukup|salah|\w+\s+(?:masih|tetap)\s+(?!belum|rusak|padam|putus))|"
    r"(?<!kabar )(?<!berita )(?<!informasi )(?<!isu )(?<!narasi )(?<!hal )(?<!yang )"
    r"\b(?:tidak|tak)\s+benar\s+(?:ada|bahwa|kalau|jika|apabila|\w+\s+\w+)|"
    r"\b(?:dikira|disangka)\b[^;]{0,80}\b(?:cukup|lengkap|utuh|aman|ada|masih\s+ada)\b|"
    r"^\W*(?:mengenai|soal|terkait|perihal|adapun|tentang)\b[^;]{0,80}?"
    r"\b(?:tidak|tak|belum)\s+(?:pernah\s+)?(?:terjadi|ada|ditemukan|terbukti)\b",
    re.IGNORECASE,
)
"""Told only to say that it is not so."""
_STILL_SPREADS = said(
    "(?:masih|tetap|terus|telanjur|terlanjur) (?:\\w+ )?(?:beredar|menyebar|tersebar|dipercaya|viral)"
)
_AT_HAND = re.compile(
    r"^\W*(?:untuk|bagi|guna)\b.*\b(?:sudah|telah|akan)\s+(?:ada|disiapkan|disediakan|tersedia|dipasang|dipinjamkan|"
    r"disiagakan|dikirim|diberi)\b",
    re.IGNORECASE,
)
"""``Untuk desa tanpa sinyal sudah ada radio``: what is provided for."""
_PLAYED = re.compile(
    r"\W*(?:dalam\s+)?(?:simulasi|skenario|adegan|peragaan|latihan|gladi)\b.{0,50}?\b(?:(?:mem|di)peragakan|"
    r"(?:meng|di)gambarkan|(?:men|di)ampilkan|mengisahkan|(?:di)?mulai|diawali|(?:men|di)ceritakan)\b",
    re.IGNORECASE,
)
"""What is only played."""
_SINCE = re.compile(
    r"\W*(?:dan\s+|tetapi\s+|tapi\s+|namun\s+)?(?:kini|sekarang|kali\s+ini|saat\s+ini|sudah|telah|"
    r"(?:\w+nya|\w+\s+(?:mereka|itu|tersebut))\s+(?:semua\s+)?(?:sudah|telah|kini)|"
    r"semua(?:nya)?\s+(?:sudah|telah))\b",
    re.IGNORECASE,
)
"""How a clause opens that may tell how the trouble of the clause before ended."""
_FOR_SUCH = re.compile(
    r"\b(?:untuk|guna|dalam\s+rangka|buat|bagi)\s+(?:\w+\s+)?(?:menolong|menangani|melayani|membantu|mengobati|memeriksa|"
    r"merawat|mengevakuasi|menanggulangi|menghadapi|menyelesaikan|mengganti|menindak|"
    r"memantau|menutup|menambal|mencukupi|jika|apabila)\b|"
    r"\b(?:untuk|bagi|buat)\s+(?:petugas|pemilih|warga|KPPS|anggota|orang|korban|pasien|mereka)\s+(?:\w+\s+)?yang\s+"
    r"(?:\w+\s+)?$|"
    r"\b(?:mendirikan|didirikan|membangun|menyiagakan|disiagakan)\b.{0,60}\b(?:titik|lokasi|daerah|kawasan|wilayah)\s+(?:\w+\s+)?$|"
    r"\b(?:tata\s+cara|cara|prosedur|mekanisme|alur|SOP|kriteria|definisi|tugas(?:nya)?|bertugas|berwenang|kewenangan|"
    r"(?<!hasil )(?<!dari )(?:pemeriksaan|pengecekan|pengukuran|tes|skrining|layanan)"
    r"(?!\s+(?:menunjukkan|menemukan|mendapati|mengungkap\w*|mencatat)))\s+(?:\w+\s+){0,4}$",
    re.IGNORECASE,
)
"""What is at hand, or how it is dealt with, in such a case."""
_WHOEVER = re.compile(r"\byang\s+(?:\w+\s+){0,3}$", re.IGNORECASE)
_IS_TOLD = re.compile(
    r"(?:\W+[\w/.()-]+){0,7}?\W+(?:dapat|bisa|boleh|wajib|harus|diminta|diimbau|dipersilakan|agar|akan|segera|langsung)\s+"
    r"(?:segera\s+)?(?:me\w+|di(?!lalui|tempuh|jangkau|lewati|akses)\w+|datang|lapor|hubungi)|\W+(?:dilayani|difasilitasi|dibantu|didata|dijadwalkan)\b",
    re.IGNORECASE,
)
"""``Warga yang belum menerima undangan dapat menanyakannya``: whoever it may be is told what to do."""
_BY_LAW = said(r"""
    pasal \d+ | mengatur | undang-undang | UU (?:No|\d+) | PKPU | Perbawaslu
    diancam (?:pidana|hukuman|denda|penjara) | (?:mengancam|ancaman) (?:pidana|hukuman|denda|penjara)
    setiap orang yang | barang\s*siapa | siapa pun yang
    (?:adalah|merupakan|sebagai) (?:racun|musuh|kejahatan|pidana|pelanggaran|perbuatan)
""")
_NAMES_LAW = said("PKPU | Perbawaslu | undang-undang | peraturan")
FOR_A_WHILE = said("sempat")
"""Trouble that was there for a time, and of which the sentence goes on to say that it is over."""
_VOTE = "(?:pemilu|pilkada|pemilihan|pileg|pilpres|pemungutan suara|pilwali|pilgub|pilbup)"
OF_ANOTHER_TIME = said(rf"""
    pada (?:pemutakhiran|coklit|pendaftaran|verifikasi|kampanye|tahapan?)(?: \w+)? (?:lalu|sebelumnya|silam)
    {_VOTE} (?:\w+ ){{0,2}}?(?:sebelumnya|lalu|terdahulu|silam|kemarin|20[01]\d|2020)
    (?:tahun|cerita|pengalaman|peristiwa|kejadian) (?:lalu|silam|kemarin|sebelumnya|20[01]\d) | dahulu | tempo hari
    seperti (?:pada )?{_VOTE} | (?:tidak|tak|jangan) (?:boleh |akan |ingin )?(?:sampai )?(?:terulang|berulang)
    ketika itu | waktu (?:19|20)\d\d | (?:jadi|menjadi) pelajaran
    (?<!lebih\s)dulu(?:nya)? | pernah\b[^.;]{{0,60}}\b(?:19|20)\d\d
""")
"""A trouble of an earlier vote is a lesson."""
NOWADAYS = said("""
    sekarang | kini | (?:beredar|diedarkan|muncul|terjadi) lagi | kembali | masih | hingga kini | tahun ini
""")


_SPREADS = said("yang (?:(?:terus|masih|mulai|sedang|kini) )?(?:beredar|menyebar|viral|dimainkan|dihembuskan|digoreng)")


_NEVER = re.compile(
    r"\W*(?:(?:se\w+|sejauh\s+ini)\s+)?(?:belum|tidak|tak)\s+(?:pernah|sampai|sekali\s*pun)\b", re.IGNORECASE
)
"""``Musim hujan memang tiba, tetapi belum pernah menunda pencoblosan``: what never did harm."""


def told_away(sentence: str) -> bool:
    """Whether a whole sentence tells only that something is not so, or is provided for."""
    if _AT_HAND.search(sentence) or _PLAYED.match(sentence):
        return True
    return bool(FALSE_ALARM.search(sentence)) and not _STILL_SPREADS.search(sentence)


def ended_in(clauses: list[str]) -> bool:
    """Whether the clauses that follow tell how a trouble ended: ``yang terlambat, kini sudah cair``."""
    if _NEVER.match(clauses[0]):
        return True
    near = clauses[:2] if len(clauses[0].split()) <= 5 else clauses[:1]
    return any(_SINCE.match(one) and SOLVED.search(one) for one in near)


def denied(text: str, kind: str, subject: re.Match[str], trouble: re.Match[str], harm: bool) -> bool:
    """Whether a clause names a trouble without saying that it is there.

    harm: its sentence says what an ``if`` would do.
    """
    if _EASILY.search(text):
        return True
    if _reported(text, kind):
        return False
    first, last = min(trouble.start(), subject.start()), max(trouble.end(), subject.end())
    floor = max(0, first - 60)
    if _NIL.match(text, last) or _NOT.search(text[: trouble.start()]):
        return True
    if any(none.start() <= last and none.end() > first for none in NOTHING.finditer(text, floor)):
        return True
    if (_conditional(text, kind, floor, first if subject is trouble else last) and not harm) or _APPEAL.search(
        text, max(0, first - 90), last
    ):
        return True
    if _provided(text, floor, max(trouble.start(), subject.start()), first, last) or _is_law(text, kind):
        return True
    if kind in CONDUCT and _REMINDS.search(text, floor, last):
        return True
    return any(
        not trouble.start() <= denial.start() < trouble.end() and not warns_of_a_place(denial[0], text)
        for denial in DENIED.finditer(text, floor, last)
    )


def _conditional(text: str, kind: str, floor: int, last: int) -> bool:
    """Whether an ``if`` stands before a trouble; ``kalau hujan sungai meluap`` is what rain does every time."""
    found = CONDITION.search(text, floor, last)
    return found is not None and (kind == "weather" or not _WHENEVER.match(text, found.start()))


_WHENEVER = re.compile(
    r"kalau\s+(?:(?:sudah|habis|turun|air|musim|lagi|sedang)\s+)?(?:hujan|pasang|malam|sore|angin|surut|kemarau)\b",
    re.IGNORECASE,
)


_EASILY = re.compile(
    r"\b(?:tidak|tak|jangan)\s+(?:mudah|gampang|langsung|lekas|cepat)\s+(?:percaya|termakan|terpancing|terprovokasi|terhasut)\b"
    r"(?!.*\bberedar\s+(?:luas|sejak|di\s+(?:grup|beberapa|sejumlah)))",
    re.IGNORECASE,
)
"""What people are asked for, whatever may be said; unless it is said where."""


def warns_of_a_place(denial: str, text: str) -> bool:
    """Whether a warning says where the danger is."""
    return bool(_WARNS.fullmatch(denial) and _SOMEWHERE.search(text))


def _provided(text: str, floor: int, later: int, first: int, last: int) -> bool:
    if _FOR_SUCH.search(text[floor:later]) or _FOR_SUCH.search(text[floor:first]):
        return True
    return bool(_WHOEVER.search(text[:later]) and _IS_TOLD.match(text, last))


def _is_law(text: str, kind: str) -> bool:
    return bool(_BY_LAW.search(text)) and (kind in CONDUCT or bool(_NAMES_LAW.search(text)))


def _reported(text: str, kind: str) -> bool:
    """``tidak mudah percaya hoaks yang beredar``: warned of, and there."""
    return kind in {"hoax", "sara"} and bool(_SPREADS.search(text))
