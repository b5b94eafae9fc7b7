"""A contact report is drafted from what is known, written by the leader, signed by nobody else, and stays."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection

from huiying.core.contact_time import read_period
from huiying.foundation.ledger.models import Event, LogEntry
from huiying.foundation.ledger.recording import private_fields
from huiying.judge.contacts import errors
from huiying.judge.contacts.enums import DayKind
from huiying.judge.contacts.models import ContactDay, ContactReport, Facts
from huiying.judge.contacts.presenters.letter import contact_letter
from huiying.judge.contacts.selectors.facts import facts_of
from huiying.judge.contacts.selectors.reports import published_report, published_reports, reports_for
from huiying.judge.contacts.services.days import Spent, note_day, remove_day
from huiying.judge.contacts.services.reports import (
    Wording,
    change_report,
    draft_report,
    publish_report,
    refresh_report,
)
from huiying.listen.voices.models import Voice
from huiying.listen.voices.services.register import Spoken
from huiying.loop.receive_voice import receive_voice
from huiying.serve.casework.models import Case
from huiying.serve.commitments.models import Commitment
from tests.cast import NOW, open_liuxi
from tests.serve.commitments.promises import WORDS, promised, who
from tests.serve.coordination.issues import grants_of

pytestmark = pytest.mark.django_db
QUARTER = read_period("2026-4")
OVER = datetime(2027, 1, 4, 2, tzinfo=UTC)
SAID = Wording(heard="青石巷的路灯和末班车说得最多。", done="路灯已经换完，末班车延到七点半。")


@pytest.fixture
def cast():
    return open_liuxi()


@pytest.fixture
def sun(cast):
    return cast.staff["sun"]


def by(cast, name="sun", at=NOW):
    return {"actor": cast.actor(name), "grants": grants_of(cast, name), "now": at}


def noted(cast, sun, on=date(2026, 11, 20), kind=DayKind.RECEPTION, halves=2, name="sun", **more):
    return note_day(sun, Spent(on, kind, halves, **more), **by(cast, name))


def heard(cast, number, channel="reception"):
    return [
        receive_voice(
            Spoken(
                channel,
                "request",
                "anonymous",
                f"第 {at} 盏路灯不亮",
                "zh-hans",
                NOW,
                taken_by_id=cast.staff["sun"].pk,
            ),
            identity={},
            actor=cast.actor("sun"),
            now=NOW,
        ).voice
        for at in range(number)
    ]


def drafted(cast, sun, **more):
    return draft_report(sun, QUARTER, **by(cast), **more)


def published(cast, sun):
    report = change_report(drafted(cast, sun).pk, SAID, **by(cast))
    return publish_report(report.pk, **by(cast, at=OVER))


def test_days_voices_and_promises_are_counted_and_put_into_words(cast, sun):
    noted(cast, sun)
    noted(cast, sun, date(2026, 11, 18), DayKind.HOME_VISIT, 1)
    noted(cast, sun, date(2026, 11, 19), DayKind.MEETING, 1)
    heard(cast, 6)
    mine, other = promised(cast, at=NOW), promised(cast, at=NOW)
    Commitment.objects.filter(pk=mine.pk).update(made_by=sun)
    report = drafted(cast, sun)
    connection.finish_waiting()
    facts = Facts.of(report.facts)
    assert (facts.at_base, facts.in_meetings, facts.heard) == (3, 1, 6)
    assert facts.promises == (mine.pk,)
    assert other.pk not in facts.promises
    assert report.heard == "到群众中去 1.5 天：接访 1 天，走访 0.5 天。\n当面听到 6 件事，其中接访 6 件。"
    assert report.ahead == f"{WORDS}，12月10日 前做到。"
    event = Event.objects.get(type="contact_report.drafted")
    assert LogEntry.objects.filter(event=event).exists()
    assert report.heard == private_fields([event])[event.pk]["heard"]
    assert report.heard not in str(event.public)


def test_fewer_than_five_voices_are_not_told_and_sealed_erased_and_revealed_ones_take_no_part(cast, sun):
    voices = heard(cast, 7)
    Case.objects.filter(pk=voices[0].pk).update(sealed=True)
    Voice.objects.filter(pk=voices[1].pk).update(erased_at=NOW)
    assert facts_of(sun, QUARTER.first, QUARTER.last).heard == 5
    Voice.objects.filter(pk=voices[2].pk).update(revealed_at=NOW)
    assert facts_of(sun, QUARTER.first, QUARTER.last).heard is None
    assert facts_of(sun, QUARTER.first, QUARTER.last).channels == {}


def test_a_channel_with_few_is_not_told_nor_worked_out(cast, sun):
    heard(cast, 9)
    heard(cast, 2, "home_visit")
    facts = facts_of(sun, QUARTER.first, QUARTER.last)
    assert (facts.heard, facts.channels) == (11, {})


def test_the_leader_writes_signs_and_everybody_reads(cast, sun):
    report = published(cast, sun)
    assert (report.state, report.published_at) == ("published", OVER)
    assert list(published_reports()) == [report]
    assert published_report(report.pk).report.heard == SAID.heard
    assert Event.objects.filter(type="contact_report.published").count() == 1
    assert "青石巷" in str(contact_letter(report, "zh-hans").blocks)
    assert contact_letter(report, "en").title == "Report on contact with the public"


def test_a_dispatcher_prepares_and_does_not_sign(cast, sun):
    report = draft_report(sun, QUARTER, **by(cast, "zhou"))
    change_report(report.pk, SAID, **by(cast, "zhou"))
    refresh_report(report.pk, **by(cast, "zhou"))
    with pytest.raises(errors.MayNotReport):
        publish_report(report.pk, **by(cast, "zhou", OVER))
    publish_report(report.pk, **by(cast, at=OVER))


@pytest.mark.parametrize("name", ["zhao", "qian", "chen", "wang", "guo"])
def test_nobody_else_drafts_notes_or_reads_a_draft(cast, sun, name):
    for service, what in ((draft_report, QUARTER), (note_day, Spent(date(2026, 11, 20), DayKind.RECEPTION))):
        with pytest.raises(errors.MayNotReport):
            service(sun, what, **by(cast, name))
    drafted(cast, sun)
    assert not reports_for(cast.actor(name), grants_of(cast, name)).exists()
    assert not published_reports().exists()


def test_of_somebody_who_does_not_lead_there_is_no_report(cast):
    for name in ("zhou", "zhao"):
        with pytest.raises(errors.MayNotReport):
            draft_report(cast.staff["zhao"], QUARTER, **by(cast, name))


def test_it_is_published_once_its_time_is_over_and_then_stays(cast, sun):
    report = change_report(drafted(cast, sun).pk, SAID, **by(cast))
    with pytest.raises(errors.PeriodRuns):
        publish_report(report.pk, **by(cast, at=datetime(2026, 12, 31, 3, tzinfo=UTC)))
    publish_report(report.pk, key="p", **by(cast, at=OVER))
    assert publish_report(report.pk, key="p", **by(cast, at=OVER)).published_at == OVER
    for again in (
        lambda: publish_report(report.pk, **by(cast, at=OVER)),
        lambda: change_report(report.pk, SAID, **by(cast, at=OVER)),
        lambda: refresh_report(report.pk, **by(cast, at=OVER)),
    ):
        with pytest.raises(errors.ReportPublished):
            again()


def test_it_needs_words_without_names(cast, sun):
    report = drafted(cast, sun)
    with pytest.raises(errors.ReportNeedsWords):
        publish_report(report.pk, **by(cast, at=OVER))
    with pytest.raises(errors.ReportNamesSomebody):
        change_report(report.pk, Wording(heard="她的电话是 13812342041，路灯不亮"), **by(cast))
    assert ContactReport.objects.get().heard == ""


def test_one_report_a_time_and_one_press_one_report(cast, sun):
    first = drafted(cast, sun, key="k")
    assert drafted(cast, sun, key="k") == first
    with pytest.raises(errors.ReportThere):
        drafted(cast, sun)
    with pytest.raises(errors.PeriodUnknown):
        draft_report(sun, read_period("2027-1"), **by(cast))


def test_a_day_is_noted_once_a_kind_and_is_never_longer_than_a_day(cast, sun):
    noted(cast, sun, halves=1, words="青石街道")
    noted(cast, sun, halves=2)
    assert ContactDay.objects.get().halves == 2
    with pytest.raises(errors.DayWrong):
        noted(cast, sun, kind=DayKind.MEETING, halves=1)
    with pytest.raises(errors.DayWrong):
        noted(cast, sun, on=NOW.date() + timedelta(days=1))
    with pytest.raises(errors.ReportNamesSomebody):
        noted(cast, sun, on=date(2026, 11, 17), words="看望电话13812342041的户主")


def test_a_day_noted_wrongly_is_taken_out_with_an_event(cast, sun):
    day = noted(cast, sun)
    with pytest.raises(errors.MayNotReport):
        remove_day(day.pk, **by(cast, "zhao"))
    remove_day(day.pk, key="r", **by(cast, "zhou"))
    remove_day(day.pk, key="r", **by(cast, "zhou"))
    assert not ContactDay.objects.exists()
    assert Event.objects.get(type="contact_day.removed").public["on"] == "2026-11-20"


def test_a_promise_that_is_no_longer_public_is_not_shown(cast, sun):
    promise = promised(cast, at=NOW)
    Commitment.objects.filter(pk=promise.pk).update(made_by=sun)
    report = published(cast, sun)
    assert [one.pk for one in published_report(report.pk).promises] == [promise.pk]
    Commitment.objects.filter(pk=promise.pk).update(public=False)
    assert published_report(report.pk).promises == ()


def test_comments_are_voices_and_are_told_from_five_on(cast, sun):
    report = published(cast, sun)
    for at in range(5):
        assert published_report(report.pk).comments == 0
        said = Spoken("web", "suggestion", "anonymous", f"说得不全 {at}", "zh-hans", OVER)
        voice = receive_voice(said, identity={}, actor=cast.actor("wang"), now=OVER).voice
        Voice.objects.filter(pk=voice.pk).update(source=f"contact_report:{report.pk}")
    assert published_report(report.pk).comments == 5
    assert who(cast, "sun")["actor"].staff_id == sun.pk


def test_a_day_sent_again_after_it_was_taken_out_is_refused_in_words(cast, sun):
    spent = Spent(date(2026, 11, 20), DayKind.RECEPTION, 2)
    day = note_day(sun, spent, **by(cast), key="k")
    remove_day(day.pk, **by(cast))
    with pytest.raises(errors.ReportNotFound):
        note_day(sun, spent, **by(cast), key="k")


def test_a_dispatcher_of_another_centre_prepares_nothing_for_a_leader(cast, sun):
    draft_report(sun, QUARTER, **by(cast, "zhou"))
    assert not reports_for(cast.actor("hotline"), grants_of(cast, "hotline")).exists()
    with pytest.raises(errors.MayNotReport):
        noted(cast, sun, name="hotline")
