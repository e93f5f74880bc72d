"""What stands in the way, by kind: a subject and a word of trouble in one clause, and nothing that denies it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from siaga.engines.extraction.agencies import mentions
from siaga.engines.extraction.sentences import Role, Section, Sentence
from siaga.engines.extraction.shapes import Obstacle
from siaga.engines.extraction.troubles import RULES, Rule

_DENIED = re.compile(
    r"\b(?:tanpa(?!\s+(?:jaringan|listrik|internet|sinyal|aliran|akses|jembatan|penerangan))|tidak\s+ada|tak\s+ada|(?:tidak|tak)\s+satu\s*pun|peta\s+(?:rawan|kerawanan)|"
    r"(?:tidak|tak|belum)\s+(?:ditemukan|menemukan|terdapat|terjadi|mengalami|menemui|mendapati|terbukti|pernah)"
    r"(?!\s+(?:solusi|jalan\s+keluar|titik\s+temu))|tidak\s+(?:mau|ingin|boleh|lagi)|"
    r"belum\s+ada(?=\s+(?:\w+\s+)?(?:laporan|pelanggaran|temuan|kendala|gangguan|pengaduan|aduan|indikasi|"
    r"dugaan|potensi|kasus|gesekan|konflik|masalah|hambatan|keluhan))|"
    r"belum\s+(?:mendapat\w*|menerima)(?=\s+(?:\w+\s+){0,3}(?:laporan|"
    r"pelanggaran|temuan|kendala|kecurangan|dugaan|pengaduan|aduan))|nihil|nol\s+|bebas|aman\s+dari|terhindar|"
    r"mencegah|pencegahan|dicegah|cegah|menghindari|mengantisipasi|antisipasi|diantisipasi|mendeteksi(?!\s+(?:rencana|adanya|\d))|deteksi\s+dini|"
    r"agar|supaya|jangan|berharap|diharapkan|harapan\w*|semoga|mudah-mudahan|"
    r"meminimal\w+|menolak|tolak|anti\b|melarang|larangan|dilarang|pemetaan|memetakan|"
    r"menepis|membantah|dibantah|tidak\s+benar\s+(?:bahwa|kalau)|membahas(?!.*(?:\b(?:masih|belum)\b|\d))|"
    r"memastikan\s+tidak|menghadapi(?!\s+(?:kendala|kekurangan|kesulitan|masalah|hambatan|keterbatasan|tantangan))|"
    r"kesiapsiagaan|penangan\w+|apakah|memitigasi|mitigasi|sebagai\s+contoh|"
    r"misalkan|seumpama|mewaspadai|waspada\w*|menangkal|pengawasan|mengawasi|awasi|"
    r"memerangi|melawan|lawan|perangi|menjaga|jaga|mengimbau|menghimbau|"
    r"menjunjung|komitmen|berkomitmen|ikrar|deklarasi|pakta\s+integritas|wajib|harus(?!\s+(?:berjalan|menyeberang\w*|memutar|menumpang|menempuh|naik|turun|mencari|antre|menunggu))|menekan|mengurangi|"
    r"(?<!belum )(?<!tidak )(?:menyiagakan|menyediakan|menyiapkan|mengerahkan|"
    r"mengganti|memusnahkan|menukar|melengkapi)|mengatasi|mengupayakan|"
    r"memperbaiki|membersihkan|"
    r"sosialisasi|simulasi|posko(?!\s+pemenangan)|pelatihan|bimbingan|terkait\s+(?:netralitas|laporan)|penindakan|sanksi|menindak|"
    r"seperti\s+apa|potensi\s+permasalahan)",
    re.IGNORECASE,
)
_REMINDS = re.compile(r"\bmengingatkan\b(?!\s+(?:\w+\s+)?(?:potensi|ancaman|maraknya|kerawanan|adanya))", re.IGNORECASE)
_CONDUCT = frozenset({"money_politics", "neutrality", "hoax", "sara", "fraud", "security"})
"""Of what people do they are reminded so that they refrain; of rain and roads because it is so."""
_WARNS = re.compile(r"\b(?:waspada\w*|mewaspadai|(?:meng|di)?antisipasi)\b", re.IGNORECASE)
_SOMEWHERE = re.compile(
    r"\b(?:potensi|ancaman|kerawanan|kemungkinan|adanya)\b.*\bdi\s+(?:\d|(?:kecamatan|kec|kelurahan|desa|dusun|"
    r"distrik|kampung|TPS|perbatasan|wilayah\s+[A-Z]))",
    re.IGNORECASE,
)
"""A danger that has its place is one of this desk; warnings without one are said everywhere."""
_NIL = re.compile(r"(?:\s+[\w/]+){0,4}\s*[:=]?\s*\b(?:masih\s+)?(?:nihil|tidak\s+ada)\W*$", re.IGNORECASE)
"""``Unjuk rasa: nihil``: a form names what there was none of."""
_NOT = re.compile(r"\b(?:tidak|tak|bukan)\s+$", re.IGNORECASE)
"""Right before its trouble: ``jalan ke TPS tidak rusak``."""
_IF = re.compile(r"\b(?:jika|apabila|bila|seandainya|bilamana|kalau)\b", re.IGNORECASE)
_HARM = re.compile(
    r"\b(?:bisa|dapat|akan|dikhawatirkan|khawatir\w*|terancam|berpotensi|bakal)\s+(?:\w+\s+){0,3}?"
    r"(?:roboh|rusak|basah|molor|lumpuh|gagal|batal|putus|sulit|ter[a-z]{4,}|kesulitan|tenggelam|kebanjiran)\b|"
    r"\b(?:tidak|tak)\s+(?:bisa|dapat)\s+(?:lewat|(?:di)?(?:lewati|lalui|jangkau|akses|tempuh))\b",
    re.IGNORECASE,
)
_APPEAL = re.compile(
    r"\b(?:(?:me|di)?minta(?:kan)?|(?:meng|di)?imbau|(?:meng|di)?ajak|berpesan|pesan(?:nya)?|(?:meng|di)?instruksikan|(?:me)?larang|"
    r"(?:meng|di)?ingatkan)\b[^,.;]{0,60}?\b(?:tidak|jangan|agar|supaya|tak)\b",
    re.IGNORECASE,
)
_NOTHING = re.compile(
    r"\b(?:tidak|tak|belum|tanpa|nihil)\s+(?:(?:ada(?:nya)?|terdapat|ditemukan|menemukan|terjadi|mengalami|menemui|"
    r"mendapati|menerima|lagi)\s+)*(?:gangguan|kendala|masalah|permasalahan|hambatan|pemadaman|laporan|keluhan|"
    r"kekurangan|kerusakan|keterlambatan|pelanggaran|konflik|gesekan|kecurangan|persoalan)\b",
    re.IGNORECASE,
)
_CALM = re.compile(
    r"\b(?:sudah|telah|berhasil|kini|langsung)\s+(?:\w+\s+){0,2}?(?:teratasi|diatasi|selesai|tertangani|diperbaiki|"
    r"dilunasi|dibayar(?:kan)?|diganti(?:kan)?|ganti|dipenuhi|terpenuhi|dilengkapi|lengkap|pulih|normal|tersambung|"
    r"menyala|rampung|tuntas|dicairkan|cair|mencukupi|tercukupi|teraliri|surut|kondusif|terselesaikan|diselesaikan|"
    r"tersalurkan|ditangani|dibantah|kering|(?:dapat|bisa)\s+(?:di(?:lalui|lewati|akses|tempuh|jangkau)|dilintasi))\b|"
    r"\bdimusnahkan\b|\b(?:tidak|tak)\s+(?:beredar|terjadi|padam|rusak|longsor|banjir|tergenang|terendam|macet)\s+lagi\b|"
    r"(?<!belum )(?<!tidak )\bberhasil\s+me(?!larikan)\w+|\b(?:tidak|tak)\s+(?:terbukti\b|(?:jadi\s+)?terjadi\W*$)|"
    r"\b(?:pemadaman|unjuk\s+rasa|aksi)\b[^.;]{0,40}\b(?:ditunda|dibatalkan|batal)\b",
    re.IGNORECASE,
)
_AWHILE = re.compile(r"\bsempat\b", re.IGNORECASE)
"""Trouble that was there for a time, and of which the sentence goes on to say that it is over."""
_LONG_AGO = re.compile(
    r"\b(?:pemilu|pilkada|pemilihan|pileg|pilpres)\w*\s+(?:\w+\s+)?(?:sebelumnya|lalu|terdahulu|silam|20[01]\d|2020)\b|"
    r"(?<!lebih )\bdulu(?:nya)?\b|\bpernah\b[^.;]{0,60}\b(?:19|20)\d\d\b",
    re.IGNORECASE,
)
"""A trouble of an earlier vote is a lesson."""
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
    r"(?<=[a-z]{4})\.\s+|\s\|\s"
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
        named = _IT_IS.match(text)
        rest = text[named.end() :] if named else text
        itself = bool(named) or (section is Section.OBSTACLES and sentence.role in {Role.ITEM, Role.FIELD})
        if not kinds and itself and (kind := _kind(rest, _Clause(listing=True, alone=True))):
            kinds = [kind]
        if section is Section.FOLLOW_UP or _will_do(text):  # what is to be done often says again what it is done about
            told_kinds = {one.kind for one in found}
            kinds = [kind for kind in kinds if kind not in told_kinds]
        found += [Obstacle(kind, sentence.shown, sentence.span) for kind in kinds]
        listing = listing or _announces(text)
    return tuple(found)


def _will_do(text: str) -> bool:
    """Whether a sentence says what an agency or the government is going to do."""
    found = _WILL_DO.search(text)
    return found is not None and (
        bool(_GOVERNMENT.match(text)) or any(one.start < 12 for one in mentions(text[: found.start()]))
    )


_WILL_DO = re.compile(r"\b(?:akan|siap|bakal|segera|sanggup|bersedia|menyanggupi)\s+(?:segera\s+)?me\w+", re.IGNORECASE)
_GOVERNMENT = re.compile(r"\W*(?:pem(?:prov|kab|kot|da)|pemerintah)\b", re.IGNORECASE)


def _again(text: str, told: str) -> bool:
    """Whether a sentence is one that was told before, nearly word for word."""
    one, two = set(re.findall(r"\w+", text.lower())), set(re.findall(r"\w+", told.lower()))
    return len(one & two) >= 0.75 * min(len(one), len(two)) and len(one & two) >= 6


def _announces(text: str) -> bool:
    """A sentence that says that obstacles follow."""
    match = _HEADER.search(text)
    if match is None or _NOTHING.search(text):
        return False
    before = re.sub(r"\b(?:agar|supaya|mengatasi)\b", "", text[max(0, match.start() - 50) : match.start()])
    return not _DENIED.search(before)


@dataclass(frozen=True, slots=True)
class _Clause:
    """What holds for a clause. listing: it stands in a list of obstacles; promised: in a list of things to do;
    alone: its subject is trouble enough; harm: its sentence says what an ``if`` would do; floor: where its own words
    begin, after those of the clause before.
    """

    listing: bool = False
    promised: bool = False
    alone: bool = False
    harm: bool = False
    floor: int = 0


def _kinds(text: str, listing: bool, promised: bool) -> Iterator[str]:
    quoted = text.replace('"', " ")
    harm = bool(_HARM.search(quoted))
    denied = hit = False
    before = ""
    start = 0
    follows = told = False
    for cut in [*_CLAUSE.finditer(quoted), None]:
        clause = quoted[start : cut.start() if cut else len(quoted)]
        denied = _denied_from_before(quoted, start, clause, denied, last=cut is None)
        for part in _parts(clause) if listing else [clause]:
            here = _Clause(listing or (hit and len(part.split()) <= 5), promised, harm=harm)
            kind = _kind(part, here)
            if kind is None and before and _LEANS.match(part):
                kind = _kind(f"{before} {part}", replace(here, floor=len(before)))
            if kind and not denied and not (_AWHILE.search(part) and _CALM.search(quoted, start + len(clause))):
                hit = True
                if not (follows and told):
                    yield kind
                    told = True
        denied = bool(_DENIED.search(clause))
        before = "" if denied else clause[-120:]
        if cut:
            word = cut[0].strip(" ,;").lower()
            conditional = bool(_IF.search(clause))
            follows = word in {"sehingga", "hingga"} or conditional  # what an obstacle leads to is no second one
            told = told and follows
            denied = denied and word in {"", "serta", "maupun", "dan juga"} and not listing
            before = "" if word == "." else before
            start = cut.end()


def _denied_from_before(quoted: str, start: int, clause: str, denied: bool, last: bool) -> bool:
    """Whether what an earlier clause denies, a clause goes on to deny: ``mencegah hoaks, fitnah dan politik uang``."""
    opening = _DENIED.match(clause.lstrip())
    if opening and not _warns_of_a_place(opening[0], clause):
        return True
    if not denied:
        return False
    if re.match(r"\s*(?:dan|atau|maupun|serta)\b", clause):
        return True
    turned = re.search(r"\b(?:namun|tetapi|tapi|sehingga|sementara)\b", quoted[max(0, start - 12) : start])
    return not last and not turned and len(clause.split()) <= 3


_LEANS = re.compile(
    r"\s*(?:(?:masih|sangat|jadi|yang|juga|saja|ini|itu|sudah|dan|akan|bisa)\s+){0,2}(?:kurang|kekurangan|rusak|belum|tidak|"
    r"tak|hilang|terlambat|telat|mati|padam|putus|terputus|terkendala|terhambat|sering|kerap|sulit|susah|cuma|hanya|"
    r"tertunda|error|down|terendam|tergenang|bocor|basah|sakit|mundur|dirawat)\b",
    re.IGNORECASE,
)
"""A clause that says the trouble of a subject in the clause before."""


def _parts(clause: str) -> list[str]:
    return re.split(
        r"\s+dan\s+(?=(?:cuaca|jaringan|listrik|kesehatan|logistik|kondisi|akses|sinyal|keamanan|politik|hoaks)\b)",
        clause,
    )


def _kind(text: str, clause: _Clause) -> str | None:
    """The kind of the first subject that has its trouble in the clause."""
    if _CALM.search(text) or _LONG_AGO.search(text):
        return None
    best: tuple[int, int, str] | None = None
    for rank, rule in enumerate(RULES):
        place = _place(text, rule, clause)
        if place is not None and (best is None or (place, rank) < best[:2]):
            best = (place, rank, rule.kind)
    return best[2] if best else None


_ANYBODY = re.compile(
    r"warga|massa|pendukung|simpatisan|kapal|mobil|kendaraan|lampu|aplikasi|laman|lokasi", re.IGNORECASE
)
_WIDE = frozenset({"access", "staffing"})
"""Kinds whose subjects (a village, an officer) stand in sentences about anything."""


def _place(text: str, rule: Rule, clause: _Clause) -> int | None:
    """Where a rule finds its obstacle in a clause."""
    places = []
    for whole in rule.whole.finditer(text) if rule.whole else ():
        if whole.end() > clause.floor and not _is_denied(text, whole, whole, rule, clause) and _bare(text, clause):
            places.append(whole.start())
            break
    alone = clause.alone and rule.kind not in _WIDE and not _DENIED.search(text) and not _IF.search(text)
    for subject in rule.subject.finditer(text):
        if (alone and not _ANYBODY.match(subject[0])) or _trouble(text, subject, rule, clause):
            places.append(subject.start())
            break
    return min(places, default=None)


def _trouble(text: str, subject: re.Match[str], rule: Rule, clause: _Clause) -> bool:
    """Whether a subject has its trouble near it, and nothing denies it."""
    near = [
        one
        for one in rule.trouble.finditer(text)
        if -70 <= one.start() - subject.end() <= 70 and one.end() > clause.floor
    ]
    if clause.listing and not near and _ALONE_IN_LIST.match(subject[0]):
        return not _DENIED.search(text[: subject.end()])
    return any(
        not _is_denied(text, subject, one, rule, clause) and _bare(text, clause) and _meant(text, subject, one, rule)
        for one in near
    )


def _bare(text: str, clause: _Clause) -> bool:
    """A promise names an obstacle only where it says that it is there."""
    return not clause.promised or bool(_STILL.search(text))


_STILL = re.compile(
    r"\b(?:belum|masih|diduga|dugaan|yang\s+(?:sakit|rusak|hilang|kurang|terendam|putus|longsor|mundur))\b",
    re.IGNORECASE,
)


def _is_denied(text: str, subject: re.Match[str], one: re.Match[str], rule: Rule, clause: _Clause) -> bool:
    first, last = min(one.start(), subject.start()), max(one.end(), subject.end())
    floor = max(0, first - 60)
    if _reported(text, rule.kind):
        return False
    if _NIL.match(text, last) or _NOT.search(text[: one.start()]):
        return True
    if any(nothing.start() <= last and nothing.end() > first for nothing in _NOTHING.finditer(text, floor)):
        return True
    if _IF.search(text, floor, last) and not clause.harm:
        return True
    if _APPEAL.search(text, max(0, first - 90), last):
        return True
    if rule.kind in _CONDUCT and _REMINDS.search(text, floor, last):
        return True
    return any(
        not one.start() <= denial.start() < one.end() and not _warns_of_a_place(denial[0], text)
        for denial in _DENIED.finditer(text, floor, last)
    )


def _warns_of_a_place(denial: str, text: str) -> bool:
    return bool(_WARNS.fullmatch(denial) and _SOMEWHERE.search(text))


def _meant(text: str, subject: re.Match[str], one: re.Match[str], rule: Rule) -> bool:
    """Whether subject and trouble belong together in the sense of the rule."""
    first = min(one.start(), subject.start())
    warded = _WARDED.search(text[first:]) and not re.search(r"\d|\bTPS\b|\b[Dd]esa\b", text)
    if rule.kind in _FEARED and warded:
        return False
    if rule.kind == "access" and (not _passable(subject[0], one[0]) or _BY_WAVES.match(text[one.end() :])):
        return False
    return not re.match(r"kurang\s+(?:rawan|lebih|dari)\b", text[one.start() :], re.IGNORECASE)


_BY_WAVES = re.compile(
    r"[^,;]{0,12}\b(?:sinyal|jaringan|internet|listrik|seluler|telepon|PLN|layanan)\b", re.IGNORECASE
)
"""What does not reach a village is no road."""
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


def _reported(text: str, kind: str) -> bool:
    """``tidak mudah percaya hoaks yang beredar``: warned of, and there."""
    return kind == "hoax" and bool(re.search(r"\byang\s+(?:beredar|menyebar|viral)\b", text, re.IGNORECASE))


def _passable(subject: str, trouble: str) -> bool:
    """``rusak``, ``putus``, ``longsor`` hinder access only where a way is meant."""
    return not _OF_WAYS.fullmatch(trouble) or bool(_WAY.match(subject))


_OF_WAYS = re.compile(
    r"rusak.*|berlumpur|licin|putus|terputus|ambruk|longsor|tertimbun|tertutup|ekstrem|amblas|berlubang|becek|surut|"
    r"menjadi\s+kendala|menyulitkan",
    re.IGNORECASE,
)
_WAY = re.compile(
    r"jalan|jln|akses|jembatan|medan|jalur|sungai|penyeberangan|transportasi|ruas|rute|tanjakan|geografis|lokasi",
    re.IGNORECASE,
)
