"""What a case consists of beside its state (states stand in core/procedures)."""

from enum import StrEnum

from django.db import models
from django.utils.translation import gettext_lazy as _


class ReplyKind(models.TextChoices):
    """What kind of answer was given."""

    OPINION = "opinion", _("Handling opinion")
    REPLY = "reply", _("Reply")
    INTERIM = "interim", _("Interim reply")
    FOLLOW_UP = "follow_up", _("Follow-up reply")
    NOTICE = "notice", _("Notice")
    REVIEW = "review", _("Review opinion")
    FINAL = "final", _("Final review opinion")


class ApprovalState(models.TextChoices):
    """Where a request for approval stands."""

    ASKED = "asked", _("Waiting for approval")
    GIVEN = "given", _("Approved")
    REFUSED = "refused", _("Not approved")
    DROPPED = "dropped", _("No longer needed")


class RecusalState(models.TextChoices):
    """Where a request that somebody keep out of a case stands."""

    ASKED = "asked", _("To be decided")
    GRANTED = "granted", _("Kept out of the case")
    REFUSED = "refused", _("Not granted")


class HoldBasis(models.TextChoices):
    """Why a case is kept beyond its time."""

    SUIT = "suit", _("A suit or a review by another body")
    INQUIRY = "inquiry", _("An inquiry by supervision, police or prosecutors")
    AUDIT = "audit", _("An audit or inspection")
    ARCHIVES = "archives", _("The archives have yet to decide")


class DecidedBy(StrEnum):
    """Who decided which unit takes a case that units disputed (条例 Art 24; 潍坊市12345条例 Art 22(2))."""

    SUPERIOR = "superior"
    JOINT = "joint"
    GOVERNMENT = "government"
    HOTLINE = "hotline"
