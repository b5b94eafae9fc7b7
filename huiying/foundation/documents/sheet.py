"""An empty official sheet: A4, margins, one paragraph style per kind of line, page numbers."""

from collections.abc import Mapping

import docx
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.opc.oxml import serialize_part_xml
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Mm, Pt
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph

from huiying.foundation.documents import layout
from huiying.foundation.documents.layout import Face

_ALIGN = {
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "center": WD_ALIGN_PARAGRAPH.CENTER,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
    "both": WD_ALIGN_PARAGRAPH.JUSTIFY,
}
_OUTLINE = {"title": 0, "heading": 1}
_THUMBNAIL = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/thumbnail"


def style_name(kind: str) -> str:
    """The name of the paragraph style of a kind of line."""
    return f"Letter {kind}"


def new_sheet(faces: Mapping[str, Face], language: str) -> Document:
    """A document without paragraphs; `language` is a tag as Word knows it, such as zh-CN."""
    document = docx.Document()
    _page(document)
    for kind, face in faces.items():
        _style(document, kind, face, language)
    _number_pages(document)
    _name_substitutes(document)
    _drop_thumbnail(document)
    return document


def set_east_asia(properties: BaseOxmlElement, font: str) -> None:
    """Name both fonts of run properties: `font` for Chinese, the Latin one for the rest."""
    fonts = properties.find(qn("w:rFonts"))
    if fonts is None:
        fonts = OxmlElement("w:rFonts")
        properties.insert(0, fonts)
    for side in ("ascii", "hAnsi", "cs"):
        fonts.set(qn(f"w:{side}"), layout.LATIN)
    fonts.set(qn("w:eastAsia"), font)


def _page(document: Document) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = layout.PAGE_WIDTH, layout.PAGE_HEIGHT
    section.top_margin, section.bottom_margin = layout.MARGIN_TOP, layout.MARGIN_BOTTOM
    section.left_margin, section.right_margin = layout.MARGIN_LEFT, layout.MARGIN_RIGHT
    section.footer_distance = Mm(25)


def _style(document: Document, kind: str, face: Face, language: str) -> None:
    style = document.styles.add_style(style_name(kind), WD_STYLE_TYPE.PARAGRAPH)
    assert isinstance(style, ParagraphStyle)
    style.base_style = document.styles["Normal"]
    style.font.size, style.font.bold = Pt(face.points), face.bold
    properties = style.element.get_or_add_rPr()
    set_east_asia(properties, face.east_asia)
    tag = OxmlElement("w:lang")
    tag.set(qn("w:val"), language)
    tag.set(qn("w:eastAsia"), "zh-CN")
    properties.append(tag)
    _spacing(style, face)
    if kind in _OUTLINE:
        level = OxmlElement("w:outlineLvl")
        level.set(qn("w:val"), str(_OUTLINE[kind]))
        style.element.get_or_add_pPr().append(level)


def _spacing(style: ParagraphStyle, face: Face) -> None:
    form = style.paragraph_format
    form.alignment = _ALIGN[face.align]
    form.line_spacing_rule, form.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(face.line)
    form.space_before, form.space_after = Pt(face.before), Pt(face.after)
    form.keep_with_next, form.widow_control = face.keep, True
    if face.indent:
        form.first_line_indent = Pt(face.points * face.indent)
        style.element.get_or_add_pPr().find(qn("w:ind")).set(qn("w:firstLineChars"), str(face.indent * 100))


def _number_pages(document: Document) -> None:
    paragraph = document.sections[0].footer.paragraphs[0]
    paragraph.style = document.styles[style_name("foot")]
    paragraph.add_run("— ")
    for kind, text in (("begin", None), ("instruction", "PAGE"), ("separate", None), ("shown", "1"), ("end", None)):
        _field_part(paragraph, kind, text)
    paragraph.add_run(" —")


def _field_part(paragraph: Paragraph, kind: str, text: str | None) -> None:
    """One run of the page number: its instruction, what it shows until counted, or a mark between them."""
    if text is None:
        part = OxmlElement("w:fldChar")
        part.set(qn("w:fldCharType"), kind)
    else:
        part = OxmlElement("w:instrText" if kind == "instruction" else "w:t")
        part.text = text
    paragraph.add_run()._r.append(part)


def _name_substitutes(document: Document) -> None:
    part = next(part for part in document.part.package.iter_parts() if part.partname == "/word/fontTable.xml")
    table = parse_xml(part.blob)
    for name, others in layout.SUBSTITUTES.items():
        font = f'<w:font {nsdecls("w")} w:name="{name}"><w:altName w:val="{others}"/><w:charset w:val="86"/></w:font>'
        table.append(parse_xml(font))
    part._blob = serialize_part_xml(table)


def _drop_thumbnail(document: Document) -> None:
    relations = document.part.package.rels
    for key in [key for key, relation in relations.items() if relation.reltype == _THUMBNAIL]:
        del relations[key]
