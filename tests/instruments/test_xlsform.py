"""Reading XLSForms: every form of the file, every refusal with its place and its remedy in Indonesian."""

from __future__ import annotations

import io
import zipfile

import pytest
from openpyxl import Workbook

from siaga.access import Problem
from siaga.instruments.errors import FormRefused
from siaga.instruments.questions import by_path, label_of
from siaga.instruments.xlsform.findings import Finding
from siaga.instruments.xlsform.reading import read_form
from tests.instruments.made import FORMS, markdown, stranger

ROWS = {
    "survey": [
        ["type", "name", "label::Bahasa Indonesia (id)", "label::English (en)", "required"],
        ["select_one yt", "siap", "Siap?", "Ready?", True],
        [None, None, None, None, None],
        ["integer", "kotak", "Kotak suara", "Boxes", None],
    ],
    "choices": [["list_name", "name", "label::Bahasa Indonesia (id)", "label::English (en)"], ["yt", 1, "Ya", "Yes"]],
    "settings": [["form_title", "form_id", "version", "siaga_unit"], ["Contoh", "contoh-1", 2024.1, "tps"]],
}


def xlsx(rows: dict[str, list[list[object]]]) -> bytes:
    book = Workbook()
    book.remove(book.active)
    for name, lines in rows.items():
        sheet = book.create_sheet(name)
        for line in lines:
            sheet.append(line)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def refused(content: bytes, filename: str = "contoh.md") -> list[Finding]:
    with pytest.raises(FormRefused) as error:
        read_form(content, filename)
    return error.value.findings


def test_a_workbook_is_read_with_its_types() -> None:
    draft = read_form(xlsx(ROWS), "contoh.xlsx")
    assert (draft.name, draft.version, draft.unit_kind, draft.level) == ("contoh-1", "2024.1", "tps", None)
    first, second = draft.questions
    assert (first["path"], first["type"], first["required"]) == ("siap", "select_one", True)
    assert first["choices"] == [{"name": "1", "label": {"id": "Ya", "en": "Yes"}}]
    assert label_of(second, "en") == "Boxes"
    assert 'version="2024.1"' in draft.xform


def test_a_strangers_form_comes_out_right() -> None:
    draft = stranger()
    questions = by_path(draft.questions)
    assert draft.unit_kind == "region" and draft.level == 4
    assert draft.languages == ["id", "en"]
    assert questions["tempat/rinci/titik"]["relevant"] == "${kabupaten} != ''"
    assert [label["en"] for label in questions["tempat/rinci/titik"]["group"]] == ["Place", "Details"]
    assert questions["ruang/jendela"]["repeat"] == "ruang"
    assert questions["ruang/jendela/terbuka"]["repeat"] == "ruang/jendela"
    assert questions["kursi_semua"]["quiet"] and questions["mulai"]["quiet"]
    assert questions["foto"]["media"]
    assert {question["type"] for question in draft.questions} >= {"rank", "acknowledge", "date", "time", "datetime"}
    assert "ringkasan" not in questions


def test_the_same_form_as_csv_and_as_markdown_asks_the_same() -> None:
    text = markdown("| | integer | n | Jumlah | ya | | |", checks="| | a | range | n | 1 | 2 | | |").decode()
    rows = [[cell.strip() for cell in line.split("|")[1:-1]] for line in text.splitlines() if line.startswith("|")]
    csv = "\n".join(";".join(row) for row in rows).encode()
    one, other = read_form(text.encode(), "contoh.md"), read_form(csv, "contoh.csv")
    assert one.questions == other.questions and one.checks == other.checks and one.xform == other.xform
    assert one.questions[0]["required"]


def test_a_missing_version_is_made_from_the_content() -> None:
    form = markdown("| | integer | n | Jumlah | | | |", settings="| | Contoh | contoh | | tps |")
    draft = read_form(form, "contoh.md")
    assert len(draft.version) == 12
    assert read_form(form, "lain.md").version == draft.version
    assert f'version="{draft.version}"' in draft.xform
    assert any(warning.column == "version" for warning in draft.warnings)


def test_a_form_without_an_id_is_called_like_its_file() -> None:
    form = markdown("| | integer | n | Jumlah | | | |", settings="| | Contoh | | 1 | tps |")
    draft = read_form(form, "Kesiapan Gudang.md")
    assert draft.name == "kesiapan-gudang"
    assert 'id="kesiapan-gudang"' in draft.xform


def test_questions_may_be_closed_one_by_one_or_by_group() -> None:
    form = markdown(
        "| | begin_group | g | Kelompok | | | ya |\n| | integer | a | A | | | |\n| | end_group | | | | | |\n"
        "| | integer | b | B | | | ya |\n| | integer | c | C | | | |"
    )
    closed = {question["path"]: question["sensitive"] for question in read_form(form, "contoh.md").questions}
    assert closed == {"g/a": True, "b": True, "c": False}


