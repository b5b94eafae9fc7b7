"""Reading the QR codes of a scan or a photo, however it lies in the picture, in a process of its own.

Like the cleaning of files: whatever a picture does there, this process and its keys see only the texts.
"""

import io
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

TIMEOUT_SECONDS = 30
MOST_PAGES = 60
"""Pages of one PDF that are looked at."""
MOST_PIXELS = 50_000_000
_HOUSE = Path(__file__).parents[3]


def codes_in(data: bytes, media_type: str) -> list[str]:
    """The texts of the QR codes in a picture, or in the pages of a scanned PDF, in order, each once; else none."""
    if media_type != "application/pdf" and not media_type.startswith("image/"):
        return []
    command = [sys.executable, "-P", "-m", "huiying.foundation.documents.codes", media_type]
    few = {"PYTHONPATH": str(_HOUSE), "LC_ALL": "C.UTF-8", "PYTHONDONTWRITEBYTECODE": "1"}
    try:
        done = subprocess.run(  # noqa: S603  our own command
            command, input=data, capture_output=True, timeout=TIMEOUT_SECONDS, env=few, check=False
        )
    except subprocess.TimeoutExpired:
        return []
    return [str(text) for text in json.loads(done.stdout)] if done.returncode == 0 else []


def read_here(data: bytes, media_type: str) -> list[str]:
    """The same in this process."""
    pictures = pictures_of(data) if media_type == "application/pdf" else [data]
    found: dict[str, None] = {}
    for picture in pictures:
        found |= dict.fromkeys(_read(picture))
    return list(found)


def _read(picture: bytes) -> list[str]:
    """As it is; where that shows nothing, at half its size, and without its grain."""
    import zxingcpp
    from PIL import Image, ImageFilter

    with Image.open(io.BytesIO(picture)) as opened:
        if opened.width * opened.height > MOST_PIXELS:
            return []
        grey = opened.convert("L")
    formats = zxingcpp.BarcodeFormats([zxingcpp.BarcodeFormat.QRCode])
    ways: tuple[Callable[[], Image.Image], ...] = (
        lambda: grey,
        lambda: grey.reduce(2),
        lambda: grey.filter(ImageFilter.MedianFilter(3)),
    )
    for made in ways:
        codes = zxingcpp.read_barcodes(made(), formats=formats)
        if found := [code.text for code in codes if code.valid]:
            return found
    return []


def pictures_of(data: bytes) -> list[bytes]:
    """The pictures of a scanned PDF: scanners write a page as one picture."""
    import pikepdf

    pictures = []
    with pikepdf.open(io.BytesIO(data)) as document:
        for page in list(document.pages)[:MOST_PAGES]:
            for raw in page.get_images().values():
                if not isinstance(raw, pikepdf.Stream) or int(raw.Width) * int(raw.Height) > MOST_PIXELS:
                    continue
                buffer = io.BytesIO()
                try:
                    pikepdf.PdfImage(raw).as_pil_image().save(buffer, "PNG")
                except (pikepdf.PdfError, NotImplementedError, OSError, ValueError, TypeError):
                    continue
                pictures.append(buffer.getvalue())
    return pictures


if __name__ == "__main__":
    sys.stdout.write(json.dumps(read_here(sys.stdin.buffer.read(), sys.argv[1])))
