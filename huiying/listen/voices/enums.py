"""Channels, kinds and what a speaker can ask for: the words of the field (product note)."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Channel(models.TextChoices):
    """How a voice came in."""

    WEB = "web", _("Web")
    SUGGESTION_BOX = "suggestion_box", _("Suggestion box")
    COUNTER = "counter", _("Counter")
    PHONE = "phone", _("Phone")
    LETTER = "letter", _("Letter")
    HOME_VISIT = "home_visit", _("Home visit")
    RECEPTION = "reception", _("Reception day")
    LISTENING_SESSION = "listening_session", _("Listening session")
    FIELD_OFFICE = "field_office", _("Field office")
    SURVEY = "survey", _("Survey")
    EMAIL = "email", _("E-mail")
    MESSENGER = "messenger", _("Messenger")
    API = "api", _("API")
    OPEN311 = "open311", _("Open311")
    IMPORT = "import", _("Import")


class Kind(models.TextChoices):
    """What the speaker calls it. The legal class is the office's decision and stands on the case."""

    REQUEST = "request", _("Ask for help or a solution")
    COMPLAINT = "complaint", _("Complaint")
    REPORT = "report", _("Report wrongdoing by an official")
    SUGGESTION = "suggestion", _("Suggestion")
    INQUIRY = "inquiry", _("Question")
    PRAISE = "praise", _("Praise")
    OBJECTION = "objection", _("Objection to a public notice")


class Naming(models.TextChoices):
    """Who may know who spoke."""

    NAMED = "named", _("Named")
    SHIELDED = "shielded", _("Shielded")
    ANONYMOUS = "anonymous", _("Anonymous")


class Wants(models.TextChoices):
    """What would put it right, in the speaker's eyes."""

    EXPLANATION = "explanation", _("An explanation")
    FAIR_LOOK = "fair_look", _("A fair second look")
    RESPECT = "respect", _("Respect or an apology")
    ACTION = "action", _("Something done")
    MONEY = "money", _("Money or help")
    UNKNOWN = "unknown", _("I don't know")


class LinkPurpose(models.TextChoices):
    """What a link in a mail or SMS opens, and nothing else."""

    FOLLOW = "follow", _("Follow a voice")
