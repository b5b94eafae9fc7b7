"""A notice of the land bureau, from its draft on, for the tests of notices."""

import uuid
from datetime import timedelta

from huiying.loop.object_to_notice import object_to_notice
from huiying.serve.notices.services.publishing import ask_check, publish_notice
from huiying.serve.notices.services.writing import Wording, draft_notice
from tests.cast import NOW
from tests.serve.coordination.issues import grants_of

BIDS = Wording(
    title="柳溪小学操场改造中标候选人公示",
    words="第一中标候选人：柳溪第一建筑有限公司，投标报价 86.5 万元，工期 60 天。",
    concerns="投标人和其他利害关系人",
    title_en="Candidate for rebuilding the school yard",
    words_en="First candidate: Liuxi No. 1 Building Company, 865,000 yuan, 60 days.",
)
AGAINST = "第一候选人的资质证书上个月已经过期，请核查。"


def who(cast, name, *, days=0.0, key=None):
    """Who does it, with which rights, and when (days after NOW)."""
    return {
        "actor": cast.actor(name),
        "grants": grants_of(cast, name),
        "now": NOW + timedelta(days=days),
        "key": key,
    }


def drafted(cast, *, kind="bids", by="zhao", unit="land", wording=BIDS, **more):
    return draft_notice(cast.units[unit].pk, kind, wording, **more, **who(cast, by))


def published(cast, *, days=0.0, **more):
    """Checked by the head of the bureau."""
    notice = drafted(cast, **more)
    ask_check(notice.pk, **who(cast, "zhao", days=days))
    publish_notice(notice.pk, **who(cast, "qian", days=days))
    notice.refresh_from_db()
    return notice


def objected(notice, text=AGAINST, *, name="", about_unit=False, days=1.0, draft=None):
    """The receipt of an objection by the web."""
    return object_to_notice(
        notice.pk,
        text=text,
        identity={"name": name} if name else {},
        about_unit=about_unit,
        language="zh-hans",
        draft_id=draft or uuid.uuid4(),
        now=NOW + timedelta(days=days),
    )
