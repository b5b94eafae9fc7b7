"""另置: what does not look like a matter is set aside in the open, in both procedures; our practice.

Nothing is deleted and no clock stops. Whoever spoke reads it on the receipt and may ask for a second look; then nobody
sets it aside again. A machine may do so only with what came by the web, by a rule that the office has switched on.
"""

from huiying.core.procedures.build import act
from huiying.core.procedures.fields import words
from huiying.core.procedures.model import Act, Choice, Field, FieldKind, Source
from huiying.core.words import Text

ASIDE = "laid_aside"
SAME_TEXT, ONLY_LINKS = "same_text", "only_links"
RULE = Field(
    "rule", FieldKind.CHOICE, Text("为什么", "Why"), shown=True,
    choices=(
        Choice("advert", Text("广告、推广", "An advertisement")),
        Choice("senseless", Text("看不出要说什么事", "It cannot be made out what it is about")),
        Choice(SAME_TEXT, Text("一小时内收到很多一字不差的同样内容", "Many with the very same words came within an hour")),
        Choice(ONLY_LINKS, Text("只有网址，没有说事", "Only web addresses, nothing told")),
    ),
)  # fmt: skip
REASON = words("reason", "说明", "In your own words", required=False, shown=True)


def aside_acts(first: str, practice: Source) -> tuple[Act, ...]:
    """The three acts; `first` is the state of a voice that has just come in."""
    return (
        act("set_aside", "另置", "Set aside", first, ASIDE, "dispatcher receptionist system", practice, fields=(RULE, REASON), guards="not_joined not_looked_at_again machine_by_web_alone", told=("先放在一边了，看着不像是一件要办的事。您可以要求再看一遍", "Set aside: it does not look like a matter to be handled. You can ask for a second look"), weight=3),
        act("take_up", "拿起来办", "Take up", ASIDE, first, "dispatcher receptionist", practice, fields=(words("reason", "理由", "Reason", required=False),), told=("看过了，拿起来办", "Looked at and taken up"), key="T", weight=90),
        act("ask_second_look", "要求再看一遍", "Ask for a second look", ASIDE, first, "speaker", practice, fields=(words("words", "您想说明的", "What you want to say to it", required=False, shown=True),), told=("您要求再看一遍，重新拿起来了", "You asked for a second look; it is taken up again")),
    )  # fmt: skip
