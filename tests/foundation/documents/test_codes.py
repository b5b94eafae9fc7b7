"""Paper that comes back: printed, folded, photographed askew, scanned; the code on it is read, or honestly is not."""

import io
import random

import pytest
import segno
from PIL import Image, ImageFilter

from huiying.foundation.documents.codes import codes_in, read_here

TEXT = "https://huiying.example/follow?n=7304291658"


def sheet(*texts, side=160):
    """A white page with codes on it, as a printer makes it at 100 dots an inch."""
    page = Image.new("L", (827, 1169), 255)
    for at, text in enumerate(texts):
        buffer = io.BytesIO()
        segno.make_qr(text, error="m").save(buffer, kind="png", scale=8, border=4)
        page.paste(Image.open(buffer).convert("L").resize((side, side)), (600, 60 + at * 260))
    return page


def noisy(page, degrees, *, seed=7, grain=60, blur=0.7, grey=70):
    """The same, turned, in poor light, out of focus, with grain and a stain."""
    turned = page.rotate(degrees, expand=True, fillcolor=225).filter(ImageFilter.GaussianBlur(blur))
    chance = random.Random(seed)
    grains = Image.frombytes("L", turned.size, chance.randbytes(turned.width * turned.height))
    dim = turned.point(lambda light: grey + light * (235 - grey) // 255)
    return Image.blend(dim, grains, grain / 255)


def stored(page, kind="PNG", **more):
    buffer = io.BytesIO()
    page.save(buffer, kind, **more)
    return buffer.getvalue()


@pytest.mark.parametrize("degrees", [0, 7, -12, 90, 180, 213, 270, 333])
def test_a_turned_and_noisy_photo_still_tells_its_number(degrees):
    photo = stored(noisy(sheet(TEXT), degrees), "JPEG", quality=60)
    assert read_here(photo, "image/jpeg") == [TEXT]


def test_a_stain_over_a_corner_of_the_code_does_not_matter():
    page = sheet(TEXT)
    page.paste(128, (690, 150, 715, 175))
    assert read_here(stored(noisy(page, 5)), "image/png") == [TEXT]


def test_a_scanned_pdf_tells_the_number_of_each_page():
    pages = [sheet(TEXT), sheet(), sheet(TEXT.replace("7304291658", "2849232025"))]
    scan = stored(pages[0].convert("RGB"), "PDF", save_all=True, append_images=[p.convert("RGB") for p in pages[1:]])
    assert read_here(scan, "application/pdf") == [TEXT, TEXT.replace("7304291658", "2849232025")]


def test_what_holds_no_code_tells_none():
    assert read_here(stored(noisy(sheet(), 3)), "image/png") == []
    assert codes_in(b"words", "text/plain") == []


def test_it_is_read_in_a_process_of_its_own_and_a_broken_picture_only_tells_nothing():
    assert codes_in(stored(sheet(TEXT)), "image/png") == [TEXT]
    assert codes_in(b"\x89PNG broken", "image/png") == []
