"""QR codes as SVG that scale with the page and are black on white in print; on paper the one that finds its case."""

import segno
from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from huiying.core.codes import grouped_number
from huiying.core.paper import paper_address


def own_root(request: HttpRequest) -> str:
    """The address of this office as people outside reach it, without a slash at its end."""
    return str(settings.ADDRESS or request.build_absolute_uri("/").rstrip("/"))


def follow_address(request: HttpRequest, number: str) -> str:
    """What the QR code of a receipt number says."""
    return paper_address(own_root(request) + reverse("public:follow"), number)


def follow_code(request: HttpRequest, number: str) -> SafeString:
    """The code on our paper: where to follow a receipt number, never the secret code."""
    return qr_svg(follow_address(request, number))


def finds(request: HttpRequest, number: str) -> tuple[str, str]:
    """What stands in the head of a letter: the number as people read it, and what its code says."""
    return grouped_number(number), follow_address(request, number)


def qr_svg(text: str) -> SafeString:
    """`text` at level M: a fold or a stain on paper may hide some of it. DataOverflowError when it is too long."""
    code = segno.make_qr(text, error="m")
    return mark_safe(code.svg_inline(border=4, omitsize=True, svgclass="hy-qr", lineclass=None))  # noqa: S308  of segno
