"""The head of a letter: the code by which a paper that comes back finds its case, and the number beneath it."""

import io

from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm, Pt

CODE_SIDE = Mm(20)


def put_code_in_head(document: Document, number: str, text: str) -> None:
    """`text` as a QR code at the right of the head of each page, with `number` beside it for people."""
    head = document.sections[0].header
    document.sections[0].header_distance = Mm(10)
    paragraph = head.paragraphs[0]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    run = paragraph.add_run(f"{number}  ")
    run.font.size = Pt(9)
    picture = paragraph.add_run().add_picture(io.BytesIO(_png(text)), width=CODE_SIDE)
    picture._inline.docPr.set("descr", number)


def put_line_in_foot(document: Document, words: str) -> None:
    """One small line under the page number of each page."""
    paragraph = document.sections[0].footer.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.add_run(words).font.size = Pt(8)


def _png(text: str) -> bytes:
    import segno

    buffer = io.BytesIO()
    segno.make_qr(text, error="m").save(buffer, kind="png", scale=8, border=4)
    return buffer.getvalue()
