"""A clause that may tell of a task: who is in it, who speaks, whether it has a time, and what of it is the task."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from siaga.engines.extraction import pledges
from siaga.engines.extraction.actors import joined, subjects
from siaga.engines.extraction.agencies import Mention, Scene
from siaga.engines.extraction.words import ANY_WEEKDAY, SAYS, squeezed

Task = tuple[str | None, str]
"""Who, and what."""
_SAYS = rf"(?:{SAYS}|janji|aku|cetus)"
SAID_AFTER = re.compile(
    rf"[\"',!]\s*,?\s*(?:demikian\s+)?(?:{_SAYS}|begitu\s+\w+|demikian\s+\w+)(?:nya)?\s+(?=\S)", re.IGNORECASE
)
SAID_AGAIN = re.compile(rf"[\"',!]\s*,?\s*(?:{_SAYS})nya\b", re.IGNORECASE)
"""After what is said by the one who spoke before: ``…," katanya``."""
TELLS = re.compile(
    r"\b(?:mengatakan|menyampaikan|menjelaskan|memaparkan|melaporkan|menegaskan|mengungkap(?:kan)?|"
    r"menyebut(?:kan)?|mengakui?|"
    r"mengaku|menambahkan|memastikan|menerangkan|menuturkan|mengemukakan|menjawab|menyatakan|menerima|menyoroti|"
    r"mengingatkan|"
    r"membeberkan|menyahut|menimpali|menyambung|meminta|memerintahkan|menginstruksikan|menekankan|berharap|"
    r"menilai|bilang|meramalkan|mewanti-wanti|"
    r"ngomong|lapor|menanyakan|mempertanyakan|membahas|membicarakan|mengecek|meninjau|mengevaluasi|mencatat|"
    r"mengkritik|"
    r"mengkritisi|mengeluh(?:kan)?|mengapresiasi|memuji|menceritakan|mengusulkan|mengharapkan|menduga|menemukan|"
    r"mengetahui|"
    r"mendengar|melihat|menyayangkan|mengkhawatirkan|memprediksi|memp(?:er|ra)kirakan|memohon|mengajukan|mengharap|"
    r"menugaskan|menugasi|menginginkan|disampaikan|dijelaskan|ujar|kata|ucap|ungkap|"
    r"jelas|tutur|terang|tegas|jawab|sahut)(?:nya)?\b",
    re.IGNORECASE,
)
"""Verbs of speaking and of taking notice: what follows them is not what their subject does."""
SELF = re.compile(
    r"\b(?:kami|saya|kita|pihaknya|pihak\s+kami|instansinya|lembaganya|kantornya|jajarannya|timnya|satuannya|"
    r"kesatuannya|"
    r"dinasnya|institusinya|ia|dia|beliau|dinas|rumah\s+sakit|perusahaan|anak\s+buahnya|anggotanya|personelnya|"
    r"unitnya|regunya|petugasnya|armadanya|pasukannya|stafnya|bawahannya|"
    r"teknisinya|"
    r"(?:instansi|lembaga|badan|kantor|perusahaan|satuan|institusi|pihak)\s+(?:\w+\s+){0,2}(?:itu|tersebut))\b"
    r"(?!\s+(?-i:[A-Z]))",
    re.IGNORECASE,
)
GAP = re.compile(
    rf"(?:\W*(?:bahwa|sudah|telah|dan|serta|sekaligus|juga|pun|segera|kini|untuk\s+itu|akan|siap|selain\s+itu|"
    rf"{SELF.pattern})\b)*\W*",
    re.IGNORECASE,
)
"""Between a word of speaking and what its subject says of itself."""
ACTS = re.compile(r"\b(?:me|ber|di)[a-z]{4,}\b")
_CUT = re.compile(rf'"|,\s*(?:demikian\s+)?{_SAYS}(?:nya)?\b|\s+{_SAYS}nya\b|(?<!s\.d)[.!?](?=\s|$)|;', re.IGNORECASE)
_TURN = re.compile(
    r";\s+|,?\s+(?:sedangkan|sementara\s+itu|sementara(?=\s+(?-i:[A-Z]))|adapun|namun|tetapi)\s+|,\s+(?:lalu|sementara)\s+|"
    r",?\s+(?:dan|serta|sekaligus|juga)\s+(?=(?:(?:juga|lalu)\s+)?(?:meminta|menugas(?:kan|i)|memerintahkan|"
    r"menginstruksikan|menyuruh|mewajibkan)\b)|"
    r",\s+(?:(?:dan|serta)\s+)?(?=(?:pihaknya|kami|ia|dinasnya|instansinya)\s|(?:sisa|selebih|kekurangan|pengganti|biaya|ganti)nya\s|"
    rf"(?:{ANY_WEEKDAY}|besok|lusa|(?:tanggal|tgl)\s+\d+)\s+(?:kami|saya|kita)\s)|"
    r"(?P<next>,\s+(?:dan|serta)\s+(?=(?:(?:para|seluruh)\s+\w|(?-i:[A-Z]))[\w.]*(?:\s+[\w./]+){0,6}?\s+"
    r"(?:agar|supaya|diminta|ditugaskan|wajib|(?:me|ber)[a-z]{4,})\b))",
    re.IGNORECASE,
)
"""Where another clause begins."""
_HAS_ITS_OWN = re.compile(r"\b(?:agar|supaya|diminta|ditugaskan|wajib|meminta|akan)\b[^.]*\b(?:[a-z]+|\d+)$")
"""What has its own verb, and does not end with one of several names, is no list of who does what follows."""
_LIMIT_FIRST = re.compile(
    r"^\W*(?:(?:paling\s+(?:lambat|telat)|selambat\S*|sebelum|pada|sampai|sehari|H\s?-|besok|lusa|tanggal|tgl|"
    r"\w+\s+hari\s+(?:lagi|setelah))\b)"
    r"[^.;]{0,60}?\b(?:sudah|udah|dah|telah)\b",
    re.IGNORECASE,
)
"""``Paling lambat 14 November KPU sudah menyerahkan …`` tells of what is to come."""


