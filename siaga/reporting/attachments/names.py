"""Which files the answers of a report name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any


def files_named(questions: Sequence[Mapping[str, Any]], values: Mapping[str, Any]) -> list[str]:
    """Names of all files that the answers ask for, in the order of the questions, each once; also inside repeats.

    questions, values: as ``InstrumentVersion.questions`` and ``Submission.values`` hold them.
    """
    media = [str(question["path"]) for question in questions if question.get("media")]
    return list(dict.fromkeys(name for path in media for name in _answers(path, values)))


def question_of(
    questions: Sequence[Mapping[str, Any]], values: Mapping[str, Any], name: str
) -> Mapping[str, Any] | None:
    """The question that names this file, or None."""
    for question in questions:
        if question.get("media") and name in _answers(str(question["path"]), values):
            return question
    return None


def _answers(path: str, values: Mapping[str, Any]) -> Iterator[str]:
    for key, value in values.items():
        if key == path:
            if isinstance(value, str) and value:
                yield value
        elif isinstance(value, list):
            for row in value:
                if isinstance(row, Mapping):
                    yield from _answers(path, row)
