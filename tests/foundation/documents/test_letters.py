"""Letters as Word documents: opened again, measured, rendered."""

import re
import shutil
import subprocess
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import docx
import pytest
from docx.document import Document
from docx.oxml.ns import qn
from docx.shared import Pt
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph

from huiying.core.letters.catalogue import DOCUMENTS, document_of
from huiying.core.letters.compose import compose
from huiying.core.letters.model import Fields, Letter
from huiying.core.words import Language
from huiying.foundation.documents.codes import read_here
from huiying.foundation.documents.layout import TEXT_WIDTH, column_shares
from huiying.foundation.documents.letters import letter_docx
from huiying.foundation.documents.printed import letter_page
from tests.core.letters.samples import D11, DAY, sample_values
from tests.core.letters.test_meetings import HEAD, ITEMS

LANGUAGES: tuple[Language, ...] = ("zh-hans", "en")


def opinion(language: Language = "zh-hans") -> Letter:
    return compose(document_of("D11").template(language), D11)


def opened(content: bytes) -> Document:
    return docx.Document(BytesIO(content))


def style_of(document: Document, kind: str) -> ParagraphStyle:
    style = document.styles[f"Letter {kind}"]
    assert isinstance(style, ParagraphStyle)
    return style


def paragraph_of(document: Document, text: str) -> Paragraph:
    return next(paragraph for paragraph in document.paragraphs if text in paragraph.text)


