"""Agencies by kind: who is present at a meeting, and who is only spoken of."""

from __future__ import annotations

import functools
import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from siaga.engines.extraction.sentences import Role, Section, Sentence
from siaga.engines.extraction.shapes import Presence, Span

_FILE = Path(__file__).with_name("agencies.toml")


@dataclass(frozen=True, slots=True)
class Mention:
    """A word that means an agency. office: whether it names a person of it."""

    kind: str
    start: int
    end: int
    office: bool


@dataclass(frozen=True, slots=True)
class _Kinds:
    pattern: re.Pattern[str]
    meaning: dict[str, tuple[str, bool]]
    exact: dict[str, str]
    weak: frozenset[str]


@functools.cache
def _kinds() -> _Kinds:
    meaning: dict[str, tuple[str, bool]] = {}
    exact: dict[str, str] = {}
    weak = set()
    for kind, entry in tomllib.loads(_FILE.read_text(encoding="utf-8")).items():
        for name in entry["names"]:
            meaning.setdefault(name.casefold(), (kind, False))
        for office in entry.get("offices", ()):
            meaning.setdefault(office.casefold(), (kind, True))
        for name in entry.get("exact", ()):
            exact[name] = kind
        if entry.get("weak"):
            weak.add(kind)
    words = sorted({*meaning, *(name.casefold() for name in exact)}, key=len, reverse=True)
    body = "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in words)
    return _Kinds(re.compile(rf"(?<![\w-])(?:{body})(?![\w-])", re.IGNORECASE), meaning, exact, frozenset(weak))


def weak_kinds() -> frozenset[str]:
    return _kinds().weak


def mentions(text: str) -> list[Mention]:
    """All words in a text that mean an agency, in order."""
    known = _kinds()
    found = []
    for match in known.pattern.finditer(text):
        word = re.sub(r"\s+", " ", match[0])
        if kind := known.exact.get(word.upper()):
            if word.isupper() or " " in word:
                found.append(Mention(kind, match.start(), match.end(), False))
            continue
        if entry := known.meaning.get(word.casefold()):
            found.append(Mention(entry[0], match.start(), match.end(), entry[1]))
    for match in _OTHER_OFFICE.finditer(text):
        if not any(match.start() < one.end and one.start < match.end() for one in found):
            found.append(Mention("opd", match.start(), match.end(), True))
    return sorted(found, key=lambda one: one.start)


