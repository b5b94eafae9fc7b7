"""Six people ask the hotline, the town answers, and those who rate say: `python -m tests.journeys.load_judged no 5`.

The first word is what they say of "was it resolved?", the number how many of the six say it; the others have not rated
yet. Prints the receipt number and the code of each as JSON, the last who has not rated last.
"""

import json
import sys
from typing import Any

from huiying.faces.cli.office import open_office

ASKED = (
    "柳河镇办高龄津贴要带什么材料？窗口前后说得不一样。",
    "办高龄津贴跑了三趟，每次都说差一样材料。",
    "请问高龄津贴要不要社区盖章，窗口说要，网上说不要。",
    "柳河镇高龄津贴窗口中午没有人，我妈等了两个小时。",
    "高龄津贴的表填错一格就退回，没有人教怎么填。",
    "高龄津贴要原件还是复印件？打电话没有说清楚。",
)
REPLY = "请带身份证和户口本到镇便民服务中心一楼，材料清单已经贴在窗口。"


def main() -> None:
    """Have it happen in the office named by HUIYING_DATA."""
    open_office()
    from huiying.foundation.keys import clock
    from huiying.foundation.people.models import Staff, Unit
    from huiying.foundation.people.selectors import actor_for
    from huiying.listen.voices.services.register import Spoken
    from huiying.loop.act_on_case import act_on_case
    from huiying.loop.receive_voice import SPEAKER, receive_voice
    from huiying.loop.speaker_acts import rate

    answer, how_many = sys.argv[1], int(sys.argv[2])
    now = clock.now()
    town = Unit.objects.get(name="柳河镇人民政府")

    def act(case_id: int, who: str, act_id: str, **data: Any) -> None:
        actor = actor_for(Staff.objects.get(username=who), today=now.date())
        act_on_case(case_id, act_id, actor=actor, now=now, data=data | {"looked": True})

    receipts = []
    for place, words in enumerate(ASKED):
        given = receive_voice(
            Spoken("phone", "inquiry", "anonymous", words, "zh-hans", now), identity={}, actor=SPEAKER, now=now
        )
        case_id = given.voice.pk
        act(case_id, "hotline", "dispatch", unit=town.pk, reason="职责目录")
        act(case_id, "town", "sign_for")
        act(case_id, "town", "contact", form="phone", record="没有电话，按诉求核实了")
        act(case_id, "town", "reply", public_text=REPLY, basis="高龄津贴办法第六条")
        act(case_id, "hotline", "check_reply", verdict="calling_back", reason="答复属实")
        if place < how_many:
            rate(given.voice, responded="yes", resolved=answer, satisfied=answer, now=now)
        receipts.append([case_id, given.voice.number, given.code])
    print(json.dumps(receipts))


if __name__ == "__main__":
    main()
