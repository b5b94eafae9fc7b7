"""Emptying what somebody wrote with a judgement; the choices stay for the counts."""

from huiying.judge.ratings.models import Acceptance, Praise, Rating, Verdict


def empty_words(case_id: int) -> int:
    """Take the words out of every rating, verdict, acceptance and praise of a case, for ever, and the praise off the
    board. Returns how many had any."""
    praises = Praise.objects.filter(case_id=case_id).exclude(words="").update(words="", public=False)
    return praises + sum(
        model.objects.filter(case_id=case_id).exclude(words="").update(words="")
        for model in (Rating, Verdict, Acceptance)
    )
