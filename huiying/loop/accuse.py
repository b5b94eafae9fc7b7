"""Who speaks of wrongdoing may say which unit it is about: that unit never has the report, not for a moment
(条例 Art 30(3))."""

from datetime import datetime

from huiying.foundation.people.models import Unit
from huiying.listen.voices.enums import Kind
from huiying.listen.voices.models import Voice
from huiying.loop.speaker_acts import speaker
from huiying.serve.casework.services.perform import perform
from huiying.serve.casework.services.sealing import go_over_head


def keep_accused_out(voice: Voice, unit_id: int | None, *, now: datetime) -> None:
    """In the transaction in which a report came: it goes over the head of the unit and everybody there is out.

    Nothing where no unit was named, or where it is no report. Raises UnitUnknown, NobodyLeft.
    """
    if unit_id is None or voice.kind != Kind.REPORT:
        return
    go_over_head(voice.pk, Unit.objects.filter(pk=unit_id).first())
    perform(voice.pk, "name_accused", actor=speaker(voice), now=now, data={"accused": unit_id})
