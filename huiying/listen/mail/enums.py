"""What becomes of mails that come in."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Became(models.TextChoices):
    """What a mail became. Nothing of it is ever deleted but with the voice."""

    VOICE = "voice", _("New voice")
    ADDED = "added", _("Added to a case")
    BOUNCE = "bounce", _("Notice of a mail that came back")
    AUTOMATIC = "automatic", _("Sent by a machine")
    UNREADABLE = "unreadable", _("Could not be read")
    SET_ASIDE = "set_aside", _("Set aside as no voice")


class Why(models.TextChoices):
    """Why a mail became no voice, or a voice without an answer by mail."""

    SUBMITTED = "submitted", _("An automatic mail")
    LIST = "list", _("From a mailing list or sent to many")
    NO_SENDER = "no_sender", _("Sent without a sender to answer to")
    VACATION = "vacation", _("A holiday notice")
    OWN = "own", _("Our own mail")
    DAMAGED = "damaged", _("Its parts could not be told apart")
    TOO_LARGE = "too_large", _("Too large; it still lies in the mailbox")
    EMPTY = "empty", _("No words and no files")
    UNKNOWN_MAIL = "unknown_mail", _("Of which mail is not told")
    MANY_MAILS = "many_mails", _("Many mails within the hour: no receipt was mailed")
    OTHER_SENDER = "other_sender", _("Names a receipt, but comes from another address")
    NOT_ADDED = "not_added", _("Names a case to which nothing can be added any more")
    NOT_KEPT = "not_kept", _("The virus scanner found something: the original was not kept")
