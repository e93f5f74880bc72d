"""A strict reader of DOCX files, sharing no code with their writer: what ECMA-376 demands of the parts that we use.

It checks that the package holds together (content types for every part, relationships that lead somewhere, one main
document), that every part is well-formed with only known elements of WordprocessingML, and that elements stand in the
order of the schema's sequences (CT_PPr, CT_RPr, CT_TblPr, CT_TrPr, CT_TcPr, CT_SectPr, CT_Tbl, CT_Row, CT_Tc), that
cells end with a paragraph, ids of bookmarks are paired, and rows fill the table's grid.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Iterator, Sequence
from itertools import pairwise

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_RELS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"

SEQUENCES: dict[str, Sequence[str]] = {
    "pPr": (
        "pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl", "numPr", "suppressLineNumbers",
        "pBdr", "shd", "tabs", "suppressAutoHyphens", "kinsoku", "wordWrap", "overflowPunct", "topLinePunct",
        "autoSpaceDE", "autoSpaceDN", "bidi", "adjustRightInd", "snapToGrid", "spacing", "ind", "contextualSpacing",
        "mirrorIndents", "suppressOverlap", "jc", "textDirection", "textAlignment", "textboxTightWrap", "outlineLvl",
        "divId", "cnfStyle", "rPr", "sectPr", "pPrChange",
    ),
    "rPr": (
        "rStyle", "rFonts", "b", "bCs", "i", "iCs", "caps", "smallCaps", "strike", "dstrike", "outline", "shadow",
        "emboss", "imprint", "noProof", "snapToGrid", "vanish", "webHidden", "color", "spacing", "w", "kern",
        "position", "sz", "szCs", "highlight", "u", "effect", "bdr", "shd", "fitText", "vertAlign", "rtl", "cs", "em",
        "lang", "eastAsianLayout", "specVanish", "oMath",
    ),
    "tblPr": (
        "tblStyle", "tblpPr", "tblOverlap", "bidiVisual", "tblStyleRowBandSize", "tblStyleColBandSize", "tblW", "jc",
        "tblCellSpacing", "tblInd", "tblBorders", "shd", "tblLayout", "tblCellMar", "tblLook", "tblCaption",
        "tblDescription",
    ),
    "tcPr": (
        "cnfStyle", "tcW", "gridSpan", "hMerge", "vMerge", "tcBorders", "shd", "noWrap", "tcMar", "textDirection",
        "tcFitText", "vAlign", "hideMark",
    ),
    "sectPr": (
        "headerReference", "footerReference", "footnotePr", "endnotePr", "type", "pgSz", "pgMar", "paperSrc",
        "pgBorders", "lnNumType", "pgNumType", "cols", "formProt", "vAlign", "noEndnote", "titlePg",
        "textDirection", "bidi", "rtlGutter", "docGrid",
    ),
    "tbl": ("bookmarkStart", "bookmarkEnd", "tblPr", "tblGrid", "tr"),
    "tcBorders": ("top", "start", "left", "bottom", "end", "right", "insideH", "insideV", "tl2br", "tr2bl"),
    "tblCellMar": ("top", "start", "left", "bottom", "end", "right"),
}  # fmt: skip
_TRPR = {"cnfStyle", "divId", "gridBefore", "gridAfter", "wBefore", "wAfter", "cantSplit", "trHeight", "tblHeader",
         "tblCellSpacing", "jc", "hidden"}  # fmt: skip
_IN_RUN = {"rPr", "t", "tab", "br", "cr", "drawing", "fldChar", "instrText", "noBreakHyphen"}
_IN_PARAGRAPH = {"pPr", "r", "hyperlink", "bookmarkStart", "bookmarkEnd", "proofErr", "fldSimple"}
_IN_BODY = {"p", "tbl", "sectPr", "bookmarkStart", "bookmarkEnd"}


def faults(content: bytes) -> list[str]:
    """What is wrong with the file, one sentence each; nothing for a sound one."""
    return list(_faults(content))


def _faults(content: bytes) -> Iterator[str]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        if broken := archive.testzip():
            yield f"{broken} is damaged"
        parts = {name: archive.read(name) for name in archive.namelist()}
    if len(parts) != len(set(parts)):
        yield "a part stands twice"
    types = etree.fromstring(parts["[Content_Types].xml"])
    by_ending = {one.get("Extension", "").lower(): one.get("ContentType", "") for one in types.iter(f"{_TYPES}Default")}
    by_name = {one.get("PartName", ""): one.get("ContentType", "") for one in types.iter(f"{_TYPES}Override")}
    for name in by_name:
        if name.lstrip("/") not in parts:
            yield f"{name} has a type and is not there"
    for name in parts:
        typed = f"/{name}" in by_name or name.rpartition(".")[2].lower() in by_ending
        if name != "[Content_Types].xml" and not typed:
            yield f"{name} has no type"
    mains = [name for name, kind in by_name.items() if kind == _MAIN]
    if mains != ["/word/document.xml"]:
        yield f"main documents: {mains}"
    for name, data in parts.items():
        if name.endswith((".xml", ".rels")):
            try:
                root = etree.fromstring(data)
            except etree.XMLSyntaxError as error:
                yield f"{name}: {error}"
                continue
            if name.endswith(".rels"):
                yield from _relationships(name, root, parts)
            elif root.tag.startswith(W):
                yield from _word(name, root, parts)


def _relationships(name: str, root: etree._Element, parts: dict[str, bytes]) -> Iterator[str]:
    folder = posixpath.dirname(posixpath.dirname(name))
    seen: set[str] = set()
    for one in root.iter(f"{_RELS}Relationship"):
        if one.get("Id") in seen:
            yield f"{name}: {one.get('Id')} stands twice"
        seen.add(one.get("Id", ""))
        if one.get("TargetMode") == "External":
            yield f"{name}: leads outside to {one.get('Target')}"
            continue
        target = one.get("Target", "")
        path = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
        if path not in parts:
            yield f"{name}: {target} is not there"


def _word(name: str, root: etree._Element, parts: dict[str, bytes]) -> Iterator[str]:
    folder, _slash, file = name.rpartition("/")
    rels = parts.get(f"{folder}/_rels/{file}.rels", b"<a/>")
    known = {one.get("Id") for one in etree.fromstring(rels).iter(f"{_RELS}Relationship")}
    for element in root.iter(etree.Element):
        for key, value in element.attrib.items():
            if key in {f"{R}id", f"{R}embed", f"{R}link"} and value not in known:
                yield f"{name}: relationship {value} is not there"
    if file in {
        "styles.xml",
        "settings.xml",
        "numbering.xml",
        "fontTable.xml",
        "webSettings.xml",
        "stylesWithEffects.xml",
    }:
        return  # shipped with python-docx, which Word reads
    for element in root.iter(etree.Element):
        if not str(element.tag).startswith(W):
            continue
        local = str(element.tag).removeprefix(W)
        children = [str(child.tag).removeprefix(W) for child in element]
        if local in SEQUENCES:
            yield from _in_order(name, local, children)
        yield from _inner(name, local, element, children)
    starts = [one.get(f"{W}id") for one in root.iter(f"{W}bookmarkStart")]
    ends = [one.get(f"{W}id") for one in root.iter(f"{W}bookmarkEnd")]
    if len(set(starts)) != len(starts) or sorted(starts) != sorted(ends):  # type: ignore[type-var]
        yield f"{name}: bookmarks are not paired"
    fields = [one.get(f"{W}fldCharType") for one in root.iter(f"{W}fldChar")]
    if fields.count("begin") != fields.count("end"):
        yield f"{name}: a field is not closed"


def _in_order(name: str, local: str, children: Sequence[str]) -> Iterator[str]:
    order = SEQUENCES[local]
    if unknown := [child for child in children if child not in order]:
        yield f"{name}: {unknown} in {local}"
        return
    places = [order.index(child) for child in children]
    if places != sorted(places):
        yield f"{name}: order in {local}: {children}"
    once = [
        child
        for child in set(children)
        if children.count(child) > 1 and child not in {"tr", "headerReference", "footerReference"}
    ]
    if once:
        yield f"{name}: {once} more than once in {local}"


def _inner(name: str, local: str, element: etree._Element, children: Sequence[str]) -> Iterator[str]:
    match local:
        case "body" | "hdr" | "ftr":
            if unknown := set(children) - _IN_BODY:
                yield f"{name}: {unknown} in {local}"
            if local == "body" and (children.count("sectPr") != 1 or children[-1] != "sectPr"):
                yield f"{name}: the body does not end with its section"
            if local != "body" and children[-1] != "p":
                yield f"{name}: {local} does not end with a paragraph"
            if any(one == "tbl" and two in {"tbl", "sectPr"} for one, two in pairwise(children)):
                yield f"{name}: a table without a paragraph behind it"
        case "p":
            if unknown := set(children) - _IN_PARAGRAPH:
                yield f"{name}: {unknown} in p"
            if "pPr" in children[1:]:
                yield f"{name}: pPr is not first"
        case "r":
            if unknown := set(children) - _IN_RUN:
                yield f"{name}: {unknown} in r"
            if "rPr" in children[1:]:
                yield f"{name}: rPr is not first"
        case "trPr":
            if unknown := set(children) - _TRPR:
                yield f"{name}: {unknown} in trPr"
        case "tc":
            if not children or children[-1] != "p" or "tcPr" in children[1:]:
                yield f"{name}: a cell is {children}"
        case "tbl":
            columns = len(element.findall(f"{W}tblGrid/{W}gridCol"))
            for row in element.findall(f"{W}tr"):
                spans = [cell.find(f"{W}tcPr/{W}gridSpan") for cell in row.findall(f"{W}tc")]
                wide = sum(1 if one is None else int(one.get(f"{W}val", "1")) for one in spans)
                if wide != columns:
                    yield f"{name}: a row of {wide} in a grid of {columns}"
        case _other:
            return
