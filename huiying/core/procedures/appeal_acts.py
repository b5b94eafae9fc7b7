"""听证、复查、复核: hearings, review and final review (条例 Art 31 item 6, 35, 36); procedures note 1.13 and 1.15.

Deciding and delivering are two acts, as for the opinion itself: the person's time to ask for the final review counts
from the day the review reached them. The 条例 names no results of a review; those offered are settings.
"""

from dataclasses import replace

from huiying.core.procedures.build import act, meet, pause, resume, start
from huiying.core.procedures.fields import (
    BASIS,
    EASY_TEXT,
    LOOKED,
    NO_EASY,
    PRIVATE_TEXT,
    PUBLIC_TEXT,
    REASON,
    REASON_INSIDE,
    words,
)
from huiying.core.procedures.model import Act, Choice, Field, FieldKind, Role
from huiying.core.procedures.xinfang_tables import CHOICE, PRACTICE, law
from huiying.core.words import Text

BODY = Field("body", FieldKind.UNIT, Text("向哪个上级机关、单位申请", "Which body above is asked"))
WRONG = words("words", "处理意见哪里不对，为什么", "What is wrong with the opinion, and why", shown=True)
RECEIVED_ON = Field(
    "received_on", FieldKind.DAY, Text("收到书面申请的日期", "Day on which the written request came in"), required=False,
    hint=Text("网上当场提出的不用填。", "Leave it empty for what is asked on the spot."),
)  # fmt: skip
# What is decided reaches the person with the opinion, not before: nothing of it stands on the line of the receipt.
RESULT = Field(
    "result", FieldKind.CHOICE, Text("结论", "Result"),
    choices=(Choice("upheld", Text("维持", "Upheld")), Choice("changed", Text("变更", "Changed"))),
)  # fmt: skip
FACTS = words("facts", "查明的事实", "Facts found")
REASONS = replace(PUBLIC_TEXT, label=Text("理由和决定（写给申请人）", "Reasons and decision (for the person)"))
RULE = words("result_rule", "这个结论依据哪条规定", "Rule that allows this result", required=False, long=False)
TO_DO = words("redo", "要重新办什么", "What has to be done again", shown=True)
REDO_BY = Field("due_on", FieldKind.DAY, Text("最迟哪天办完", "Done again by"), required=False)
DELIVERED = (
    Field("delivered_on", FieldKind.DAY, Text("送达日期", "Day of delivery")),
    Field(
        "proof", FieldKind.CHOICE, Text("送达凭证", "Proof of delivery"),
        choices=(
            Choice("opened", Text("本人打开了链接或回执页", "Opened by the person on the receipt page")),
            Choice("signature", Text("本人签收", "Signed for")),
            Choice("post", Text("邮寄回执", "Postal receipt")),
            Choice("two_witnesses", Text("拒收，两人见证", "Refused, noted by two people")),
        ),
    ),
)  # fmt: skip
HEARING = (
    words("about", "听证要弄清什么", "What the hearing is to find out", shown=True),
    Field("hearing_on", FieldKind.DAY, Text("哪天听证", "Day of the hearing")),
    words("hearing_at", "几点", "At what hour", shown=True, long=False),
    words("hearing_place", "地点", "Place", shown=True, long=False),
    Field("host", FieldKind.STAFF, Text("主持人（没有经办过这件事的人）", "Host (somebody who has not handled it)")),
    REASON_INSIDE,
)
HELD = (
    Field("held_on", FieldKind.DAY, Text("听证日期", "Day")),
    Field(
        "attended", FieldKind.CHOICE, Text("谁到场了", "Who came"), shown=True,
        choices=(
            Choice("both", Text("双方都到场", "Both sides came")),
            Choice("person", Text("只有诉求人到场", "The person alone came")),
            Choice("unit", Text("只有承办单位到场", "The unit alone came")),
            Choice("nobody", Text("双方都没有到场", "Nobody came")),
        ),
    ),
    words("record", "听证笔录", "Record of the hearing"),
    Field("signed", FieldKind.FLAG, Text("笔录已经到场的人核对签字", "Those present have read and signed the record")),
)  # fmt: skip
_DECISION = (FACTS, REASONS, EASY_TEXT, NO_EASY, BASIS, RULE, PRIVATE_TEXT, LOOKED)
_REDO = (TO_DO, REDO_BY, FACTS, REASONS, EASY_TEXT, NO_EASY, BASIS, RULE, PRIVATE_TEXT, LOOKED)
HEAD = Role.SUPERIOR


