"""Neutral by construction: forms and imports that carry votes, support or candidates' standing are refused.

What is watched is whether stations open, are supplied, are safe and finish; results are KPU's. So *suara sah paslon 1*
is refused, and *surat suara*, *kotak suara*, *dekat posko tim kampanye* are not. Words are matched after names such as
``jmlSuara_paslon01`` have been taken apart. Pure.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from siaga.instruments.errors import PartisanHeaders
from siaga.instruments.xlsform.findings import Finding
from siaga.instruments.xlsform.sheets import Sheet

_WHO = r"(?:paslon|paslu|pasangan calon|calon|kandidat|caleg|capres|cabup|cagub|cawali|cawalkot|parpol|partai|petahana)"
_OFFICE = r"(?: bupati| wali ?kota| gubernur| presiden| kepala daerah| legislatif)?"
_COUNT = r"(?:jumlah|jml|jlh|total|banyak(?:nya)?|persen(?:tase)?|prosentase|angka|selisih|sisa)"
_GUESS = (
    r"(?:survei|survey|jajak pendapat|polling|tingkat|persen(?:tase)?|prosentase|estimasi|perkiraan|prediksi|proyeksi"
    r"|potensi|peta|target|kekuatan|skor|indeks)"
)
_THING_BEFORE = r"(?<!surat )(?<!kotak )(?<!bilik )(?<!kertas )(?<!pemungutan )(?<!penghitungan )(?<!pengeras )"

_VOTES = gettext_lazy("perolehan atau hasil penghitungan suara")
_SUPPORT = gettext_lazy("perkiraan dukungan kepada calon atau partai")
_STANDING = gettext_lazy("kedudukan calon")

_RULES: tuple[tuple[str | Promise, str], ...] = (
    (
        _VOTES,
        rf"\bperolehan (?:{_COUNT} )?(?:suara|kursi|hasil|akhir|sementara|tiap|masing|{_WHO})\b|^perolehan$"
        r"|\b(?:mem|di)peroleh (?:\w+ ){0,2}(?<!surat )suara\b",
    ),
    (
        _VOTES,
        rf"{_THING_BEFORE}\bsuara (?:yang )?(?:tidak )?"
        r"(?:sah|batal|masuk|terbanyak|menang|dukungan|diperoleh|perolehan)\b",
    ),
    (
        _VOTES,
        rf"{_THING_BEFORE}\bsuara (?:untuk |bagi |milik |dari |tiap |per |masing masing )?(?:{_WHO}\b|0?\d{{1,2}}\b)",
    ),
    (_VOTES, r"\bsurat suara (?:yang )?(?:tidak )?sah\b|\bsurat suara (?:yang )?(?:memilih|mencoblos) "),
    (_VOTES, rf"\b(?:{_COUNT}|hasil|rekap|raihan|klaim|target|data|tabulasi|entri|input) suara\b"),
    (_VOTES, r"\b(?:jml|jumlah|total|perolehan|hasil|rekap)suara\w*|\bsuara(?:paslon|calon|sah|partai)\w*"),
    (
        _VOTES,
        r"\bhasil (?:akhir |sementara |resmi |final )?(?:hitung(?:an)?|penghitungan|perhitungan|pungut hitung"
        r"|pemungutan"
        r"|rekapitulasi|rekap|pilkada|pemilu|pemilihan|pilgub|pilbup|pilwali|pilwalkot|pilpres|pileg|sirekap|coblosan"
        rf"|{_WHO})\b",
    ),
    (
        _VOTES,
        r"\b(?:quick|real|exit|parallel) ?(?:count|poll|vote tabulation)\w*|\bhitung (?:cepat|nyata|manual suara)\b",
    ),
    (_SUPPORT, r"\belektabilitas\b|\belectabilit\w+|\bakseptabilitas (?:\w+ )?(?:calon|paslon|kandidat)"),
    (_SUPPORT, rf"\bpopularitas (?:\w+ )?{_WHO}"),
    (
        _SUPPORT,
        rf"\b{_GUESS} (?:\w+ ){{0,2}}(?:dukungan|pendukung)(?: (?:kepada |untuk |terhadap |bagi |pada )?{_WHO}\b|$"
        r"|(?: masyarakat| warga| pemilih| politik)\b)",
    ),
    (_SUPPORT, rf"\b{_COUNT} (?:\w+ )?(?:pendukung|simpatisan|loyalis|relawan {_WHO})\b"),
    (_SUPPORT, rf"\b{_COUNT} (?:\w+ )?dukungan (?:kepada |untuk |terhadap |bagi )?{_WHO}\b"),
    (_SUPPORT, rf"\b(?:dukungan|pendukung|pemilih|simpatisan) {_WHO}{_OFFICE} (?:nomor |no )?(?:urut )?\d"),
    (_SUPPORT, rf"\b(?:basis|kantong|lumbung) (?:pendukung|dukungan|suara|massa {_WHO}|pemilih {_WHO}|{_WHO})\b"),
    (_SUPPORT, r"\b(?:preferensi|kecenderungan|orientasi|afiliasi) (?:politik )?(?:pemilih|warga|politik|memilih)\b"),
    (_SUPPORT, r"\b(?:pilihan|arah) (?:politik|dukungan)\b|\bswing voters?\b|\bmassa mengambang\b"),
    (_SUPPORT, rf"\b(?:survei|survey|jajak pendapat|polling) (?:\w+ )?(?:{_WHO}|politik|pemilih|elektoral)\b"),
    (
        _SUPPORT,
        rf"\b(?:memilih|mencoblos|pilih|coblos) (?:{_WHO}{_OFFICE} )?(?:yang )?(?:mana|siapa)\b|\bsiapa pilihan\b",
    ),
    (_SUPPORT, rf"\bpilihan {_WHO}\b"),
    (_STANDING, rf"\b(?:{_WHO}|paslon){_OFFICE} (?:dengan )?(?:nomor |no )?(?:urut )?0?\d{{1,2}}\b"),
    (_STANDING, r"\b(?:nomor|no) urut 0?[1-9]\b(?! (?:tps|dpt|surat))"),
    (_STANDING, rf"\b{_WHO}{_OFFICE} (?:yang )?(?:akan )?(?:menang|unggul|kalah|terkuat|terlemah|memimpin)\b"),
    (
        _STANDING,
        rf"\b(?:pemenang|peringkat|posisi|skor|nilai|kekuatan|peluang) {_WHO}\b"
        r"|\bpemenang (?:pilkada|pemilu|pemilihan)\b",
    ),
    (_VOTES, r"\b(?:valid|invalid|spoil(?:ed|t)|null|rejected) votes?\b"),
    (_VOTES, r"\bvotes? (?:counts?|shares?|tall(?:y|ies)|totals?|received|obtained|won|polled|results?|numbers?)\b"),
    (
        _VOTES,
        r"\b(?:number|total|counts?|tally|share|percentage|sum) of (?:valid |invalid |all )?votes?\b"
        r"|^(?:total )?votes?$",
    ),
    (_VOTES, r"\bvotes (?:for|of|per|by) (?:the )?(?:each )?(?:candidate|pair|party|parties|list|\d)"),
    (_VOTES, r"\b(?:election|polling|counting|tabulation) results?\b|\bresults? of the (?:election|count|vote)\b"),
    (_SUPPORT, r"\b(?:vote|voting) intentions?\b|\b(?:approval|popularity|favou?rability) (?:rating|score|poll)s?\b"),
    (
        _SUPPORT,
        r"\b(?:support|supporters?) (?:rate|level|share|score|estimate|base|for (?:the )?(?:candidate|pair|party))",
    ),
    (_SUPPORT, r"\b(?:number|share|percentage|estimate) of supporters?\b|\bopinion polls?\b|\bstrongholds?\b"),
    (
        _STANDING,
        r"\bcandidates? (?:votes?|results?|standings?|rankings?|scores?|support|popularity|strength|\d{1,2})\b",
    ),
    (
        _STANDING,
        r"\b(?:leading|winning|strongest) (?:candidate|pair|party)\b"
        r"|\bwho (?:will|would|did) (?:you )?(?:win|won|vote)\b",
    ),
    (_STANDING, r"\b(?:which|what) (?:candidate|pair|party) .{0,40}\b(?:vote|support|prefer|win)"),
)
_COMPILED = tuple((why, re.compile(pattern)) for why, pattern in _RULES)

_CARRIER = re.compile(
    r"(?:formulir|sertifikat|sampul|salinan|berita acara|papan|model|dokumen|arsip|pengiriman|penyerahan|pengamanan"
    r"|pengawalan|penjagaan|penyimpanan|pengangkutan|pengembalian|keterlambatan)(?: \w+){0,3} $"
)
"""Before *hasil penghitungan* these speak of paper and its way, not of the figures."""

_CANDIDATE_FIRST = re.compile(rf"^(?:{_COUNT} )?(?:paslon|pasangan calon|kandidat|caleg)\b(?!.*\byang\b)")
_BARE_VOTES = re.compile(r"^suara(?! (?:sirene|musik|mesin|bising))")
"""A number that is called just *suara*; a recording may be called so."""
_NUMBER_TYPES = ("integer", "int", "decimal", "range", "calculate")
_SPLIT = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Za-z])(?=\d)|(?<=\d)(?=[A-Za-z])")
_REFERENCE = re.compile(r"[^a-z0-9]+")
_EXPRESSIONS = frozenset(
    {"relevant", "constraint", "choice_filter", "trigger", "repeat_count", "parameters", "appearance"}
)
_SHEETS = ("survey", "choices", "settings", "siaga_checks")


def folded(text: str) -> str:
    """Words as they are compared: ``jmlSuara_paslon01`` → ``jml suara paslon 01``."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return _REFERENCE.sub(" ", _SPLIT.sub(" ", plain).lower()).strip()


