"""People who come together with one matter.

Regulation on petition work (2022) Art 20, third paragraph: who bring a matter of many people forward in person choose
representatives, no more than five. Nobody is refused registration: whoever signed with them may have a receipt of
their own.
"""

from typing import ClassVar

from huiying.core.errors import HuiyingError
from huiying.core.procedures.model import Source
from huiying.core.procedures.xinfang_tables import law
from huiying.core.words import Text

SOURCE: Source = law("20(3)")
MOST_REPRESENTATIVES = 5
MOST_PEOPLE = 30_000
"""More never stood at a counter; it is a slip of the finger."""


class TooManyRepresentatives(HuiyingError):
    """More than five were to speak for a group."""

    code: ClassVar[str] = "group.too_many_representatives"
    sentence = Text(
        zh="代表最多 {most} 人（《信访工作条例》第二十条）。请他们推选出来；其余的人登记后照样可以各领一张回执。",
        en="At most {most} people speak for a group (petition regulation Art 20). Please let them choose; everybody "
        "else is registered all the same and may have a receipt of their own.",
    )


class FewerThanNamed(HuiyingError):
    """A group was said to be smaller than the people who were named."""

    code: ClassVar[str] = "group.fewer_than_named"
    sentence = Text(
        zh="已经写了 {named} 个人的名字，来的人数不能比这少。",
        en="{named} people are named here; the number who came cannot be smaller.",
    )


def refuse_group(*, came: int, representatives: int) -> None:
    """Raises TooManyRepresentatives, FewerThanNamed. `representatives`: the first who speaks among them."""
    if representatives > MOST_REPRESENTATIVES:
        raise TooManyRepresentatives(most=MOST_REPRESENTATIVES)
    if came < representatives:
        raise FewerThanNamed(named=representatives)
