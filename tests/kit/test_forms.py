"""What every form of ours can do."""

from __future__ import annotations

import pytest
from django import forms

from siaga.access import Problem
from siaga.kit.forms import Form, LatitudeField, LongitudeField, ReasonForm


class Twice(Form):
    name = forms.CharField(label="Nama")
    place = forms.CharField(label="Tempat", required=False)


class Position(Form):
    lat = LatitudeField(required=False)
    lon = LongitudeField(required=False)


def test_the_summary_names_each_field_that_has_errors_and_no_other() -> None:
    form = Twice({"name": "", "place": ""})
    assert not form.is_valid()
    assert [(field.name, list(errors)) for field, errors in form.fields_with_errors] == [
        ("name", list(form.errors["name"]))
    ]


def test_a_problem_of_an_action_stands_at_its_field_or_above_the_form() -> None:
    form = Twice({"name": "Contoh"})
    form.is_valid()
    form.add_problem(Problem("Tempat itu penuh.", "Pilih yang lain.", field="place"))
    form.add_problem(Problem("Terlambat.", "Coba besok.", field="tidak-ada"))
    assert [field.name for field, _errors in form.fields_with_errors] == ["place"]
    assert list(form.non_field_errors()) == ["Terlambat. Coba besok."]


@pytest.mark.parametrize("typed", ["-4,031", "-4.031", " -4,031 "])
def test_degrees_are_read_with_comma_and_dot_and_shown_with_the_comma(typed: str) -> None:
    form = Position({"lat": typed, "lon": "103,2611"})
    assert form.is_valid(), form.errors
    assert form.cleaned_data == {"lat": -4.031, "lon": 103.2611}
    assert 'value="-4,031"' in str(Position(initial={"lat": -4.031})["lat"])


def test_degrees_off_the_earth_are_refused() -> None:
    assert set(Position({"lat": "90,5", "lon": "-180,1"}).errors) == {"lat", "lon"}


def test_a_reason_is_asked_no_longer_than_there_is_room_for() -> None:
    assert ReasonForm({"reason": "x" * 300}, longest=300).is_valid()
    assert set(ReasonForm({"reason": "x" * 301}, longest=300).errors) == {"reason"}
    assert set(ReasonForm({"reason": " "}).errors) == {"reason"}
    assert ReasonForm({"reason": ""}, required=False).is_valid()
