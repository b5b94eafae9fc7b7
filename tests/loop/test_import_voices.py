"""What people said elsewhere comes in once, whole, with its real times, and nothing about it is invented."""

import csv
import os
import signal
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from huiying.foundation.ledger.models import Event
from huiying.foundation.office.models import Category, OfficeSetting
from huiying.foundation.people.models import Unit
from huiying.foundation.tables.errors import UnknownColumns, UnknownMapping
from huiying.listen.voices.models import Voice
from huiying.loop.errors import OfficeMissing
from huiying.loop.import_voices import run
from huiying.serve.casework.models import Case, Deadline, Document, Reply
from tests import migrated
from tests.cast import NOW, open_liuxi
from tests.conftest import DATA
from tests.faces.cli.running import ROOT, environ, huiying

MESSAGES = DATA / "messages"
needs_data = pytest.mark.skipif(not MESSAGES.exists(), reason="The real messages are not here: set HUIYING_TEST_DATA.")
HEADERS = ["msg_id", "subject", "time", "text"]
WITH_REPLY = [*HEADERS, "reply", "reply_time"]
LAMP = "去小学的路三盏灯都不亮，孩子早上上学看不见路。"


def table(path, rows, headers=None, encoding="utf-8-sig"):
    headers = headers or (WITH_REPLY if len(rows[0]) == len(WITH_REPLY) else HEADERS)
    with path.open("w", encoding=encoding, newline="") as file:
        csv.writer(file).writerows([headers, *rows])
    return path


def bring(path, **changes):
    asked = {"mapping": None, "dry_run": False, "rejects": None, "now": NOW, "progress": lambda _done, _all: None}
    return run(path, **(asked | changes))


def counts(result):
    return result.read, result.imported, result.already, result.rejected


@pytest.fixture
def cast(db):
    return open_liuxi()


@pytest.fixture
def street(db):
    """An office of one unit, without petition department or hotline."""
    unit = Unit.objects.create(kind="street", name="柳河街道", path="")
    unit.path = f"/{unit.pk}/"
    unit.save()
    return unit


def test_rows_become_voices_with_their_own_time(cast, tmp_path):
    file = table(tmp_path / "m.csv", [["7", "路灯不亮", "2019/2/28 11:25:05", LAMP]])
    assert counts(bring(file)) == (1, 1, 0, 0)
    voice = Voice.objects.get()
    assert (voice.source, voice.external_id, voice.title, voice.text) == ("messages", "7", "路灯不亮", LAMP)
    assert voice.received_at == datetime(2019, 2, 28, 3, 25, 5, tzinfo=UTC)
    assert (voice.recorded_at, voice.channel, voice.naming, voice.person) == (NOW, "import", "anonymous", None)
    event = Event.objects.get(type="voice.imported")
    assert (event.at, event.happened_at) == (NOW, voice.received_at)
    assert voice.case.opened_at == voice.received_at


def test_what_was_never_answered_stays_open_and_late(cast, tmp_path):
    bring(table(tmp_path / "m.csv", [["7", "路灯", "2019-02-28 11:25:05", LAMP]]))
    case = Case.objects.get()
    assert (case.standing, case.next_clock) == ("open", "H-DISPATCH")
    assert case.next_due_at < NOW


def test_twins_are_two_voices(cast, tmp_path):
    file = table(tmp_path / "m.csv", [[n, "路灯", "2019-02-28 11:25:05", LAMP] for n in ("7", "8")])
    assert counts(bring(file)) == (2, 2, 0, 0)
    assert len(set(Voice.objects.values_list("number", flat=True))) == 2


def test_a_second_run_brings_nothing_new(cast, tmp_path):
    rows = [[str(n), "路灯", "2019-02-28 11:25:05", LAMP] for n in range(700)]
    file = table(tmp_path / "m.csv", rows)
    assert counts(bring(file)) == (700, 700, 0, 0)
    events = Event.objects.count()
    assert counts(bring(file)) == (700, 0, 700, 0)
    assert (Voice.objects.count(), Case.objects.count(), Event.objects.count()) == (700, 700, events)


