"""Pages that belong to no room: switches, statements, the pattern page, and what is said when something fails."""

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse, UnreadablePostError
from django.shortcuts import render
from django.templatetags.static import static
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from huiying.core.privacy import NOTICE, VERSION
from huiying.faces.look import patterns
from huiying.faces.look.context import facts
from huiying.faces.look.dates import english
from huiying.faces.look.keeping import keeping_table
from huiying.faces.look.middleware import TEXT_COOKIE, remember

LANGUAGES = ("zh-hans", "en")
TEXTS = ("large", "normal")
MOST_SWALLOWED_BYTES, SWALLOWED_AT_ONCE_BYTES = 64 * 1024 * 1024, 64 * 1024


@require_safe
def language(request: HttpRequest) -> HttpResponse:
    return _switch(request, settings.LANGUAGE_COOKIE_NAME, request.GET.get("to", ""), LANGUAGES)


@require_safe
def display(request: HttpRequest) -> HttpResponse:
    return _switch(request, TEXT_COOKIE, request.GET.get("text", ""), TEXTS)


def _switch(request: HttpRequest, cookie: str, value: str, allowed: tuple[str, ...]) -> HttpResponse:
    response = HttpResponseRedirect(own_path(request.GET.get("next", "")))
    if value in allowed:
        remember(response, cookie, value)
    return response


def own_path(target: str) -> str:
    """`target` when it is a path of this site, else the front page: no open redirect."""
    return target if target.startswith("/") and url_has_allowed_host_and_scheme(target, allowed_hosts=None) else "/"


@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """The notice of 个人信息保护法 Art 17, with how long this office keeps what."""
    context = {"notice": NOTICE, "version": VERSION, "keeping": keeping_table()}
    return render(request, "look/privacy.html", context)


@never_cache
@require_safe
def healthz(_request: HttpRequest) -> HttpResponse:
    """For whoever watches the machine: whether a page could be made now. Tells nothing else."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return HttpResponse("no\n", "text/plain", 503)
    return HttpResponse("ok\n", "text/plain")


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    return render(request, "look/accessibility.html")


@require_safe
def show_patterns(request: HttpRequest) -> HttpResponse:
    """Every component once; `?desk` shows the same in the staff's density."""
    template = "look/patterns_desk.html" if "desk" in request.GET else "look/patterns.html"
    return render(request, template, patterns.examples(english=english()))


@require_safe
def manifest(request: HttpRequest) -> HttpResponse:
    """The web app manifest: name and mark for the home screen."""
    icon = {"src": static("look/icon.svg"), "sizes": "any", "type": "image/svg+xml"}
    content = {
        "name": _("Huiying"),
        "short_name": _("Huiying"),
        "lang": facts(request, nameless=True).lang,
        "start_url": "/",
        "display": "minimal-ui",
        "background_color": "#FAF9F5",
        "theme_color": "#0A5C5F",
        "icons": [icon],
    }
    return JsonResponse(content, content_type="application/manifest+json")


def plain(request: HttpRequest, *, status: int, title: str, sentences: list[str], home: bool = True) -> HttpResponse:
    """A page that only says something; it asks nothing of the database."""
    context = {"title": title, "sentences": sentences, "home": home, "look": facts(request, nameless=True)}
    return render(request, "look/plain.html", context, status=status)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    if isinstance(exception, RequestDataTooBig):
        return too_large(request)
    said = [_("What arrived could not be read. Go back, look at it again and send it once more.")]
    return plain(request, status=400, title=_("Not sent"), sentences=said)


def too_large(request: HttpRequest) -> HttpResponse:
    _swallow(request)
    said = [
        _("It is longer than we can take in one go. Go back, shorten it and send it again; you can add more later.")
    ]
    return plain(request, status=413, title=_("Not sent: too long"), sentences=said)


def _swallow(request: HttpRequest) -> None:
    """Read what still comes: a browser that is cut off while it sends never shows our page."""
    left = MOST_SWALLOWED_BYTES
    try:
        while left > 0 and (part := request.read(SWALLOWED_AT_ONCE_BYTES)):
            left -= len(part)
    except UnreadablePostError:
        return


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    said = [_("This page is not open to you. If you need it for your work, ask the administrator of your office.")]
    return plain(request, status=403, title=_("Not open to you"), sentences=said)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    said = [_("There is no page at this address. Look at the address again, or start from the front page.")]
    return plain(request, status=404, title=_("No page here"), sentences=said)


def server_error(request: HttpRequest) -> HttpResponse:
    said = [
        _("Something broke on our side and has been noted."),
        _("If you were sending something: go back, your words are safe; try again shortly."),
    ]
    return plain(request, status=500, title=_("That did not work"), sentences=said)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    said = [
        _("Not sent. Go back, your words are safe; load the page again and send it once more."),
        _("If it happens again, allow cookies for this site: one of them protects your form."),
    ]
    return plain(request, status=403, title=_("Not sent"), sentences=said)
