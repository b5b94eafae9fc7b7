"""What is done with a notice: given to a second person, sent back, published, dropped, ended with a result."""

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from huiying.faces.desk.access import StaffRequest, not_here, staff_page
from huiying.faces.desk.doing import POSTED, Doing, filled, shown
from huiying.faces.desk.nav import NOTICES
from huiying.faces.desk.notices.forms import BackForm, NoticesForm, ResultForm
from huiying.faces.desk.notices.views import crumbs, found_for
from huiying.faces.look.rows import page_language
from huiying.faces.look.rows import said as in_words
from huiying.serve.notices.enums import Outcome
from huiying.serve.notices.models import Notice, NoticeVersion
from huiying.serve.notices.presenters.notice import OUTCOMES
from huiying.serve.notices.selectors.notices import draft_among, standing_among
from huiying.serve.notices.selectors.rights import may_check, may_write
from huiying.serve.notices.services.publishing import ask_check, publish_notice
from huiying.serve.notices.services.publishing import send_back as return_draft
from huiying.serve.notices.services.results import publish_result, write_result
from huiying.serve.notices.services.writing import drop_draft

Opened = Callable[[StaffRequest, Notice], HttpResponse]


def _page(allowed: Callable[..., bool]) -> Callable[[Opened], Callable[..., HttpResponse]]:
    """A page about one notice, for whoever may write or check it; nobody else learns that it is there."""

    def wrap(view: Opened) -> Callable[..., HttpResponse]:
        def opened(request: StaffRequest, notice_id: int) -> HttpResponse:
            notice = found_for(request, notice_id)
            if notice is None or not allowed(notice.unit, request.viewer.grants):
                return not_here(request)
            return view(request, notice)

        opened.__doc__ = view.__doc__
        return require_http_methods(POSTED)(staff_page(*NOTICES)(opened))

    return wrap


def _done(
    request: StaffRequest, notice: Notice, name: str, title: str, form: Any, do: Any, **more: Any
) -> HttpResponse:
    back = reverse("desk:notice", args=(notice.pk,))
    doing = Doing(f"{name}:{notice.pk}", title, form, do, back, crumbs(notice), **{"button": title, **more})
    return shown(request, doing, "notices")


def _told(version: NoticeVersion | None) -> list[str]:
    """What a version says, to be read once more."""
    return [] if version is None else version.texts


@_page(may_write)
def ask(request: StaffRequest, notice: Notice) -> HttpResponse:
    """Give the draft to a second person."""
    notes = [*_told(draft_among(notice)), _("Somebody else checks and publishes it: whoever wrote it cannot.")]
    return _done(
        request,
        notice,
        "ask",
        _("Give it to be checked"),
        NoticesForm(filled(request)),
        lambda given, who: ask_check(notice.pk, **who),
        notes=notes,
    )


@_page(may_check)
def check(request: StaffRequest, notice: Notice) -> HttpResponse:
    """The second person reads it once more and publishes it."""
    draft, standing = draft_among(notice), standing_among(notice)
    points = _("Right kind and days? No more of people than is needed? Every figure right? Plain enough to object to?")
    anew = _("The days begin anew.") if draft and draft.restarts else _("The days go on as they run.")
    notes = [points, *_told(draft), *([anew] if standing and draft else [])]
    return _done(
        request,
        notice,
        "check",
        _("Checked: publish it"),
        NoticesForm(filled(request)),
        lambda given, who: publish_notice(notice.pk, **who),
        notes=[*notes, _("Once published, it stays as it is; a change is a new version.")],
        said=_("Published."),
    )


@_page(may_check)
def send_back(request: StaffRequest, notice: Notice) -> HttpResponse:
    """Say what has to be changed first."""
    return _done(
        request,
        notice,
        "return",
        _("Send it back"),
        BackForm(filled(request)),
        lambda given, who: return_draft(notice.pk, given["words"], **who),
        notes=_told(draft_among(notice)),
    )


@_page(may_write)
def drop(request: StaffRequest, notice: Notice) -> HttpResponse:
    """Give the draft up; what is published stays."""
    return _done(
        request,
        notice,
        "drop",
        _("Drop the draft"),
        NoticesForm(filled(request)),
        lambda given, who: drop_draft(notice.pk, **who),
        notes=_told(draft_among(notice)),
        then=_after_drop,
    )


def _after_drop(notice: Notice) -> str:
    return reverse("desk:notices") if notice.dropped_at else reverse("desk:notice", args=(notice.pk,))


@_page(may_write)
def result(request: StaffRequest, notice: Notice) -> HttpResponse:
    """Write what became of it."""
    before = getattr(notice, "result", None)
    initial = {name: getattr(before, name) for name in ("outcome", "words", "words_en")} if before else {}
    return _done(
        request,
        notice,
        "result",
        _("Keep the result"),
        ResultForm(filled(request), initial=initial),
        lambda given, who: write_result(
            notice.pk, Outcome(given["outcome"]), given["words"], words_en=given["words_en"], **who
        ),
        notes=_told(standing_among(notice)),
    )


@_page(may_check)
def result_out(request: StaffRequest, notice: Notice) -> HttpResponse:
    """The second person publishes the result."""
    found = getattr(notice, "result", None)
    if found is None:
        return not_here(request)
    notes = [in_words(OUTCOMES[Outcome(found.outcome)], page_language()), found.words, found.words_en]
    return _done(
        request,
        notice,
        "result-out",
        _("Checked: publish the result"),
        NoticesForm(filled(request)),
        lambda given, who: publish_result(notice.pk, **who),
        notes=[note for note in notes if note],
        said=_("Published."),
    )
