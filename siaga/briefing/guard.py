"""The guard of documents: names of areas and dates that contradict the desk's own. Seed 4 copied "Kabupaten Kolaka".

``check`` is pure: it reads a text beside what the desk knows. ``check_text`` asks the region table for that. It speaks
up only where a text says so in words: an area with its kind in front (*Kabupaten*, *Kota*, *Provinsi*, *Kecamatan*), or
after *di wilayah*; a date said to be voting day; a weekday that is not that date's; a period that is not the report's.
A neighbour may be named as one: by its agencies (*Polres Lahat*), as border, origin or destination.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import islice

from django.utils.translation import gettext as _

from siaga.elections.models import Election
from siaga.wilayah.access import below
from siaga.wilayah.models import Level, Region
from siaga.wilayah.names import fold

MONTHS = (
    "januari", "februari", "maret", "april", "mei", "juni", "juli", "agustus", "september", "oktober", "november",
    "desember",
)  # fmt: skip
WEEKDAYS = ("senin", "selasa", "rabu", "kamis", "jumat", "sabtu", "minggu")
_SHORT = {name[:3]: place for place, name in enumerate(MONTHS, start=1)} | {"agt": 8, "nop": 11, "sept": 9}
_NEVER_NAMES = frozenset(
    re.findall(
        r"[a-z]+",
        "tahun nomor no pada kepada yang dan di ke dari untuk dengan tanggal hari pilkada pemilu pemilihan desk "
        "provinsi kabupaten kota kecamatan kelurahan desa ini itu tersebut kami kita setempat sekitar se administrasi "
        "lain lainnya masing oleh dalam sebagai agar serta atau telah sudah belum akan tidak juga adalah tps kpu "
        "bawaslu polres kodim serentak daerah sebagaimana ",
    )
) | {*WEEKDAYS, *MONTHS}
_MOST_TEXT = 200_000
_MOST_FINDINGS = 50


@dataclass(frozen=True, slots=True)
class Finding:
    """One contradiction. kind: area, voting_day, date, weekday or period. sentence, part: where it stands."""

    kind: str
    text: str
    sentence: str
    message: str
    remedy: str
    part: str = ""


@dataclass(frozen=True, slots=True)
class Known:
    """What the desk knows, folded. own: names of its region, of those above it and below it, without their kind.

    kinds: names of regencies and provinces by how they are called elsewhere (``kolaka`` → ``Kabupaten Kolaka``), with
    the codes of their provinces. strange_districts: sub-districts that lie elsewhere only.
    voting_days: of this election, and of others that the desk has. regime: pilkada or pemilu, empty where unknown.
    """

    area: str
    own: Collection[str]
    voting_day: date
    voting_days: Collection[date] = ()
    regime: str = ""
    province_code: str = ""
    kinds: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    strange_districts: Mapping[str, str] = field(default_factory=dict)
    period: tuple[date, date] | None = None


_NAME = r"[A-Z][A-Za-z'’]*"
_AREA = re.compile(
    r"\b(?P<kind>Kabupaten|KABUPATEN|kabupaten|Kab\.|KAB\.|kab\.|Kota|KOTA|kota|Pemkab|PEMKAB|Pemkot|PEMKOT|Provinsi|"
    r"PROVINSI|provinsi|Prov\.|Propinsi|PROPINSI|Kecamatan|KECAMATAN|kecamatan|Kec\.)[ \t\u00a0]*\n?[ \t\u00a0]*"
    r"(?P<name>[A-Za-z][A-Za-z'’]*(?:[ \t\u00a0-]+[A-Za-z][A-Za-z'’]*){0,4})"
)
_BARE = re.compile(
    rf"\b(?:[Dd]i|[Ss]e|[Dd]alam)?[ -]?(?:wilayah hukum|wilayah|Wilayah)[ ]+(?P<name>{_NAME}(?:[ ]+{_NAME}){{0,3}})"
)
_OF_A_NEIGHBOUR = re.compile(
    r"(?:berbatasan|perbatasan|batas|tetangga|arah|menuju|tujuan|asal|berasal dari|bantuan dari|BKO dari|BKO|"
    r"didatangkan dari|dikirim dari|pindah dari|pindah ke|dikirim ke|jalur|jalan|lintas|antara|ruas)"
    r"(?:\s+(?:dengan|wilayah|dari|ke|langsung|oleh|antara|poros))*\s*$",
    re.IGNORECASE,
)
_AGENCY = re.compile(
    r"\b(?:KPU|Bawaslu|Panwaslu|Polres|Polresta|Kodim|Kejari|Kejaksaan Negeri|Pengadilan Negeri|Dinas [A-Z]\w+|BPBD|"
    r"Satpol PP|Kesbangpol|RSUD|DPRD|Desk Pilkada|Desk Pemilu|Disdukcapil|Pemerintah|Pemda|Setda|Bupati|Wali ?[Kk]ota)"
    r"\s*$"
)
_BUILDING = re.compile(
    r"\b(?:aula|ruang|ruangan|rapat|gedung|balai|kompleks|komplek|perkantoran|kantor|halaman|lapangan|pendopo)\s*$",
    re.IGNORECASE,
)
_BELOW = re.compile(r"\b(?:Kecamatan|Kec\.|Desa|Kelurahan|Kel\.|Dusun|Nagari|TPS|Jalan|Jl\.)\s*$", re.IGNORECASE)

_MONTH = "|".join([*MONTHS, *_SHORT])
_WEEKDAY = "|".join([*WEEKDAYS, "jum['’]at", "ahad"])
_DATE = re.compile(
    rf"(?:\b(?P<weekday>{_WEEKDAY})\s*(?:,|\(|tanggal|\s)\s*)?"
    rf"\b(?:(?P<day>\d{{1,2}})\s+(?P<month>{_MONTH})\.?\s+(?P<year>(?:19|20)\d\d)\b"
    rf"|(?P<iso>(?:19|20)\d\d-\d\d-\d\d)\b"
    rf"|(?P<nday>\d{{1,2}})[/.-](?P<nmonth>\d{{1,2}})[/.-](?P<nyear>(?:19|20)\d\d)\b)",
    re.IGNORECASE,
)
_LINK = (
    r"(?:[\s,:()]|pada|akan|dilaksanakan|diselenggarakan|digelar|berlangsung|jatuh|adalah|yaitu|yakni|ialah|hari|"
    rf"tanggal|serentak|tahun|(?:19|20)\d\d|{_WEEKDAY}|kepala daerah|gubernur|bupati|wali ?kota|dan wakil|dan|suara|"
    r"nasional|serentaknya|ini|nanti|mendatang)*"
)
_VOTING = re.compile(rf"(?:pemungutan suara|hari pemungutan|pencoblosan|hari[ -]h\b){_LINK}$", re.IGNORECASE)
_PILKADA = re.compile(rf"\b(?:pilkada|pemilihan kepala daerah|pilgub|pilbup|pilwako|pilwalkot){_LINK}$", re.IGNORECASE)
_PEMILU = re.compile(rf"\b(?:pemilu|pemilihan umum|pileg|pilpres){_LINK}$", re.IGNORECASE)
_SOMETHING_ELSE = re.compile(
    r"\b(?:evaluasi|rapat|rakor|persiapan|kesiapan|sosialisasi|simulasi|tahapan|logistik|kampanye|debat|apel|pelatihan|"
    r"bimtek|bimbingan|monitoring|pemantauan|distribusi|penyaluran|rekapitulasi|penetapan|laporan|deklarasi|pengamanan|"
    r"anggaran|hibah|desk|gladi|pelipatan|penyortiran|pendistribusian|pelantikan|pembentukan|pengawasan|doa)\b",
    re.IGNORECASE,
)
_ABOUT_VOTING = re.compile(r"pemungutan suara|pencoblosan|pilkada|pemilu|pemilihan|hari[ -]h\b", re.IGNORECASE)
_REPEAT = re.compile(r"\b(?:ulang|susulan|lanjutan|PSU|PSS|PSL)\b", re.IGNORECASE)
_PERIOD = re.compile(
    rf"\b(?:periode|masa|minggu|pekan)(?:\s+(?:laporan|pelaporan|lapor|ini|tanggal|:))*\s*:?\s*"
    rf"(?P<from_day>\d{{1,2}})(?:\s+(?P<from_month>{_MONTH})\.?)?(?:\s+(?P<from_year>20\d\d))?"
    rf"\s*(?:s\.?\s?d\.?|s/d|sampai(?:\s+dengan)?|hingga|–|-)\s*"
    rf"(?P<day>\d{{1,2}})\s+(?P<month>{_MONTH})\.?\s+(?P<year>20\d\d)",
    re.IGNORECASE,
)


def check(text: str, known: Known) -> list[Finding]:
    """Every contradiction in the text, in its order. Pure; quiet where it cannot be sure."""
    text = text[:_MOST_TEXT]
    found = [*islice(_areas(text, known), 4 * _MOST_FINDINGS), *islice(_dates(text, known), 4 * _MOST_FINDINGS)]
    unique = {(one.kind, fold(one.text), one.message): one for one in reversed(found)}
    return [one for one in found if unique[one.kind, fold(one.text), one.message] is one][:_MOST_FINDINGS]


def check_text(
    text: str, *, region: Region, election: Election, period: tuple[date, date] | None = None
) -> list[Finding]:
    """The contradictions of a document of this region in this election. period: of a report, both days included."""
    return check(text, known_to(region, election, text, period))


# What the desk knows -----------------------------------------------------------------------------------------------


def known_to(region: Region, election: Election, text: str, period: tuple[date, date] | None = None) -> Known:
    """What bears on this text: three queries, bounded by the names that the text holds."""
    codes = [region.code[:length] for length in (2, 5, 8, 13) if length <= len(region.code)]
    own_rows = Region.objects.filter(below(region.code)) | Region.objects.filter(code__in=codes)
    own = {without_kind(name) for name in own_rows.values_list("search_name", flat=True)[:20_000]}
    wanted = sorted(_candidates(text))[:2000]
    spelled = [*wanted, *(f"{kind} {name}" for kind in ("kabupaten", "kota") for name in wanted)]
    kinds: dict[str, tuple[str, str]] = {}
    districts: dict[str, str] = {}
    rows = Region.objects.filter(level__lte=Level.DISTRICT, valid_to=None).select_related("parent")
    for start in range(0, len(spelled), 400):
        for one in rows.filter(search_name__in=spelled[start : start + 400]).order_by("-code"):
            name = without_kind(one.search_name)
            if one.level == Level.DISTRICT:
                districts[name] = f"{one.title}, {one.parent.title}" if one.parent else one.title
            elif name not in own:
                kinds[name] = (one.title, one.province_code)
    others = Election.objects.filter(region__code__in=codes) | Election.objects.filter(below(region.code, "region__"))
    return Known(
        area=region.title,
        own=own,
        voting_day=election.voting_day,
        voting_days=set(others.values_list("voting_day", flat=True)[:200]) | {election.voting_day},
        regime=_regime(election),
        province_code=region.province_code,
        kinds=kinds,
        strange_districts={name: where for name, where in districts.items() if name not in own},
        period=period,
    )


def _regime(election: Election) -> str:
    name = election.ruleset.name
    return "pemilu" if "pemilu" in name else "pilkada" if "pilkada" in name else ""


def without_kind(folded: str) -> str:
    """``kota pagar alam`` → ``pagar alam``: the list writes some names with their kind."""
    for kind in ("kabupaten ", "kota administrasi ", "kota ", "provinsi "):
        if folded.startswith(kind) and len(folded) > len(kind):
            return folded.removeprefix(kind)
    return folded


def _candidates(text: str) -> set[str]:
    """Every beginning of what stands after a kind of area."""
    found: set[str] = set()
    for match in [*_AREA.finditer(text), *_BARE.finditer(text)]:
        words = fold(match["name"]).split()[:4]
        found |= {" ".join(words[:count]) for count in range(1, len(words) + 1)}
    return found


# Areas -------------------------------------------------------------------------------------------------------------


def _areas(text: str, known: Known) -> Iterator[Finding]:
    for match in _AREA.finditer(text):
        kind = fold(match["kind"])
        other = _other(match["name"], kind, known, wrapped="\n" in match[0])
        if other is None or _as_neighbour(text[max(match.start() - 60, 0) : match.start()], kind, other, known):
            continue
        written = f"{match['kind']} {other}"
        yield _area_finding(text, match.start(), written, known)
    for match in _BARE.finditer(text):
        name = fold(match["name"])
        words = name.split()
        whole = next((" ".join(words[:n]) for n in range(len(words), 0, -1) if " ".join(words[:n]) in known.kinds), "")
        if whole and not _begins_with_own(name, known):
            yield _area_finding(text, match.start(), match["name"], known)


def _other(name: str, kind: str, known: Known, *, wrapped: bool) -> str | None:
    """The name of an area that is not the desk's, as written; None where it is, or where it is no name."""
    words = re.split(r"[ \t\u00a0-]+", name)
    folded = [fold(word) for word in words]
    stop = next((place for place, word in enumerate(folded) if word in _NEVER_NAMES), len(words))
    words, folded = words[:stop], folded[:stop]
    if not words or _begins_with_own(" ".join(folded), known) or _begins_with_own(f"{kind} {' '.join(folded)}", known):
        return None
    table = known.strange_districts if kind in {"kecamatan", "kec"} else known.kinds
    for count in range(len(words), 0, -1):
        if " ".join(folded[:count]) in table:
            return " ".join(words[:count])
    if kind in {"kecamatan", "kec"} or wrapped:
        return None
    # Not in the table: only what is written as a name can be one.
    proper = next((place for place, word in enumerate(words) if not word[:1].isupper()), len(words))
    return " ".join(words[:proper]) or None


