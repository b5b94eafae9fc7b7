"""The draft of this browser: a random id in a signed cookie, the answers in a sealed row on the server."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import Enum, auto
from typing import Any

from django.conf import settings
from django.core.signing import BadSignature
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from huiying.foundation.files.services import HELD_FOR, hold_files
from huiying.foundation.keys import clock
from huiying.listen.voices.errors import DraftGone
from huiying.listen.voices.models import Voice
from huiying.listen.voices.services import drafts

COOKIE = "hy_draft"
SALT = "huiying.speak.draft"
_DONE = "done"


class Standing(Enum):
    """NEW: nothing written yet. OPEN: answers are kept. GONE: older than 24 hours, or not our cookie. SENT."""

    NEW = auto()
    OPEN = auto()
    GONE = auto()
    SENT = auto()


@dataclass(slots=True)
class Writing:
    """What this browser is writing. `done`: slugs of the questions that were answered or passed over."""

    id: uuid.UUID
    standing: Standing
    answers: dict[str, Any] = field(default_factory=dict)
    done: set[str] = field(default_factory=set)

    def keep(self, slug: str, answered: dict[str, Any], *, forget: Iterable[str] = (), now: datetime) -> None:
        """Save one answer; `forget` are questions that it makes open again. A draft that is gone starts afresh."""
        if self.standing is Standing.GONE:
            self.id = uuid.uuid4()
        self.answers |= answered
        self.done = (self.done | {slug}) - set(forget)
        self.standing = Standing.OPEN
        drafts.save_draft(self.id, {**self.answers, _DONE: sorted(self.done)}, now=now)
        if files := self.answers.get("files"):
            hold_files(files, until=drafts.kept_until(now) + HELD_FOR - drafts.KEPT_FOR)

    def remember(self, response: HttpResponse, *, kept_for: timedelta | None = None) -> None:
        """Set the cookie for as long as the draft is kept; it reaches only the pages of speaking up."""
        now = clock.now()
        response.set_signed_cookie(
            COOKIE,
            self.id.hex,
            salt=SALT,
            max_age=kept_for or drafts.kept_until(now) - now,
            path=reverse("public:speak"),
            httponly=True,
            samesite="Lax",
            secure=settings.SESSION_COOKIE_SECURE,
        )


def writing_of(request: HttpRequest, *, now: datetime) -> Writing:
    """The draft of this browser; a cookie that we did not sign opens nothing."""
    if COOKIE not in request.COOKIES:
        return Writing(uuid.uuid4(), Standing.NEW)
    try:
        draft_id = uuid.UUID(hex=str(request.get_signed_cookie(COOKIE, salt=SALT)))
        answers = drafts.draft_answers(draft_id, now=now)
    except (BadSignature, ValueError):
        return Writing(uuid.uuid4(), Standing.GONE)
    except DraftGone:
        return Writing(draft_id, Standing.SENT)
    done = set(answers.pop(_DONE, ()))
    return Writing(draft_id, Standing.OPEN if answers else Standing.GONE, answers, done)


def sent_receipt(request: HttpRequest, *, now: datetime) -> tuple[Voice, str] | None:
    """Voice and code, when this browser sent its draft within the last hour."""
    writing = writing_of(request, now=now)
    return drafts.receipt_of_draft(writing.id, now=now) if writing.standing is Standing.SENT else None


def forget(response: HttpResponse) -> None:
    """This browser no longer knows the draft or its receipt; what the tab kept goes too."""
    response.delete_cookie(COOKIE, path=reverse("public:speak"), samesite="Lax")
    response["Clear-Site-Data"] = '"cache", "storage"'