@dataclass(frozen=True, slots=True)
class Clause:
    """labelled: whose line it is (``Dishub: …``). speaker: who says it. before: who spoke last. near: who did
    so just before in the same paragraph, or is the subject of the clause before. addressed: to whom the sentence
    before turns (``Bupati menoleh ke BPBD``). due: whether it has a
    limit. sure: whether one that is no weekday alone, which news use of the past (``…, Kamis``).
    """

    text: str
    known: list[Mention]
    scene: Scene
    labelled: str | None
    speaker: str | None
    before: str | None
    near: str | None
    addressed: str | None
    due: bool
    sure: bool

    @property
    def soon(self) -> bool:
        return self.due or bool(pledges.SOON.search(self.text))

    @property
    def past(self) -> bool:
        return self.past_in(self.text)

    def past_in(self, piece: str) -> bool:
        if self.due and _LIMIT_FIRST.match(self.text):
            return False
        return bool(pledges.DONE.search(piece))

    def names(self, at: int) -> bool:
        """Whether a place is within the name of an agency."""
        return any(one.start <= at < one.end for one in self.known)

    @property
    def groups(self) -> list[list[Mention]]:
        return joined(self.text, self.known)

    def subjects(self, end: int) -> list[Mention]:
        return subjects(self.text, self.known, end)

    def kinds(self, found: Iterable[Mention]) -> list[str]:
        return kinds(found, self.scene)

    def tellers(self) -> list[str]:
        """Who is said to speak in the clause itself."""
        told = TELLS.search(self.text)
        return self.kinds(self.subjects(told.start())) if told else []


def kinds(found: Iterable[Mention], scene: Scene) -> list[str]:
    return list(dict.fromkeys(scene.kind(one.kind) for one in found))


def clauses(text: str, at: int) -> Iterator[tuple[int, str]]:
    """The clauses of a sentence from a place on, each with its place."""
    for turn in _TURN.finditer(text, at):
        if turn["next"] and not _HAS_ITS_OWN.search(text, at, turn.start()):
            continue
        yield at, text[at : turn.start()]
        at = turn.end()
    yield at, text[at:]


def cut(text: str) -> str:
    """Up to the end of the sentence, a quote's end, or what somebody says about it."""
    return squeezed(next((piece for piece in _CUT.split(text) if piece.strip(" ,.-")), "")).strip(" ,.!?-")


def told_in(text: str, end: int) -> str:
    """What a clause tells, without who says so before it: ``Ketua KPU mengatakan bahwa …``."""
    tells = TELLS.search(text, 0, end)
    rest = re.sub(r"^\W*(?:bahwa\s+)?", "", text[tells.end() :]) if tells else text
    return cut(rest) if len(rest.split()) > 2 else cut(text)


def bare(what: str) -> str:
    """A task without the small words, and the words of promising, before its verb."""
    what = pledges.LIGHT.sub("", what).strip()
    promised = pledges.PROMISED.match(what)
    return pledges.LIGHT.sub("", what[promised.end() :]).strip() if promised else what


def vague(task: str) -> bool:
    """Whether a task is good will or one's office, that nobody could hold anyone to."""
    if pledges.CONDUCT.match(task):
        return True
    if not pledges.LOOSE.match(task) or pledges.QUANTITY.search(task.split(",")[0]):
        return False
    return len(task.split()) < 3 or bool(pledges.GENERAL.search(task))


def without(what: str, who: list[Mention]) -> str:
    """The task without its subject in front."""
    rest = re.sub(r"^(?:akan|agar|untuk|segera|diminta|supaya)\s+", "", what[who[-1].end :].lstrip(" :,-"))
    return rest if len(rest.split()) > 1 and not rest[0].isupper() else what
