"""A photo from a phone comes with a voice and the clerk opens it; what cannot be taken is said and costs nothing."""

import io

import pytest
from PIL import Image

from tests.foundation.files import making
from tests.journeys.browser import DESK, PHONE

BOTH = pytest.mark.parametrize(("language", "script"), [("zh-hans", True), ("en", False)])


def chosen(name, data):
    return {"name": name, "mimeType": "application/octet-stream", "buffer": data}


def saved(person, address):
    """What the browser saves under this address: its name and its bytes."""
    with person.page.expect_download() as coming:
        person.page.locator(f'main a[href="{address}"]').click()
    return coming.value.suggested_filename, coming.value.path().read_bytes()


def addresses(person):
    return person.page.locator("main .hy-files a").evaluate_all("all => all.map(a => a.getAttribute('href'))")


@BOTH
def test_a_phone_photo_is_sent_with_a_voice_and_the_clerk_opens_it(somebody, clerk, language, script):
    words, photo = f"{language}: the lamp post leans over, see the photo.", making.photo((1600, 1200))
    person = somebody(language=language, size=PHONE, script=script)
    person.go("/speak/kind")
    person.answer(kind="request")
    person.answer(words=words)
    refused = [chosen("setup.exe", b"MZ" + b"\0" * 99), chosen("large.jpg", b"\xff\xd8\xff" + b"0" * (12 << 20))]
    person.answer_with_files([*refused, chosen("IMG_0417.jpg", photo)])
    assert person.path() == "/speak/files"
    for name in ("setup.exe", "large.jpg"):
        assert name in person.refused()
    person.reads("IMG_0417.jpg")
    person.answer_with_files([chosen("letter.pdf", making.pdf(evil=True))])
    person.answer_the_rest()
    person.reads("letter.pdf")
    person.send()
    person.open_voice()
    first, _second = addresses(person)
    assert saved(person, first)[0] == "IMG_0417.jpg"
    zhou = clerk("zhou", language=language, size=DESK, script=script)
    zhou.open_case(words[:30], place="board")
    name, data = saved(zhou, addresses(zhou)[0])
    picture = Image.open(io.BytesIO(data))
    who, *_unit_and_time, file = name.split()
    assert (file, picture.size) == ("IMG_0417.jpg", (1200, 1600))
    assert who in {"周强", "Zhou"}, "a copy says who took it"
    assert not picture.getexif()
    answered(zhou, person)


def answered(zhou, person):
    """The clerk gives the person a picture of the mended lamp, and files a list for staff."""
    case = zhou.case_path()
    for name, of in (("mended.jpg", "reply"), ("list.txt", "office")):
        zhou.go(f"{case}files/")
        data = making.photo((400, 300)) if name.endswith("jpg") else b"posts and lamps"
        zhou.page.locator('input[type="file"]').set_input_files([chosen(name, data)])
        zhou.fill(of=of)
        zhou.finishes()
    zhou.reads("list.txt")
    person.go("/follow/voice")
    person.reads("mended.jpg")
    person.never_reads("list.txt")
    person.go("/follow/voice/add")
    person.page.locator('input[type="file"]').set_input_files([chosen("thanks.jpg", making.photo((60, 60)))])
    person.press("Add it")
    person.reads("thanks.jpg")
