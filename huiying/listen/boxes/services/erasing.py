"""What is written about a slip goes with its voice; the joint that empties the other rooms records it."""

from huiying.foundation.ledger.actors import About
from huiying.listen.boxes.models import Difference


def empty_slip(voice_id: int) -> tuple[int, list[About]]:
    """Empty why the slip of this voice did not come at first; how many texts, and what their events are about."""
    told = Difference.objects.filter(slip__paper__voice_id=voice_id).exclude(reason="")
    about = [About(Difference.subject_kind, pk) for pk in told.values_list("pk", flat=True)]
    Difference.objects.filter(pk__in=[each.subject_id for each in about]).update(reason="")
    return len(about), about