def test_the_same_number_twice_in_one_file_is_one_voice(cast, tmp_path):
    rows = [["7", "路灯", "2019-02-28 11:25:05", LAMP], ["7", "改过的", "2019-03-01 10:00:00", "改过的内容"]]
    assert counts(bring(table(tmp_path / "m.csv", rows))) == (2, 1, 1, 0)
    assert Voice.objects.get().title == "路灯"


def test_a_dry_run_writes_nothing(cast, tmp_path):
    file = table(tmp_path / "m.csv", [["7", "路灯", "2019-02-28 11:25:05", LAMP], ["8", "", "2019-02-28", ""]])
    assert counts(bring(file, dry_run=True)) == (2, 1, 0, 1)
    assert not Voice.objects.exists()
    assert not Event.objects.exists()


@pytest.mark.parametrize(
    ("row", "why"),
    [
        (["", "路灯", "2019-02-28", LAMP], "msg_id"),
        (["7", "路灯", "2019-02-28", "  \u200b "], "text"),
        (["7", "路灯", "前几天", LAMP], "time"),
        (["7", "路灯", "2027-02-28", LAMP], "future"),
        (["7", "路灯", "2019-02-28", "长" * 20_001], "20000"),
    ],
)
def test_a_row_that_cannot_be_taken_goes_to_the_rejects_with_its_reason(cast, tmp_path, row, why):
    file = table(tmp_path / "m.csv", [["1", "好", "2019-02-28", LAMP], row])
    rejects = tmp_path / "rejects.csv"
    result = bring(file, rejects=rejects)
    assert counts(result) == (2, 1, 0, 1)
    assert result.rejects == str(rejects)
    with rejects.open(encoding="utf-8-sig", newline="") as written:
        (line,) = csv.DictReader(written)
    assert line["行号 line"] == "3"
    assert line["subject"] == "路灯"
    assert why in line["why"] or (why == "text" and "write what you want to say" in line["why"])


def test_a_mended_rejects_file_can_be_imported_over_itself(cast, tmp_path):
    rejects = tmp_path / "rejects.csv"
    bring(table(tmp_path / "m.csv", [["7", "路灯", "前天", LAMP], ["8", "路灯", "昨天", LAMP]]), rejects=rejects)
    rejects.write_text(rejects.read_text("utf-8-sig").replace("前天", "2019-02-28 11:25"), "utf-8-sig")
    assert counts(bring(rejects, rejects=rejects)) == (2, 1, 0, 1)
    assert rejects.read_text("utf-8-sig").count("昨天") == 1
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_nothing_rejected_leaves_no_file(cast, tmp_path):
    rejects = tmp_path / "rejects.csv"
    file = table(tmp_path / "m.csv", [["7", "路灯", "2019-02-28", LAMP]])
    assert bring(file, rejects=rejects).rejects == ""
    assert not rejects.exists()


def test_gbk_is_read(cast, tmp_path):
    bring(table(tmp_path / "m.csv", [["7", "路灯不亮", "2019年2月28日 11:25", LAMP]], encoding="gbk"))
    assert Voice.objects.get().text == LAMP


def test_a_broken_quote_loses_only_its_own_row(cast, tmp_path):
    file = tmp_path / "m.csv"
    good = f"2,二,2019-02-28,{LAMP}\n3,三,2019-02-28,{LAMP}\n"
    file.write_text(f'msg_id,subject,time,text\n1,一,2019-02-28,"没有关上的引号\n{good}', "utf-8")
    assert counts(bring(file, rejects=tmp_path / "r.csv"))[1:] == (2, 0, 1)


def test_a_long_title_is_kept_with_the_words(cast, tmp_path):
    title = "题" * 200
    bring(table(tmp_path / "m.csv", [["7", title, "2019-02-28", LAMP]]))
    voice = Voice.objects.get()
    assert voice.text == f"{title}\n{LAMP}"
    assert voice.title == title[:120]


