"""Letters as PDFs: printed in a process of their own, read again by another program."""

import base64
import re
import shutil
import subprocess
import sys
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from huiying.core.letters.model import Line
from huiying.core.words import Language
from huiying.foundation.documents import layout, pdf, printer
from huiying.foundation.documents.errors import NoChineseFont, NoPango, NotPrinted
from huiying.foundation.documents.pdf import letter_pdf, printed, trouble
from huiying.foundation.documents.printed import fonts_of, letter_page
from tests.foundation.documents.test_letters import LANGUAGES, opinion

CANNOT = trouble()
prints = pytest.mark.skipif(CANNOT is not None, reason=CANNOT.say("en") if CANNOT else "")
MM = 72 / 25.4


def words_in(content: bytes, folder: Path) -> str:
    """What pdftotext reads, without white space."""
    (folder / "letter.pdf").write_bytes(content)
    done = subprocess.run(
        ["pdftotext", "-enc", "UTF-8", str(folder / "letter.pdf"), "-"], check=True, capture_output=True
    )
    return "".join(done.stdout.decode().split())


@prints
@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="pdftotext (poppler-utils) is not installed")
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_whole_letter_can_be_read_in_the_pdf(language: Language, tmp_path: Path) -> None:
    letter = opinion(language)
    text = words_in(letter_pdf(letter), tmp_path)
    for line in (letter.title, "更换3号楼屋面防水层", letter.office, letter.number):
        assert "".join(line.split()) in text


@prints
def test_sheet_is_a4_with_numbered_pages_tags_a_title_and_embedded_fonts() -> None:
    with pikepdf.open(BytesIO(letter_pdf(opinion()))) as document:
        assert len(document.pages) == 2
        box = [round(float(side)) for side in document.pages[0].MediaBox.as_list()]
        assert box == [0, 0, round(210 * MM), round(297 * MM)]
        assert document.docinfo["/Title"] == "信访处理意见书"
        assert document.Root.Lang == "zh-CN"
        assert document.Root.MarkInfo.Marked
        fonts = document.pages[0].Resources.Font
        assert all("/FontFile3" in font.DescendantFonts[0].FontDescriptor for font in fonts.values())


@prints
def test_the_same_letter_is_the_same_pdf() -> None:
    assert letter_pdf(opinion()) == letter_pdf(opinion())


def test_page_holds_the_measures_and_fonts_of_the_word_file() -> None:
    page = letter_page(opinion())
    assert "size: 210mm 297mm; margin: 37mm 26mm 35mm 28mm" in page
    assert 'counter(page) " —"' in page
    rule = re.search(r"\.paragraph \{ (.*?) \}", page)
    assert rule is not None
    assert 'font-family: "仿宋", "FangSong"' in rule[1]
    assert "font-size: 16pt; line-height: 28pt; text-align: justify; text-indent: 2em" in rule[1]


def test_english_lines_try_latin_fonts_first() -> None:
    face = layout.ENGLISH["paragraph"]
    assert fonts_of(face, english=True).startswith('"Times New Roman", "Liberation Serif"')
    assert fonts_of(face, english=False).startswith('"仿宋"')


def test_nothing_in_a_letter_becomes_markup() -> None:
    letter = replace(opinion(), blocks=(Line("paragraph", '<img src="file:///etc/passwd">&amp;'),), title="<b>题</b>")
    page = letter_page(letter)
    assert "&lt;img src=&quot;file:///etc/passwd&quot;&gt;&amp;amp;" in page
    assert "<img" not in page
    assert "<title>&lt;b&gt;题&lt;/b&gt;</title>" in page


@prints
def test_the_printer_fetches_nothing(tmp_path: Path) -> None:
    Image.new("RGB", (40, 40), "black").save(tmp_path / "secret.png")
    with pikepdf.open(BytesIO(printed(f'<p>一</p><img src="file://{tmp_path}/secret.png">'))) as document:
        assert not document.pages[0].get_images()
    data = base64.b64encode((tmp_path / "secret.png").read_bytes()).decode()
    with pikepdf.open(BytesIO(printed(f'<p>一</p><img src="data:image/png;base64,{data}">'))) as document:
        assert not document.pages[0].get_images()


def test_the_code_by_which_paper_finds_its_case_stands_on_each_page() -> None:
    page = letter_page(opinion(), finds=("7304 2916 58", "https://huiying.example/follow?n=7304291658"))
    assert re.search(r'<div class="code">7304 2916 58<svg', page)
    assert "position: running(code)" in page


@pytest.mark.parametrize(
    ("ends", "error"), [(printer.NO_PANGO, NoPango), (printer.NO_FONT, NoChineseFont), (1, NotPrinted)]
)
def test_a_machine_that_cannot_print_says_what_to_install(ends, error, monkeypatch) -> None:
    done = subprocess.CompletedProcess([], ends, b"", b"")
    monkeypatch.setattr(pdf, "_run", lambda what, page: done)
    assert isinstance(trouble(), error)
    with pytest.raises(error) as caught:
        letter_pdf(opinion())
    assert "Word" in caught.value.say("zh-hans")
    assert "Word" in caught.value.say("en")


def test_a_printer_that_does_not_end_is_stopped(monkeypatch) -> None:
    monkeypatch.setattr(pdf, "TIMEOUT_SECONDS", 0.01)
    with pytest.raises(NotPrinted):
        letter_pdf(opinion())


def test_absent_libraries_and_fonts_are_told_apart(monkeypatch) -> None:
    with monkeypatch.context() as without:
        without.setattr(printer, "LIBRARIES", ("libnobody-has-this.so.0",))
        assert printer.main(printer.LOOK) == printer.NO_PANGO
    monkeypatch.setattr(printer, "LIBRARIES", ())
    monkeypatch.setattr(printer, "chinese_fonts", lambda: 0)
    assert printer.main(printer.LOOK) == printer.NO_FONT


def test_the_web_does_not_load_what_prints() -> None:
    code = "import sys, huiying.foundation.documents.pdf; sys.exit('weasyprint' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
