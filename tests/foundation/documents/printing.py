"""How many sheets of A4 a page takes, with its own print rules, as the printer of the house's letters lays it out."""

import logging
import re
from io import BytesIO

import pikepdf

_NOT_PRINTED = re.compile(r"<link[^>]*>|<(script|dialog)\b.*?</\1>", re.DOTALL)
"""Style sheets come as text; a closed dialog, which a browser leaves out, the printer does not know."""


def pages_of(page: str, sheets: str) -> int:
    """`page` with the rules of `sheets` in place of its links."""
    from weasyprint import HTML

    logging.getLogger("weasyprint").setLevel(logging.CRITICAL)  # it tells of every rule for screens
    styled = _NOT_PRINTED.sub("", page).replace("</head>", f"<style>{sheets}</style></head>")
    with pikepdf.open(BytesIO(HTML(string=styled).write_pdf())) as document:
        return len(document.pages)
