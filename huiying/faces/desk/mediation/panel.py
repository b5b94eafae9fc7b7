"""The card on the page of a case: its mediations, and the way to each."""

from huiying.core.procedures.guards.mediation import TRACK, WANTED
from huiying.faces.desk.access import Viewer
from huiying.faces.desk.mediation.words import MediationRow, row
from huiying.faces.desk.nav import MEDIATIONS
from huiying.serve.casework.models import Case
from huiying.serve.mediation.models import Mediation

THERE = frozenset(
    "agree_mediation other_agrees begin_mediation reach fail stop_mediation settlement_kept breach".split()
)
"""Acts of the case that are done on the page of its mediation, which knows who the sides are and whom they chose."""


def wanted(case: Case, viewer: Viewer) -> bool:
    """Whether the person who spoke asked for mediation and nobody has offered it yet."""
    return _reads(case, viewer) and case.facts.get("tracks", {}).get(TRACK) == WANTED


def of_case(case: Case, viewer: Viewer) -> list[MediationRow]:
    """Nothing for a sealed or erased case, nor for whoever has no mediation to read."""
    if not _reads(case, viewer):
        return []
    return [row(one) for one in Mediation.objects.filter(case=case).order_by("-pk")]


def _reads(case: Case, viewer: Viewer) -> bool:
    return not case.sealed and case.voice.erased_at is None and viewer.holds(*MEDIATIONS)
