"""Answers: whatever door they come through, they are kept alike; what does not fit is refused by name."""

from __future__ import annotations

import math
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from siaga.instruments.answers import (
    from_values,
    from_xml,
    incomplete,
    instance_id_of,
    instance_paths,
    missing,
    says_nil,
    to_xml,
)
from siaga.instruments.errors import UnreadableAnswers, WrongAnswer, WrongForm
from siaga.instruments.library import SHIPPED, shipped_draft
from siaga.instruments.questions import MEDIA, Question, by_path
from siaga.instruments.xlsform.reading import read_form
from tests.instruments.made import markdown, stranger, version_of

STRANGER = version_of(stranger())

FILLED = """<?xml version='1.0' ?>
<data xmlns:jr="http://openrosa.org/javarosa" id="tempat_layanan_v3" version="2024-10-01">
  <mulai>2024-10-30T08:00:00.000+07:00</mulai><hari>2024-10-30</hari>
  <tempat><provinsi>sumsel</provinsi><kabupaten>pagar_alam</kabupaten>
    <rinci><titik>-4.0205 103.2521 712.0 4.5</titik></rinci></tempat>
  <layanan>timbang lain</layanan><layanan_lain>Konsultasi &amp; rujukan</layanan_lain>
  <jumlah_ruang>2</jumlah_ruang>
  <ruang jr:template=""><nama_ruang/><kursi/><luas/><jendela><terbuka/></jendela></ruang>
  <ruang><nama_ruang>Depan</nama_ruang><kursi>12</kursi><luas>20.5</luas>
    <jendela><terbuka>ya</terbuka></jendela><jendela><terbuka>tidak</terbuka></jendela></ruang>
  <ruang><nama_ruang/><kursi>8</kursi><luas/><jendela><terbuka/></jendela></ruang>
  <kursi_semua>20</kursi_semua><ringkasan>Jumlah kursi: 20</ringkasan>
  <buka_sejak>2019-01-31</buka_sejak><jam_buka>07:30:00.000+07:00</jam_buka>
  <kunjungan>2024-10-29T10:15:00.000+07:00</kunjungan><nilai>7</nilai><urutan>listrik air</urutan>
  <foto>1730246400000.jpg</foto><benar>OK</benar>
  <meta><instanceID>uuid:7d0c0c1e-93f2-4c3a-8a55-0c1f2b6f9d11</instanceID></meta>
</data>"""

KEPT: dict[str, Any] = {
    "mulai": "2024-10-30T08:00:00.000+07:00",
    "hari": "2024-10-30",
    "tempat/provinsi": "sumsel",
    "tempat/kabupaten": "pagar_alam",
    "tempat/rinci/titik": "-4.0205 103.2521 712.0 4.5",
    "layanan": ["timbang", "lain"],
    "layanan_lain": "Konsultasi & rujukan",
    "jumlah_ruang": 2,
    "ruang": [
        {
            "ruang/nama_ruang": "Depan",
            "ruang/kursi": 12,
            "ruang/luas": 20.5,
            "ruang/jendela": [{"ruang/jendela/terbuka": "ya"}, {"ruang/jendela/terbuka": "tidak"}],
        },
        {"ruang/kursi": 8},
    ],
    "kursi_semua": "20",
    "buka_sejak": "2019-01-31",
    "jam_buka": "07:30:00.000+07:00",
    "kunjungan": "2024-10-29T10:15:00.000+07:00",
    "nilai": 7,
    "urutan": ["listrik", "air"],
    "foto": "1730246400000.jpg",
    "benar": "OK",
}


def test_a_strangers_filled_form_comes_out_flat_and_typed() -> None:
    assert from_xml(STRANGER, FILLED) == KEPT
    assert from_xml(STRANGER, FILLED.encode()) == KEPT
    assert instance_id_of(FILLED) == "7d0c0c1e-93f2-4c3a-8a55-0c1f2b6f9d11"


def test_kept_answers_are_a_fixed_point_of_every_door() -> None:
    assert from_values(STRANGER, KEPT) == KEPT
    assert from_xml(STRANGER, to_xml(STRANGER, KEPT, "abc")) == KEPT
    assert instance_id_of(to_xml(STRANGER, KEPT, "abc")) == "abc"


