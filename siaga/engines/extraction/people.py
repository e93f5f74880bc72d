"""Offices with the names of those who hold them, and who leads a meeting."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from siaga.engines.extraction.agencies import mentions
from siaga.engines.extraction.areas import Areas
from siaga.engines.extraction.sentences import Section, Sentence
from siaga.engines.extraction.shapes import Person
from siaga.engines.extraction.words import ANY_MONTH, ANY_WEEKDAY, SAYS, bag, squeezed

_ACTING = (
    r"(?:(?:(?:Pj|Pjs|PJ|PJS|Plt|PLT|Plh|PLH|Pgs)\.?\s+|Penjabat(?:\s+[Ss]ementara)?(?:\s*\(\s*(?:Pj|Pjs)\.?\s*\))?\s+|"
    r"Pelaksana\s+(?:[Tt]ugas|[Hh]arian)(?:\s*\(\s*(?:Plt|Plh)\.?\s*\))?\s+|Wakil\s+))*"
)
_HEAD = (
    r"(?:Komandan|As+isten|Bupati|Wali\s?[Kk]ota|Walikota|Wabup|Wawako|Wawali(?:kot)?|Wako|Gubernur|Wagub|Sekda(?:kab|"
    r"kot?|prov)?|Sekretaris\s+Daerah|Sekkab|"
    r"Sekkot|Staf\s+Ahli(?:\s+(?:Bupati|Wali\s?[Kk]ota|Gubernur))?|Kepala|Kabag(?:\s?[Oo]ps|\s+[A-Z]\w+)?|Kadis\w*|Kadinkes|Kaban|Kakan(?:kemenag)?|Kabid|"
    r"Kasat(?:pol)?|Kasi|"
    r"Kasubbag|Kalaksa|Camat|Sekcam|Sekdes|Lurah|Kades|Kapolda|Wakapolda|Kapolres(?:ta(?:bes)?)?|"
    r"Wakapolres(?:ta)?|Kapolsek|Wakapolsek|"
    r"Kapolsubsektor|Dandim|Kasdim|Pasi\s?\w*|Danramil|Danposramil|Danrem|Danlanal|Kajari|Kacabjari|Ketua|"
    r"Wakil\s+Ketua|Komisioner|Anggota|"
    r"Koordinator|Manajer|Manager|Direktur|Sekretaris|Inspektur|Kordiv|Kadiv|Koordiv|Kordinator|Bhabinkamtibmas|Babinsa|Korwil|Kalaksa|"
    r"Kaur|Kabagops|Karo\w*|Kasie|Kasubag|Kanit\w*|Kapos\w*|Kapus|Kalapas|Karutan|Kakesbang\w*|Sekban|Sekdis|Sekwan|"
    r"Danyon\w*|Danki|Dansatgas|Wadan\w+|Pabung|Perwira\s+Penghubung|Padal)"
)
_HONOUR = (
    r"(?:H|Hj|KH|K\.H|Ny|Pdt|Pak|Bu|Mbak|Mas|Kyai|Dr|dr|drg|Drs|Dra|Ir|Prof|AKBP|AKP|Kompol|KOMPOL|Kombes(?:\.?\s*Pol)?|IPTU|Iptu|IPDA|Ipda|"
    r"Aiptu|AIPTU|Aipda|AIPDA|Bripka|"
    r"BRIPKA|Brigjen|Letkol|Letnan|Mayor|Kapten|Kolonel|Kol|Lettu|Letda|Peltu|Pelda|Serma|Serka|Sertu|Bapak|Bpk|"
    r"Ibu|pak|bu|bapak|ibu|bpk|Sdr|Sdri|Ust|Tgk|St|R|Rd|RM|"
    r"Tb|Andi|Inf|Cke|Arm|Arh|Cpl|Czi|Caj|Kav|Mar|Laut|Pol|\(P\)|\(Purn\))"
)
_NAME_WORD = r"[A-Z][\w'’-]*\.?"
DEGREE = (
    r"(?:S\.?\s?(?:Sos|H|E|T|P|IP|STP|Pd|Ag|Kom|I\.?K|KM|Hut|Si|Kep|Farm|H\.I|Psi|SiT|IK|AP|Pt)|M\.?\s?(?:Si|M|H|"
    r"AP|T|Pd|Kes|Sc|E|Kom|Hum|Ag|P|IP|A|"
    r"Tr\S*|Ec\.?Dev|SE)|SH|SE|ST|MM|MH|MSi|MT|MAP|SIP|SIK|CGCAE|AP|S\.STP|Sp\.?\w+|Ph\.?D|Ak|CA|CPA|LLM|Psi)\b\.?"
)
NAME = re.compile(rf"(?:{_HONOUR}\.?\s+)*{_NAME_WORD}(?:\s+(?:bin|binti|{_NAME_WORD}))*(?:\s*,\s*{DEGREE})*")
_OFFICE_TAIL = re.compile(
    rf"(?:\s+(?:dan(?=\s+[A-Z][a-z]+(?:\s|,))|\([A-Z][A-Za-z .]{{1,24}}\)|"
    rf"(?:(?!(?:{_HONOUR})\.?\s+[A-Z])(?:[A-Z][\w'/&-]*|\d{{2,4}}(?:[/-]\w+)?|[IVX]+|\d)(?!\w))))*"
)
_START = re.compile(rf"(?<![\w])(?P<office>{_ACTING}{_HEAD})(?![\w])")
_SINGLE_LED = re.compile(
    r"^(?:camat|kapolsek|danramil|lurah|kades|kapolres|dandim|kepala\s+desa|sekcam|danposramil|kajari|kapolresta)$",
    re.IGNORECASE,
)
NOT_NAME = re.compile(
    rf"^(?:{ANY_WEEKDAY}|{ANY_MONTH}|yang|serta|dan|dalam|pada|para|turut|hadir|rapat|rakor|pemilu|pilkada|tps|"
    rf"forum|pemkab|pemkot|tni|polri|"
    r"tokoh|perwakilan|unsur|jajaran|sementara|kegiatan|acara|desk|tahun|seluruh|kabupaten|kota|kecamatan|"
    r"provinsi|indonesia|zoom|wib|wita|komandan|pejabat|kepala|jalan|jl|ketua|anggota|calon)$",
    re.IGNORECASE,
)
_BALINESE = bag("Gede Gde Made Wayan Nyoman Ketut Putu Kadek Komang Gusti Dewa Nengah Ngurah Luh Ayu Kade Wy Pt Md Nym")
"""After ``I`` or ``Ni`` a name begins, and no numeral ends an office."""
_OFFICE_WORD = bag(
    "kabupaten kota kecamatan provinsi daerah badan dinas bagian bidang kantor seksi satuan kesatuan bangsa "
    "politik pemerintahan "
    "kesejahteraan rakyat ops operasional pelaksana harian puskesmas desa kelurahan negeri pengadilan agama "
    "kejaksaan umum pemilihan komisi "
    "pengawas perekonomian pembangunan administrasi hukum keamanan intel intelkam pengamanan ketertiban "
    "kependudukan pencatatan sipil "
    "perhubungan komunikasi informatika kesehatan pendidikan kebudayaan pekerjaan penanggulangan bencana panitia "
    "divisi teknis "
    "penyelenggaraan data logistik sdm sosialisasi partisipasi masyarakat desk pilkada pemilu kab kec sub "
    "sekretariat koordinator wilayah "
    "pemberdayaan penyuluh kb urusan perlindungan linmas upt uptd penataan ruang tenaga kerja sosial pertanian "
    "perdagangan ulp up3 "
    "cabang ranting majelis ulama i ii iii iv v 1 2 3 4 dalam luar muda madya tapem kesra kesbangpol organisasi "
    "kominfo "
    "kementerian dukcapil disdukcapil adm pem se kabag kasat samapta lantas reskrim binmas setda setkab setdakab "
    "jenderal pemda pemkab "
    "pencegahan humas parmas hubungan antar lembaga kampung pekon pemkot ad hoc adhoc tingkat hansip bpbd satpol "
    "pp dishub dinkes pmd forkopimda forkopimcam dprd kpu bawaslu "
    "ppk pps kpps ketenteraman ketentraman trantib trantibum pelayanan pembinaan keuangan program perencanaan "
    "penelitian pengembangan aset kesiapsiagaan kedaruratan rehabilitasi angkutan keselamatan opini publik aptika "
    "informasi persandian statistik ketahanan ekonomi budaya kemasyarakatan kewaspadaan nasional penanganan konflik "
    "wawasan kebangsaan bina ideologi poldagri surveilans penyakit sumber daya manusia operasi pengendalian distribusi "
    "jaringan pemadam kebakaran pajak pendapatan investasi lingkungan hidup perumahan permukiman "
    "panwascam panwaslu polres polsek kodim koramil polda pln telkom rsud mui fkub bpd kua sekretaris wakil "
    "ketua anggota"
)


@dataclass(frozen=True, slots=True)
class Found:
    """An office in a sentence, with a name or without. whole: as it stands, for the chair."""

    office: str
    name: str
    whole: str
    start: int
    end: int


def people_in(text: str, areas: Areas) -> list[Found]:
    """Offices of one sentence in order; places are in the sentence."""
    found: list[Found] = []
    at = 0
    for match in _START.finditer(text):
        if match.start() < at:
            continue
        one = _person(text, match, areas, at)
        if one:
            found.append(one)
            at = one.end
    return found


def _person(text: str, match: re.Match[str], areas: Areas, floor: int) -> Found | None:
    if re.search(
        r"\b(?:[Pp]emilihan|[Cc]alon|[Cc]alon\s+Wakil|dan\s+Wakil|PEMILIHAN)\s+(?:\w+\s+dan\s+)?$",
        text[max(0, match.start() - 40) : match.start()],
    ):
        return None
    tail = _OFFICE_TAIL.match(text, match.end())
    end = tail.end() if tail else match.end()
    words = text[match.end() : end].split()
    kept, name = _divided(squeezed(match["office"]), words, areas)
    stop = match.end()
    for word in kept:
        stop = text.index(word, stop) + len(word)
    if name and len(name) <= 3 and _HONOURED.match(text, end):
        name, stop = [], end
    office = squeezed(text[match.start() : stop])
    of_a_place = not kept or _SINGLE_LED.match(match["office"])
    if name and of_a_place and len(name) <= 3 and not re.match(rf"{_HONOUR}\.?$", name[0]):
        first, bracket = _after(text, end)
        found = NAME.match(text, first) if first and text[end:first].strip() in {",", "-", "("} else None
        if found and _namelike(text, first, found, bracket):
            stop = name_end(text, first, found)
            office = squeezed(text[match.start() : end])
            return Found(
                office,
                squeezed(text[first:stop]).rstrip(","),
                squeezed(text[match.start() : stop]),
                match.start(),
                stop,
            )
    if name:
        first = text.index(name[0], stop)
        found = NAME.match(text, first)
        stop = name_end(text, first, found)
        return Found(office, squeezed(text[first:stop]), squeezed(text[match.start() : stop]), match.start(), stop)
    first, bracket = _after(text, stop)
    if first:
        found = NAME.match(text, first)
        if found and _namelike(text, first, found, bracket):
            stop = name_end(text, first, found)
            name_text = squeezed(text[first:stop]).rstrip(",")
            whole = squeezed(text[match.start() : stop + (1 if bracket and text[stop : stop + 1] == ")" else 0)])
            return Found(office, name_text, whole, match.start(), stop)
    if before := _NAME_BEFORE.search(text, floor, match.start()):
        name_text = squeezed(before["name"]).rstrip(",")
        if not NOT_NAME.match(name_text.split()[0]) and not _START.match(name_text) and not mentions(name_text):
            return Found(office, name_text, squeezed(text[before.start("name") : stop]), before.start("name"), stop)
    if re.search(r"\bdan(?:\s+Wakil)?$", office) or re.match(
        r"(?:Kepala|Wakil\s+Kepala)\s+(?:Daerah|Keluarga)", office
    ):
        return None
    if re.fullmatch(r"Kepala Daerah|Kepala Keluarga|Wakil Kepala Daerah", office):
        return None
    if (
        re.fullmatch(rf"{_ACTING}(?:Kepala|Ketua|Anggota|Sekretaris|Koordinator|Direktur|Komisioner)", office)
        and not kept
    ):
        return None
    return Found(office, "", office, match.start(), stop)


def _divided(head: str, words: list[str], areas: Areas) -> tuple[list[str], list[str]]:
    """The words after a head: those of the office, and those of a name."""
    kept: list[str] = []
    rest = list(words)
    while rest:
        if len(rest) > 1 and rest[0] in {"I", "Ni"} and rest[1].strip(",.") in _BALINESE:
            break
        word = rest[0].strip(",")
        plain = word.lower().strip(".")
        if word.startswith("("):
            count = next((at for at, one in enumerate(rest, 1) if one.endswith(")")), 1)
            kept += rest[:count]
            del rest[:count]
            continue
        if plain in _OFFICE_WORD or plain == "dan" or word.isdigit() or re.fullmatch(r"\d{2,4}[/-]?\w*", word):
            if plain == "dan" and len(rest) > 1 and rest[1].lower().strip(".") not in _OFFICE_WORD:
                break
            kept.append(rest.pop(0))
            continue
        if count := areas.leading(rest):
            kept += rest[:count]
            del rest[:count]
            continue
        if re.fullmatch(r"[A-Z]{2,8}", word) and len(rest) == 1 and not kept:
            kept.append(rest.pop(0))
            continue
        break
    while kept and kept[-1].lower() == "dan":
        kept.pop()
    if rest and NOT_NAME.match(rest[0].strip(",.")):
        return kept, []
    rest = [word for word in rest if word.lower() != "dan"]
    if rest and (re.fullmatch(_HEAD, rest[0].strip(",")) or rest[0] == "Wakil"):
        return kept, []
    core = re.sub(rf"^{_ACTING}", "", head)
    if (
        rest
        and not kept
        and _SINGLE_LED.match(core)
        and len(rest) <= 2
        and not any(word.endswith(".") for word in rest)
    ):
        return rest, []
    return kept, rest


def _after(text: str, stop: int) -> tuple[int, bool]:
    """Where a name may begin after an office: directly (an honorific), after a comma, a dash, or in brackets."""
    gap = re.compile(r"\s*(?P<sign>,|-|\(|:)?\s*(?:yaitu\s+|yakni\s+)?").match(text, stop)
    if gap is None or gap.end() >= len(text) or gap.end() == stop:
        return 0, False
    return gap.end(), gap["sign"] == "("


def _namelike(text: str, first: int, found: re.Match[str], bracket: bool) -> bool:
    word = re.match(r"[\w'.]+", text[first:])
    plain = (word[0] if word else "").strip(".")
    if not plain or NOT_NAME.match(plain) or plain.lower() in _OFFICE_WORD:
        return False
    if _START.match(text, first) or any(one.start == 0 for one in mentions(text[first : first + 60])):
        return False
    honoured = bool(re.match(rf"{_HONOUR}\.?\s+", text[first:]))
    if text[max(0, first - 2) : first].strip() in {"", ")"} and not honoured:
        return False
    whole = squeezed(found[0])
    words = [one for one in whole.split() if not re.fullmatch(rf"{_HONOUR}\.?|{DEGREE}", one)]
    if not words or (bracket and len(words) == 1 and words[0].isupper()):
        return False
    if bracket:
        return len(words) >= 2 or honoured
    return honoured or (len(words) >= 1 and not words[0].isupper()) or len(words) >= 2


def name_end(text: str, first: int, found: re.Match[str] | None) -> int:
    """The end of a name, with its degrees, before a word that is none of it."""
    if found is None:
        return first
    end = found.end()
    name = text[first:end]
    for word in re.finditer(r"[\w']+", name):
        if word.start() and (NOT_NAME.match(word[0]) or _START.match(text, first + word.start())):
            end = first + word.start()
            break
    trimmed = text[first:end].rstrip(" ,-")
    more = re.compile(rf"(?:\s*,\s*{DEGREE})+").match(text, first + len(trimmed))
    if more:
        return more.end()
    if trimmed.endswith(".") and not re.search(rf"(?:{DEGREE})$", trimmed):
        trimmed = trimmed[:-1]
    return first + len(trimmed)


def everyone(sentences: Iterable[Sentence], areas: Areas) -> tuple[Person, ...]:
    """All with a name, and the offices named without one where people attend."""
    named: dict[str, Person] = {}
    offices: dict[str, Person] = {}
    for sentence in sentences:
        if not sentence.told or sentence.section in {Section.COPIES, Section.SIGNATURE}:
            continue
        if sentence.label and _NO_PEOPLE.match(sentence.label):
            continue
        attends = sentence.section in {Section.ATTENDANCE, Section.RECIPIENTS} or _ATTEND.search(sentence.text)
        for one in people_in(sentence.text, areas):
            key = _key(one.name)
            if key and not any(set(key.split()) < set(other.split()) for other in named):
                named.setdefault(key, Person(_plain(one.name), one.office, sentence.span))
            elif not key and attends:
                offices.setdefault(one.office.casefold(), Person("", one.office, sentence.span))
    taken = [person.office.casefold() for person in named.values()]
    rest = [
        person for office, person in offices.items()
        if not any(other.startswith(office) or office.startswith(other) for other in taken)
        and not any(other is not person and name.startswith(f"{office} ") for name, other in offices.items())
    ]  # fmt: skip
    return (*named.values(), *rest)[:60]


_HONOURED = re.compile(rf"\s+(?:{_HONOUR})\.?\s+[A-Z]")
_NAME_BEFORE = re.compile(
    rf"(?:\b(?:oleh|termasuk|{SAYS}|yakni|yaitu|diwakili|"
    rf"saudara|bapak|ibu)\s+)"
    rf"(?P<name>(?:{_HONOUR}\.?\s+)*{_NAME_WORD}(?:\s+{_NAME_WORD}){{0,4}}(?:\s*,\s*{DEGREE})*)\s*,?\s+(?:selaku\s+|sebagai\s+)?$"
)
_NO_PEOPLE = re.compile(
    r"tempat|lokasi|nomor|hal$|perihal|acara|agenda|waktu|hari|dasar|kegiatan|tembusan|no$|lamp|sifat"
)
_ATTEND = re.compile(
    r"\b(?:dihadiri|menghadiri|hadir|diikuti|mengikuti|mengundang|bersama|beserta|didampingi|mengumpulkan|dengan|"
    r"peserta)\b",
    re.IGNORECASE,
)


def _plain(name: str) -> str:
    return name.strip(" ,.-") if not re.search(rf"{DEGREE}$", name) else name.strip(" ,-")


def _key(name: str) -> str:
    words = [word for word in re.split(r"[\s,]+", name) if not re.fullmatch(rf"{_HONOUR}\.?|{DEGREE}", word)]
    return " ".join(words).casefold()
