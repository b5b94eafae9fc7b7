"""The card on the page of a case: its mediations, and the way to each."""

from huiying.faces.desk.access import Viewer
from huiying.faces.desk.mediation.words import MediationRow, row
from huiying.faces.desk.nav import MEDIATIONS
from huiying.serve.casework.models import Case
from huiying.serve.mediation.models import Mediation

THERE = frozenset(
    "agree_mediation other_agrees begin_mediation reach fail stop_mediation settlement_kept breach".split()
)
"""Acts of the case that are done on the page of its mediation, which knows who the sides are and whom they chose."""


def of_case(case: Case, viewer: Viewer) -> list[MediationRow]:
    """Nothing for a sealed or erased case, nor for whoever has no mediation to read."""
    if case.sealed or case.voice.erased_at is not None or not viewer.holds(*MEDIATIONS):
        return []
    return [row(one) for one in Mediation.objects.filter(case=case).order_by("-pk")]
