"""What anyone reads of a month: shares with intervals, no rank, nothing that rests on few, and the same as a file."""

import csv
import gzip
import io
import json
import re

import pytest
from click.testing import CliRunner
from django.test import Client

from huiying.config.commands import huiying
from huiying.core.disclosure import FEWEST
from huiying.core.rates.lines import By
from huiying.core.rates.measures import Measure
from huiying.core.rates.months import Month
from huiying.foundation.people.models import Unit
from huiying.judge.scorecards.models import ScoreCell, ScoreLine
from huiying.judge.scorecards.services.rebuilding import rebuild
from tests.cast import NOW
from tests.judge.scorecards.month import cases_of, lively, rated

OCTOBER = Month(2026, 10)


@pytest.fixture
def october(cast):
    lively(cast)
    rebuild(OCTOBER, now=NOW)
    return cast


def saved(li):
    answer = li.client.get("/scorecards.csv")
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    return answer.content


def test_without_figures_the_page_says_when_there_will_be_some(reader, language):
    said = {"zh-hans": "还没有哪个月有数字", "en": "No month has figures yet"}
    assert said[language] in reader.read("/scorecards/")
    assert reader.client.get("/scorecards.csv").status_code == 404


def test_units_stand_by_name_with_share_and_interval(october, reader, language):
    page = reader.read("/scorecards/")
    line = {"zh-hans": "<b>59%</b> 29 / 49，45–72%", "en": "<b>59%</b> 29 of 49, 45–72%"}
    assert {"zh-hans": "2026年10月", "en": "October 2026"}[language] in page
    assert line[language] in page
    assert {"zh-hans": "其余合计", "en": "All others together"}[language] in page
    links = re.findall(r'/scorecards/units/(\d+)/\?month=2026-10"', page)
    shown = [Unit.objects.get(pk=pk).name for pk in links]
    assert shown == ["柳河镇人民政府", "柳溪县住房和城乡建设局", "柳溪县自然资源局"]


def test_a_month_that_is_not_over_is_not_told(october, li):
    rated(cases_of(october, "land", number=9), resolved="yes", at=NOW)
    rebuild(Month(2026, 11), now=NOW)
    assert ScoreLine.objects.filter(month="2026-11-01").exists()
    assert 'value="2026-11"' not in li.read("/scorecards/?month=2026-11")


@pytest.mark.parametrize("by", ["kind", "place", "kind'", "nothing"])
def test_kinds_and_places_have_tables_of_their_own(october, reader, by):
    assert "<table" in reader.read(f"/scorecards/?by={by}")


def test_a_unit_has_its_kinds_places_and_months(october, reader, language):
    page = reader.read(f"/scorecards/units/{october.units['liuhe'].pk}/")
    assert {"zh-hans": "按诉求类型", "en": "by kind of voice"}[language] in page
    assert page.count("<table") >= 3
    few = reader.read(f"/scorecards/units/{october.units['petition'].pk}/")
    assert {"zh-hans": "不足 5 件", "en": "fewer than five"}[language] in few
    assert reader.client.get("/scorecards/units/999999/").status_code == 404


def test_how_it_is_counted_is_said(october, reader, language):
    page = reader.read("/scorecards/method")
    assert {"zh-hans": "没打分", "en": "Not rated"}[language] in page
    assert "huiying recompute" in page


def test_no_pair_of_tables_leaves_few_people(october, li):
    """Over everything that the file tells: line by line, table less table, unit less its parts."""
    rows = list(csv.DictReader(io.StringIO(saved(li).decode("utf-8-sig"))))
    assert all(int(row["all"]) >= FEWEST for row in rows)
    parents = {"unit": "all", "kind": "all", "place": "all", "unit_kind": "unit", "unit_place": "unit"}
    for measure in {row["measure"] for row in rows}:
        lines = [row for row in rows if row["measure"] == measure]
        for table, above in parents.items():
            for whole in (row for row in lines if row["table"] == above and row["rest"] == "0"):
                told = [
                    r
                    for r in lines
                    if r["table"] == table
                    and r["rest"] == "0"
                    and r["unit"] in (whole["unit"], r["unit"] if above == "all" else "")
                ]
                rest = int(whole["all"]) - sum(int(row["all"]) for row in told)
                assert rest == 0 or rest >= FEWEST, (measure, table, whole)
        for across, along in (("kind", "unit_kind"), ("place", "unit_place")):
            for whole in (row for row in lines if row["table"] == across and row["rest"] == "0"):
                told = [
                    row
                    for row in lines
                    if row["table"] == along and row["rest"] == "0" and row[across] == whole[across]
                ]
                rest = int(whole["all"]) - sum(int(row["all"]) for row in told)
                assert rest == 0 or rest >= FEWEST, (measure, along, whole)


