"""What can be wrong with a ballot, and with a file of ballots."""

from typing import ClassVar

from huiying.core.errors import HuiyingError
from huiying.core.words import Text


class NothingChosen(HuiyingError):
    """A ballot without a choice."""

    code: ClassVar[str] = "vote.nothing_chosen"
    sentence = Text(zh="请至少选一件，最多选 {most} 件。", en="Choose one at least, and {most} at most.")


class TooManyChosen(HuiyingError):
    """More choices than a ballot has."""

    code: ClassVar[str] = "vote.too_many"
    sentence = Text(
        zh="选了 {count} 件，最多选 {most} 件。请去掉几件再投。",
        en="You chose {count}; {most} at most. Take some away and vote again.",
    )


class LineNotOnBallot(HuiyingError):
    """A choice that is not on the ballot, or not any more."""

    code: ClassVar[str] = "vote.not_on_ballot"
    sentence = Text(
        zh="有一件不在这张票上。请重新打开投票页再选。",
        en="One of your choices is not on the ballot. Open the page again and choose from it.",
    )


class FileBroken(ValueError):
    """Not a file of ballots in its one canonical form; the words say where."""
