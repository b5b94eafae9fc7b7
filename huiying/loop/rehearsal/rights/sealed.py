"""A report of wrongdoing in the invented county, about an official whose unit was named, so that the sealed officer has
something to open."""

from uuid import NAMESPACE_URL, uuid5

from huiying.core.spoken import title_of
from huiying.listen.voices.enums import Channel, Kind, Naming
from huiying.listen.voices.models import Voice
from huiying.loop.receive_voice import Spoken, receive_draft
from huiying.loop.rehearsal.together.hands import Hands

WORDS = "管工程验收的那位科长，今年两次让施工队给他家装修，不装就不签字。有装修的单据，不敢在信里写名字。"
ABOUT = "housing"


def fill_sealed(hands: Hands) -> None:
    """By the way that people use, where nobody among the invented voices reported anything."""
    if Voice.objects.filter(kind=Kind.REPORT).exists():
        return
    at = hands.ago(2)
    said = Spoken(Channel.WEB, Kind.REPORT, Naming.ANONYMOUS, WORDS, "zh-hans", at, title=title_of(WORDS))
    draft = uuid5(NAMESPACE_URL, "huiying demo: report")
    receive_draft(draft, said, identity={}, now=at, accused=hands.unit(ABOUT))
