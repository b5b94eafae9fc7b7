"""What is given to the household of whoever spoke, on their receipt."""

from dataclasses import dataclass
from datetime import date

from huiying.core.aid import PROGRAMMES
from huiying.faces.look.language import with_lang
from huiying.faces.look.parts import Words
from huiying.faces.look.rows import page_language, said
from huiying.listen.voices.models import Voice
from huiying.serve.aid.selectors.aids import told_to_speaker


@dataclass(frozen=True, slots=True)
class Helped:
    """One thing: what, by which programme, from whom; `given_on` None: it is to come by `due_on`."""

    words: str
    programme: str
    giver: Words
    due_on: date
    given_on: date | None


def helped(voice: Voice) -> tuple[Helped, ...]:
    """Nothing for an erased voice, whose words went."""
    if voice.erased_at is not None:
        return ()
    return tuple(
        Helped(
            row.words,
            said(PROGRAMMES[row.programme].name, page_language()),
            with_lang(row.giver_unit or row.giver),
            row.due_on,
            row.given_on,
        )
        for row in told_to_speaker(voice.pk)
    )
