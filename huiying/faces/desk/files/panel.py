"""The files of a case as its page lists them."""

from collections.abc import Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from huiying.faces.desk.access import Viewer
from huiying.faces.look import dates
from huiying.faces.look.uploads import FileRow, kept_row, scan_note
from huiying.listen.voices.enums import AttachedAs
from huiying.listen.voices.models import Attachment
from huiying.listen.voices.selectors import attachments_of
from huiying.loop.attach_files import may_attach
from huiying.serve.casework.models import Case


def panel(case: Case, viewer: Viewer) -> dict[str, Any] | None:
    """Its rows and where to attach more; None where there is neither."""
    rows = rows_of(case)
    may = may_attach(case, actor=viewer.actor, grants=viewer.grants)
    if not rows and not may:
        return None
    return {"rows": rows, "url": reverse("desk:attach", args=[case.pk]) if may else ""}


def rows_of(case: Case) -> Sequence[FileRow]:
    """Every file of `case`, which the viewer may see."""
    return [_row(case, one) for one in attachments_of(case.voice)]


def _row(case: Case, one: Attachment) -> FileRow:
    said = [_came(one), dates.full(one.added_at), str(one.staff or ""), scan_note(one.file)]
    return kept_row(
        one.pk,
        one.file,
        url=reverse("desk:attached", args=[case.pk, one.pk]),
        picture=reverse("desk:attached_small", args=[case.pk, one.pk]),
        note=" · ".join(part for part in said if part),
    )


def _came(one: Attachment) -> str:
    return {
        AttachedAs.VOICE: _("came with the voice"),
        AttachedAs.ADDED: _("the person added it"),
        AttachedAs.REPLY: _("given to the person"),
        AttachedAs.OFFICE: _("for staff alone"),
    }[AttachedAs(one.attached_as)]
