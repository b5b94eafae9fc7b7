"""The card on the page of a case that objects to a notice."""

from typing import Any

from django.urls import reverse

from huiying.listen.voices.enums import Kind
from huiying.serve.casework.models import Case
from huiying.serve.notices.selectors.notices import last_words, objection_of_case


def of_case(case: Case) -> dict[str, Any] | None:
    """Nothing for every other case."""
    if case.voice.kind != Kind.OBJECTION or (noted := objection_of_case(case.pk)) is None:
        return None
    objection, waits = noted
    return {
        "title": last_words(objection.notice_id),
        "url": reverse("public:notice", args=(objection.notice_id,)),
        "due": objection.due_on,
        "waits": waits,
        "about_unit": objection.about_unit,
        "unit": objection.notice.unit,
    }
