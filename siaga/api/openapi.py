"""Completing the OpenAPI description: errors, examples, ways in. The human page shows the same."""

from __future__ import annotations

import re
from typing import Any

from django.conf import settings

from siaga.api import problems

DESCRIPTION = """\
API Siaga untuk sistem lain dan skrip: dari wilayah dan TPS, laporan dan gambaran kesiapan, rapat dan tindak lanjut,
sampai rencana dan buku besar.

**Masuk.** Kirim `Authorization: Bearer TOKEN` (token dibuat di halaman *Akun saya* atau dengan `siaga token create`),
atau pakai sesi peramban; permintaan tulis dari sesi wajib membawa kepala `X-CSRFToken`. Yang terlihat dan boleh diubah
mengikuti peran akun; data yang tidak ada dan yang bukan wewenang dijawab sama, 404.

**Penulisan unit.** `tps:16.72.01.1001/005`, `region:16.72.01`, `agency:kpu@16.72`; dalam alamat, `/` ditulis `%2F`.
TPS dan angka selalu milik satu pemilihan, maka `election` diperlukan bersamanya.

**Daftar** dibagi halaman dengan `limit` dan `offset`; `count` menyebut banyak seluruh baris. **Waktu** ditulis menurut
RFC 3339 dengan zona, **tanggal** `2024-11-27`. **Nilai yang tidak diketahui** ditulis `null`, tidak pernah 0.

**Galat** adalah dokumen masalah RFC 9457 (`application/problem+json`): `title` menyebut apa yang keliru, `detail`
jalan keluarnya, `code` nama tetapnya. Banyak permintaan dibatasi per akun; jawaban 429 membawa `Retry-After`.
"""

TAGS = {
    "Akun": "Siapa pemanggil dan apa wewenangnya.",
    "Wilayah": "Pohon wilayah menurut kode Kemendagri.",
    "Pemilihan": "Pemilihan dengan aturan dan tahapannya.",
    "TPS": "Tempat pemungutan suara; milik satu pemilihan.",
    "Instansi": "KPU, Bawaslu, Polres, OPD, dan instansi lain pada sebuah wilayah.",
    "Dukungan": "Permintaan dukungan KPU dan Bawaslu kepada pemerintah: diminta, disetujui atau ditolak, terlaksana.",
    "Buku besar": "Catatan tiap perubahan; hanya bertambah, berantai sidik.",
    "Rakor": "Forum, rapat, agenda, notula: dari fakta ke keputusan.",
    "Tindak lanjut": "Janji dengan pelaksana, tempat, dan tenggat; kendala dan strateginya.",
    "Logistik": "Kebutuhan logistik tiap TPS dan wilayah.",
    "Kotak suara": "Scan pada kedua pihak serah terima, tempat tiap kotak, dan yang terlambat.",
    "Kerawanan": "Pemetaan kerawanan sebagai versi: kelas tiap TPS dengan alasannya, dan lapisan peta.",
    "Rencana": "Rencana distribusi, pengamanan, dan keadaan darurat sebagai versi: masukan, hasil, yang berlaku.",
    "Instrumen": "Daftar periksa (XLSForm) dengan versi dan pertanyaannya.",
    "Laporan": "Laporan yang masuk, lampirannya, dan apa yang masih ditunggu dari siapa.",
    "Gambaran": "Kesiapan dan kerawanan tiap wilayah dan TPS, sekarang dan pada saat yang lalu.",
}

_PATH_WORDS = {
    ("code", "Wilayah"): "Kode Kemendagri dengan titik; awalan `region:` boleh.",
    ("unit", "TPS"): "Kode TPS: kode desa/kelurahan, garis miring (`%2F`), nomor tiga angka; awalan `tps:` boleh.",
    ("unit", "Instansi"): "Kunci instansi dan wilayahnya; awalan `agency:` boleh.",
    ("slug", "Pemilihan"): "Nama singkat pemilihan.",
    ("code", "Kotak suara"): "Kode kotak, 10 huruf dan angka.",
    ("name", "Instrumen"): "Nama instrumen (form_id).",
    ("id", "Laporan"): "Nomor laporan, yaitu `instance_id`.",
    ("code", "Gambaran"): "Kode wilayah atau TPS; `ID` untuk seluruh negara; awalan `region:` atau `tps:` boleh.",
    ("unit", "Gambaran"): "Unit: `tps:…`, `region:…`, atau `agency:…`; garis miring ditulis `%2F`.",
    ("id", "Rakor"): "Nomor rapat atau forum.",
    ("id", "Tindak lanjut"): "Nomor tindak lanjut atau kendala.",
    ("id", "Kerawanan"): "Nomor pemetaan.",
    ("id", "Rencana"): "Nomor rencana.",
    ("name", "Laporan"): "Nama berkas, seperti dalam jawaban.",
}
"""Of parameters in the path: the generator loses the description of an annotated type."""

_GENERIC = re.compile(r"Page_(\w+?)Out_")
_REF = "#/components/schemas/"
_EXAMPLES = {
    400: "bad-request",
    401: "not-signed-in",
    403: "csrf",
    404: "not-found",
    409: "conflict",
    413: "too-large",
    422: "validation",
    429: "rate",
    500: "internal",
}


