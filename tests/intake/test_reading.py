"""Files as people make them: separators, encodings, spreadsheets, titles above the header, damage."""

from __future__ import annotations

import csv
import gzip
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from siaga.intake.errors import ForbiddenColumns, HeaderProblem, UnreadableFile
from siaga.intake.fields import Code, Latitude, Text, Whole
from siaga.intake.reading import Limits, NumberText, bind, fold_header, read_table

KNOWN = frozenset({"kode", "nama", "code", "name"})


def xlsx(*rows: list[object], sheet: str = "Data", more: dict[str, list[list[object]]] | None = None) -> bytes:
    book = Workbook()
    book.active.title = sheet
    for row in rows:
        book.active.append(row)
    for title, lines in (more or {}).items():
        extra = book.create_sheet(title)
        for line in lines:
            extra.append(line)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


cells = st.text(
    alphabet=st.characters(blacklist_categories=("Cs", "Cc"), blacklist_characters="\x00"), min_size=1, max_size=12
).filter(lambda text: text.strip() != "")


@settings(max_examples=60, deadline=None)
@given(
    rows=st.lists(st.tuples(cells, cells, cells), min_size=1, max_size=8),
    delimiter=st.sampled_from(",;\t"),
    bom=st.booleans(),
    packed=st.booleans(),
)
def test_csv_survives_separator_bom_and_gzip(
    rows: list[tuple[str, str, str]], delimiter: str, bom: bool, packed: bool
) -> None:
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, quoting=csv.QUOTE_ALL).writerows([("kode", "nama", "ket"), *rows])
    content = out.getvalue().encode("utf-8-sig" if bom else "utf-8")
    table = read_table(gzip.compress(content) if packed else content, "x.csv", known=KNOWN)
    assert table.headers == ("kode", "nama", "ket")
    assert [cells for _number, cells in table.rows] == [list(row) for row in rows]
    assert [number for number, _cells in table.rows] == list(range(2, len(rows) + 2))


def test_row_numbers_are_those_of_the_file_with_empty_rows_between() -> None:
    table = read_table(b"kode,nama\n\n16,Sumsel\n,\n17,Bengkulu\n", known=KNOWN)
    assert [number for number, _cells in table.rows] == [3, 5]


def test_semicolon_file_with_decimal_commas_is_not_split_at_the_commas() -> None:
    table = read_table(b"kode;nama;lintang\n16;Sumsel;-3,21\n17;Bengkulu;-3,55\n", known=KNOWN)
    assert table.rows[0][1] == ["16", "Sumsel", "-3,21"]


def test_excel_separator_line_is_obeyed() -> None:
    assert read_table(b"sep=;\nkode;nama\n16;a,b\n", known=KNOWN).rows == [(3, ["16", "a,b"])]


def test_title_rows_above_the_header_are_skipped_with_a_warning() -> None:
    table = read_table(b"DAFTAR WILAYAH,\n,\nkode,nama\n16,Sumsel\n", known=KNOWN)
    assert table.headers == ("kode", "nama")
    assert table.rows == [(4, ["16", "Sumsel"])]
    assert len(table.warnings) == 1


def test_merged_header_of_two_rows_becomes_one() -> None:
    content = xlsx(["kode", "nama", "pemilih", None, None], [None, None, "L", "P", "jumlah"], ["16", "Sumsel", 1, 2, 3])
    table = read_table(content, known=KNOWN)
    assert table.headers == ("kode", "nama", "pemilih L", "pemilih P", "pemilih jumlah")
    assert table.rows == [(3, ["16", "Sumsel", "1", "2", "3"])]


def test_workbook_reads_values_as_text_and_marks_numbers() -> None:
    table = read_table(xlsx(["kode", "nama"], [16.72, "Pagar Alam"], ["16.72", "Pagar Alam"]), known=KNOWN)
    number, text = table.rows[0][1][0], table.rows[1][1][0]
    assert number == text == "16.72"
    assert isinstance(number, NumberText)
    assert not isinstance(text, NumberText)


def test_workbook_names_the_sheets_that_it_did_not_read_and_takes_a_named_one() -> None:
    content = xlsx(["kode", "nama"], ["16", "a"], more={"Lain": [["kode", "nama"], ["17", "b"]]})
    first = read_table(content, known=KNOWN)
    assert first.sheet == "Data"
    assert "Lain" in first.warnings[0]
    assert read_table(content, sheet="lain", known=KNOWN).rows == [(2, ["17", "b"])]
    with pytest.raises(UnreadableFile, match="Data, Lain"):
        read_table(content, sheet="Tidak Ada", known=KNOWN)


