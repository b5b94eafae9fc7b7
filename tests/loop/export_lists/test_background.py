"""Exports in the background: one worker each, progress, a file for a day and for one reader, and who spoke."""

import csv
import io
import json
import os
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from huiying.core.errors import HuiyingError
from huiying.foundation.files.models import StoredFile
from huiying.foundation.files.selectors import read_file
from huiying.foundation.ledger.actors import SYSTEM
from huiying.foundation.ledger.models import Event
from huiying.foundation.people.models import Grant
from huiying.foundation.tables import services
from huiying.foundation.tables.enums import ExportFormat, ExportState
from huiying.foundation.tables.errors import ExportInterrupted, ExportNotThere, TooManyExports
from huiying.foundation.tables.models import ExportJob
from huiying.foundation.tables.selectors import export_with_file
from huiying.foundation.tables.services import ask_for_export, cancel_export, claim_export, move_export
from huiying.listen.voices.models import Voice
from huiying.loop.export_lists import background, table
from huiying.loop.export_lists.at_once import export_now, export_to_file
from huiying.loop.export_lists.background import make_exports
from huiying.loop.export_lists.economy import QUARTERS
from huiying.loop.export_lists.errors import ExportNotOpen, IdentitiesNotOpen, TooManyForNow
from huiying.loop.export_lists.kind import reader_of
from huiying.loop.export_lists.kinds import KINDS, OF_THE_MACHINE, kind_for
from huiying.loop.export_lists.table import Wanted, table_of
from huiying.loop.receive_voice import SPEAKER, receive_voice
from huiying.serve.casework.models import Case
from tests.cast import NOW, open_liuxi
from tests.journeys_of_rows import LI, Li

pytestmark = pytest.mark.django_db
REASON = "逐户核对受灾名单"


@pytest.fixture
def cast():
    return open_liuxi()


def say(cast, naming="named", kind="request", channel="counter", **identity):
    li = Li(cast, text="桥头积水，雨天没法走。", naming=naming)
    given = {**LI, **identity} if naming != "anonymous" else {}
    return receive_voice(li.said(channel, kind), identity=given, actor=SPEAKER, now=NOW).voice


def ask(cast, name="zhou", kind="board", form="csv", reason="", now=NOW, **asked):
    who = {"actor": cast.actor(name), "now": now}
    given = {"asked": asked, "language": "zh-hans", "reason": reason}
    return ask_for_export(cast.staff[name], kind=kind, form=ExportFormat(form), **given, **who)


def make(now=NOW):
    return make_exports(clock=lambda: now)


def rows_of(job):
    job.refresh_from_db()
    data = read_file(job.file)
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))


def events(name):
    return list(Event.objects.filter(type=name).order_by("pk"))


def test_an_export_is_asked_for_made_fetched_and_forgotten(cast):
    voice = say(cast)
    job = ask(cast)
    assert (job.state, job.identities) == (ExportState.WAITING, False)
    assert make() == 1
    (row,) = rows_of(job)
    assert (row["回执号"], row["标题"]) == (voice.number, voice.title)
    assert (job.state, job.done, job.total, job.sealed) == (ExportState.READY, 1, 1, None)
    (made,) = events("export.made")
    assert made.public == {"kind": "board", "format": "csv", "reader": job.staff_id, "rows": 1, "identities": 0}
    assert make() == 0


def test_the_file_lies_sealed_and_goes_when_its_day_is_over(cast, settings):
    say(cast)
    job = ask(cast)
    make()
    job.refresh_from_db()
    place = job.file.place
    (path,) = [path for path in (settings.DATA / "files").rglob("*") if place[-8:] in path.name]
    assert "积水".encode() not in path.read_bytes()
    assert export_with_file(job.pk, staff_id=job.staff_id, now=NOW + timedelta(hours=23)) == job
    with pytest.raises(ExportNotThere):
        export_with_file(job.pk, staff_id=job.staff_id, now=NOW + timedelta(hours=24))
    make(NOW + timedelta(hours=24))
    job.refresh_from_db()
    assert (job.state, job.file) == (ExportState.EXPIRED, None)
    assert not StoredFile.objects.exists()
    assert len(events("export.expired")) == 1


def test_the_name_of_a_file_says_the_day_of_the_office():
    before_eight = datetime(2026, 11, 23, 23, 30, tzinfo=UTC)
    assert background.name_of("board", ExportFormat.CSV, before_eight) == "board-20261124.csv"


