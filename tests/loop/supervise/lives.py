"""Short lives of cases in Liuxi for the tests of supervision: who speaks, who acts, and on which day."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from huiying.listen.voices.models import Voice
from huiying.listen.voices.services.register import Spoken
from huiying.loop.act_on_case import act_on_case
from huiying.loop.receive_voice import SPEAKER, receive_voice
from tests.cast import NOW, Cast

LAMP = "青石巷的路灯坏了半个月，请派人修一修。"
DAY = timedelta(days=1)
OPINION = {
    "requests": [
        {
            "request": "修灯",
            "facts": "线路断了",
            "outcome": "supported",
            "decision": "换线",
            "basis": "照明规定",
        }
    ],
    "public_text": "线路断了，换了新线，路灯亮了。",
    "looked": True,
}


def at(day: str, hour: int = 0, minute: int = 0) -> datetime:
    """That hour in Liuxi."""
    return datetime.fromisoformat(f"{day}T{hour:02}:{minute:02}:00+08:00")


@dataclass(frozen=True)
class Office:
    """The cast at work. Days count from Monday 23 November 2026, 09:40."""

    cast: Cast

    def speak(self, channel: str, kind: str = "request", *, days: float = 0, **identity: str) -> Voice:
        now = NOW + days * DAY
        naming = "named" if identity else "anonymous"
        said = Spoken(channel, kind, naming, LAMP, "zh-hans", now)
        return receive_voice(said, identity=identity, actor=SPEAKER, now=now).voice

    def act(self, name: str, voice: Voice, act_id: str, *, days: float = 0, **data: Any) -> Any:
        return act_on_case(voice.pk, act_id, actor=self.cast.actor(name), now=NOW + days * DAY, data=data)

    def petition(self, **identity: str) -> Voice:
        """At the petition office on Monday 23 November: C-REG ends on Tuesday 8 December."""
        return self.speak("counter", **identity)

    def ticket(self) -> Voice:
        """The town has it since Monday: five working days, until Monday 30 November."""
        voice = self.speak("phone")
        self.act("hotline", voice, "dispatch", unit=self.cast.units["liuhe"].pk, reason="镇里的排水")
        return voice

    def forwarded(self, unit: str = "land", *, days: float = 0, **identity: str) -> Voice:
        voice = self.petition(**identity)
        self.forward(voice, unit, days=days)
        return voice

    def forward(self, voice: Voice, unit: str, *, days: float = 0) -> None:
        self.act("zhou", voice, "forward", days=days, unit=self.cast.units[unit].pk, reason="职责目录")

    def replied(self, *, days: float = 1) -> Voice:
        voice = self.ticket()
        self.act("town", voice, "sign_for")
        words = {"public_text": "雨水口清了。", "basis": "柳溪县排水管理办法第六条", "looked": True}
        self.act("town", voice, "reply", days=days, **words)
        return voice
