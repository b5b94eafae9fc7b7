"""A letter as a Word document."""

from docx.document import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.table import _Cell, _Row
from docx.text.paragraph import Paragraph

from huiying.core.letters.days import is_english
from huiying.core.letters.model import Block, Fields, Letter, Numbered, Table
from huiying.core.letters.reading import letter_blocks
from huiying.foundation.documents import layout
from huiying.foundation.documents.head import put_code_in_head, put_line_in_foot
from huiying.foundation.documents.packing import packed
from huiying.foundation.documents.sheet import new_sheet, set_east_asia, style_name


def letter_docx(letter: Letter, *, finds: tuple[str, str] | None = None, foot: str = "") -> bytes:
    """The letter as a DOCX file; the same letter always gives the same bytes.

    `finds`: a receipt number as it is read, and the text of the QR code in the head by which the paper finds its case.
    `foot`: a small line at the foot of each page, such as who printed it and when.
    """
    english = is_english(letter.language)
    document = new_sheet(layout.ENGLISH if english else layout.CHINESE, "en-GB" if english else "zh-CN")
    colon = ": " if english else "："
    if finds is not None:
        put_code_in_head(document, *finds)
    if foot:
        put_line_in_foot(document, foot)
    for block in letter_blocks(letter):
        _draw(document, block, colon)
    properties = document.core_properties
    properties.title, properties.subject, properties.author = letter.title, letter.number, letter.office
    properties.language = "en-GB" if english else "zh-CN"
    return packed(document, letter.day)


def _draw(document: Document, block: Block, colon: str) -> None:
    if isinstance(block, Fields):
        for label, value in block.rows:
            _field(_paragraph(document, "fields"), label, value, colon)
    elif isinstance(block, Numbered):
        for number, item in enumerate(block.items, 1):
            _paragraph(document, "numbered", f"{number}. {item}")
    elif isinstance(block, Table):
        _table(document, block)
    else:
        paragraph = _paragraph(document, block.kind, block.text)
        if block.kind == "copy_to":
            _rule_above(paragraph)


def _paragraph(document: Document, kind: str, text: str = "") -> Paragraph:
    return document.add_paragraph(text, style_name(kind))


def _field(paragraph: Paragraph, label: str, value: str, colon: str) -> None:
    if label:
        run = paragraph.add_run(label + colon)
        set_east_asia(run._r.get_or_add_rPr(), layout.LABEL_FONT)
        run.bold = True
    paragraph.add_run(value)


def _table(document: Document, block: Table) -> None:
    table = document.add_table(len(block.rows) + 1, len(block.head), "Table Grid")
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    points = document.styles[style_name("table")].font.size.pt
    shares = layout.column_shares((block.head, *block.rows), points)
    for column, share in zip(table.columns, shares, strict=True):
        column.width = round(layout.TEXT_WIDTH * share)
    for number, (row, texts) in enumerate(zip(table.rows, (block.head, *block.rows), strict=True)):
        _keep_whole(row, head=number == 0)
        for cell, text, share in zip(row.cells, texts, shares, strict=True):
            cell.width = round(layout.TEXT_WIDTH * share)
            _cell(document, cell, text, "table" if number else "table_head")


def _cell(document: Document, cell: _Cell, text: str, kind: str) -> None:
    paragraph = cell.paragraphs[0]
    paragraph.style = document.styles[style_name(kind)]
    paragraph.add_run(text)


def _keep_whole(row: _Row, *, head: bool) -> None:
    """No row is torn between pages; the head is repeated on each."""
    properties = row._tr.get_or_add_trPr()
    properties.append(OxmlElement("w:cantSplit"))
    if head:
        properties.append(OxmlElement("w:tblHeader"))


def _rule_above(paragraph: Paragraph) -> None:
    border = OxmlElement("w:pBdr")
    top = OxmlElement("w:top")
    for key, value in (("val", "single"), ("sz", "6"), ("space", "4"), ("color", "000000")):
        top.set(qn(f"w:{key}"), value)
    border.append(top)
    paragraph._p.get_or_add_pPr().append(border)