def test_nobody_else_gets_the_file(cast):
    job = ask(cast)
    make()
    with pytest.raises(ExportNotThere):
        export_with_file(job.pk, staff_id=cast.staff["chen"].pk, now=NOW)
    with pytest.raises(ExportNotThere):
        cancel_export(job.pk, actor=cast.actor("chen"), now=NOW)


def test_two_workers_never_take_the_same(cast):
    job = ask(cast)
    first = claim_export(now=NOW)
    assert first == job
    assert claim_export(now=NOW) is None
    stale = ExportJob.objects.get(pk=job.pk)
    stale.state, stale.tries, stale.claimed_until = ExportState.WAITING, 0, None
    assert not services._claim(stale, NOW)


def test_what_a_dead_worker_left_is_made_once_more_from_the_start_and_then_given_up(cast):
    say(cast)
    job = ask(cast)
    claim_export(now=NOW)
    assert make(NOW + timedelta(minutes=5)) == 0
    assert make(NOW + timedelta(minutes=11)) == 1
    assert len(rows_of(job)) == 1
    other = ask(cast, now=NOW + timedelta(minutes=12))
    claim_export(now=NOW + timedelta(minutes=12))
    claim_export(now=NOW + timedelta(minutes=23))
    assert make(NOW + timedelta(minutes=40)) == 0
    other.refresh_from_db()
    assert (other.state, other.trouble) == (ExportState.FAILED, ExportInterrupted.code)
    assert len(events("export.failed")) == 1


def test_one_with_identities_is_not_made_twice(cast):
    say(cast)
    job = ask(cast, reason=REASON)
    claim_export(now=NOW)
    make(NOW + timedelta(minutes=11))
    job.refresh_from_db()
    assert (job.state, job.trouble) == (ExportState.FAILED, ExportInterrupted.code)
    assert events("identity.viewed") == []


def test_a_worker_whose_claim_was_taken_over_writes_nothing(cast):
    job = ask(cast)
    lost = claim_export(now=NOW)
    claim_export(now=NOW + timedelta(minutes=11))
    assert not move_export(lost, done=1, total=1, now=NOW)
    assert job.pk == lost.pk


def test_progress_is_told_and_cancelling_stops_it(cast, monkeypatch):
    for _ in range(5):
        say(cast)
    monkeypatch.setattr(table, "ROWS_AT_ONCE", 2)
    job, seen = ask(cast), []

    def moved(claimed, *, done, total, now):
        seen.append((done, total))
        if done == 2:
            cancel_export(job.pk, actor=cast.actor("zhou"), now=NOW)
        return move_export(claimed, done=done, total=total, now=now)

    monkeypatch.setattr(background, "move_export", moved)
    make()
    job.refresh_from_db()
    assert seen == [(0, 5), (2, 5)]
    assert (job.state, job.sealed) == (ExportState.CANCELLED, None)
    assert not StoredFile.objects.exists()
    assert events("export.made") == []


def test_what_a_killed_worker_was_writing_goes_and_nothing_stays_in_clear(cast):
    folder = Path(settings.DATA) / "exports"
    say(cast)
    ask(cast)
    make()
    assert list(folder.iterdir()) == []
    assert folder.stat().st_mode & 0o077 == 0
    left = folder / "left"
    left.mkdir()
    (left / "board.csv").write_text("桥头积水", "utf-8")
    old = (NOW - timedelta(hours=2)).timestamp()
    os.utime(left, (old, old))
    young = folder / "young"
    young.mkdir()
    os.utime(young, (NOW.timestamp(), NOW.timestamp()))
    make()
    assert list(folder.iterdir()) == [young]
    young.rmdir()


def test_nothing_is_written_in_clear_outside_the_folder_of_the_office(cast, monkeypatch):
    say(cast)
    job, reader = ask(cast, form="xlsx"), reader_of(cast.staff["zhou"], NOW)
    monkeypatch.setattr(tempfile, "tempdir", "/nowhere")
    make()
    job.refresh_from_db()
    assert job.state == ExportState.READY
    assert export_now(Wanted(kind_for("board", reader), {}, "en"), ExportFormat.XLSX, reader).rows == 1
    assert list((Path(settings.DATA) / "exports").iterdir()) == []


def test_a_cancel_at_the_very_end_leaves_no_file(cast, monkeypatch):
    job = ask(cast)

    def cancelled_first(*args, **more):
        cancel_export(job.pk, actor=cast.actor("zhou"), now=NOW)
        return services.finish_export(*args, **more)

    monkeypatch.setattr(background, "finish_export", cancelled_first)
    make()
    assert not StoredFile.objects.exists()


