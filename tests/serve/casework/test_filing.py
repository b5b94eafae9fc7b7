"""What is said is found at once, by words, in the transaction that writes it; never of a sealed or an erased case."""

from datetime import date, timedelta

import pytest
from django.db import transaction

from huiying.foundation.ledger import recording
from huiying.foundation.people.models import Grant
from huiying.foundation.search.indexing import drop, empty, filed
from huiying.foundation.search.models import Window
from huiying.foundation.search.rows import Kind
from huiying.listen.voices.models import Voice
from huiying.loop.act_on_case import act_on_case
from huiying.loop.erase_voice import erase_voice
from huiying.loop.import_voices import run
from huiying.loop.rehearsal.demo import fill
from huiying.loop.speaker_acts import add_words, withdraw
from huiying.loop.understanding.finding import file_all_anew, file_missing, file_words
from huiying.loop.understanding.reading import read_waiting
from huiying.serve.casework.models import Case
from huiying.serve.casework.selectors.findable import stored_words, unfiled_cases
from huiying.serve.casework.services.filing import keep_filed
from tests.cast import NOW, open_liuxi
from tests.foundation.search.conftest import found
from tests.journeys_of_rows import JOURNEYS, LAMPS, Li, play

pytestmark = pytest.mark.django_db


@pytest.fixture
def li():
    return Li(open_liuxi())


def rows():
    return list(Window.objects.order_by("pk").values_list("pk", "part", "nth", "signs"))


def said(li, channel="counter", kind="request"):
    return li.receive(channel, kind)().voice


def test_a_voice_an_answer_and_added_words_are_found(li):
    voice = play(JOURNEYS["petition"](li))
    for phrase in (
        "三盏灯都不亮",
        "灯杆上有编号",
        "线路进水烧坏",
        "责任在我们",
        "城乡照明管理",
        "又换了一根线",
        "还是不亮",
    ):
        assert found(phrase) == [voice.pk], phrase
    assert found("三盏灯 编号 进水") == [voice.pk]
    assert found("路灯归镇里管") == found("李桂英") == found("00001234567") == []


@pytest.mark.parametrize("name", ["petition", "hotline", "taken_back"])
def test_made_anew_the_index_is_what_the_acts_had_made_of_it(name, li):
    play(JOURNEYS[name](li))
    before = sorted(row[1:] for row in rows())
    file_all_anew()
    assert sorted(row[1:] for row in rows()) == before
    assert not unfiled_cases().exists()


def test_a_report_of_wrongdoing_is_never_found(li):
    voice = play(JOURNEYS["report"](li))
    assert Case.objects.get(pk=voice.pk).sealed
    assert rows() == []
    file_missing()
    file_words([voice.pk], NOW)
    assert rows() == []


def test_what_is_sealed_later_is_found_no_more_and_not_what_is_said_in_it_afterwards(li):
    voice, other = said(li), said(li)
    assert found(LAMPS) == [other.pk, voice.pk]
    act_on_case(voice.pk, "seal", actor=li.cast.actor("zhou"), now=NOW + timedelta(hours=1), data={})
    assert found(LAMPS) == [other.pk]
    add_words(voice, text="又看见一次", now=NOW + timedelta(days=1))
    file_missing()
    assert found("又看见一次") == []
    assert filed(Kind.CASE, [voice.pk, other.pk]) == {other.pk}


def test_opened_again_all_of_it_is_found(li):
    voice = play(JOURNEYS["petition"](li))
    case = Case.objects.select_related("voice").get(pk=voice.pk)
    before = sorted(row[1:] for row in rows())
    case.sealed = True
    keep_filed(case, [], was_sealed=False)
    assert rows() == []
    case.sealed = False
    keep_filed(case, [], was_sealed=True)
    assert sorted(row[1:] for row in rows()) == before


