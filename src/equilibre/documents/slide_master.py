"""An empty presentation in the look of the site: paper and ink, serif titles, real placeholders.

python-pptx opens its own template; its theme, its master and its layouts are written again here, so that a
title is a title for whoever edits the file or listens to it.
"""

from __future__ import annotations

import copy
import re
from dataclasses import dataclass
from typing import Any

from lxml import etree
from pptx import Presentation
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn
from pptx.util import Emu, Inches

from equilibre.drawings import palette

SERIF, SANS = "Georgia", "Arial"
LANGUAGE = "fr-FR"
WIDTH, HEIGHT = Inches(13.333), Inches(7.5)
# The values of tokens.css for the light page.
COLORS = {
    "dk1": palette.INK,
    "lt1": "#fbf8f2",
    "dk2": "#45474d",
    "lt2": "#f3eee4",
    "accent1": palette.TOKENS["richesses-humaines"],
    "accent2": palette.TOKENS["financement"],
    "accent3": palette.TOKENS["alliances"],
    "accent4": palette.TOKENS["revenus-activite"],
    "accent5": palette.TOKENS["investissement-societal"],
    "accent6": palette.TOKENS["muted"],
    "hlink": palette.TOKENS["financement"],
    "folHlink": palette.TOKENS["investissement-societal"],
}
GREY = "accent6"
TITLE, BODY, CAPTION, TABLE, FOOTER, NUMBER = 0, 1, 13, 14, 11, 12
"""Indexes of the placeholders."""

_NS = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
)


@dataclass(frozen=True)
class Area:
    """A place on a slide, in inches."""

    x: float
    y: float
    width: float
    height: float


LEFT, ACROSS = 0.8, 11.73
TITLE_AREA = Area(LEFT, 0.55, ACROSS, 1.05)
BODY_AREA = Area(LEFT, 2.0, ACROSS, 4.6)
CAPTION_AREA = Area(LEFT, 1.62, ACROSS, 0.45)
TABLE_AREA = Area(LEFT, 2.2, ACROSS, 4.4)
DRAWING_TITLE_AREA = Area(LEFT, 0.4, ACROSS, 0.9)
DRAWING_AREA = Area(LEFT, 1.5, ACROSS, 4.5)
SENTENCE_AREA = Area(LEFT, 6.12, ACROSS, 0.65)
KICKER_AREA = Area(LEFT, 0.9, ACROSS, 0.9)
OPENING_TITLE_AREA = Area(LEFT, 1.85, ACROSS, 1.25)
OPENING_BODY_AREA = Area(LEFT, 3.4, ACROSS, 3.1)
FOOTER_AREA = Area(LEFT, 6.95, 10.4, 0.35)
NUMBER_AREA = Area(11.53, 6.95, 1.0, 0.35)

OPENING, BULLETS, TABLES, DRAWINGS = range(4)
"""Indexes of the layouts."""


def empty_presentation() -> Any:
    """A presentation without slides, with the four layouts."""
    made = Presentation()
    made.slide_width, made.slide_height = Emu(WIDTH), Emu(HEIGHT)
    master = made.slide_masters[0]
    _theme(master)
    _replace(master._element, _master_shapes(), "Trajectoires")
    _text_styles(master._element)
    layouts = made.slide_layouts
    for layout in list(layouts)[4:]:
        layouts.remove(layout)
    told = (
        ("Ouverture", _opening()),
        ("Titre et puces", _bullets()),
        ("Titre et tableau", _table()),
        ("Titre et dessin", _drawing()),
    )
    for layout, (name, shapes) in zip(layouts, told, strict=True):
        layout._element.attrib.pop("type", None)
        layout._element.set("userDrawn", "1")
        _replace(layout._element, shapes, name)
    for node in made.part._element.iter(qn("a:defRPr")):
        node.set("lang", LANGUAGE)
    return made


def number_and_footer(slide: Any, text: str) -> None:
    """The placeholders that python-pptx leaves out: what the slide is of, and its number."""
    for shape in slide.slide_layout.placeholders:
        index = shape.placeholder_format.idx
        if index not in (FOOTER, NUMBER):
            continue
        copied = copy.deepcopy(shape._element)
        # Placed by the layout.
        properties = copied.find(qn("p:spPr"))
        for child in list(properties):
            properties.remove(child)
        if index == FOOTER:
            copied.find(f".//{qn('a:t')}").text = text
        copied.find(f".//{qn('p:cNvPr')}").set("id", str(900 + index))
        slide.shapes._spTree.append(copied)


