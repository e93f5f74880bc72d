"""Reading VRPLIB (``.vrp``) and Solomon or Gehring-Homberger (``.txt``) files, with errors that name the line."""

from __future__ import annotations

from pathlib import Path

from siaga.engines.routing.instances import BrokenInstance, Instance
from siaga.engines.routing.solomon import solomon
from siaga.engines.routing.vrplib_text import vrplib

LARGEST_FILE = 64 * 1024 * 1024


def read(path: Path) -> Instance:
    """The instance in the file; ``BrokenInstance`` when it is none."""
    if path.stat().st_size > LARGEST_FILE:
        raise BrokenInstance(f"Berkas {path.name} lebih besar dari 64 MB", "Periksa apakah ini berkas soal rute.")
    return parse(path.read_text(encoding="utf-8-sig", errors="replace"), name=path.stem)


def parse(text: str, *, name: str = "") -> Instance:
    """The instance in the text. The two formats are told apart by what they say, not by the file's name."""
    lines = text.splitlines()
    words = {line.strip().upper() for line in lines[:20]}
    if not any(line.strip() for line in lines):
        raise BrokenInstance("Berkas kosong", "Pilih berkas VRPLIB (.vrp) atau Solomon (.txt).")
    return solomon(lines, name) if "VEHICLE" in words else vrplib(lines, name)
