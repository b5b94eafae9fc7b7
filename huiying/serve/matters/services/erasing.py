"""What an erasure takes out of the yearly list."""

from huiying.foundation.ledger.actors import About
from huiying.serve.matters.enums import Standing
from huiying.serve.matters.models import Nomination


def empty_nominations(case_id: int) -> tuple[int, list[About]]:
    """The words of nominations made from this case, in the caller's transaction; how many were emptied, and the
    nominations, whose events hold words as well.

    The title is the office's own and stays with the vote that it stood on; one that nobody has read yet goes as well.
    """
    emptied = 0
    found = list(Nomination.objects.select_for_update(of=("self",)).filter(case_id=case_id))
    for one in found:
        names = ["words"] if one.standing != Standing.WAITING else ["words", "title", "title_en"]
        emptied += sum(bool(getattr(one, name)) for name in names)
        for name in names:
            setattr(one, name, "")
        one.save(update_fields=names)
    return emptied, [About(one.subject_kind, one.pk) for one in found]
