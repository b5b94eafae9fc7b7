"""What every template knows about its page, under the name `look`."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from huiying.faces.look.dates import english
from huiying.faces.look.middleware import text_is_large
from huiying.foundation.keys import clock
from huiying.foundation.ledger.log.figures import HeadFacts, last_head
from huiying.foundation.office.selectors import office_profile


@dataclass(frozen=True)
class PageFacts:
    """`path`: address of the page with its query, to come back to. `nameless`: leave the database alone."""

    path: str
    large: bool
    nameless: bool = False

    @cached_property
    def office_name(self) -> str:
        """In the language of the page; read only by pages that show it."""
        return "" if self.nameless else str(office_profile())

    @cached_property
    def ledger(self) -> HeadFacts | None:
        """The last signed head of the public log; read only by pages that show it."""
        return None if self.nameless else last_head()

    @cached_property
    def today(self) -> date:
        """In the office's zone."""
        return timezone.localdate(clock.now())

    @property
    def lang(self) -> str:
        return "en" if english() else "zh-Hans"

    @property
    def other_lang(self) -> str:
        return "zh-Hans" if english() else "en"

    @property
    def other_name(self) -> str:
        return "中文" if english() else "English"

    @property
    def language_url(self) -> str:
        return _switch("look:language", self.other_lang.lower(), self.path)

    @property
    def display_url(self) -> str:
        return _switch("look:display", "normal" if self.large else "large", self.path)


def facts(request: HttpRequest, *, nameless: bool = False) -> PageFacts:
    return PageFacts(request.get_full_path(), text_is_large(request), nameless)


def page(request: HttpRequest) -> dict[str, PageFacts]:
    return {"look": facts(request)}


def _switch(name: str, to: str, path: str) -> str:
    key = "text" if name.endswith("display") else "to"
    return f"{reverse(name)}?{urlencode({key: to, 'next': path})}"
