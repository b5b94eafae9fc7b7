"""What a list exports is what the list shows: the same rows in the same order, for every role and every filter."""

import csv
import io
import json
import re
from datetime import date, timedelta

import pytest

from huiying.core.procedures.model import Role
from huiying.faces.desk import nav
from huiying.foundation.ledger.models import Event
from huiying.foundation.people.services.grants import GRANTED
from huiying.improve.insight.models import EarlySign, Night, SlowPlace, UnlikePair
from huiying.loop.export_lists import at_once
from huiying.loop.export_lists.kinds import KINDS
from huiying.serve.casework.models import Case
from huiying.serve.casework.selectors import queues
from tests.cast import NOW
from tests.faces.desk.conftest import granted

EVERYBODY = ("guo", "wang", "zhou", "hotline", "hu", "zhao", "qian", "outsider", "town", "chen", "sun", "feng")
LISTS = ("queue", "board", "sealed", "archive")
CHIPS = ("", "late", "today", "new", "mine", "supporting", "objections", "urgent", "all")


@pytest.fixture
def county(cast, speak, act):
    """Cases in every place of work: late and due today, urgent, objected to, joined, sealed, archived and ended."""
    made = [speak(text=f"第 {n} 处积水，雨天没法走。", channel="phone" if n % 3 else "counter") for n in range(9)]
    for voice in made:
        unit = cast.units["land" if voice.pk % 2 else "liuhe"].pk
        if voice.channel == "counter":
            act(voice, "zhou", "forward", unit=unit, reason="职责目录")
        elif voice.pk % 4:
            act(voice, "hotline", "dispatch", unit=unit, reason="职责目录")
    Case.objects.filter(pk=made[0].pk).update(next_due_at=NOW - timedelta(days=2))
    Case.objects.filter(pk=made[1].pk).update(next_due_at=NOW + timedelta(hours=2), urgent=True)
    Case.objects.filter(pk=made[4].pk).update(lead_case=made[1].pk, handler=cast.staff["zhao"])
    speak(text="检举某科长收钱。", kind="report")
    speak(text="新来的积水，还没有派。")
    ended = speak(text="谢谢，已经好了。")
    Case.objects.filter(pk=ended.pk).update(state="concluded", standing="ended", next_due_at=None, ended_at=NOW)
    return made


def shown_on(worker, path):
    """The receipt numbers or ids of every page of a list, in order."""
    found = []
    while path:
        page = worker.get(path)
        if page.status_code != 200:
            return None
        rows = page.context["rows"]
        found += [_number(row) for row in rows]
        path = page.context.get("older") or getattr(page.context.get("found"), "after", "")
    return found


def _number(row):
    if isinstance(row, dict):
        return row["case"].voice.number
    found = getattr(row, "found", None)
    if found is not None:
        return found.number
    return Case.objects.get(pk=getattr(row, "case", row).case_id).voice.number


def export(worker, path, **form):
    return worker.client.post(path, {"format": "json", "language": "zh-hans", **form})


def exported(worker, path, **form):
    answer = export(worker, path, **form)
    return json.loads(answer.content) if answer.status_code == 200 else None


@pytest.mark.parametrize("name", EVERYBODY)
def test_every_chip_of_every_list_exports_what_it_shows(cast, county, at_desk, name, monkeypatch):
    monkeypatch.setattr(queues, "PAGE_ROWS", 3)
    worker, seen = at_desk(name), 0
    for listed in LISTS:
        for only in CHIPS:
            shown = shown_on(worker, f"/desk/{listed}/?only={only}" if only else f"/desk/{listed}/?only=all")
            rows = exported(worker, f"/desk/export/?list={listed}&only={only}")
            assert (rows is None) == (shown is None), (listed, only)
            if rows is not None:
                assert [row["number"] for row in rows] == shown, (listed, only)
                seen += len(rows)
    assert (seen > 0) == (name not in ("guo", "wang", "outsider"))


@pytest.mark.parametrize("name", EVERYBODY)
@pytest.mark.parametrize(
    "asked", [{"q": "积水"}, {"q": "积水", "channel": "phone"}, {"state": "open"}, {"unit": "land"}]
)
def test_what_a_search_finds_is_what_it_exports(cast, county, at_desk, name, asked):
    worker = at_desk(name)
    asked = {key: str(cast.units[value].pk) if key == "unit" else value for key, value in asked.items()}
    page = worker.client.post("/desk/search/", asked, follow=True)
    if page.status_code != 200:
        assert export(worker, "/desk/export/?list=search&state=open").status_code == 403
        return
    link = page.context["export_url"]
    shown = [_number(row) for row in page.context["rows"]]
    assert [row["number"] for row in exported(worker, link)] == shown
    assert "积水" not in link


