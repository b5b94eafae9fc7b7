"""Where reviews and hearings stand."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Round(models.TextChoices):
    """Which of the two appeals (条例 Art 35, 36)."""

    REVIEW = "review", _("Review")
    FINAL = "final", _("Final review")


class ReviewState(models.TextChoices):
    """Asked, under way, written, or with the person."""

    ASKED = "asked", _("Asked for")
    RUNNING = "running", _("Being reviewed")
    WRITTEN = "written", _("Opinion written")
    DELIVERED = "delivered", _("Delivered")


class Result(models.TextChoices):
    """What became of the opinion. The 条例 names none: these come from provincial rules."""

    UPHELD = "upheld", _("Upheld")
    CHANGED = "changed", _("Changed")
    ANNULLED = "annulled", _("Annulled, to be done again")