def test_only_five_wait_at_once_for_one_reader(cast):
    for _ in range(services.MOST_AT_ONCE):
        ask(cast)
    with pytest.raises(TooManyExports):
        ask(cast)
    ask(cast, "sun", "queue")


def test_a_form_posted_twice_is_one_export(cast):
    given = {"asked": {}, "language": "en", "reason": ""}
    who = {"actor": cast.actor("zhou"), "now": NOW, "key": "desk:1:export:x"}
    ask_for_export(cast.staff["zhou"], kind="board", form=ExportFormat.CSV, **given, **who)
    from django.db import IntegrityError

    with pytest.raises(IntegrityError):
        ask_for_export(cast.staff["zhou"], kind="board", form=ExportFormat.CSV, **given, **who)
    assert ExportJob.objects.count() == 1


def test_who_lost_the_role_meanwhile_gets_nothing(cast):
    say(cast)
    job = ask(cast)
    Grant.objects.filter(staff=cast.staff["zhou"]).update(ends_on=(NOW - timedelta(days=2)).date())
    make()
    job.refresh_from_db()
    assert (job.state, job.trouble, job.file) == (ExportState.FAILED, ExportNotOpen.code, None)


def test_what_breaks_is_said_and_logged_without_words(cast, monkeypatch, caplog):
    say(cast)
    job, other = ask(cast), ask(cast, "sun", "queue")

    def broken(*_args, **_more):
        raise RuntimeError("桥头积水")

    with monkeypatch.context() as patch:
        patch.setattr(background, "write_table", broken)
        assert make() == 2
    for each in (job, other):
        each.refresh_from_db()
        assert (each.state, each.trouble) == (ExportState.FAILED, "tables.export_broke")
    assert "RuntimeError" in caplog.text
    assert "积水" not in caplog.text


@pytest.mark.parametrize("form", ["json", "parquet", "xlsx"])
def test_every_format_is_made(cast, form):
    say(cast)
    job = ask(cast, form=form)
    make()
    job.refresh_from_db()
    assert job.state == ExportState.READY, job.trouble
    assert len(read_file(job.file)) == job.file.size > 0


def test_an_erasure_takes_every_file_with_it(cast):
    say(cast)
    job = ask(cast)
    make()
    assert services.drop_exports(now=NOW) == 1
    job.refresh_from_db()
    assert (job.state, job.file) == (ExportState.EXPIRED, None)


@pytest.mark.parametrize(("reason", "state"), [("", ExportState.READY), (REASON, ExportState.FAILED)])
def test_what_is_written_while_something_is_erased_never_comes_out_as_it_was_read(cast, monkeypatch, reason, state):
    voice, finished = say(cast), []
    job = ask(cast, reason=reason)

    def erased_first(claimed, *args, **more):
        if not finished:
            Voice.objects.filter(pk=voice.pk).update(title="")
            services.drop_exports(now=NOW)
        finished.append(services.finish_export(claimed, *args, **more))
        return finished[-1]

    monkeypatch.setattr(background, "finish_export", erased_first)
    make()
    job.refresh_from_db()
    assert (finished[0], job.state) == (False, state)
    if state == ExportState.READY:
        assert voice.title not in read_file(job.file).decode()
    else:
        assert not StoredFile.objects.exists()


# Who spoke


def test_who_may_look_gets_names_each_look_recorded_first_and_every_row_marked(cast):
    named, shielded, nobody = say(cast), say(cast, "shielded"), say(cast, "anonymous")
    job = ask(cast, reason=REASON)
    make()
    rows = {row["回执号"]: row for row in rows_of(job)}
    assert (rows[named.number]["姓名"], rows[named.number]["电话"]) == (LI["name"], LI["phone"])
    assert (rows[shielded.number]["姓名"], rows[nobody.number]["姓名"]) == ("", "")
    assert {row["导出人"] for row in rows.values()} == {str(cast.staff["zhou"])}
    assert all(row["导出时间"].startswith("2026-11-23T09:40") for row in rows.values())
    (viewed,) = events("identity.viewed")
    assert (viewed.subject_id, viewed.actor_id) == (named.person_id, cast.staff["zhou"].pk)
    assert events("export.made")[0].public["identities"] == 3


