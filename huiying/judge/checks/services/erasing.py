"""Emptying what a caller wrote down of somebody's words; the choices stay for the counts."""

from huiying.judge.checks.models import CallBack


def empty_calls(case_id: int) -> int:
    """Take the words out of every call-back of a case, for ever. Returns how many had any."""
    return CallBack.objects.filter(case_id=case_id).exclude(words="").update(words="")
