"""What is sent to speak, and what the speaker takes away."""

from decimal import Decimal
from typing import Annotated, Literal

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext_noop
from pydantic import BeforeValidator, ConfigDict, Field, RootModel, model_validator

from huiying.core.spoken import MAX_CHARACTERS
from huiying.faces.api.shapes import Day, Id, In, Moment, Out, unsaid

KINDS = ("request", "complaint", "report", "suggestion", "inquiry", "praise")
WANTS = ("explanation", "fair_look", "respect", "action", "money", "unknown")
MOST_FILES = 10


def _email(text: object) -> object:
    """Raises ValueError for what is no address."""
    try:
        if isinstance(text, str):
            validate_email(text)
    except ValidationError as err:
        raise ValueError("no address") from err
    return text


Words = Annotated[
    str,
    Field(
        min_length=1,
        max_length=MAX_CHARACTERS,
        pattern=r"\S",
        description=gettext_noop("What happened, as it was said."),
    ),
]
Line = Annotated[str, Field(min_length=1, max_length=200, pattern=r"\S")]
Name = Annotated[str, Field(min_length=1, max_length=60, pattern=r"\S")]
Phone = Annotated[str, Field(pattern=r"^\+?[0-9]{5,15}$", description=gettext_noop("Digits with the area code."))]
Email = Annotated[
    str, Field(min_length=6, max_length=200, json_schema_extra={"format": "email"}), BeforeValidator(_email)
]


class Contact(In):
    """How to reach the speaker: at least one way. It goes into the vault; nothing of it is ever sent back."""

    model_config = ConfigDict(
        extra="forbid",
        strict=True,
        json_schema_extra={"anyOf": [{"required": [way]} for way in ("phone", "email", "address")]},
    )
    name: Name = unsaid()
    phone: Phone = unsaid()
    email: Email = unsaid()
    address: Line = unsaid()

    @model_validator(mode="after")
    def _reachable(self) -> "Contact":
        if not (self.phone or self.email or self.address):
            raise ValueError("no way to reach anybody")
        return self


class NamedContact(Contact):
    """The same with a name."""

    name: Name


class Point(In):
    """Where it is, in degrees of WGS 84."""

    latitude: Annotated[float, Field(ge=-90, le=90)]
    longitude: Annotated[float, Field(ge=-180, le=180)]

    @property
    def rounded(self) -> tuple[Decimal, Decimal]:
        """With six decimals, about a hand's breadth."""
        places = Decimal("0.000001")
        return Decimal(str(self.latitude)).quantize(places), Decimal(str(self.longitude)).quantize(places)


GUARDIAN = gettext_noop("The person concerned is under 14, and a parent or guardian agrees for them.")


class _Voice(In):
    words: Words
    kind: Literal["request", "complaint", "report", "suggestion", "inquiry", "praise"]
    place: Id | None = Field(None, description=gettext_noop("Id of a place of the reference data."))
    point: Point | None = None
    place_words: Line | None = Field(None, description=gettext_noop("Which spot, in the speaker's words."))
    wants: Literal["explanation", "fair_look", "respect", "action", "money", "unknown"] | None = Field(
        None, description=gettext_noop("What would put it right.")
    )
    may_publish: bool = Field(False, description=gettext_noop("The words may be published without the name."))
    agrees_sensitive: bool = Field(
        False,
        description=gettext_noop("They agree apart that sensitive details are used for this matter."),
    )
    accused: Id | None = Field(
        None,
        description=gettext_noop(
            "Of a report: id of the unit that it is about (GET /reference/units); it never sees it."
        ),
    )
    files: Annotated[list[Annotated[str, Field(min_length=1, max_length=200)]], Field(max_length=MOST_FILES)] = Field(
        [], description=gettext_noop("Tokens of files that this key has sent before.")
    )


class AnonymousVoice(_Voice):
    """Nobody knows who spoke; the receipt alone opens it."""

    naming: Literal["anonymous"]


class ShieldedVoice(_Voice):
    """The unit that handles it never learns who spoke."""

    naming: Literal["shielded"]
    contact: Contact
    may_contact: bool = True
    guardian: bool = Field(False, description=GUARDIAN)


class NamedVoice(_Voice):
    """With a name."""

    naming: Literal["named"]
    contact: NamedContact
    may_contact: bool = True
    guardian: bool = Field(False, description=GUARDIAN)


class VoiceIn(RootModel[Annotated[AnonymousVoice | ShieldedVoice | NamedVoice, Field(discriminator="naming")]]):
    """One voice; `naming` says which of the three it is."""


class Promise(Out):
    """What the office owes first: by the end of the day `on`."""

    what: str
    on: Day


class ReceiptOut(Out):
    """What the speaker takes away. `code` is shown once (for a day to the same call under its Idempotency-Key)."""

    number: str = Field(description=gettext_noop("Ten digits; public."))
    code: str | None = Field(
        description=gettext_noop("Sixteen digits that only the speaker may have; null when it was shown before.")
    )
    follow_url: str
    received_at: Moment
    promised: Promise | None
