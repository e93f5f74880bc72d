"""What a file is: by its bytes, to the last of them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from PIL import Image, ImageFile

from siaga.reporting.attachments import pictures, storage
from siaga.reporting.attachments.checking import Content, look_into
from siaga.reporting.attachments.errors import (
    FileBroken,
    FileEmpty,
    FileKind,
    FileTooLarge,
    HeicRefused,
    TooManyPixels,
)
from siaga.reporting.attachments.names import files_named, question_of
from siaga.reporting.attachments.pictures import Size
from tests.reporting import pictures as samples

WIB = ZoneInfo("Asia/Jakarta")


@pytest.fixture(autouse=True)
def home(tmp_path: Path, settings: pytest.FixtureRequest) -> Iterator[Path]:
    settings.HOME = tmp_path  # type: ignore[attr-defined]
    yield tmp_path


def look(content: bytes, tmp_path: Path, name: str = "foto.jpg") -> Content:
    path = tmp_path / "berkas"
    path.write_bytes(content)
    return look_into(path, name, WIB)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_each_kind_of_picture_is_known_by_its_bytes(kind: str, tmp_path: Path) -> None:
    found = look(samples.photo(kind=kind), tmp_path, "apa-saja.txt")
    assert (found.content_type, found.width, found.height) == (f"image/{kind.lower()}", 640, 480)


def test_pdf_is_known(tmp_path: Path) -> None:
    assert look(samples.PDF, tmp_path) == Content("application/pdf")


@pytest.mark.parametrize("content", [samples.GIF, samples.HTML_AS_JPEG, b"\x00", b"PK\x03\x04" + b"\x00" * 50])
def test_other_kinds_are_refused_whatever_their_name(content: bytes, tmp_path: Path) -> None:
    with pytest.raises(FileKind) as refused:
        look(content, tmp_path, "foto.jpg")
    assert "JPEG" in str(refused.value)


def test_heic_is_refused_with_the_way_to_jpeg(tmp_path: Path) -> None:
    with pytest.raises(HeicRefused) as refused:
        look(samples.HEIC, tmp_path)
    assert "Paling kompatibel" in refused.value.remedy


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize("share", [0.3, 0.6, 0.9])
def test_truncated_picture_is_told_so(kind: str, share: float, tmp_path: Path) -> None:
    whole = samples.noisy_photo(300, 300) if kind == "JPEG" else _noisy(kind)
    with pytest.raises(FileBroken) as refused:
        look(whole[: int(len(whole) * share)], tmp_path)
    assert "terpotong" in refused.value.message


def test_truncated_picture_is_told_so_also_after_documents_were_made(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", True)  # what WeasyPrint does to its whole process
    whole = samples.noisy_photo(300, 300)
    with pytest.raises(FileBroken):
        look(whole[: len(whole) // 2], tmp_path)


def _noisy(kind: str) -> bytes:
    import io

    out = io.BytesIO()
    Image.effect_noise((300, 300), 120).convert("RGB").save(out, kind)
    return out.getvalue()


def test_pixel_bomb_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    with pytest.raises(TooManyPixels):
        look(samples.png_bomb(), tmp_path)


def test_place_and_time_of_a_photo_are_read_in_the_zone_of_the_place(tmp_path: Path) -> None:
    found = look(samples.photo_with_exif(), tmp_path)
    assert found.taken_at == datetime(2024, 11, 20, 2, 15, tzinfo=UTC)
    assert (found.taken_lat, found.taken_lon) == (-4.02, 103.25)


def test_senseless_exif_says_nothing(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif.get_ifd(0x8769)[36867] = "0000:00:00 00:00:00"
    exif.get_ifd(0x8825)[2] = (999.0, 0.0, 0.0)
    found = look(samples.photo(exif=exif), tmp_path)
    assert (found.taken_at, found.taken_lat, found.taken_lon) == (None, None, None)


def _kept(content: bytes) -> str:
    with storage.receive([content], "foto.jpg") as draft:
        storage.keep(draft)
        return draft.digest


def test_original_is_kept_byte_for_byte_for_its_owner_alone(home: Path) -> None:
    content = samples.photo_with_exif()
    path = storage.path_of(_kept(content))
    assert path.read_bytes() == content
    assert path.stat().st_mode & 0o777 == 0o600
    assert not list((home / "cache" / "unggahan").iterdir())


def test_file_that_grows_too_large_is_refused_and_leaves_nothing(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(storage, "MOST_BYTES", 1000)
    with pytest.raises(FileTooLarge), storage.receive([b"x" * 600, b"x" * 600], "foto.jpg"):
        pass
    assert not list((home / "cache" / "unggahan").iterdir())


def test_empty_file_is_refused() -> None:
    with pytest.raises(FileEmpty), storage.receive([], "foto.jpg"):
        pass


def test_draft_that_is_not_kept_is_gone(home: Path) -> None:
    with pytest.raises(ValueError, match="ditolak"), storage.receive([b"isi"], "foto.jpg"):
        raise ValueError("ditolak")
    assert not list((home / "cache" / "unggahan").iterdir())
    assert not (home / "uploads").exists()


@pytest.mark.parametrize(("size", "longest"), [(Size.SMALL, 320), (Size.LARGE, 800)])
def test_shown_copy_stands_upright_and_tells_nothing_of_the_camera(size: Size, longest: int) -> None:
    copy = pictures.copy_of(_kept(samples.photo_with_exif(orientation=6)), size)
    content = copy.read_bytes()
    with Image.open(copy) as shown:
        assert shown.size == (longest // 2, longest)  # 800 x 400 turned by a quarter
        assert not dict(shown.getexif())
    assert b"Rahasia" not in content and b"Exif" not in content
    assert copy.stat().st_mode & 0o777 == 0o600


def test_transparent_picture_is_shown_on_white() -> None:
    import io

    out = io.BytesIO()
    Image.new("RGBA", (400, 400), (0, 0, 0, 0)).save(out, "PNG")
    with Image.open(pictures.copy_of(_kept(out.getvalue()), Size.SMALL)) as shown:
        assert shown.getpixel((10, 10)) == (255, 255, 255)


QUESTIONS = [
    {"path": "foto/depan", "media": True},
    {"path": "catatan", "media": False},
    {"path": "rincian/foto", "media": True, "repeat": "rincian"},
]


def test_names_are_found_in_answers_and_in_repeats() -> None:
    values = {
        "foto/depan": "1.jpg",
        "catatan": "2.jpg",
        "rincian": [{"rincian/foto": "3.jpg"}, {"rincian/foto": ""}, {"rincian/foto": "1.jpg"}],
    }
    assert files_named(QUESTIONS, values) == ["1.jpg", "3.jpg"]
    found = question_of(QUESTIONS, values, "3.jpg")
    assert found is not None and found["path"] == "rincian/foto"
    assert question_of(QUESTIONS, values, "2.jpg") is None
