"""What a person can decide about something that the office's figures have shown."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class SignDecision(models.TextChoices):
    """What became of an early sign. The order is that of the form."""

    LOOKED = "looked", _("Looked into")
    SET_ASIDE = "set_aside", _("Set aside for now")
    ISSUE = "issue", _("Made into an issue")
