"""The usual criteria of a list of practical matters: an office may leave some out and add its own."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CriterionData:
    """A criterion and what it means, in both languages; English may be empty."""

    name: str
    meaning: str
    name_en: str = ""
    meaning_en: str = ""


STANDARD: tuple[CriterionData, ...] = (
    CriterionData(
        "大家需要",
        "说过的人多，或者人不多但难处大",
        "People need it",
        "Many spoke of it, or few whose need is great",
    ),
    CriterionData(
        "归本地管", "本地有权办，不用等上级批", "It is ours to do", "We have the power to do it without asking above"
    ),
    CriterionData(
        "一年能办成",
        "年底前看得见、用得上",
        "It can be done in the year",
        "It is there and in use by the end of the year",
    ),
    CriterionData("钱有着落", "估得出要多少钱，出得起", "The money is there", "Its cost is known and can be borne"),
    CriterionData(
        "长久有用",
        "办成以后有人管、有钱养",
        "It lasts",
        "Somebody looks after it afterwards, and there is money for that",
    ),
    CriterionData("没有重复", "没有列进别的计划", "It is not planned already", "It stands in no other plan"),
)