def test_what_is_erased_is_found_no_more_and_is_not_put_in_again(li):
    sun, root = li.cast.staff["sun"], li.cast.units["office"]
    Grant.objects.create(staff=sun, role="identity_keeper", unit=root, starts_on=date(2026, 1, 1))
    voice, other = said(li), said(li)
    add_words(voice, text="灯杆上有编号", now=NOW + timedelta(days=1))
    withdraw(voice, reason="修好了", now=NOW + timedelta(days=2))
    erase_voice(voice.pk, basis="consent", actor=li.cast.actor("sun"), now=NOW + timedelta(days=40), reason="本人申请")
    assert found("编号") == []
    assert found(LAMPS) == [other.pk]
    assert file_missing() == 0
    case = Case.objects.select_related("voice").get(pk=voice.pk)
    keep_filed(case, list(stored_words([other.pk])), was_sealed=False)
    assert filed(Kind.CASE, [voice.pk]) == set()


def test_an_old_case_in_which_something_is_said_is_found_whole(li):
    voice, other = said(li), said(li)
    empty()
    add_words(voice, text="灯杆上有编号", now=NOW + timedelta(days=1))
    assert found("编号") == found(LAMPS) == [voice.pk]
    assert list(unfiled_cases().values_list("pk", flat=True)) == [other.pk]


def test_when_the_event_fails_nothing_is_found(li, monkeypatch):
    voice = said(li)
    before = rows()

    def fail(*_arguments, **_more):
        raise OSError("disk")

    with monkeypatch.context() as patch:
        patch.setattr(recording, "_secret", fail)
        for change in (lambda: said(li), lambda: add_words(voice, text="编号", now=NOW)):
            with pytest.raises(OSError):
                change()
    assert rows() == before


def test_the_demo_is_found_at_once():
    fill(voices=15, seed=3, months=2, now=NOW, progress=lambda *_: None)
    assert not unfiled_cases().exists()
    before = sorted(row[1:] for row in rows())
    file_all_anew()
    assert sorted(row[1:] for row in rows()) == before


@pytest.fixture
def imported(li, tmp_path):
    """Ids of three voices of a table, one with a reply."""
    table = tmp_path / "voices.csv"
    lines = ["msg_id,subject,time,text,reply,reply_time", f"a1,路灯,2026-10-01,{LAMPS},已换好。,2026-10-09"]
    lines += [f"a{n},路灯,2026-10-02,第{n}次说：{LAMPS},," for n in (2, 3)]
    table.write_text("\n".join(lines) + "\n", "utf-8")
    run(table, mapping=None, dry_run=False, rejects=tmp_path / "no.csv", now=NOW, progress=lambda *_: None)
    return sorted(Voice.objects.values_list("pk", flat=True))


def test_what_was_imported_is_put_in_by_the_worker(imported):
    assert found(LAMPS) == []
    assert unfiled_cases().count() == 3
    read_waiting(now=NOW)
    assert found(LAMPS) == imported[::-1]
    assert found("已换好") == imported[:1]


def test_what_is_missing_is_put_in_once_and_can_be_stopped_at_any_time(imported, monkeypatch):
    monkeypatch.setattr("huiying.loop.understanding.finding.AT_ONCE", 1)

    class Stop(Exception):
        pass

    def stop(done, total):
        told.append((done, total))
        if done == 2:
            raise Stop

    told = []
    with pytest.raises(Stop):
        file_missing(progress=stop)
    assert told == [(1, 3), (2, 3)]
    assert found(LAMPS) == imported[:0:-1]  # the newest first
    assert file_missing() == 1
    assert found(LAMPS) == imported[::-1]
    before = rows()
    assert file_missing() == 0
    file_words(imported, NOW)
    assert rows() == before


def test_what_belongs_to_no_case_any_more_is_only_dropped(li):
    voice = said(li)
    with transaction.atomic():
        drop(Kind.CASE, [voice.pk])
    assert list(unfiled_cases()) == [voice.case]