def partisan_word(text: str) -> tuple[str, str] | None:
    """The words that make a text partisan and what they are about, or None."""
    found = _partisan(text)
    return (found[0], str(found[1])) if found else None


@lru_cache(maxsize=8192)
def _partisan(text: str) -> tuple[str, str | Promise] | None:
    words = folded(text[:4000])
    for why, pattern in _COMPILED:
        for match in pattern.finditer(words):
            if match.group().startswith("hasil ") and _CARRIER.search(words[: match.start()]):
                continue
            return match.group().strip(), why
    return None


def refuse_partisan(headers: Sequence[str]) -> None:
    """Refuse an import one of whose columns carries votes, support or standing. Raises PartisanHeaders."""
    found = [(header, hit[0]) for header in headers if (hit := partisan_word(header))]
    found += [(header, "suara") for header in headers if folded(header) == "suara"]
    if found:
        raise PartisanHeaders(found)


def partisan_content(sheets: Mapping[str, Sheet]) -> Iterator[Finding]:
    """Every place of an XLSForm that carries such things, at most one finding for a row."""
    for key in _SHEETS:
        sheet = sheets.get(key)
        for row, cells in sheet.rows if sheet else ():
            if hit := _hit(key, cells):
                column, word, why = hit
                yield Finding(
                    _("“%(word)s” menanyakan %(why)s.") % {"word": word, "why": why},
                    _(
                        "Hapus baris ini. Siaga tidak menghitung suara, tidak menaksir dukungan, dan tidak menyimpan "
                        "kedudukan calon; hasil pemilihan adalah wewenang KPU."
                    ),
                    sheet.name if sheet else key,
                    row,
                    column,
                )


def _hit(sheet: str, cells: Mapping[str, str]) -> tuple[str, str, str] | None:
    kind = cells.get("type", "").lower()
    for column, text in cells.items():
        base = column.partition("::")[0].lower()
        if base in _EXPRESSIONS:
            continue
        if found := partisan_word(text):
            return column, *found
        if sheet == "survey" and base in {"name", "label"} and kind.startswith(_NUMBER_TYPES):
            words = folded(text)
            if bare := _BARE_VOTES.search(words):
                return column, bare.group(), str(_VOTES)
            match = _CANDIDATE_FIRST.search(words)
            if match and (not words.startswith(("jumlah ", "banyak")) or " " in words[match.end() :].strip()):
                return column, match.group(), str(_STANDING)
    return None
