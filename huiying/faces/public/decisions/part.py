"""What other public pages say of decisions: those about an issue, those that a voice led to, that of a task."""

from typing import Any

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from huiying.faces.look.language import with_lang
from huiying.faces.public.decisions import words
from huiying.serve.decisions.models import Decision
from huiying.serve.decisions.selectors.decisions import (
    decision_of_commitment,
    decisions_of_case,
    decisions_of_issue,
)


def of_issue(issue_id: int) -> list[dict[str, Any]]:
    """Public decisions about an issue, the newest first."""
    return [_drawn(one) for one in decisions_of_issue(issue_id)]


def of_case(case_id: int) -> tuple[dict[str, Any], ...]:
    """Public decisions that the voice of this case led to."""
    return tuple(_drawn(one) for one in decisions_of_case(case_id))


def link_of_task(commitment_id: int) -> SafeString | None:
    """The decision that a promise is a task of, linked; None where there is none, or it is not public."""
    decision = decision_of_commitment(commitment_id)
    if decision is None:
        return None
    return format_html('<a href="{}">{}</a>', reverse("public:decision", args=(decision.pk,)), with_lang(decision))


def _drawn(decision: Decision) -> dict[str, Any]:
    return {"decision": decision, "state": words.state(decision)}
