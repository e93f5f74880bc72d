"""Files of reports: who may add which, when; what is the same, what is a conflict; what pages and API give away."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from django.test import Client
from PIL import Image

from siaga.access import Actor, Refused
from siaga.desk.models import Account
from siaga.ledger.models import Entry
from siaga.reporting.attachments import storage
from siaga.reporting.attachments.errors import FileBroken, NameNotAsked, NameTaken, NoLongerOpen
from siaga.reporting.attachments.taking import take_file
from siaga.reporting.models import Attachment, State, Submission
from siaga.wilayah.models import Region
from tests import factories, people
from tests.factories import NOW
from tests.reporting import pictures
from tests.reporting.examples_attachments import report_with_photo_named

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def home(tmp_path: Path, settings: pytest.FixtureRequest) -> Iterator[Path]:
    settings.HOME = tmp_path  # type: ignore[attr-defined]
    yield tmp_path


@pytest.fixture
def report() -> Submission:
    return report_with_photo_named()


def add(report: Submission, content: bytes, name: str = "depan.jpg", actor: Actor = people.field) -> Attachment:
    return take_file(actor=actor, submission=report, name=name, chunks=[content], now=NOW)


def test_sender_adds_the_file_that_the_answers_name(report: Submission) -> None:
    content = pictures.photo_with_exif()
    added = add(report, content)
    assert storage.path_of(added.digest).read_bytes() == content
    assert (added.content_type, added.width, added.height) == ("image/jpeg", 800, 400)
    assert (added.taken_lat, added.taken_lon) == (-4.02, 103.25)
    entry = Entry.objects.get(action="attachment.add")
    assert "103.25" not in entry.after and added.digest in entry.after


def test_the_same_file_again_changes_nothing(report: Submission) -> None:
    first = add(report, pictures.photo())
    assert add(report, pictures.photo()).pk == first.pk
    assert Entry.objects.filter(action="attachment.add").count() == 1


def test_other_content_under_the_same_name_is_a_conflict_and_the_first_stays(report: Submission) -> None:
    first = add(report, pictures.photo())
    with pytest.raises(NameTaken) as refused:
        add(report, pictures.photo(colour=(200, 0, 0)))
    assert refused.value.status == 409
    assert Attachment.objects.get().digest == first.digest


def test_a_name_that_no_answer_asks_for_is_refused_with_those_expected(report: Submission) -> None:
    with pytest.raises(NameNotAsked) as refused:
        add(report, pictures.photo(), "lain.jpg")
    assert refused.value.expected == ["depan.jpg"] and "depan.jpg" in refused.value.remedy


@pytest.mark.parametrize("state", [State.CHECKED, State.ACCEPTED, State.RETURNED, State.SUPERSEDED])
def test_nothing_is_added_once_the_report_has_moved_on(report: Submission, state: State) -> None:
    add(report, pictures.photo())
    Submission.objects.update(state=state)
    assert add(report, pictures.photo()).name == "depan.jpg"  # a repeat is still answered
    Attachment.objects.all().delete()
    with pytest.raises(NoLongerOpen):
        add(report, pictures.photo())


@pytest.mark.parametrize("who", ["leader", "auditor", "outsider", "stranger", "colleague"])
def test_only_who_may_send_about_the_unit_adds_to_it(report: Submission, who: str, home: Path) -> None:
    with pytest.raises(Refused):
        add(report, pictures.photo(), actor=people.EVERYONE[who])
    assert not Attachment.objects.exists()
    assert not (home / "uploads").exists()


def test_a_broken_file_leaves_nothing_behind(report: Submission, home: Path) -> None:
    with pytest.raises(FileBroken):
        add(report, pictures.noisy_photo(300, 300)[:9000])
    assert not Attachment.objects.exists()
    assert not list((home / "cache" / "unggahan").iterdir())
    assert not (home / "uploads").exists()


def test_a_photo_of_thirty_megabytes_is_kept_and_shown_small(report: Submission) -> None:
    content = pictures.noisy_photo(6400, 4200, quality=97)
    assert 30_000_000 < len(content) < storage.MOST_BYTES, len(content)
    added = take_file(
        actor=people.field,
        submission=report,
        name="depan.jpg",
        chunks=(content[start : start + 65536] for start in range(0, len(content), 65536)),
        now=NOW,
    )
    from siaga.reporting.attachments.pictures import Size, copy_of

    assert copy_of(added.digest, Size.SMALL).stat().st_size < 100_000


def test_orphans_are_swept_after_a_day_and_named_files_stay(report: Submission) -> None:
    added = add(report, pictures.photo())
    with storage.receive([pictures.photo(colour=(1, 2, 3))], "x") as draft:
        orphan = storage.keep(draft)
    both = [storage.path_of(added.digest), orphan]
    import os

    later = NOW + timedelta(days=2)
    for path in both:
        os.utime(path, (NOW.timestamp(), NOW.timestamp()))
    for minute in range(256):
        storage.sweep(NOW + timedelta(hours=3, minutes=minute))
    assert all(path.exists() for path in both)
    assert sum(storage.sweep(later + timedelta(minutes=minute)) for minute in range(256)) == 1
    assert [path.exists() for path in both] == [True, False]


# Pages


def person(role: str, at: str = people.CITY, units: tuple[str, ...] = ()) -> Client:
    region = Region.objects.get(code=at)
    office = factories.agency("kecamatan", region) if role == "kecamatan" else None
    account = factories.account(f"{role}-{at}", role, at=region, agency=office, units=units)
    return client_of(account)


def client_of(account: Account) -> Client:
    client = Client()
    client.force_login(account)
    return client


def address(report: Submission, size: str = "") -> str:
    return f"/laporan/{report.pk}/lampiran/depan.jpg" + (f"?ukuran={size}" if size else "")


def body(response: object) -> bytes:
    return b"".join(response.streaming_content)  # type: ignore[attr-defined]


@pytest.mark.parametrize(("size", "longest"), [("", 800), ("besar", 800), ("kecil", 320)])
def test_who_sees_the_report_sees_its_picture_bare(report: Submission, size: str, longest: int) -> None:
    add(report, pictures.photo_with_exif())
    response = person("field", units=(f"{people.VILLAGE}/001",)).get(address(report, size))
    content = body(response)
    assert response["Content-Type"] == "image/jpeg"
    assert response["Cache-Control"].startswith("private")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in response["Content-Security-Policy"]
    with Image.open(io.BytesIO(content)) as shown:
        assert max(shown.size) == longest
        assert not dict(shown.getexif())
    assert b"Rahasia" not in content


def test_unchanged_picture_is_not_sent_twice(report: Submission) -> None:
    add(report, pictures.photo())
    client = person("secretariat")
    first = client.get(address(report))
    assert client.get(address(report), headers={"If-None-Match": first["ETag"]}).status_code == 304


@pytest.mark.parametrize(
    ("role", "at", "units", "status"),
    [
        ("secretariat", people.CITY, (), 200),
        ("kecamatan", people.KECAMATAN, (), 200),
        ("field", people.CITY, (f"{people.VILLAGE}/001",), 404),
        ("desa", people.VILLAGE, (), 404),
        ("secretariat", people.NEXT_DOOR, (), 404),
        ("kecamatan", "16.72.03", (), 404),
    ],
)
def test_original_is_for_those_who_may_know_who_reported(
    report: Submission, role: str, at: str, units: tuple[str, ...], status: int
) -> None:
    content = pictures.photo_with_exif()
    add(report, content)
    response = person(role, at, units).get(address(report, "asli"))
    assert response.status_code == status
    if status == 200:
        assert body(response) == content
        assert response["Content-Disposition"].startswith("attachment")


@pytest.mark.parametrize(("at", "status"), [(people.KECAMATAN, 200), ("16.72.03", 404)])
def test_picture_of_another_sub_district_is_not_there(report: Submission, at: str, status: int) -> None:
    add(report, pictures.photo())
    assert person("kecamatan", at).get(address(report)).status_code == status


@pytest.mark.parametrize("path", ["lain.jpg", "depan.jpg?ukuran=raksasa", "..%2F..%2Fsecret-key"])
def test_what_is_not_there_is_not_there(report: Submission, path: str) -> None:
    add(report, pictures.photo())
    assert person("secretariat").get(f"/laporan/{report.pk}/lampiran/{path}").status_code == 404


def test_picture_of_a_closed_form_is_closed(report: Submission) -> None:
    add(report, pictures.photo())
    type(report.instrument).objects.update(sensitive=True)
    from siaga.reporting.versions import forget

    forget()
    assert person("leader").get(address(report)).status_code == 404
    assert person("secretariat").get(address(report)).status_code == 200
    forget()


# API


def put(client: Client, report: Submission, content: bytes, name: str = "depan.jpg") -> object:
    return client.put(
        f"/api/v1/submissions/{report.instance_id}/attachments/{name}",
        content,
        content_type="application/octet-stream",
    )


def test_api_takes_a_file_once(report: Submission) -> None:
    client = person("field", units=(f"{people.VILLAGE}/001",))
    first = put(client, report, pictures.photo())
    assert (first.status_code, first.json()["content_type"]) == (201, "image/jpeg")  # type: ignore[attr-defined]
    assert put(client, report, pictures.photo()).status_code == 200  # type: ignore[attr-defined]
    other = put(client, report, pictures.photo(colour=(9, 9, 9)))
    assert other.status_code == 409 and other.json()["type"].endswith("file-conflict")  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("content", "status", "code"),
    [
        (pictures.HEIC, 415, "file-kind"),
        (pictures.GIF, 415, "file-kind"),
        (pictures.HTML_AS_JPEG, 415, "file-kind"),
        (pictures.noisy_photo(200, 200)[:5000], 422, "file-broken"),
        (pictures.png_bomb(), 422, "file-pixels"),
        (b"", 422, "file-empty"),
    ],
)
def test_api_says_what_is_wrong_with_a_bad_file(report: Submission, content: bytes, status: int, code: str) -> None:
    answer = put(person("field", units=(f"{people.VILLAGE}/001",)), report, content)
    assert answer.status_code == status, answer.content  # type: ignore[attr-defined]
    assert answer.json()["type"].endswith(code) and answer.json()["detail"]  # type: ignore[attr-defined]
    assert not Attachment.objects.exists()


def test_api_refuses_what_is_too_large_before_reading_it(report: Submission, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("siaga.api.uploads.MOST_BYTES", 100)
    answer = put(person("field", units=(f"{people.VILLAGE}/001",)), report, pictures.photo())
    assert answer.status_code == 413 and "MB" in answer.json()["detail"]  # type: ignore[attr-defined]


@pytest.mark.parametrize("role", ["leader", "auditor"])
def test_api_lets_nobody_add_who_may_not_send(report: Submission, role: str) -> None:
    assert put(person(role), report, pictures.photo()).status_code == 404  # type: ignore[attr-defined]
