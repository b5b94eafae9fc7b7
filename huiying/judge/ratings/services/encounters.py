"""Writing down how people were met: the four evils, each a question, once for each voice."""

from dataclasses import astuple, dataclass
from datetime import datetime

from django.db import transaction

from huiying.foundation.ledger.actors import Actor
from huiying.foundation.ledger.pressed import done_before
from huiying.foundation.ledger.recording import record
from huiying.judge.ratings.enums import YesNo
from huiying.judge.ratings.errors import AnswerUnknown, EncounterTold, NothingSaid, NotToAsk
from huiying.judge.ratings.events import ENCOUNTER_JUDGED
from huiying.judge.ratings.models import Encounter
from huiying.judge.ratings.selectors.encounters import desk_of, encounter_of, is_asked
from huiying.serve.casework.models import Case


@dataclass(frozen=True, slots=True)
class Met:
    """Could you get in, were you treated with respect, was it understandable, was it easy; "" is "not said"."""

    came_in: str = ""
    respected: str = ""
    understood: str = ""
    easy: str = ""

    def checked(self) -> "Met":
        """Raises AnswerUnknown, NothingSaid."""
        given = astuple(self)
        if any(answer not in {*YesNo.values, ""} for answer in given):
            raise AnswerUnknown
        if not any(given):
            raise NothingSaid
        return self


def give_encounter(case: Case, met: Met, *, actor: Actor, now: datetime, key: str | None = None) -> Encounter:
    """Keep the answers of the speaker of `case`, which the caller has locked; what they were stays sealed in the event.

    With the same `key` again nothing changes. Raises NotToAsk, EncounterTold, AnswerUnknown, NothingSaid.
    """
    with transaction.atomic():
        before = encounter_of(case.pk)
        if before is not None and done_before(key):
            return before
        if not is_asked(case):
            raise NotToAsk
        if before is not None:
            raise EncounterTold
        said = met.checked()
        answers = {"came_in": said.came_in, "respected": said.respected, "understood": said.understood}
        answers["easy"] = said.easy
        found = Encounter.objects.create(
            case=case, channel=case.voice.channel, desk=desk_of(case), given_at=now, **answers
        )
        plain = {"desk": found.desk_id}
        record(ENCOUNTER_JUDGED.name, case, actor=actor, now=now, public=plain, private=answers, key=key)
    return found