def test_when_a_look_cannot_be_recorded_no_name_goes_out(cast, monkeypatch):
    from huiying.foundation.people import vault

    say(cast)

    def broken(*_args, **_more):
        raise RuntimeError

    monkeypatch.setattr(vault, "record", broken)
    job = ask(cast, reason=REASON)
    make()
    job.refresh_from_db()
    assert (job.state, job.file) == (ExportState.FAILED, None)


@pytest.mark.parametrize(("name", "kind"), [("zhao", "queue"), ("chen", "queue"), ("sun", "cases")])
def test_who_may_look_at_nobody_gets_no_column(cast, name, kind):
    voice = say(cast)
    Case.objects.filter(pk=voice.pk).update(unit=cast.units["land"])
    reader = reader_of(cast.staff[name], NOW)
    wanted = Wanted(kind_for(kind, reader), {}, "en", REASON)
    with pytest.raises(IdentitiesNotOpen):
        table_of(wanted, reader)
    job = ask(cast, name, kind, reason=REASON)
    make()
    job.refresh_from_db()
    assert (job.trouble, job.file) == (IdentitiesNotOpen.code, None)
    plain = table_of(Wanted(kind_for(kind, reader), {}, "en"), reader)
    assert not {column.key for column in plain.columns} & {column.key for column in table.IDENTITY}
    assert LI["name"] not in json.dumps([list(map(str, row)) for row in plain.rows], ensure_ascii=False)


def test_the_sealed_officer_alone_exports_reports_and_who_made_them(cast):
    voice = say(cast, kind="report")
    job = ask(cast, "feng", "sealed", reason=REASON)
    make()
    (row,) = rows_of(job)
    assert (row["回执号"], row["姓名"]) == (voice.number, LI["name"])
    for name in ("zhou", "chen", "sun", "guo"):
        with pytest.raises(ExportNotOpen):
            kind_for("sealed", reader_of(cast.staff[name], NOW))


def test_at_most_five_hundred_identities_at_once(cast, monkeypatch):
    monkeypatch.setattr(table, "MOST_IDENTITIES", 1)
    say(cast)
    say(cast)
    job = ask(cast, reason=REASON)
    make()
    job.refresh_from_db()
    assert (job.state, job.trouble) == (ExportState.FAILED, "export.too_many_identities")
    assert events("identity.viewed") == []


def test_a_reason_is_needed(cast):
    reader = reader_of(cast.staff["zhou"], NOW)
    with pytest.raises(HuiyingError, match="reason"):
        table_of(Wanted(kind_for("board", reader), {}, "en", "x"), reader)


def test_the_reason_and_the_filter_lie_sealed(cast):
    ask(cast, "chen", "cases", words="金丝雀", reason="")
    ask(cast, reason=REASON)
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM tables_exportjob")
        assert "金丝雀" not in repr(cursor.fetchall())
    assert all("金丝雀" not in json.dumps(event.public, ensure_ascii=False) for event in Event.objects.all())


# At once, and from the machine


def test_a_long_list_is_refused_at_once(cast, monkeypatch):
    from huiying.loop.export_lists import at_once

    say(cast)
    say(cast)
    reader = reader_of(cast.staff["zhou"], NOW)
    wanted = Wanted(kind_for("board", reader), {}, "en")
    assert export_now(wanted, ExportFormat.CSV, reader).rows == 2
    monkeypatch.setattr(at_once, "SMALL_ROWS", 1)
    with pytest.raises(TooManyForNow):
        export_now(wanted, ExportFormat.CSV, reader)


@pytest.mark.parametrize("name", OF_THE_MACHINE)
def test_the_machine_writes_every_open_list_without_names(cast, name, tmp_path):
    say(cast)
    say(cast, kind="report")
    out = tmp_path / "out.csv"
    rows = export_to_file(name, out, ExportFormat.CSV, language="en", now=NOW)
    text = out.read_text("utf-8-sig")
    assert rows == {"cases": 1, "economy": QUARTERS}.get(name, 0), "a quarter in which nothing was asked is a row too"
    assert LI["name"] not in text
    assert "Name," not in text
    made = events("export.made")[-1]
    assert (made.actor_kind, made.public["rows"]) == (SYSTEM.kind, rows)


def test_the_machine_writes_no_list_of_somebody(cast, tmp_path):
    for name in set(KINDS) - set(OF_THE_MACHINE):
        with pytest.raises(ExportNotOpen):
            export_to_file(name, tmp_path / "out.csv", ExportFormat.CSV, language="en", now=NOW)


def test_files_lie_in_the_folder_of_the_tests():
    assert "huiying-tests-" in str(settings.DATA)
