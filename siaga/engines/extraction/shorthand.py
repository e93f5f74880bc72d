"""Shorthand of messages spelled out (``blm`` → ``belum``), with the way back to places in the text as given."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, replace
from typing import Any

from siaga.engines.extraction.shapes import Draft, Meeting, Span
from siaga.engines.extraction.words import squeezed

_SHORT = {
    "belum": "blm blom blum", "tidak": "tdk ga gak nggak ngga gk tdak enggak ndak nda kagak",
    "sudah": "sdh udh udah dah", "bukan": "bkn",
    "datang": "dtg", "yang": "yg",
    "karena": "krn karna", "untuk": "utk u/", "dengan": "dgn dg", "masih": "msh", "sebelum": "sblm sbelum",
    "setelah": "stlh", "harus": "hrs", "harusnya": "hrsnya",
    "supaya": "spy", "tersebut": "tsb", "jangan": "jgn", "paling": "plg",
    "lambat": "lmbt", "beberapa": "bbrp", "banyak": "bnyk byk", "kurang": "krg kurg", "dalam": "dlm",
    "kepada": "kpd", "terhadap": "thd", "tentang": "ttg", "sebagai": "sbg sbgai", "seperti": "spt sprti",
    "juga": "jg", "lagi": "lg", "atau": "ato", "bisa": "bs", "surat": "srt", "hasil": "hsl",
    "jumlah": "jml jmlh", "sekitar": "skt skitar", "segera": "sgr sgera", "menunggu": "mnunggu nunggu",
    "perwakilan": "prwkln", "diwakili": "dwakili", "pimpinan": "pimp", "dipimpin": "dpimpin", "akan": "akn",
    "mohon": "mhn", "petugas": "ptgs", "koordinasi": "koord", "kegiatan": "keg", "hadir": "hdr hdir",
    "sangat": "sgt", "kalau": "kalo klo kl", "tempat": "tmpt tmpat tpt", "rapat": "rpt",
    "kendala": "kndala", "rusak": "rsk", "hanya": "hny", "minta": "mnta", "logistik": "log",
    "anggota": "angg agt", "besok": "bsk bsok", "nanti": "nti ntar nnt", "kirim": "krm krim", "pasang": "psang",
    "distribusi": "distr",
    "dari": "dr", "baru": "br", "sekarang": "skrg skrang", "dapat": "dpt", "tahun": "thn th", "kemarin": "kmrn kmren",
    "tadi": "td", "sampai": "smp smpe sampe", "jalan": "jln", "lewat": "lwt",
    "rumah": "rmh", "padahal": "pdhl", "sedang": "sdg", "pada": "pd", "jadi": "jd", "malam": "mlm", "hari": "hr",
    "tetapi": "tp tapi", "tetap": "ttp", "masuk": "msk", "dekat": "dkt", "waktu": "wkt", "minggu": "mgg",
    "saja": "aja", "hujan": "ujan", "terus": "trs trus", "mereka": "mrk", "menyeberang": "nyebrang nyeberang",
    "semua": "smua smw", "saya": "sy", "langsung": "lgsg lgsung lgs", "bilang": "blg", "berangkat": "brgkt brangkat",
    "padam": "pdm", "hilang": "ilang ilg",
    "kapan": "kpn", "habis": "hbs", "rawan": "rwn", "warga": "wrg", "kondisi": "kond",
    "kapolres": "kpolres", "kapolsek": "kpolsek", "kadis": "kdis", "kaban": "kban", "bawaslu": "bwslu bawslu",
}  # fmt: skip
_LONG = {short: word for word, shorts in _SHORT.items() for short in shorts.split()}
_WORD = re.compile(
    rf"(?<![\w./-])(?:{'|'.join(map(re.escape, sorted(_LONG, key=len, reverse=True)))})(?![\w-]|/\w)", re.IGNORECASE
)
_TWO = re.compile(r"[A-Z]{2,3}$")


@dataclass(frozen=True, slots=True)
class Spelled:
    """A text spelled out; ``given`` likewise, so that both keep the same places."""

    text: str
    given: str
    marks: tuple[tuple[int, int, int, int], ...] = ()

    def back(self, at: int) -> int:
        """The place in the text as given of a place in the text spelled out."""
        found = bisect_right(self.marks, (at, len(self.text) + 1, 0, 0)) - 1
        if found < 0:
            return at
        start, end, first, last = self.marks[found]
        if at <= start:
            return first
        return last + at - end if at >= end else (first if at - start < end - at else last)


def spelled_out(clean: str, given: str) -> Spelled:
    """The clean text without shorthand; ``given`` has the same length and is treated alike."""
    texts: list[str] = []
    givens: list[str] = []
    marks = []
    at = shift = 0
    for match in _WORD.finditer(clean):
        if _TWO.fullmatch(match[0]) and not _around(clean, match).isupper():
            continue  # LG, TSB: a name among small letters
        if match[0] in {"Dr", "DR", "DPT"} or (match[0] == "dr" and clean[match.end() : match.end() + 1] == "."):
            continue  # a doctor, the list of voters
        word = _LONG[match[0].lower()]
        word = word.upper() if match[0].isupper() else word.capitalize() if match[0][0].isupper() else word
        texts += (clean[at : match.start()], word)
        givens += (given[at : match.start()], word)
        start = match.start() + shift
        shift += len(word) - len(match[0])
        marks.append((start, start + len(word), match.start(), match.end()))
        at = match.end()
    if not marks:
        return Spelled(clean, given)
    return Spelled("".join([*texts, clean[at:]]), "".join([*givens, given[at:]]), tuple(marks))


def _around(text: str, match: re.Match[str]) -> str:
    return text[max(0, match.start() - 12) : match.end() + 12]


def brought_back(draft: Draft, spelled: Spelled, given: str) -> Draft:
    """The draft with its places, and its sentences, as in the text as given."""
    if not spelled.marks:
        return draft

    def span(one: Span) -> Span:
        return Span(spelled.back(one.start), spelled.back(one.end))

    def all_of(items: tuple[Any, ...]) -> tuple[Any, ...]:
        return tuple(own(one) for one in items)

    def own(item: Any) -> Any:
        made: dict[str, Any] = {"span": span(item.span)}
        if hasattr(item, "sentence"):
            made["sentence"] = squeezed(given[made["span"].start : made["span"].end])
        if hasattr(item, "at"):
            made["at"] = span(item.at)
        return replace(item, **made)

    def meeting(one: Meeting) -> Meeting:
        return replace(
            one, people=all_of(one.people), agencies=all_of(one.agencies), figures=all_of(one.figures),
            obstacles=all_of(one.obstacles), commitments=all_of(one.commitments),
            contradictions=all_of(one.contradictions), where={name: span(place) for name, place in one.where.items()},
        )  # fmt: skip

    return Draft(tuple(meeting(one) for one in draft.meetings), all_of(draft.linked))
