"""The manifest of each vehicle and day: what it brings where and when, lines to sign, a QR of its route."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from siaga.kit.words import day, moment, number
from siaga.paper.content import (
    Block,
    Code,
    Column,
    Fields,
    Grid,
    Heading,
    Notice,
    Paper,
    Signatures,
    Signer,
    Text,
    Title,
)
from siaga.paper.pdf_form import as_one_pdf, as_pdf
from siaga.planning.reading import RouteLine, Sheet
from siaga.planning.words import clock_text, duration


def manifests(
    sheet: Sheet,
    routes: Sequence[RouteLine],
    *,
    origin: str,
    by: str,
    now: datetime,
    told: Callable[[int, int], None] | None = None,
) -> bytes:
    """The manifest of each route as one PDF (A4), each with pages of its own. origin: of the pages of its QR codes."""
    if not routes:
        return as_pdf(
            _paper(sheet, [Title("MANIFES DISTRIBUSI LOGISTIK"), Text("Rencana ini tidak memuat rute.")], by, now), now
        )
    return as_one_pdf([_paper(sheet, _route(sheet, route, origin), by, now) for route in routes], now, told)


def _paper(sheet: Sheet, blocks: Sequence[Block], by: str, now: datetime) -> Paper:
    plan = sheet.plan
    return Paper(
        title=f"Manifes distribusi {plan.region.title}",
        name=f"manifes-{plan.region.code}-v{plan.number}",
        blocks=tuple(blocks),
        foot=f"{plan.election.name} · {plan.region.title} · {plan} · dicetak {by}, {moment(now)}",
        size_pt=10,
        author="Siaga",
    )


def _route(sheet: Sheet, route: RouteLine, origin: str) -> list[Block]:
    plan = sheet.plan
    address = f"{origin}/rencana/versi/{plan.pk}/pelaksanaan/?rute={route.anchor}"
    blocks: list[Block] = [
        Title("MANIFES DISTRIBUSI LOGISTIK", (f"{route.vehicle} · {day(route.on)} ({route.mark})", plan.election.name)),
        Fields(
            (
                ("Rencana", f"versi {plan.number}{f' · {plan.title}' if plan.title else ''}"),
                ("Keadaan", "BERLAKU" if plan.in_force else "BELUM BERLAKU, hanya rancangan"),
                ("Rute", route.id),
                ("Berangkat dari", route.hub.name),
                ("Berangkat", f"{route.depart_text} {sheet.zone_short}, kembali {route.back_text}"),
                ("Muatan", f"{number(route.boxes)} kotak untuk {number(len(route.stops))} tujuan"),
                ("Jarak", f"{number(route.route.km)} km, mengemudi {duration(route.route.drive_minutes)}"),
                ("Pengemudi", "........................................"),
                ("Pengawal", "........................................"),
            )
        ),
    ]
    if sheet.broken:
        blocks.append(Notice(f"Rencana ini melanggar aturan pada {len(sheet.broken)} tempat; lihat rencananya."))
    for trip in route.trips:
        if len(route.trips) > 1:
            blocks.append(
                Heading(
                    f"Rit {trip.number}: berangkat {trip.depart_text}, {number(trip.trip.boxes)} kotak, "
                    f"kembali {trip.back_text}",
                    2,
                )
            )
        blocks.append(
            Grid(
                (
                    Column("No", 6, "right"),
                    Column("Tujuan", 32),
                    Column("Tiba", 9, "right"),
                    Column("Berangkat", 15, "right"),
                    Column("Kotak", 9, "right"),
                    Column("Penerima, jam, tanda tangan", 29),
                ),
                tuple(
                    (
                        str(stop.number),
                        f"{stop.place.name}\n{stop.place.id}" + ("\nposisi perkiraan" if stop.place.estimated else ""),
                        stop.arrive_text,
                        clock_text(stop.stop.leave),
                        number(stop.stop.boxes),
                        "",
                    )
                    for stop in trip.stops
                ),
                row_mm=13,
            )
        )
    blocks.append(Code(address, "Pindai untuk mencatat keberangkatan dan kedatangan rute ini."))
    blocks.append(Signatures((Signer("Petugas gudang"), Signer("Pengemudi"))))
    return blocks
