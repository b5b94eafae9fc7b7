"""Whatever is answered: no page runs code of others, is framed, or is remembered where it is private."""

import re

import pytest
from django.test import Client

from tests.cast import open_liuxi
from tests.permissions.routes import routes

pytestmark = [pytest.mark.django_db, pytest.mark.every_page]
EVERY = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}
POLICY = ("default-src 'none'", "script-src 'self'", "style-src 'self'", "base-uri 'none'", "frame-ancestors 'none'")
TO_TAKE_AWAY = "/log/verifier.html"
"""Saved to a disk and opened there, without us: its code can lie nowhere but in it."""
INLINE = re.compile(rb"<script(?![^>]*(?:\bsrc=|application/json))[^>]*>|<[^>]+\s(?:style|on[a-z]+)=|javascript:", re.I)


def faults(path, answer):
    """What an answer lacks."""
    said = [name for name, value in EVERY.items() if answer.get(name) != value]
    policy = answer.get("Content-Security-Policy", "")
    said += [part for part in POLICY if part not in policy]
    said += ["unsafe"] * ("unsafe" in policy)
    said += ["permissions"] * ("camera=()" not in answer.get("Permissions-Policy", ""))
    said += ["stored"] * (path.startswith("/desk/") and answer.get("Cache-Control") != "no-store")
    if answer.get("Content-Type", "").startswith("text/html") and not answer.streaming and path != TO_TAKE_AWAY:
        said += ["inline"] * bool(INLINE.search(answer.content))
    for cookie in answer.cookies.values():
        said += [f"cookie {cookie.key}"] * (not cookie["httponly"] or cookie["samesite"] not in ("Lax", "Strict"))
    return said


def test_every_kind_of_page_carries_them():
    """Pages, redirects, refusals, files, errors: the public ones as a stranger, the desk's as somebody logged in."""
    cast, wrong = open_liuxi(), []
    stranger, staff = (Client(raise_request_exception=False) for _each in range(2))
    staff.force_login(cast.staff["guo"])
    for path in (route.at({}) for route in routes()):
        answer = (staff if path.startswith("/desk/") else stranger).get(path)
        wrong += [f"{path} {said}" for said in faults(path, answer)]
    assert not wrong, "\n".join(wrong)


def test_over_https_cookies_travel_sealed_and_browsers_are_told_to_stay(settings, client):
    settings.SECURE_SSL_REDIRECT, settings.SECURE_HSTS_SECONDS = True, 31_536_000
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = True
    open_liuxi()
    assert client.get("/").status_code == 301
    answer = client.get("/desk/login/", secure=True)
    assert "max-age=31536000" in answer["Strict-Transport-Security"]
    assert [cookie.key for cookie in answer.cookies.values() if not cookie["secure"]] == []
    assert settings.CSRF_COOKIE_NAME in answer.cookies
