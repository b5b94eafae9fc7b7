"""A draw is announced, its list fixed, it is drawn and told; nobody steers it and anybody repeats it."""

import json
from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import connection

from huiying.core.draws.file import check, read
from huiying.core.draws.grid import cell_of
from huiying.foundation.ledger.models import Event, LogEntry, PublicName
from huiying.judge.checks.errors import (
    CheckNotFound,
    DrawDaysWrong,
    DrawNotNow,
    DrawNumberDayWrong,
    DrawNumberUnnamed,
    DrawOverlaps,
    DrawSizeWrong,
    GridEmpty,
    MayNotCheck,
)
from huiying.judge.checks.models import CallBack, Draw
from huiying.judge.checks.selectors.draws import LATEST_DAYS, draws_for, file_of, frame_of, told_by
from huiying.judge.checks.services.calling import close_uncalled
from huiying.judge.checks.services.checking import call_off
from huiying.judge.checks.services.drawing import draw_lots, fix_frame, open_draw
from huiying.loop.check_on import sweep_draws
from tests.cast import NOW, open_liuxi
from tests.judge.checks.lots import (
    END,
    LOTTERY,
    NUMBER,
    OUT,
    START,
    TODAY,
    at,
    callbacks,
    checks_drawn,
    drawn,
    ended,
    of,
    opened,
    unannounced,
)

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def cast():
    return open_liuxi()


def lines_of_log():
    connection.finish_waiting()
    entries = [
        json.loads(bytes(row)) for row in LogEntry.objects.order_by("log", "idx").values_list("entry", flat=True)
    ]
    return [entry for entry in entries if entry.get("type", "").startswith("draw.")]


def test_the_announcement_stands_in_the_log_before_the_period_and_binds_the_seed(cast):
    made = opened(cast)
    (line,) = lines_of_log()
    assert (line["type"], line["cid"], line["value"]) == ("draw.committed", made.log_name, made.sha256)
    assert line["day"] < START.isoformat()
    event = Event.objects.get(type="draw.committed")
    assert made.seed == ""
    assert bytes(made.sealed).hex() not in json.dumps(event.public)


def test_the_log_tells_list_and_seed_afterwards_and_anybody_draws_the_same(cast):
    made = drawn(cast)
    for one in made.call_backs.all():
        close_uncalled(one.pk, "没有留电话", **of(cast, "chen", at(OUT) + DAY))
    with pytest.raises(CheckNotFound):
        file_of(made)
    sweep_draws(now=at(OUT) + 2 * DAY)
    made.refresh_from_db()
    found = check(file_of(made))
    said = {line["type"]: line["value"] for line in lines_of_log()}
    assert said == {"draw.committed": found.announcement, "draw.framed": found.frame, "draw.told": found.seed}
    assert {line["cid"] for line in lines_of_log()} == {made.log_name}
    names = {bytes(row.cid).hex(): row.voice_id for row in PublicName.objects.all()}
    by_place = CallBack.objects.order_by("position").values_list("case_id", flat=True)
    assert [names[name] for name in read(file_of(made)).drawn] == list(by_place)


@pytest.mark.parametrize(
    ("changed", "refusal"),
    [
        ({"starts_on": TODAY}, DrawDaysWrong),
        ({"ends_on": START - DAY}, DrawDaysWrong),
        ({"ends_on": START + 400 * DAY, "number_on": START + 500 * DAY}, DrawDaysWrong),
        ({"number_on": END}, DrawNumberDayWrong),
        ({"wanted": 0}, DrawSizeWrong),
        ({"wanted": 100_000}, DrawSizeWrong),
        ({"number": " "}, DrawNumberUnnamed),
        ({"number": "双" * 121}, DrawNumberUnnamed),
    ],
)
def test_what_could_be_steered_is_not_announced(cast, changed, refusal):
    with pytest.raises(refusal):
        opened(cast, callbacks(**changed))
    assert not Draw.objects.exists()


@pytest.mark.parametrize("number_on", [TODAY, START])
def test_the_number_of_unannounced_checks_comes_out_between_announcement_and_period(cast, number_on):
    with pytest.raises(DrawNumberDayWrong):
        opened(cast, unannounced(cast, number_on=number_on))


@pytest.mark.parametrize("changed", [{"channels": ["survey"]}, {"places": []}, {"ends_on": START + 5 * DAY}])
def test_a_grid_without_a_cell_is_no_draw(cast, changed):
    with pytest.raises(GridEmpty):
        opened(cast, unannounced(cast, **changed))


def test_one_period_has_one_draw_of_a_kind(cast):
    """Who could announce several would tell the one that suits best."""
    opened(cast)
    with pytest.raises(DrawOverlaps):
        opened(cast, callbacks(starts_on=END, ends_on=END + DAY))
    opened(cast, unannounced(cast))
    assert Draw.objects.count() == 2


def test_pressed_twice_it_is_announced_once(cast):
    assert opened(cast, key="k") == opened(cast, key="k")


@pytest.mark.parametrize("name", ["zhou", "hu", "sun", "qian"])
def test_inspectors_of_the_office_alone_announce_and_draw(cast, name):
    with pytest.raises(MayNotCheck):
        open_draw(callbacks(), **of(cast, name))
    made = opened(cast)
    sweep_draws(now=at(END) + DAY)
    with pytest.raises(MayNotCheck):
        draw_lots(made.pk, NUMBER, **of(cast, name, at(OUT, 22)))


