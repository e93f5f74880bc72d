"""The record of a handover (*berita acara serah terima*), drawn up from the scans of both sides.

It tells what was scanned and nothing else: a box without the receiver's scan is named as not received, one without the
giver's as taken without it, and a seal that differs stands beside the other.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.utils import translation
from django.utils.formats import date_format

from siaga.access import Actor
from siaga.elections.queries import ruleset_of
from siaga.logistics.codes import spaced
from siaga.logistics.models import Handover, HandoverBox, HandoverPhoto, HandoverState
from siaga.logistics.standing import spot_names
from siaga.paper.content import (
    Block,
    Column,
    Fields,
    Grid,
    Head,
    Heading,
    Items,
    Notice,
    Paper,
    Picture,
    Signatures,
    Signer,
    Text,
    Title,
)
from siaga.reporting.attachments.storage import path_of
from siaga.wilayah.zones import zone_of, zone_short

MOST_PICTURES = 2
GAP = "………………………"
DRAFT = "DRAF – serah terima belum selesai"
_BOXES = (
    Column("No.", 6, "center"),
    Column("Kode kotak", 16),
    Column("TPS", 21),
    Column("Jenis", 15),
    Column("Segel diserahkan / diterima", 22),
    Column("Keadaan", 20),
)


def bast_paper(handover: Handover, *, actor: Actor, now: datetime) -> Paper:
    """The record as it stands; a draft until the receiver has closed. Needs ``warehouse`` with region and election."""
    with translation.override("id"):
        return _paper(handover, actor, now)


def lines_of(handover: Handover) -> list[HandoverBox]:
    """The boxes of a handover in the order of their stations."""
    rows = HandoverBox.objects.filter(handover=handover).select_related("handover", "box__station__village")
    return list(rows.order_by("box__station_code", "box__ballot", "box__number"))


def _paper(handover: Handover, actor: Actor, now: datetime) -> Paper:
    warehouse = handover.warehouse
    region, election = warehouse.region, warehouse.election
    lines = lines_of(handover)
    start, end = handover.hops
    names = spot_names(warehouse, [(start, handover.from_code), (end, handover.to_code)])
    giver, receiver = names[start, handover.from_code], names[end, handover.to_code]
    finished = handover.state == HandoverState.TAKEN
    at = handover.taken_at or handover.given_at or handover.opened_at
    blocks: list[Block] = [
        Head(f"Komisi Pemilihan Umum\n{region.title}", warehouse.name, warehouse.address),
        Title(
            "Berita Acara Serah Terima Kotak Suara",
            (f"Nomor serah terima: {handover.number}", election.name),
        ),
        *([] if finished else [Notice(f"{DRAFT}. {handover.get_state_display()}; isinya masih dapat berubah.")]),
        Text(_opening(at, region.code, len(lines))),
        Heading("Pihak pertama, yang menyerahkan", 2),
        Fields(_party(handover.giver_name, handover.giver_office, giver, handover.given_at, region.code), inset=True),
        Heading("Pihak kedua, yang menerima", 2),
        Fields(
            _party(handover.receiver_name, handover.receiver_office, receiver, handover.taken_at, region.code),
            inset=True,
        ),
    ]
    if handover.vehicle:
        blocks.append(Text(handover.vehicle, lead="Kendaraan:"))
    blocks += _boxes(handover, lines)
    if handover.note:
        blocks.append(Text(handover.note, lead="Catatan:"))
    blocks += _pictures(handover)
    blocks += [
        Text("Berita acara ini disusun dari scan kedua pihak di Siaga dan ditandatangani oleh keduanya."),
        Signatures(
            (
                Signer(handover.giver_office or giver, handover.giver_name or GAP, above="Pihak pertama"),
                Signer(handover.receiver_office or receiver, handover.receiver_name or GAP, above="Pihak kedua"),
            )
        ),
    ]
    return Paper(
        title=f"Berita acara serah terima {handover.number}",
        name=f"bast-{region.code}-{handover.number}{'' if finished else '-draf'}",
        blocks=tuple(blocks),
        foot=(
            f"{region.title} · {election.name} · keadaan {_short(at if finished else now, region.code)}\n"
            f"Dicetak oleh {actor.name}, {_short(now, region.code)}"
        ),
        mark="" if finished else DRAFT,
        author=f"KPU {region.title}",
    )


def _opening(at: datetime, code: str, count: int) -> str:
    local = at.astimezone(zone_of(code))
    return (
        f"Pada hari {_long(local.date())} pukul {local:%H.%M} {zone_short(code)} telah dilakukan serah terima kotak "
        f"suara sebanyak {count} kotak antara kedua pihak berikut."
    )


def _party(name: str, office: str, place: str, at: datetime | None, code: str) -> tuple[tuple[str, str], ...]:
    return (
        ("Nama", name or GAP),
        ("Jabatan", office or GAP),
        ("Tempat", place),
        ("Waktu", _short(at, code) if at else "belum"),
    )


def _boxes(handover: Handover, lines: Sequence[HandoverBox]) -> list[Block]:
    ballots = {ballot.key: ballot.name for ballot in ruleset_of(handover.warehouse.election).ballots}
    taken = [line for line in lines if line.taken_at is not None]
    missing = [line for line in lines if line.taken_at is None]
    blocks: list[Block] = []
    if taken:
        blocks += [
            Heading(f"A. Kotak yang diterima ({len(taken)})"),
            Grid(_BOXES, tuple(_row(place, line, ballots) for place, line in enumerate(taken, start=1))),
        ]
    moving = handover.state != HandoverState.TAKEN
    title = "Kotak yang diserahkan dan belum diterima" if moving else "Kotak yang TIDAK diterima"
    if missing:
        blocks += [
            Heading(f"{'B' if taken else 'A'}. {title} ({len(missing)})"),
            Grid(_BOXES, tuple(_row(place, line, ballots) for place, line in enumerate(missing, start=1))),
        ]
    elif taken and not moving:
        blocks.append(Text("Semua kotak yang diserahkan telah diterima.", bold=True))
    gaps = [line for line in lines if line.gap]
    if gaps:
        blocks += [
            Heading("Diterima tanpa scan yang menyerahkan"),
            Items(tuple(f"{spaced(line.box.code)} ({line.box.station_code}): {line.gap}" for line in gaps)),
        ]
    odd = [line for line in lines if line.seal_differs]
    if odd:
        blocks += [
            Heading("Nomor segel berbeda"),
            Items(
                tuple(
                    f"{spaced(line.box.code)} ({line.box.station_code}): diserahkan "
                    f"{line.given_seal or line.box.seal or 'tanpa nomor'}, diterima {line.taken_seal}"
                    for line in odd
                )
            ),
        ]
    return blocks


def _row(place: int, line: HandoverBox, ballots: dict[str, str]) -> tuple[str, ...]:
    box = line.box
    seals = f"{line.given_seal or box.seal or '–'} / {line.taken_seal or '–'}"
    state = line.condition or ("baik" if line.taken_at else "belum diterima")
    late = line.handover.taken_at is not None and line.taken_at is not None and line.taken_at > line.handover.taken_at
    return (
        str(place),
        spaced(box.code),
        f"TPS {box.station.number:03d} {box.station.village.name}\n{box.station_code}",
        ballots.get(box.ballot, box.ballot),
        seals,
        f"{state}{'; menyusul' if late else ''}",
    )


def _pictures(handover: Handover) -> list[Block]:
    photos = HandoverPhoto.objects.filter(handover=handover, kind__in=["image/jpeg", "image/png"])[:MOST_PICTURES]
    blocks: list[Block] = []
    for photo in photos:
        path = path_of(photo.digest)
        if path.exists():
            blocks.append(Picture(_small(path.read_bytes()), "Foto serah terima", most_mm=60))
    return [Heading("Foto"), *blocks] if blocks else []


def _small(content: bytes) -> bytes:
    """The picture no larger than paper needs."""
    import io

    from PIL import Image, ImageOps

    with Image.open(io.BytesIO(content)) as picture:
        turned = ImageOps.exif_transpose(picture).convert("RGB")
        turned.thumbnail((1200, 1200))
        out = io.BytesIO()
        turned.save(out, "JPEG", quality=80)
    return out.getvalue()


def _long(day: date) -> str:
    return date_format(day, "l, j F Y")


def _short(at: datetime, code: str) -> str:
    return f"{at.astimezone(zone_of(code)):%d-%m-%Y %H.%M} {zone_short(code)}"