def test_a_reply_meets_the_clock_when_it_was_given(cast, tmp_path):
    row = ["7", "路灯", "2026-11-02 09:00", LAMP, "三盏灯都修好了。", "2026-11-05 16:30"]
    bring(table(tmp_path / "m.csv", [row]))
    case = Case.objects.get()
    clock = Deadline.objects.get(case=case)
    assert (case.procedure, case.state, clock.clock) == ("hotline", "closed", "H-HANDLE")
    assert clock.started_at == case.voice.received_at
    assert clock.met_at == datetime(2026, 11, 5, 8, 30, tzinfo=UTC)
    assert clock.met_at < clock.due_at
    reply = Reply.objects.get()
    assert (reply.public_text, reply.given_at, reply.author) == ("三盏灯都修好了。", clock.met_at, None)
    assert case.ended_at == clock.met_at


def test_a_late_reply_stays_late(cast, tmp_path):
    row = ["7", "路灯", "2026-08-03 09:00", LAMP, "修好了。", "2026-11-05 16:30"]
    bring(table(tmp_path / "m.csv", [row]))
    clock = Deadline.objects.get()
    assert clock.met_at > clock.due_at


def test_nothing_is_invented_for_what_the_table_does_not_know(cast, tmp_path):
    row = ["7", "路灯", "2026-11-02 09:00", LAMP, "修好了。", "2026-11-05 16:30"]
    bring(table(tmp_path / "m.csv", [row]))
    case = Case.objects.get()
    assert not Document.objects.exists()
    assert (case.handler, case.unit) == (None, cast.units["office"])
    assert set(Event.objects.values_list("actor_kind", flat=True)) == {"system"}
    assert max(Event.objects.values_list("happened_at", flat=True)) == datetime(2026, 11, 5, 8, 30, tzinfo=UTC)


def test_without_a_hotline_a_reply_meets_the_sixty_days(street, tmp_path):
    row = ["7", "路灯", "2026-08-03 09:00", LAMP, "修好了。", "2026-09-05 16:30"]
    bring(table(tmp_path / "m.csv", [row]))
    case = Case.objects.get()
    clock = Deadline.objects.get(case=case)
    assert (case.procedure, case.state, clock.clock) == ("xinfang", "simple_answered", "C-HANDLE")
    assert (clock.due_on - clock.started_at.date()).days in (60, 61, 62)
    assert clock.met_at == datetime(2026, 9, 5, 8, 30, tzinfo=UTC)


def test_an_office_whose_tickets_name_their_day_takes_replies_too(cast, tmp_path):
    OfficeSetting.objects.create(key="hotline.ticket_limit", value="named")
    row = ["7", "路灯", "2026-11-02 09:00", LAMP, "修好了。", "2026-11-05 16:30"]
    assert counts(bring(table(tmp_path / "m.csv", [row]))) == (1, 1, 0, 0)
    assert Deadline.objects.get().due_on.isoformat() == "2026-11-09"


def test_a_reply_without_its_time_is_rejected(cast, tmp_path):
    row = ["7", "路灯", "2026-08-03", LAMP, "修好了。", ""]
    assert counts(bring(table(tmp_path / "m.csv", [row]))) == (1, 0, 0, 1)


def test_categories_are_found_by_their_names(cast, tmp_path):
    top = Category.objects.create(name="城乡建设", path="/1/")
    below = Category.objects.create(name="路灯", parent=top, path="/1/2/")
    headers = ["编号", "主题", "内容", "时间", "类型", "渠道", "地点", "一级标签", "二级标签"]
    rows = [
        ["1", "一", LAMP, "2026-08-03", "投诉", "来电", "柳河镇", "城乡建设", "路灯"],
        ["2", "二", LAMP, "2026-08-03", "建议", "来信", "", "城乡建设", "没有这一类"],
        ["3", "三", LAMP, "2026-08-03", "咨询", "网上", "", "没有这一类", ""],
    ]
    assert counts(bring(table(tmp_path / "m.csv", rows, headers))) == (3, 3, 0, 0)
    cases = Case.objects.order_by("voice__external_id").select_related("voice")
    assert [case.category for case in cases] == [below, top, None]
    assert [case.procedure for case in cases] == ["hotline", "xinfang", "hotline"]
    assert cases[0].voice.place_words == "柳河镇"


