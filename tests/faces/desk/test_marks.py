"""Whatever shows who spoke, or an original of theirs, carries who reads it and when: a table of every page and file.

A new function of the desk that opens an identity or gives a file out fails here until it stands in the table.
"""

import ast
import zipfile
from hashlib import sha256
from io import BytesIO

import pytest
from django.utils.translation import override

from huiying.faces.look.stamps import stamped, under_cover
from huiying.faces.look.watermark import Watermark
from tests.cast import NOW
from tests.house import HOUSE, python_files, tree
from tests.mails import png

OPENERS = frozenset(
    "look_at_identity look_at_phone look_at_household look_at_mail look_at_page read_party letter_docx letter_pdf "
    "download small_picture original under_mark open_receipt compare_identity".split()
)
"""What opens an identity, an original or a file, by the names under which the desk calls it."""
PAGE, SHEET, STAMP, NAME, FOOT, ACROSS = "viewer.mark", "'printed_by'", "original(", "download(", "foot=", "mark="
"""What stands in the function: the mark across a page, a line on paper that goes to the person, a stamp on the picture
or a sheet beside the file, the name of the copy, a line at the foot of a paper to be signed, words across a PDF."""
THROUGH = "what it shows is drawn by another function of the table"
OFFICE = "papers of the office itself: no speaker wrote them and none is named"
SMALL = "a small picture beside the words of the case"
NO_MARK = {THROUGH, OFFICE, SMALL}
MARKS = {
    "aid/household.py:household": PAGE,
    "aid/notice.py:notice": OFFICE,
    "boxes/scans.py:picture": STAMP,
    "casework/documents.py:_made": ACROSS,  # of a sealed case; the others are addressed to the receipt number alone
    "casework/identity.py:reveal": PAGE,
    "casework/page.py:case": PAGE,
    "checks/calling.py:_page": PAGE,
    "checks/calling.py:phone": THROUGH,
    "commitments/page.py:evidence": OFFICE,
    "commitments/page.py:evidence_small": OFFICE,
    "decisions/page.py:_given": OFFICE,
    "files/views.py:attached": NAME,
    "files/views.py:attached_small": SMALL,
    "mail/item.py:_shown": PAGE,
    "mail/letters.py:picture": STAMP,
    "mail/letters.py:sheet": SHEET,
    "mail/originals.py:_asked_for": THROUGH,
    "mail/originals.py:_looked": STAMP,
    "mail/originals.py:_shown": PAGE,
    "mail/originals.py:mail": THROUGH,
    "mediation/letters.py:_letter": FOOT,
    "mediation/page.py:draft": FOOT,
    "mediation/page.py:party": PAGE,
    "mediation/page.py:signed": STAMP,
    "meetings/agenda.py:item_file": OFFICE,
    "papers/at_hand.py:_page": PAGE,
    "papers/at_hand.py:code": THROUGH,
    "papers/at_hand.py:compare": THROUGH,
    "supervision/orders.py:evidence": OFFICE,
    "supervision/orders.py:evidence_small": OFFICE,
}
DRAWN_FOR_OTHERS = {"casework/page.py:case", "checks/calling.py:_page", "papers/at_hand.py:_page"}


def functions():
    """Every function of the desk, by its file and name."""
    desk = HOUSE / "faces" / "desk"
    for path in python_files(under="faces/desk"):
        for node in tree(path).body:
            if isinstance(node, ast.FunctionDef):
                yield f"{path.relative_to(desk).as_posix()}:{node.name}", node


def names_in(node):
    names = (one for one in ast.walk(node) if isinstance(one, ast.Name | ast.Attribute))
    return {one.id if isinstance(one, ast.Name) else one.attr for one in names}


def test_every_page_and_file_that_shows_who_spoke_stands_in_the_table_with_its_mark():
    known = dict(functions())
    assert {name for name, node in known.items() if names_in(node) & OPENERS} | DRAWN_FOR_OTHERS == set(MARKS)
    marked = {name: ast.unparse(known[name]) for name, mark in MARKS.items() if mark not in NO_MARK}
    assert {name for name, source in marked.items() if MARKS[name] not in source or "mark" not in source} == set()


@pytest.fixture
def mark():
    return Watermark("周强<", "柳溪县信访局", NOW)


def test_a_picture_is_shown_under_the_mark_and_lies_inside_as_it_came(mark):
    drawn = stamped(png(), "image/png", mark).decode()
    assert drawn.count("周强&lt; · 柳溪县信访局 · ") == 5


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_what_is_no_picture_lies_beside_a_sheet_that_says_who_took_it_out_and_why(mark, language):
    with override(language), zipfile.ZipFile(BytesIO(under_cover(b"From: li", "原件.eml", mark, "核对原文"))) as box:
        sheet, file = box.namelist()
        said = box.read(sheet).decode("utf-8-sig")
        assert (file, box.read(file)) == ("原件.eml", b"From: li")
    for words in ("周强", "柳溪县信访局", "核对原文", sha256(b"From: li").hexdigest()):
        assert words in said


def test_the_name_of_a_copy_says_who_took_it_out_and_when(mark):
    assert mark.on_name("路灯.jpg") == "周强 柳溪县信访局 20261123-0940 路灯.jpg"
