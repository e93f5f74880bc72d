"""What somebody promises or plans, in words of promising."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from siaga.engines.extraction import pledges
from siaga.engines.extraction.actors import agents
from siaga.engines.extraction.clauses import ACTS, GAP, SELF, TELLS, Clause, Task, bare, cut, told_in, vague
from siaga.engines.extraction.verbs import active, passive
from siaga.engines.extraction.words import ANY_WEEKDAY, MEETING, NUMBER_WORDS

_ANEW = re.compile(r"\b(?:ulang|susulan|lanjutan|PSU|PSS|PSL)\b\W*(?:di\s+[^,.]{0,40})?$", re.IGNORECASE)
_MENURUT = re.compile(r"\W*menurut\b", re.IGNORECASE)
THE_VOTE = re.compile(
    r"\b(?:pilkada|pemilu|pemilihan|pemungutan\s+suara|pencoblosan|(?<!peraga )(?<!bahan )(?<!tim )kampanye\w*|"
    r"rekapitulasi|masa\s+tenang|debat|"
    r"rapat|rakor|tahapan)\b[^,]*$",
    re.IGNORECASE,
)
"""What is held on its day by law."""
_PASSIVE = re.compile(r"^di(?!a\b|nas\b|rektur|mulai|gelar|ri\b|mana\b)[a-z]{4,}")
_MEETING = re.compile(rf"\b{MEETING}\b", re.IGNORECASE)
_ELLIPTIC = re.compile(r"\W*(?:(?:tetap|juga|pun|masih|lantas|kemudian|dan|serta)\s+)*", re.IGNORECASE)
"""What stands before the verb where the subject of the clause before goes on."""
_OURS = re.compile(r"(?:[Kk]ami|[Ss]aya|[Kk]ita)\b")
_UNNAMED = re.compile(
    r"^\W*(?:(?:Tim|Petugas|Panitia|Operator|Pengelola|Pengurus|Pemilik|Perusahaan|PT|CV|Kepala|Ketua|Direktur|"
    r"Manajer|Kabid|Kasi|Kabag|Perwakilan|Relawan)\b|"
    r"[A-Z]{3,}\s)"
)
"""One who answers for something, though no agency of a known kind."""
_PEOPLE = re.compile(
    rf"[^\"]*?{TELLS.pattern}(?:\s+bahwa)?\s+(?:(?:para|seluruh|semua|sejumlah|sebanyak|\d[\d.]*)\s+)*"
    r"(?:tokoh|anggota|pengurus|petugas|personel|teknisi|tenaga|tim|regu|staf|jajaran|kader|prajurit|relawan|dokter|"
    r"perawat|bidan|penyuluh|operator|kru|pemuka)(?:\s+[a-z]\w*|\s+[A-Z]{2,}\w*){0,4}\s*",
    re.IGNORECASE,
)
"""Who says it, and those that do it for him."""
_BACKS = re.compile(rf"{active('bantu kuat dukung backup kawal angkut')}\b")
_HELPS = re.compile(rf"{active('bantu')}\b")
_BY_OTHERS = re.compile(r"\boleh\s+(?!(?:kami|saya|pihaknya)\b)[a-z]", re.IGNORECASE)
_ASIDE = re.compile(r",\s*yang\s*$")
_OTHERS = re.compile(
    r"\b(?:mereka|penyedia|percetakan|rekanan|vendor|kontraktor|pabrik|pemasok|manajemen(?:\s+\w+)?|perusahaan(?:\s+\w+)?|pengusaha|maskapai|distributor|pihak\s+ketiga)(?:nya)?\s+(?:(?:sudah|telah|pun|juga)\s+)*$",
    re.IGNORECASE,
)
"""Those that promise from outside, and sit at no table: ``mereka menjanjikan penggantinya``."""
_MOVED = re.compile(rf"{passive('siaga terjun kerah tempat sebar siap libat tugas')}\b")
"""What is done with men: they are the subject, and those who answer."""
_TELLS_OWN = re.compile(rf"{passive('arah minta perintah instruksi bekal latih tugas imbau')}\b")
"""What a speaker will have his men do."""
_MOST_OF_SUBJECT = 5
_GOES_OUT = re.compile(
    rf"{passive('kirim tambah pinjam geser pasang antar ganti sedia siaga turun terjun bangun dirikan buka bawa')}\b"
)
_PIECE = re.compile(rf",\s|\bbahwa\b|{TELLS.pattern}", re.IGNORECASE)
_SCHEDULED = re.compile(r"(?:di|men)?(?:jadwal|rencana)(?:kan)?")
_OF_FEAR = re.compile(
    r"\b(?:ke(?:khawatir|cemas|takut|sadar|butuh|peduli|kurang|yakin|percaya)an|khawatir|takut|waswas|sadar|peduli|yakin)\s+$",
    re.IGNORECASE,
)
"""Before an ``akan`` that is no time: ``kekhawatiran akan politik uang``."""
_TIME_ALONE = re.compile(
    rf"(?:mulai|pada|tanggal|tgl|hari|H\s?-|sebelum|{ANY_WEEKDAY}|\d|(?:{NUMBER_WORDS}|sehari|seminggu|sepekan)\s*(?:hari|pekan|minggu)?\s*sebelum)",
    re.IGNORECASE,
)
"""A plan of which only the time is told is a stage's: ``pendistribusian dijadwalkan mulai 21 November``."""
_GENERAL_ASSENT = re.compile(r"kesanggupan|kesediaan|kesiapan|komitmen")
"""What says that one is willing, and leaves open for what."""
_WILL_BE = re.compile(
    r"(?:di(?!a\b|nas\b)[a-z]{4,}|berada|ada|sudah|siap|tiba|sampai|masuk|selesai|rampung|tuntas|beres|lengkap|kembali|turun|bersih)\b",
    re.IGNORECASE,
)
"""What has to be so by a day, whoever does it: ``kotak harus berada di distrik``."""
_TURN = re.compile(r"\b(?:giliran|biar|nanti)\b[^,.;]{0,40}\byang\s*$", re.IGNORECASE)
_APART = re.compile(r"\b(?:yang|untuk)\s*$")
_ONLY = re.compile(r"\b(?:cuma|hanya|baru|berupa|sebatas|sekadar|sekedar|ingkar|tinggal|banyak)\s+$", re.IGNORECASE)
_FORCED = re.compile(r"\b(?:sehingga|akibatnya|terpaksa|karena|yang)\b[^,.;:]{0,40}$", re.IGNORECASE)
_IN_PURPOSE = re.compile(r"\b(?:agar|supaya|dan|untuk)\b[^,.;]{0,80}$")
_HURRIED = re.compile(r"segera|nanti")
_READY = re.compile(r"siap\b|menyatakan")
_URGENT_MUST = re.compile(r"(?:siaga|siap|segera|menyiap|menyedia|menuntas|menyelesai)")
_JUST = re.compile(r"(?:\w+\s+){1,3}saja\b")
_MOST_WORDS = 8
"""Words of promising of a kind that are looked at in a clause: more are no sentence."""