_OTHER_OFFICE = re.compile(
    r"\b(?:(?:[Kk]epala\s+|[Kk]adis\s+|[Kk]aban\s+)?(?:Dinas|Badan|DINAS|BADAN)\s+(?!Pengawas|Pusat|Meteorologi|"
    r"Nasional|Narkotika|Pertanahan|Kepegawaian\s+Negara|Siber|Intelijen|Permusyawaratan|Pemeriksa)"
    r"[A-Z][A-Za-z]+|(?:[Kk]adis|[Kk]aban|Kepala)\s+(?:Dinas|Badan|[A-Z][a-z]+an)\b|Bappeda|BPKAD|BKPSDM|Damkar|"
    r"Dinsos|Disnaker|Bapenda|"
    r"(?:para\s+)?[Kk]epala\s+[Dd]inas\b)"
)
_PLACE = re.compile(
    r"\b(?:aula|ruang(?:an)?|gedung|gudang|halaman|lapangan|makodim|mapolres(?:ta)?|mapolsek|mapolda|makoramil|"
    r"pendopo|balai|sekretariat|"
    r"media\s+center|command\s+center|rumah\s+(?:dinas|jabatan))\s+(?!daerah\b|dprd\b)(?:[A-Za-z][\w.]*\s*){0,4}|"
    r"\b(?:di|ke|dari|menuju|bertempat\s+di)\s+(?:halaman\s+)?(?:kantor|posko|markas|makodim|mapolres|"
    r"rumah)\s+(?:[A-Za-z][\w.]*\s*){1,3}|"
    r"\bkantor\s+(?:camat|kpu|bawaslu|bupati|desa|lurah|kelurahan|kecamatan|ppk|panwascam|polsek|koramil|dinas|"
    r"badan|pos)\b",
    re.IGNORECASE,
)
_FAR = re.compile(r"\s+(?:RI|Republik|Pusat|Provinsi\s+(?:lain)|se-Indonesia)\b")
_FAR_BEFORE = re.compile(
    r"\b(?:peraturan|pkpu|keputusan|surat\s+edaran|se|honor|honorarium|gudang|data|aplikasi|website|laman|situs|"
    r"logo|bimtek|"
    r"pelantikan|rekrutmen|perekrutan|calon|mantan|seleksi|pembentukan|kotak|pengadaan|"
    r"dari\s+percetakan|masuk\s+ke)\s+(?:para\s+|anggota\s+|petugas\s+)?$",
    re.IGNORECASE,
)
_COUNTED_BEFORE = re.compile(
    r"(?:\b\d[\d.]*|\b(?:dua|tiga|empat|lima|enam|tujuh|delapan|sembilan|sepuluh|belas|puluh|ratus|ribu))\s+"
    r"(?:\([a-z ]+\)\s+)?(?:orang\s+|personel\s+|personil\s+|anggota\s+|petugas\s+|calon\s+|aparat\s+)*$",
    re.IGNORECASE,
)
_ATTENDS = re.compile(
    r"\b(?:dihadiri|menghadiri|hadir|diikuti|mengikuti|mengundang|diundang|bersama|beserta|mengumpulkan|"
    r"melibatkan|dilibatkan|terlibat|peserta|"
    r"didampingi|mendampingi|unsur|jajaran|perwakilan|diwakili|mewakili|undangan|kehadiran|kepada|digelar\s+oleh|"
    r"diselenggarakan|menyepakati|"
    r"(?:rapat|rakor|pertemuan|koordinasi|konsolidasi)(?:\s+[\w()]+){0,4}\s+dengan|rakor\s+(?:ini\s+)?dengan|"
    r"rapat\s+(?:ini\s+)?dengan|pertemuan\s+(?:ini\s+)?dengan|terdiri|seperti)\b",
    re.IGNORECASE,
)
_ABSENT = re.compile(r"\b(?:tidak\s+hadir|tak\s+hadir|absen|berhalangan)\b", re.IGNORECASE)
_SPEAKS = re.compile(
    r"\b(?:meny?ampaikan|menyatakan|menyebut(?:kan)?|mengatakan|menjelaskan|memaparkan|melaporkan|menegaskan|"
    r"menambahkan|mengungkap(?:kan)?|"
    r"mengakui|mengingatkan|mengimbau|menghimbau|berharap|meminta|memastikan|berjanji|berkomitmen|menargetkan|"
    r"mencatat|menuturkan|membuka|"
    r"memimpin|siap|akan|bakal|berpartisipasi|turut|ikut|mengaku|menekankan|menyoroti|menerangkan|mengajak|"
    r"mengapresiasi|menyiapkan|melakukan|melaksanakan|"
    r"menyurati|membantu|mendata|bertanggung|berkoordinasi|menyerahkan|mengusulkan|mengeluhkan|"
    r"ujar|kata|ucap|tutur|jelas|ungkap|tegas|terang|imbuh|tambah|papar|sebut)\b",
    re.IGNORECASE,
)
_ASKED = re.compile(
    r"\b(?:meminta|minta|menugaskan|memerintahkan|menginstruksikan|mengimbau|menghimbau|mendorong|mengingatkan|"
    r"mengajak|diminta|"
    r"ditugaskan|diimbau|diinstruksikan|agar|supaya|kepada)\s+(?:(?:seluruh|para|semua|jajaran|pihak|kepada|"
    r"segenap|agar|petugas)\s+)*$",
    re.IGNORECASE,
)
_TROUBLE = re.compile(
    r"\b(?:kesehatan|kebugaran|jaringan|pemadaman|aliran|listrik|kekurangan|honor|insentif|petugas|anggota|calon|"
    r"kelelahan|rekrutmen|"
    r"merekrut|pemeriksaan|sakit)\s+(?:\w+\s+){0,2}$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Scene:
    """What words without a level mean in this text: ``polisi`` is the Polsek where only that is named."""

    police: str = "polres"
    army: str = "kodim"

    def kind(self, mention: str) -> str:
        return self.police if mention == "police" else self.army if mention == "army" else mention


def scene_of(text: str) -> Scene:
    """The level that the text names; without one that of its sub-district bodies, else the regency's."""

    def names(words: str) -> bool:
        return bool(re.search(rf"\b(?:{words})\b", text, re.IGNORECASE))

    regency = names(r"bupati|wali\s?kota|forkopimda|sekda|pemkab|pemkot|kpu")
    district = names(r"camat|forkopimcam|muspika|panwascam|ppk") and not regency
    police = army = ""
    if names(r"polres\w*|kapolres\w*"):
        police = "polres"
    elif names(r"polsek|kapolsek") or district:
        police = "polsek"
    elif names(r"polda|kapolda"):
        police = "polda"
    if names(r"kodim|dandim"):
        army = "kodim"
    elif names(r"koramil|danramil") or district:
        army = "koramil"
    elif names(r"korem|danrem"):
        army = "korem"
    return Scene(police or "polres", army or "kodim")


def present(sentences: Iterable[Sentence], scene: Scene, invites: bool) -> tuple[Presence, ...]:
    """Kinds that took part, spoke or were asked, each with the sentence that says so first.

    invites: whether the text is an invitation, whose addressees are those who shall come.
    """
    found: dict[str, Span] = {}
    told = list(sentences)
    for number, sentence in enumerate(told):
        if sentence.role in {Role.TITLE, Role.HEADING} and number + 1 < len(told) and (
            (told[number + 1].role is Role.ITEM or sentence.text.endswith(":")) and (own := headed(sentence))
        ):  # fmt: skip
            found.setdefault(scene.kind(own), sentence.span)
        if not _looked_at(sentence, invites):
            continue
        text = sentence.text
        places = [match.span() for match in _PLACE.finditer(text) if sentence.section not in _LISTS]
        for mention in mentions(text):
            if mention.start < sentence.offset and sentence.label not in {"", "tempat"} and not sentence.section:
                continue
            kind = scene.kind(mention.kind)
            if kind in found or any(low <= mention.start < high for low, high in places):
                continue
            if _is_present(sentence, mention, kind):
                found[kind] = sentence.span
    return tuple(Presence(kind, span) for kind, span in found.items())


_LISTS = frozenset({Section.ATTENDANCE, Section.RECIPIENTS})
_CALM_FIELDS = re.compile(
    r"nomor|^no$|lamp|sifat|tempat|lokasi|acara|agenda|hal$|perihal|kegiatan|dari|dasar|tembusan|judul|tema|topik"
)


def _looked_at(sentence: Sentence, invites: bool) -> bool:
    if sentence.role not in {Role.BODY, Role.FIELD, Role.ITEM}:
        return False
    if sentence.section in {Section.COPIES, Section.SIGNATURE}:
        return False
    if sentence.section is Section.RECIPIENTS or sentence.label.startswith("kepada"):
        return invites
    return not (sentence.label and _CALM_FIELDS.search(sentence.label))


def _is_present(sentence: Sentence, mention: Mention, kind: str) -> bool:
    text = sentence.text
    marker = max(0, sentence.value - sentence.start) if sentence.role is Role.ITEM else 0
    before, after = text[min(marker, mention.start) : mention.start], text[mention.end :]
    listed = sentence.section in _LISTS
    if _FAR.match(after) and kind in {"kpu", "bawaslu", "police", "polres"}:
        return False
    if listed:
        return True
    if kind in _FORCES and not mention.office and (
        _COUNTED_BEFORE.search(before[-50:]) or re.match(r"\s*[:=]\s*\d", after)
    ):  # fmt: skip
        return False
    if sentence.section is Section.OBSTACLES and not mention.office and before.strip():
        return False
    if re.search(r"\b(?:bko|bantuan|dukungan|tambahan|perkuatan)\b[^,.;]{0,30}\bdari\s+$", before[-50:], re.IGNORECASE):
        return False
    if _FAR_BEFORE.search(before[-40:]) or (_COUNTED_BEFORE.search(before[-50:]) and not _attending(before)):
        return False
    if _ABSENT.match(after.lstrip()[:16]):
        return False
    if kind == "opd" and not mention.office and re.search(r"\b(?:antar|lintas)\s+$", before, re.IGNORECASE):
        return False
    if kind not in weak_kinds() and not (kind == "opd" and mention.office):
        return not (re.search(r"\b(?:TPS|pelanggaran|laporan\s+ke)\s+$", before[-20:]) and not mention.office)
    if _TROUBLE.search(before[-50:]) and not _attending(before):
        return False
    if _attending(before) or _ASKED.search(before[-60:]):
        return True
    lead = re.fullmatch(r"\W*(?:\(?\w{1,3}[.)]|[-•>])?\s*(?:(?:adapun|sementara|sedangkan|itu|dan|lalu|para|"
                        r"pihak|ketua|koordinator|"
                        r"kepala|manajer|perwakilan|dari)\W+){0,4}", before, re.IGNORECASE)  # fmt: skip
    if speaker(sentence) == mention:
        return True
    if sentence.role is Role.ITEM and lead:
        return bool(re.match(r"\s*(?:[\w./-]+\s+){0,4}?(?::|-\s)", after)) or bool(_SPEAKS.match(after.lstrip()))
    speaks = _SPEAKS.search(after[:90])
    headed = mention.office or bool(
        re.search(r"\b(?:ketua|kepala|manajer|koordinator|komisioner|pimpinan|direktur)\s+$", before, re.IGNORECASE)
    )
    if headed and (speaks or _SPEAKS.search(before[-40:])):
        return True
    if "|" in text:
        return True
    return bool(lead and speaks and speaks.start() < 40) or bool(
        speaks
        and speaks.start() < 3
        and not re.search(r"\b(?:bagi|untuk|oleh|dari|terhadap|petugas|anggota)\s+$", before)
    )


_FORCES = frozenset({"linmas", "police", "polres", "polda", "polsek", "army", "kodim", "korem", "kpps"})
"""Of these a number stands for men at work, not for those at the table."""


_LABEL = re.compile(
    r"\W*(?:\(?\w{1,2}[.)]\s+)?(?:(?:[Bb]apak|[Ii]bu|[Pp]ak|[Bb]u|[Bb]pk|[Pp]erwakilan|[Pp]ihak|[Dd]ari|[Uu]nsur)\.?\s+)*"
    r"(?P<who>[^:\n]{2,70}?)\s*:(?!\d)"
)
_OWN_NAMES = re.compile(r"(?:\s+(?:Kab\w*\.?|Kota|Kec\w*\.?|[A-Z][\w./-]*|\d{3,4}\S*)){0,5}(?:\s*\([^()]*\))?")


def headed(sentence: Sentence) -> str | None:
    """The kind that a line names and nothing else, as a heading of what it says: ``KPU``, ``- PLN (Bapak Contoh):``."""
    body = sentence.text.strip(" -•*>#.:()✅✔0123456789\n")
    if not body or len(body) > 60 or sentence.label:
        return None
    found = mentions(body)
    if not found or found[0].start > 0 or not _OWN_NAMES.fullmatch(body[found[0].end :] + ")" * body.count("(")):
        return None
    return found[0].kind if sentence.text.strip().endswith(":") or len(body.split()) <= 4 else None


def speaker(sentence: Sentence) -> Mention | None:
    """The agency whose name stands before a colon at the beginning of what it says: ``Kapolres: situasi aman``."""
    label = _LABEL.match(sentence.text)
    if label is None or sentence.label or re.match(r"\s*\d", sentence.text[label.end() :]):
        return None
    first = next((one for one in mentions(sentence.text) if one.start == label.start("who")), None)
    if first is None or first.end > label.end("who"):
        return None
    return first if _OWN_NAMES.fullmatch(sentence.text, first.end, label.end("who")) else None


def _attending(before: str) -> bool:
    """Whether a word of attending stands before, in the same run of the sentence."""
    found = list(_ATTENDS.finditer(before))
    if not found:
        return False
    between = before[found[-1].end() :]
    return not re.search(
        r"\b(?:untuk|guna|agar|supaya|karena|membahas|terkait|dalam\s+rangka|sehingga|sebanyak)\b|[;:]\s",
        between,
        re.IGNORECASE,
    )


def agency_of(text: str, scene: Scene) -> str | None:
    """The kind of the first agency that a text names."""
    first = next(iter(mentions(text)), None)
    return scene.kind(first.kind) if first else None
