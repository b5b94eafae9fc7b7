"""Pictures: decoded and encoded anew, so that nothing but the points is left (no place, no camera, no second file)."""

import io
from typing import TYPE_CHECKING

from huiying.foundation.files.cleaning import Cleaned
from huiying.foundation.files.errors import MOST_BYTES, MOST_PIXELS, FileDamaged, PictureTooLarge
from huiying.foundation.files.kinds import KINDS

if TYPE_CHECKING:
    from PIL import Image

FORMATS = ("JPEG", "PNG", "WEBP", "AVIF", "BMP")
SHORTER_EDGE = 3072
"""Points that are kept along the shorter edge: a page of paper stays readable, also on a screenshot of many pages."""
DECODED_EDGE = SHORTER_EDGE // 2
"""A JPEG of twice this along its shorter edge is decoded at half its size: 50 million points in 50 MB of memory."""
TURNED_POINTS = 8_000_000
"""A larger picture is not turned here, which would take its memory twice; it keeps its mark of orientation instead."""
THUMBNAIL_EDGE = 320
ORIENTATION, UPRIGHT = 0x0112, 1
"""EXIF 2.32, 4.6.4: the one mark that may stay."""


def cleaned(data: bytes) -> Cleaned:
    """A JPEG, or a PNG where the picture was one or is partly transparent; turned as the camera was held.

    Only the first picture of an animation stays. Raises PictureTooLarge, FileDamaged.
    """
    from PIL import Image, ImageOps

    Image.MAX_IMAGE_PIXELS = None  # counted here
    try:
        with Image.open(io.BytesIO(data), formats=FORMATS) as picture:
            _refuse_bomb(picture.size)
            was_png = picture.format == "PNG"
            if picture.format in {"JPEG", "MPO"}:
                picture.draft("RGB", _scaled(picture.size, DECODED_EDGE))
            picture.load()
            if min(picture.size) > SHORTER_EDGE:
                picture.thumbnail(_scaled(picture.size, SHORTER_EDGE))
            orientation = picture.getexif().get(ORIENTATION, UPRIGHT)
            if picture.width * picture.height <= TURNED_POINTS:
                ImageOps.exif_transpose(picture, in_place=True)
                orientation = UPRIGHT
            return _encoded(picture, was_png, orientation)
    except (OSError, ValueError, SyntaxError, EOFError) as err:
        raise FileDamaged from err


def _scaled(size: tuple[int, int], edge: int) -> tuple[int, int]:
    """The same shape with a shorter edge of `edge`."""
    shorter = min(size)
    return max(1, size[0] * edge // shorter), max(1, size[1] * edge // shorter)


def _refuse_bomb(size: tuple[int, int]) -> None:
    if size[0] * size[1] > MOST_PIXELS:
        raise PictureTooLarge(limit_millions=MOST_PIXELS // 1_000_000)


def _encoded(picture: "Image.Image", was_png: bool, orientation: int) -> Cleaned:
    transparent = picture.has_transparency_data
    plain = _in_mode(picture, "RGBA" if transparent else "L" if picture.mode in {"1", "L", "I;16"} else "RGB")
    exif = _only_orientation(orientation)
    if (transparent or was_png) and len(written := _written(plain, "PNG", exif)) <= MOST_BYTES:
        return Cleaned(written, KINDS["png"], _thumbnail(plain, exif))
    plain = _in_mode(plain, "L" if plain.mode == "L" else "RGB")
    return Cleaned(_written(plain, "JPEG", exif, quality=88), KINDS["jpg"], _thumbnail(plain, exif))


def _only_orientation(orientation: int) -> bytes:
    """EXIF that says how the camera was held and nothing else; b"" for an upright picture."""
    from PIL import Image

    if orientation == UPRIGHT:
        return b""
    exif = Image.Exif()
    exif[ORIENTATION] = orientation
    return exif.tobytes()


def _in_mode(picture: "Image.Image", mode: str) -> "Image.Image":
    """The points alone, copied only where they have to change."""
    plain = picture if picture.mode == mode else picture.convert(mode)
    plain.info = {}
    return plain


def _thumbnail(plain: "Image.Image", exif: bytes) -> bytes:
    """Made of `plain`, which is small afterwards."""
    plain.thumbnail((THUMBNAIL_EDGE, THUMBNAIL_EDGE))
    return _written(plain.convert("RGBA" if plain.mode == "RGBA" else "RGB"), "WEBP", exif, quality=70)


def _written(picture: "Image.Image", form: str, exif: bytes, **how: int) -> bytes:
    out = io.BytesIO()
    picture.save(out, form, exif=exif, **how)
    return out.getvalue()
