"""Numbers with their unit and what they count; dates, laws, letters, ordinals and durations are no figures."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from siaga.engines.extraction.counted import CLASSIFIERS, NAMED, NOUN, ONE_OF_FORCES, STATES, UNCOUNTED
from siaga.engines.extraction.sentences import Role, Sentence
from siaga.engines.extraction.shapes import Figure, Span
from siaga.engines.extraction.words import NUMBER_WORDS, bag, number_in_words, squeezed

_SCALE = {
    "ribu": 10**3,
    "juta": 10**6,
    "miliar": 10**9,
    "milyar": 10**9,
    "m": 10**9,
    "triliun": 10**12,
    "jt": 10**6,
    "rb": 10**3,
}
_DIGITS = r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:[.,]\d+)?"
_MONEY = re.compile(
    rf"\bRp\.?\s?(?P<n>{_DIGITS})(?:,-|\.-)?(?:\s?(?P<s>ribu|juta|jt|rb|miliar|milyar|triliun|M)\b)?|"
    rf"(?<![\w.,])(?P<n2>{_DIGITS})\s(?P<s2>ribu|juta|miliar|milyar|triliun)?\s?rupiah\b|"
    rf"(?<![\w.,])(?P<n3>{_DIGITS})\s?(?P<s3>miliar|milyar|triliun|(?-i:M)(?=\W|$))\b",
    re.IGNORECASE,
)
_SHARE = re.compile(
    rf"(?<![\w.,])(?P<n>{_DIGITS})\s?(?:%|persen\b|prosen\b)|\b(?P<w>{NUMBER_WORDS})\s+persen\b", re.IGNORECASE
)
_AMOUNT = rf"(?:{_DIGITS}|{NUMBER_WORDS})"
_COUNT = re.compile(
    rf"(?<![\w.,/+-])(?<!\d:)(?P<n>{_DIGITS})(?:-?an\b)?(?:\s?(?P<s>ribu|rb|juta|jt)\b)?(?P<spelt>\s*\(\s*[a-z][a-z "
    rf"-]{{2,60}}\))?\s*(?P<noun>[A-Za-z][\w/-]*)",
    re.IGNORECASE,
)
_OF_ALL = re.compile(
    rf"(?<![\w.,/+-])(?P<n>{_AMOUNT})\s+dari\s+(?:(?:total|jumlah|seluruh|sebanyak|keseluruhan)\s+)?(?:{_AMOUNT})\s+"
    rf"(?P<noun>{NOUN}\b|[a-z][a-z-]{{2,}})",
    re.IGNORECASE,
)
"""``58 dari 61 TPS``: the part is counted in what the whole is counted in."""
_IN_WORDS = re.compile(
    rf"(?<![\w-])(?P<w>{NUMBER_WORDS})(?:\s*\(\d[\d.]*\))?\s+(?!{NUMBER_WORDS}\b)(?P<noun>(?:{NOUN})\b|[a-z][a-z-]{{2,}})",
    re.IGNORECASE,
)
_DEED = re.compile(r"(?!berkas|berita|mesin|menara|meter|meja|medali|terminal|terpal|dinas|dinding|dirigen|disket)"
                   r"(?:di|me[mnlr]|meng|ber|ter)[a-z]{4,}$", re.IGNORECASE)  # fmt: skip
_ENDS = (
    r"(?=\s*(?:[,;.)(]|$|\||(?:di|ke|pada|untuk|bagi|yang|dan|tetapi|tapi|tersebar|terdiri|dengan|se\w+|per|atau|"
    r"sedangkan|sementara|serta|termasuk|semua\w*|jadi|dari)\b))"
)
_LABELLED = re.compile(
    rf"(?P<all>\b(?:jumlah|total)\s+(?:seluruh\s+)?)?\b(?P<noun>{NOUN}|DPT|DPS|DPTb)\b"
    rf"(?P<more>(?:\s+(?!(?:dan|atau|di|ke|per)\b)[a-z][a-z-]{{3,}}){{0,2}})\s*(?:[:=-]\s*)?"
    rf"(?P<n>\d{{1,3}}(?:\.\d{{3}})+|\d+)(?=\s*(?:[,;.)]|$|\|)|\s+(?:sudah|telah|masih|siap|di[a-z]{{4,}})\b)",
    re.IGNORECASE,
)
"""``Personel 190.``"""
_BY_SEX = re.compile(r"(?<![\w.])(?P<sex>L|P|Lk|Pr)\s?[:=.]\s?(?P<n>\d{1,3}(?:\.\d{3})+|\d+)(?![\w.,]*\d)")
_AMOUNTING = re.compile(
    rf"\b(?P<noun>{NOUN}|DPT|DPS|DPTb)\b(?P<more>(?:\s+(?!(?:dan|atau|serta|akan|{_AMOUNT})\b)[A-Za-z][\w'/-]*){{0,6}}?)\s*"
    rf"(?:\b(?:sebanyak|sejumlah|berjumlah|mencapai|tercatat|adalah|ada|sekitar|lebih\s+dari|cuma|hanya|tinggal|kurang|baru|"
    rf"terkumpul|tersedia)\b|[:=])(?:\s*(?:[:=]|\b(?:sebanyak|sekitar|ada|cuma|hanya|tinggal)\b))*\s*"
    rf"(?P<n>{_AMOUNT})(?![\d.,]*\d){_ENDS}",
    re.IGNORECASE,
)
"""``TPS di kecamatan itu berjumlah 87``: what is counted stands before a word of amount."""
_NO_COUNT_BEFORE = re.compile(r"\b(?:ke|kedua|ribu|juta|hari|roda)\s*-?\s*$", re.IGNORECASE)
_NUMBERED = bag("tps pps ppk kode wilayah kota daerah pola bidang polsek koramil pos ha km dapil desa paslon calon "
                      "kandidat kecamatan kelurahan kabupaten")  # fmt: skip
"""After these a number alone is a name: ``TPS 5``, ``Kecamatan Contoh: 5``."""
_ORDINAL_BEFORE = re.compile(
    r"(?:\b(?:nomor|no|pasal|ayat|bab|uu|pkpu|perbawaslu|permendagri|tahun|tanggal|tgl|pukul|pkl|jam|lantai|lt|"
    r"jl|jalan|rt|rw|kodim|"
    r"pilkada|pemilu|pileg|pilpres|pilgub|pilbup|koramil|danramil|dandim|korem|kodam|batalyon|yonif|ke|paslon|halaman|hlm|km\)?|blok|gang|sdn|smpn|sman|"
    r"smkn|sd|smp|sma|min|mts|mtsn|"
    r"id|telp|hp|wa|nip|nrp|kelas|tipe|model|edisi|seri|vol|komisi|asisten|wilayah|zona|ring|tahap|gelombang|no\s*urut|"
    r"nomor\s+urut|makodim|permenkes|perpu|perppu|se|sk|poin|angka|huruf|dapil|tps|rayon|posisi|periode|"
    r"h\s*[-+])\.?\s*[:.]?\s*[(]?|[-/+]|[A-Za-z]/)$",
    re.IGNORECASE,
)
_FIELDS_WITHOUT = re.compile(
    r"nomor|^no$|lamp|hal|perihal|waktu|pukul|jam|hari|tanggal|tgl|sifat|tempat|lokasi|dasar|kepada|dari|acara|"
    r"agenda|kegiatan|media"
)
_LEAD_IN = re.compile(
    r"^.*\b(?:bahwa|menyampaikan|menyebutkan|menyebut|mengatakan|melaporkan|menjelaskan|memaparkan|katanya|"
    r"ujarnya|yakni|yaitu|"
    r"karena|sehingga|dan|namun|tetapi|sedangkan|serta|ini|itu|saat\s+ini|progresnya|"
    r"dari\s+jumlah\s+tersebut)\b[,:]?\s*",
    re.IGNORECASE,
)
_TAIL = re.compile(
    r"(?:\s*\b(?:telah|sudah|baru|mencapai|sebanyak|sebesar|sejumlah|berjumlah|adalah|hingga|sampai|sekitar|"
    r"kurang\s+lebih|lebih\s+dari|"
    r"ada|masih|menjadi|diterima|terealisasi|tercapai|selesai|siap|hanya|tinggal|akan|yaitu|yakni|capai|yang|"
    r"di\s+angka|"
    r"ini|itu|tersebut|sebesar|terdistribusi|terkirim|tersalur\w*)\b|[\s:,=(-])+$",
    re.IGNORECASE,
)
_QUALIFIER = re.compile(
    r"(?:\s+(?:(?!(?:yang|di|ke|dari|pada|untuk|dengan|dalam|oleh|sebagai|dan|atau|serta|akan|telah|sudah|belum|"
    r"masih|tidak|agar|karena|"
    r"sehingga|adalah|menjadi|per|siap|bersama|sebelum|paling|mulai|terdiri|tersebar|yaitu|yakni|selesai|"
    r"mengundurkan|sakit|"
    r"memiliki|terjangkau|sulit|hanya|ini|itu|tersebut|menjaga|sering|juga|rawan\s+\w+an)\b)[A-Za-z][\w/-]*)){1,3}",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Raw:
    value: int | float
    unit: str
    counts: str
    start: int
    end: int


def numeral(text: str, scale: str | None = None) -> int | float:
    """``474.812`` → 474812, ``13,6`` × miliar → 13600000000."""
    if re.fullmatch(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?", text):
        plain = text.replace(".", "").replace(",", ".")
    else:
        plain = text.replace(",", ".")
    value = Decimal(plain) * (_SCALE[scale.lower()] if scale else 1)
    return int(value) if value == int(value) else float(value)


def raw_figures(text: str, barred: Iterable[tuple[int, int]] = (), headline: bool = False) -> list[_Raw]:
    """Figures of one sentence, with places in it. barred: places of dates and times. headline: every word has a
    capital, and what a number counts too.
    """
    taken = list(barred)
    found: list[_Raw] = []
    for raws in (_money(text), _shares(text), _in_words(text), _of_all(text), _in_digits(text, headline), _after(text)):
        for raw in raws:
            if not any(raw.start < high and low < raw.end for low, high in taken):
                taken.append((raw.start, raw.end))
                found.append(raw)
    return sorted(found, key=lambda raw: raw.start)


def _money(text: str) -> Iterator[_Raw]:
    for match in _MONEY.finditer(text):
        value = numeral(match["n"] or match["n2"] or match["n3"], match["s"] or match["s2"] or match["s3"])
        yield _Raw(value, "rupiah", _subject(text[: match.start()]), *match.span())


def _shares(text: str) -> Iterator[_Raw]:
    for match in _SHARE.finditer(text):
        if (share := _amount(match["n"] or match["w"])) is not None:
            yield _Raw(share, "%", _subject(text[: match.start()]), *match.span())


def _in_words(text: str) -> Iterator[_Raw]:
    """``tiga jembatan``: any thing that is counted."""
    for match in _IN_WORDS.finditer(text):
        number, noun, before = number_in_words(match["w"]), squeezed(match["noun"]), text[: match.start()]
        if number is None or number < (1 if noun.lower() in ONE_OF_FORCES else 2) or not _counts_in_words(noun):
            continue
        within = bool(before.strip(" -•*\"'("))
        if within and match["w"].istitle() and noun[0].isupper() and not noun.isupper():
            continue  # a name: Gunung Dua Saudara
        if not _ORDINAL_BEFORE.search(before[-24:]) and not _NO_COUNT_BEFORE.search(before):
            yield _counted(text, number, noun, match.start(), match.end())


def _of_all(text: str) -> Iterator[_Raw]:
    for match in _OF_ALL.finditer(text):
        noun, part = squeezed(match["noun"]), _amount(match["n"])
        if part is None or noun.lower() in UNCOUNTED or (part < 2 and match["n"][0].isalpha()):
            continue
        if not _ORDINAL_BEFORE.search(text[: match.start()][-24:]):
            yield _counted(text, part, noun, match.start(), match.end("n"))


def _in_digits(text: str, headline: bool) -> Iterator[_Raw]:
    for match in _COUNT.finditer(text):
        if raw := _of_digits(text, match, headline):
            yield raw


def _after(text: str) -> Iterator[_Raw]:
    """Numbers told after what they count: ``Personel 190.``, ``TPS di kecamatan itu berjumlah 87``."""
    for match in _LABELLED.finditer(text):
        alone = not match["all"] and ":" not in match[0]
        numbered = match["noun"].lower() in _NUMBERED and not match["more"]
        if not (alone and (numbered or _ORDINAL_BEFORE.search(text[max(0, match.start("n") - 24) : match.start("n")]))):
            yield from _told_after(text, match)
    for match in _AMOUNTING.finditer(text):
        yield from _told_after(text, match)
    for match in _BY_SEX.finditer(text):
        sex = "laki-laki" if match["sex"].startswith("L") else "perempuan"
        yield _Raw(numeral(match["n"]), sex, sex, *match.span("n"))


def _told_after(text: str, match: re.Match[str]) -> Iterator[_Raw]:
    if text[match.end("n") :].startswith(")") and "(" not in text[: match.start("n")]:
        return  # ``Peserta: 1) KPU, 2) …``
    noun, number = squeezed(match["noun"]), _amount(match["n"])
    if number is None or _year_like(match["n"], match[0]):
        return
    if noun.lower() in _NUMBERED - {"tps"} and re.match(r"\s+[A-Z\d]", text[match.end("noun") :]):
        return
    unit = "pemilih" if noun.upper().startswith("DP") else noun
    yield _Raw(number, unit, squeezed(noun + match["more"]), *match.span("n"))


def _amount(text: str) -> int | float | None:
    return numeral(text) if text[0].isdigit() else number_in_words(text)


def _counts_in_words(noun: str) -> bool:
    """Whether a number in words before a noun counts it: a thing or people, no time, no manner of speaking."""
    word = noun.lower()
    return word not in UNCOUNTED and word not in NAMED and not _a_state(word)


def _year_like(number: str, around: str) -> bool:
    return bool(re.fullmatch(r"(?:19|20)\d\d", number)) and not re.search(r"jumlah|sebanyak|:", around, re.IGNORECASE)


def _of_digits(text: str, match: re.Match[str], headline: bool = False) -> _Raw | None:
    noun_start = match.start("noun")
    noun = match["noun"]
    before = text[: match.start()]
    going_to = re.search(r"\bke\s+$", before) and re.match(_WHERE, text[noun_start:], re.IGNORECASE)
    ordinal = _ORDINAL_BEFORE.search(before[-24:]) and "," not in match["n"] and not _BODY_SAYS.search(before)
    if (
        re.search(r"\d\s*$", before)
        or _NUMBERS_OF.search(before[-40:])
        or (ordinal and not going_to and not _of_stations(match))
    ):
        return None
    known = re.compile(rf"(?:{NOUN})\b", re.IGNORECASE).match(text, noun_start)
    if known and noun.lower() not in {"hal"}:
        noun, end = squeezed(known[0]), known.end()
    else:
        end = match.end()
        if (
            noun.lower() in UNCOUNTED
            or (len(noun) < 3 and not noun.isupper())
            or _a_state(noun)
            or re.search(r"\d", noun)
            or _year_like(match["n"], before[-12:])
        ):
            return None
        if noun[0].isupper() and not noun.isupper():
            if "." not in match["n"] and len(match["n"]) > 3:
                return None
            return _if_counting(text, match, noun, end, headline)
    if _year_like(match["n"], before[-12:]) and not known:
        return None
    if re.search(r"\btahun\s*$", before, re.IGNORECASE):
        return None
    return _counted(text, numeral(match["n"], match["s"]), noun, match.start(), end)


_NUMBERS_OF = re.compile(
    r"\b(?:tps|rt|rw|dapil|pasal|nomor|no)\.?\s+\d+(?:\s*(?:,|dan|&|serta)\s*\d*)*\s*$", re.IGNORECASE
)
"""``TPS 09 dan 10``: the numbers of stations."""
_BODY_SAYS = re.compile(r"\b(?:kodim|koramil|korem|dandim|danramil|tps|kpps|tni)\s*:\s*$", re.IGNORECASE)
"""What follows the colon is said by it, or counted: ``Kodim: 1 SSK``."""
_STATIONS_STAFF = re.compile(r"\b(?:linmas|kpps|petugas|pengawas|saksi|personel|anggota)\s+TPS\s+$", re.IGNORECASE)


def _of_stations(match: re.Match[str]) -> bool:
    """``Linmas TPS 1.282 orang``, ``TPS 421 buah``: a number of people or stations, not that of one station."""
    before = match.string[: match.start()]
    several = "." in match["n"] or match["noun"].lower() in {"buah", "unit", "titik", "lokasi"}
    return bool(_STATIONS_STAFF.search(before) or (several and re.search(r"\btps\s+$", before, re.IGNORECASE)))


_WHERE = r"(?:TPS|kecamatan|desa|kelurahan|distrik|kampung|pulau|titik|lokasi|gudang|PPK|dusun)\b"


def _if_counting(text: str, match: re.Match[str], noun: str, end: int, headline: bool) -> _Raw | None:
    """A number before a capital is a figure where a word of counting or the sentence's beginning stands before it."""
    before = text[: match.start()]
    if before.strip(" -•*\"'(") and not headline and not re.search(
        r"\b(?:sebanyak|sejumlah|ada|terdapat|total|resmikan|ikuti|siapkan|terjunkan|sebanyak|ini|bagikan|tambah|"
        r"terima)\s*$",
        before, re.IGNORECASE,
    ):  # fmt: skip
        return None
    return _counted(text, numeral(match["n"], match["s"]), noun, match.start(), end)


