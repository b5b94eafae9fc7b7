"""The verifier: one HTML file that checks receipts where it lies, without the office and without a network.

Template, scripts and styles are put into one file; its Content-Security-Policy admits only them, by their hashes, and
nothing from outside. The same scripts and the same form serve the page /log/check.
"""

import base64
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import mark_safe
from django.utils.translation import override

from huiying.faces.public.log.verifier_words import TAGS, both, in_language

FILE_NAME = "huiying-verifier.html"
FACES = Path(__file__).parents[2]
SHEETS = ("look/tokens.css", "look/base.css", "look/parts.css", "look/citizen.css", "public/log/verifier.css")
PRINT = "look/print.css"
SCRIPTS = tuple(f"public/log/verifier{part}.js" for part in ("_hash", "_ed25519", "_note", "_receipt", "_words", ""))


def verifier_context(policy: str, language: str) -> dict[str, Any]:
    """What `_verifier.html` and `_verifier_scripts.html` need. `policy`: tlog-policy; `language`: zh-hans or en."""
    words = in_language(language)
    return {"policy": policy, "words": words, "both": both(), "lang": TAGS[language], "scripts": SCRIPTS}


def verifier_page(policy: str) -> bytes:
    """The whole file, in UTF-8, with the office's `policy` in it."""
    style, script = _style(), _script()
    assets = {"style": mark_safe(style), "script": mark_safe(script), "csp": _csp(style, script)}  # noqa: S308 - our own files
    with override("zh-hans"):
        page = render_to_string("public/log/verifier.html", verifier_context(policy, "zh-hans") | assets)
    return page.encode("utf-8")


def _csp(style: str, script: str) -> str:
    return (
        f"default-src 'none'; script-src {_hash(script)}; style-src {_hash(style)}; base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(sha256(text.encode('utf-8')).digest()).decode()}'"


@cache
def _style() -> str:
    return "\n".join([*map(_read, SHEETS), f"@media print {{\n{_read(PRINT)}}}"])


@cache
def _script() -> str:
    return "\n".join(map(_read, SCRIPTS))


def _read(name: str) -> str:
    """A static file of ours by its public name, as it lies in the package."""
    face = FACES / name.partition("/")[0]
    return (face / "static" / name).read_text(encoding="utf-8")
