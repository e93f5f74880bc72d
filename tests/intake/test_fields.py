"""Cells: what they mean, and what is said about those that mean nothing."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from siaga.intake.codes import dotted, is_code, level_of, parent_of
from siaga.intake.fields import BadValue, Code, Day, Latitude, OneOf, Text, Truth, Whole
from siaga.intake.reading import NumberText

code = Code(name="code", label="Kode", required=True)
voters = Whole(name="voters", label="Pemilih", most=5000)


@given(st.from_regex(r"[0-9]{2}(\.[0-9]{2}(\.[0-9]{2}(\.[0-9]{4})?)?)?", fullmatch=True))
def test_both_spellings_of_a_code_mean_the_same(text: str) -> None:
    assert is_code(text)
    assert code.read(text) == code.read(text.replace(".", "")) == dotted(text) == text
    assert level_of(text) == text.count(".") + 1
    assert parent_of(text) == ".".join(text.split(".")[:-1])


@pytest.mark.parametrize(
    ("cell", "says"),
    [
        ("", "kosong"),
        ("16.7", "16.70"),
        (NumberText("16.72"), "format kolomnya menjadi Teks"),
        ("16.72.1", "bukan kode wilayah"),
        ("167", "bukan kode wilayah"),
        ("#REF!", "kesalahan rumus"),
        ("１６", "bukan kode wilayah"),
    ],
)
def test_a_bad_code_says_what_to_do(cell: str, says: str) -> None:
    with pytest.raises(BadValue, match=says):
        code.read(cell)


def test_a_code_of_another_level_is_refused() -> None:
    village = Code(name="region_code", label="Kode desa", levels=(4,))
    assert village.read("16.72.01.1001") == "16.72.01.1001"
    with pytest.raises(BadValue, match="desa/kelurahan"):
        village.read("16.72.01")


@pytest.mark.parametrize(("cell", "value"), [("250", 250), ("1.250", 1250), ("250,0", 250), ("", None), ("0", 0)])
def test_whole_numbers_as_people_write_them(cell: str, value: int | None) -> None:
    assert voters.read(cell) == value


@pytest.mark.parametrize(("cell", "says"), [("-5", "negatif"), ("dua", "bukan bilangan"), ("9999", "di luar batas")])
def test_a_bad_number_says_what_to_do(cell: str, says: str) -> None:
    with pytest.raises(BadValue, match=says):
        voters.read(cell)


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 1, 1)))
def test_dates_in_three_spellings(day: date) -> None:
    field = Day(name="starts", label="Mulai")
    assert field.read(day.isoformat()) == field.read(f"{day:%d/%m/%Y}") == field.read(f"{day.day}-{day.month}-{day:%Y}")


def test_dates_with_month_names_and_impossible_ones() -> None:
    field = Day(name="starts", label="Mulai")
    assert field.read("27 November 2024") == field.read("27 nov 2024") == date(2024, 11, 27)
    for cell in ("31/02/2024", "27 Ju 2024", "kemarin"):
        with pytest.raises(BadValue, match="bukan tanggal"):
            field.read(cell)


def test_yes_no_choices_and_text() -> None:
    assert Truth(name="a", label="A").read("Ya") is True
    assert Truth(name="a", label="A").read("0") is False
    kind = OneOf(name="kind", label="Jenis", options={"pjs": "pjs", "definitif": "definitif"})
    assert kind.read("PJS") == "pjs"
    with pytest.raises(BadValue, match="pjs, definitif"):
        kind.read("raja")
    assert Text(name="name", label="Nama").read("  Sri \n Kenanga ") == "Sri Kenanga"
    with pytest.raises(BadValue, match="terlalu panjang"):
        Text(name="name", label="Nama", longest=5).read("Sri Kenanga")


@given(st.floats(allow_nan=True, allow_infinity=True))
def test_a_latitude_is_within_its_range_or_refused(number: float) -> None:
    try:
        value = Latitude().read(str(number))
    except BadValue:
        assert not -90 <= number <= 90
    else:
        assert value == number
