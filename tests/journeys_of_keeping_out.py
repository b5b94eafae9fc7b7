"""A speaker asks that an officer keep out, and for an interpreter; later they find their receipt again."""

from collections.abc import Callable, Generator
from dataclasses import replace
from typing import Any

from huiying.foundation.people.enums import IdentityField
from huiying.foundation.people.selectors import grants_in_force
from huiying.foundation.people.services.find_requests import ask_to_find
from huiying.listen.voices.enums import HelpKind
from huiying.listen.voices.services.helping import arrange_help, ask_help
from huiying.loop.find_again import answer_finds, find_at_counter
from huiying.loop.keep_out import ask_recusal, decide_recusal, declare_interest
from huiying.loop.receive_voice import SPEAKER, receive_voice
from huiying.loop.speaker_acts import speaker
from tests.cast import NOW

Steps = Generator[Callable[[], Any], Any, Any]
PHONE = "13900004321"


def kept_out_and_found_again(li: Any) -> Steps:
    """From the first voice to the receipt that was lost."""
    said = replace(li.said("counter"), may_contact=True)
    named = dict(li.identity) | {"phone": PHONE}
    voice = (yield lambda: receive_voice(said, identity=named, actor=SPEAKER, now=NOW)).voice
    own, zhou, wang = speaker(voice), li.cast.actor("zhou"), li.cast.actor("wang")
    held = {name: grants_in_force(li.cast.staff[name].pk, today=NOW.date()) for name in ("zhou", "wang")}
    asked = yield lambda: ask_recusal(voice.pk, who="窗口的小王", why="他认识对方", actor=own, now=NOW)
    granting = {"granted": True, "reason": "", "staff_id": li.cast.staff["hu"].pk}
    yield lambda: decide_recusal(asked.pk, **granting, grants=held["zhou"], actor=zhou, now=NOW)
    mine = yield lambda: declare_interest(voice.pk, why="是我亲戚", grants=held["wang"], actor=wang, now=NOW)
    refusing = {"granted": False, "reason": "查过了，没有关系"}
    yield lambda: decide_recusal(mine.pk, **refusing, grants=held["zhou"], actor=zhou, now=NOW)
    yield lambda: ask_help(voice, [HelpKind.INTERPRETER], "壮语", actor=own, now=NOW)
    yield lambda: arrange_help(voice, HelpKind.INTERPRETER, actor=zhou, now=NOW)
    ask_to_find(IdentityField.PHONE, PHONE, now=NOW)
    yield lambda: answer_finds(now=NOW)
    yield lambda: find_at_counter(IdentityField.PHONE, PHONE, how="papers", actor=wang, now=NOW)
    return voice
