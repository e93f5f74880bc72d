"""The draft as a whole: never raises, stays within the text, says what it does not find."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from siaga.engines.extraction import CONTRADICTION_KINDS, OBSTACLE_KINDS, Draft, Span, as_json, extract
from siaga.engines.extraction.draft import MOST_CHARACTERS
from tests.engines.extraction.measures import SEALED, SETS, labelled

_WORDS = st.sampled_from(
    [
        "Rapat koordinasi",
        "dipimpin oleh",
        "Bupati",
        "Contoh Jaya",
        "H. Budi Contoh, S.Sos., M.Si.",
        "KPU",
        "Bawaslu,",
        "TPS",
        "24 Linmas",
        "2 polisi",
        "Senin,",
        "(5/2/2024)",
        "27 November 2025",
        "di Aula Hotel Contoh",
        "belum ada laporan",
        "banyak laporan",
        "Kabupaten Kolaka",
        "logistik sulit",
        "listrik padam",
        "80%",
        "Rp13,6 miliar",
        "pukul 09.00 WIB",
        "akan menyiapkan",
        "paling lambat H-3",
        "\n",
        ". ",
        ": ",
        "Baca juga:",
        "Peserta:",
        "Tindak lanjut:",
        "1. ",
        "- ",
        "|",
        '"',
        "📍",
        "1️⃣",
        "terdiri dari",
        "12 TPS",
        "dan",
        "Tempat :",
        "Hari/Tanggal :",
        "laki-laki",
        "perempuan",
        "jumlah",
        "*",
        "(",
        ")",
        "Yth.",
        "Nomor:",
        "dua puluh",
        "ratus",
        "tanggal dua puluh",
    ]
)


def _spans(draft: Draft) -> list[Span]:
    found = [one.span for one in draft.linked]
    for meeting in draft.meetings:
        found += meeting.where.values()
        for items in (
            meeting.people,
            meeting.agencies,
            meeting.figures,
            meeting.obstacles,
            meeting.commitments,
            meeting.contradictions,
        ):
            found += [one.span for one in items]
        found += [one.at for one in meeting.figures]
    return found


def _sound(text: str) -> Draft:
    draft = extract(text)
    assert draft == extract(text)
    for start, end in _spans(draft):
        assert 0 <= start < end <= len(text)
    for meeting in draft.meetings:
        assert all(one.kind in OBSTACLE_KINDS for one in meeting.obstacles)
        assert all(one.kind in CONTRADICTION_KINDS for one in meeting.contradictions)
    json.dumps(as_json(draft))
    return draft


@given(st.text(max_size=400))
@settings(max_examples=60, deadline=None)
def test_any_text_gives_a_draft_within_itself(text: str) -> None:
    _sound(text)


@given(st.lists(_WORDS, max_size=60).map(" ".join))
@settings(max_examples=60, deadline=None)
def test_shuffled_minutes_give_a_draft_within_themselves(text: str) -> None:
    _sound(text)


@given(st.data())
@settings(max_examples=20, deadline=None)
def test_a_torn_page_gives_a_draft_within_itself(data: st.DataObject) -> None:
    texts = labelled("dev")
    text = texts[data.draw(st.integers(0, len(texts) - 1))].text
    low = data.draw(st.integers(0, len(text)))
    high = data.draw(st.integers(low, len(text)))
    _sound(text[low:high])


def test_a_long_hostile_text_is_read_in_reasonable_time() -> None:
    for piece in (
        "a" * 9_000,
        "Bupati " * 900,
        "dua puluh " * 900,
        "12 TPS dan " * 900,
        "(" * 9_000,
        " " * 90_000,
        "\n" * 9_000,
    ):
        extract("Rapat koordinasi Pilkada digelar di Aula. " + piece)


_ALTERED = st.sampled_from(
    [
        str.upper,
        str.lower,
        str.title,
        lambda text: " ".join(text.split()),
        lambda text: "\n".join(text.split()),
        lambda text: "\n".join(text[at : at + 40] for at in range(0, len(text), 40)),
        lambda text: "".join(sign for sign in text if sign.isalnum() or sign.isspace()),
        lambda text: text.encode("utf-8").decode("latin-1"),
        lambda text: text.encode("utf-16-le").decode("latin-1"),
        lambda text: "\ufeff" + text.replace("\n", "\r\n"),
        lambda text: text.replace(" ", "\u00a0"),
        lambda text: text.replace("tidak", "tdk").replace("belum", "blm").replace("yang", "yg"),
    ]
)


@given(st.data())
@settings(max_examples=30, deadline=None)
def test_a_text_spoilt_on_its_way_gives_a_draft_within_itself(data: st.DataObject) -> None:
    texts = [one for which in SETS if which not in SEALED for one in labelled(which)]
    one = texts[data.draw(st.integers(0, len(texts) - 1))]
    _sound(data.draw(_ALTERED)(one.text))


def test_a_text_in_capitals_or_without_any_keeps_what_it_tells() -> None:
    (one,) = [text for text in labelled("dev") if text.name.startswith("08")]
    plain = extract(one.text).meetings[0]
    for text in (one.text.upper(), one.text.lower()):
        meeting = extract(text).meetings[0]
        assert meeting.date == plain.date
        assert {item.kind for item in meeting.obstacles} == {item.kind for item in plain.obstacles}
        assert len({item.kind for item in plain.agencies} - {item.kind for item in meeting.agencies}) <= 1


@pytest.mark.parametrize(
    ("alter", "size"),
    [
        (str, MOST_CHARACTERS),
        (str.upper, 60_000),
        (str.lower, 60_000),
        (lambda text: " ".join(text.split()), 60_000),
        (lambda text: "\n".join(text.split()), 60_000),
    ],
    ids=["as it is", "capitals", "small letters", "one line", "a word a line"],
)
def test_the_longest_text_is_read_in_bounded_time(alter: Callable[[str], str], size: int) -> None:
    text = "\n\n".join(one.text for one in [*labelled("dev"), *labelled("open")])
    whole = alter((text * (size // len(text) + 1))[:size])
    start = time.process_time()
    extract(whole)
    assert time.process_time() - start < 60


def test_shape_is_that_of_the_contract() -> None:
    draft = as_json(extract(labelled("dev")[0].text))
    assert list(draft) == ["empty", "meetings", "linked"]
    meeting = draft["meetings"][0]
    assert list(meeting) == [
        "date",
        "time",
        "place",
        "chair",
        "people",
        "agencies",
        "figures",
        "obstacles",
        "commitments",
        "contradictions",
    ]
    assert list(meeting["people"][0]) == ["name", "office"]
    assert list(meeting["figures"][0]) == ["value", "unit", "counts", "sentence"]
    assert list(meeting["obstacles"][0]) == ["kind", "sentence"]
    assert list(meeting["commitments"][0]) == ["who", "what", "due", "sentence"]
    assert meeting["date"] == "2024-10-08"


def test_every_sentence_stands_in_the_text_as_given() -> None:
    for one in labelled("dev"):
        plain = " ".join(one.text.split())
        for meeting in as_json(extract(one.text))["meetings"]:
            for items in ("figures", "obstacles", "commitments", "contradictions"):
                assert all(item["sentence"] in plain for item in meeting[items])


def test_text_of_no_meeting_is_an_empty_draft() -> None:
    assert extract("").empty
    assert extract("KPU membagikan 3 truk logistik ke 40 TPS, Senin (5/2/2024).").empty
    assert as_json(extract("Pasar murah digelar di lapangan.")) == {"empty": True, "meetings": [], "linked": []}


def test_voting_days_and_own_area_come_from_the_caller() -> None:
    text = (
        "Sekda Kota Pagar Alam memimpin rapat Desk di Aula Kantor Wali Kota Pagar Alam, Senin (4/8/2025). "
        "Pemungutan suara akan digelar pada 27 Agustus 2031 di wilayah Kota Pagar Alam."
    )
    assert [one.kind for one in extract(text).meetings[0].contradictions] == ["election_date"]
    known = extract(text, elections=(date(2031, 8, 27),))
    assert not known.meetings[0].contradictions
    other = extract(text, elections=(date(2031, 8, 27),), own_area="Kabupaten Lahat")
    assert [one.kind for one in other.meetings[0].contradictions] == ["area"]