def test_hidden_first_sheet_is_not_read() -> None:
    book = Workbook()
    book.active.append(["kode", "nama"])
    book.active.sheet_state = "hidden"
    shown = book.create_sheet("Tampak")
    shown.append(["kode", "nama"])
    shown.append(["17", "b"])
    book.active = 1
    out = io.BytesIO()
    book.save(out)
    table = read_table(out.getvalue(), known=KNOWN)
    assert table.sheet == "Tampak"
    assert any("tersembunyi" in warning for warning in table.warnings)


def test_formula_without_a_kept_value_is_told() -> None:
    assert any("rumus" in warning for warning in read_table(xlsx(["kode", "nama"], ["16", "=1+1"])).warnings)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "kosong"),
        (b"\n \n", "kosong"),
        (b"%PDF-1.7 ...", "PDF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "xls"),
        (b"PK\x03\x04 damaged", "rusak"),
        (b"kode,nama\n16,\xe9t\xe9\n", "UTF-8"),
        (b'kode,nama\n16,"tidak ditutup\n17,b\n', "kutip"),
        (b"kode\x00,nama", "bukan teks"),
        (gzip.compress(b"kode,nama\n16,a\n" * 50, mtime=0)[:40], "rusak"),
    ],
)
def test_what_cannot_be_read_says_why(content: bytes, says: str) -> None:
    with pytest.raises(UnreadableFile) as caught:
        read_table(content, known=KNOWN)
    assert says in str(caught.value)
    assert caught.value.remedy


def test_bombs_are_refused_before_they_unfold() -> None:
    small = Limits(unpacked_bytes=10_000, rows=50, columns=10)
    with pytest.raises(UnreadableFile, match="terlalu besar"):
        read_table(gzip.compress(b"kode,nama\n" + b"1,1\n" * 10_000), limits=small)
    with pytest.raises(UnreadableFile, match="terlalu besar"):
        read_table(xlsx(["kode", "nama"], *[["1", "x" * 100]] * 500), limits=small)
    with pytest.raises(UnreadableFile, match="lebih dari 50 baris"):
        read_table(b"kode,nama\n" + b"1,1\n" * 60, limits=small)
    with pytest.raises(UnreadableFile, match="kolom"):
        read_table(b",".join([b"a"] * 20) + b"\n" + b",".join([b"1"] * 20), limits=small)


FIELDS = (
    Code(name="code", label="Kode", synonyms=("kode wilayah",), required=True),
    Text(name="name", label="Nama", required=True),
    Whole(name="voters", label="Pemilih"),
)


def test_headers_are_found_by_name_label_synonym_and_mapping() -> None:
    assert bind(["Kode Wilayah", " NAMA "], FIELDS).columns == {"code": 0, "name": 1}
    mapped = bind(["Nomor", "nama", "Catatan"], FIELDS, {"code": "nomor"})
    assert mapped.columns == {"code": 0, "name": 1}
    assert mapped.unknown == ("Catatan",)
    assert fold_header("  No.  TPS ") == "no_tps"


@pytest.mark.parametrize(
    ("headers", "mapping", "says"),
    [
        (["kode"], {}, "Nama (name)"),
        (["kode", "kode wilayah", "nama"], {}, "Lebih dari satu kolom"),
        (["kode", "kode", "nama"], {}, "Lebih dari satu kolom"),
        (["kode", "nama"], {"voters": "dpt"}, "dpt"),
        (["kode", "nama"], {"votres": "nama"}, "votres"),
    ],
)
def test_headers_that_do_not_fit_name_what_was_found(headers: list[str], mapping: dict[str, str], says: str) -> None:
    with pytest.raises(HeaderProblem) as caught:
        bind(headers, FIELDS, mapping)
    assert says in caught.value.message
    assert caught.value.found == tuple(headers)


def test_columns_of_votes_are_refused() -> None:
    with pytest.raises(ForbiddenColumns):
        bind(["kode", "nama", "Perolehan Suara Paslon 1"], FIELDS)


def test_a_latitude_may_have_a_decimal_comma() -> None:
    assert Latitude().read(" -4,0312 ") == Latitude().read("-4.0312") == -4.0312