@pytest.mark.parametrize("code", DOCUMENTS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_letter_opens_with_its_title_and_office(code: str, language: Language) -> None:
    letter = compose(document_of(code).template(language), sample_values(document_of(code).body.zh))
    texts = [paragraph.text for paragraph in opened(letter_docx(letter)).paragraphs]
    assert texts[0] == letter.title
    assert letter.office in texts


def test_sheet_has_the_measures_of_an_official_paper() -> None:
    section = opened(letter_docx(opinion())).sections[0]
    sizes = (section.page_width, section.page_height, section.top_margin, section.bottom_margin)
    margins = (section.left_margin, section.right_margin)
    assert [round(size.mm) for size in (*sizes, *margins) if size] == [210, 297, 37, 35, 28, 26]


@pytest.mark.parametrize(
    ("kind", "font", "points"), [("title", "方正小标宋简体", 22), ("paragraph", "仿宋", 16), ("heading", "黑体", 16)]
)
def test_chinese_lines_name_their_fonts(kind: str, font: str, points: int) -> None:
    style = style_of(opened(letter_docx(opinion())), kind)
    assert style.font.size == Pt(points)
    assert style.element.rPr.find(qn("w:rFonts")).get(qn("w:eastAsia")) == font
    assert style.font.name == "Times New Roman"


def test_body_lines_are_28_points_apart_and_begin_two_characters_in() -> None:
    style = style_of(opened(letter_docx(opinion())), "paragraph")
    assert style.paragraph_format.line_spacing == Pt(28)
    assert style.element.pPr.find(qn("w:ind")).get(qn("w:firstLineChars")) == "200"


def test_fonts_that_are_absent_have_substitutes() -> None:
    with ZipFile(BytesIO(letter_docx(opinion()))) as archive:
        table = archive.read("word/fontTable.xml").decode()
    assert re.search('w:name="仿宋"><w:altName w:val="FangSong', table)


def test_pages_are_numbered() -> None:
    footer = opened(letter_docx(opinion())).sections[0].footer.paragraphs[0]
    assert [element.text for element in footer._p.iter(qn("w:instrText"))] == ["PAGE"]
    assert footer.text == "— 1 —"


def test_labels_stand_out_and_a_line_without_label_has_none() -> None:
    letter = replace(opinion(), blocks=(Fields((("依据", "条例"), ("", "无标签"))),))
    document = opened(letter_docx(letter))
    assert [(run.text, run.bold) for run in paragraph_of(document, "条例").runs] == [("依据：", True), ("条例", None)]
    assert len(paragraph_of(document, "无标签").runs) == 1


def test_numbered_items_carry_their_numbers() -> None:
    letter = compose(document_of("D02").template("zh-hans"), sample_values(document_of("D02").body.zh))
    texts = [paragraph.text for paragraph in opened(letter_docx(letter)).paragraphs]
    assert [text for text in texts if text.endswith("《name》")] == ["1. 《name》", "2. 《name》"]


def test_table_repeats_its_head_and_keeps_rows_whole() -> None:
    (table,) = opened(letter_docx(opinion())).tables
    assert [cell.text for cell in table.rows[0].cells] == ["做什么", "执行单位", "最迟日期"]
    assert [cell.text for cell in table.rows[1].cells][2] == "2027年1月15日"
    marks = [[mark.tag for mark in row._tr.trPr] for row in table.rows]
    assert marks == [[qn("w:cantSplit"), qn("w:tblHeader")], [qn("w:cantSplit")], [qn("w:cantSplit")]]


def test_same_letter_is_the_same_bytes() -> None:
    assert letter_docx(opinion()) == letter_docx(opinion())


def test_file_knows_only_the_day_of_the_letter_and_its_office() -> None:
    content = letter_docx(opinion())
    properties = opened(content).core_properties
    assert (properties.title, properties.author, properties.comments) == (
        "信访处理意见书",
        "柳溪县住房和城乡建设局",
        "",
    )
    assert properties.created is not None
    assert properties.created.date() == DAY
    with ZipFile(BytesIO(content)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(2026, 11, 22, 0, 0, 0)}
        assert "docProps/thumbnail.jpeg" not in archive.namelist()


def test_letter_older_than_zip_files_can_be_saved() -> None:
    with ZipFile(BytesIO(letter_docx(replace(opinion(), day=date(1949, 10, 1))))) as archive:
        assert archive.infolist()[0].date_time[:3] == (1980, 10, 1)


def test_english_letter_is_set_smaller_and_marked_as_english() -> None:
    document = opened(letter_docx(opinion("en")))
    style = style_of(document, "paragraph")
    assert style.font.size == Pt(12)
    assert style.element.rPr.find(qn("w:lang")).get(qn("w:val")) == "en-GB"
    assert paragraph_of(document, "Courtesy translation").style == style_of(document, "note")


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice (soffice) is not installed")
@pytest.mark.parametrize("language", LANGUAGES)
def test_libreoffice_opens_the_letters_and_says_the_same(language: Language, tmp_path: Path) -> None:
    (tmp_path / "letter.docx").write_bytes(letter_docx(opinion(language)))
    agenda = compose(document_of("M02").template(language), HEAD | {"items": ITEMS})
    (tmp_path / "agenda.docx").write_bytes(letter_docx(agenda))
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    target = ["--headless", "--convert-to", "txt:Text (encoded):UTF8", "--outdir", str(tmp_path)]
    command = ["soffice", profile, *target, str(tmp_path / "letter.docx"), str(tmp_path / "agenda.docx")]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    text = (tmp_path / "letter.txt").read_text("utf-8-sig")
    assert opinion(language).title in text
    assert "更换3号楼屋面防水层" in text
    assert opinion(language).office in text
    cells = (tmp_path / "agenda.txt").read_text("utf-8-sig")
    assert all(cell in cells for cell in ("搅拌站扰民", "37人", "很急", "一月内", "夜间58分贝。"))


def test_the_head_carries_the_number_and_the_code_by_which_paper_finds_its_case() -> None:
    text = "https://huiying.example/follow?n=7304291658"
    content = letter_docx(opinion(), finds=("7304 2916 58", text))
    assert content == letter_docx(opinion(), finds=("7304 2916 58", text)), "the same bytes each time"
    head = opened(content).sections[0].header
    assert "7304 2916 58" in head.paragraphs[0].text
    (picture,) = [part for part in head.part.related_parts.values() if part.content_type == "image/png"]
    assert read_here(picture.blob, "image/png") == [text]
    assert not opened(letter_docx(opinion())).sections[0].header.part.related_parts


def test_columns_get_what_they_need_and_long_ones_share_the_rest() -> None:
    rows = (("序号", "议题", "提出单位"), ("一", "老旧小区加装电梯的资金怎么分担" * 3, "柳溪县住房和城乡建设局"))
    number, item, unit = column_shares(rows, 14)
    assert sum((number, item, unit)) == pytest.approx(1)
    assert number * TEXT_WIDTH.mm == pytest.approx(6 * 7 / 72 * 25.4, rel=0.01), "two characters and the margins"
    assert number < unit < item
    assert column_shares((("做什么", "由谁做"),), 14) == [0.5, 0.5]


def test_tables_of_word_and_pdf_have_the_same_columns() -> None:
    agenda = compose(document_of("M02").template("zh-hans"), HEAD | {"items": ITEMS})
    (table,) = opened(letter_docx(agenda)).tables
    widths = [cell.width for cell in table.rows[1].cells]
    assert sum(widths) == pytest.approx(TEXT_WIDTH, rel=0.001)
    shares = [float(share) / 100 for share in re.findall(r'<col style="width: ([\d.]+)%">', letter_page(agenda))]
    assert [width / sum(widths) for width in widths] == pytest.approx(shares, abs=0.001)
