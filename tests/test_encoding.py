"""The kept encoder writes what ``json.dumps`` writes."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from siaga.encoding import encoder

VALUE: dict[str, Any] = {"b": [1, 2.5, None, True, 'é\n"\\\u0001'], "a": {}, "\u2028": [[]], "": -0.0}


def test_it_writes_what_the_library_writes() -> None:
    assert encoder()(VALUE) == json.dumps(VALUE, ensure_ascii=False)
    tight = encoder(separators=(",", ":"), sort_keys=True, default=date.isoformat)
    said = {**VALUE, "day": date(2024, 11, 27)}
    assert tight(said) == json.dumps(
        said, ensure_ascii=False, separators=(",", ":"), sort_keys=True, default=date.isoformat
    )
    assert encoder()("é") == '"é"' and encoder()([]) == "[]"


def test_what_is_no_value_is_refused_and_the_next_is_written() -> None:
    write, ring = encoder(), list[Any]()
    ring.append(ring)
    for wrong in (object(), {"a": {1, 2}}):
        with pytest.raises(TypeError):
            write(wrong)
    with pytest.raises(RecursionError):
        write(ring)
    assert write([1]) == "[1]"
