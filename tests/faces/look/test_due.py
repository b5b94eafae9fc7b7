from datetime import UTC, date, datetime

import pytest
from django.utils.translation import override

from huiying.core.deadlines import Due, Mark, Measure, Standing
from huiying.faces.look.due import due_tag

ON = date(2026, 11, 25)
END_OF_DAY = datetime(2026, 11, 25, 16, tzinfo=UTC)
NOON = datetime(2026, 11, 25, 4, tzinfo=UTC)


def said(language, standing, *, at=END_OF_DAY, provisional=False, note="", today=date(2026, 11, 20)):
    due = Due(ON, ON, at, Measure.days, provisional)
    with override(language):
        tag = due_tag(due, standing, today=today, note=note)
    return tag.look, tag.strong, tag.plain


@pytest.mark.parametrize(
    ("standing", "more", "zh", "en"),
    [
        (Standing(Mark.far, 5, Measure.days), {}, ("far", "", "11月25日"), ("far", "", "25 November")),
        (
            Standing(Mark.far, 5, Measure.days),
            {"provisional": True, "today": date(2025, 12, 1)},
            ("prov", "", "2026年11月25日 暂定"),
            ("prov", "", "25 November 2026 provisional"),
        ),
        (
            Standing(Mark.soon, 2, Measure.workdays),
            {},
            ("soon", "剩 2 个工作日", "11月25日"),
            ("soon", "2 working days left", "25 November"),
        ),
        (
            Standing(Mark.soon, 1, Measure.days),
            {},
            ("soon", "剩 1 天", "11月25日"),
            ("soon", "1 day left", "25 November"),
        ),
        (Standing(Mark.today, 0, Measure.days), {}, ("today", "今天到期", ""), ("today", "due today", "")),
        (
            Standing(Mark.today, 0, Measure.workdays),
            {"at": NOON},
            ("today", "今天 12:00", ""),
            ("today", "today 12:00", ""),
        ),
        (
            Standing(Mark.over, 2, Measure.days, late=True),
            {},
            ("over", "超 2 天", "11月25日"),
            ("over", "2 days late", "25 November"),
        ),
        (
            Standing(Mark.over, 0, Measure.days, late=True),
            {"at": NOON},
            ("over", "超期", "11月25日"),
            ("over", "late", "25 November"),
        ),
        (Standing(Mark.paused, 9, Measure.days), {}, ("paused", "", "已停表"), ("paused", "", "clock stopped")),
        (
            Standing(Mark.paused, 9, Measure.days),
            {"note": "X"},
            ("paused", "", "已停表 X"),
            ("paused", "", "clock stopped: X"),
        ),
        (Standing(Mark.met, 0, Measure.days), {"note": "X"}, ("met", "按时", "X"), ("met", "on time", "X")),
        (
            Standing(Mark.met, 3, Measure.days, late=True),
            {},
            ("met", "已办，超 3 天", ""),
            ("met", "done, 3 days late", ""),
        ),
    ],
)
def test_a_limit_says_how_it_stands(standing, more, zh, en):
    assert said("zh-hans", standing, **more) == zh
    assert said("en", standing, **more) == en