def _counted(text: str, value: int | float, noun: str, start: int, end: int) -> _Raw:
    if noun.lower().startswith("tempat pemungutan"):
        noun = "TPS"
        acronym = re.compile(r"\s*\(TPS\)").match(text, end)
        end = acronym.end() if acronym else end
    qualifier = _QUALIFIER.match(text, end)
    after = squeezed(qualifier[0]) if qualifier else ""
    if after.lower() in STATES:
        after = ""
    counted = noun.lower() not in CLASSIFIERS
    counts = f"{noun} {after}".strip() if counted else after or _subject(text[:start]) or noun
    return _Raw(value, noun, counts, start, end)


def _subject(before: str) -> str:
    """What a number after its noun counts: the words before it, without verbs and lead-ins."""
    clause = re.split(r'[;:"]|,\s|\(', before)[-1] if not before.rstrip().endswith(("(", ":")) else before.rstrip(" (:")
    clause = re.split(r'[;:"]|,\s', clause)[-1]
    clause = _TAIL.sub("", clause)
    clause = _LEAD_IN.sub("", clause)
    clause = re.sub(r"^\W*(?:\d{1,2}[.)]|[a-z][.)]|-)\s+", "", clause)
    words = squeezed(clause).split()
    if re.search(r"\b(?:akan|bakal|kami|kita|pihaknya|me(?:n|m|ng|ny|l|r)\w{4,})\b", clause, re.IGNORECASE):
        return ""
    return " ".join(words[-8:])