@pytest.mark.parametrize(
    ("survey", "row", "column", "words"),
    [
        ("| | integer | a b | Jumlah | | | |", 4, "name", "tanda yang tidak dapat dipakai"),
        ("| | integer | a | A | | | |\n| | integer | a | B | | | |", 5, "name", "lebih dari sekali"),
        ("| | | a | A | | | |", 4, "type", "tidak berjenis"),
        ("| | select_one tidak_ada | a | A | | | |", 4, "type", "tidak_ada"),
        ("| | aneh | a | A | | | |", 0, "type", "aneh"),
        ("| | integer | a | A | | ${hilang} = 1 | |", 4, "relevant", "hilang"),
        ("| | begin_group | g | G | | | |\n| | integer | a | A | | | |", 4, "type", "tidak ditutup"),
        ("| | integer | a | A | | | |\n| | end_group | | | | | |", 5, "type", "tanpa begin_group"),
        ("| | calculate | a | A | | | |", 4, "calculation", "hitungan"),
        ("| | integer | | A | | | |", 4, "name", "tidak bernama"),
    ],
)
def test_the_converters_messages_are_explained_at_their_place(survey: str, row: int, column: str, words: str) -> None:
    (finding,) = refused(markdown(survey))
    assert words in finding.message
    assert (finding.sheet, finding.column) == ("survey", column)
    assert finding.row == row
    assert finding.remedy and not finding.detail


def test_an_unknown_message_is_passed_on_behind_a_sentence_of_ours() -> None:
    from siaga.instruments.xlsform.explain import explained

    finding = explained("[row : 3] Something quite new.", {})
    assert finding.detail == "Something quite new."
    assert finding.row == 3
    assert "Pengubah XLSForm" in finding.message


@pytest.mark.parametrize(
    ("survey", "column"),
    [
        ("| | select_one_from_file desa.csv | a | A | | | |", "type"),
        ("| | select_multiple_from_file desa.csv | a | A | | | |", "type"),
        ("| | csv-external | a | A | | | |", "type"),
        ("| | xml-external | a | A | | | |", "type"),
        ("| | phonenumber | a | | | | |", "type"),
        ("| | audit | audit | | | | |", "type"),
        ("| | begin_loop over ya_tidak | a | A | | | |\n| | integer | b | B | | | |\n| | end_loop | | | | | |", "type"),
        ("| | integer | a | A | | pulldata('x', 'y', 'z', 1) = 1 | |", "relevant"),
        ("| | integer | a | A | | instance('desa.csv')/root/item = 1 | |", "relevant"),
    ],
)
def test_what_reaches_outside_the_form_is_refused(survey: str, column: str) -> None:
    findings = refused(markdown(survey))
    assert findings[0].column == column
    assert findings[0].remedy


def test_remote_servers_encryption_and_pictures_are_refused() -> None:
    rows = {name: [list(line) for line in lines] for name, lines in ROWS.items()}
    rows["settings"][0] += ["submission_url", "public_key"]
    rows["settings"][1] += ["https://lain.example/submission", "MIIB"]
    rows["survey"][0].append("media::image")
    rows["survey"][1].append("peta.png")
    assert [(one.sheet, one.row, one.column) for one in refused(xlsx(rows), "contoh.xlsx")] == [
        ("settings", 2, "public_key"),
        ("settings", 2, "submission_url"),
        ("survey", 2, "media::image"),
    ]


def test_more_than_four_hundred_questions_are_refused() -> None:
    survey = "\n".join(f"| | integer | n{number} | Jumlah {number} | | | |" for number in range(401))
    (finding,) = refused(markdown(survey))
    assert "401" in finding.message


def test_a_form_that_asks_nothing_is_refused() -> None:
    assert "tidak menanyakan" in refused(markdown("| | note | n | Catatan | | | |"))[0].message


def test_identity_numbers_are_cautioned_against() -> None:
    draft = read_form(markdown("| | text | nik_petugas | Nomor petugas | | | |"), "contoh.md")
    assert any("NIK" in warning.message for warning in draft.warnings)


def zipped(**members: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name.replace("__", "/"), content)
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "filename"),
    [
        (b"", "a.xlsx"),
        (b"PK\x03\x04rusak", "a.xlsx"),
        (b"\xd0\xcf\x11\xe0lama", "a.xls"),
        (b"%PDF-1.7", "a.pdf"),
        (xlsx(ROWS), "a.xlsm"),
        (xlsx(ROWS)[:-200], "a.xlsx"),
        (zipped(xl__workbook=b"<!DOCTYPE x [<!ENTITY y 'z'>]>"), "a.xlsx"),
        (zipped(bom=b"0" * 80_000_000), "a.xlsx"),
        (b"x" * (5 * 1024 * 1024), "a.csv"),
        ("| survey |\n| | type |".encode("utf-16"), "a.md"),
        (b"\xff\xfe\xff", "a.csv"),
        (b"hanya satu baris", "a.csv"),
        (xlsx({"Data": [["a"], ["b"]]}), "a.xlsx"),
    ],
)
def test_files_that_are_no_xlsform_are_refused_with_a_remedy(content: bytes, filename: str) -> None:
    with pytest.raises(Problem) as error:
        read_form(content, filename)
    assert error.value.message and error.value.remedy


def test_what_it_is_about_must_agree_with_the_file() -> None:
    form = markdown("| | integer | n | Jumlah | | | |")
    assert read_form(form, "a.md", unit="tps").unit == "tps"
    with pytest.raises(FormRefused):
        read_form(form, "a.md", unit="desa")
    assert (FORMS / "posyandu.csv").exists()
    assert read_form((FORMS / "posyandu.csv").read_bytes(), "posyandu.csv").unit == ""
