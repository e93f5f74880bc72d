"""Labels: the right text in the code, all of it legible, its quiet zone kept; made once, in the background if many."""

from __future__ import annotations

import io
import re

import pypdf
import pytest
import segno

from siaga.access import Refused
from siaga.logistics import label_work
from siaga.logistics.actions.labels import ask_labels, make_labels
from siaga.logistics.boxes_below import boxes_to_label
from siaga.logistics.codes import label_text, read_label, spaced
from siaga.logistics.labels import MODULE, PER_SHEET, QUIET, Label, sheets
from siaga.logistics.made_files import content_of, path_of
from siaga.logistics.making import FileBusy
from siaga.logistics.models import Box, LabelSheet
from siaga.logistics.stock_errors import AlreadyMade, NoLabels
from siaga.logistics.told import Told
from tests import people
from tests.factories import NOW
from tests.logistics.depots import ACT, Depot

MM = 72 / 25.4


def label(number: int, **said: str) -> Label:
    told = {
        "text": f"SG1:ABCDEFGH{number // 10 % 8 + 2}{number % 8 + 2}:1:ABCDEFGHIJKLMNOP",
        "station": f"TPS {number:03d}",
        "village": "Kel. Agung Lawangan",
        "district": "Kec. Dempo Utara",
        "ballot": "Wali kota",
        "colour": "hijau muda",
        "count": "Kotak 2 dari 2",
        "code": f"ABCDE FGH{number // 10 % 8 + 2}{number % 8 + 2}",
    }
    return Label(**(told | said))


def squares(content: bytes) -> list[set[tuple[int, int]]]:
    """The dark squares of each code on the sheet, read back from the drawing, from the code's top left corner."""
    found = []
    for line in content.decode("latin-1").splitlines():
        if not line.startswith("0 g "):
            continue
        boxes = [
            [float(number) / MM for number in box]
            for box in re.findall(r"(\S+) (\S+) (\S+) (\S+) re", line.removeprefix("0 g "))
        ]
        left, top = min(x for x, *_rest in boxes), max(y + height for _x, y, _width, height in boxes)
        found.append(
            {
                (round((x - left) / MODULE) + step, round((top - y - height) / MODULE))
                for x, y, width, height in boxes
                for step in range(round(width / MODULE))
            }
        )
    return found


def test_the_codes_on_paper_are_those_of_the_labels_square_by_square() -> None:
    made = [label(number) for number in range(1, 24)]
    file = sheets(made, head="Contoh", title="Label")
    pages = pypdf.PdfReader(io.BytesIO(file)).pages
    assert len(pages) == 2
    drawn = [code for page in pages for code in squares(page.get_contents().get_data())]
    assert len(drawn) == len(made)
    for one, dark in zip(made, drawn, strict=True):
        code = segno.make(one.text, error="m", micro=False, boost_error=False)
        assert code.version <= 3
        expected = {(x, y) for y, row in enumerate(code.matrix) for x, value in enumerate(row) if value}
        assert dark == expected


def test_nothing_is_printed_in_the_quiet_zone_of_a_code() -> None:
    content = pypdf.PdfReader(io.BytesIO(sheets([label(1)], head="Contoh", title="Label"))).pages[0]
    drawn = content.get_contents().get_data().decode("latin-1")
    [code] = [line for line in drawn.splitlines() if line.startswith("0 g ")]
    boxes = [[float(n) / MM for n in box] for box in re.findall(r"(\S+) (\S+) (\S+) (\S+) re", code[4:])]
    left, right = min(b[0] for b in boxes), max(b[0] + b[2] for b in boxes)
    bottom, top = min(b[1] for b in boxes), max(b[1] + b[3] for b in boxes)
    quiet = QUIET * MODULE
    for x, y in re.findall(r"Tf (\S+) (\S+) Td", drawn):
        at = (float(x) / MM, float(y) / MM)
        assert not (left - quiet < at[0] < right + quiet and bottom - quiet < at[1] < top + quiet)
    assert left - quiet >= 7.25 and right - left == pytest.approx(25 * MODULE, abs=0.01)


def test_everything_on_a_label_can_be_read_and_the_code_is_never_cut() -> None:
    long = label(7, village="Desa Sungai Rotan Baru Raya Permai Indah Sekali", code="WWWWW MMMMM")
    text = pypdf.PdfReader(io.BytesIO(sheets([long], head="Kota Pagar Alam", title="L"))).pages[0].extract_text()
    for words in ("TPS 007", "Kec. Dempo Utara", "WALI KOTA", "hijau muda", "Kotak 2 dari 2", "WWWWW MMMMM"):
        assert words in text
    assert "Desa Sungai Rotan" in text and "…" in text
    assert "Halaman 1 dari 1 · Kota Pagar Alam" in text