def test_small_cells_are_there_and_hidden(october):
    """The month above would tell few people if nothing were hidden."""
    assert ScoreCell.objects.filter(resolved__lt=FEWEST, resolved__gt=0).exists()
    hidden = ScoreLine.objects.filter(
        measure="resolved", table=By.UNIT_KIND, kind="inquiry", unit=october.units["liuhe"]
    )
    assert not hidden.filter(rest=False).exists()


def test_what_is_counted_from_the_file_is_what_the_page_shows(october, li, tmp_path):
    file = tmp_path / "scorecards.csv"
    file.write_bytes(saved(li))
    ran = CliRunner().invoke(huiying, ["recompute", str(file), "--json"])
    assert ran.exit_code == 0, ran.output
    told = json.loads(ran.stdout)
    pages = {(by, ""): li.read(f"/scorecards/?by={by}") for by in ("", "kind", "place")}
    for unit in ScoreLine.objects.filter(table=By.UNIT, rest=False).values_list("unit", flat=True).distinct():
        pages["unit", str(unit)] = li.read(f"/scorecards/units/{unit}/")
    shown = {key: shares_on(page) for key, page in pages.items()}
    at = {"all": "", "unit": "", "kind": "kind", "place": "place"}
    for one in told["figures"]:
        if one["percent"] is not None:
            page = shown[("unit", one["unit"]) if one["table"].startswith("unit_") else (at[one["table"]], "")]
            assert (one["percent"], one["yes"], one["all"], one["low"], one["high"]) in page, one
    everything = {(o["percent"], o["yes"], o["all"], o["low"], o["high"]) for o in told["figures"]}
    assert set().union(*shown.values()) <= everything


def shares_on(page):
    found = re.findall(r"<b>(\d+)%</b> ([\d,]+) / ([\d,]+)，(\d+)–(\d+)%", page)
    return {tuple(int(part.replace(",", "")) for part in one) for one in found}


def test_a_file_that_was_changed_does_not_add_up(october, li, tmp_path):
    file = tmp_path / "scorecards.csv"
    lines = saved(li).decode("utf-8-sig").splitlines()
    at = next(at for at, line in enumerate(lines) if ",unit," in line and "resolved" in line)
    cells = lines[at].split(",")
    lines[at] = ",".join([*cells[:-1], str(int(cells[-1]) + 1)])
    file.write_text("\n".join(lines), "utf-8")
    ran = CliRunner().invoke(huiying, ["recompute", str(file), "--json"])
    assert ran.exit_code == 1
    assert json.loads(ran.stdout)["odd"]


@pytest.mark.parametrize("text", ["", "month,table\n", "a,b\n1,2\n", "\x00\xff"])
def test_what_is_no_scorecard_is_said_so(tmp_path, text):
    file = tmp_path / "other.csv"
    file.write_text(text, "utf-8")
    ran = CliRunner().invoke(huiying, ["recompute", str(file), "--json"])
    assert (ran.exit_code, "not_a_scorecard" in ran.output) == (1, True)


def test_every_measure_is_in_the_file(october, li):
    assert {one.value for one in Measure} <= set(re.findall(r",(\w+),\d+,\d+\r", saved(li).decode()))


@pytest.mark.parametrize("path", ["/scorecards/", "/scorecards.csv"])
def test_who_can_read_it_compressed_gets_it_so(october, path):
    answer = Client().get(path, headers={"accept-encoding": "gzip"})
    assert answer["content-encoding"] == "gzip"
    assert len(gzip.decompress(answer.content)) > 2 * len(answer.content)
