"""Who does what a clause tells: its subject, its agent, or whoever was asked."""

from __future__ import annotations

import re

from siaga.engines.extraction.agencies import Mention, mentions

GOVERNMENT = "pemda"
_GOVERNMENT = re.compile(
    r"\b(?:pem(?:kab|kot|prov|da|erintah\s+(?:daerah|kabupaten|kota|provinsi)))\b|"
    r"(?<!kantor )(?<!pemilihan )(?<!calon )(?<!ahli )(?<!dan wakil )\b(?:(?:wakil\s+)?(?:bupati|wali\s?kota|"
    r"gubernur)|wabup|wawali|wagub)\b",
    re.IGNORECASE,
)
_ASIDE = re.compile(
    r"\b(?:gudang|kantor|aula|halaman|ruang(?:an)?|gedung|dermaga|pelabuhan|wilayah|posko|(?:di|ke)\s+sekretariat|jaringan|trafo|"
    r"logistik|peralatan|data|nama|daftar|laporan|permintaan|usulan|arahan|calon|pengganti|kekurangan|kebutuhan|"
    r"perekrutan|rekrutmen|pelantikan|bimtek|jabatan|hibah|honor(?:arium)?|operasional|anggaran|dana|rekening|milik|"
    r"kepada|ke|di|untuk|bagi|terhadap|bersama|dengan|oleh|antara|\d+)\s+(?:(?:para|pihak|seluruh|jajaran|"
    r"anggota)\s+)*$",
    re.IGNORECASE,
)
"""After these a word that means an agency is no subject: ``gudang KPU``, ``kepada KPU``."""
_AND = re.compile(
    r"(?:\s+[A-Z][\w/-]*\.?){0,3}\s*(?:,\s*dan|,\s*serta|,|/|dan|serta|beserta|&|\+)\s*(?:(?:para|pihak)\s+)?"
)
_PASSIVE = re.compile(
    r"\bdi(?!saksikan|dampingi|hadiri|ikuti|bantu|terima|pimpin|buka\b|awasi|sebut|ketahui|a\b|nas\b|rektur|visi|"
    r"strik|reskrim|sdik|sduk|shub|spora)[a-z]{3,}\b",
    re.IGNORECASE,
)
_BY = re.compile(r"\boleh\s+(?:(?:pihak|para|jajaran|tim|anggota|petugas)\s+)*", re.IGNORECASE)


def actors(text: str) -> list[Mention]:
    """All words that mean an agency or the regional government, in order."""
    found = mentions(text)
    for match in _GOVERNMENT.finditer(text):
        if not any(match.start() < one.end and one.start < match.end() for one in found):
            found.append(Mention(GOVERNMENT, match.start(), match.end(), False))
    for kind, pattern in _UNLISTED.items():
        for match in pattern.finditer(text):
            if not any(match.start() < one.end and one.start < match.end() for one in found):
                found.append(Mention(kind, match.start(), match.end(), True))
    place = _PLACE.match(text) or _PLACE_DOES.search(text) or _PLACE_ASKED.search(text)
    if place and not any(one.start < place.end("who") and place.start("who") < one.end for one in found):
        found.append(Mention(_PLACES[place["who"].lower()], *place.span("who"), False))
    return sorted(found, key=lambda one: one.start)


