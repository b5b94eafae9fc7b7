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
from huiying.foundation.documents.letters import letter_docx
from tests.core.letters.samples import D11, DAY, sample_values

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
def test_libreoffice_opens_the_letter_and_says_the_same(language: Language, tmp_path: Path) -> None:
    (tmp_path / "letter.docx").write_bytes(letter_docx(opinion(language)))
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    target = ["--headless", "--convert-to", "txt:Text (encoded):UTF8", "--outdir", str(tmp_path)]
    command = ["soffice", profile, *target, str(tmp_path / "letter.docx")]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    text = (tmp_path / "letter.txt").read_text("utf-8-sig")
    assert opinion(language).title in text
    assert "更换3号楼屋面防水层" in text
    assert opinion(language).office in text
