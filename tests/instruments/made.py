"""Versions of forms without a database, for tests of what is pure."""

from __future__ import annotations

from pathlib import Path

from siaga.instruments.models import Instrument, InstrumentVersion
from siaga.instruments.xlsform.reading import Draft, read_form

FORMS = Path(__file__).parent / "forms"


def version_of(draft: Draft) -> InstrumentVersion:
    """An unsaved version of a draft."""
    instrument = Instrument(name=draft.name, title=draft.title, unit_kind=draft.unit_kind or "tps")
    return InstrumentVersion(
        instrument=instrument,
        number=1,
        version=draft.version,
        source_name=draft.source_name,
        source=draft.source,
        xform=draft.xform,
        questions=draft.questions,
        checks=draft.checks,
    )


def stranger() -> Draft:
    """A form of somebody else: groups, nested repeats, calculations, filtered choices, two languages."""
    return read_form((FORMS / "posyandu.csv").read_bytes(), "posyandu.csv", unit="desa")


def markdown(survey: str, choices: str = "", settings: str = "", checks: str = "") -> bytes:
    """A small form: rows of each sheet, with the usual columns."""
    return f"""
| survey |
| | type | name | label | required | relevant | siaga_sensitive |
{survey}
| choices |
| | list_name | name | label |
| | ya_tidak | ya | Ya |
| | ya_tidak | tidak | Tidak |
{choices}
| settings |
| | form_title | form_id | version | siaga_unit |
{settings or "| | Contoh | contoh | 1 | tps |"}
{"| siaga_checks |" if checks else ""}
{"| | code | kind | question | min | max | when | message |" if checks else ""}
{checks}
""".encode()
