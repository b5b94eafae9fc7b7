"""What a case consists of beside its state (states stand in core/procedures)."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ReplyKind(models.TextChoices):
    """What kind of answer was given."""

    OPINION = "opinion", _("Handling opinion")
    REPLY = "reply", _("Reply")
    INTERIM = "interim", _("Interim reply")
    FOLLOW_UP = "follow_up", _("Follow-up reply")
    NOTICE = "notice", _("Notice")


class ApprovalState(models.TextChoices):
    """Where a request for approval stands."""

    ASKED = "asked", _("Waiting for approval")
    GIVEN = "given", _("Approved")
    REFUSED = "refused", _("Not approved")
    DROPPED = "dropped", _("No longer needed")
