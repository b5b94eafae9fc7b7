"""Two reports in the invented county: one about an official whose unit was named, one of retaliation."""

from uuid import NAMESPACE_URL, uuid5

from django.db.models import F

from huiying.core.procedures.model import StateKind
from huiying.core.spoken import title_of
from huiying.listen.voices.enums import Channel, Kind, Naming
from huiying.listen.voices.models import Voice
from huiying.loop.receive_voice import Spoken, receive_draft
from huiying.loop.rehearsal.together.hands import Hands
from huiying.loop.report_harm import report_harm

WORDS = "管工程验收的那位科长，今年两次让施工队给他家装修，不装就不签字。有装修的单据，不敢在信里写名字。"
THREAT = "我反映以后，单位的人到家里来问是不是我说的，还说再说就不给办低保年审。"
ABOUT = "housing"


def fill_sealed(hands: Hands) -> None:
    """Each by the way that people use; outside any transaction."""
    about = hands.county.units.get(ABOUT) or next(unit for unit in hands.county.units.values() if unit.parent_id)
    at = hands.ago(2)
    said = Spoken(Channel.WEB, Kind.REPORT, Naming.ANONYMOUS, WORDS, "zh-hans", at, title=title_of(WORDS))
    receive_draft(uuid5(NAMESPACE_URL, "huiying demo: report"), said, identity={}, now=at, accused=about.pk)
    hurt = Voice.objects.filter(case__sealed=False, erased_at=None, case__standing=StateKind.OPEN.value)
    elsewhere = hurt.filter(case__unit__parent__isnull=False).exclude(case__unit=hands.county.units["petition"])
    first = elsewhere.exclude(case__unit=F("case__office")).select_related("case").order_by("pk").first()
    if first is not None:
        draft = uuid5(NAMESPACE_URL, "huiying demo: harm")
        by, at = first.case.unit_id, hands.ago(1)
        report_harm(first, text=THREAT, by_unit=by, language="zh-hans", draft_id=draft, now=at)
