"""Reports of wrongdoing: who takes them on, where they may go, how the result is told (条例 Arts 30(3), 46 item 5)."""

from collections.abc import Mapping
from datetime import date

from huiying.core.procedures.guards.context import Context, Guard
from huiying.core.procedures.model import Choice
from huiying.core.words import Text

ACCUSED, PARCEL, FEEDBACK = "accused", "parcel", "feedback"
"""Tracks: id of the accused unit; whether the parcel was signed for; the way in which the person wants to be told."""
SENT, RECEIVED = "sent", "received"
NEW, HERE, HANDED = "sealed", "sealed_handling", "sealed_handed"
"""States of a report: nobody has decided where it goes, this office handles it, another body has it."""
RECEIPT_PAGE = "receipt"
FEEDBACK_WAYS = (
    Choice(RECEIPT_PAGE, Text("在回执页上", "On the receipt page")),
    Choice("phone", Text("打电话", "By phone")),
    Choice("met", Text("当面", "In person")),
    Choice("letter", Text("写信", "By letter")),
    Choice("none", Text("不用告诉", "Not at all")),
)
"""Until the person chooses, the receipt page: nobody has to be called or written to."""


def chosen_way(tracks: Mapping[str, str]) -> str:
    """How the person wants to be told."""
    return tracks.get(FEEDBACK, RECEIPT_PAGE)


def _not_accused(context: Context) -> Text | None:
    accused = context.facts.tracks.get(ACCUSED)
    if accused and str(context.actor.unit_id) == accused:
        return Text(
            "被反映的是您所在的单位，请由别的专办员来办。", "Your own unit is accused; another officer takes it."
        )
    return None


def _body_not_accused(context: Context) -> Text | None:
    body = context.data.get("addressed")
    if body and str(body) == context.facts.tracks.get(ACCUSED):
        return Text(
            "不能转给被反映人所在的单位（第三十条第三款）。请选有权处理的机关。",
            "It must not go to the unit of the accused (Art 30(3)). Please choose the competent body.",
        )
    return None


def _parcel_out(context: Context) -> Text | None:
    if context.facts.tracks.get(PARCEL) == SENT:
        return None
    return Text("签收回执已经记过了。", "The receipt of this parcel is noted already.")


def _signed_by_today(context: Context) -> Text | None:
    if date.fromisoformat(str(context.data["received_on"])) > context.today:
        return Text("签收的日期还没有到。", "That day is still to come.")
    return None


def _parcel_acknowledged(context: Context) -> Text | None:
    if context.facts.state != "sealed_handed" or context.facts.tracks.get(PARCEL) == RECEIVED:
        return None
    return Text("先收到对方的签收回执，再办结。", "Note the receiver's receipt first, then conclude.")


def _serious_is_told(context: Context) -> Text | None:
    if not context.data.get("serious") or context.data.get("also_told"):
        return None
    return Text(
        "重大的，请写明报告了党委主要负责同志和分管负责同志（第三十条第二款）。",
        "A serious matter: please say that the head of the party committee and the leader for personnel were told.",
    )


def _by_the_chosen_way(context: Context) -> Text | None:
    way = chosen_way(context.facts.tracks)
    if context.data["how"] == way:
        return None
    said = next(choice.label for choice in FEEDBACK_WAYS if choice.value == way)
    return Text(
        f"本人要的方式是“{said.zh}”，请按这个方式反馈。", f"The person wants to be told: {said.en}. Please do it so."
    )


def _words_where_read(context: Context) -> Text | None:
    on_page, said = context.data["how"] == RECEIPT_PAGE, bool(context.data.get("words"))
    if on_page and not said:
        return Text("请写一句给本人看的话。", "Please write the words that the person reads.")
    if said and not on_page:
        return Text(
            "本人没有选回执页，这里请空着。", "The person did not choose the receipt page; please leave this empty."
        )
    return None


RULES: Mapping[str, Guard] = {
    "not_accused": Guard(_not_accused),
    "body_not_accused": Guard(_body_not_accused, early=False, field="addressed"),
    "parcel_out": Guard(_parcel_out),
    "signed_by_today": Guard(_signed_by_today, early=False, field="received_on"),
    "parcel_acknowledged": Guard(_parcel_acknowledged),
    "serious_is_told": Guard(_serious_is_told, early=False, field="also_told"),
    "by_the_chosen_way": Guard(_by_the_chosen_way, early=False, field="how"),
    "words_where_read": Guard(_words_where_read, early=False, field="words"),
}
