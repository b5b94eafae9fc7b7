from datetime import UTC, date, datetime
from types import SimpleNamespace

import pytest
from django.utils.safestring import mark_safe

from huiying.core.words import Text
from huiying.faces.look.parts import Act, Chip, Column, Link, Row, Slip, Step, Table
from huiying.faces.look.uploads import FileRow

WORD = Text("办理中", "in progress")


def test_a_tag_says_that_it_is_a_state(draw, language):
    html = draw('{% tag "doing" words %}', words=WORD)
    state = {"zh-hans": "状态：", "en": "State:"}[language]
    assert f'<span class="hy-vh">{state} </span>{WORD.say(language)}' in html
    assert "hy-tag--doing" in html


def test_words_of_people_are_escaped(draw, language):
    assert "<b>" not in draw('{% tag "new" words %}{% banner "next" words words %}', words="<b>x</b>")


def test_a_timeline_marks_what_is_to_come_and_dots_the_way_there(draw, language):
    steps = [
        Step("C", "next", date(2026, 11, 30), latest=True),
        Step("B", "now", datetime(2026, 11, 23, 1, 40, tzinfo=UTC)),
        Step("A", "back", note="why"),
    ]
    html = draw("{% timeline steps %}", steps=steps)
    assert html.count("hy-time__open") == 1
    assert '<time datetime="2026-11-30">' in html
    assert "2026-11-23T09:40:00+08:00" in html
    assert {"zh-hans": "最迟 11月30日（星期一）", "en": "Monday 30 November at the latest"}[language] in html
    assert {"zh-hans": "还没到：", "en": "Still to come:"}[language] in html


def test_a_receipt_runs_forward_with_dots_from_the_first_step_on(draw):
    steps = [Step("A"), Step("B", "next"), Step("C", "next")]
    assert draw("{% timeline steps forward=True %}", steps=steps).count("hy-time__open") == 3


def test_a_change_link_says_what_it_changes(draw, language):
    html = draw("{% summary rows %}", rows=[Row("Place", "Liuhe", link=Link("Change", "/x"))])
    assert "hy-sum--change" in html
    assert "Place</span></a>" in html


def test_a_button_with_an_address_is_a_link(draw):
    assert draw('{% button "Go" url="/x" key="R" %}').startswith('<a class="hy-btn" href="/x" data-key="R">')
    assert draw('{% button "Go" look="second small" %}').startswith(
        '<button class="hy-btn hy-btn--second hy-btn--small">'
    )


def test_what_was_just_done_is_said_once_and_not_beside_errors(draw):
    notice = [SimpleNamespace(level_tag="warning")]
    html = draw('{% include "look/parts/notices.html" %}', messages=notice)
    assert 'role="status"' in html
    assert "hy-banner--wait" in html
    wrong = SimpleNamespace(errors={"a": ["b"]})
    assert draw('{% include "look/parts/notices.html" %}', messages=notice, form=wrong).strip() == ""


def test_the_first_act_is_the_primary_one_and_the_forbidden_one_a_sentence(draw):
    html = draw("{% acts acts no %}", acts=[Act("A", "/a"), Act("B", name="act", value="b")], no="Too late (Art. 23)")
    assert html.count("hy-btn--second") == 1
    assert "<p>Too late (Art. 23)</p>" in html


def test_the_receipt_reads_in_fours(draw, language):
    html = draw('{% receipt "T" "7304291658" "4821093755162048" %}')
    assert "<span>7304 2916 58</span>" in html
    assert "<span>4821 0937</span> <span>5516 2048</span>" in html


def test_a_receipt_without_a_code_shows_no_empty_place_for_it(draw, language):
    assert draw('{% receipt "T" "7304291658" %}').count("<dt>") == 1


def test_a_slip_carries_number_code_and_limits(draw, language):
    html = draw(
        "{% slip slip %}", slip=Slip("7304291658", "4821093755162048", ["L1"], ["F1"], mark_safe("<svg></svg>"))
    )
    assert all(part in html for part in ("7304 2916 58", "4821 0937", "<p>L1</p>", "<p>F1</p>", "<svg></svg>"))


def test_pages_show_only_the_ways_there_are(draw, language):
    assert draw("{% pages %}").strip() == ""
    html = draw('{% pages older="?after=5" %}')
    assert 'rel="next"' in html
    assert 'rel="prev"' not in html


def test_the_chosen_chip_is_marked(draw):
    html = draw('{% chips "Which" items %}', items=[Chip("All", "/", 3, current=True), Chip("Late", "/?l", 0)])
    assert html.count('aria-current="true"') == 1
    assert "<span>0</span>" in html


def test_a_table_keeps_its_roles_and_labels_for_phones(draw):
    table = Table("Units", (Column("Unit"), Column("Open", number=True)), ((mark_safe("<b>A</b>"), 3),))
    html = draw("{% table table %}", table=table)
    assert '<th role="rowheader" scope="row"><b>A</b></th>' in html
    assert '<td role="cell" class="hy-num" data-label="Open">3</td>' in html
    assert "<caption>Units</caption>" in html


def test_a_row_with_a_missing_cell_is_refused(draw):
    with pytest.raises(ValueError):
        draw("{% table table %}", table=Table("T", (Column("A"), Column("B")), ((1,),)))


def test_text_speaks_the_language_of_the_page(draw, language):
    assert draw("{{ words|say }}", words=WORD) == WORD.say(language)


@pytest.mark.parametrize("filter_name", ["day", "day_week", "moment", "machine"])
def test_no_date_says_nothing(draw, filter_name):
    assert draw("{{ none|" + filter_name + " }}", none=None) == ""


def test_a_file_shows_its_kind_or_a_small_picture_and_can_be_removed(draw, language):
    rows = [FileRow(7, "<b>.pdf", "1 KB", note="x"), FileRow(8, "b.jpg", "2 KB", picture="/small", url="/b")]
    html = draw("{% files rows removable=True %}", rows=rows)
    assert "&lt;b&gt;.pdf" in html
    assert '<img src="/small" alt=""' in html
    assert 'href="/b" download' in html
    assert 'name="remove_file" value="7"' in html
    assert {"zh-hans": "去掉", "en": "Remove"}[language] in html
    assert "<button" not in draw("{% files rows %}", rows=rows)