def complete(schema: dict[str, Any]) -> None:
    """Add to a generated description what the generator does not know."""
    schema["info"]["license"] = {
        "name": "AGPL-3.0-or-later",
        "identifier": "AGPL-3.0-or-later",
    }
    schema["servers"] = [{"url": settings.BASE_URL or "/", "description": "Pemasangan ini"}]
    schema["tags"] = [{"name": name, "description": text} for name, text in TAGS.items()]
    schema["security"] = [{"TokenAuth": []}, {"SessionAuth": []}]
    components = schema["components"]
    _name_pages(schema)
    _problem_schema(components["schemas"])
    ways = components["securitySchemes"]
    ways["TokenAuth"]["description"] = "Token API, diawali `sgt_`. Token bertindak sebagai akunnya."
    ways["SessionAuth"]["description"] = "Sesi peramban. Metode selain GET wajib membawa kepala `X-CSRFToken`."
    for methods in schema["paths"].values():
        for method, operation in methods.items():
            _errors(method, operation)
            _examples(operation, components["schemas"])
    for name, shape in components["schemas"].items():
        if name.endswith("Page"):
            shape["description"] = "Satu halaman dari sebuah daftar."
    _drop_titles(schema["paths"])
    _drop_titles(components["schemas"])


def _problem_schema(schemas: dict[str, Any]) -> None:
    made = problems.ProblemDocument.model_json_schema(ref_template=_REF + "{model}", mode="serialization")
    schemas.update(made.pop("$defs"))
    schemas["ProblemDocument"] = made


def _name_pages(part: Any) -> None:
    """``RegionPage`` instead of the generator's ``Page_RegionOut_``, as a name and in every reference to it."""
    if isinstance(part, dict):
        for key, value in list(part.items()):
            if key == "$ref":
                part[key] = _GENERIC.sub(r"\1Page", value)
            elif found := _GENERIC.fullmatch(str(key)):
                part[f"{found[1]}Page"] = part.pop(key)
            _name_pages(value)
    elif isinstance(part, list):
        for value in part:
            _name_pages(value)


def _errors(method: str, operation: dict[str, Any]) -> None:
    responses = operation["responses"]
    expected = [401, 403, 404, 422, 429, 500]
    if method != "get":
        expected += [400, 409, 413]
    for status in sorted(expected):
        if status in responses or str(status) in responses:
            continue
        code = "second-factor-required" if status == 403 and method == "get" else _EXAMPLES[status]
        answer: dict[str, Any] = {
            "description": problems.KNOWN[code][1],
            "content": {
                problems.MEDIA_TYPE: {
                    "schema": {"$ref": f"{_REF}ProblemDocument"},
                    "example": _problem_example(code, status),
                }
            },
        }
        if status == 429:
            answer["headers"] = {
                "Retry-After": {"description": "Detik sampai boleh mencoba lagi.", "schema": {"type": "integer"}}
            }
        if status == 401:
            answer["headers"] = {"WWW-Authenticate": {"description": "Cara masuk.", "schema": {"type": "string"}}}
        responses[status] = answer
    operation["responses"] = {str(status): responses[status] for status in sorted(responses, key=int)}


def _problem_example(code: str, status: int) -> dict[str, Any]:
    errors = [{"location": "query", "field": "limit", "message": "Paling banyak 500."}] if code == "validation" else []
    return {
        "type": f"/api/v1/docs#masalah-{code}",
        "title": problems.KNOWN[code][1],
        "status": status,
        "code": code,
        "detail": "",
        "instance": "/api/v1/…",
        "errors": errors,
    }


def _examples(operation: dict[str, Any], schemas: dict[str, Any]) -> None:
    """An example object for each body, put together from the examples of its fields; parameters likewise."""
    for parameter in operation.get("parameters", []):
        shape = parameter["schema"]
        if "example" not in parameter and (examples := _field_examples(shape)):
            parameter["example"] = examples[0]
        parameter.pop("examples", None)
        if "description" not in parameter:
            parameter["description"] = _PATH_WORDS[parameter["name"], operation["tags"][0]]
    bodies = [operation["requestBody"]] if "requestBody" in operation else []
    bodies += [answer for status, answer in operation["responses"].items() if status.startswith("2")]
    for body in bodies:
        for content in body.get("content", {}).values():
            content.setdefault("example", sample(content["schema"], schemas))


def _field_examples(shape: dict[str, Any]) -> list[Any]:
    if "examples" in shape:
        return list(shape["examples"])
    for choice in shape.get("anyOf", []):
        if found := _field_examples(choice):
            return found
    return []


def sample(shape: dict[str, Any], schemas: dict[str, Any]) -> Any:
    """An example value of a JSON schema, from the examples that its parts carry."""
    if shape.get("examples"):
        return shape["examples"][0]
    if "$ref" in shape:
        return sample(schemas[shape["$ref"].removeprefix(_REF)], schemas)
    if shape.get("enum"):
        return shape["enum"][0]
    if "const" in shape:
        return shape["const"]
    for several in ("anyOf", "allOf"):
        if several in shape:
            return sample(shape[several][0], schemas)
    match shape.get("type"):
        case "object":
            return {name: sample(part, schemas) for name, part in shape.get("properties", {}).items()}
        case "array":
            return [sample(shape.get("items", {}), schemas)]
        case "integer" | "number":
            return shape.get("minimum", 1)
        case "boolean":
            return False
        case "string":
            return {"date": "2024-11-27", "date-time": "2024-11-27T00:00:00Z"}.get(shape.get("format", ""), "teks")
        case _:
            return None


def _drop_titles(part: Any) -> None:
    """Titles that repeat the field's name say nothing."""
    if isinstance(part, dict):
        if isinstance(part.get("title"), str) and ("type" in part or "anyOf" in part or "$ref" in part):
            del part["title"]
        for value in part.values():
            _drop_titles(value)
    elif isinstance(part, list):
        for value in part:
            _drop_titles(value)
