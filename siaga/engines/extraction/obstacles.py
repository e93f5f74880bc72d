"""What stands in the way, by kind: a subject and a word of trouble in one clause, and nothing that denies it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from siaga.engines.extraction.sentences import Section, Sentence
from siaga.engines.extraction.shapes import Obstacle

_LACK = (
    r"belum|tidak|tak|tanpa|kurang|kekurangan|minim\w*|terbatas|keterbatasan|sulit|kesulitan|susah|lemah|"
    r"hilang|putus|terputus|sering\s+\w*|kendala|terkendala|gangguan|terganggu|mengganggu|masalah|bermasalah|"
    r"hambatan|terhambat|mati|rusak|buruk|jelek"
)
_FOUND = (
    r"dugaan|diduga|ditemukan|menemukan|temuan|mencatat|tercatat|laporan|melaporkan|dilaporkan|praktik|"
    r"praktek|rawan|kerawanan|potensi|berpotensi|marak|masih|terjadi|terdapat|beredar\w*|indikasi|"
    r"terindikasi|maraknya|kasus|riwayat|penyebaran|menyebar\w*"
)


@dataclass(frozen=True, slots=True)
class _Rule:
    kind: str
    subject: re.Pattern[str]
    trouble: re.Pattern[str]


def _rule(kind: str, subject: str, trouble: str) -> _Rule:
    return _Rule(kind, re.compile(rf"\b(?:{subject})", re.IGNORECASE), re.compile(rf"\b(?:{trouble})\b", re.IGNORECASE))


_RULES = (
    _rule(
        "electricity",
        r"listrik|kelistrikan|penyulang|trafo|PLN\b|gardu|aliran\s+listrik|genset|jaringan\b(?=.{0,60}\bpadam)|"
        r"pemadaman|"
        r"mati\s+lampu|byar\s?pet",
        rf"{_LACK}|padam|pemadaman|mati|byar\s?pet",
    ),
    _rule(
        "internet",
        r"internet|sinyal|blank\s?-?spot|jaringan\s+(?:internet|seluler|selular|telekomunikasi|komunikasi|"
        r"telepon|data)|akses\s+internet|"
        r"jaringan\b(?!.{0,30}(?:listrik|padam|pln))|koneksi|sirekap|susah\s+sinyal|komunikasi\s+seluler",
        rf"{_LACK}|blank\s?-?spot|lambat|nihil|nol",
    ),
    _rule(
        "budget",
        r"anggaran|dana\b|honor(?:arium)?|hibah|NPHD|biaya|insentif|pencairan|uang\s+(?:transport|makan|lelah)|"
        r"pendanaan|gaji|pembiayaan",
        r"belum|kurang|kekurangan|terbatas|keterbatasan|minim\w*|tertahan|terlambat|keterlambatan|defisit|"
        r"tidak\s+(?:cukup|mencukupi|tersedia)|terhambat|"
        r"tertunda|terkendala|kendala|macet|refocusing|efisiensi",
    ),
    _rule(
        "money_politics",
        r"politik\s+uang|money\s+politi\w+|serangan\s+fajar|bagi-bagi\s+(?:uang|sembako|amplop)|"
        r"jual\s+beli\s+suara|pembagian\s+(?:uang|sembako|amplop)|"
        r"membagikan\s+(?:uang|sembako|amplop)|politik\s+transaksional",
        _FOUND,
    ),
    _rule(
        "hoax",
        r"hoaks?\b|hoax|berita\s+bohong|kabar\s+bohong|disinformasi|misinformasi|kampanye\s+hitam|"
        r"black\s+campaign|informasi\s+(?:palsu|menyesatkan)|"
        r"fitnah|berita\s+palsu|kabar\s+palsu",
        rf"{_FOUND}|viral|percaya",
    ),
    _rule(
        "sara",
        r"SARA\b|ujaran\s+kebencian|politik\s+identitas|politisasi\s+agama|isu\s+(?:agama|suku|ras|etnis)|"
        r"provokasi|adu\s+domba",
        rf"{_FOUND}|muncul\w*",
    ),
    _rule(
        "neutrality",
        r"netral\w*|ketidaknetralan|keberpihakan|politik\s+praktis|keterlibatan\s+(?:ASN|kades|kepala\s+desa|"
        r"perangkat|aparat\w*|TNI|Polri)|"
        r"(?:ASN|kades|kepala\s+desa|perangkat\s+desa|aparatur)\s+(?:yang\s+)?(?:ikut|terlibat|berkampanye|"
        r"mendukung|berpihak)",
        rf"tidak\s+netral|ketidaknetralan|pelanggaran|{_FOUND}",
    ),
    _rule(
        "voter_data",
        r"DPT\b|DPS\b|DPTb\b|data\s+pemilih|daftar\s+pemilih|pemilih\s+(?:ganda|TMS|yang\s+(?:belum|tidak|"
        r"meninggal)|tidak|belum|meninggal)|perekaman|"
        r"KTP-?\s?el\w*|e-?KTP|coklit|warga\s+(?:yang\s+)?belum|TMS\b|hak\s+pilih",
        r"ganda|belum|tidak|TMS|bermasalah|salah(?!\s+satu)|meninggal|tercecer|invalid|tak\s+terdaftar|selisih|"
        r"kendala|masalah|keliru|anomali|memenuhi\s+syarat",
    ),
    _rule(
        "fraud",
        r"kecurangan|pelanggaran|manipulasi|penggelembungan|mencoblos\s+(?:dua|lebih)|tindak\s+pidana\s+pem\w+|"
        r"pemalsuan",
        _FOUND,
    ),
    _rule(
        "logistics",
        r"logistik|surat\s+suara|kotak\s+suara|bilik(?:\s+suara)?|formulir|tinta|segel|atribut|"
        r"perlengkapan\s+(?:TPS|pemungutan)|armada|truk|"
        r"kendaraan\s+(?:pengangkut|angkut|operasional|distribusi|logistik)|gudang|(?:pen)?distribusi\w*|"
        r"penyaluran|pengiriman\s+(?:logistik|surat|kotak)|"
        r"alat\s+coblos|APK\b|sampul|C\.?\s?Hasil|C\s+plano",
        r"sulit|kesulitan|menyulitkan|mempersulit|susah|terkendala|kendala|terlambat|keterlambatan|kurang|"
        r"kekurangan|rusak|kerusakan|"
        r"cacat|robek|basah|tertukar|"
        r"belum\s+(?:\w+\s+)?(?:tiba|diterima|datang|lengkap|tersedia|dikirim|sampai|terpenuhi|mencukupi|ada|"
        r"memadai|terkirim|dapat|bisa)|tidak\s+(?:lengkap|cukup|layak|sesuai)|"
        r"terhambat|hambatan|menghambat|medan\s+berat|bocor|tertunda|gangguan|hilang|masalah|permasalahan|"
        r"selisih|terisolir|keterbatasan|terbatas",
    ),
    _rule(
        "access",
        r"jalan\b|akses\b|jembatan|medan\b|jalur|geografis|perahu|sungai|pulau\b|kepulauan|penyeberangan|lokasi|"
        r"TPS\b|wilayah|desa\b|daerah|dusun|"
        r"transportasi|(?:sulit|susah|tidak|tak|hanya)\s+(?:bisa\s+|dapat\s+)?(?:dijangkau|terjangkau|dilalui|"
        r"ditempuh|diakses)|terisolir|terisolasi",
        r"(?:sulit|susah|sukar|tidak\s+(?:bisa|dapat|mudah)|tak\s+(?:bisa|"
        r"dapat))\s+(?:untuk\s+)?(?:di)?(?:jangkau|lalui|tempuh|akses|terjangkau|lewati|lintasi)\w*|"
        r"sulit\s+terjangkau|tidak\s+terjangkau|tak\s+terjangkau|"
        r"hanya\s+(?:bisa|dapat)\s+(?:dijangkau|ditempuh|dilalui|diakses|dicapai)|terisolir|terisolasi|"
        r"rusak(?:\s+(?:parah|berat))?|berlumpur|licin|putus|ambruk|"
        r"longsor|medan\s+(?:berat|sulit|ekstrem|terjal)|jalan\s+kaki|akses\s+(?:sulit|terbatas)|"
        r"kondisi\s+geografis|tertutup|aksesnya|sulit\w*\s+akses|"
        r"menggunakan\s+perahu|dengan\s+perahu|menyeberang\w*|jalur\s+(?:laut|sungai|air)|ekstrem|amblas",
    ),
    _rule(
        "health",
        r"kesehatan|sakit\b|hipertensi|komorbid|kebugaran|kelelahan|penyakit|meninggal\s+dunia|jatuh\s+sakit|"
        r"DBD\b|covid\S*|darah\s+tinggi",
        r"riwayat|sakit|kelelahan|komorbid|hipertensi|tidak\s+(?:sehat|lolos|fit|memenuhi)|jatuh|penyakit|risiko|"
        r"rentan|darah\s+tinggi|gangguan|kendala|"
        r"drop|tumbang|rawat|dirawat|masalah",
    ),
    _rule(
        "hazard",
        r"banjir|longsor|rob\b|gempa|erupsi|tsunami|kebakaran|bencana|abrasi|puting\s+beliung|karhutla|terendam|"
        r"tergenang|gunung\s+api",
        r"rawan|potensi|berpotensi|terdampak|dampak|risiko|terjadi|ancaman|terancam|terendam|tergenang|kerawanan|"
        r"melanda|dilanda|berisiko|titik|langganan|sering",
    ),
    _rule(
        "weather",
        r"cuaca|hujan|gelombang|badai|angin\s+kencang|kabut|curah\s+hujan|musim\s+(?:hujan|penghujan)|kemarau|ombak",
        r"buruk|ekstrem|ekstrim|lebat|deras|tinggi|berubah\S*|tidak\s+menentu|tak\s+menentu|mengganggu|kendala|"
        r"terkendala|menghambat|badai|angin\s+kencang|"
        r"musim\s+(?:hujan|penghujan)|kabut|kurang\s+bersahabat|gangguan|hambatan",
    ),
    _rule(
        "security",
        r"konflik|bentrok\w*|kerusuhan|sengketa\s+(?:batas|tapal|lahan)|tapal\s+batas|intimidasi|unjuk\s+rasa|"
        r"demo\b|ancaman|begal|KKB\b|tawuran|keamanan|"
        r"kamtibmas|gangguan\s+keamanan|pengrusakan|perusakan|premanisme|kekerasan|teror\w*|gesekan|senjata",
        rf"rawan|{_FOUND}|gangguan|memanas|sengketa|ancaman|gesekan|bentrok\w*|perusakan|pengrusakan",
    ),
    _rule(
        "staffing",
        r"personel|personil|anggota|petugas|KPPS\b|PPS\b|PTPS\b|pengawas|linmas|SDM\b|sumber\s+daya\s+manusia|"
        r"saksi|tenaga|pantarlih|aparat",
        r"kurang|kekurangan|mengundurkan\s+diri|mundur|belum\s+(?:terisi|terpenuhi|terbentuk|mencukupi|cukup|"
        r"lengkap|memenuhi|ada)|keterbatasan|terbatas|minim\w*|"
        r"tidak\s+(?:cukup|sebanding|mencukupi|seimbang)|kosong|lowong|terlibat\s+partai",
    ),
)  # fmt: skip
_ALONE = re.compile(
    r"\b(?:blank\s?-?spot|pemadaman|serangan\s+fajar|politik\s+uang|ujaran\s+kebencian|mengundurkan\s+diri|sakit|"
    r"terisolir|terisolasi|"
    r"cuaca\s+(?:ekstrem|buruk|yang|tidak)|hujan\s+(?:lebat|deras))\b",
    re.IGNORECASE,
)
_DENIED = re.compile(
    r"\b(?:tanpa(?!\s+(?:jaringan|listrik|internet|sinyal|aliran|akses))|tidak\s+ada|tak\s+ada|tidak\s+ditemukan|"
    r"tidak\s+terdapat|belum\s+ada(?=\s+(?:laporan|pelanggaran|temuan|kendala|gangguan|pengaduan|aduan|indikasi|"
    r"dugaan|potensi|kasus))|"
    r"belum\s+(?:ditemukan|mendapat\w*|menerima|menemukan|terjadi|pernah)(?=\s+(?:\w+\s+){0,3}(?:laporan|"
    r"pelanggaran|temuan|kendala|kecurangan|dugaan|pengaduan))|nihil|nol\s+|bebas|aman\s+dari|terhindar|"
    r"mencegah|pencegahan|dicegah|menghindari|mengantisipasi|antisipasi|diantisipasi|mendeteksi|deteksi\s+dini|"
    r"agar\s+tidak|supaya\s+tidak|jangan|"
    r"meminimal\w+|menolak|tolak|anti\b|melarang|larangan|dilarang|dilarang\s+keras|pemetaan|memetakan|jika|"
    r"apabila|bila|seandainya|bilamana|kalau|"
    r"memastikan\s+tidak|menghadapi|kesiapsiagaan|penangan\w+|apakah|memitigasi|mitigasi|sebagai\s+contoh|"
    r"misalkan|seumpama|mewaspadai|waspada\w*|menangkal|"
    r"memerangi|melawan|perangi|menjaga|jaga|mengimbau|menghimbau|mengingatkan|"
    r"menjunjung|komitmen|berkomitmen|ikrar|deklarasi|pakta\s+integritas|wajib|harus|menekan|mengurangi|"
    r"mengatasi\s+potensi|penanganan\s+bencana|"
    r"sosialisasi|simulasi|posko|pelatihan|bimbingan|terkait\s+(?:netralitas|laporan)|penindakan|sanksi|menindak|"
    r"seperti\s+apa|potensi\s+permasalahan)",
    re.IGNORECASE,
)
_CALM = re.compile(
    r"\b(?:sudah|telah|berhasil)\s+(?:\w+\s+)?(?:teratasi|diatasi|selesai|ditangani|diperbaiki|dilunasi|dibayarkan)\b",
    re.IGNORECASE,
)
_HEADER = re.compile(
    r"\b(?:kendala|hambatan|permasalahan|masalah|kerawanan|tantangan|ancaman|"
    r"potensi\s+gangguan)\b(?!\s+(?:apa\s+pun|apapun|berarti))",
    re.IGNORECASE,
)
_LISTED = re.compile(
    r"\b(?:kendala|hambatan|permasalahan|kerawanan|tantangan|ancaman)\w*\b[^.;]{0,90}?\b(?:antara\s+lain|"
    r"di\s*antaranya|yakni|yaitu|"
    r"seperti|meliputi|berupa)\b",
    re.IGNORECASE,
)
_IT_IS = re.compile(
    r"\W*(?:kendala|hambatan|masalah)(?:nya)?\b(?:\s+(?:lain|utama))?(?:nya)?\s*(?:adalah|yaitu|yakni|,|:)\s*",
    re.IGNORECASE,
)
_GOES_ON = re.compile(
    r"^\W*(?:seperti|di\s*antara(?:nya)?|antara\s+lain|kemudian|selain\s+itu|lalu|selanjutnya|juga|pertama|kedua|"
    r"ketiga|keempat|kelima|termasuk|"
    r"yakni|yaitu|mulai\s+dari|misalnya|serta|terakhir|\d[.)]|[-•]|adapun|begitu\s+juga)",
    re.IGNORECASE,
)
_CLAUSE = re.compile(
    r"[,;]\s+(?!\s*S\.)|\s+(?:serta|maupun|sedangkan|sementara|namun|tetapi|tapi|sehingga|dan\s+juga|hingga)\s+|"
    r"(?<=[a-z])\.\s+|\s\|\s"
)


def obstacles_of(sentences: Iterable[Sentence]) -> tuple[Obstacle, ...]:
    """The obstacles that telling sentences name; each kind once in a sentence."""
    found: list[Obstacle] = []
    listing, section = False, Section.NONE
    for sentence in sentences:
        if not sentence.told or (sentence.label and sentence.section is Section.NONE):
            continue
        if sentence.section in {Section.ATTENDANCE, Section.RECIPIENTS, Section.COPIES, Section.SIGNATURE}:
            continue
        text = sentence.text[sentence.offset :]
        listing = listing and sentence.section is section
        section = sentence.section
        listing = sentence.section is Section.OBSTACLES or (listing and bool(_GOES_ON.match(text)))
        if any(_again(text, one.sentence) for one in found[-12:]):
            continue
        kinds = list(dict.fromkeys(_kinds(text, listing, sentence.section is Section.FOLLOW_UP)))
        if told := _LISTED.search(text):
            kinds = list(dict.fromkeys([*kinds, *_kinds(text[told.end() :], _announces(text[: told.end()]), False)]))
        if not kinds and (told := _IT_IS.match(text)) and (kind := _kind(text[told.end() :], True, False, alone=True)):
            kinds = [kind]
        found += [Obstacle(kind, sentence.shown, sentence.span) for kind in kinds]
        listing = listing or _announces(text)
    return tuple(found)


def _again(text: str, told: str) -> bool:
    """Whether a sentence is one that was told before, nearly word for word."""
    one, two = set(re.findall(r"\w+", text.lower())), set(re.findall(r"\w+", told.lower()))
    return len(one & two) >= 0.75 * min(len(one), len(two)) and len(one & two) >= 6


def _announces(text: str) -> bool:
    """A sentence that says that obstacles follow."""
    match = _HEADER.search(text)
    return bool(match) and not _DENIED.search(text[max(0, match.start() - 50) : match.start()])  # type: ignore[union-attr]


def _kinds(text: str, listing: bool, promised: bool) -> Iterator[str]:
    quoted = text.replace('"', " ")
    denied = False
    hit = False
    start = 0
    for cut in [*_CLAUSE.finditer(quoted), None]:
        clause = quoted[start : cut.start() if cut else len(quoted)]
        denied = bool(_DENIED.match(clause.lstrip())) or (denied and bool(re.match(r"\s*(?:dan|atau|maupun|"
                                                                                   r"serta)\b", clause))) or (
            denied and bool(cut) and cut is not None and not re.search(r"\b(?:namun|tetapi|tapi|sehingga|"
                                                                       r"sementara)\b", quoted[start - 12 : start])
            and len(clause.split()) <= 3
        )  # fmt: skip
        for part in _parts(clause) if listing else [clause]:
            kind = _kind(part, listing or (hit and len(part.split()) <= 5), promised)
            if kind and not denied:
                hit = True
                yield kind
        denied = bool(_DENIED.search(clause))
        if cut:
            word = cut[0].strip(" ,;").lower()
            denied = denied and word in {"", "serta", "maupun", "dan juga"} and not listing
            start = cut.end()


def _parts(clause: str) -> list[str]:
    return re.split(
        r"\s+dan\s+(?=(?:cuaca|jaringan|listrik|kesehatan|logistik|kondisi|akses|sinyal|keamanan|politik|hoaks)\b)",
        clause,
    )


def _kind(clause: str, listing: bool, promised: bool, alone: bool = False) -> str | None:
    if _CALM.search(clause):
        return None
    best: tuple[int, int, str] | None = None
    for rank, rule in enumerate(_RULES):
        for subject in rule.subject.finditer(clause):
            trouble = _trouble(clause, subject, rule, listing, promised)
            if trouble is None and not (alone and not _DENIED.search(clause)):
                continue
            place = subject.start()
            if best is None or (place, rank) < best[:2]:
                best = (place, rank, rule.kind)
            break
    return best[2] if best else None


def _trouble(clause: str, subject: re.Match[str], rule: _Rule, listing: bool, promised: bool) -> int | None:
    """Where the word of trouble for a subject stands, unless something denies it."""
    near = [one for one in rule.trouble.finditer(clause) if -70 <= one.start() - subject.end() <= 70]
    if listing and not near and _ALONE_IN_LIST.match(subject[0]):
        return None if _DENIED.search(clause[: subject.end()]) else subject.start()
    for one in near:
        first = min(one.start(), subject.start())
        last = max(one.end(), subject.end())
        lead = clause[max(0, first - 60) : last]
        if denial := _DENIED.search(lead):
            own = denial.start() + max(0, first - 60)
            if not (own >= one.start() and own < one.end()) and not _reported(clause, rule.kind):
                continue
        if rule.kind in _FEARED and _WARDED.search(clause[first:]) and not re.search(r"\d|\bTPS\b|\b[Dd]esa\b", clause):
            continue
        if promised and not re.search(r"\b(?:belum|masih|diduga|dugaan)\b", clause, re.IGNORECASE):
            continue
        if rule.kind == "access" and not _passable(subject[0], one[0]):
            continue
        if rule.kind == "staffing" and re.search(r"\bkurang\s+(?:rawan|lebih|dari)\b", clause, re.IGNORECASE):
            continue
        if re.match(r"kurang$", one[0], re.IGNORECASE) and re.match(
            r"\s+(?:lebih|rawan|dari)\b", clause[one.end() :], re.IGNORECASE
        ):
            continue
        if (
            rule.kind == "fraud"
            and re.search(r"\blaporan\b", one[0], re.IGNORECASE)
            and re.search(r"\bbelum\b", clause, re.IGNORECASE)
        ):
            continue
        return one.start()
    return None


_FEARED = frozenset({"hazard", "weather", "security", "hoax", "sara", "money_politics", "fraud"})
_WARDED = re.compile(
    r"\b(?:harus|perlu|wajib|dapat|bisa|agar|untuk)\s+(?:\w+\s+)?di(?:waspadai|antisipasi|cegah|hindari|atasi|"
    r"minim\w+|tekan)"
)
_ALONE_IN_LIST = re.compile(
    r"kesehatan|kebugaran|cuaca|geografis|politik\s+uang|hoaks?|netralitas|keamanan|anggaran|listrik|internet|"
    r"sinyal|banjir|longsor|bencana|serangan\s+fajar|SARA",
    re.IGNORECASE,
)


def _reported(clause: str, kind: str) -> bool:
    """``tidak mudah percaya hoaks yang beredar``: warned of, and there."""
    return kind == "hoax" and bool(re.search(r"\byang\s+(?:beredar|menyebar|viral)\b", clause, re.IGNORECASE))


def _passable(subject: str, trouble: str) -> bool:
    """``rusak``, ``putus``, ``longsor`` hinder access only where a way is meant."""
    if re.fullmatch(r"rusak.*|berlumpur|licin|putus|ambruk|longsor|tertutup|ekstrem|amblas", trouble, re.IGNORECASE):
        return bool(
            re.match(r"jalan|akses|jembatan|medan|jalur|sungai|penyeberangan|transportasi", subject, re.IGNORECASE)
        )
    return True
