"""Labels of boxes: ours are read, forged ones are told, anything else is no label."""

from __future__ import annotations

import re

import pytest
import segno
from pytest_django import Settings

from siaga.logistics.codes import (
    CODE_LETTERS,
    Forged,
    NotALabel,
    label_text,
    new_code,
    read_label,
    read_typed,
    spaced,
)
from siaga.logistics.models import Box, Warehouse

BOX = Box(code="ABCDE23456", warehouse=Warehouse(election_id=7))


def test_a_label_is_read_back() -> None:
    assert read_label(label_text(BOX)) == "ABCDE23456"
    assert read_label(f" {label_text(BOX)}\n") == "ABCDE23456"


def test_a_label_is_a_small_code_of_the_tightest_mode() -> None:
    code = segno.make(label_text(BOX), error="m", micro=False)
    assert code.mode == "alphanumeric"
    assert code.version <= 2


def test_the_mark_has_eighty_bits() -> None:
    assert re.fullmatch(r"[A-Z2-7]{16}", label_text(BOX).rpartition(":")[2])


@pytest.mark.parametrize("place", range(len("SG1:ABCDE23456:7:ABCDEFGHIJKLMNOP")))
def test_a_changed_sign_anywhere_is_never_read(place: int) -> None:
    text = label_text(BOX)
    other = "Z" if text[place] != "Z" else "Y"
    with pytest.raises((Forged, NotALabel)):
        read_label(text[:place] + other + text[place + 1 :])


def test_a_label_of_another_box_or_election_has_another_mark() -> None:
    marks = {
        label_text(Box(code=code, warehouse=Warehouse(election_id=election))).rpartition(":")[2]
        for code in ("ABCDE23456", "ABCDE23457")
        for election in (7, 8)
    }
    assert len(marks) == 4


def test_the_mark_of_one_box_does_not_serve_another() -> None:
    body = label_text(Box(code="ABCDE23457", warehouse=Warehouse(election_id=7))).rpartition(":")[0]
    with pytest.raises(Forged):
        read_label(f"{body}:{label_text(BOX).rpartition(':')[2]}")


def test_another_installation_cannot_make_our_labels(settings: Settings) -> None:
    theirs = label_text(BOX)
    settings.LEDGER_VEIL_KEY = "kunci instalasi lain"
    with pytest.raises(Forged):
        read_label(theirs)


def test_a_change_of_the_secret_key_keeps_printed_labels(settings: Settings) -> None:
    printed = label_text(BOX)
    settings.SECRET_KEY = "lain"
    assert read_label(printed) == "ABCDE23456"


@pytest.mark.parametrize("text", ["", "https://contoh.go.id/", "8991002101234", "ABCDE23456", "sg1:x"])
def test_other_codes_are_no_label(text: str) -> None:
    with pytest.raises(NotALabel):
        read_label(text)


@pytest.mark.parametrize("text", ["SG1:ABCDE23456:7", "SG1:ABCDE23456:7:", "SG1:ABCDE23456:٧:ABCDEFGHIJKLMNOP"])
def test_half_a_label_is_forged(text: str) -> None:
    with pytest.raises(Forged):
        read_label(text)


def test_a_code_is_typed_with_spaces_and_small_letters() -> None:
    assert read_typed(" abcde-23 456 ") == "ABCDE23456"
    with pytest.raises(NotALabel):
        read_typed("ABCDE2345")
    with pytest.raises(NotALabel):
        read_typed("ABCDE2345O")


def test_new_codes_are_long_plain_and_differ() -> None:
    codes = {new_code() for _ in range(200)}
    assert len(codes) == 200
    assert all(len(code) == 10 and set(code) <= set(CODE_LETTERS) for code in codes)
    assert spaced("ABCDE23456") == "ABCDE 23456"
