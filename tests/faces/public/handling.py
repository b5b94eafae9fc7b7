"""What the office does with a voice while its speaker looks on: real acts of the cast, one after the other."""

from datetime import datetime, timedelta
from typing import Any

from huiying.listen.voices.models import Voice
from huiying.loop.act_on_case import act_on_case
from tests.cast import Cast

REPLY = "三盏灯是线路进水烧坏的，11月25日已换新线、换新灯，当晚亮了。"
PUTS_RIGHT = "村里报过两次，我们没有及时派人，责任在我们。"


def do(cast: Cast, voice: Voice, who: str, act_id: str, *, now: datetime, **data: Any) -> None:
    act_on_case(voice.pk, act_id, actor=cast.actor(who), now=now, data=data)


def answer_by_hotline(cast: Cast, voice: Voice, *, now: datetime) -> None:
    """Dispatched, signed for, answered and checked: the call-back is due, and the speaker can rate."""
    do(cast, voice, "hotline", "dispatch", now=now, unit=cast.units["liuhe"].pk, reason="归镇里管")
    do(cast, voice, "town", "sign_for", now=now + timedelta(hours=1))
    reply = {"public_text": REPLY, "puts_right": PUTS_RIGHT, "basis": "柳溪县城乡照明管理办法第九条"}
    do(cast, voice, "town", "reply", now=now + timedelta(days=2), **reply)
    checked = {"verdict": "calling_back", "reason": "答复属实"}
    do(cast, voice, "hotline", "check_reply", now=now + timedelta(days=2, hours=1), **checked)


def petition_only(cast: Cast) -> None:
    """An office without a hotline: web voices follow the petition procedure."""
    unit = cast.units["hotline"]
    unit.hotline_body = False
    unit.save(update_fields=["hotline_body"])


def write_opinion(cast: Cast, voice: Voice, *, now: datetime) -> None:
    """Forwarded to the town, accepted, heard, investigated, and the opinion signed but not yet with the speaker."""
    do(cast, voice, "zhou", "forward", now=now, unit=cast.units["liuhe"].pk, reason="柳河镇的路灯归镇政府管")
    do(cast, voice, "town", "accept", now=now + timedelta(hours=2), legal_class="claim", route="petition")
    do(cast, voice, "town", "begin", now=now + timedelta(hours=3))
    later = now + timedelta(days=1)
    do(cast, voice, "town", "hear_person", now=later, heard_on="2026-11-24", form="phone", record="说了三盏灯的位置。")
    do(cast, voice, "town", "investigate", now=later, finding="线路进水，现场查看。")
    request = {
        "request": "修好三盏路灯",
        "facts": "线路进水，三盏灯不亮，情况属实。",
        "outcome": "supported",
        "decision": "已修好，每月查一遍。",
        "basis": "柳溪县城乡照明管理办法第九条",
    }
    opinion = {"public_text": REPLY, "puts_right": PUTS_RIGHT, "requests": [request]}
    do(cast, voice, "town", "issue_opinion", now=now + timedelta(days=3), **opinion)
