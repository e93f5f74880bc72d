"""Names of areas: regencies and cities of the country (a list of names), and those that a text itself names."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable
from pathlib import Path

from siaga.engines.extraction.words import bag

_FILE = Path(__file__).with_name("regencies.txt")
_WORD = r"[A-Z][\w'-]*"
_NAME = rf"{_WORD}(?: +(?:{_WORD}|[IVX]+)){{0,3}}"
_STOP_WORDS = bag(
    "Tahun Pilkada Pemilu Pada Yang Dan Untuk Dalam Senin Selasa Rabu Kamis Jumat Sabtu Minggu Provinsi "
    "Kabupaten Kota Kecamatan Andi "
    "H Hj Dr Drs Ir Se Serentak AKBP AKP Kompol Kombes Letkol KPU Bawaslu Rabu Jelang Gelar Desa Kelurahan Ketua "
    "Bupati Camat Pj Pjs "
    "Plt Pemilihan Sekda Forkopimda Dinas Badan Januari Februari Maret April Mei Juni Juli Agustus September "
    "Oktober November Desember "
    "Ini Itu Hal Melalui Polres Kodim Wakil Iptu IPTU Mayor Kapten Bapak Bpk Hotel Aula Dr"
)
_IN_TEXT = re.compile(
    rf"\b(?P<kind>[Kk]abupaten|[Kk]ab\.?|[Kk]ota|[Kk]ecamatan|[Kk]ec\.?|[Pp]emkab|[Pp]emkot|[Pp]emda|"
    rf"[Kk]elurahan|[Dd]esa|"
    rf"[Pp]rovinsi|[Pp]rov\.?|[Pp]olres(?:ta)?|[Pp]olsek|Kodim +\d{{4}} */?) +(?P<name>{_NAME})"
)


_AFTER_OFFICE = re.compile(
    r"\b(?P<head>Bupati|Wali\s?[Kk]ota|Wabup|Camat|Kapolres(?:ta)?|Dandim|Kapolsek|Danramil|KPU|Bawaslu|"
    r"Kesbangpol|Sekda|Polres(?:ta)?|"
    r"Polsek|Forkopimda|Forkopimcam|Kejari|PPK|Panwascam|Setda|DPRD) +(?P<name>(?!Kabupaten|Kota\b|Kecamatan|"
    r"Daerah|RI\b|Provinsi|AKBP|"
    r"AKP|Kompol|Letkol|Bapak|Dr\b|Ir\b)[A-Z][\w'-]*(?: +[A-Z][\w'-]*){0,2})"
)


@functools.cache
def regencies() -> tuple[str, ...]:
    """``Kabupaten Aceh Selatan``, ``Kota Pagar Alam``."""
    return tuple(_FILE.read_text(encoding="utf-8").split("\n")[:-1])


def bare(name: str) -> str:
    """The name without its kind, folded: ``pagar alam``."""
    folded = re.sub(
        r"^(?:kabupaten|kab\.?|kota|kota\s+administrasi|provinsi)\s+", "", name.strip(), flags=re.IGNORECASE
    )
    return re.sub(r"[\s-]+", " ", folded).casefold().removeprefix("administrasi ")


def areas_of(text: str) -> frozenset[str]:
    """Names that a text gives to areas, folded: ``Kecamatan Teramang Jaya`` → ``teramang jaya``.

    A person's name may follow directly (``Sekda Kabupaten Mukomuko Abdiyanto``): of the words after the kind those are
    the name that are a regency's, or that the text has together most often.
    """
    known = _bare_regencies()
    heads: dict[str, set[str]] = {}
    for match in _AFTER_OFFICE.finditer(text):
        named = [word.casefold() for word in match["name"].split()]
        for count in range(1, len(named) + 1):
            heads.setdefault(" ".join(named[:count]), set()).add(match["head"].casefold())
    folded = " ".join(text.casefold().split())
    found: set[str] = set()
    for match in _IN_TEXT.finditer(text):
        words: list[str] = []
        for word in match["name"].split():
            if word in _STOP_WORDS or (word.isupper() and len(word) > 4 and not match["kind"].isupper()):
                break
            words.append(word.casefold())
        if name := _cut(words, known, folded):
            found.add(name)
    several = {name for name, which in heads.items() if len(which) > 1}
    found |= {
        name for name in several
        if not any(other.startswith(f"{name} ") and len(heads[other]) == len(heads[name]) for other in several)
    }  # fmt: skip
    return frozenset(found)


def _cut(words: list[str], known: frozenset[str], folded: str) -> str:
    for count in range(len(words), 0, -1):
        if " ".join(words[:count]) in known:
            return " ".join(words[:count])
    if len(words) < 2:
        return " ".join(words)
    often = [
        len(re.findall(rf"\b{re.escape(' '.join(words[:count]))}\b", folded)) for count in range(1, len(words) + 1)
    ]
    best = 1
    for count in range(2, len(words) + 1):
        if (often[count - 1] >= 2 and often[count - 1] * 2 >= often[best - 1]) or (often[best - 1] == 1 and count == 2):
            best = count
    return " ".join(words[:best])


@functools.cache
def _bare_regencies() -> frozenset[str]:
    return frozenset(bare(one) for one in regencies())


class Areas:
    """The areas known in a text: those it names, and all regencies."""

    def __init__(self, text: str, regions: Iterable[str] = ()) -> None:
        self._known = _bare_regencies() | {bare(one) for one in regions} | areas_of(text)
        self._most = max((len(name.split()) for name in self._known), default=0)

    def leading(self, words: list[str]) -> int:
        """How many of the first words are the name of an area (longest first); 0 for none."""
        for count in range(min(self._most, len(words)), 0, -1):
            if " ".join(words[:count]).strip(",.").casefold() in self._known:
                return count
        return 0
