from datetime import date

import pytest
from django import forms

from huiying.faces.look.days import DayField
from huiying.faces.look.fields import problems
from huiying.faces.look.parts import Option


class Everything(forms.Form):
    phone = forms.CharField(label="Phone", help_text="Only to answer", error_messages={"required": "Write a number"})
    solved = forms.ChoiceField(
        label="Resolved?",
        choices=[("y", "Yes"), ("n", "No")],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose one"},
    )
    wants = forms.MultipleChoiceField(
        label="What?",
        required=False,
        choices=[("a", Option("A", hint="why", share="91%"))],
        widget=forms.CheckboxSelectMultiple,
    )
    since = DayField(label="Since?")
    agree = forms.BooleanField(label="Agree", required=False)
    place = forms.ChoiceField(label="Place", required=False, choices=[("", "–"), ("1", "Liuhe")])


def test_a_field_is_tied_to_its_label_hint_and_error(draw, language):
    html = draw("{% field form.phone %}", form=Everything({}))
    assert '<label class="hy-label" for="id_phone">' in html
    assert 'aria-describedby="id_phone_hint id_phone_error"' in html
    assert 'aria-invalid="true"' in html
    assert 'id="id_phone_hint">Only to answer' in html
    assert "Write a number" in html


def test_the_label_can_be_the_heading_of_the_page(draw):
    assert "<h1>Phone</h1></label>" in draw("{% field form.phone heading=True %}", form=Everything()).replace("\n", "")


def test_options_are_whole_boxes_in_a_set_with_a_legend(draw, language):
    html = draw("{% field form.solved %}", form=Everything({"solved": "n"}))
    assert '<legend class="hy-label">' in html
    assert "hy-opts--inline" in html
    assert (
        '<label class="hy-opt" for="id_solved_1"><input type="radio" name="solved" value="n" id="id_solved_1" checked>'
        in html
    )


def test_an_option_may_carry_a_hint_and_a_share(draw, language):
    html = draw("{% field form.wants %}", form=Everything())
    assert '<span class="hy-hint">why</span>' in html
    assert "91%" in html
    assert "hy-opts--inline" not in html


def test_what_may_stay_empty_says_so_and_what_must_not_carries_no_star(draw, language):
    optional = {"zh-hans": "没有就空着", "en": "you may leave this empty"}[language]
    assert optional in draw("{% field form.wants %}", form=Everything())
    required = draw("{% field form.phone %}", form=Everything())
    assert optional not in required
    assert "*" not in required


def test_a_date_is_asked_in_three_boxes_and_kept_when_wrong(draw, language):
    form = Everything({"since_year": "2026", "since_month": "2", "since_day": "30"})
    html = draw("{% field form.since %}", form=form)
    assert [f'value="{n}"' in html for n in ("2026", "2", "30")] == [True] * 3
    assert {"zh-hans": "日历上没有这一天", "en": "This day is in no calendar"}[language] in html


@pytest.mark.parametrize(
    ("parts", "value"),
    [
        (("2026", "11", "1"), date(2026, 11, 1)),
        (("２０２６", "11", "1"), date(2026, 11, 1)),
        (("2024", "2", "29"), date(2024, 2, 29)),
    ],
)
def test_a_date_is_read(parts, value):
    data = dict(zip(("since_year", "since_month", "since_day"), parts, strict=True))
    form = Everything(data)
    form.is_valid()
    assert form.cleaned_data["since"] == value


@pytest.mark.parametrize(
    "parts", [("2026", "", "1"), ("", "", ""), ("2026", "13", "1"), ("2026", "x", "1"), ("9", "1", "1")]
)
def test_half_a_date_is_refused(parts):
    form = Everything(dict(zip(("since_year", "since_month", "since_day"), parts, strict=True)))
    assert "since" in form.errors


def test_a_given_date_fills_the_boxes(draw):
    html = draw("{% field form.since %}", form=Everything(initial={"since": date(2026, 11, 1)}))
    assert 'value="2026"' in html


def test_a_tick_stays_ticked(draw):
    assert " checked" in draw("{% field form.agree %}", form=Everything({"agree": "on"}))
    assert " checked" not in draw("{% field form.agree %}", form=Everything({}))


def test_every_problem_leads_to_its_first_input():
    form = Everything({})
    form.add_error(None, "The whole is wrong")
    found = {p.anchor: p.words for p in problems(form)}
    assert found[""] == "The whole is wrong"
    assert found["id_phone"] == "Write a number"
    assert found["id_solved_0"] == "Choose one"
    assert found["id_since_0"].endswith(("年、月、日都写上", "the day"))


def test_the_summary_repeats_the_words_beside_the_field(draw, language):
    html = draw("{% errors form %}", form=Everything({}))
    assert '<a href="#id_phone">Write a number</a>' in html
    assert {"zh-hans": "还差 3 处没填好", "en": "3 things to put right"}[language] in html


def test_an_untouched_form_has_no_summary(draw):
    assert draw("{% errors form %}", form=Everything()).strip() == ""
