"""Two matters of Ms Li at the town: one has its opinion delivered, one is being handled.

`python -m tests.journeys.load_rights` prints the case, the receipt number and the code of each as JSON, the answered
one first. Chen reviews for the centre and Sun signs for it.
"""

import json
from datetime import timedelta
from typing import Any

from huiying.faces.cli.office import open_office

LI = {"name": "李桂英", "phone": "13900001111"}
ANSWERED = "柳河村东头的水沟堵了，一下雨就漫到院子里。"
HANDLED = "邻居家的空调水滴到我家院子里，墙都泡坏了。"
OPINION = {
    "public_text": "水沟每季度清一次，下次清理在十二月。",
    "puts_right": "我们会提前告诉您。",
    "looked": True,
    "requests": [
        {
            "request": "马上清理水沟",
            "facts": "水沟淤了三成，雨大时漫水",
            "outcome": "not_supported",
            "decision": "按季度清理，不另行安排",
            "basis": "柳溪县乡村沟渠管护办法第六条",
        }
    ],
}


def main() -> None:
    """Have it happen in the office named by HUIYING_DATA."""
    open_office()
    from huiying.foundation.keys import clock
    from huiying.foundation.office.selectors import calendar
    from huiying.foundation.people.models import Grant, Staff, Unit
    from huiying.foundation.people.selectors import actor_for, grants_in_force
    from huiying.listen.voices.services.register import Spoken
    from huiying.loop.act_on_case import act_on_case
    from huiying.loop.receive_voice import SPEAKER, receive_voice
    from huiying.loop.speaker_acts import read_opinion
    from huiying.serve.mediation.models import Mediator
    from huiying.serve.mediation.services.listing import MediatorData, list_mediator

    now = clock.now()
    today = calendar().local_date(now)
    town = Unit.objects.get(name="柳河镇人民政府")
    centre = Unit.objects.get(parent=None)
    for name, role in (("chen", "reviewer"), ("sun", "unit_head"), ("hu", "mediator")):
        person = Staff.objects.get(username=name)
        unit = town if role == "mediator" else centre
        Grant.objects.get_or_create(
            staff=person, role=role, unit=unit, defaults={"starts_on": today - timedelta(days=30)}
        )

    if not Mediator.objects.exists():
        zhou = Staff.objects.get(username="zhou")
        office = Unit.objects.get(petition_department=True)
        hu = MediatorData(
            name="胡兰", body="柳河镇人民调解委员会", staff_id=Staff.objects.get(username="hu").pk, office_id=office.pk
        )
        held = grants_in_force(zhou.pk, today=today)
        list_mediator(hu, actor=actor_for(zhou, today=today), grants=held, now=now)

    def act(case_id: int, who: str, act_id: str, **data: Any) -> None:
        actor = actor_for(Staff.objects.get(username=who), today=today)
        act_on_case(case_id, act_id, actor=actor, now=now, data=data)

    def begun(words: str) -> Any:
        spoken = Spoken("web", "request", "named", words, "zh-hans", now)
        given = receive_voice(spoken, identity=LI, actor=SPEAKER, now=now)
        case_id = given.voice.pk
        act(case_id, "zhou", "forward", unit=town.pk, reason="职责目录第五项")
        act(case_id, "town", "accept", legal_class="claim", route="petition")
        act(case_id, "town", "begin")
        return given

    answered, handled = begun(ANSWERED), begun(HANDLED)
    case_id = answered.voice.pk
    act(case_id, "town", "hear_person", heard_on=today.isoformat(), form="phone", record="听了，说明了漫水的情况")
    act(case_id, "town", "investigate", finding="到现场看过，沟淤了三成")
    act(case_id, "town", "issue_opinion", **OPINION)
    read_opinion(answered.voice, now=now)
    print(json.dumps([[one.voice.pk, one.voice.number, one.code] for one in (answered, handled)]))


if __name__ == "__main__":
    main()
