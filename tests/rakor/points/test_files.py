"""Evidence of action points: what is refused, and that the store keeps it."""

from __future__ import annotations

import os
from datetime import timedelta

import pytest

from siaga.access import Refused
from siaga.rakor.actions import points
from siaga.rakor.errors import EvidenceLate, EvidenceTaken, TooMuchEvidence
from siaga.rakor.models import Evidence, PointUpdate
from siaga.rakor.pointing.evidence import report_with_evidence, take_evidence
from siaga.reporting.attachments.errors import FileBroken, FileEmpty, FileKind, HeicRefused
from siaga.reporting.attachments.storage import path_of, sweep
from tests import people
from tests.factories import NOW
from tests.rakor.points.worlds import Table
from tests.reporting.pictures import photo

pytestmark = pytest.mark.django_db


@pytest.fixture
def update() -> PointUpdate:
    return points.report_on_point(actor=people.officer, point=Table().point(), text="Sudah tiba", now=NOW)


def give(update: PointUpdate, content: bytes, name: str = "bukti.jpg", **more: object) -> Evidence:
    given = {"actor": people.officer, "now": NOW} | more
    return take_evidence(update=update, name=name, chunks=[content], **given)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("content", "error"),
    [
        (b"", FileEmpty),
        (b"<script>alert(1)</script>", FileKind),
        (b"\x00\x00\x00\x18ftypheic" + b"0" * 20, HeicRefused),
        (photo()[:800], FileBroken),
    ],
    ids=["empty", "script", "heic", "cut"],
)
def test_what_is_no_picture_and_no_pdf_is_refused(update: PointUpdate, content: bytes, error: type[Exception]) -> None:
    with pytest.raises(error):
        give(update, content)
    assert not Evidence.objects.exists()


def test_a_name_holds_one_content_and_a_repeat_changes_nothing(update: PointUpdate) -> None:
    kept = give(update, photo())
    assert give(update, photo()).pk == kept.pk
    with pytest.raises(EvidenceTaken):
        give(update, photo(colour=(1, 2, 3)))


def test_evidence_comes_with_its_report_or_not_at_all(update: PointUpdate) -> None:
    with pytest.raises(EvidenceLate):
        give(update, photo(), now=NOW + timedelta(days=2))
    with pytest.raises(Refused):
        give(update, photo(), actor=people.colleague)
    with pytest.raises(Refused):
        give(update, photo(), actor=people.leader)


def test_a_report_has_at_most_ten_files(update: PointUpdate) -> None:
    for number in range(10):
        give(update, photo(colour=(number, 0, 0)), f"{number}.jpg")
    with pytest.raises(TooMuchEvidence):
        give(update, photo(), "11.jpg")
    with pytest.raises(TooMuchEvidence):
        report_with_evidence(
            actor=people.officer, point=update.point, text="Banyak", now=NOW,
            files=[(f"{number}.jpg", [photo()]) for number in range(11)],
        )  # fmt: skip


def test_the_sweep_of_orphans_leaves_evidence_alone(update: PointUpdate) -> None:
    kept = give(update, photo(colour=(9, 9, 9)))
    path = path_of(kept.digest)
    long_ago = (NOW - timedelta(days=30)).timestamp()
    os.utime(path, (long_ago, long_ago))
    shard = int(kept.digest[:2], 16)
    minute = NOW.timestamp() // 60
    sweep(NOW + timedelta(minutes=(shard - minute) % 256))
    assert path.exists()


def test_a_path_in_a_name_is_cut_off(update: PointUpdate) -> None:
    assert give(update, photo(), "../../etc/passwd.jpg").name == "passwd.jpg"
