"""What the same-matter engine is given to read, in the transaction of the case; nothing of a sealed case ever."""

from collections.abc import Sequence

from huiying.foundation.likeness.enums import Kind
from huiying.foundation.likeness.services import forget, put_in_line
from huiying.serve.casework.models import Case, Reply
from huiying.serve.casework.services import suggestions


def line_up_voices(cases: Sequence[Case]) -> None:
    """Have the voices of these cases read."""
    put_in_line(Kind.VOICE, [case.pk for case in cases if not case.sealed])


def line_up_replies(replies: Sequence[Reply]) -> None:
    """Have these replies read."""
    put_in_line(Kind.REPLY, [reply.pk for reply in replies if not reply.case.sealed])


def seal_changed(case: Case) -> None:
    """Sealed: nothing stays of its voice and replies. Open again: they are read again."""
    if case.sealed:
        forget_case(case)
    else:
        line_up_voices([case])
        line_up_replies(list(Reply.objects.filter(case=case).select_related("case")))


def forget_case(case: Case) -> int:
    """Take its voice and replies out of everything that the engine keeps; how many had been read."""
    suggestions.forget([case.pk])
    replies = Reply.objects.filter(case=case).values_list("pk", flat=True)
    return forget(Kind.VOICE, [case.pk]) + forget(Kind.REPLY, replies)
