"""The worker's reading: everything once, whoever is killed or comes second; nothing of what is sealed or erased."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from huiying.core.similarity import read
from huiying.foundation.ledger.actors import SYSTEM
from huiying.foundation.likeness.enums import Kind
from huiying.foundation.likeness.models import FiledKey, StoredProfile, Unread
from huiying.foundation.likeness.selectors import count_waiting, frequencies, known, waiting
from huiying.foundation.likeness.services import put_in_line
from huiying.foundation.people.models import Grant
from huiying.listen.voices.models import Voice
from huiying.loop.act_on_case import act_on_case
from huiying.loop.erase_voice import erase_voice
from huiying.loop.receive_voice import Spoken, receive_voice
from huiying.loop.rehearsal.demo import fill
from huiying.loop.speaker_acts import withdraw
from huiying.loop.understanding import catching_up, reading
from huiying.loop.understanding.catching_up import line_up_missed
from huiying.serve.casework.models import Case, Reply
from tests.cast import NOW, Cast, open_liuxi
from tests.core.similarity.voices import KITCHEN, KITCHEN_TOO, LAMPS, VOICES
from tests.foundation.likeness.office import counts, rows
from tests.journeys_of_rows import JOURNEYS, Li, play

Together = Callable[..., list[Any]]
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def cast() -> Cast:
    return open_liuxi()


def said(*texts: str, kind: str = "request", name: str = "") -> list[int]:
    identity = {"name": name} if name else {}
    naming = "named" if name else "anonymous"
    return [
        receive_voice(
            Spoken("counter", kind, naming, text, "zh-hans", NOW), identity=identity, actor=SYSTEM, now=NOW
        ).voice.pk
        for text in texts
    ]


def read_now() -> int:
    return reading.read_waiting(now=NOW)


def test_a_voice_waits_from_the_moment_it_is_written_and_is_read_once(cast: Cast) -> None:
    first, second = said(KITCHEN, LAMPS)
    assert waiting(Kind.VOICE, 9) == [second, first]
    assert read_now() == 2
    assert count_waiting() == 0
    assert frequencies(Kind.VOICE, ()).documents == 2
    assert read_now() == 0


def test_replies_are_read_too(cast: Cast) -> None:
    voice = play(JOURNEYS["petition"](Li(cast)))
    reading.read_all(now=NOW)
    replies = set(Reply.objects.filter(case_id=voice.pk).values_list("pk", flat=True))
    assert len(replies) == 2
    assert known(Kind.REPLY, replies) == replies
    assert frequencies(Kind.REPLY, ()).documents == 2


def test_a_report_is_never_in_line(cast: Cast) -> None:
    (voice,) = said(KITCHEN, kind="report")
    assert Case.objects.get(pk=voice).sealed
    assert Unread.objects.count() == 0
    put_in_line(Kind.VOICE, [voice])
    assert read_now() == 0
    assert rows()["StoredProfile"] == rows()["Unread"] == []


def test_what_is_sealed_later_leaves_nothing_behind(cast: Cast) -> None:
    first, second = said(KITCHEN, LAMPS)
    reading.read_all(now=NOW)
    act_on_case(second, "seal", actor=cast.actor("zhou"), now=NOW)
    assert known(Kind.VOICE, [first, second]) == {first}
    assert set(counts()) == reading_keys(KITCHEN)
    assert frequencies(Kind.VOICE, ()).documents == 1


def test_what_is_sealed_while_it_waits_is_not_read(cast: Cast) -> None:
    (voice,) = said(KITCHEN)
    act_on_case(voice, "seal", actor=cast.actor("zhou"), now=NOW)
    assert count_waiting() == 0


def test_what_is_sealed_while_it_is_read_is_not_filed(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = said(KITCHEN, LAMPS)

    def think(ids: object, now: object) -> object:
        act_on_case(second, "seal", actor=cast.actor("zhou"), now=NOW)
        return lambda kept, _now: kept_ids.append(list(kept))

    kept_ids: list[list[int]] = []
    monkeypatch.setattr(reading, "STEPS", [think])
    assert read_now() == 1
    assert kept_ids == [[first]]
    assert known(Kind.VOICE, [first, second]) == {first}
    assert counts().total() == len(reading_keys(KITCHEN))


def reading_keys(text: str) -> frozenset[int]:
    return read(text).keys()


def test_what_is_erased_leaves_nothing_behind(cast: Cast) -> None:
    Grant.objects.create(
        staff=cast.staff["sun"], role="identity_keeper", unit=cast.units["office"], starts_on=date(2026, 1, 1)
    )
    said(LAMPS)
    reading.read_all(now=NOW)
    before = rows()
    (voice,) = said(KITCHEN)
    reading.read_all(now=NOW)
    assert rows() != before
    withdraw(Voice.objects.get(pk=voice), reason="自己修好了", now=NOW)
    later = NOW + timedelta(days=40)
    erase_voice(voice, basis="consent", actor=cast.actor("sun"), now=later, reason="本人到窗口申请")
    assert rows() == before
    line_up_missed(now=NOW)
    assert reading.read_all(now=NOW) == 0
    assert rows() == before


def test_the_name_of_who_speaks_is_not_read(cast: Cast) -> None:
    said("我叫欧阳晓明，楼道灯坏了没人修。", name="欧阳晓明")
    reading.read_all(now=NOW)
    assert set(counts()) == reading_keys("我叫****，楼道灯坏了没人修。")
    assert not reading_keys("欧阳晓明") & set(counts())


def in_tables() -> tuple[int, int, int]:
    """Profiles, texts counted, words counted."""
    return StoredProfile.objects.count(), frequencies(Kind.VOICE, ()).documents, counts().total()


def test_a_worker_that_dies_between_reading_and_filing_loses_and_doubles_nothing(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    said(*VOICES)

    class Killed(BaseException):
        pass

    def die(*_args: object) -> object:
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(reading, "STEPS", [lambda ids, now: die])
        with pytest.raises(Killed):
            read_now()
    assert count_waiting() == len(VOICES)
    assert StoredProfile.objects.count() == FiledKey.objects.count() == 0
    assert reading.read_all(now=NOW) == len(VOICES)
    assert frequencies(Kind.VOICE, ()).documents == len(VOICES)


def test_one_text_that_cannot_be_read_does_not_hold_up_the_others(
    cast: Cast, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    good, bad, other = said(KITCHEN, LAMPS, KITCHEN_TOO)

    def think(ids: list[int], now: object) -> object:
        if bad in ids:
            raise ValueError("words of a voice")
        return lambda kept, _now: None

    with monkeypatch.context() as patch:
        patch.setattr(reading, "STEPS", [think])
        assert reading.read_all(now=NOW) == 2
    assert f"voice {bad} cannot be read: ValueError" in caplog.text
    assert "words of" not in caplog.text
    assert known(Kind.VOICE, [good, bad, other]) == {good, other}
    assert line_up_missed(now=NOW) == 1
    assert reading.read_all(now=NOW) == 1


def test_two_workers_file_each_text_once(cast: Cast, together: Together, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "AT_ONCE", 3)
    said(*VOICES * 5)
    done = together(*[lambda: reading.read_all(now=NOW)] * 3)
    assert sum(done) == len(VOICES) * 5
    (left,) = together(in_tables)
    assert left == (5 * len(VOICES), 5 * len(VOICES), 5 * sum(len(reading_keys(text)) for text in VOICES))


def test_workers_and_who_seals_do_not_get_in_each_others_way(
    cast: Cast, together: Together, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "AT_ONCE", 2)
    ids = said(*VOICES * 4)
    sealed = ids[::3]

    def seal() -> None:
        for one in sealed:
            act_on_case(one, "seal", actor=cast.actor("zhou"), now=NOW)

    together(lambda: reading.read_all(now=NOW), seal, lambda: reading.read_all(now=NOW))
    (there, left) = together(lambda: known(Kind.VOICE, ids), in_tables)
    assert there == set(ids) - set(sealed)
    still = [text for one, text in zip(ids, VOICES * 4, strict=True) if one not in sealed]
    assert left == (len(still), len(still), sum(len(reading_keys(text)) for text in still))


def test_what_was_never_in_line_is_found_and_read(cast: Cast) -> None:
    (report,) = said(LAMPS, kind="report")
    ids = said(KITCHEN, KITCHEN_TOO)
    Unread.objects.all().delete()
    assert line_up_missed(now=NOW) == 2
    assert line_up_missed(now=NOW) == 0
    assert reading.read_all(now=NOW) == 2
    assert known(Kind.VOICE, [report, *ids]) == set(ids)


def test_a_line_is_made_up_while_others_write(cast: Cast, together: Together, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(catching_up, "AT_ONCE", 1)
    ids = said(*VOICES * 3)
    Unread.objects.all().delete()
    lined_up, new = together(lambda: line_up_missed(now=NOW), lambda: said(*VOICES * 3))
    assert lined_up == len(ids)
    (waits,) = together(lambda: waiting(Kind.VOICE, 99))
    assert set(waits) == {*ids, *new}


def test_a_demo_waits_in_line_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    fill(voices=30, seed=3, months=2, now=NOW, progress=lambda *_: None)
    open_ones = Case.objects.filter(sealed=False).count()
    replies = Reply.objects.filter(case__sealed=False).count()
    heard: list[int] = []
    assert reading.read_all(now=NOW, progress=heard.append) == open_ones + replies == heard[-1]
    assert frequencies(Kind.VOICE, ()).documents == open_ones


def test_who_was_sealed_while_the_night_looked_is_not_put_in_line_again(cast: Cast) -> None:
    (case_id,) = said(KITCHEN)
    read_now()
    act_on_case(case_id, "seal", actor=cast.actor("zhou"), now=NOW, data={"reason": "检举"})
    assert catching_up._line_up(Kind.VOICE, [case_id]) == 0
    assert count_waiting() == 0


def test_the_reader_takes_the_case_before_the_line_as_whoever_seals_it_does(cast: Cast) -> None:
    said(KITCHEN)
    with CaptureQueriesContext(connection) as asked:
        read_now()
    found = [query["sql"] for query in asked]
    begun = next(at for at, sql in enumerate(found) if sql.startswith("DELETE FROM likeness_unread"))
    assert 'FROM "casework_case" WHERE' in found[begun - 1]
    assert "ORDER BY" in found[begun - 1]
