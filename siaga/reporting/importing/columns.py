"""Which question a column means, and what a cell says in the form's own words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from siaga.instruments.questions import LISTS, SELECTS, in_language
from siaga.intake.reading import fold_header

Question = Mapping[str, Any]
_INDICATOR = re.compile(r"\d{1,2}\.\d{1,2}")
_YES = frozenset({"1", "ya", "y", "x", "v", "true", "benar", "ada"})
_NO = frozenset({"0", "tidak", "t", "tdk", "-", "false", "salah", "tidak ada"})


def questions_of(headers: Iterable[str], questions: Sequence[Question]) -> dict[str, Question]:
    """The question that each header means: by its path, its last name, its number (``1.1``), or its words."""
    ways: dict[str, list[Question]] = {}
    for question in questions:
        if question["type"] == "repeat" or question["repeat"]:
            continue
        path = str(question["path"])
        names = {path, path.rpartition("/")[2], fold_header(path), fold_header(path.rpartition("/")[2])}
        label = question["label"]
        for words in label.values() if isinstance(label, dict) else [label]:
            names.add(fold_header(str(words)))
        for name in names - {""}:
            ways.setdefault(name, []).append(question)
    found: dict[str, Question] = {}
    for header in headers:
        text = header.strip()
        number = f"i{text.replace('.', '_')}" if _INDICATOR.fullmatch(text) else ""
        for name in (text, number, fold_header(text)):
            if name and len(ways.get(name, ())) == 1:
                found[header] = ways[name][0]
                break
    return found


def answer_in(question: Question, cell: Any) -> Any:
    """A cell as the form takes it: a choice by its name, its words, or yes and no; the rest as it stands."""
    if not isinstance(cell, str):
        return cell
    text = cell.strip()
    if question["type"] not in SELECTS:
        return text
    if question["type"] in LISTS:
        parts = [part for part in re.split(r"[,;|]\s*|\s{2,}", text) if part]
        if len(parts) == 1 and _choice(question, parts[0]) == parts[0]:
            parts = parts[0].split()
        return [_choice(question, part) for part in parts]
    return _choice(question, text)


def _choice(question: Question, text: str) -> str:
    names = {str(choice["name"]) for choice in question["choices"]}
    folded = text.lower()
    if text in names or folded in names:
        return text if text in names else folded
    for choice in question["choices"]:
        label = choice["label"]
        words = label.values() if isinstance(label, dict) else [in_language(label)]
        if folded in {str(word).strip().lower() for word in words}:
            return str(choice["name"])
    if {"ya", "tidak"} <= names:
        if folded in _YES:
            return "ya"
        if folded in _NO:
            return "tidak"
    return text
