"""October 2026 in Liuxi: voices, cases, limits and ratings written as plain rows, quickly and many."""

from datetime import UTC, datetime, timedelta
from itertools import count

from huiying.judge.ratings.models import Rating
from huiying.listen.voices.models import Voice
from huiying.serve.casework.enums import ReplyKind
from huiying.serve.casework.models import Case, Deadline, Reply

MID = datetime(2026, 10, 15, 2, tzinfo=UTC)
_numbers = count(1)


def cases_of(cast, unit, *, kind="request", place="village", number=1, ended=MID, **more):
    """`number` cases that a unit has; `place`: short name, "" for none."""
    start = next(_numbers)
    voices = Voice.objects.bulk_create(
        Voice(
            number=f"T{start:04}{at:05}",
            code_digest=b"0" * 32,
            channel="web",
            kind=kind,
            naming="anonymous",
            title="路灯",
            text="路灯不亮",
            language="zh-hans",
            place=cast.places[place] if place else None,
            received_at=MID - timedelta(days=20),
            recorded_at=MID - timedelta(days=20),
        )
        for at in range(number)
    )
    state = {"procedure": "hotline", "version": "1", "state": "closed", "standing": "ended", "ended_at": ended, **more}
    return Case.objects.bulk_create(
        Case(
            voice=voice,
            office=cast.units["hotline"],
            unit=cast.units[unit],
            opened_at=voice.received_at,
            **state,
        )
        for voice in voices
    )


def rated(cases, *, resolved="", satisfied="", responded="", at=MID, nth=1):
    """A rating of each case."""
    said = {"resolved": resolved, "satisfied": satisfied, "responded": responded, "given_at": at, "round": nth}
    return Rating.objects.bulk_create(Rating(case=case, **said) for case in cases)


def limits(cases, *, kept=True, due=MID, clock="H-HANDLE", unit=None, **more):
    """A limit of each case that ends at `due`."""
    met = due - timedelta(hours=1) if kept else None
    row = {"clock": clock, "unit": unit, "version": "1", "started_at": due - timedelta(days=5), "due_at": due}
    days = {"due_on": due.date(), "target_on": due.date()}
    return Deadline.objects.bulk_create(Deadline(case=case, met_at=met, **row, **days, **more) for case in cases)


def refused(cases, *, at=MID - timedelta(days=1), basis="办法第九条"):
    """An answer that does not support what was asked, with its grounds."""
    request = {"request": "退款", "facts": "合同已履行", "outcome": "not_supported", "decision": "不予", "basis": basis}
    return Reply.objects.bulk_create(
        Reply(case=case, kind=ReplyKind.REPLY, unit=case.unit, public_text="查清了", requests=[request], given_at=at)
        for case in cases
    )


def lively(cast):
    """Three units, four kinds, three places: some cells large, some small, some empty."""
    for unit, kind, place, number, yes in (
        ("liuhe", "request", "village", 34, 20),
        ("liuhe", "complaint", "liuhe", 12, 6),
        ("liuhe", "inquiry", "", 3, 3),
        ("land", "request", "qingshi", 22, 9),
        ("land", "complaint", "village", 9, 2),
        ("land", "suggestion", "qingshi", 2, 1),
        ("housing", "request", "qingshi", 31, 30),
        ("housing", "complaint", "liuhe", 4, 1),
        ("housing", "inquiry", "qingshi", 14, 9),
        ("petition", "request", "village", 2, 1),
    ):
        cases = cases_of(cast, unit, kind=kind, place=place, number=number)
        limits(cases[:yes])
        limits(cases[yes:], kept=False)
        rated(cases[:yes], resolved="yes", satisfied="yes", responded="yes")
        rated(cases[yes:], resolved="no", satisfied="so_so", responded="no")
        cases_of(cast, unit, kind=kind, place=place, number=number // 3)