def _begins_with_own(name: str, known: Known) -> bool:
    words = name.split()
    return any(" ".join(words[:count]) in known.own for count in range(len(words), 0, -1))


def _as_neighbour(before: str, kind: str, other: str, known: Known) -> bool:
    """Whether the words before name it as somebody else: over the border, or an agency of the same province."""
    if kind in {"kabupaten", "kota", "kab"} and _BELOW.search(before):
        return True
    if _OF_A_NEIGHBOUR.search(before):
        return True
    if kind in {"pemkab", "pemkot"} and fold(other) not in known.kinds and _BUILDING.search(before):
        return True  # a room of ours: Aula Pemkab Lantai II
    _title, province = known.kinds.get(fold(other), ("", ""))
    return bool(_AGENCY.search(before)) and province == known.province_code != ""


def _area_finding(text: str, at: int, written: str, known: Known) -> Finding:
    return Finding(
        "area",
        written,
        sentence_at(text, at),
        _("Naskah menyebut %(other)s, sedangkan dokumen ini tentang %(own)s.") % {"other": written, "own": known.area},
        _("Perbaiki nama wilayahnya, atau sebutkan sebagai tetangga (misalnya: berbatasan dengan %(other)s).")
        % {"other": written},
    )


# Dates -------------------------------------------------------------------------------------------------------------


