"""Files of Word held against the schemas of ISO/IEC 29500 (transitional) by the Open XML SDK.

The SDK is the validator of those who make Word: every part is held to its schema (elements and their order,
attributes and their values), the package to its rules, ids to what they must agree with. It comes as a development
package of npm and runs in Node; one process serves a run. What Word demands of a document beyond the schemas (it
repairs or refuses such files) is checked here.
"""

from __future__ import annotations

import base64
import io
import json
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_LIBRARY = Path(__file__).parents[2] / "frontend/node_modules/@ooxml-tools/validate/dist/npm/index.js"
# The first Office that reads the whole standard; later ones know elements that the standard does not have.
_VERSION = "Office2010"
_WRITTEN = ("word/document.xml", "word/header", "word/footer")


def faults(content: bytes) -> list[str]:
    """What is wrong with the file, one sentence each; nothing for a sound one."""
    return _by_schema(content) or list(_beyond_the_schemas(content))


def _by_schema(content: bytes) -> list[str]:
    process = _validator()
    assert process.stdin is not None and process.stdout is not None
    process.stdin.write(base64.b64encode(content).decode() + "\n")
    process.stdin.flush()
    answer = process.stdout.readline()
    assert answer, "the validator ended: run `make frontend`, and see what it printed"
    return list(json.loads(answer))


@cache
def _validator() -> subprocess.Popen[str]:
    """The process that checks. It ends with its input, so with the run."""
    beside = Path(sys.executable).with_name("node")
    node = str(beside) if beside.exists() else shutil.which("node")
    assert node, "Node is missing: `make frontend` brings it"
    return subprocess.Popen(
        [node, str(Path(__file__).with_name("ooxml.mjs")), str(_LIBRARY), _VERSION],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip


def _beyond_the_schemas(content: bytes) -> Iterator[str]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist() if name.startswith(_WRITTEN)}
    for name, data in parts.items():
        root = etree.fromstring(data)
        for table in root.iter(f"{W}tbl"):
            yield from (f"{name}: {fault}" for fault in _table(table))
        for holder in (root, *root.iter(f"{W}body"), *root.iter(f"{W}tc")):
            yield from (f"{name}: {fault}" for fault in _ends(holder))
        starts = sorted(one.get(f"{W}id", "") for one in root.iter(f"{W}bookmarkStart"))
        ends = sorted(one.get(f"{W}id", "") for one in root.iter(f"{W}bookmarkEnd"))
        if len(set(starts)) != len(starts) or starts != ends:
            yield f"{name}: bookmarks are not paired"
        fields = [one.get(f"{W}fldCharType") for one in root.iter(f"{W}fldChar")]
        if fields.count("begin") != fields.count("end"):
            yield f"{name}: a field is not closed"


def _table(table: etree._Element) -> Iterator[str]:
    """Rows fill the grid of columns."""
    columns = len(table.findall(f"{W}tblGrid/{W}gridCol"))
    for row in table.findall(f"{W}tr"):
        spans = [cell.find(f"{W}tcPr/{W}gridSpan") for cell in row.findall(f"{W}tc")]
        wide = sum(1 if one is None else int(one.get(f"{W}val", "1")) for one in spans)
        if wide != columns:
            yield f"a row of {wide} in a grid of {columns}"


def _ends(holder: etree._Element) -> Iterator[str]:
    """Cells, headers and footers end with a paragraph, the body with its section, and tables do not run together."""
    local = str(holder.tag).removeprefix(W)
    children = [str(child.tag).removeprefix(W) for child in holder]
    last = {"body": "sectPr", "tc": "p", "hdr": "p", "ftr": "p"}.get(local)
    if last and (not children or children[-1] != last):
        yield f"{local} ends with {children[-1:]}"
    if any(one == "tbl" and two in {"tbl", "sectPr"} for one, two in pairwise(children)):
        yield f"a table in {local} without a paragraph behind it"
