"""The mark on originals, whose bytes stay as they are: pictures are shown under it, the rest lies beside a sheet."""

import zipfile
from base64 import b64encode
from datetime import datetime
from hashlib import sha256
from io import BytesIO
from xml.sax.saxutils import escape

from django.utils import timezone
from django.utils.translation import gettext as _

from huiying.faces.look.watermark import Watermark

LEAST_LETTERS = 40
"""How many letters of the mark fit across a picture: it is read on a thumbnail and on a poster."""


def stamped(picture: bytes, media_type: str, mark: Watermark) -> bytes:
    """The picture with the mark across it and below it, as an SVG; the picture itself lies inside unchanged."""
    wide, high = _size(picture)
    letter = max(wide // LEAST_LETTERS, 9)
    words, data = escape(mark.words), b64encode(picture).decode()
    across = "".join(
        f'<text x="{wide * 0.04:.0f}" y="{high * part:.0f}">{words}</text>' for part in (0.22, 0.42, 0.62, 0.82)
    )
    whole = high + letter * 2
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{wide}" height="{whole}" viewBox="0 0 {wide} {whole}">'
        f'<rect width="{wide}" height="{whole}" fill="#fff"/>'
        f'<image href="data:{media_type};base64,{data}" width="{wide}" height="{high}"/>'
        f'<g font-family="sans-serif" font-size="{letter}"><g fill="#000" fill-opacity=".3" stroke="#fff" '
        f'stroke-opacity=".4" stroke-width="{letter / 14:.1f}" paint-order="stroke" '
        f'transform="rotate(-12 {wide / 2:.0f} {high / 2:.0f})">{across}</g>'
        f'<text x="{letter / 2:.0f}" y="{whole - letter * 0.65:.0f}">{words}</text></g></svg>'
    ).encode()


def _size(picture: bytes) -> tuple[int, int]:
    from PIL import Image  # its head alone is read; the picture was made anew when it came

    with Image.open(BytesIO(picture)) as found:
        return found.size


def under_cover(data: bytes, name: str, mark: Watermark, reason: str) -> bytes:
    """A ZIP of the original as it came, and of a sheet that says who took it out, when, why, and its SHA-256."""
    at = timezone.localtime(mark.at)
    rows = [
        _("Taken out by: %(mark)s") % {"mark": mark.words},
        *([_("Reason: %(reason)s") % {"reason": reason}] if reason else []),
        _("File: %(name)s") % {"name": name},
        f"SHA-256: {sha256(data).hexdigest()}",
        _("The file beside this sheet shows who wrote. Keep the two together, and delete both when they are used."),
    ]
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as box:
        box.writestr(_entry(_("who took it out.txt"), at), "\r\n".join(rows).encode("utf-8-sig"))
        box.writestr(_entry(name, at), data)
    return packed.getvalue()


def _entry(name: str, at: datetime) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name, at.timetuple()[:6])
    info.compress_type = zipfile.ZIP_DEFLATED
    return info