def _dates(text: str, known: Known) -> Iterator[Finding]:
    for match in _DATE.finditer(text):
        written = " ".join(match[0].split())
        day = _day_of(match)
        if day is None:
            yield Finding(
                "date",
                written,
                sentence_at(text, match.start()),
                _("Tanggal %(date)s tidak ada dalam kalender.") % {"date": written},
                _("Perbaiki tanggalnya."),
            )
            continue
        said = _weekday_of(match["weekday"])
        if said is not None and said != day.weekday():
            yield Finding(
                "weekday",
                written,
                sentence_at(text, match.start()),
                _("%(date)s bukan hari %(said)s, melainkan hari %(real)s.")
                % {
                    "date": long_date(day),
                    "said": str(match["weekday"]).title(),
                    "real": WEEKDAYS[day.weekday()].title(),
                },
                _("Perbaiki hari atau tanggalnya."),
            )
        if _said_to_be_voting_day(text, match, day, known):
            yield Finding(
                "voting_day",
                written,
                sentence_at(text, match.start()),
                _("Naskah menyebut %(date)s sebagai hari pemungutan suara, padahal harinya %(own)s.")
                % {"date": long_date(day), "own": long_date(known.voting_day)},
                _("Perbaiki tanggalnya."),
            )
    if known.period:
        yield from _periods(text, known, known.period)


