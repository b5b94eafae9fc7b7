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
    FOUND = "found", _("Find a receipt again, once")


class AttachedAs(models.TextChoices):
    """What a file came with. OFFICE: for staff alone; the speaker sees all others."""

    VOICE = "voice", _("With the voice")
    ADDED = "added", _("Added later")
    REPLY = "reply", _("From the office to the person")
    OFFICE = "office", _("For staff only")


class Checked(models.TextChoices):
    """How a clerk knew that the person before them is the one who spoke."""

    CODE = "code", _("The code of the receipt")
    PAPERS = "papers", _("Papers seen")
    CALL_BACK = "call_back", _("Called back the phone that was left")
    WORDS = "words", _("Knows what was said, told without help")


class ConsentFor(models.TextChoices):
    """What a speaker may agree to, each for itself."""

    PUBLISH = "publish", _("Publish what I said, without who I am")
    SENSITIVE = "sensitive", _("Use sensitive details that I gave, such as health or money")
    PASS_ON = "pass_on", _("Tell the unit that handles it who I am")
    CHANGES = "changes", _("Tell me if the rules on this change")


class RequestState(models.TextChoices):
    """What became of the speaker's request to be erased."""

    ASKED = "asked", _("To be decided")
    DONE = "done", _("Erased")
    REFUSED = "refused", _("Not erased, with the reason")


class HelpKind(models.TextChoices):
    """What a speaker may need to be heard and to understand."""

    INTERPRETER = "interpreter", _("An interpreter")
    SIGN = "sign", _("Sign language")
    EASY = "easy", _("Answers in easy words")
    READ_OUT = "read_out", _("Answers read out to me")
    LARGE = "large_print", _("Letters in large print")
