"""Writing a rating down, once for each round of handling."""

from dataclasses import dataclass
from datetime import datetime

from huiying.core.spoken import clean_line_ends
from huiying.judge.ratings.enums import PutRight, Resolved, Responded, Satisfied
from huiying.judge.ratings.errors import AlreadyRated, AnswerUnknown, NothingSaid
from huiying.judge.ratings.models import Rating

MOST_CHARACTERS = 5_000


@dataclass(frozen=True, slots=True)
class Answers:
    """The four questions, each by itself; "" is "not said". `words` are the speaker's own."""

    responded: str = ""
    resolved: str = ""
    satisfied: str = ""
    put_right: str = ""
    words: str = ""

    def checked(self) -> "Answers":
        """The same, cleaned. Raises NothingSaid, AnswerUnknown."""
        given = (
            (self.responded, Responded),
            (self.resolved, Resolved),
            (self.satisfied, Satisfied),
            (self.put_right, PutRight),
        )
        if any(answer and answer not in question.values for answer, question in given):
            raise AnswerUnknown
        if not any(answer for answer, _ in given):
            raise NothingSaid
        words = clean_line_ends(self.words)[:MOST_CHARACTERS]
        return Answers(self.responded, self.resolved, self.satisfied, self.put_right, words)


def give_rating(case_id: int, round_: int, answers: Answers, *, now: datetime) -> Rating:
    """Write the rating of a round; its event is the act `rate` of the case. Raises AlreadyRated and Answers' errors."""
    answers = answers.checked()
    if Rating.objects.filter(case_id=case_id, round=round_).exists():
        raise AlreadyRated
    return Rating.objects.create(
        case_id=case_id,
        round=round_,
        responded=answers.responded,
        resolved=answers.resolved,
        satisfied=answers.satisfied,
        put_right=answers.put_right,
        words=answers.words,
        given_at=now,
    )
