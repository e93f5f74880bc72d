"""People as a text names them again without their office: ``La Ode menyanggupi …``, for the KPU whose chair he is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from siaga.engines.extraction.actors import actors
from siaga.engines.extraction.agencies import Mention, Scene
from siaga.engines.extraction.shapes import Person
from siaga.engines.extraction.words import SAYS

_NAME = re.compile(r"\b(?<!\b[Dd]i )(?<!\b[Kk]e )(?<!\b[Dd]ari )[A-Z][a-z]+(?: [A-Z][a-z]+){0,4}\b")
_SAME_ONE = re.compile(r"[\s,(]*(?:[A-Z][\w./]*[\s,]+){0,4}")
"""Between an office and the name of who holds it."""


_DOES = re.compile(r"\s+(?:(?!yang\b)[a-z]+\s+){0,2}?(?:me|ber|akan|bakal|siap|sanggup|janji|mau|minta|bilang|setuju)")
_SAYS = re.compile(rf"\b(?:{SAYS}|janji|menurut)\s+(?:Pak|Bu|Bang|Mas)?\s*$", re.IGNORECASE)


class Holders:
    """For whom each name speaks; no name that two bear."""

    def __init__(self, people: Iterable[Person], scene: Scene) -> None:
        held: dict[str, set[str]] = {}
        for person in people:
            for one in actors(person.office)[:1]:
                for word in re.findall(r"\b[A-Z][a-z]+\b", person.name):
                    held.setdefault(word, set()).add(scene.kind(one.kind))
        self._kinds = {word: kinds.pop() for word, kinds in held.items() if len(kinds) == 1}

    def named(self, text: str, found: list[Mention]) -> Iterator[Mention]:
        """The names in a text that do or say something, and stand not with an office that is found already."""
        for match in _NAME.finditer(text) if self._kinds else ():
            words = match[0].split()
            kind = self._kinds.get(words[0])
            if kind is None or any(word not in self._kinds for word in words):
                continue
            if not (_DOES.match(text, match.end()) or _SAYS.search(text[: match.start()])):
                continue
            if any(one.start < match.end() and match.start() < one.end for one in found):
                continue
            if not any(one.end <= match.start() and _SAME_ONE.fullmatch(text, one.end, match.start()) for one in found):
                yield Mention(kind, *match.span(), True)
