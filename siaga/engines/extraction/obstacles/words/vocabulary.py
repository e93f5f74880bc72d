"""Lists of words as patterns, and the words of trouble that are the same whatever is in trouble.

A list holds phrases, with `` | `` or line breaks between them: a space is any white space, ``*`` the rest of a word,
`` ... `` up to three words between, ``#`` a number, ``NO`` any word that says no. The rest is regular expression.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_NO = r"(?:belum|tidak|tak|nggak|ngga|gak)"
NUMBER = (
    r"(?:\d[\d.,]*|se(?:buah|unit|orang|belas|puluh|kali)|satu|dua|tiga|empat|lima|enam|tujuh|delapan|sembilan|"
    r"separuh(?:nya)?|setengah(?:nya)?|sebagian|seperempat|sepertiga)"
)


def listed(words: str) -> str:
    """The phrases of a list as one pattern, without its brackets."""
    return "|".join(_pattern(phrase) for phrase in _phrases(words))


def _phrases(words: str) -> Iterator[str]:
    """What stands between `` | `` or line breaks; a bracket goes on in the next line until it is closed."""
    phrase = ""
    for piece in re.split(r"\s\|\s|\n", words):
        phrase += " ".join(piece.split())
        if phrase and phrase.count("(") == phrase.count(")"):
            yield phrase
            phrase = ""


def said(words: str) -> re.Pattern[str]:
    """Any phrase of a list, as whole words, in any case of letters."""
    return re.compile(rf"\b(?:{listed(words)})\b", re.IGNORECASE)


def _pattern(phrase: str) -> str:
    phrase = phrase.replace(" ... ", r"(?:\W+[\w/.-]+){0,3}?\W+")
    phrase = re.sub(r"(?<!\\w)(?<=[a-z])\*", r"\\w*", phrase).replace(" ?", r"\s?").replace(" ", r"\s+")
    return re.sub(r"\bNO\b", lambda _found: _NO, phrase).replace("#", NUMBER)


LACK = r"""
    kurang(?! (?:lebih|dari|rawan|sehat)) | kurangnya | rendahnya | lemahnya | terbatasnya | kekurangan | minim*
    terbatas | keterbatasan | pas-pasan | defisit
    NO(?: \w+)? (?:cukup|mencukupi|memadai|sebanding|seimbang|imbang|lengkap|terpenuhi|tercukupi|memenuhi|tersedia|
    merata|mencapai|tertutupi|sepadan)
    menipis | habis(?! (?:dibagi|terbagi|ke |ditertibkan)) | tekor | nombok | tidak sampai # | jauh di bawah
    kehabisan | langka | kelangkaan | kosong | sangat sedikit | jauh dari (?:cukup|ideal|kebutuhan) | krisis
    kekosongan | berkurang | NO sampai # | over ?kapasitas | melebihi (?:kapasitas|daya tampung)
    daya tampung(?:nya)? (?:\w+ )?(?:terbatas|kurang|kecil|sempit) | bergantung pada | mengandalkan | semata-mata
    tanpa (?:cadangan|teralis|pengganti|penjaga)
    (?:cuma|hanya|sekadar)(?: (?:sampai|menyala|nyala|dikirim|mendapat|dapat|ada|tersedia|memiliki|punya|mampu|cukup|
    sanggup|tersisa|terisi|diberi|datang|mengirim|muat|bermuatan|diikuti|dihadiri|terpasang|dipasok|cair|kuat|
    untuk))?(?: untuk)? (?=#\b)
    (?:baru|tinggal|tersedia baru|ada baru)(?: (?:ada|tersedia|datang|tiba|terisi|terpenuhi|diterima|terkirim|
    disetujui|terealisasi|dikirim|masuk|terpasang|terkumpul|menjangkau|sampai|dapat|terdata|sekitar|terealisir|
    tertutupi|dipenuhi|cair|dilipat|disortir|direkam|dilantik|didistribusikan))(?: untuk| sekitar| di)? (?=#)
    baru (?=(?:\d+|separuh\w*|setengah\w*|sebagian) (?:\w+ )?(?:dari|yang)\b) | baru separuh\w* | tinggal (?=#)
    baru terima (?=#) | butuh(?:nya)? (?=#) | masih jauh | jauh dari
    NO (?:punya|memiliki|mempunyai|kebagian|mendapat\w*|memperoleh|dapat jatah)
"""
NOT_YET = r"""
    belum (?:\w+ ){0,2}?(?:di|ter)[a-z]{4,}
    belum (?:\w+ )?(?:tiba|datang|sampai|cair|turun|siap|jelas|rampung|tuntas|selesai|kembali|masuk|keluar|pasti|
    beres|jadi|bisa|dapat|mampu|sempat|terima|kami terima|stabil|normal|pulih|menyala|hidup|berfungsi|aktif|ideal|
    maksimal|merata|jalan|final|bergeser)
    belum (?:ada|tersedia)(?! (?:\w+ )?(?:kendala|masalah|hambatan|gangguan|laporan|kekurangan|temuan|keluhan|
    kerusakan|indikasi|aduan|pengaduan|pelanggaran|dugaan|kasus|gesekan|konflik|potensi|satu))
    belum semua | NO kunjung
"""
LATE = r"""
    mundur # hari | (?<!paling\s)terlambat | keterlambatan | (?<!paling\s)telat | molor | tertunda | tertahan
    tersendat* | (?:masih|sedang)(?: \w+)? perbaikan | nyangkut | tersangkut | mangkrak | lamban | ngaret | kedodoran
    NO tepat waktu | melewati (?:jadwal|tenggat|batas waktu) | meleset | diperbantukan | terkatung* | mengantre
    antre panjang | menumpuk | masih menunggu | naik dok | docking | masih dicarikan | jauh dari selesai
    tertinggal (?:# \w+ )?dari (?:jadwal|target|rencana) | (?:entah|NO tahu|NO pasti) kapan
    (?:sekali|dua kali) (?:sehari|seminggu|sepekan|sebulan) | # (?:hari|minggu|pekan|bulan) sekali | melonjak | mahal
    lelang (?:gagal|ulang) | belum ada kabar | antrean (?:\w+ )?(?:mengular|panjang)
    masih (?:di|berada di) (?:bengkel|pelabuhan|perjalanan|percetakan|jalan) | mundur dari (?:jadwal|rencana)
"""
BROKEN = r"""
    rusak* | kerusakan | cacat | robek | sobek | patah | retak* | jebol | ambruk | roboh | bocor* | bolong* | pecah
    penyok | berkarat | lapuk | usang | uzur | ringsek | koyak | melepuh | terkelupas | basah | lembap | terbakar
    kebakaran | hangus | mogok | macet | ngadat | rewel | turun mesin | masuk bengkel | buruk | jelek | luntur
    mengering | buram | pudar | berjamur | dimakan rayap | digigit tikus | terendam | tergenang | kebanjiran
    kemasukan air | rembes* | (?:ter)?kena (?:air|rembesan|hujan|banjir)
    NO (?:operasional|layak|berfungsi|beroperasi|menyala|hidup|bekerja|laik|kedap|mengalir) | kandas | karam
    tenggelam
"""
LOST = r"""
    NO ada (?:dalam|di dalam|di) (?:paket|kotak|kardus|gudang) | hilang | kehilangan | raib | dicuri | kecurian
    tercecer | tertukar | tercampur | terselip
    salah (?:cetak|kirim|alamat|ketik|ukuran|hitung|jumlah|kemas|desain|warna|tempat) | keliru | selisih | terpaut
    berbeda (?:dengan|jumlah) | kurang kirim | NO (?:cocok|sesuai|sinkron|klop|ditemukan|dikenali|valid|padan)
    terbengkalai | kesalahan (?:cetak|penulisan|kirim|ketik|data|hitung|pengiriman) | cetak ulang
    terkirim ke \w+ (?:lain|tetangga|sebelah) | malah terkirim
"""
HARD = r"""
    sulit* | kesulitan | menyulitkan | mempersulit | susah* | sukar | repot | kerepotan | kewalahan | keteteran
    terkendala | kendala | kendalanya | terhambat | hambatan | hambatannya | menghambat | terganggu | mengganggu
    gangguan | terhalang | terbentur | masalah | masalahnya | bermasalah | permasalahan | persoalan | mengeluh
    memprihatinkan | lemah | labil | NO (?:stabil|lancar|optimal|maksimal|normal|beres|mulus|kuat|aman|ideal|kondusif)
    kacau | semrawut | pekerjaan rumah
"""
CANNOT = r"""
    NO (?:bisa|dapat|mampu|sanggup|mungkin) \w+ | terancam (?:lewat|molor|terlambat|batal|gagal|tertunda)
    (?:slot|gudang|jadwal|kapasitas|muatan|antrean)(?: \w+){0,4} penuh | gagal | memutus kontrak | putus kontrak
    wanprestasi | urung | batal | lumpuh | terhenti | berhenti
    NO (?:berangkat|berlayar|melaut|terbang|muat|terangkut)
"""
THINGS = "\n".join((LACK, NOT_YET, LATE, BROKEN, LOST, HARD, CANNOT))
"""What things of every kind suffer: too few, not there yet, late, broken, lost, hard, impossible."""

TOLD = r"""
    dugaan | diduga | ditemukan | menemukan | temuan | mencatat | tercatat | mendapati | kedapatan | didapati
    praktik | praktek | rawan | kerawanan | potensi | berpotensi | marak* | masih | terjadi | terdapat | beredar*
    indikasi | terindikasi | mengindikasikan | kasus | riwayat | penyebaran | menyebar* | tersebar* | disebar*
    (?:ber)?muncul* | mencuat | bermunculan | merebak | meluas | meningkat | peningkatan | menguat | sempat
    menangani | ditangani | mengkaji | dikaji | kajian | diproses | menyangkut | ancaman | mengancam | terancam
    tertinggi | (?:di)?khawatir* | mengkhawatirkan | meresahkan | diwarnai | mewarnai | sering | kerap | terpantau
    terendus | tercium | terekam | tepergok | ketahuan | memergoki | dibanjiri | membanjiri | digoreng | dimainkan
    dihembuskan | mengintai | menghantui | kian | makin | semakin | mulai | mengungkap* | terungkap | disinyalir
    ditengarai | diselidiki | penyelidikan | diklarifikasi | ditelusuri | info | bertebaran | bers?liweran | diedarkan
    seolah* | seakan* | tajam | mencuat | membanjiri | dilancarkan | dipakai | digunakan | ada (?=#)
    ada (?:yang|penceramah|oknum|warga|upaya|tim) | terulang | menghentikan | menduga | mencurigai | dicurigai
    curiga | mengendus | tercium | mencium | gelagat | kedengaran | terdengar | mencemaskan | dicemaskan | cemas
    risau | was-was | dirisaukan | takut | ditakutkan | membuat (?:bingung|resah|panas|gaduh|warga) | diketahui
    terlihat | tertangkap | diamankan | ditangkap | kini | menjumpai | dijumpai | mengaku | mengakui | membenarkan
    menjamur | merajalela | gencar | gaduh | memicu | terbukti | bermotif | ulah | meneruskan
"""
REPORTED = r"""
    laporan | melaporkan | dilaporkan | lap | terlapor | menerima | aduan | pengaduan | keluhan | mengeluhkan
    dikeluhkan | menyoroti | kembali | banyak | ramai
"""