def appeal_acts() -> tuple[Act, ...]:
    """The rows, in the order of the note."""
    return (
        act("call_hearing", "决定听证", "Call a hearing", "handling", "", "unit_head", law("31 item 6"), PRACTICE, fields=HEARING, guards="no_hearing_open hearing_notice", documents="D13", told=("定于{hearing_on}听证，办理期限照算", "There will be a hearing on {hearing_on}; the time to handle it runs on"), weight=14),
        act("call_final_hearing", "决定复核听证", "Call a final hearing", "final_reviewing", "final_hearing", "final_reviewer", law("36(2)"), fields=HEARING, guards="no_hearing_open hearing_notice", documents="D13", clocks=(pause("C-FINAL"),), told=("定于{hearing_on}听证，听证时间不算在复核期限里", "There will be a hearing on {hearing_on}; its days do not count towards the final review"), weight=40),
        act("hold_hearing", "举行听证", "Hold the hearing", "handling final_hearing", "", "hearing_host", law("31 item 6"), law("36(2)"), fields=HELD, guards="hearing_called", told=("举行了听证", "The hearing was held"), weight=90),
        act("close_hearing", "结束听证", "Close the hearing", "handling final_hearing", "handling final_reviewing", "hearing_host unit_head final_reviewer", law("31 item 6"), law("36(2)"), fields=(words("conclusion", "听证结论；没有举行的写明原因", "What it found; why, if it was not held", shown=True),), guards="hearing_open", to_rule="after_hearing", clocks=(resume("C-FINAL"),), told=("听证结束", "The hearing is closed"), weight=80),
        act("ask_review", "申请复查", "Ask for a review", "opinion_delivered simple_answered", "review_asked", "speaker receptionist", law("35"), fields=(BODY, WRONG, RECEIVED_ON), guards="body_above review_in_time next_higher asked_on_a_day", documents="D17", clocks=(*meet("C-REVIEW-ASK"), start("C-REVIEW")), told=("申请了复查，由{body}办理", "A review was asked for; {body} does it"), public="voice.reopened", weight=9),
        act("ask_late", "逾期申请复查", "Take a late request for review", "concluded", "review_asked", "superior", PRACTICE, fields=(BODY, WRONG, REASON), guards="body_above opinion_not_reviewed next_higher", documents="D17", clocks=(start("C-REVIEW"),), told=("过了期限，{body}仍同意复查", "Past the time for it, {body} reviews it all the same"), public="voice.reopened", weight=8),
        act("start_review", "开始复查", "Start the review", "review_asked", "reviewing", "reviewer", law("35"), told=("上级开始复查", "The review has begun"), weight=100),
        act("decide_review", "出具复查意见", "Write the review opinion", "reviewing", "review_issued", "reviewer", law("35"), PRACTICE, fields=(RESULT, *_DECISION), guards="result_allowed", documents="D18", clocks=(*meet("C-REVIEW"), start("C-DELIVER")), approved_by=HEAD, told=("上级出了复查意见", "The review opinion is written"), public="voice.answered", weight=95),
        act("order_redo", "撤销处理意见，责令重新办理", "Annul it and order it done again", "reviewing", "redo", "reviewer", PRACTICE, fields=_REDO, guards="redo_allowed redo_in_time", documents="D18", clocks=(*meet("C-REVIEW"), start("C-REDO", from_field="due_on")), approved_by=HEAD, told=("上级撤销了处理意见，要求重新办理", "The body above annulled the opinion; it is handled again"), public="voice.answered", weight=60),
        act("deliver_review", "送达复查意见", "Record the delivery of the review", "review_issued", "review_delivered concluded", "reviewer receptionist speaker", law("35"), law("36(1)"), fields=DELIVERED, guards="delivery_proven", to_rule="review_reached", clocks=(*meet("C-DELIVER"), start("C-FINAL-ASK", "final_available")), told=("复查意见已送达", "The review opinion has reached you"), weight=100),
        act("ask_final", "申请复核", "Ask for the final review", "review_delivered", "final_asked", "speaker receptionist", law("36(1)"), fields=(BODY, WRONG, RECEIVED_ON), guards="body_above final_in_time next_higher asked_on_a_day", documents="D17", clocks=(*meet("C-FINAL-ASK"), start("C-FINAL")), told=("申请了复核，由{body}办理", "The final review was asked for; {body} does it"), public="voice.reopened", weight=9),
        act("ask_final_late", "逾期申请复核", "Take a late request for the final review", "concluded", "final_asked", "superior", PRACTICE, fields=(BODY, WRONG, REASON), guards="body_above review_not_reviewed next_higher", documents="D17", clocks=(start("C-FINAL"),), told=("过了期限，{body}仍同意复核", "Past the time for it, {body} takes the final review all the same"), public="voice.reopened", weight=8),
        act("start_final", "开始复核", "Start the final review", "final_asked", "final_reviewing", "final_reviewer", law("36(1)"), told=("开始复核", "The final review has begun"), weight=100),
        act("decide_final", "出具复核意见", "Write the final review opinion", "final_reviewing", "final_issued", "final_reviewer", law("36"), PRACTICE, fields=(RESULT, *_DECISION), guards="result_allowed", documents="D20", clocks=(*meet("C-FINAL"), start("C-DELIVER")), approved_by=HEAD, told=("出了复核意见", "The final review opinion is written"), public="voice.answered", weight=95),
        act("final_redo", "复核撤销，责令重新办理", "Annul it in the final review, to be done again", "final_reviewing", "redo", "final_reviewer", PRACTICE, fields=_REDO, guards="redo_allowed redo_in_time", documents="D20", clocks=(*meet("C-FINAL"), start("C-REDO", from_field="due_on")), approved_by=HEAD, told=("复核撤销了原来的意见，要求重新办理", "The final review annulled the opinion; it is handled again"), public="voice.answered", weight=60),
        act("deliver_final", "送达复核意见", "Record the delivery of the final review", "final_issued", "final_delivered", "final_reviewer receptionist speaker", law("36"), CHOICE, fields=DELIVERED, guards="delivery_proven", clocks=meet("C-DELIVER"), told=("复核意见已送达", "The final review opinion has reached you"), weight=100),
    )  # fmt: skip
