"""JSON text from plain values, where many are written: the encoder is made once.

``json.dumps`` with anything but its defaults builds an encoder for each text, and ``JSONEncoder.encode`` an inner one.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any


def encoder(
    *,
    separators: tuple[str, str] = (", ", ": "),
    sort_keys: bool = False,
    default: Callable[[Any], Any] | None = None,
) -> Callable[[Any], str]:
    """What ``json.dumps`` with these options and ``ensure_ascii=False`` does, as a function of the value alone.

    A value that holds itself ends in a ``RecursionError``: nothing is remembered between two texts or two threads.
    """
    usual = json.JSONEncoder(ensure_ascii=False, separators=separators, sort_keys=sort_keys, default=default)
    inner = getattr(json.encoder, "c_make_encoder", None)
    if inner is None:
        return usual.encode
    between, after_key = separators
    encode = inner(
        None, usual.default, json.encoder.encode_basestring, None, after_key, between, sort_keys, False, True
    )
    return lambda value: "".join(encode(value, 0))
