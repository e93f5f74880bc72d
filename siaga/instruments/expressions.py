"""The small language of a check's ``when``: comparisons of answers, joined by and, or, not. Never executed as code.

    ${kotak} = 'tidak' and (${isi} = 'lengkap' or ${jumlah} > ${dpt} + 10)
    selected(${kendala}, 'listrik')   answered(${foto})

A comparison with an answer that is missing is false, whatever the operator. Pure.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

MAX_LENGTH = 1000
MAX_DEPTH = 20

_TOKEN = re.compile(
    r"\s*(?:(?P<name>\$\{[^}]+\})|(?P<number>\d+(?:\.\d+)?)|(?P<text>'[^']*'|\"[^\"]*\")"
    r"|(?P<op><=|>=|!=|=|<|>|\+|-|\(|\)|,)|(?P<word>[A-Za-z_]+))"
)
_COMPARISONS: dict[str, Callable[[Any, Any], bool]] = {
    "=": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}

Value = Decimal | str | tuple[str, ...] | None
Answers = Mapping[str, Any]


class Unreadable(ValueError):
    """The expression is not one of this language; the text says where."""


@dataclass(frozen=True, slots=True)
class Expression:
    """A condition. names: the questions that it reads, as they are written in it."""

    text: str
    names: frozenset[str]
    _holds: Callable[[Answers], bool]

    def holds(self, answers: Answers) -> bool:
        """Whether it is true of these answers (by the names that it uses)."""
        return self._holds(answers)


def plain(value: Any) -> Value:
    """An answer as this language compares it: numbers exactly, the rest as text."""
    if value is None or value == "" or value == []:
        return None
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, float, Decimal)):
        return Decimal(str(value))
    if isinstance(value, (list, tuple)):
        return tuple(str(one) for one in value)
    return str(value)


def parse(text: str, *, blank: bool = False) -> Expression:
    """Read a condition. Raises Unreadable.

    blank: a missing answer is the empty text, as in XForms (``relevant``), instead of making comparisons false.
    """
    if len(text) > MAX_LENGTH:
        raise Unreadable(text[:40])
    parser = _Parser(text, blank)
    holds = parser.condition(0)
    parser.end()
    return Expression(text, frozenset(parser.names), holds)


def _number(value: Value) -> Decimal | None:
    if isinstance(value, Decimal):
        return value
    if isinstance(value, str):
        try:
            made = Decimal(value)
        except InvalidOperation:
            return None
        return made if made.is_finite() else None
    return None


class _Parser:
    def __init__(self, text: str, blank: bool) -> None:
        self.blank = blank
        self.tokens: list[tuple[str, str]] = []
        self.names: set[str] = set()
        at = 0
        text = text.rstrip()
        while at < len(text):
            match = _TOKEN.match(text, at)
            if match is None or match.end() == at:
                raise Unreadable(text[at : at + 40])
            assert match.lastgroup is not None
            self.tokens.append((match.lastgroup, match.group(match.lastgroup)))
            at = match.end()
        self.at = 0

    def look(self, *words: str) -> bool:
        return self.at < len(self.tokens) and self.tokens[self.at][1].lower() in words

    def take(self, *words: str) -> str:
        if not self.look(*words):
            raise Unreadable(" ".join(text for _kind, text in self.tokens[self.at : self.at + 6]) or "…")
        self.at += 1
        return self.tokens[self.at - 1][1].lower()

    def end(self) -> None:
        if self.at < len(self.tokens):
            raise Unreadable(" ".join(text for _kind, text in self.tokens[self.at : self.at + 6]))

    def condition(self, depth: int) -> Callable[[Answers], bool]:
        parts = [self.conjunction(depth)]
        while self.look("or"):
            self.take("or")
            parts.append(self.conjunction(depth))
        return parts[0] if len(parts) == 1 else lambda answers: any(part(answers) for part in parts)

    def conjunction(self, depth: int) -> Callable[[Answers], bool]:
        parts = [self.statement(depth)]
        while self.look("and"):
            self.take("and")
            parts.append(self.statement(depth))
        return parts[0] if len(parts) == 1 else lambda answers: all(part(answers) for part in parts)

    def statement(self, depth: int) -> Callable[[Answers], bool]:
        if depth > MAX_DEPTH:
            raise Unreadable("(((")
        if self.look("not"):
            self.take("not")
            inner = self.statement(depth + 1)
            return lambda answers: not inner(answers)
        if self.look("selected"):
            return self.selected()
        if self.look("answered"):
            self.take("answered")
            self.take("(")
            asked = self.name()
            self.take(")")
            return lambda answers: plain(answers.get(asked)) is not None
        if self.look("("):
            start = self.at
            try:
                self.take("(")
                inner = self.condition(depth + 1)
                self.take(")")
                if not self.look("+", "-", *_COMPARISONS):
                    return inner
            except Unreadable:
                pass
            self.at = start
        return self.comparison(depth)

    def selected(self) -> Callable[[Answers], bool]:
        self.take("selected")
        self.take("(")
        asked = self.name()
        self.take(",")
        wanted = self.text()
        self.take(")")

        def holds(answers: Answers) -> bool:
            value = plain(answers.get(asked))
            return wanted in value if isinstance(value, tuple) else value == wanted

        return holds

    def comparison(self, depth: int) -> Callable[[Answers], bool]:
        left = self.sum(depth)
        sign = self.take(*_COMPARISONS)
        right = self.sum(depth)
        compare = _COMPARISONS[sign]

        def holds(answers: Answers) -> bool:
            first, second = left(answers), right(answers)
            if self.blank:
                first, second = "" if first is None else first, "" if second is None else second
            if first is None or second is None:
                return False
            numbers = _number(first), _number(second)
            if numbers[0] is not None and numbers[1] is not None:
                return compare(numbers[0], numbers[1])
            return sign in {"=", "!="} and compare(first, second)

        return holds

    def sum(self, depth: int) -> Callable[[Answers], Value]:
        total = self.term(depth)
        while self.look("+", "-"):
            sign = self.take("+", "-")
            total = _added(total, self.term(depth), sign)
        return total

    def term(self, depth: int) -> Callable[[Answers], Value]:
        if self.at >= len(self.tokens):
            raise Unreadable("…")
        kind, text = self.tokens[self.at]
        if kind == "name":
            asked = self.name()
            return lambda answers: plain(answers.get(asked))
        self.at += 1
        if kind == "number":
            number = Decimal(text)
            return lambda answers: number
        if kind == "text":
            return lambda answers: text[1:-1]
        if text == "-":
            inner = self.term(depth + 1)
            return _added(lambda answers: Decimal(0), inner, "-")
        if text == "(" and depth <= MAX_DEPTH:
            nested = self.sum(depth + 1)
            self.take(")")
            return nested
        raise Unreadable(text)

    def name(self) -> str:
        kind, text = self.tokens[self.at] if self.at < len(self.tokens) else ("", "…")
        if kind != "name":
            raise Unreadable(text)
        self.at += 1
        name = text[2:-1].strip()
        self.names.add(name)
        return name

    def text(self) -> str:
        kind, text = self.tokens[self.at] if self.at < len(self.tokens) else ("", "…")
        if kind != "text":
            raise Unreadable(text)
        self.at += 1
        return text[1:-1]


def _added(
    left: Callable[[Answers], Value], right: Callable[[Answers], Value], sign: str
) -> Callable[[Answers], Value]:
    def total(answers: Answers) -> Value:
        first, second = _number(left(answers)), _number(right(answers))
        if first is None or second is None:
            return None
        return first + second if sign == "+" else first - second

    return total
