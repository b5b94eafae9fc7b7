"""Erasure in the room of duty."""

from huiying.listen.duty.models import Handover, HandoverLine


def empty_handovers(voice_id: int) -> int:
    """Empty what was noted about a voice, and the free words of the sheets it stood on; how many texts went."""
    lines = HandoverLine.objects.filter(voice_id=voice_id)
    sheets = Handover.objects.filter(pk__in=list(lines.values_list("handover_id", flat=True)))
    return lines.exclude(note="").update(note="") + sheets.exclude(words="").update(words="")