def test_nested_objects_mean_the_same_as_paths() -> None:
    nested = {
        "tempat": {"provinsi": "sumsel", "rinci": {"titik": {"lat": -4.0205, "lon": 103.2521}}},
        "layanan": "timbang lain",
        "ruang": [{"kursi": "12", "jendela": [{"terbuka": "ya"}]}],
        "nilai": None,
        "layanan_lain": "",
    }
    assert from_values(STRANGER, nested) == {
        "tempat/provinsi": "sumsel",
        "tempat/rinci/titik": "-4.0205 103.2521",
        "layanan": ["timbang", "lain"],
        "ruang": [{"ruang/kursi": 12, "ruang/jendela": [{"ruang/jendela/terbuka": "ya"}]}],
    }


@pytest.mark.parametrize(
    ("values", "path"),
    [
        ({"tidak_ada": 1}, "tidak_ada"),
        ({"tempat": {"tidak_ada": 1}}, "tempat/tidak_ada"),
        ({"kursi": 3}, "kursi"),
        ({"tempat": "sumsel"}, "tempat"),
        ({"tempat/provinsi": "jabar"}, "tempat/provinsi"),
        ({"layanan": ["timbang", "senam"]}, "layanan"),
        ({"jumlah_ruang": "dua"}, "jumlah_ruang"),
        ({"jumlah_ruang": 2.5}, "jumlah_ruang"),
        ({"jumlah_ruang": True}, "jumlah_ruang"),
        ({"jumlah_ruang": 10**18}, "jumlah_ruang"),
        ({"ruang": {"kursi": 3}}, "ruang"),
        ({"ruang": [{"luas": math.nan}]}, "ruang/luas"),
        ({"ruang": [{"luas": "1.2.3"}]}, "ruang/luas"),
        ({"buka_sejak": "31-01-2019"}, "buka_sejak"),
        ({"jam_buka": "25:00"}, "jam_buka"),
        ({"kunjungan": "kemarin"}, "kunjungan"),
        ({"tempat/rinci/titik": "103.2521"}, "tempat/rinci/titik"),
        ({"tempat/rinci/titik": "-94.0 103.2"}, "tempat/rinci/titik"),
        ({"foto": "../../etc/passwd"}, "foto"),
        ({"layanan_lain": {"a": 1}}, "layanan_lain"),
        ({"layanan_lain": "x" * 30_000}, "layanan_lain"),
        ({"tempat": {"provinsi": "sumsel"}, "tempat/provinsi": "bengkulu"}, "tempat/provinsi"),
    ],
)
def test_what_does_not_fit_is_refused_by_its_path(values: dict[str, Any], path: str) -> None:
    with pytest.raises(WrongAnswer) as refused:
        from_values(STRANGER, values)
    assert refused.value.path == path
    assert path in refused.value.message
    assert refused.value.remedy


@pytest.mark.parametrize(
    "xml",
    [
        "",
        "bukan xml",
        FILLED[:-20],
        '<!DOCTYPE a [<!ENTITY b "c">]><data id="tempat_layanan_v3">&b;</data>',
        "<a>" * 60 + "</a>" * 60,
        FILLED.encode("utf-16"),
    ],
)
def test_what_is_no_filled_form_is_refused(xml: str | bytes) -> None:
    with pytest.raises(UnreadableAnswers):
        from_xml(STRANGER, xml)


@pytest.mark.parametrize(
    ("old", "new"),
    [("tempat_layanan_v3", "lain"), ('version="2024-10-01"', 'version="2023"'), ('id="tempat_layanan_v3" ', "")],
)
def test_another_form_or_version_is_refused(old: str, new: str) -> None:
    with pytest.raises(WrongForm):
        from_xml(STRANGER, FILLED.replace(old, new))


def test_an_unknown_element_is_refused_and_a_note_is_not() -> None:
    with pytest.raises(WrongAnswer) as refused:
        from_xml(STRANGER, FILLED.replace("<nilai>7</nilai>", "<nilai>7</nilai><asing>1</asing>"))
    assert refused.value.path == "asing"