_UNLISTED = {
    "rsud": re.compile(r"\b[Rr]umah\s+[Ss]akit\b(?!\s+[Uu]mum)"),
    "opd": re.compile(r"\bKa(?:dis|din|ban)[a-z]{3,}\b"),
    "police": re.compile(
        r"\b(?:(?:Kasat|Kanit|Satuan|Unit)\s+(?:Lantas|Reskrim|Intelkam|Samapta|Binmas|Polair\w*)|"
        r"Sat(?:lantas|reskrim|intelkam|samapta|binmas|polair\w*)|Polair(?:ud)?|Karo\s?[Oo]ps|"
        r"Kabag\s?(?:[Oo]ps|[Ll]og(?:istik)?|[Rr]en|SDM|[Ss]umda)|Kasi(?:um|\s?(?:[Pp]ropam|[Dd]okkes)))\b"
    ),
    "army": re.compile(
        r"\b(?:Kasdim|Pasi(?:\s?(?:[Oo]ps|[Ii]ntel|[Ll]og(?:istik)?|[Pp]ers|[Tt]er))\w*|Danunit\s+[Ii]ntel)\b"
    ),
}
"""Hospitals, heads of services and parts of the police and the army that the list of names does not have."""
_PLACES = {"desa": "desa", "kelurahan": "desa", "kecamatan": "kecamatan", "distrik": "kecamatan"}
_PLACE = re.compile(
    r"\W*(?:(?:pihak|solusi|dari)\s*:?\s+)?(?P<who>desa|kelurahan|kecamatan|distrik)(?:\s+[A-Z]\w+){0,3}\s+"
    r"(?:akan|bakal|siap|sanggup|segera|bersedia|menyanggupi|berjanji|(?:me|ber)[a-z]{3,})\b",
    re.IGNORECASE,
)
_PLACE_DOES = re.compile(
    r"\b(?:oleh\s+(?:pihak\s+)?|di(?!a|nas)[a-z]{4,}\s+(?=\w+\s+(?-i:[A-Z])))(?P<who>desa|kelurahan|kecamatan|distrik)\b",
    re.IGNORECASE,
)
_PLACE_ASKED = re.compile(
    r"\b(?:setiap|tiap|semua|seluruh|para|masing-masing)\s+(?P<who>desa|kelurahan|kecamatan|"
    r"distrik)\s+(?:diminta|wajib|harus|agar|akan|ditugaskan)\b",
    re.IGNORECASE,
)
"""A village at the head of a clause that does something is its government."""


_MARKER = re.compile(r"\W*(?:\w{1,2}[.)]|\d{1,2}(?:\.\d{1,2})+[.)]?)\s+")
"""The number of an item, that counts nothing."""
_FRAMES = re.compile(r"\byang\s+di[a-z]+\s+(?:oleh\s+)?(?:[A-Z]\w*\.?\s+)*$", re.IGNORECASE)


def is_subject(text: str, one: Mention) -> bool:
    before = text[: one.start][-40:]
    return bool(_MARKER.fullmatch(before)) or not (_ASIDE.search(before) or _only_says(text, one))


def _only_says(text: str, one: Mention) -> bool:
    """Whether it lays stress on what follows, and need not do it: ``Yang digarisbawahi Sekda: …``."""
    return text.startswith(":", one.end) and bool(_FRAMES.search(text[: one.start][-60:]))


def subjects(text: str, known: list[Mention], end: int) -> list[Mention]:
    """The nearest that can be the subject of a verb at ``end``, with those that share it."""
    before = [one for one in known if one.end <= end]
    run = joined(text, before)
    for group in reversed(run):
        if is_subject(text, group[0]):
            return group
    return []


def joined(text: str, known: list[Mention]) -> list[list[Mention]]:
    """Agencies in groups that share what is said of them: ``Polres dan Kodim …``."""
    groups: list[list[Mention]] = []
    for one in known:
        if groups and _AND.fullmatch(text, groups[-1][-1].end, one.start):
            groups[-1].append(one)
        else:
            groups.append([one])
    listed = re.compile(r"\b(?:dan|serta|beserta)\b|[&/+]")
    return [
        piece
        for group in groups
        for piece in ([group] if listed.search(text, group[0].end, group[-1].start) else [[one] for one in group])
    ]


def agents(text: str, known: list[Mention], start: int = 0) -> list[Mention]:
    """Who does what the passive tells: ``dituntaskan oleh Disdukcapil``, ``digelar Satpol PP``."""
    groups = joined(text, [one for one in known if one.start >= start])
    for match in _BY.finditer(text, start):
        for group in groups:
            if 0 <= group[0].start - match.end() <= 20:
                return group
    for match in _PASSIVE.finditer(text, start):
        for group in groups:
            at_once = text[match.end() : group[0].start].strip() == "" and group[0].start > match.end()
            if at_once and not _only_says(text, group[0]):
                return group
    return []
