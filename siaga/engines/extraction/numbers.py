"""Numbers of one sentence with their unit and what they count; laws, letters, ordinals and durations are none."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import chain

from siaga.engines.extraction.counted import CLASSIFIERS, KNOWN, NAMED, NOUN, ONE_OF_FORCES, STATES, UNCOUNTED
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
DIGITS = r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:[.,]\d+)?"
_MONEY = re.compile(
    rf"\bRp\.?\s?(?P<n>{DIGITS})(?:,-|\.-)?(?:\s?(?P<s>ribu|juta|jt|rb|miliar|milyar|triliun|M)\b)?|"
    rf"(?<![\w.,])(?P<n2>{DIGITS})\s(?P<s2>ribu|juta|miliar|milyar|triliun)?\s?rupiah\b|"
    rf"(?<![\w.,])(?P<n3>{DIGITS})\s?(?P<s3>miliar|milyar|triliun|(?-i:M)(?=\W|$))\b|"
    rf"(?:\b(?:isi|uang|honor|dana|biaya|bayar|harga|tarif|sewa|senilai|seharga)|@)\s*(?P<n4>{DIGITS})\s?(?P<s4>ribu|rb|juta|jt)\b",
    re.IGNORECASE,
)
_SHARE = re.compile(
    rf"(?<![\w.,])(?P<n>{DIGITS})\s?(?:%|persen\b|prosen\b)|\b(?P<w>{NUMBER_WORDS})\s+persen\b", re.IGNORECASE
)
_AMOUNT = rf"(?:{DIGITS}|{NUMBER_WORDS})"
_COUNT = re.compile(
    rf"(?<![\w.,/+-])(?<!\d:)(?P<n>{DIGITS})(?:-?an\b)?(?:\s?(?P<s>ribu|rb|juta|jt)\b)?(?:\s+lebih(?=\s+[a-z]))?"
    rf"(?P<spelt>\s*\(\s*[a-z][a-z "
    rf"-]{{2,60}}\))?\s*(?P<noun>[A-Za-z][\w/-]*)",
    re.IGNORECASE,
)
_OF_ALL = re.compile(
    rf"(?<![\w.,/+-])(?P<n>{_AMOUNT})\s+dari\s+(?:(?:total|jumlah|seluruh|sebanyak|keseluruhan)\s+)?(?:{_AMOUNT})\s+"
    rf"(?P<noun>{NOUN}\b|[a-z][a-z-]{{2,}})",
    re.IGNORECASE,
)
"""``58 dari 61 TPS``: the part is counted in what the whole is counted in."""
_OF_SAME = re.compile(
    rf"(?<![\w.,/+-]){_AMOUNT}\s+(?P<noun>{NOUN})\s+dari\s+(?:(?:total|target|rencana|kebutuhan)\s+)?(?P<n>{DIGITS})(?P<more>)"
    r"(?=\s+(?:yang|undangan|diharapkan|direncanakan)\b|\s*[,.;)]|$)",
    re.IGNORECASE,
)
"""``38 orang dari 42 yang diundang``: the whole is counted in what the part is counted in."""
_IN_WORDS = re.compile(
    rf"(?<![\w-])(?P<w>{NUMBER_WORDS})(?:\s*\(\d[\d.]*\))?\s+(?!{NUMBER_WORDS}\b)(?P<noun>(?:{NOUN})\b|[a-z][a-z-]{{2,}})",
    re.IGNORECASE,
)
_DEED = re.compile(r"(?!berkas|berita|mesin|meter|meja|medali|medsos|menteri|terminal|terpal|tersangka|terdakwa|"
                   r"terpidana|terowongan|beranda|dinas|dinding|dirigen|direktur|disket|distribusi)"
                   r"(?:di|me[mnlr]|meng|ber|ter)[a-z]{4,}$", re.IGNORECASE)  # fmt: skip
_ENDS = (
    r"(?=\s*(?:[,;.)(]|$|\||(?:di|ke|pada|untuk|bagi|yang|dan|tetapi|tapi|tersebar|terdiri|dengan|se\w+|per|atau|"
    r"sedangkan|sementara|serta|termasuk|semua\w*|jadi|dari)\b))"
)
_LABELLED = re.compile(
    rf"(?P<all>\b(?:jumlah|total)\s+(?:seluruh\s+)?)?\b(?P<noun>{NOUN}|DPT|DPS|DPTb)\b"
    rf"(?P<more>(?:\s+(?!(?:dan|atau|di|ke|per)\b)[a-z][a-z-]{{3,}}){{0,2}})\s*(?:[:=-]\s*)?"
    rf"(?<![A-Za-z])(?P<n>\d{{1,3}}(?:\.\d{{3}})+|\d+)(?![\d.]*\d)(?=\s*(?:[,;.)]|$|\|)|\s+(?:dan|sudah|telah|masih|siap|pada|di|tersebar|dengan|di[a-z]{{4,}})\b)",
    re.IGNORECASE,
)
"""``Personel 190.``"""
_KNOWN_BEHIND = re.compile(rf"\s+(?:{NOUN})\b", re.IGNORECASE)
_OF_WHOLE = re.compile(
    rf"\s+dari\b(?:\s+(?:seluruh|semua|total|jumlah|sekitar|target|kebutuhan|{DIGITS}))*", re.IGNORECASE
)
_ITS_NUMBER = re.compile(
    rf"\b(?!hanya\b)(?P<noun>{NOUN})-?nya\s+(?:(?:ada|hanya|cuma|tinggal|baru|sekitar)\s+)?(?P<more>)(?P<n>{_AMOUNT})(?![\d.,]*\d){_ENDS}",
    re.IGNORECASE,
)
"""``Kasusnya tiga.``"""
_IN_BRACKETS = re.compile(rf"\b(?P<noun>{NOUN})(?P<more>\s+se[\s-]?[a-z]+)?\s*\((?P<n>\d{{1,4}})\)", re.IGNORECASE)
"""``kepala desa se-kecamatan (13)``."""
_PAIRS = re.compile(
    r"(?:^|[,;:])\s*(?P<noun>(?!tgl\b|tanggal\b|jam\b|pukul\b|nomor\b|pasal\b)[A-Za-z]{3,})(?P<more>(?:\s[a-z]{3,})?)\s"
    r"(?P<n>\d{1,3}(?:\.\d{3})+|\d+)(?=\s*(?:[,;]|\.?\s*$))"
)
"""Two or more of a list: ``jas hujan 61, senter 61``."""
_BY_SEX = re.compile(r"(?<![\w.])(?P<sex>L|P|Lk|Pr)\s?[:=.]\s?(?P<n>\d{1,3}(?:\.\d{3})+|\d+)(?![\w.,]*\d)")
_AMOUNTING = re.compile(
    rf"\b(?P<noun>{NOUN}|DPT|DPS|DPTb)\b(?P<more>(?:\s+(?!(?:dan|atau|serta|akan|jumlah|total|me[a-z]+(?:kan|but|tat)|{_AMOUNT})\b)[A-Za-z][\w'/-]*){{0,8}}?)\s*"
    rf"(?:\b(?:sebanyak|sejumlah|berjumlah|mencapai|tercatat|adalah|ada|sekitar|lebih\s+dari|cuma|hanya|tinggal|kurang|baru|"
    rf"terkumpul|tersedia)\b|[:=])(?:\s*(?:[:=]|\b(?:sebanyak|sekitar|ada|cuma|hanya|tinggal)\b))*\s*"
    rf"(?P<n>{_AMOUNT})(?![\d.,]*\d)(?:-?an\b)?{_ENDS}",
    re.IGNORECASE,
)
"""``TPS di kecamatan itu berjumlah 87``: what is counted stands before a word of amount."""
_NO_COUNT_BEFORE = re.compile(
    r"\b(?:mencoblos|memilih|memberikan\s+suara)\s+$|\b(?:ke|kedua|ribu|juta|hari|roda)\s*-?\s*$", re.IGNORECASE
)
_NUMBERED = bag("tps pps ppk kode wilayah kota daerah pola bidang polsek koramil pos ha km dapil desa paslon calon "
                      "kandidat kecamatan kelurahan kabupaten")  # fmt: skip
"""After these a number alone is a name: ``TPS 5``, ``Kecamatan Contoh: 5``."""
_ORDINAL_BEFORE = re.compile(
    r"(?:\b(?:nomor|no|pasal|ayat|bab|uu|pkpu|perbawaslu|permendagri|tahun|tanggal|tgl|pukul|pkl|jam|lantai|lt|"
    r"jl|jalan|rt|rw|kodim|"
    r"pilkada|pemilu|pileg|pilpres|pilgub|pilbup|peringkat|urutan|ranking|juara|koramil|danramil|dandim|korem|kodam|batalyon|yonif|ke|paslon|halaman|hlm|km\)?|blok|gang|sdn|smpn|sman|"
    r"smkn|sd|smp|sma|min|mts|mtsn|"
    r"id|telp|hp|wa|nip|nrp|kelas|tipe|model|edisi|seri|vol|komisi|asisten|wilayah|zona|ring|tahap|gelombang|no\s*urut|"
    r"nomor\s+urut|makodim|permenkes|perpu|perppu|se|sk|poin|angka|huruf|dapil|tps|rayon|posisi|periode|"
    r"h\s*[-+])\.?\s*[:.]?\s*[(]?|[-/+]|[A-Za-z]/)$",
    re.IGNORECASE,
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
class Raw:
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


def raw_figures(text: str, barred: Iterable[tuple[int, int]] = (), headline: bool = False) -> list[Raw]:
    """Figures of one sentence, with places in it. barred: places of dates and times. headline: every word has a
    capital, and what a number counts too.
    """
    taken = list(barred)
    found: list[Raw] = []
    for raws in (
        _money(text),
        _shares(text),
        _in_words(text, headline),
        _of_all(text),
        _in_digits(text, headline),
        _after(text),
    ):
        for raw in raws:
            if not any(raw.start < high and low < raw.end for low, high in taken):
                taken.append((raw.start, raw.end))
                found.append(raw)
    return sorted(found, key=lambda raw: raw.start)


def _money(text: str) -> Iterator[Raw]:
    for match in _MONEY.finditer(text):
        value = numeral(*next((match[f"n{at}"], match[f"s{at}"]) for at in ("", "2", "3", "4") if match[f"n{at}"]))
        yield Raw(value, "rupiah", _subject(text[: match.start()]), *match.span())


def _shares(text: str) -> Iterator[Raw]:
    for match in _SHARE.finditer(text):
        if (share := amount_of(match["n"] or match["w"])) is not None:
            yield Raw(share, "%", _subject(text[: match.start()]) or _share_of(text, match.end()), *match.span())


def _in_words(text: str, headline: bool) -> Iterator[Raw]:
    """``tiga jembatan``: any thing that is counted."""
    for match in _IN_WORDS.finditer(text):
        number, noun, before = number_in_words(match["w"]), squeezed(match["noun"]), text[: match.start()]
        if number is None or number < (1 if noun.lower() in ONE_OF_FORCES else 2) or not _counts_in_words(noun):
            continue
        within = not headline and bool(before.strip(" -•*\"'("))
        if within and match["w"].istitle() and noun[0].isupper() and not noun.isupper():
            continue  # a name: Gunung Dua Saudara
        if not _ORDINAL_BEFORE.search(before[-24:]) and not _NO_COUNT_BEFORE.search(before):
            yield _counted(text, number, noun, match.start(), match.end())


def _of_all(text: str) -> Iterator[Raw]:
    for match in _OF_ALL.finditer(text):
        noun, part = squeezed(match["noun"]), amount_of(match["n"])
        if part is None or noun.lower() in UNCOUNTED or (part < 2 and match["n"][0].isalpha()):
            continue
        if not _ORDINAL_BEFORE.search(text[: match.start()][-24:]):
            yield _counted(text, part, noun, match.start(), match.end("n"))


def _in_digits(text: str, headline: bool) -> Iterator[Raw]:
    for match in _COUNT.finditer(text):
        if raw := _of_digits(text, match, headline):
            yield raw


def _after(text: str) -> Iterator[Raw]:
    """Numbers told after what they count: ``Personel 190.``, ``TPS di kecamatan itu berjumlah 87``."""
    for match in _LABELLED.finditer(text):
        start = match.start("n")
        alone = not match["all"] and ":" not in match[0] and not _COUNTED_TOO.search(text[: match.start()])
        numbered = match["noun"].lower() in _NUMBERED and not match["more"]
        if not (alone and (numbered or _ORDINAL_BEFORE.search(text[max(0, start - 24) : start]))):
            yield from _told_after(text, match)
    for match in _AMOUNTING.finditer(text):
        yield from _told_after(text, match)
    for match in chain(_IN_BRACKETS.finditer(text), _OF_SAME.finditer(text)):
        yield from _told_after(text, match)
    for match in _ITS_NUMBER.finditer(text):
        yield from _told_after(text, match)
    pairs = list(_PAIRS.finditer(text))
    if len({match["noun"].lower() for match in pairs}) == len(pairs) > 1:
        for match in pairs:
            if not is_state(match["noun"]):
                yield from _told_after(text, match)
    for match in _BY_SEX.finditer(text):
        sex = "laki-laki" if match["sex"].startswith("L") else "perempuan"
        yield Raw(numeral(match["n"]), sex, sex, *match.span("n"))


def _told_after(text: str, match: re.Match[str]) -> Iterator[Raw]:
    if text[match.end("n") :].startswith(")") and "(" not in text[: match.start("n")]:
        return  # ``Peserta: 1) KPU, 2) …``
    if match["noun"].lower() in {"peserta", "undangan"} and re.match(r"\.\s+[A-Z]", text[match.end("n") :]):
        return  # ``Peserta: 1. Ketua KPU``
    noun, number = squeezed(match["noun"]), amount_of(match["n"])
    if number is None or _year_like(match["n"], match[0]):
        return
    if noun.lower() in _NUMBERED - {"tps"} and re.match(r"\s+[A-Z\d]", text[match.end("noun") :]):
        return
    if noun.lower() in UNCOUNTED:
        return
    unit = "pemilih" if noun.upper().startswith("DP") else noun
    yield Raw(number, unit, squeezed(noun + (match["more"] or "")), *match.span("n"))


def amount_of(text: str) -> int | float | None:
    return numeral(text) if text[0].isdigit() else number_in_words(text)


def is_state(word: str) -> bool:
    """Whether a word after a number tells how those counted are, or what was done with them."""
    return word.lower() in STATES or (word.lower() not in KNOWN and _DEED.match(word) is not None)


def _counts_in_words(noun: str) -> bool:
    """Whether a number in words before a noun counts it: a thing or people, no time, no manner of speaking."""
    word = noun.lower()
    return word not in UNCOUNTED and word not in NAMED and not is_state(word)


def _year_like(number: str, around: str) -> bool:
    return bool(re.fullmatch(r"(?:19|20)\d\d", number)) and not re.search(r"jumlah|sebanyak|:", around, re.IGNORECASE)


def _of_digits(text: str, match: re.Match[str], headline: bool = False) -> Raw | None:
    noun_start = match.start("noun")
    noun = match["noun"]
    before = text[: match.start()]
    going_to = re.search(r"\bke\s+$", before) and re.match(_WHERE, text[noun_start:], re.IGNORECASE)
    ordinal = _ORDINAL_BEFORE.search(before[-24:]) and "," not in match["n"] and not _BODY_SAYS.search(before)
    noun = noun.partition("/")[0] if noun.lower().startswith(("jam/", "hari/")) else noun
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
            or is_state(noun)
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
_COUNTED_TOO = re.compile(r"\d\s+[a-z]+,\s*$")
"""``pemilih 9.120 orang, TPS 24``: one count after the other."""
_BODY_SAYS = re.compile(r"\b(?:kodim|koramil|korem|dandim|danramil|tps|kpps|tni)\s*:\s*$", re.IGNORECASE)
"""What follows the colon is said by it, or counted: ``Kodim: 1 SSK``."""
_STATIONS_STAFF = re.compile(r"\b(?:linmas|kpps|petugas|pengawas|saksi|personel|anggota)\s+TPS\s+$", re.IGNORECASE)


def _of_stations(match: re.Match[str]) -> bool:
    """``Linmas TPS 1.282 orang``, ``TPS 421 buah``: a number of people or stations, not that of one station."""
    before = match.string[: match.start()]
    if match["noun"].lower() in {"orang", "personel", "personil", "prajurit", "anggota"}:
        return bool(re.search(r"\b(?:tps|kodim|koramil|korem|polres)\s+$", before, re.IGNORECASE))
    several = "." in match["n"] or match["noun"].lower() in {"buah", "unit", "titik", "lokasi"}
    return bool(_STATIONS_STAFF.search(before) or (several and re.search(r"\btps\s+$", before, re.IGNORECASE)))


_WHERE = r"(?:TPS|kecamatan|desa|kelurahan|distrik|kampung|pulau|titik|lokasi|gudang|PPK|dusun)\b"


def _if_counting(text: str, match: re.Match[str], noun: str, end: int, headline: bool) -> Raw | None:
    """A number before a capital is a figure where a word of counting or the sentence's beginning stands before it."""
    before = text[: match.start()]
    if before.strip(" -•*\"'(") and not headline and not re.search(
        r",\s*$|\b(?:sebanyak|sejumlah|ada|terdapat|total|resmikan|ikuti|siapkan|terjunkan|sebanyak|ini|bagikan|tambah|"
        r"terima)\s*$",
        before, re.IGNORECASE,
    ):  # fmt: skip
        return None
    return _counted(text, numeral(match["n"], match["s"]), noun, match.start(), end)


def _counted(text: str, value: int | float, noun: str, start: int, end: int) -> Raw:
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
    return Raw(value, noun, counts, start, end)


def _share_of(text: str, end: int) -> str:
    """Of what a share is, where that stands behind it: ``80 persen logistik``, ``60 % dari seluruh TPS``."""
    whole = _OF_WHOLE.match(text, end)
    end = whole.end() if whole else end
    noun = _KNOWN_BEHIND.match(text, end) or _QUALIFIER.match(text, end)
    words = squeezed(noun[0]).split() if noun else []
    return "" if not words or words[0].lower() in UNCOUNTED or is_state(words[0]) else " ".join(words)


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