def test_each_list_links_to_its_own_export(cast, county, at_desk):
    zhou, zhao = at_desk("zhou"), at_desk("zhao")
    for worker, path in ((zhou, "/desk/board/?only=all"), (zhao, "/desk/queue/?only=new"), (zhou, "/desk/archive/")):
        (link,) = re.findall(r'href="(/desk/export/[^"]+)"', worker.read(path))
        rows = exported(worker, link.replace("&amp;", "&"))
        assert [row["number"] for row in rows] == shown_on(worker, path)


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_a_list_is_exported_by_the_roles_of_its_page_and_no_other(cast, at_desk, kind):
    pages = {
        "queue": nav.QUEUE,
        "board": nav.BOARD,
        "sealed": nav.SEALED,
        "archive": nav.ARCHIVE,
        "cases": nav.CASES,
        "issues": nav.ISSUES,
        "issues-found": nav.ISSUES,
        "signs": nav.SIGNS,
        "alike": nav.DIFFERENCES,
        "slow": nav.DIFFERENCES,
        "burdens": nav.ECONOMY,
        "economy": nav.ECONOMY,
    }
    assert set(KINDS[kind].roles) == set(pages[kind])


@pytest.mark.parametrize("role", GRANTED)
def test_every_role_is_let_in_or_told_that_it_is_not(cast, at_desk, role):
    granted(cast, "outsider", role, "office")
    worker = at_desk("outsider")
    for name, kind in KINDS.items():
        asked = {"cases": "search&state=open", "issues-found": "search&in=issues&state=open"}.get(name, name)
        wanted = {Role(role), Role.HANDLER} & set(kind.roles)
        if name == "issues-found" and not wanted:
            continue  # who has no issues searches cases there
        assert export(worker, f"/desk/export/?list={asked}").status_code == (200 if wanted else 403), name


def test_who_is_not_logged_in_is_asked_to(client, cast):
    for path in ("/desk/export/?list=queue", "/desk/exports/", "/desk/exports/1/"):
        assert client.get(path)["Location"].startswith("/desk/login/")
    assert client.post("/desk/exports/1/cancel/")["Location"].startswith("/desk/login/")


def test_a_list_that_is_none_is_not_open(cast, at_desk):
    assert at_desk("zhao").get("/desk/export/?list=people").status_code == 403


def test_the_form_speaks_both_languages(cast, county, at_desk, language):
    said = at_desk("zhao", language).read("/desk/export/?list=queue")
    assert ("导出：办件" if language == "zh-hans" else "Export: Cases of the units") in said
    assert "CSV" in said
    assert "Parquet" in said
    assert 'name="reason"' not in said


def test_the_table_speaks_the_language_that_was_chosen(cast, county, at_desk):
    worker = at_desk("zhao")
    heads = {}
    for language in ("zh-hans", "en", "both"):
        answer = export(worker, "/desk/export/?list=queue", format="csv", language=language)
        heads[language], first = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))[:2]
        assert ("柳溪县自然资源局" in first) == (language != "en")
    assert heads["zh-hans"][0] == "回执号"
    assert heads["en"][0] == "Receipt number"
    assert heads["both"][0] == "回执号 Receipt number"


def test_the_file_has_a_name_without_words_and_is_stored_nowhere(cast, county, at_desk):
    answer = export(at_desk("zhao"), "/desk/export/?list=queue", format="xlsx")
    assert answer["Content-Disposition"] == 'attachment; filename="queue-20261123.xlsx"'
    assert answer["Cache-Control"] == "no-store"
    assert answer.content.startswith(b"PK")


def test_what_went_out_is_an_event_with_counts_and_no_words(cast, county, at_desk):
    rows = exported(at_desk("zhao"), "/desk/export/?list=queue")
    event = Event.objects.get(type="export.made")
    assert event.public == {"kind": "queue", "format": "json", "rows": len(rows), "identities": 0}
    assert (event.actor_id, event.subject_kind) == (cast.staff["zhao"].pk, "staff")


def test_a_title_that_is_a_formula_runs_nowhere(cast, at_desk, speak, act):
    voice = speak(text="=cmd|'/C calc'!A0 路灯不亮", title="=cmd|'/C calc'!A0")
    act(voice, "zhou", "forward", unit=cast.units["land"].pk, reason="职责")
    answer = export(at_desk("zhao"), "/desk/export/?list=queue", format="csv")
    (row,) = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))[1:]
    assert row[1].startswith("'=cmd")