def _theme(master: Any) -> None:
    part = master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    colors = "".join(
        f'<a:{name}><a:srgbClr val="{value[1:].upper()}"/></a:{name}>' for name, value in COLORS.items()
    )
    fonts = "".join(
        f'<a:{kind}Font><a:latin typeface="{face}"/><a:ea typeface=""/><a:cs typeface=""/></a:{kind}Font>'
        for kind, face in (("major", SERIF), ("minor", SANS))
    )
    xml = part.blob.decode()
    xml = re.sub(
        r"<a:clrScheme.*?</a:clrScheme>",
        f'<a:clrScheme name="Trajectoires">{colors}</a:clrScheme>',
        xml,
        flags=re.S,
    )
    xml = re.sub(
        r"<a:fontScheme.*?</a:fontScheme>",
        f'<a:fontScheme name="Trajectoires">{fonts}</a:fontScheme>',
        xml,
        flags=re.S,
    )
    part._blob = xml.encode()


def _replace(element: Any, shapes: str, name: str) -> None:
    """The shapes of a master or of a layout, written again."""
    tree = element.find(qn("p:cSld")).find(qn("p:spTree"))
    for child in list(tree)[2:]:
        tree.remove(child)
    for child in parse_xml(f"<p:spTree {_NS}>{shapes}</p:spTree>"):
        tree.append(child)
    element.find(qn("p:cSld")).set("name", name)


def _text_styles(master: Any) -> None:
    """Titles in serif to the left; text with a dash before each bullet."""
    styles = master.find(qn("p:txStyles"))
    title = (
        '<a:lvl1pPr algn="l"><a:lnSpc><a:spcPct val="95000"/></a:lnSpc><a:spcBef><a:spcPct val="0"/>'
        f'</a:spcBef><a:buNone/><a:defRPr lang="{LANGUAGE}" sz="3400" b="0" kern="1200"><a:solidFill>'
        '<a:schemeClr val="tx1"/></a:solidFill><a:latin typeface="+mj-lt"/><a:ea typeface="+mj-ea"/>'
        '<a:cs typeface="+mj-cs"/></a:defRPr></a:lvl1pPr>'
    )
    body = (
        f'<a:lvl1pPr marL="400050" indent="-400050" algn="l"><a:spcBef><a:spcPts val="1800"/></a:spcBef>'
        f'<a:buClr><a:schemeClr val="{GREY}"/></a:buClr><a:buFont typeface="{SANS}"/><a:buChar char="–"/>'
        f'<a:defRPr lang="{LANGUAGE}" sz="2600" kern="1200"><a:solidFill><a:schemeClr val="tx1"/>'
        '</a:solidFill><a:latin typeface="+mn-lt"/><a:ea typeface="+mn-ea"/><a:cs typeface="+mn-cs"/>'
        "</a:defRPr></a:lvl1pPr>"
    )
    for name, level in (("titleStyle", title), ("bodyStyle", body)):
        style = styles.find(qn(f"p:{name}"))
        for child in list(style):
            style.remove(child)
        style.append(etree.fromstring(f"<x {_NS}>{level}</x>")[0])


def _placeholder(
    rank: int,
    name: str,
    kind: str,
    index: int,
    area: Area,
    *,
    style: str = "",
    text: str = "",
    anchor: str = "t",
) -> str:
    """A placeholder of a layout: ``kind`` is PowerPoint's own word for it."""
    where = f'type="{kind}"' + (f' idx="{index}"' if index else "")
    shown = f'<a:r><a:rPr lang="{LANGUAGE}"/><a:t>{text}</a:t></a:r>'
    if kind == "sldNum":
        shown = (
            '<a:fld id="{C1FF6DA9-008F-8B48-92A6-B652298478BF}" type="slidenum">'
            f'<a:rPr lang="{LANGUAGE}"/><a:t>‹n›</a:t></a:fld>'
        )
    x, y, width, height = (round(914400 * v) for v in (area.x, area.y, area.width, area.height))
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{rank}" name="{name}"/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>'
        f'<p:nvPr><p:ph {where}/></p:nvPr></p:nvSpPr><p:spPr><a:xfrm><a:off x="{x}" y="{y}"/>'
        f'<a:ext cx="{width}" cy="{height}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
        f'</p:spPr><p:txBody><a:bodyPr lIns="0" tIns="0" rIns="0" bIns="0" anchor="{anchor}">'
        "<a:normAutofit/></a:bodyPr>"
        f"<a:lstStyle>{style}</a:lstStyle><a:p>{shown}</a:p></p:txBody></p:sp>"
    )


