"""Before sending: what others said about the same, and what they were answered. Nobody is told to stop."""

from datetime import datetime

from huiying.faces.public.speak.forms import Answers
from huiying.faces.public.speak.places import place_id
from huiying.listen.voices.enums import Kind
from huiying.serve.casework.selectors.alike import PublicAlike, for_public

SHOWN = 3


def said_before(answers: Answers, *, now: datetime) -> list[PublicAlike]:
    """Voices that may be shown, each with its answer; a report of wrongdoing has none beside it."""
    if answers.get("kind") == Kind.REPORT:
        return []
    return for_public(str(answers["words"]), place_id(answers), now=now, limit=SHOWN)
