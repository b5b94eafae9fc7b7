"""What can happen in mediation. No event holds a word of an offer or of a record: those lie sealed and are deleted.

Those of `case.` stand in the life of the case, where the person who spoke reads them.
"""

from huiying.core.words import Text
from huiying.foundation.ledger.registry import EventType

MEDIATOR_TYPES = (
    EventType("mediator.listed", says=Text("列入调解员名册", "Put on the list of mediators")),
    EventType("mediator.unlisted", says=Text("移出调解员名册", "Taken off the list of mediators")),
)
LIFE_TYPES = (
    EventType(
        "case.mediation_session_planned",
        says=Text("定了调解的时间地点", "A meeting of the mediation is set"),
        speaker_says=Text("定于 {on} {at} 调解，地点：{place}", "The mediation meets on {on} at {at}, {place}"),
        speaker_sees=frozenset({"place"}),
    ),
    EventType(
        "case.mediation_session_cancelled",
        says=Text("调解改期或取消", "A meeting of the mediation is off"),
        speaker_says=Text("{on} 的调解不开了", "The meeting of {on} is off"),
    ),
    EventType("case.mediation_session_held", says=Text("调解了一次", "A meeting of the mediation was held")),
    EventType(
        "case.mediation_mediator_chosen",
        says=Text("一方选了调解员", "A side said who should mediate"),
    ),
    EventType(
        "case.mediation_signed_paper",
        says=Text("签好的协议存档", "The signed agreement is kept"),
    ),
)
COURT = {
    "asked": EventType(
        "case.mediation_court_asked",
        says=Text("双方共同申请了司法确认", "Both sides asked the court to confirm it"),
        speaker_says=Text("双方共同申请了司法确认", "Both sides asked the court to confirm the agreement"),
    ),
    "confirmed": EventType(
        "case.mediation_court_confirmed",
        says=Text("法院确认了协议", "The court confirmed the agreement"),
        speaker_says=Text("法院确认了协议", "The court confirmed the agreement"),
    ),
    "refused": EventType(
        "case.mediation_court_refused",
        says=Text("法院没有确认协议", "The court did not confirm the agreement"),
        speaker_says=Text(
            "法院没有确认协议，协议本身照样有效", "The court did not confirm the agreement; it stands all the same"
        ),
    ),
}
"""By what came of asking the court together."""
COURT_ENDING = EventType(
    "case.mediation_court_ending",
    says=Text(
        "提醒本人：一起申请司法确认的时间快到了",
        "The person was reminded: the time to ask the court together is nearly over",
    ),
    speaker_says=Text(
        "提醒您：双方可以一起请法院确认协议，到{day}为止",
        "A reminder: both sides can ask the court together to confirm the agreement until {day}",
    ),
)
MEDIATION_TYPES = (
    EventType("mediation.party_named", says=Text("写明了对方是谁", "The other side was named")),
    EventType("mediation.party_seen", says=Text("看了对方的联系方式", "The contact of the other side was read")),
    EventType("mediation.offer_made", says=Text("一方提了方案", "A side made an offer")),
    EventType("mediation.drafted", says=Text("写了协议草稿", "A draft of the agreement was written")),
    EventType("mediation.offers_deleted", says=Text("各方的方案已删除", "The offers were deleted")),
)

TYPES: tuple[EventType, ...] = (*MEDIATOR_TYPES, *LIFE_TYPES, *COURT.values(), COURT_ENDING, *MEDIATION_TYPES)
