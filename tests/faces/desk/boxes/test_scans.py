"""Papers from a scanner: the code on a slip finds its number, the picture goes when the words are written down."""

import io
from datetime import timedelta
from uuid import uuid4

import pytest
import segno
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from huiying.core.paper import paper_address
from huiying.foundation.documents.scans import scanned_pages
from huiying.foundation.files.models import StoredFile
from huiying.listen.boxes.models import Batch, Paper
from huiying.listen.boxes.services.keeping import BoxData, add_box
from huiying.listen.boxes.services.slips import print_slips
from huiying.listen.voices.models import Voice
from tests.cast import NOW

pytestmark = pytest.mark.django_db(transaction=True)

FOLLOW = "https://liuxi.example/follow"


def page(text=""):
    """A scanned slip: white paper, and a code when it has one."""
    sheet = Image.new("L", (900, 700), 255)
    if text:
        buffer = io.BytesIO()
        segno.make_qr(text, error="m").save(buffer, kind="png", scale=6, border=4)
        sheet.paste(Image.open(buffer).convert("L").rotate(2, fillcolor=255), (500, 40))
    return sheet


def png(text=""):
    buffer = io.BytesIO()
    page(text).save(buffer, "PNG")
    return SimpleUploadedFile("scan.png", buffer.getvalue(), "image/png")


def pdf(*texts):
    buffer = io.BytesIO()
    first, *others = [page(text) for text in texts]
    first.save(buffer, "PDF", save_all=True, append_images=others)
    return SimpleUploadedFile("stack.pdf", buffer.getvalue(), "application/pdf")


@pytest.fixture
def wang(at_desk):
    return at_desk("wang")


@pytest.fixture
def stubs(cast):
    data = BoxData("农贸市场东门内", cast.units["petition"].pk, "week")
    box = add_box(data, actor=cast.actor("guo"), now=NOW - timedelta(days=3))
    return box, print_slips(box.pk, 3, key=uuid4(), actor=cast.actor("wang"), now=NOW)


@pytest.fixture
def batch(wang, stubs):
    box, _slips = stubs
    wang.post(f"/desk/boxes/{box.pk}/empty/", key=uuid4(), opened_at="2026-11-23T08:00", counted=3)
    return Batch.objects.get()


def scans(worker, batch, *files, key=None):
    return worker.post(f"/desk/boxes/batches/{batch.pk}/scan/", key=key or uuid4(), scans=list(files))


def test_the_pages_of_a_pdf_are_read_one_by_one():
    found = scanned_pages(pdf("one", "", "two").read(), "application/pdf")
    assert [each.codes for each in found] == [("one",), (), ("two",)]
    assert scanned_pages(b"%PDF-1.4 nothing", "application/pdf") == []
    assert scanned_pages(b"words", "text/plain") == []


def test_a_stack_finds_its_slips_and_waits_to_be_written_down(wang, stubs, batch):
    _box, slips = stubs
    stack = pdf(paper_address(FOLLOW, slips[2].receipt), "", paper_address(FOLLOW, slips[0].receipt))
    assert scans(wang, batch, stack).status_code == 302
    papers = list(Paper.objects.order_by("position"))
    assert [paper.slip and paper.slip.number for paper in papers] == [3, None, 1]
    assert {paper.became for paper in papers} == {"waiting"}
    path = f"/desk/boxes/batches/{batch.pk}/papers/{papers[0].pk}/"
    shown = wang.get(f"{path}scan/")
    assert (shown["Content-Type"], shown["Cache-Control"]) == ("image/svg+xml", "no-store")
    assert f"{path}scan/" in wang.read(path)
    assert wang.post(f"/desk/boxes/batches/{batch.pk}/sign/").status_code == 422


def test_the_picture_goes_when_its_words_are_written_down(wang, stubs, batch):
    _box, slips = stubs
    scans(wang, batch, png(paper_address(FOLLOW, slips[1].receipt)))
    paper = Paper.objects.get()
    path = f"/desk/boxes/batches/{batch.pk}/papers/{paper.pk}/"
    sent = {"key": uuid4(), "words": "东门没有灯。", "kind": "request", "naming": "anonymous"}
    assert wang.post(path, **sent).status_code == 302
    paper.refresh_from_db()
    assert (paper.scan, paper.became, paper.voice.number) == (None, "voice", slips[1].receipt)
    assert not StoredFile.objects.exists()
    assert wang.get(f"{path}scan/").status_code == 404


def test_what_cannot_be_read_keeps_its_picture(wang, stubs, batch):
    scans(wang, batch, png())
    paper = Paper.objects.get()
    path = f"/desk/boxes/batches/{batch.pk}/papers/{paper.pk}/"
    assert wang.post(path, key=uuid4(), became="unreadable").status_code == 302
    paper.refresh_from_db()
    assert (paper.became, paper.scan is not None) == ("unreadable", True)
    assert wang.get(f"{path}scan/").status_code == 200


def test_the_same_form_twice_and_the_same_slip_twice_are_one_paper(wang, stubs, batch):
    _box, slips = stubs
    address, key = paper_address(FOLLOW, slips[0].receipt), uuid4()
    assert scans(wang, batch, png(address), key=key).status_code == 302
    assert scans(wang, batch, png(address), key=key).status_code == 302
    assert scans(wang, batch, png(address)).status_code == 422
    assert Paper.objects.count() == 1
    assert not Voice.objects.exists()


def test_a_pdf_of_one_page_is_listed_like_a_stack(wang, stubs, batch):
    _box, slips = stubs
    assert scans(wang, batch, pdf(paper_address(FOLLOW, slips[1].receipt))).status_code == 302
    assert Paper.objects.get().slip.number == 2


def test_what_was_refused_is_scanned_again_with_the_same_form_and_listed(wang, stubs, batch):
    _box, slips = stubs
    first, second = (paper_address(FOLLOW, slip.receipt) for slip in slips[:2])
    key, broken = uuid4(), SimpleUploadedFile("b.png", b"x", "image/png")
    assert scans(wang, batch, png(first), broken, key=key).status_code == 422
    assert scans(wang, batch, png(second), key=key).status_code == 302
    assert [paper.slip.number for paper in Paper.objects.order_by("position")] == [1, 2]


def test_a_page_that_is_on_the_list_already_keeps_no_other_of_its_stack_off_it(wang, stubs, batch):
    _box, slips = stubs
    first, second, third = (paper_address(FOLLOW, slip.receipt) for slip in slips)
    scans(wang, batch, png(second))
    refused = scans(wang, batch, pdf(first, second, third))
    assert (refused.status_code, "第 2 号纸条已经在册" in refused.content.decode()) == (422, True)
    assert [paper.slip.number for paper in Paper.objects.order_by("position")] == [2, 1, 3]


def test_what_is_no_picture_is_refused_with_a_sentence(wang, batch):
    for file in (SimpleUploadedFile("a.txt", b"words", "text/plain"), SimpleUploadedFile("a.png", b"x", "image/png")):
        assert scans(wang, batch, file).status_code == 422
    assert scans(wang, batch).status_code == 422
    assert not Paper.objects.exists()


def test_nobody_else_sees_the_picture(at_desk, wang, batch):
    scans(wang, batch, png())
    paper = Paper.objects.get()
    for name in ("guo", "zhao", "hotline", "chen", "feng"):
        assert at_desk(name).get(f"/desk/boxes/batches/{batch.pk}/papers/{paper.pk}/scan/").status_code in (403, 404)
