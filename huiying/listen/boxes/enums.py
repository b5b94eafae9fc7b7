"""How often a box is opened, and what became of a paper that was in it."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Rhythm(models.TextChoices):
    """How often a box is opened; the public reads it on the box."""

    WORKDAY = "workday", _("every working day")
    WEEK = "week", _("once a week")
    FORTNIGHT = "fortnight", _("once every two weeks")
    MONTH = "month", _("once a month")


DAYS = {Rhythm.WEEK: 7, Rhythm.FORTNIGHT: 14, Rhythm.MONTH: 31}
"""Calendar days from one opening to the next, at the latest."""


class Became(models.TextChoices):
    """What became of a paper. WAITING: it was scanned, and its words are not written down yet."""

    WAITING = "waiting", _("to be written down")
    VOICE = "voice", _("taken in")
    UNREADABLE = "unreadable", _("cannot be read")
    EMPTY = "empty", _("nothing on it")
