"""Where a mediation stands, and who is who in it."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    """`ASKED`: consents are collected. `REACHED`: signed, to be performed. `ENDED`: no agreement, by nobody's fault."""

    ASKED = "asked", _("Both sides are asked")
    RUNNING = "running", _("Mediation under way")
    REACHED = "reached", _("Signed, to be kept")
    KEPT = "kept", _("Agreement kept")
    BROKEN = "broken", _("Not kept; handled again")
    ENDED = "ended", _("Ended without an agreement")


OPEN = (State.ASKED.value, State.RUNNING.value)
LASTING = (*OPEN, State.REACHED.value)


class Side(models.TextChoices):
    """Whose offer or consent it is."""

    SPEAKER = "speaker", _("Who brought the matter")
    OTHER = "other", _("The other side")


class Confirmed(models.TextChoices):
    """What came of asking the court together (人民调解法 Art 33)."""

    ASKED = "asked", _("Asked together")
    CONFIRMED = "confirmed", _("Confirmed")
    REFUSED = "refused", _("Not confirmed")
