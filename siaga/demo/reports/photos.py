"""Sample photos, drawn and labelled CONTOH: a tent, a table, boxes; with the EXIF that a telephone would write."""

from __future__ import annotations

import io
from datetime import datetime

from PIL import Image, ImageDraw, ImageFont

from siaga.demo.reports.answers import chance_of

WIDTH, HEIGHT = 1280, 960
_GPS, _EXIF = 0x8825, 0x8769
_TAKEN = 0x9003


def drawn(station: str, title: str, taken: datetime, lat: float, lon: float) -> bytes:
    """A JPEG for one TPS. taken: in its own zone."""
    chance = chance_of("foto", station)
    image = Image.new("RGB", (WIDTH, HEIGHT), (188, 212, 232))
    draw = ImageDraw.Draw(image)
    hill = 420 + chance.randint(-40, 60)
    draw.polygon([(0, hill), (420, 180 + chance.randint(0, 120)), (900, hill), (0, hill)], fill=(122, 150, 122))
    draw.polygon([(500, hill), (980, 220 + chance.randint(0, 100)), (WIDTH, hill)], fill=(104, 136, 110))
    draw.rectangle((0, hill, WIDTH, HEIGHT), fill=(164, 178, 120))
    left = 240 + chance.randint(-60, 60)
    draw.polygon([(left, 470), (left + 400, 320), (left + 800, 470)], fill=(196, 74, 58))
    draw.rectangle((left + 30, 470, left + 770, 760), fill=(236, 230, 214))
    for post in range(4):
        draw.rectangle((left + 30 + post * 244, 470, left + 42 + post * 244, 770), fill=(96, 80, 64))
    for box in range(chance.randint(1, 3)):
        start = left + 120 + box * 190
        draw.rectangle((start, 640, start + 120, 750), fill=(222, 222, 226), outline=(80, 80, 86), width=4)
        draw.rectangle((start + 36, 636, start + 84, 646), fill=(60, 60, 66))
    draw.rectangle((0, HEIGHT - 130, WIDTH, HEIGHT), fill=(24, 36, 52))
    draw.text((40, HEIGHT - 108), f"CONTOH · {title}", font=ImageFont.load_default(size=44), fill=(255, 255, 255))
    draw.text(
        (40, HEIGHT - 52), "Gambar buatan, bukan foto", font=ImageFont.load_default(size=28), fill=(214, 222, 232)
    )
    exif = Image.Exif()
    exif.get_ifd(_EXIF)[_TAKEN] = taken.strftime("%Y:%m:%d %H:%M:%S")
    place = exif.get_ifd(_GPS)
    place[1], place[2] = ("S" if lat < 0 else "N"), _degrees(lat)
    place[3], place[4] = ("W" if lon < 0 else "E"), _degrees(lon)
    file = io.BytesIO()
    image.save(file, "JPEG", quality=78, exif=exif)
    return file.getvalue()


def _degrees(value: float) -> tuple[float, float, float]:
    whole = abs(value)
    minutes = (whole - int(whole)) * 60
    return float(int(whole)), float(int(minutes)), round((minutes - int(minutes)) * 60, 3)
