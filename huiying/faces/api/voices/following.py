"""What the holder of a receipt reads and sends."""

from typing import Annotated, Literal

from django.utils.translation import gettext_noop
from pydantic import ConfigDict, Field, model_validator

from huiying.faces.api.shapes import Day, Id, In, Moment, Named, Out, unsaid
from huiying.faces.api.voices.speaking import MOST_FILES

MOST = 5_000
"""Characters of what is added, as the acts of the procedures take them."""
More = Annotated[str, Field(min_length=1, max_length=MOST, pattern=r"\S")]


class OpenIn(In):
    """Number and code as they stand on the slip; blanks between the digits do not matter."""

    number: Annotated[str, Field(min_length=10, max_length=60)]
    code: Annotated[str, Field(min_length=16, max_length=80)]


class OpenedOut(Out):
    """`token` opens the voice for this key alone."""

    token: str
    expires_in: int = Field(description=gettext_noop("Seconds."))


class LimitOut(Out):
    """A time limit. `owed`: by the office; else it is the time that the speaker has for something."""

    id: str
    name: str
    on: Day = Field(description=gettext_noop("The last day in time."))
    owed: bool
    running: bool
    late: bool
    met_at: Moment | None


class RequestOut(Out):
    """One request and what was decided on it."""

    request: str
    outcome: str
    decision: str
    basis: str


class AnswerOut(Out):
    """One answer of the unit."""

    kind: str
    unit: str
    at: Moment
    text: str
    puts_right: str
    requests: list[RequestOut]


class StepOut(Out):
    """One thing that happened."""

    at: Moment
    what: str
    notes: list[str]


class PaperOut(Out):
    """A written document for the speaker."""

    id: int
    title: str
    at: Moment


class LookOut(Out):
    """A look at the speaker's identity."""

    at: Moment
    unit: str
    roles: list[str]
    reason: str


class RatingOut(Out):
    """What was answered for this round; empty where a question was left out."""

    responded: str
    resolved: str
    satisfied: str
    put_right: str
    words: str


class VoiceOut(Out):
    """Everything that the holder of the receipt may know and do."""

    number: str
    kind: str
    naming: str
    channel: str
    received_at: Moment
    procedure: str
    state: Named
    sealed: bool
    unit: str
    title: str
    words: str
    limits: list[LimitOut]
    answers: list[AnswerOut]
    steps: list[StepOut]
    papers: list[PaperOut]
    looks: list[LookOut]
    rating: RatingOut | None
    may: list[str] = Field(description=gettext_noop("What the holder may do now, by the ids of acts."))
    erased_at: Moment | None


class DoneOut(Out):
    """What was done, and how it stands now."""

    state: Named
    may: list[str]


class AddIn(In):
    """Words, files, or both."""

    model_config = ConfigDict(
        extra="forbid", strict=True, json_schema_extra={"anyOf": [{"required": ["words"]}, {"required": ["files"]}]}
    )
    words: More = unsaid()
    files: Annotated[
        list[Annotated[str, Field(min_length=1, max_length=200)]], Field(min_length=1, max_length=MOST_FILES)
    ] = unsaid(list)

    @model_validator(mode="after")
    def _something(self) -> "AddIn":
        if not (self.words or self.files):
            raise ValueError("nothing was added")
        return self


class RateIn(In):
    """The speaker's judgement; each question may be left out, not all of them."""

    model_config = ConfigDict(
        extra="forbid",
        strict=True,
        json_schema_extra={
            "anyOf": [{"required": [name]} for name in ("responded", "resolved", "satisfied", "put_right")]
        },
    )
    responded: Literal["yes", "no"] = unsaid()
    resolved: Literal["yes", "partly", "no"] = unsaid()
    satisfied: Literal["yes", "so_so", "no"] = unsaid()
    put_right: Literal["yes", "partly", "no"] = unsaid()
    words: More = unsaid()


class AgainIn(In):
    """What is not resolved."""

    words: More


class ReviewIn(In):
    """What is wrong with the opinion, or with that of the review."""

    words: More
    body: Id | None = Field(
        None, description=gettext_noop("Id of the body that is asked; left out, the one above in the tree of units.")
    )
    files: Annotated[list[Annotated[str, Field(min_length=1, max_length=200)]], Field(max_length=MOST_FILES)] = []


class WithdrawIn(In):
    """Why, if the speaker wants to say so."""

    reason: More = unsaid()