def test_a_report_of_wrongdoing_comes_in_sealed(cast, tmp_path):
    headers = ["编号", "内容", "时间", "类型", "答复", "答复时间"]
    rows = [["1", "村干部私分补贴。", "2026-08-03", "检举控告", "已转有关部门。", "2026-08-09"]]
    bring(table(tmp_path / "m.csv", rows, headers))
    assert Case.objects.get().state == "sealed"


def test_an_unknown_table_or_mapping_is_a_sentence(cast, tmp_path):
    with pytest.raises(UnknownColumns):
        bring(table(tmp_path / "m.csv", [["1", "2"]], ["a", "b"]))
    with pytest.raises(UnknownMapping):
        bring(table(tmp_path / "n.csv", [["7", "路灯", "2019-02-28", LAMP]]), mapping="nobody")


@pytest.mark.django_db
def test_without_an_office_nothing_is_imported(tmp_path):
    with pytest.raises(OfficeMissing):
        bring(table(tmp_path / "m.csv", [["7", "路灯", "2019-02-28", LAMP]]))


def test_killed_in_the_middle_the_next_run_brings_the_rest(tmp_path):
    office = tmp_path / "office"
    migrated.lay_into(office)
    assert huiying("init", "--office", "柳河街道", "--data", office).returncode == 0
    rows = [[str(n), f"第{n}条", "2019-02-28 11:25:05", LAMP] for n in range(6_000)]
    file = table(tmp_path / "m.csv", rows)
    command = [sys.executable, "-m", "huiying", "import", str(file), "--data", str(office)]
    process = subprocess.Popen(command, cwd=ROOT, env=environ(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    wait_for_rows(office, process)
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    again = huiying("import", file, "--data", office, "--json")
    assert again.returncode == 0, again.stderr
    said = again.stdout
    assert '"read": 6000' in said
    assert '"rejected": 0' in said
    assert '"already": 0' not in said
    assert '"imported": 0' not in said
    assert rows_in(office) == (6_000, 6_000)


def wait_for_rows(office: Path, process):
    end = time.monotonic() + 50
    while rows_in(office)[0] < 600 and time.monotonic() < end:
        assert process.poll() is None, "it ended before it could be killed"
        time.sleep(0.01)


def rows_in(office: Path):
    import sqlite3

    connection = sqlite3.connect(f"file:{office}/huiying.sqlite3?mode=ro", uri=True)
    try:
        return connection.execute(
            "SELECT (SELECT count(*) FROM voices_voice), (SELECT count(*) FROM casework_case)"
        ).fetchone()
    finally:
        connection.close()


@needs_data
@pytest.mark.slow
@pytest.mark.parametrize(("name", "count"), [("messages", 4_326), ("replies", 2_816)])
def test_the_real_tables_come_in_whole(cast, name, count):
    file = MESSAGES / f"{name}.csv"
    assert counts(bring(file)) == (count, count, 0, 0)
    assert counts(bring(file)) == (count, 0, count, 0)


@needs_data
@pytest.mark.slow
def test_real_twins_are_both_there_and_real_replies_keep_their_days(cast):
    bring(MESSAGES / "messages.csv")
    with (MESSAGES / "exact_duplicate_pairs.csv").open(encoding="utf-8-sig") as file:
        pairs = [(row["a"], row["b"]) for row in csv.DictReader(file)]
    texts = dict(Voice.objects.values_list("external_id", "text"))
    assert sum(texts[a] == texts[b] for a, b in pairs if a in texts and b in texts) >= 20
    bring(MESSAGES / "replies.csv")
    days = [clock.met_at - clock.started_at for clock in Deadline.objects.filter(clock="H-HANDLE")]
    assert len(days) == 2_816
    within = sum(day <= timedelta(days=60) for day in days) / len(days)
    assert 0.93 < within < 0.96
