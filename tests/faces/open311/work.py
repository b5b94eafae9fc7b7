"""People at work in the office named by HUIYING_DATA: `python -m tests.faces.open311.work WHAT NUMBER…`.

`dispatch` hands the voices with these receipt numbers to the town; `answer` has the town answer those that were brought
in under them; `news` prints, as JSON, what the cases were told by other systems, and who said what.
"""

import json
import sys
from typing import Any

from huiying.faces.cli.office import open_office


def act(voice: Any, who: str, act_id: str, **data: Any) -> None:
    from huiying.foundation.keys import clock
    from huiying.foundation.people.models import Staff
    from huiying.foundation.people.selectors import actor_for
    from huiying.loop.act_on_case import act_on_case

    now = clock.now()
    actor = actor_for(Staff.objects.get(username=who), today=now.date())
    act_on_case(voice.pk, act_id, actor=actor, now=now, data=data)


def dispatch(number: str) -> None:
    from huiying.foundation.people.models import Unit
    from huiying.listen.voices.models import Voice

    voice = Voice.objects.get(number=number)
    act(voice, "hotline", "dispatch", unit=Unit.objects.get(name_en="Liuhe Town").pk, reason="镇里的路灯")


def answer(number: str) -> None:
    from huiying.listen.voices.models import Voice

    voice = Voice.objects.get(external_id=number)
    dispatch(voice.number)
    act(voice, "town", "sign_for")
    act(voice, "town", "contact", form="phone", record="没有电话，到现场看了")
    reply = {"public_text": "三盏灯都换好了。", "basis": "照明管理办法第九条", "evidence": "照片两张"}
    act(voice, "town", "reply", looked=True, **reply)


def news() -> None:
    from huiying.foundation.ledger.models import Event
    from huiying.foundation.ledger.recording import private_fields
    from huiying.listen.voices.models import Voice
    from huiying.serve.casework.selectors.receipt import receipt_facts

    events = list(Event.objects.filter(type__in=("open311.told", "open311.changed")).order_by("pk"))
    words = private_fields(events)
    from huiying.foundation.keys import clock

    lines = {
        voice.number: [line.said.zh for line in receipt_facts(voice, now=clock.now()).lines]
        for voice in Voice.objects.filter(pk__in={event.subject_id for event in events})
    }
    voices = list(Voice.objects.order_by("pk").values_list("external_id", "text"))
    told = [[event.type, event.actor_kind, words[event.pk]["reason"]] for event in events]
    print(json.dumps({"voices": voices, "told": told, "receipts": lines}))


if __name__ == "__main__":
    open_office()
    if sys.argv[1] == "news":
        news()
    for number in sys.argv[2:]:
        {"dispatch": dispatch, "answer": answer}[sys.argv[1]](number)
