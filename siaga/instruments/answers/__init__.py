"""Answers as they are kept: one flat dict by path, whatever door they came through.

``{"logistik/kotak_suara": "ya", "rincian": [{"rincian/kecamatan": "16.72.01", "rincian/persen": 90}]}``. Numbers are
numbers, several choices a list of names, dates ISO text, a point ``"lat lon alt acc"``, a file its name. What nobody
answered is not there. Unknown questions, wrong types and unknown choices are refused by name; a required question that
is missing is only noted (``incomplete``).
"""

from siaga.instruments.answers.completeness import INCOMPLETE, incomplete, missing, says_nil
from siaga.instruments.answers.doors import form_of, from_values, from_xml, instance_id_of, to_xml
from siaga.instruments.answers.reading import Values
from siaga.instruments.answers.single import answer
from siaga.instruments.answers.tree import MAX_XML, instance_paths

__all__ = [
    "INCOMPLETE",
    "MAX_XML",
    "Values",
    "answer",
    "form_of",
    "from_values",
    "from_xml",
    "incomplete",
    "instance_id_of",
    "instance_paths",
    "missing",
    "says_nil",
    "to_xml",
]