def figures_in(sentence: Sentence, barred: Iterable[tuple[int, int]], before: Figure | None = None) -> Iterator[Figure]:
    """Figures of a sentence of the text. barred: places in the text that are dates and times. before: the figure last
    told, of which this sentence may tell a part (``empat di antaranya``).
    """
    if sentence.label and _FIELDS_WITHOUT.search(sentence.label) and not sentence.label.startswith("hadir"):
        return
    offset = sentence.start
    inner = [(low - offset, high - offset) for low, high in barred if low < sentence.end and offset < high]
    skip = re.match(r"\s*(?:\(?\d{1,2}[.)](?=\s)|\d{1,2}(?:\s*\||[ \0]{2,}))\s*", sentence.text)
    if skip:
        inner.append((0, skip.end()))
    if sentence.role is Role.ITEM:
        inner.append((0, sentence.value - sentence.start))
    parts = list(_parts(sentence.text, before, inner))
    told = raw_figures(sentence.text, [*inner, *((one.start, one.end) for one in parts)], sentence.role is Role.LINKED)
    for raw in sorted([*told, *parts], key=lambda one: one.start):
        at = Span(raw.start + offset, raw.end + offset)
        yield Figure(raw.value, raw.unit, raw.counts, sentence.shown, sentence.span, at)