def test_words_beyond_what_the_list_shows_stay_inside(cast, at_desk, speak, act):
    voice = speak(text="我家在桥头第三户。" * 20, title="桥头积水")
    act(voice, "zhou", "forward", unit=cast.units["land"].pk, reason="职责")
    answer = export(at_desk("zhao"), "/desk/export/?list=queue")
    assert "桥头积水" in answer.content.decode()
    assert "第三户" not in answer.content.decode()


def test_a_case_that_is_sealed_while_it_is_written_is_left_out(cast, county, at_desk, monkeypatch):
    def sealed_first(*args, **more):
        table = real(*args, **more)
        Case.objects.filter(pk=county[0].pk).update(sealed=True)
        return table

    real = at_once.table_of
    monkeypatch.setattr(at_once, "table_of", sealed_first)
    rows = exported(at_desk("chen"), "/desk/export/?list=queue")
    assert rows
    assert county[0].number not in [row["number"] for row in rows]


def test_a_lead_that_the_reader_may_not_see_is_not_named(cast, county, at_desk):
    joined = Case.objects.get(lead_case__isnull=False)
    Case.objects.filter(pk=joined.lead_case_id).update(sealed=True)
    rows = {row["number"]: row for row in exported(at_desk("chen"), "/desk/export/?list=queue")}
    assert rows[joined.voice.number]["joined_to"] == ""


def test_signs_hold_no_number_below_five(cast, at_desk):
    Night.objects.create(first_on=date(2025, 11, 1), last_on=date(2026, 11, 22), tried=9, looked_at=NOW)
    said = {"span": 7, "chance": 0.001, "weeks": [3, 4, 5, 14], "first_on": date(2026, 11, 22)}
    EarlySign.objects.create(last_on=date(2026, 11, 22), count=14, low=2, high=7, place=cast.places["village"], **said)
    EarlySign.objects.create(last_on=date(2026, 11, 22), count=9, low=1, high=4, **said)
    rows = exported(at_desk("sun"), "/desk/export/?list=signs")
    assert [(row["count"], row["usual_from"], row["usual_to"]) for row in rows] == [(14, None, 7), (9, None, None)]
    numbers = [value for row in rows for key, value in row.items() if key in ("count", "usual_from", "usual_to")]
    assert all(value is None or value >= 5 for value in numbers)


def test_of_two_like_cases_only_the_one_that_is_open_to_the_reader_is_named(cast, at_desk, speak):
    here, there = speak(text="窨井盖坏了。", title="光明路窨井盖"), speak(text="窨井盖塌了。", title="建设路窨井盖")
    for voice, unit in ((here, "housing"), (there, "land")):
        Case.objects.filter(pk=voice.pk).update(unit=cast.units[unit])
    days = {"decided_on": date(2026, 11, 20), "other_decided_on": date(2026, 8, 3), "found_on": date(2026, 11, 22)}
    UnlikePair.objects.create(
        case_id=here.pk,
        other_id=there.pk,
        unit=cast.units["housing"],
        outcome="refused",
        other_outcome="granted",
        score=0.6,
        **days,
    )
    (row,) = exported(at_desk("outsider"), "/desk/export/?list=alike")
    assert (row["number"], row["title"], row["other_number"], row["other_title"]) == (here.number, here.title, "", "")
    (row,) = exported(at_desk("chen"), "/desk/export/?list=alike")
    assert row["other_number"] == there.number
    assert exported(at_desk("chen"), "/desk/export/?list=alike&only=answered") == []


def test_slow_places_are_those_of_the_readers_units(cast, at_desk):
    from huiying.foundation.office.models import Category

    SlowPlace.objects.create(
        category=Category.objects.create(name="供水", path="/1/"),
        place=cast.places["liuhe"],
        unit=cast.units["liuhe"],
        kind="request",
        procedure="xinfang",
        cases=6,
        others=80,
        median=25,
        median_of_others=8,
        chance=0.001,
        first_on=NOW.date(),
        last_on=NOW.date(),
    )
    (row,) = exported(at_desk("town"), "/desk/export/?list=slow")
    assert (row["median_days"], row["median_days_elsewhere"], row["kind"]) == (25, 8, "求决")
    assert exported(at_desk("outsider"), "/desk/export/?list=slow") == []
