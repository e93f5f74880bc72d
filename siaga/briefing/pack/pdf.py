"""A briefing pack as PDF: at most four pages, each with one question."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

from django.template.loader import render_to_string
from django.utils import translation

from siaga.access import Actor
from siaga.briefing.letters import words
from siaga.briefing.pack.content import Pack
from siaga.briefing.pack.reading import read_pack
from siaga.elections.models import Election
from siaga.paper.pdf_form import laid_out, stylesheet
from siaga.rakor.models import Meeting
from siaga.wilayah.models import Region

MOST_PAGES = 4
LEAN_ROWS = 18
DENSITIES = ("", "dense", "denser")
"""Tried in this order until the pack keeps to its pages."""


def briefing_pdf(actor: Actor, election: Election, region: Region, meeting: Meeting | None, now: datetime) -> bytes:
    """The pack of a meeting (its facts as of the agenda), or of a region as of now. Raises Refused."""
    return pack_pdf(read_pack(actor, election, region, meeting, now), actor, region, now)


def pack_pdf(pack: Pack, actor: Actor, region: Region, now: datetime) -> bytes:
    """The file of a pack that was read."""
    made: Any = None
    with translation.override("id"):
        for density, said in (*((density, pack) for density in DENSITIES), (DENSITIES[-1], leaner(pack))):
            html = render_to_string(
                "briefing/pack/pack.html",
                {
                    "pack": said,
                    "density": density,
                    "style": stylesheet(Path(__file__).with_name("pack.css")),
                    "printed": f"Dicetak oleh {actor.name}, {words.short_moment(now, region.code)}",
                },
            )
            made = laid_out(html)
            if len(made.pages) <= MOST_PAGES:
                break
    pdf: bytes = made.write_pdf()
    return pdf


def leaner(pack: Pack) -> Pack:
    """Less of each thing, for regions whose names alone fill the pages; what is left off is counted."""
    return replace(
        pack,
        rows=pack.rows[:LEAN_ROWS],
        more_rows=pack.more_rows + len(pack.rows[LEAN_ROWS:]),
        debts=tuple(replace(one, titles=one.titles[:1]) for one in pack.debts),
        choices=tuple(replace(one, detail="", facts=one.facts[:2]) for one in pack.choices),
    )