def _said_to_be_voting_day(text: str, match: re.Match[str], day: date, known: Known) -> bool:
    if day in known.voting_days or day == known.voting_day:
        return False
    begin = max(match.start() - 160, 0)
    before = text[begin : match.start()]
    before = before[max(before.rfind(". "), before.rfind(";"), before.rfind("\n\n")) + 1 :]
    if _REPEAT.search(before):
        return False
    ours, theirs = (_PILKADA, _PEMILU) if known.regime == "pilkada" else (_PEMILU, _PILKADA)
    said = _VOTING.search(before) or (ours.search(before) if known.regime else None)
    if said and not _SOMETHING_ELSE.search(before[: said.start()]):
        return True
    # The day and month of the vote with another year, in a sentence about the vote: copied from elsewhere.
    same = (day.day, day.month) == (known.voting_day.day, known.voting_day.month)
    sentence = sentence_at(text, match.start())
    return same and bool(_ABOUT_VOTING.search(sentence)) and not theirs.search(before) and day > known.voting_day


def _periods(text: str, known: Known, own: tuple[date, date]) -> Iterator[Finding]:
    for match in _PERIOD.finditer(text):
        ends = _made(match["year"], _month(match["month"]), match["day"])
        starts = _made(
            match["from_year"] or match["year"], _month(match["from_month"] or match["month"]), match["from_day"]
        )
        if starts and ends and (starts, ends) != own:
            yield Finding(
                "period",
                " ".join(match[0].split()),
                sentence_at(text, match.start()),
                _("Naskah menyebut periode %(other)s, sedangkan laporan ini untuk %(own)s.")
                % {"other": span(starts, ends), "own": span(*own)},
                _("Perbaiki periodenya."),
            )


