"""The process that prints: HTML in, PDF out. It has no office, no keys, and fetches nothing.

It ends with NO_PANGO or NO_FONT where the machine cannot print.
"""

import ctypes
import ctypes.util
import sys

NO_PANGO, NO_FONT = 3, 4
LOOK = "look"
LIBRARIES = ("libpango-1.0.so.0", "libpangoft2-1.0.so.0", "libharfbuzz-subset.so.0")
FONTCONFIG = "libfontconfig.so.1"


def main(what: str) -> int:
    """Print what comes in, or only look whether the machine can (`what` = LOOK)."""
    try:
        for name in LIBRARIES:
            _library(name)
    except OSError:
        return NO_PANGO
    if not chinese_fonts():
        return NO_FONT
    if what != LOOK:
        sys.stdout.buffer.write(_pdf(sys.stdin.buffer.read().decode()))
    return 0


def _pdf(page: str) -> bytes:
    from weasyprint import HTML
    from weasyprint.urls import URLFetcher

    nothing = URLFetcher(allowed_protocols=())
    made = HTML(string=page, url_fetcher=nothing).write_pdf(pdf_tags=True, pdf_identifier=b"huiying")
    return bytes(made)


def _library(name: str) -> ctypes.CDLL:
    """A library of the system, by the name that Linux gives it or as another system finds it. Raises OSError."""
    try:
        return ctypes.CDLL(name)
    except OSError:
        found = ctypes.util.find_library(name.removeprefix("lib").partition(".so")[0])
        if found is None:
            raise
        return ctypes.CDLL(found)


class _FontSet(ctypes.Structure):
    """FcFontSet of fontconfig: how many fonts, and more that is not looked at."""

    _fields_ = (("count", ctypes.c_int),)


def chinese_fonts() -> int:
    """How many installed fonts hold the characters of simplified Chinese."""
    config = _library(FONTCONFIG)
    config.FcNameParse.restype = config.FcObjectSetBuild.restype = ctypes.c_void_p
    config.FcFontList.restype = ctypes.POINTER(_FontSet)
    config.FcFontList.argtypes = [ctypes.c_void_p, ctypes.c_void_p, ctypes.c_void_p]
    wanted = config.FcNameParse(b":lang=zh-cn")
    found = config.FcFontList(None, wanted, config.FcObjectSetBuild(b"family", None))
    return int(found.contents.count) if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else ""))
