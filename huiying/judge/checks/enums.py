"""What can be drawn, what came of a call, and where an unannounced check stands."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from huiying.listen.voices.enums import Channel


class DrawKind(models.TextChoices):
    """What is drawn: people who are called back, or where and when an unannounced check goes."""

    CALLBACK = "callback", _("Call-backs")
    UNANNOUNCED = "unannounced", _("Unannounced checks")


class CallOutcome(models.TextChoices):
    """What came of one try. `NOT_CALLED` ends a call-back without a try: no number, erased, nobody free to call."""

    REACHED = "reached", _("Reached")
    REFUSED = "refused", _("Did not want to answer")
    NO_ANSWER = "no_answer", _("No answer")
    NOT_CALLED = "not_called", _("Not called")


class CheckState(models.TextChoices):
    """`SENT`: somebody went, no receipt number is tied yet. `WAITING`: a test voice waits for its answer."""

    DRAWN = "drawn", _("Drawn")
    SENT = "sent", _("Under way")
    WAITING = "waiting", _("Answer awaited")
    REVEALED = "revealed", _("Told")
    CALLED_OFF = "called_off", _("Was called off")


class Found(models.TextChoices):
    """The answer to one question about a check; empty: it could not be found out."""

    YES = "yes", _("Yes")
    NO = "no", _("No")


CHECKED_CHANNELS = (
    Channel.WEB,
    Channel.PHONE,
    Channel.COUNTER,
    Channel.SUGGESTION_BOX,
    Channel.LETTER,
    Channel.EMAIL,
    Channel.RECEPTION,
)
"""Doors to which a stranger can go. What others bring in, or what staff bring home, cannot be tried out."""