def _day_of(match: re.Match[str]) -> date | None:
    if match["iso"]:
        year, month, day = match["iso"].split("-")
        return _made(year, int(month), day)
    if match["nday"]:
        return _made(match["nyear"], int(match["nmonth"]), match["nday"])
    return _made(match["year"], _month(match["month"]), match["day"])


def _month(word: str) -> int:
    word = word.lower()
    return MONTHS.index(word) + 1 if word in MONTHS else _SHORT[word]


def _made(year: str, month: int, day: str) -> date | None:
    number = int(year)
    if not 1 <= month <= 12 or not 1 <= int(day) <= calendar.monthrange(number, month)[1]:
        return None
    return date(number, month, int(day))


def _weekday_of(word: str | None) -> int | None:
    if not word:
        return None
    plain = word.lower().replace("'", "").replace("’", "")
    return 6 if plain == "ahad" else WEEKDAYS.index(plain)


def long_date(day: date) -> str:
    """27 November 2024."""
    return f"{day.day} {MONTHS[day.month - 1].title()} {day.year}"


def span(starts: date, ends: date) -> str:
    """21–27 Oktober 2024, or both dates in full."""
    if starts == ends:
        return long_date(ends)
    if (starts.year, starts.month) == (ends.year, ends.month):
        return f"{starts.day}–{long_date(ends)}"
    return f"{long_date(starts)} – {long_date(ends)}"


def sentence_at(text: str, at: int) -> str:
    """The sentence (or line) that holds a place of the text, at most some 300 letters."""
    low, high = max(at - 400, 0), min(at + 400, len(text))
    begin = max(text.rfind(mark, low, at) for mark in (". ", "\n", "! ", "? "))
    ends = [place for mark in (". ", "\n", "! ", "? ") if (place := text.find(mark, at, high)) >= 0]
    sentence = text[begin + 1 if begin >= 0 else low : min(ends) + 1 if ends else high]
    return " ".join(sentence.split())[:300]