def _style(
    size: float, *, color: str = "tx1", face: str = "+mn-lt", italic: bool = False, align: str = "l"
) -> str:
    """Words without a bullet."""
    return (
        f'<a:lvl1pPr marL="0" indent="0" algn="{align}"><a:spcBef><a:spcPts val="0"/></a:spcBef><a:buNone/>'
        f'<a:defRPr lang="{LANGUAGE}" sz="{round(size * 100)}" i="{int(italic)}"><a:solidFill>'
        f'<a:schemeClr val="{color}"/></a:solidFill><a:latin typeface="{face}"/></a:defRPr></a:lvl1pPr>'
    )


def _rule(rank: int, y: float) -> str:
    x, width = round(914400 * LEFT), round(914400 * ACROSS)
    return (
        f'<p:cxnSp><p:nvCxnSpPr><p:cNvPr id="{rank}" name="Filet"/><p:cNvCxnSpPr/><p:nvPr userDrawn="1"/>'
        "</p:nvCxnSpPr>"
        f'<p:spPr><a:xfrm><a:off x="{x}" y="{round(914400 * y)}"/><a:ext cx="{width}" cy="0"/></a:xfrm>'
        '<a:prstGeom prst="line"><a:avLst/></a:prstGeom><a:ln w="9525"><a:solidFill>'
        '<a:srgbClr val="DDD6CA"/></a:solidFill></a:ln></p:spPr></p:cxnSp>'
    )


def _foot() -> str:
    small = _style(10.5, color=GREY)
    return (
        _rule(20, 6.85)
        + _placeholder(21, "Pied de page", "ftr", FOOTER, FOOTER_AREA, style=small, text=" ", anchor="ctr")
        + _placeholder(
            22,
            "Numéro",
            "sldNum",
            NUMBER,
            NUMBER_AREA,
            style=_style(10.5, color=GREY, align="r"),
            anchor="ctr",
        )
    )


def _title(area: Area = TITLE_AREA, size: float = 34) -> str:
    style = _style(size, face="+mj-lt")
    return _placeholder(2, "Titre", "title", 0, area, style=style, text="Le titre", anchor="b")


def _master_shapes() -> str:
    return _title() + _placeholder(3, "Texte", "body", BODY, BODY_AREA, text="Le texte") + _foot()


def _opening() -> str:
    kicker = _style(18, color=GREY)
    return (
        _placeholder(4, "Présentation", "body", CAPTION, KICKER_AREA, style=kicker, text="La présentation")
        + _title(OPENING_TITLE_AREA, 44)
        + _placeholder(3, "Puces", "body", BODY, OPENING_BODY_AREA, text="Une puce")
        + _foot()
    )


def _bullets() -> str:
    return _title() + _placeholder(3, "Puces", "body", BODY, BODY_AREA, text="Une puce") + _foot()


def _table() -> str:
    caption = _style(16, color=GREY)
    return (
        _title()
        + _placeholder(4, "Légende", "body", CAPTION, CAPTION_AREA, style=caption, text="La légende")
        + _placeholder(3, "Tableau", "tbl", TABLE, TABLE_AREA, text="Un tableau")
        + _foot()
    )


def _drawing() -> str:
    sentence = _style(17, face="+mj-lt", italic=True)
    return (
        _title(DRAWING_TITLE_AREA)
        + _placeholder(
            4, "Phrase", "body", CAPTION, SENTENCE_AREA, style=sentence, text="Ce que montre le dessin"
        )
        + _foot()
    )
