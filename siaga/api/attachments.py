"""``/submissions/{id}/attachments/{name}``: files that a report names, sent one by one while it is open."""

from __future__ import annotations

from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Path, Router, Schema, Status
from pydantic import Field

from siaga import clock
from siaga.access import Verb
from siaga.api.security import caller, guards
from siaga.api.uploads import UPLOAD, FileName, sent
from siaga.reporting.access import access_submission
from siaga.reporting.attachments.taking import take_file

router = Router(tags=["Laporan"])

InstanceId = Annotated[
    str, Path(pattern=r"^[A-Za-z0-9][A-Za-z0-9:._-]{0,79}$", description="Nomor laporan (instance_id).")
]


class AttachmentOut(Schema):
    """Satu berkas laporan."""

    name: str = Field(description="Nama berkas.", examples=["1732086900000.jpg"])
    content_type: str = Field(description="Jenis isi, menurut isinya.", examples=["image/jpeg"])
    size: int = Field(description="Ukuran, bita.", examples=[482113])
    sha256: str = Field(description="Sidik isi.", examples=["9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15"])
    width: int | None = Field(description="Lebar gambar, piksel.", examples=[1600])
    height: int | None = Field(description="Tinggi gambar, piksel.", examples=[1200])


@router.put(
    "/submissions/{id}/attachments/{name}",
    response={200: AttachmentOut, 201: AttachmentOut},
    operation_id="put_attachment",
    summary="Mengirim berkas laporan",
    openapi_extra=UPLOAD,
)
@guards(Verb.SUBMISSION_SEND)
def put_attachment(request: HttpRequest, id: InstanceId, name: FileName) -> Status[dict[str, Any]]:
    """Isi berkas apa adanya (JPEG, PNG, WebP, atau PDF; paling besar 40 MB). 200 bila isi yang sama sudah ada.

    409 bila nama itu sudah ada dengan isi lain, atau laporannya tidak lagi berstatus masuk.
    """
    actor, now = caller(request, Verb.SUBMISSION_SEND), clock.now()
    submission = access_submission(actor, id, Verb.SUBMISSION_SEND)
    known = submission.attachments.filter(name=name).exists()
    kept = take_file(actor=actor, submission=submission, name=name, chunks=sent(request), now=now)
    shown = {
        "name": kept.name,
        "content_type": kept.content_type,
        "size": kept.size,
        "sha256": kept.digest,
        "width": kept.width,
        "height": kept.height,
    }
    return Status(200 if known else 201, shown)
