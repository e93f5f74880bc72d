"""Keys are found in the lines where they stand."""

from __future__ import annotations

import tomllib

from hypothesis import given
from hypothesis import strategies as st

from siaga.elections.rulesets.lines import key_lines

TEXT = '''# a comment = not a key
format = 1
title = """
two = lines
"""
day = { value = 2024-11-27, note = "a # b, c = d" } # after

[sources]
S1 = 'one'
"quoted.key" = "x"

[[stages]]
key = "a"

[[stages]]
key = "b"
list = [
  1,
  { deep = true },
]
[stages.more]
sub = 1
'''


def test_each_key_is_found_in_its_line() -> None:
    lines = key_lines(TEXT)
    assert lines[("format",)] == 2
    assert lines[("title",)] == 3
    assert ("two",) not in lines
    assert lines[("day", "note")] == 6
    assert lines[("sources",)] == 8
    assert lines[("sources", "quoted.key")] == 10
    assert lines[("stages", 0)] == 12
    assert lines[("stages", 1, "key")] == 16
    assert lines[("stages", 1, "list", 1, "deep")] == 19
    assert lines[("stages", 1, "more", "sub")] == 22


def _paths(value: object, path: tuple[str | int, ...] = ()) -> set[tuple[str | int, ...]]:
    found = {path} if path else set()
    if isinstance(value, dict):
        for key, one in value.items():
            found |= _paths(one, (*path, key))
    elif isinstance(value, list):
        for index, one in enumerate(value):
            found |= _paths(one, (*path, index))
    return found


def test_every_path_of_the_example_has_a_line() -> None:
    assert _paths(tomllib.loads(TEXT)) <= set(key_lines(TEXT))


_text = st.text(alphabet=st.sampled_from("ab #'=[]{},.\\\n"), max_size=12)
_key = st.from_regex(r"[a-z][a-z0-9_-]{0,5}", fullmatch=True)


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


@given(st.lists(st.dictionaries(_key, _text, min_size=1, max_size=4), min_size=1, max_size=4))
def test_no_string_content_misleads_the_scanner(tables: list[dict[str, str]]) -> None:
    written: list[str] = []
    expected: dict[tuple[str | int, ...], int] = {}
    for index, table in enumerate(tables):
        written.append("[[row]]")
        expected[("row", index)] = len(written)
        for key, value in table.items():
            written.append(f"{key} = {_quoted(value)}")
            expected[("row", index, key)] = len(written)
    text = "\n".join(written) + "\n"
    assert tomllib.loads(text)["row"] == tables
    lines = key_lines(text)
    assert {path: lines[path] for path in expected} == expected