def promises(clause: Clause) -> Iterator[Task]:
    """Who promises what in a clause; the same one may come twice."""
    found = [
        (match, words)
        for words in (pledges.PROMISED, pledges.PLANNED, pledges.MUST)
        for match in islice(words.finditer(clause.text), _MOST_WORDS)
    ]
    for match, words in sorted(found, key=lambda one: one[0].start()):
        yield from _Pledge(clause, match, words is pledges.PROMISED, words is pledges.MUST).tasks()


class _Pledge:
    """A word of promising in its clause.

    explicit: that says so itself (``menyanggupi``). must: that says what has to be. head: the task from its verb on.
    """

    def __init__(self, clause: Clause, match: re.Match[str], explicit: bool, must: bool) -> None:
        self.clause = clause
        self.start, self.end, self.word = match.start(), match.end(), match[0].lower()
        self.explicit, self.must = explicit, must
        self.before, self.what = clause.text[: self.start], cut(clause.text[self.end :])
        self.head = bare(self.what)
        self.passive = bool(_PASSIVE.match(self.head))
        self.ours = bool(_OURS.match(self.what))
        self.anew = bool(_ANEW.search(self.before)) and clause.due and not _MEETING.search(self.before)

    def tasks(self) -> Iterator[Task]:
        if self._barred() or self._empty() or self._good_will():
            return
        who = self._subject()
        if self._free(who) or self._told_only(who):
            return
        named = any(self.end <= one.start <= self.end + 2 for one in self.clause.known)
        whole = self.ours or self.head.startswith("di") or (self.explicit and (named or len(self.head.split()) < 2))
        whole = whole or len(self.head.split()) < 2
        told = told_in(self.clause.text, self.start) if whole else self.what
        if len(told.split()) > 1:
            yield from ((kind, told) for kind in who or (None,))

    def _barred(self) -> bool:
        """Whether what stands before takes its force away."""
        before = re.sub(r"\b(?:sudah|telah)\s*$", "", self.before) if self.explicit else self.before
        near = re.split(r"[,;]\s", before)[-1]
        return bool(
            (_APART.search(before) and not (_TURN.search(before) or self._pointed_at(before)))
            or (self.must and _FORCED.search(before))
            or (self.word == "segera" and _IN_PURPOSE.search(before))
            or (self.word == "janji" and not before.strip() and not self._own_janji())
            or _ONLY.search(before)
            or (self.word == "akan" and _OF_FEAR.search(before))
            or (_SCHEDULED.fullmatch(self.word) and _TIME_ALONE.match(self.what))
            or pledges.NO.search(near)
            or pledges.DOUBT.search(before)
            or pledges.RUNNING.search(before if self.clause.known else self.clause.text)
            or (pledges.IF.search(before) and not self.explicit)
            or (pledges.HOPE.search(before) and not pledges.PROMISED.search(self.clause.text))
            or (pledges.NATURE.search(before) and not (self.passive or self.explicit))
            or (self.clause.past_in(near) and not self.clause.due)
        )

    def _pointed_at(self, before: str) -> bool:
        """``Dishub yang akan mengantar``: an owner that is pointed at, not told apart."""
        if aside := _ASIDE.search(before):
            return any(one.office and one.end == aside.start() for one in self.clause.known)
        end = len(re.sub(r"(?:-?lah)?\s+yang\s*$", "", before))
        return not (self.clause.past or ACTS.search(before)) and any(one.end == end for one in self.clause.known)

    def _own_janji(self) -> bool:
        """``Janji kami``, ``Janji KPU``: not what a candidate's promise of goods is called."""
        after = self.clause.text[self.end :]
        return bool(re.match(r"\s*(?:kami|saya)\b|\W*\w+\s*:", after)) or self.clause.names(self.end + 1)

    def _empty(self) -> bool:
        """Whether nothing is done: an event, one word, "tulis saja"."""
        if _JUST.match(self.head):
            return True
        event = pledges.EVENT.match(self.head)
        if not self.head and self.explicit and _GENERAL_ASSENT.search(self.word):
            return True
        if self.head.endswith("nya") and not event:
            return False
        if self.explicit or self.anew or (self.head and not event and (self.passive or len(self.head.split()) > 1)):
            return False
        held = event and self.clause.due and agents(self.clause.text, self.clause.known, self.end)
        return not held or bool(THE_VOTE.search(self.before))

    def _good_will(self) -> bool:
        """Whether it is one's office or conduct, that nobody could hold anyone to."""
        ready = _READY.match(self.word)
        if ready and _BACKS.match(self.head) and pledges.QUANTITY.match(_PIECE.split(self.before)[-1].lstrip()):
            return False
        loose = pledges.LOOSE.match(self.head) and not pledges.QUANTITY.search(self.head)
        if self.anew or not (vague(self.head) or (ready and loose)):
            return False
        if pledges.CONDUCT.match(self.head):
            return not (self.explicit and self.clause.due)
        named = pledges.CONCRETE.search(self.head) and (not ready or _HELPS.match(self.head))
        return not (self.clause.due or named)

    def _free(self, who: list[str]) -> bool:
        """Whether nobody at the table is bound by it."""
        if self.must:
            if not who and self.clause.sure and _WILL_BE.match(self.head):
                return bool(pledges.PUBLIC.search(self.before) or THE_VOTE.search(self.before))
            bound = who and self.clause.subjects(self.start) and (self.clause.due or _URGENT_MUST.match(self.head))
            return not bound
        if who or self.anew or self.explicit:
            return False
        if pledges.PUBLIC.search(self.before) or (self.passive and THE_VOTE.search(self.before)):
            return True
        if self.passive:
            return not (self.clause.due or _HURRIED.search(self.word))
        helps = pledges.CONCRETE.search(self.head) or pledges.GIVES.match(self.head)
        owned = self.clause.due or _UNNAMED.match(self.before)
        return not (re.match(r"me[a-z]{4,}", self.head) and helps and owned)

    def _told_only(self, who: list[str]) -> bool:
        """Whether a passive only tells how things are arranged."""
        if not self.passive or self.explicit or self.anew or self.clause.due:
            return False
        if (_TELLS_OWN.match(self.head) or self._counted_thing()) and self.clause.tellers():
            return False
        if agents(self.clause.text, self.clause.known) or _HURRIED.search(self.word) or TELLS.search(self.before[-16:]):
            return False
        return not (who and pledges.MENDS.match(self.head))

    def _counted_thing(self) -> bool:
        """Whether a number of things, and not of men, is to be moved: ``satu regu tambahan akan dikirim``."""
        subject = _PIECE.split(self.before)[-1].lstrip()
        moved = _GOES_OUT.match(self.head) and pledges.QUANTITY.match(subject)
        return bool(moved and len(subject.split()) <= _MOST_OF_SUBJECT and not pledges.STRENGTH.match(f"- {subject}"))

    def _subject(self) -> list[str]:
        clause, before = self.clause, self.before
        own = clause.subjects(self.start)
        doers = agents(clause.text, clause.known, 0 if self.passive else self.end)
        if doers and (self.passive or not own):
            return clause.kinds(doers)
        if self.word.startswith("di") and _BY_OTHERS.search(clause.text, self.end):
            return []
        if _OTHERS.search(before):
            return []
        told_by = clause.tellers() or ([clause.speaker] if clause.speaker else [])
        if told_by and self.passive and _TELLS_OWN.match(self.head):
            return told_by
        if own and self.passive and _MOVED.match(self.head) and before[own[-1].end :].strip() in {"", "juga"}:
            return clause.kinds(own)
        if self.ours or SELF.search(before[-60:]):
            if own and TELLS.search(before):
                return clause.kinds(own[:1])
            one = clause.speaker or clause.near or clause.before
            return [one] if one else clause.kinds(own)
        if own and not self.passive:
            return clause.kinds(own) if self._of(own[-1].end) or self._own_people(own[-1].end) else []
        if clause.speaker or own:
            return [clause.speaker] if clause.speaker and not TELLS.search(before) else clause.kinds(own)
        if clause.near and (_ELLIPTIC.fullmatch(before) or (clause.due and _SCHEDULED.fullmatch(self.word))):
            return [clause.near]
        if clause.near and self.passive and (clause.due or pledges.MENDS.match(self.head)):
            return [] if THE_VOTE.search(before) else [clause.near]
        if self.word == "segera":
            return []
        after = [one for one in clause.known if 0 <= one.start - self.end <= 20]
        return clause.kinds(after[:1])

    def _own_people(self, end: int) -> bool:
        """Whether the subject that ends there speaks of people of his own who do it by a day: ``tokoh agama``."""
        return bool(self.clause.due and self.head.startswith("me") and _PEOPLE.fullmatch(self.before, end))

    def _of(self, end: int) -> bool:
        """Whether the subject that ends there does it itself, and does not only speak of another that does."""
        told = TELLS.search(self.before, end)
        if told is None and _MENURUT.match(self.before):
            told = re.compile(r"[^,]*,").match(self.before, end)
        return told is None or self.anew or bool(GAP.fullmatch(self.before, told.end()))