_PART = re.compile(
    rf"(?<![\w.,-])(?P<n>{_DIGITS}|{NUMBER_WORDS})\s+(?:orang\s+|buah\s+)?di\s*antaranya\b(?P<rest>[^,.;]{{0,60}})",
    re.IGNORECASE,
)
_LEFT_OUT = re.compile(
    rf"(?:\(|(?:[,;]|\b(?:dan|baru|tetapi|tapi|namun|sementara|sedangkan|tinggal|hanya|cuma|ada))\s+)"
    rf"(?:(?:baru|hanya|cuma|ada|masih|sudah|tinggal|sekitar)\s+)*"
    rf"(?:(?P<n>{_DIGITS}|{NUMBER_WORDS})\s+(?P<rest>(?:(?:sangat|kurang|tidak|belum)\s+)?[a-z]{{3,}})|"
    rf"(?P<how>(?:(?:sangat|kurang|tidak)\s+)?(?:{'|'.join(sorted(STATES))}))\s+(?:ada\s+)?(?P<n2>\d{{1,5}})(?=\s*(?:[,;.)]|$)))",
    re.IGNORECASE,
)
"""``…, 12 sakit``, ``rawan 7``: what they count is left out, being what was counted just before."""


def _parts(text: str, before: Figure | None, barred: list[tuple[int, int]]) -> Iterator[_Raw]:
    """Numbers of those just counted."""
    found = list(_PART.finditer(text))
    found += [one for one in _LEFT_OUT.finditer(text) if one["how"] or _a_state(one["rest"].split()[-1])]
    for match in found:
        group = "n" if match["n"] else "n2"
        start, end = match.span(group)
        value = _amount(match[group])
        inside = [one for one in raw_figures(text[:start], barred) if one.unit not in {"%", "rupiah"}]
        whole = inside[-1] if inside else before if match.re is _PART else None
        unit = whole.unit if whole else ""
        in_words = match[group][0].isalpha()
        if value is None or (value < 2 and in_words) or unit in {"", "%", "rupiah"}:
            continue
        if not any(start < high and low < end for low, high in barred):
            rest = match["rest"] or match["how"]
            counted = whole.counts if whole and unit.lower() in CLASSIFIERS else unit
            yield _Raw(value, unit, f"{counted} {squeezed(rest)}".strip(), start, end)


def _a_state(word: str) -> bool:
    """Whether a word after a number tells how those counted are, or what was done with them."""
    return word.lower() in STATES or _DEED.match(word) is not None


def once(found: Iterable[Figure]) -> tuple[Figure, ...]:
    """Without those that a text tells twice: same value, same unit, and no other qualifier."""
    kept: dict[tuple[float, str], list[Figure]] = {}
    for figure in found:
        same = kept.setdefault((figure.value, figure.unit.lower()), [])
        if figure.unit == "%" or figure.unit == "rupiah":
            if not same:
                same.append(figure)
            continue
        words = set(figure.counts.lower().split())
        if not any(words <= (other := set(one.counts.lower().split())) or other <= words for one in same):
            same.append(figure)
    return tuple(sorted((one for group in kept.values() for one in group), key=lambda one: one.at))