def test_missing_required_answers_are_noted_where_they_apply() -> None:
    version = version_of(shipped_draft("kesiapan-tps"))
    assert missing(version.questions, {"nihil": "ya"}) == []
    assert incomplete(version, {"nihil": "ya"}) == []
    open_ones = [question["path"] for question in missing(version.questions, {"nihil": "tidak"})]
    assert open_ones[:2] == ["logistik/kotak_suara", "logistik/surat_suara"]
    (mark,) = incomplete(version, {"nihil": "tidak"})
    assert mark["code"] == "incomplete"
    assert mark["message"].startswith(f"{len(open_ones)} pertanyaan")


def test_missing_answers_inside_repeats_are_seen() -> None:
    values = {**KEPT, "ruang": [{"ruang/luas": 3.5}]}
    assert [question["path"] for question in missing(STRANGER.questions, values)] == ["ruang/kursi"]


def test_a_nil_report_says_so() -> None:
    assert says_nil({"nihil": "ya"})
    assert says_nil({"umum/nihil": "ya"})
    assert not says_nil({"nihil": "tidak"})


# round trip

NAMES = st.text("abcdefghijklmnopqrstuvwxyz_0123456789", min_size=1, max_size=12)
WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=60)


def value_for(question: Question, children: dict[str, list[Question]]) -> st.SearchStrategy[Any]:
    names = [choice["name"] for choice in question["choices"]]
    match question["type"]:
        case "integer":
            return st.integers(-(10**9), 10**9)
        case "decimal":
            return st.integers(-999, 999) | st.floats(-1e9, 1e9, allow_nan=False)
        case "select_one":
            return st.sampled_from(names)
        case "select_multiple" | "rank":
            return st.lists(st.sampled_from(names), unique=True)
        case "date" | "today":
            return st.dates().map(str)
        case "time":
            return st.times().map(str)
        case "datetime" | "start" | "end":
            return st.datetimes().map(lambda moment: moment.isoformat())
        case "geopoint":
            return st.tuples(st.floats(-90, 90), st.floats(-180, 180)).map(lambda point: f"{point[0]} {point[1]} 0 0")
        case "repeat":
            return st.lists(answers_for(children, question["path"]), max_size=3)
        case kind if kind in MEDIA:
            return NAMES.map(lambda name: f"{name}.jpg")
        case _:
            return WORDS


def answers_for(children: dict[str, list[Question]], repeat: str) -> st.SearchStrategy[dict[str, Any]]:
    asked = {question["path"]: value_for(question, children) for question in children.get(repeat, ())}
    return st.fixed_dictionaries({}, optional=asked)


def some_answers(version: Any) -> st.SearchStrategy[dict[str, Any]]:
    children: dict[str, list[Question]] = {}
    for question in version.questions:
        children.setdefault(question["repeat"], []).append(question)
    return answers_for(children, "")


ALL = [STRANGER, *(version_of(shipped_draft(name)) for name in SHIPPED)]


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_values_become_xml_and_back_unchanged(data: st.DataObject) -> None:
    version = data.draw(st.sampled_from(ALL))
    clean = from_values(version, data.draw(some_answers(version)))
    assert from_values(version, clean) == clean
    assert from_xml(version, to_xml(version, clean)) == clean


def test_every_leaf_of_the_xform_is_known() -> None:
    """The flattened questions and the form's own instance speak of the same paths."""
    for version in ALL:
        paths = instance_paths(version.xform)
        assert set(by_path(version.questions)) <= paths


def test_choices_that_come_from_answers_take_any_name() -> None:
    form = markdown(
        "| | begin_repeat | orang | Orang | | | |\n| | text | jabatan | Jabatan | | | |\n| | end_repeat | | | | | |\n"
        "| | select_one ${jabatan} | ketua | Ketua | | | |"
    )
    version = version_of(read_form(form, "contoh.md"))
    assert from_values(version, {"ketua": "camat"}) == {"ketua": "camat"}
