"""Who promised what, or was asked for it, by when."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from siaga.engines.extraction import pledges
from siaga.engines.extraction.actors import actors, agents, is_subject, joined
from siaga.engines.extraction.agencies import Mention, Scene, headed, speaker
from siaga.engines.extraction.clauses import (
    SAID_AFTER,
    SAID_AGAIN,
    TELLS,
    Clause,
    Task,
    bare,
    clauses,
    cut,
    kinds,
    vague,
    without,
)
from siaga.engines.extraction.deadlines import Deadlines
from siaga.engines.extraction.doings import doings
from siaga.engines.extraction.holders import Holders
from siaga.engines.extraction.lines import CHAT, in_columns
from siaga.engines.extraction.orders import orders
from siaga.engines.extraction.owners import owners, set_apart
from siaga.engines.extraction.promises import promises
from siaga.engines.extraction.sentences import Role, Section, Sentence
from siaga.engines.extraction.shapes import Commitment, Person
from siaga.engines.extraction.taskrows import TaskRows
from siaga.engines.extraction.words import squeezed

MOST_OF_TASK = 400
"""Characters of a task that are kept."""
MOST_ACTORS = 24
"""Agencies of a clause that are looked at."""
_MESSAGE = re.compile(rf"{CHAT}(?P<who>[^:]{{2,40}}):\s*")
_TOPICS = {"kpps"}
"""Of whom is told, and who are given no word: ``KPPS TPS 7: …``."""
_SILENT = {Section.ATTENDANCE, Section.RECIPIENTS, Section.COPIES, Section.SIGNATURE}
_ITEM = re.compile(r"\W*(?:\w{1,2}[.)]|[-•])\s")
_GOES_ON_TELLING = re.compile(
    rf"{_ITEM.pattern}*(?:di(?:tambahkan|katakan|sampaikan|jelaskan|ungkapkan|sebutkan)|lebih\s+lanjut|lanjutnya|menurutnya|"
    r"masih\s+menurut|ia|dia|beliau|yang\s+bersangkutan)\b",
    re.IGNORECASE,
)
"""An item in which the one of the item before goes on."""
_LEADING = re.compile(r"\W*(?:(?:para|pihak|seluruh|semua|jajaran)\s+)*", re.IGNORECASE)
_NEXT_TIME = re.compile(r"^\W*(?:kita\s+)?(?:ketemu|bertemu|berkumpul|kumpul|rapat|pertemuan|rakor)\b", re.IGNORECASE)
_WORK = re.compile(r"\b(?:(?:me|ber|di|nge)[a-z]{3,}|pe[a-z]{3,}an|[a-z]+kan)\b", re.IGNORECASE)
_GIVEN_THE_WORD = re.compile(rf"(?:{CHAT}[^:]{{2,40}}|[A-Z]{{3,}}(?:\s+[A-Z]{{3,}})?)\s*:\s")
"""Somebody who speaks next, whoever he is."""
_NUMBERED = re.compile(r"\W*\d{1,2}[.)]\s")
_TURN = re.compile(r"[.!?;]\s+(?P<who>[a-z][\w ./]{1,30}?)\s*:\s+(?=\S)")
_ANSWERS = re.compile(
    r"\b(?:(?:men)?jawab|sahut|timpal|mengiyakan|menyanggupi|menyetujui|setuju|mengamini|mengangguk|bersedia|sanggup|siap|segera)\b",
    re.IGNORECASE,
)
_PARTY = re.compile(r"\bpihak\s+(?:pertama|kedua|ketiga|keempat)\b", re.IGNORECASE)
_CALLED = re.compile(rf"(?:\(|\bdisebut\s+(?:sebagai\s+)?)\W*(?P<party>{_PARTY.pattern})", re.IGNORECASE)
"""Where a record says by what name it calls somebody from here on: ``Ketua KPU … (PIHAK PERTAMA)``."""
_WHEN_ALONE = re.compile(
    r"\W*(?:(?:dan|jadi|kita|kami|semua(?:nya)?|itu|ini|barang(?:nya)?|kapal(?:nya)?|truk(?:nya)?|unit(?:nya)?|akan|sudah|"
    r"siap|bisa|harus|nanti|rencananya|targetnya|insya\s*allah)\s+)*"
    r"(?:berangkat|jalan|bergerak|meluncur|mulai|dimulai|tiba|sampai|datang|selesai|rampung|beres|dikirim|diantar|"
    r"diserahkan|dikerjakan|dipasang|paling\s+(?:lambat|telat)|selambat\S*|tenggat\w*|batas\w*|deadline\w*)\b",
    re.IGNORECASE,
)
"""A sentence that only adds the day to what was promised: ``Kita berangkat tanggal 5.``"""
_MOST_WHEN = 10
"""Words of a sentence that only tells a day."""
_COLON = re.compile(r":\s*")
_PROVIDED = re.compile(r"\b(?:asal(?:kan)?|dengan\s+(?:syarat|catatan))\b", re.IGNORECASE)
"""What begins a condition, whose day is not that of the promise."""
_QUESTION = re.compile(r"\?[\"')]?\s*$")
_NEGATED = re.compile(r"\b(?:tidak|tak)\s+(?:akan|bakal)\b", re.IGNORECASE)
_TURNS_TO = re.compile(
    r"\b(?:(?:menoleh|berpaling|melirik|menengok|beralih|berpindah|pindah|tertuju|mengarah|diarahkan|menatap|memandang|bertanya|"
    r"menunjuk|menagih|menodong|menanyai|menyapa|mencari|memanggil)"
    r"(?:\s+(?:ke|kepada|pada|arah|para|pihak|meja|kursi|Pak|Bu|Kepala|Ketua|Manajer|Direktur|Plt\.?|Wakil))*|"
    r"giliran(?:nya)?)\s+$",
    re.IGNORECASE,
)
"""What stands before the one to whom the one who leads turns."""
_LIMIT = re.compile(r",?\s+(?:paling\s+lambat|selambat|batas\s+waktu|tenggat|deadline)|;")
_REGULAR = re.compile(
    r"\b(?P<what>(?:pertemuan|rapat|rakor)\w*\s+(?:\w+\s+){0,4}?(?:harus|akan|perlu)\s+(?:terus\s+)?(?:dilakukan|"
    r"dilaksanakan|digelar|diadakan)\s+(?:secara\s+)?(?:berkala|rutin|setiap\s+\w+|tiap\s+\w+)[^.]{0,80})",
    re.IGNORECASE,
)


class Reader:
    """Reads commitments sentence by sentence; remembers who spoke last, for ``kami`` and ``pihaknya``."""

    def __init__(self, deadlines: Deadlines, scene: Scene, people: Iterable[Person]) -> None:
        self._deadlines = deadlines
        self._scene = scene
        self._holders = Holders(people, scene)
        self._parties: dict[str, str] = {}
        self._rows = TaskRows()
        self._speaker: str | None = None
        self._heading: str | None = None
        self._listing = self._marked = False
        self._addressed: str | None = None
        self._paragraph = -1

    def read(self, sentences: Iterable[Sentence]) -> tuple[Commitment, ...]:
        found: list[Commitment] = []
        for sentence in sentences:
            self._call(sentence.text)
            listed = sentence.section is Section.FOLLOW_UP
            row = "|" in sentence.text or in_columns(sentence.text)
            if not sentence.told or sentence.section in _SILENT or (sentence.label and not listed):
                if listed and row:
                    self._rows.header(sentence.text)
                self._under(sentence)
                continue
            if self._named_alone(sentence):
                continue
            if _GIVEN_THE_WORD.match(sentence.text):
                self._speaker = None
            if row and (listed or self._rows.about_tasks(sentence.text)):
                found += self._row(sentence, listed)
            elif (listed or self._owned(sentence)) and sentence.role in {Role.ITEM, Role.FIELD}:
                found += self._task(sentence)
            elif found and (dated := self._dated(found[-1], sentence)):
                found[-1] = dated
            else:
                found = self._answered(found, list(self._spoken(sentence)), sentence)
            self._remember(sentence)
        return tuple(found)

    def _owned(self, sentence: Sentence) -> bool:
        """Whether an item says by itself who answers for it and by when, or stands below one who was listed."""
        if sentence.role is not Role.ITEM or self._label(sentence)[0]:
            return False
        if self._heading and self._listing:
            return True
        at = max(0, sentence.value - sentence.start)
        return bool(set_apart(sentence.text[at:])) and self._due(sentence, sentence.text, 0) is not None

    def _call(self, text: str) -> None:
        for called in _CALLED.finditer(text):
            if named := actors(text):
                self._parties[squeezed(called["party"]).lower()] = named[0].kind

    def _actors(self, text: str) -> list[Mention]:
        """The agencies of a text, those among them that a record calls parties."""
        found = actors(text)
        for match in _PARTY.finditer(text) if self._parties else ():
            if kind := self._parties.get(squeezed(match[0]).lower()):
                found.append(Mention(kind, *match.span(), False))
        found += self._holders.named(text, found)
        return sorted(found, key=lambda one: one.start)

    def _answered(self, found: list[Commitment], made: list[Commitment], sentence: Sentence) -> list[Commitment]:
        """What was found and what this sentence adds; who answers the request before it promises it once."""
        answer = _ANSWERS.search(sentence.text)
        asked = found[-1] if answer and found and sentence.start - found[-1].span.end <= 2 else None
        if asked is None or not pledges.ASKS.search(asked.sentence):
            return found + made
        if own := next((one for one in made if one.who == asked.who), None):
            kept = [replace(one, due=one.due or asked.due) if one is own else one for one in made]
            return found[:-1] + kept
        return found + made

    def _dated(self, last: Commitment, sentence: Sentence) -> Commitment | None:
        """The promise of the sentence before with the day that this one adds to it."""
        text = cut(sentence.text)
        if last.due or sentence.start - last.span.end > 1 or _ITEM.match(sentence.text):
            return None
        if not _WHEN_ALONE.match(text) or len(text.split()) > _MOST_WHEN or self._actors(text):
            return None
        due = self._due(sentence, sentence.text, 0)
        return replace(last, due=due) if due else None

    def _named_alone(self, sentence: Sentence) -> bool:
        """Whether a line names who is told of below it, and nothing else."""
        numbered = _ITEM.match(sentence.text)
        own = headed(sentence) if sentence.section is not Section.FOLLOW_UP else None
        if own:
            self._heading = self._speaker = self._scene.kind(own)
            self._paragraph, self._marked = sentence.paragraph, bool(numbered)
        elif sentence.paragraph != self._paragraph:
            goes_on = numbered and not (self._marked and _NUMBERED.match(sentence.text))
            self._heading = self._heading if goes_on else None
        return own is not None

    def _under(self, sentence: Sentence) -> None:
        """Below a line that names an agency and nothing else, items and speech are that agency's."""
        if sentence.role in {Role.TITLE, Role.HEADING, Role.FIELD}:
            own = headed(sentence)
            self._listing = sentence.section is Section.FOLLOW_UP or (self._listing and own is not None)
            self._heading = self._speaker = self._scene.kind(own) if own else None

    def _row(self, sentence: Sentence, listed: bool) -> Iterator[Commitment]:
        row = self._rows.read(sentence.text, listed)
        due = self._deadlines.of(sentence.text, sentence.start, listed=True)
        if row is None or not (listed or due or row.named or pledges.SOON.search(sentence.text)):
            return
        who = next(iter(joined(row.who, self._actors(row.who) or owners(row.who))), [])
        for kind in self._kinds(who) or (None,):
            yield self._made(kind, row.what, due, sentence)

    def _task(self, sentence: Sentence) -> Iterator[Commitment]:
        """A line of a list of what shall be done."""
        at = max(0, sentence.value - sentence.start)
        body = sentence.text[at:]
        known = self._actors(body)
        due = self._due(sentence, body, at, listed=True)
        what = squeezed(_LIMIT.split(body)[0]).rstrip(" .,")
        early = [group for group in joined(body, known) if group[0].start < 60 and is_subject(body, group[0])][:1]
        if not what or body.rstrip().endswith(":") or pledges.RULE.search(body) or pledges.IF.match(body.lstrip()):
            return
        first = bool(early) and bool(_LEADING.fullmatch(body, 0, early[0][0].start))
        apart = [] if first else next(iter(joined(body, set_apart(body))), [])
        who = apart or agents(body, known) or (early[0] if early else [])
        leads = bool(who) and bool(_LEADING.fullmatch(body, 0, who[0].start))
        task = bare(without(what, who)) if leads else bare(what)
        if pledges.DONE.match(task) or (vague(task) and (due is None or not who)):
            return
        if not (who or due) and _is_heading(what):
            return
        if not who and (
            pledges.PUBLIC.match(body.lstrip(" -•0123456789.)")) or pledges.HOPE.search(body) or _NEXT_TIME.search(body)
        ):
            return
        for kind in self._kinds(who) or ((self._heading,) if sentence.role is Role.ITEM else (None,)):
            yield self._made(kind, without(what, who) if leads else what, due, sentence)

    def _spoken(self, sentence: Sentence) -> Iterator[Commitment]:
        text = sentence.text
        if regular := _REGULAR.search(text):
            yield self._made(None, squeezed(regular["what"]), self._due(sentence, text, 0), sentence)
            return
        if pledges.FORMULA.match(text):
            return
        near = self._near(sentence)
        taken: set[str | None] = set()
        for labelled, at, end in self._turns(sentence):
            for start, piece in clauses(text[:end], at):
                clause = self._clause(sentence, piece, start, labelled, near)
                for who, what in _tasks(clause):
                    if who not in taken:
                        taken.add(who)
                        yield self._made(who, what, self._due(sentence, piece, start), sentence)
                near = next(iter(clause.kinds(clause.subjects(len(piece)))), near)

    def _turns(self, sentence: Sentence) -> Iterator[tuple[str | None, int, int]]:
        """Who is given the word in a sentence, from where to where; messages begin no sentence with a capital."""
        labelled, at = self._label(sentence)
        for turn in _TURN.finditer(sentence.text, at):
            if named := self._kinds(actors(turn["who"])):
                yield labelled, at, turn.start()
                labelled, at = named[0], turn.end()
        yield labelled, at, len(sentence.text)

    def _clause(self, sentence: Sentence, text: str, start: int, labelled: str | None, near: str | None) -> Clause:
        own = labelled or (self._heading if sentence.role is Role.ITEM else None)
        said = self._said_after(sentence.text)
        speaker = own or said or (self._speaker if SAID_AGAIN.search(sentence.text) else None)
        due = self._due(sentence, text, start) is not None
        sure = due and self._deadlines.of(text, sentence.start + start, sure=True) is not None
        known, addressed = self._actors(text)[:MOST_ACTORS], self._addressed
        return Clause(text, known, self._scene, own, speaker, self._speaker, near, addressed, due, sure)

    def _near(self, sentence: Sentence) -> str | None:
        new = _ITEM.match(sentence.text) and not _GOES_ON_TELLING.match(sentence.text)
        return self._speaker if self._paragraph == sentence.paragraph and not new else None

    def _label(self, sentence: Sentence) -> tuple[str | None, int]:
        """Who speaks in a line that begins with the name of the one who does, and where begins what is said."""
        if message := _MESSAGE.match(sentence.text):
            wrote = self._kinds(self._actors(message["who"]))
            return (wrote[0] if wrote else None, message.end())
        named = speaker(sentence, counting=True)
        named = None if named and named.kind in _TOPICS else named
        colon = _COLON.search(sentence.text, named.end) if named else None
        return (self._kinds([named])[0], colon.end()) if named and colon else (None, 0)

    def _said_after(self, text: str) -> str | None:
        """Who speaks, where the sentence names the speaker after what was said."""
        speech = SAID_AFTER.search(text)
        if not speech:
            return None
        later = [one for one in self._actors(text) if one.start >= speech.end()]
        return self._kinds(later)[0] if later else None

    def _kinds(self, found: Iterable[Mention]) -> list[str]:
        return kinds(found, self._scene)

    def _remember(self, sentence: Sentence) -> None:
        text = sentence.text
        self._addressed = None
        if turned_to := next((one for one in self._actors(text) if _TURNS_TO.search(text[: one.start][-60:])), None):
            self._addressed = self._speaker = self._kinds([turned_to])[0]
            self._paragraph = sentence.paragraph
            return
        if labelled := self._label(sentence)[0]:
            self._speaker, self._paragraph = labelled, sentence.paragraph
            return
        if _GIVEN_THE_WORD.match(text):
            return
        if pledges.ASKED.search(text):
            return
        speaking = TELLS.search(text)
        said = speaking.start() if speaking else 12
        named = [one for one in self._actors(text) if is_subject(text, one)]
        own = [one for one in named if one.start < said or (speaking and one.office and one.start < said + 60)]
        if own:
            self._speaker, self._paragraph = self._kinds(own)[0], sentence.paragraph

    def _due(self, sentence: Sentence, clause: str, start: int, listed: bool = False) -> date | str | None:
        outside = _PROVIDED.search(clause) or SAID_AFTER.search(clause)
        if outside and outside.start() > 20 and not listed:
            clause = clause[: outside.start()]
        due = self._deadlines.of(clause, sentence.start + start, listed)
        if _NEGATED.search(clause) and not (isinstance(due, str) and pledges.PROMISED.search(clause)):
            return None
        return due

    def _made(self, who: str | None, what: str, due: date | str | None, sentence: Sentence) -> Commitment:
        return Commitment(who, what[:MOST_OF_TASK], due, sentence.shown, sentence.span)


def _is_heading(line: str) -> bool:
    """Whether a line among tasks names what follows, and no work: ``V. Penutup``."""
    words = _ITEM.sub("", line).split()
    return len(words) < 3 and not (_WORK.search(line) or pledges.GIVES.search(line))


def _tasks(clause: Clause) -> Iterator[Task]:
    """What is asked in a clause; where nothing is, what is promised or being done."""
    if pledges.RULE.search(clause.text) and not pledges.PROMISED.search(clause.text):
        return
    if _QUESTION.search(clause.text):
        return
    yield from next((found for found in map(list, (orders(clause), promises(clause), doings(clause))) if found), ())
