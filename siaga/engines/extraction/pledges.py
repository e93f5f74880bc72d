"""The words by which a promise or an order is known, and those that only sound like one."""

from __future__ import annotations

import re

from siaga.engines.extraction.verbs import active, forms
from siaga.engines.extraction.words import NUMBER_WORDS

PROMISED = re.compile(
    r"\b(?:(?:oke|ok|setuju)(?=\s+(?:me\w+|\w+(?:kan|in))\b)|"
    r"(?:menyatakan\s+|mengaku\s+)?(?:sanggup|bersedia|berjanji|janji|komit|bertekad)(?:in)?(?:\s+(?:untuk|akan|"
    r"bakal|mau))?|"
    r"men[yj]anggupi|menyanggupi|nyanggup(?:i|in)|menjanjikan|janjiin|menawarkan|nawarin|menyetujui|"
    r"(?:bilang|mengatakan|menyatakan|mengaku|menjawab)\s+(?:bisa|mampu|dapat)(?=\s+(?:me\w+|\w+(?:kan|in))\b)|"
    r"(?:(?:tidak|tak)\s+keberatan|mengangguk(?:\s+setuju)?|mengamini)(?=\s*[:;])|"
    r"mengiyakan|berkomitmen(?:\s+(?:untuk|akan))?|"
    r"(?:menyatakan|menyampaikan|memastikan)\s+(?:siap|kesiapan(?:nya)?|kesanggupan(?:nya)?|kesediaan(?:nya)?|"
    r"komitmen(?:nya)?)(?:\s+untuk)?|"
    r"(?:kesanggupan|kesediaan)(?:nya)?(?:\s+untuk)?|member(?:i|ikan)\s+jaminan|menjamin(?=\s+(?:tidak|tak))|"
    r"memastikan(?=\s+(?:tidak|tak)\s+(?:akan\s+)?ada\s+(?:lagi\s+)?(?:pemadaman|pemeliharaan|pemutusan|penundaan))|"
    r"(?<!yang\s)(?:dijanjikan|disanggupi|ditawarkan|diiyakan)|"
    r"(?:itu|adalah|sudah|begitu|demikian)\s+(?:janji|komitmen)(?:nya|\s+(?:kami|saya|dari)|(?=\s+[A-Z]))|"
    r"(?:sebagaimana|sesuai)\s+(?:kesanggupan|janji))\b",
    re.IGNORECASE,
)
"""A promise in so many words."""
PLANNED = re.compile(
    r"\b(?:akan(?!\s+(?:tetapi|halnya|hal))(?:\s+segera)?|bakal(?:an)?|segera|hendak|rencananya|"
    r"bertanggung\s+jawab(?=\s+(?:untuk\s+)?me)|nanti|mau(?=\s+(?:bikin|"
    r"buat|kirim|antar|pasang|ganti|"
    r"cari\w*|kasih|tambah|turun\w*|bantu|(?:me|nge|ng|ny)[a-z]{3,}))|"
    r"(?:berencana|merencanakan|menjadwalkan|dijadwalkan|direncanakan|menargetkan|ditargetkan|sepakat|"
    r"bersepakat)(?:\s+untuk)?|"
    r"memastikan(?:\s+akan)?(?=\s+me)|siap(?=\s+(?:(?:me|be|di|nge?)\w+|\d|\w+kan\b|\w+in\b|buka|bantu|kirim|"
    r"pasang|pinjam\w*|antar|kawal|tambah|turun)))\b",
    re.IGNORECASE,
)
"""What will be done."""
MUST = re.compile(r"\b(?:harus|wajib|hrs|mesti)(?:\s+(?:sudah|segera))?\b", re.IGNORECASE)
ASKS = re.compile(
    r"\b(?:meminta|minta|memintakan|menugas(?:kan|i)|tugaskan|memerintah(?:kan)?|perintahkan|menginstruksikan|"
    r"instruksikan|"
    r"menyuruh|suruh|mewajibkan|mendorong|memohon|mohon)(?:nya)?\b",
    re.IGNORECASE,
)
ASKED = re.compile(
    r"\b(?:diminta(?:i)?|ditugas(?:kan|i)|diperintah(?:kan)?|diinstruksikan|disuruh|didorong|diwajibkan|dimohon|"
    r"diberi(?:kan)?\s+(?:tugas|tanggung\s+jawab|waktu|tenggat|batas\s+waktu|kesempatan)|mendapat\s+tugas|"
    r"bertugas(?=\s+(?:untuk\s+)?me)|ditunjuk|dijadikan|"
    r"dibebani|ditunggu|ditargetkan(?=\s+me))\b",
    re.IGNORECASE,
)
LIGHT = re.compile(
    r"^(?:\W*(?:mulai|agar|supaya|untuk|segera|bisa|dapat|tetap|terus|selalu|senantiasa|bersama(?:-sama)?|saling|"
    r"ikut|turut|lebih|kita|kami|saya|"
    r"juga|semua|akan|nanti|sudah|harus|mau|siap|kembali|lagi|langsung|ikut\s+serta|secara\s+\w+|sungguh-sungguh|"
    r"dengan\s+\w+)\b)+\s*",
    re.IGNORECASE,
)
_LOOSE = active(
    "jaga dukung sukses wujud cipta sinergi harap sikap junjung peran antisipasi waspada hadap komitmen layan bantu "
    "aman kompak laksana tugas kerja koordinasi komunikasi tingkat kuat optimal maksimal backup mem-backup tangan "
    "terima jalan kawal pantau awas ingat pegang tegak patuh taat hormat pelihara ajak imbau upaya usaha fasilitasi"
)
LOOSE = re.compile(
    rf"\b(?:{_LOOSE}|netral(?:itas)?|solid|lancar|kondusif|lahir\s+batin|full|penuh|24\s+jam)\b",
    re.IGNORECASE,
)
"""One's office or a good will: a promise only with a number, a limit or a thing to hold it against."""
GENERAL = re.compile(
    r"\b(?:pilkada|pemilu\w*|pemilih|pemungutan\s+suara|jujur|pemilihan(?!\s+ulang)|tahapan|pesta|demokrasi|"
    r"keamanan|pengamanan|ketertiban|kamtibmas|kondusi\w+|netral\w*|situasi|suasana|kelancaran|"
    r"kesuksesan|sinerg\w+|komunikasi|koordinasi(?!\s+dengan)|kinerja|tugas\w*|profesional\w*|maksimal|optimal|"
    r"sepenuhnya|penyelenggara\w*|partisipasi|"
    r"persatuan|kerukunan|damai|polri|tni|pemerintah|masyarakat|perkara|rujukan|semua\s+pihak|kapan\s+pun|"
    r"bersama|hukum|aturan|tegas)\b",
    re.IGNORECASE,
)
"""What an office is for at all times."""
_CONDUCT = (
    r"(?:menjaga|jaga|mendukung|dukung|menyukseskan|mensukseskan|sukseskan|mewujudkan|wujudkan|menciptakan|"
    r"ciptakan|bersinergi|menjunjung|bersikap|"
    r"berperan|menjadi|bertindak|mewaspadai|menghadapi|berkomitmen|berharap|bekerja(?:\s+sama|\s+keras|"
    r"\s+profesional|\s+maksimal)?|"
    r"bersatu|netral|solid|kompak|saling|meningkatkan\s+(?:kewaspadaan|koordinasi|sinergi\w*|komunikasi|"
    r"partisipasi|kinerja|kerja\s+sama)|"
    r"memperkuat\s+(?:koordinasi|sinergi\w*|komunikasi|kerja\s+sama)|menjamin\s+(?:netralitas|keamanan))"
)
CONDUCT = re.compile(rf"^{_CONDUCT}\b", re.IGNORECASE)
"""How one means to behave: never a task."""
EVENT = re.compile(
    r"^(?:di(?:gelar|laksanakan|langsungkan|selenggarakan|helat|adakan|mulai|ikuti|hadiri|gunakan|pakai|pilih|"
    r"lantik|kenai|kenakan|ancam|"
    r"pidana|proses|tentukan|pikirkan|bahas|bicarakan|rapatkan|kaji|pertimbangkan|upayakan|usahakan|"
    r"koordinasikan|lihat|warnai|isi|hitung|ketahui|pimpin|tunda|sampaikan\s+perkembangan)|"
    r"ber(?:langsung|akhir|jalan|tugas|dampak|tanding|kompetisi|partisipasi|laga|lomba|warna|potensi|ubah|laku|"
    r"kumpul|tambah)|"
    r"me(?:mbuka|nutup|mimpin|resmikan|nghadiri|ngikuti)\s+(?:\w+\s+){0,2}(?:rapat|rakor|acara|kegiatan|apel|"
    r"upacara|bimtek|debat|pleno|deklarasi|pertemuan)|"
    r"me(?:nggelar|laksanakan|ngadakan|nyelenggarakan)\s+(?:\w+\s+){0,2}(?:rapat|rakor|pertemuan|apel|upacara|"
    r"kegiatan)|"
    r"me(?:ngguyur|landa|ningkat|milih|nghadiri|mperebutkan|nggunakan\s+hak\w*|ncoblos|ngikuti|nyalurkan\s+hak\w*|"
    r"nerima\s+honor|mberi(?:kan)?\s+suara|libatkan|nimbulkan|ngancam|nghambat)|"
    r"ter(?:jadi|lambat|hambat|ganggu|putus|pilih|lihat|laksana|cipta|wujud)|"
    r"ada(?!\s+(?:penambahan|tambahan|bantuan|pengiriman|pengganti))|tiba|datang|hadir|memilih|lancar|aman|"
    r"sukses|kondusif|tidak|tak|bukan|hilang|gagal|jatuh|lahir\s+batin|penuh|24\s+jam|tempur|(?:tingkat\s+|"
    r"angka\s+)?partisipasi)\b",
    re.IGNORECASE,
)
"""What happens, and is not done by the one who speaks."""
_DAYS = (
    r"(?:pemilu|pilkada|tahun|bulan|pekan|minggu|hari|pagi|siang|sore|malam|senin|selasa|rabu|kamis|jumat|sabtu|"
    r"januari|"
    r"februari|maret|april|mei|juni|juli|agustus|september|oktober|november|desember)"
)
DONE = re.compile(
    r"\b(?:sudah|telah|udah|dah|tadi|barusan|dulu|pernah|sempat|semula|terlanjur|kemarin|sebelumnya|"
    rf"{_DAYS}\s+(?:yang\s+)?(?:lalu|silam)|(?:pemilu|pilkada|pilpres|"
    rf"pileg)\s+(?:serentak\s+)?(?:tahun\s+)?20[01]\d)\b"
    r"(?!\s+(?:harus|akan|siap|wajib|bisa|disepakati|sepakat|diputuskan|diminta|ditugaskan|diperintahkan|"
    r"diinstruksikan|"
    r"berjanji|menyanggupi|bersedia|menyatakan|dijadwalkan|direncanakan|dipastikan|di\s+(?-i:[A-Z])))|"
    r"\bselesai\s+(?:me|di)?\w*rekam",
    re.IGNORECASE,
)
IF = re.compile(
    r"\b(?:jika|jikalau|apabila|bila|bilamana|kalau(?!\s+(?:begitu|gitu|demikian))|seandainya|andai|andaikan|seumpama|begitu)\b",
    re.IGNORECASE,
)
NO = re.compile(
    r"\b(?:tidak|tak|belum|bukan|tanpa|jangan|nggak|enggak|gak|ndak|batal|urung|menolak|enggan)\b\W*(?:\w+\W+){0,2}$",
    re.IGNORECASE,
)
HOPE = re.compile(
    r"\b(?:berharap|(?:di)?harap(?:kan|an)?(?:nya)?|semoga|mudah-?mudahan|mudah2an|moga-?moga|sebaiknya|"
    r"seyogianya|seyogyanya|hendaknya|semestinya|"
    r"mestinya|seharusnya|sepatutnya|idealnya|andai|kalau\s+bisa|menyarankan|mengimbau|menghimbau|diimbau|"
    r"dihimbau|mengajak|mengingatkan)\b",
    re.IGNORECASE,
)
DOUBT = re.compile(
    r"\b(?:diduga|dikhawatirkan|khawatir|mengkhawatirkan|disinyalir|diperkirakan|diprediksi|diprakirakan|"
    r"dikabarkan|konon|terancam|berpotensi|"
    r"rencana\s+(?:pihak|sekelompok|sejumlah))\b",
    re.IGNORECASE,
)
"""What is feared."""
NATURE = re.compile(
    r"\b(?:hujan|banjir|gelombang|cuaca|angin|ombak|longsor|air|sungai|jalan|jembatan|atap|sinyal|"
    r"massa)\b[^,]{0,20}$",
    re.IGNORECASE,
)
"""What nature, a thing or a crowd does."""
RULE = re.compile(
    r"\b(?:berwenang|kewenangan|berkewajiban|mempunyai\s+tugas|tugas\s+(?:pokok|dan\s+fungsi|utama)|tupoksi|"
    r"fungsi\s+\w+\s+(?:ialah|adalah)|bertanggung\s+jawab(?!\s+(?:untuk\s+)?me)|"
    r"(?:undang-undang|uu|peraturan|pkpu|regulasi|ketentuan|aturan)\b[^.;]{0,40}\b(?:mewajibkan|mengharuskan|"
    r"mengatur|memerintahkan|menyebut\w*)|(?:sesuai|sebagaimana|menurut|berdasarkan|dalam|"
    r"amanat)\s+(?:\w+\s+){0,2}?(?:pasal|undang-undang|uu|pkpu|"
    r"perbawaslu|peraturan|ketentuan|diatur|aturan|regulasi)|"
    r"dilarang|diancam|dipidana|sanksi|merupakan\s+tugas|adalah\s+tugas|pasal\s+\d+)\b|"
    r"^\W*(?:\w[.)]\s+)?(?:tugas|fungsi|wewenang)\b(?![^.;:]{0,30}:)",
    re.IGNORECASE,
)
"""What a law or an office lays down for all."""
PUBLIC = re.compile(
    r"\b(?:masyarakat|warga|pemilih|rakyat|orang\s+tua|pendukung|simpatisan|relawan|asn|"
    r"aparatur\s+sipil\s+negara|pns|tim\s+(?:kampanye|sukses|pemenangan)|timses|"
    r"partai(?:\s+politik)?|parpol|pemuda|tokoh|netizen|media|wartawan|peserta|semua\s+pihak|seluruh\s+pihak|"
    r"segenap|semua\s+unsur|seluruh\s+unsur|seluruh\s+jajaran|semua(?=\W*$|\s+(?:di|me|ber)\w+|\s+(?:akan|harus|wajib|agar|supaya|untuk)\b)|kita\s+semua)\b",
    re.IGNORECASE,
)
"""Those of whom conduct is asked, and who answer to nobody at the table."""
RUNNING = re.compile(
    r"\b(?:paslon|pasangan\s+calon|calon|kandidat|petahana|timses|tim\s+sukses|cagub|cabup|cawali|cawalkot|caleg)\b",
    re.IGNORECASE,
)
"""What a candidate promises is campaigning."""
CONCRETE = re.compile(
    r"\b(?:kotak|bilik|surat\s+suara|logistik|gudang|truk|mobil|motor|kapal|perahu|helikopter|pesawat|speed\w*|"
    r"ambulans|kendaraan|"
    r"armada|genset|tenda|posko|jalan|jembatan|dermaga|"
    r"spanduk|baliho|apk|alat\s+peraga|akun|konten|laporan|daftar|edaran|surat|honor|dana|anggaran|wifi|internet|"
    r"jaringan|sinyal|tower|trafo|"
    r"(?:biaya|ongkos|konsumsi)(?:nya)?|gardu|lampu|listrik|obat|vaksin|patroli|regu|rute|jalur|ruas)\b",
    re.IGNORECASE,
)
"""Things that one can see brought, mended or guarded."""
SOON = re.compile(
    r"(?<!sepanjang )(?<!selama )(?<!sejak )\b(?:(?:minggu|pekan|bulan)\s+(?:depan|ini|berjalan)|secepatnya|"
    r"dalam\s+(?:waktu\s+dekat|minggu|pekan|beberapa\s+hari)|sesegera\s+mungkin|hari-hari\s+ini|akhir\s+pekan|"
    r"awal\s+(?:pekan|minggu|bulan))\b",
    re.IGNORECASE,
)
"""A time to come that is no day."""
RESULT = re.compile(
    r"\b(?:cair|tiba|hadir|datang|selesai|rampung|tuntas|beres|terpasang|terkirim|dikirim|diterima|masuk|"
    r"menyala|nyala|berfungsi|lengkap|kelar|turun|terbit|terisi|"
    r"tersedia|keluar|siaga|bersih|pulih|normal|beroperasi|aktif|tersambung|tersalur|terbayar|merapat|bersandar|"
    r"berangkat|dipasang|diantar|diganti|diperbaiki|dibuka|dibayar|dibayarkan|dicairkan)\b",
    re.IGNORECASE,
)
"""What will be so on a day, told by the one who answers for it."""
FORMULA = re.compile(
    r"^\W*(?:demikian(?:lah)?\s+(?:\w+\s+)?(?:akan|kami|laporan|disampaikan|untuk)|mohon\s+(?:koreksi|maaf|"
    r"arahan|izin|petunjuk))",
    re.IGNORECASE,
)
WORKS = (
    "siap siaga sedia tempat terjun serah pinjam tambah kerah kirim salur hibah turun taruh pasang bangun bantu geser "
    "dirikan buka antar sebar bagi layang surat perbaiki ganti timbun bersih periksa cair bayar angkut pindah alih "
    "tutup cetak rekam rakit susul jemput kawal jaga tertib kosong isi aktif hidup uji kumpul"
)
"""Roots of work that can be seen done, on things and with men."""
_GIVEN = forms(
    "siap siaga sedia tempat terjun serah pinjam tambah kerah kirim hibah sumbang sewa turun taruh pasang bangun bantu "
    "geser dirikan buka atur"
)
GIVES = re.compile(rf"\b(?:{_GIVEN}|stand\s?by)\b", re.IGNORECASE)
"""Help that is told in the present: ``BPBD menyiapkan 6 perahu``."""
SENDS = re.compile(
    rf"{active('kirim antar sebar bagi taruh turun pinjam tambah geser pasang kasih tempat terjun bawa')}\b",
    re.IGNORECASE,
)
LENDS = re.compile(rf"{active('pinjam bantu sedia sewa hibah sumbang tanggung')}\b", re.IGNORECASE)
STRENGTH = re.compile(
    r"\S+\s+(?:sebanyak\s+)?\d[\d.]*\s*(?:orang\s+|unsur\s+)?(?:personel|personil|pers|anggota|aparat|prajurit|"
    r"polisi|linmas)\b(?!\s+dan\s+\d)(?!\s+(?:yang\s+)?(?:diperbantukan|(?:untuk|buat|guna)\s+(?:memikul|memperkuat|membantu|mengangkut|"
    r"pengamanan\s+(?:PSU|pemungutan\s+suara\s+ulang)|mem-?backup)))",
    re.IGNORECASE,
)
"""Men counted are no help promised."""
MENDS = re.compile(
    r"di(?:ganti|penuhi|tutup|lengkapi|perbaiki|tambah|cari|pindah|tindaklanjuti|selesaikan|tuntaskan|atasi|"
    r"bersihkan|turunkan|tertibkan|kejar|susul|"
    r"datangkan|pinjam|benahi|cetak\s+ulang|tambal|timbun|sambung|perkuat)",
    re.IGNORECASE,
)
"""What mends a trouble that was told."""
STAGED = re.compile(
    r"\bdi(?:gelar|laksanakan|lantik|sumpah|kukuhkan|mulai|langsungkan|selenggarakan|adakan|ikuti|hadiri|tetapkan|umumkan)\b",
    re.IGNORECASE,
)
QUANTITY = re.compile(
    rf"(?<![\w.,/-])(?!(?:19|20)\d\d\b|24\s+jam|100\s*(?:%|persen))(?:\d[\d.,]*|(?!se)(?:{NUMBER_WORDS})|"
    rf"se(?:buah|orang|unit|ekor|regu|peleton|kompi|jumlah))\s*(?:%\s*)?"
    r"(?!hari\b|jam\b|menit\b|lebih\b|sama\b|lain\b|tahun\b|minggu\b|persen\b|pihak\b|kali\b)[A-Za-z]",
    re.IGNORECASE,
)