def test_leaders_read_draws_and_handlers_none(cast):
    made = opened(cast)
    assert list(draws_for(of(cast, "sun")["grants"])) == [made]
    assert not draws_for(of(cast, "zhao")["grants"])


def test_the_list_holds_what_ended_in_the_period_but_nothing_sealed_erased_or_told(cast):
    made = opened(cast)
    first, last, *others = ended(cast, 6, day=START)
    type(first).objects.filter(pk=last.pk).update(ended_at=at(END, 23))
    sealed, erased, checked, late = others
    type(first).objects.filter(pk=sealed.pk).update(sealed=True)
    type(first).objects.filter(pk=late.pk).update(ended_at=at(END + DAY, 0))
    type(first.voice).objects.filter(pk=erased.pk).update(erased_at=NOW)
    type(first.voice).objects.filter(pk=checked.pk).update(revealed_at=NOW)
    sweep_draws(now=at(END, 23))
    made.refresh_from_db()
    assert made.framed_at is None
    sweep_draws(now=at(END) + DAY)
    made.refresh_from_db()
    names = {row.voice_id: bytes(row.cid).hex() for row in PublicName.objects.all()}
    assert frame_of(made) == sorted(names[case.pk] for case in (first, last))


def test_a_list_is_fixed_once(cast):
    made = drawn(cast)
    ended(cast, 2)
    assert not fix_frame(made.pk, now=at(OUT) + DAY)
    assert made.frame_count == 6


def test_nobody_draws_before_the_number_is_out(cast):
    made = opened(cast)
    with pytest.raises(DrawNotNow):
        draw_lots(made.pk, NUMBER, **of(cast, "chen", at(OUT)))
    sweep_draws(now=at(END) + DAY)
    with pytest.raises(DrawNotNow):
        draw_lots(made.pk, NUMBER, **of(cast, "chen", at(OUT) - DAY))


def test_drawn_again_with_another_number_it_stays_as_it_is(cast):
    made = drawn(cast)
    again = draw_lots(made.pk, "999999", **of(cast, "chen", at(OUT, 23)))
    assert (again.number, again.call_backs.count()) == (made.number, 3)


def test_a_case_that_was_sealed_after_the_list_was_fixed_is_left_alone(cast):
    made = opened(cast, callbacks(wanted=6))
    first = ended(cast, 3)[0]
    sweep_draws(now=at(END) + DAY)
    type(first).objects.filter(pk=first.pk).update(sealed=True)
    draw_lots(made.pk, NUMBER, **of(cast, "chen", at(OUT, 22)))
    assert made.call_backs.count() == 2
    assert not made.call_backs.filter(case=first).exists()


def test_cells_are_drawn_from_the_grid_that_was_fixed_with_the_announcement(cast):
    one, two = checks_drawn(cast)
    made = Draw.objects.get()
    assert made.framed_at == made.made_at
    assert made.frame_count == 2 * 2 * 3
    cells = [cell_of(name) for name in frame_of(made)]
    assert {(check.channel, check.place_id, check.monday) for check in (one, two)} <= {
        (cell.channel, cell.place, cell.monday) for cell in cells
    }


def test_the_seed_waits_for_all_that_was_drawn_and_is_told_without_anybody_asking(cast):
    one, two = checks_drawn(cast)
    over = at(END) + DAY
    call_off(one.pk, "那一周大雪封路", **of(cast, "chen", at(START) + 20 * DAY))
    sweep_draws(now=over)
    assert not Draw.objects.get().seed
    call_off(two.pk, "那一周大雪封路", **of(cast, "chen", at(START) + 20 * DAY))
    sweep_draws(now=at(END))
    assert not Draw.objects.get().seed
    assert sweep_draws(now=over) == 1
    assert sweep_draws(now=over) == 0
    assert len(Draw.objects.get().seed) == 64


def test_a_period_in_which_nothing_ended_is_drawn_and_told_like_any_other(cast):
    made = opened(cast)
    sweep_draws(now=at(END) + DAY)
    made = draw_lots(made.pk, NUMBER, **of(cast, "chen", at(OUT, 22)))
    sweep_draws(now=at(OUT) + 2 * DAY)
    made.refresh_from_db()
    assert (made.frame_count, made.call_backs.count()) == (0, 0)
    assert (check(file_of(made)).frame, read(file_of(made)).drawn) == (made.frame_sha256, ())


def test_nobody_keeps_a_seed_back_for_ever(cast):
    made = opened(cast)
    sweep_draws(now=at(told_by(made)))
    made.refresh_from_db()
    assert made.revealed_at is None
    sweep_draws(now=at(told_by(made)) + DAY)
    made.refresh_from_db()
    assert made.revealed_at is not None
    assert (told_by(made) - OUT).days == LATEST_DAYS
    with pytest.raises(DrawNotNow):
        draw_lots(made.pk, NUMBER, **of(cast, "chen", at(told_by(made)) + 2 * DAY))


def test_the_plan_is_kept_as_it_was_announced(cast):
    made = opened(cast, replace(callbacks(), number=f"  {LOTTERY}  "))
    assert made.public_number == LOTTERY
