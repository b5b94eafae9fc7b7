"""Whoever is accused neither sees nor touches the report (条例 Art 30(3)): their unit keeps out from the moment it is
noted, as after a recusal."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from huiying.core.procedures.supervision_acts import ADDRESSED
from huiying.foundation.people.models import Unit
from huiying.serve.casework.enums import RecusalState
from huiying.serve.casework.errors import BodyIsAccused, NobodyLeft, UnitUnknown
from huiying.serve.casework.models import Case, Recusal
from huiying.serve.casework.selectors.sealed import accused_unit, inside, office_over, officers_left


def keep_out(case: Case, unit_id: int, *, now: datetime) -> None:
    """The unit and all below it are out of the case; noted again, nothing changes."""
    stands = Recusal.objects.filter(case=case, unit_id=unit_id).exclude(state=RecusalState.REFUSED)
    if not stands.update(state=RecusalState.GRANTED, decided_at=now):
        granted = {"state": RecusalState.GRANTED, "by_speaker": False, "asked_at": now, "decided_at": now}
        Recusal.objects.create(case=case, unit_id=unit_id, **granted)


def refuse_accused(case: Case, act_id: str, data: Mapping[str, Any], *, today: date) -> None:
    """Raises UnitUnknown, NobodyLeft, BodyIsAccused."""
    if act_id == "name_accused":
        accused = Unit.objects.filter(pk=data["accused"]).first()
        if accused is None:
            raise UnitUnknown(field="accused")
        if not officers_left(case.office, accused, today=today):
            raise NobodyLeft(field="accused")
    if act_id == "hand_sealed" and (noted := accused_unit(case)) is not None:
        refuse_body(noted, data)


def refuse_body(accused: Unit, data: Mapping[str, Any]) -> None:
    """Raises BodyIsAccused."""
    named = Unit.objects.filter(pk=data.get(ADDRESSED) or 0).first()
    if named is not None and inside(named, accused):
        raise BodyIsAccused(field=ADDRESSED)
    if str(data["competent_body"]) in (accused.name, accused.name_en):
        raise BodyIsAccused(field="competent_body")


def go_over_head(case_id: int, accused: Unit | None) -> None:
    """Where the office that takes reports in is itself accused, the one beside or above it has the report from its
    first moment, in the transaction in which it came. Raises UnitUnknown."""
    if accused is None:
        raise UnitUnknown(field="accused")
    case = Case.objects.select_for_update(of=("self",)).select_related("office").get(pk=case_id)
    over = office_over(case.office, accused)
    if over.pk != case.office_id:
        Case.objects.filter(pk=case_id).update(office=over, unit=over)
