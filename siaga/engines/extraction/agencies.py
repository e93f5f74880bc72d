"""Agencies by kind, as texts name them: their names, their offices, and the word given to them."""

from __future__ import annotations

import functools
import re
import tomllib
from dataclasses import dataclass
from pathlib import Path

from siaga.engines.extraction.casing import ACRONYMS
from siaga.engines.extraction.lines import CHAT
from siaga.engines.extraction.sentences import Sentence

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
        for office in (*entry.get("offices", ()), *map(_its_head, entry["names"])):
            meaning.setdefault(office.casefold(), (kind, True))
        for name in entry.get("exact", ()):
            exact[name] = kind
        if entry.get("weak"):
            weak.add(kind)
    words = sorted({*meaning, *(name.casefold() for name in exact)}, key=len, reverse=True)
    body = "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in words)
    pattern = rf"(?<!\w)(?<!(?-i:[a-z])-)(?P<word>{body})(?:2|-(?P=word))?(?!\w|-(?-i:[a-z]))"
    return _Kinds(re.compile(pattern, re.IGNORECASE), meaning, exact, frozenset(weak))


def _its_head(name: str) -> str:
    """Who heads an office by its name: ``dinas perhubungan`` → ``kadis perhubungan``."""
    return re.sub(r"^badan (?=\w)", "kaban ", re.sub(r"^dinas (?=\w)", "kadis ", name))


def weak_kinds() -> frozenset[str]:
    return _kinds().weak


def mentions(text: str) -> list[Mention]:
    """All words in a text that mean an agency, in order."""
    known = _kinds()
    found = []
    for match in known.pattern.finditer(text):
        word = re.sub(r"\s+", " ", match["word"])
        if kind := known.exact.get(word.upper()):
            if word.isupper() or " " in word or word in ACRONYMS:
                found.append(Mention(kind, match.start(), match.end(), False))
            continue
        if entry := known.meaning.get(word.casefold()):
            found.append(Mention(entry[0], match.start(), match.end(), entry[1]))
    for match in _OTHER_OFFICE.finditer(text):
        if not any(match.start() < one.end and one.start < match.end() for one in found):
            found.append(Mention("opd", match.start(), match.end(), True))
    return sorted(found, key=lambda one: one.start)


_OTHER_OFFICE = re.compile(
    r"\b(?<!Satpol PP dan )(?<!Satpol PP & )"
    r"(?:(?:[Kk]epala\s+|[Kk]adis\s+|[Kk]aban\s+)?(?:Dinas|Badan|DINAS|BADAN)\s+(?!Pengawas|Pusat|Meteorologi|"
    r"Nasional|Narkotika|Pertanahan|Kepegawaian\s+Negara|Siber|Intelijen|Permusyawaratan|Pemeriksa)"
    r"[A-Z][A-Za-z]+|(?:[Kk]adis|[Kk]aban|Kepala)\s+(?:Dinas|Badan|[A-Z][a-z]+an)\b|Bappeda|BPKAD|BKPSDM|Damkar|DAMKAR|"
    r"Dinsos|Disnaker|Bapenda|DLH|D?PUPR|Disperkim|DPRKP|Disperindag\w*|Dispora\w*|Disparpora|Dispar\w*|DKP|DP3A\w*|DPPKB|"
    r"BKD|BKPP|BPKPD|BPKD|Prokopim|Disnakertrans|Distan\w*|Diskop\w*|"
    r"(?:para\s+)?[Kk]epala\s+[Dd]inas\b)"
)


_ANY_LEVEL = frozenset({"police", "army", "panwas"})


@dataclass(frozen=True, slots=True)
class Scene:
    """What words without a level mean in this text: ``polisi`` is the Polsek where only that is named."""

    police: str = "polres"
    army: str = "kodim"
    panwas: str = "panwaslu_kecamatan"

    def kind(self, mention: str) -> str:
        return getattr(self, mention) if mention in _ANY_LEVEL else mention


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
    upper = names(r"panwaslu\s+(?:kabupaten|kab|kota)|panwaskab") or (
        regency and not names(r"bawaslu|panwascam|ppk|polsek|kapolsek|muspika|uspika|forkopimcam")
    )
    return Scene(police or "polres", army or "kodim", "bawaslu" if upper else "panwaslu_kecamatan")


_LABEL = re.compile(
    rf"{CHAT}?\W*(?:\(?(?:\w{{1,2}}[.)]|(?:\d{{1,2}}|[A-H])(?:\.\d{{1,2}})+[.)]?)\s+)?(?:(?:[Bb]apak|[Ii]bu|[Pp]ak|[Bb]u|[Bb]pk|[Pp]erwakilan|[Pp]ihak|[Dd]ari|[Uu]nsur)\.?\s+)*"
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
    return found[0].kind if sentence.text.strip().endswith(":") or len(body.split("(")[0].split()) <= 4 else None


_AT_STATION = re.compile(r"\s+(?:di\s+)?TPS\s*\d", re.IGNORECASE)
"""The staff of one station is told of, and does not speak: ``KPPS TPS 7: 3 orang sakit``."""
ROUND = 3
"""So many who are given the word make a meeting."""


def speaker(sentence: Sentence, counting: bool = False) -> Mention | None:
    """The agency whose name stands before a colon at the beginning of what it says: ``Kapolres: situasi aman``.

    counting: whether what it says may begin with a number, as a list of numbers of each agency would.
    """
    label = _LABEL.match(sentence.text)
    if label is None or sentence.label or (not counting and re.match(r"\s*\d", sentence.text[label.end() :])):
        return None
    first = next((one for one in mentions(sentence.text) if one.start == label.start("who")), None)
    if first is None or first.end > label.end("who") or _AT_STATION.match(sentence.text, first.end):
        return None
    return first if _OWN_NAMES.fullmatch(sentence.text, first.end, label.end("who")) else None


def agency_of(text: str, scene: Scene) -> str | None:
    """The kind of the first agency that a text names."""
    first = next(iter(mentions(text)), None)
    return scene.kind(first.kind) if first else None


_BELOW_THE_HEAD = re.compile(
    r"\W*(?:(?:plt|plh|pj|pjs|pgs)\.?\s+)*(?:asisten|wakil|waka\w*|kabag|kasub\w*|kabid|kasi|kasat|kasie|kanit|pasi|pabung|"
    r"kepala\s+(?:bagian|bidang|seksi|sub\w*)|sekretaris(?!\s+daerah)|staf|anggota|komisioner|perwakilan)\b",
    re.IGNORECASE,
)


def is_heads(office: str) -> bool:
    """Whether an office is that of the head of its agency, and not of somebody below who stands in."""
    return _BELOW_THE_HEAD.match(office) is None
