"""What can happen to the yearly list, and that a voice was nominated in the life of its case; that it led to a line
stands there as a promise.

No type is public: the public log tells of voices and their promises alone; of these it holds the commitments. The
SHA-256 of all ballots is in the event `matter_year.counted`.
"""

from huiying.core.words import Text
from huiying.foundation.ledger.registry import EventType

YEAR_SCREENING = EventType(
    "matter_year.screening", says=Text(zh="提名截止，开始筛选", en="Nominations over, screening began")
)
YEAR_VOTING = EventType(
    "matter_year.voting", says=Text(zh="筛选结果公布，投票开放", en="Screening published, vote opened")
)
YEAR_CLOSED = EventType("matter_year.closed", says=Text(zh="这一年结束", en="The year is closed"))
CASE_NOMINATED = EventType(
    "case.nominated",
    says=Text(zh="提名进了 {year} 年实事清单", en="Nominated for the list of {year}"),
    speaker_says=Text(
        zh="您说的事提名进了 {year} 年实事清单，先筛选，再由大家投票",
        en="What you spoke of is nominated for the list of things to be done in {year}; it is screened, then voted on",
    ),
)
TYPES = (
    EventType("matter_year.opened", says=Text(zh="开始提名", en="Nominations opened")),
    EventType("matter_year.changed", says=Text(zh="改了日期或标准", en="Days or criteria changed")),
    YEAR_SCREENING,
    YEAR_VOTING,
    EventType(
        "matter_year.counted",
        says=Text(zh="投票截止，全部选票的指纹入账", en="Vote over; the fingerprint of all ballots is in the ledger"),
    ),
    EventType("matter_year.listed", says=Text(zh="清单公布", en="List published")),
    YEAR_CLOSED,
    EventType("nomination.made", says=Text(zh="有人提名", en="Nominated")),
    EventType("nomination.released", says=Text(zh="公布提名", en="Nomination shown")),
    EventType("nomination.refused", says=Text(zh="不公布，写明原因", en="Not shown, with the reason")),
    EventType("nomination.joined", says=Text(zh="并到同一件事", en="Joined to the same matter")),
    EventType("nomination.screened", says=Text(zh="逐条筛选", en="Screened by the criteria")),
    EventType(
        "nomination.left_out", says=Text(zh="选上了没有列入，写明原因", en="Chosen but left out, with the reason")
    ),
    EventType("matter.written", says=Text(zh="写进清单草稿", en="Line drafted")),
    EventType("matter.taken_out", says=Text(zh="从清单草稿删去", en="Line taken out of the draft")),
    EventType("matter.listed", says=Text(zh="列入清单，成为承诺", en="On the list, and a promise")),
    EventType("matter.spent", says=Text(zh="写明花了多少钱", en="Money spent was told")),
    CASE_NOMINATED,
)
