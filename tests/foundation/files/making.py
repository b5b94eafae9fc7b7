"""Files for the tests, made on the spot: harmless ones, and such as somebody would send to do harm."""

import io
import struct
import zipfile
import zlib

EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"


def photo(size=(640, 480), form="JPEG", *, colour=(190, 40, 40), gps=True, orientation=6, **how):
    """A picture as a phone writes it: with the place, the camera and a comment."""
    from PIL import Image

    picture = Image.new("RGB", size, colour)
    picture.paste((20, 120, 60), (0, 0, size[0] // 2, size[1] // 2))
    if gps:
        exif = picture.getexif()
        exif[0x0112], exif[0x010F] = orientation, "LiuxiPhone"
        exif.get_ifd(0x8825).update({1: "N", 2: (28.0, 11.0, 49.0), 3: "E", 4: (112.0, 58.0, 13.0)})
        how["exif"] = exif
    out = io.BytesIO()
    picture.save(out, form, **how)
    return out.getvalue()


def pixel_bomb(edge=30_000):
    """A PNG of a few hundred kilobytes that decodes to nearly a thousand million points."""

    def chunk(name, body):
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    head = struct.pack(">IIBBBBB", edge, edge, 1, 0, 0, 0, 0)
    rows = zlib.compress(b"\0" * ((edge // 8 + 1) * edge), 9)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def pdf(*, evil=False, password="", pages=1):
    """A paper; `evil`: it runs a script, starts a program, posts a form and carries a file."""
    import pikepdf
    from pikepdf import Array, Dictionary, Name, String

    paper = pikepdf.new()
    for _ in range(pages):
        paper.add_blank_page(page_size=(595, 842))
    if evil:
        script = paper.make_indirect(Dictionary(S=Name.JavaScript, JS=String("app.alert('hello')")))
        paper.Root.OpenAction = script
        paper.Root.AA = Dictionary(WC=script)
        paper.attachments["evil.exe"] = b"MZ evil program"
        paper.Root.Names.JavaScript = Dictionary(Names=Array([String("go"), script]))
        launch = Dictionary(S=Name.Launch, F=String("cmd.exe"))
        link = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=[0, 0, 9, 9], A=launch)
        file = Dictionary(Type=Name.Annot, Subtype=Name.FileAttachment, Rect=[0, 0, 9, 9])
        chain = Dictionary(S=Name.URI, URI=String("https://example.org"), Next=Dictionary(S=Name.JavaScript, JS="x"))
        far = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=[0, 0, 9, 9], A=paper.make_indirect(chain))
        paper.pages[0].Annots = Array([paper.make_indirect(link), paper.make_indirect(file), far])
        paper.pages[0].AA = Dictionary(O=script)
        paper.docinfo["/Author"] = "王小明"
    out = io.BytesIO()
    more = {"encryption": pikepdf.Encryption(owner=password, user=password)} if password else {}
    paper.save(out, **more)
    return out.getvalue()


def docx(text="路灯不亮的情况说明", **parts):
    """A Word document with more `parts`, by their names."""
    from docx import Document

    out = io.BytesIO()
    document = Document()
    document.add_paragraph(text)
    document.save(out)
    return with_parts(out.getvalue(), parts) if parts else out.getvalue()


def xlsx():
    """A table with one cell."""
    import xlsxwriter

    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    book.add_worksheet().write(0, 0, "路灯")
    book.close()
    return out.getvalue()


def odt():
    """The least that is an OpenDocument text."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        package.writestr("content.xml", "<?xml version='1.0'?><office:document-content/>")
        package.writestr("META-INF/manifest.xml", "<manifest:manifest/>")
    return out.getvalue()


def with_parts(package, parts):
    """The same package with these parts more, or instead."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name not in parts:
                new.writestr(name, old.read(name))
        for name, content in parts.items():
            new.writestr(name, content)
    return out.getvalue()


def zip_bomb():
    """A Word document with a part that unpacks to 300 MB."""
    return with_parts(docx(), {"word/media/image1.bmp": b"\0" * (300 * 1024 * 1024)})


def wav(*chunks):
    """Half a second of silence, and `chunks` (name, body) more."""
    body = b"fmt " + struct.pack("<IHHIIHH", 16, 1, 1, 8000, 8000, 1, 8)
    for name, content in chunks:
        body += name + struct.pack("<I", len(content)) + content + b"\0" * (len(content) % 2)
    body += b"data" + struct.pack("<I", 4000) + b"\x80" * 4000
    return b"RIFF" + struct.pack("<I", len(body) + 4) + b"WAVE" + body


def mp3(*, tagged=True):
    """A few empty frames, with a title before and behind."""
    frame = b"\xff\xfb\x90\x00" + b"\0" * 413
    head = b"ID3\x04\0\0" + bytes([0, 0, 0, 64]) + b"TIT2 at home in Liuhe".ljust(64, b"\0")
    tail = b"TAG" + b"at home in Liuhe".ljust(125, b"\0")
    return (head if tagged else b"") + frame * 4 + (tail if tagged else b"")


def film(*, brand=b"isom"):
    """Boxes as a phone writes them: the place stands in `udta`."""

    def box(name, body):
        return struct.pack(">I", len(body) + 8) + name + body

    place = box(b"udta", box(b"\xa9xyz", b"+28.1970+112.9700/"))
    moov = box(
        b"moov",
        box(b"mvhd", b"\0" * 100) + box(b"trak", box(b"tkhd", b"\0" * 84) + box(b"meta", b"LiuxiPhone")) + place,
    )
    return box(b"ftyp", brand + b"\0\0\2\0" + brand) + moov + box(b"mdat", b"picture" * 100)