def test_a_sheet_of_odd_signs_is_still_a_pdf() -> None:
    odd = label(1, village="Desa (Baru) \\ ’Ūn 中")
    assert "Desa (Baru)" in pypdf.PdfReader(io.BytesIO(sheets([odd], head="x", title="ž"))).pages[0].extract_text()


@pytest.mark.django_db
def test_labels_of_a_sub_district_are_made_once_and_again_on_demand() -> None:
    depot = Depot()
    depot.boxes()
    sheet = ask_labels(**ACT, warehouse=depot.warehouse, code="16.72.01")
    sheet = make_labels(**ACT, sheet=sheet, head="Contoh")
    assert sheet.boxes == 6
    text = pypdf.PdfReader(io.BytesIO(content_of(sheet) or b"")).pages[0].extract_text()
    for box in Box.objects.all():
        assert (spaced(box.code) in text) == (box.district_code == "16.72.01")
        assert (box.labelled_at == NOW) == (box.district_code == "16.72.01")
        assert read_label(label_text(box)) == box.code
    assert text.count("Kotak 1 dari 2") == text.count("Kotak 2 dari 2") == 3
    with pytest.raises(AlreadyMade):
        make_labels(**ACT, sheet=sheet, head="Contoh")
    with pytest.raises(NoLabels):
        ask_labels(**ACT, warehouse=depot.warehouse, code="16.72.01")
    assert make_labels(
        **ACT, sheet=ask_labels(**ACT, warehouse=depot.warehouse, code="16.72.01", again=True), head="Contoh"
    ).boxes == 6  # fmt: skip
    assert boxes_to_label(depot.warehouse, "16.72", again=False).count() == 2


@pytest.mark.django_db
def test_a_label_made_later_still_counts_all_boxes_of_its_tps() -> None:
    depot = Depot()
    boxes = depot.boxes()
    Box.objects.filter(pk=boxes[0].pk).update(labelled_at=NOW)
    sheet = ask_labels(**ACT, warehouse=depot.warehouse, code=boxes[0].station_code)
    text = pypdf.PdfReader(
        io.BytesIO(content_of(make_labels(**ACT, sheet=sheet, head="C")) or b"")
    ).pages[0].extract_text()  # fmt: skip
    assert "Kotak 2 dari 2" in text and "Kotak 1" not in text


@pytest.mark.django_db
def test_nobody_asks_for_labels_elsewhere_or_without_the_role() -> None:
    depot = Depot()
    depot.boxes()
    with pytest.raises(Refused):
        ask_labels(**ACT, warehouse=depot.warehouse, code="16.03")
    for who in (people.camat, people.leader, people.outsider, people.stranger):
        with pytest.raises(Refused):
            ask_labels(actor=who, now=NOW, warehouse=depot.warehouse, code="16.72")


@pytest.mark.django_db
def test_few_labels_are_made_at_once_and_many_in_the_background(monkeypatch: pytest.MonkeyPatch) -> None:
    depot = Depot()
    depot.boxes()
    queued: list[tuple[int, int | None]] = []
    from siaga.logistics import tasks

    class Queue:
        def enqueue(self, *args: int) -> None:
            queued.append(args)  # type: ignore[arg-type]

    monkeypatch.setattr(tasks, "make_label_sheet", Queue())
    sheet = ask_labels(**ACT, warehouse=depot.warehouse, code="16.72.01.1001")
    assert label_work.LABELS.begin(sheet, people.officer, NOW) is True
    monkeypatch.setattr(label_work, "FEW", 1)
    many = ask_labels(**ACT, warehouse=depot.warehouse, code="16.72")
    assert label_work.LABELS.begin(many, people.officer, NOW) is False
    assert queued == [(many.pk, people.officer.account_id)]
    with pytest.raises(FileBusy):
        label_work.LABELS.begin(many, people.officer, NOW)
    label_work.LABELS.perform_for(many.pk, people.officer.account_id, NOW)  # the account has no role in this world
    many.refresh_from_db()
    assert many.made_at is None and many.work_note and many.work_since is None
    label_work.LABELS.perform(many.pk, people.officer, NOW)
    many.refresh_from_db()
    assert (many.boxes, many.work_note, path_of(many).exists()) == (4, "", True)
    path_of(many).unlink()
    assert content_of(LabelSheet.objects.get(pk=many.pk)) is None


def test_progress_is_told_as_sheets_of_paper() -> None:
    heard: list[tuple[int, int]] = []
    many = [label(n) for n in range(PER_SHEET * 2 + 1)]
    sheets(many, head="C", title="L", told=lambda done, total: heard.append((done, total)))
    assert heard == [(1, 3), (2, 3), (3, 3)]
    told = Told("labels-123456")
    told(1, 4)
    standing = told.standing()
    assert standing is not None and standing.percent == 25
    told.clear()
    assert told.standing() is None


def test_the_file_is_small_because_its_drawings_are_packed() -> None:
    file = sheets([label(n) for n in range(PER_SHEET)], head="C", title="L")
    assert len(file) < 90_000
