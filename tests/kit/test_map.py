"""The box of a map, which one tag of the kit writes for every page."""

import json
import re
from html import unescape
from pathlib import Path

from django.template import Context, Template

import siaga


def drawn(call: str, **context: object) -> str:
    return Template("{% map " + call + " %}").render(Context(context))


def test_what_a_map_is_given_stands_on_its_box_and_nothing_else():
    plain = drawn("label areas=areas", label="Kota & kabupaten", areas="/batas.geojson?a=1&b=2")
    assert 'data-areas="/batas.geojson?a=1&amp;b=2"' in plain
    assert 'aria-label="Kota &amp; kabupaten"' in plain
    for absent in ("points", "lines", "words", "good", "things", "listed", "printed"):
        assert f"data-{absent}" not in plain
    full = drawn(
        'label points="/t" lines="/l" tones=tones good="siap" things="tempat" listed=True printed=True',
        label="Peta",
        tones={"siap": 'siap "benar"'},
    )
    for given in ('points="/t"', 'lines="/l"', 'good="siap"', 'things="tempat"', "listed", "printed"):
        assert f"data-{given}" in full
    words = re.search(r'data-words="([^"]*)"', full)
    assert words is not None
    assert json.loads(unescape(words[1])) == {"siap": 'siap "benar"'}


def test_no_page_writes_the_box_of_a_map_by_itself():
    rooms = Path(siaga.__file__).parent
    boxes = [page for page in rooms.glob("*/templates/**/*.html") if "data-map" in page.read_text()]
    assert [page.relative_to(rooms).as_posix() for page in boxes] == ["kit/templates/kit/map.html"]
