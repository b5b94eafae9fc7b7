"""Notices as an Atom feed (RFC 4287), one for each language: what is open, what changed, which result is out."""

from datetime import datetime, time

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import translation
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from huiying.faces.look.qr import own_root
from huiying.faces.look.rows import page_language, said
from huiying.faces.public.notices import words
from huiying.faces.public.notices.views import today_here
from huiying.foundation.office.selectors import calendar, office_profile
from huiying.serve.notices.selectors.notices import Public, drawn, published_notices

MOST = 50


class _Feed(Atom1Feed):
    def latest_post_date(self) -> datetime:
        """Of a feed without notices the beginning of the day: whoever asks again finds nothing new."""
        return super().latest_post_date() if self.items else calendar().instant(today_here(), time.min)


@require_safe
def chinese(request: HttpRequest) -> HttpResponse:
    """In Chinese."""
    with translation.override("zh-hans"):
        return _feed(request, "public:notice_feed")


@require_safe
def english(request: HttpRequest) -> HttpResponse:
    """In English; what was not translated stays as it was written."""
    with translation.override("en"):
        return _feed(request, "public:notice_feed_en")


def _feed(request: HttpRequest, name: str) -> HttpResponse:
    root, today = own_root(request), today_here()
    feed = _Feed(
        title=_("Public notices: %(office)s") % {"office": office_profile()},
        link=root + reverse("public:notices"),
        description="",
        language=translation.get_language() or "zh-hans",
        feed_url=root + reverse(name),
    )
    for one in published_notices()[:MOST]:
        found = drawn(one, today=today)
        link = root + reverse("public:notice", args=(one.pk,))
        feed.add_item(
            title=str(found.version),
            link=link,
            description=_summary(found),
            unique_id=link,
            author_name=str(one.unit),
            categories=(said(words.kind_name(one.kind), page_language()),),
            pubdate=one.first_published_at,
            updateddate=found.result.published_at if found.result else found.version.published_at,
        )
    return HttpResponse(feed.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8")


def _summary(found: Public) -> str:
    """What became of it, or how long it is open; then what it says."""
    head = words.outcome(found)
    lines = [said(head, page_language()) if head else words.left(found, today_here())]
    lines += [found.result.said] if found.result else []
    return "\n".join([*lines, found.version.said])
