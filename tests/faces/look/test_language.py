"""Words carry their language where it is not the page's, so that they are read aloud and drawn in their own way."""

import pytest
from django.template import Context, Template
from django.utils.html import format_html
from django.utils.translation import override

from huiying.faces.look.language import language_of, parts_with_lang, runs_with_lang, with_lang


@pytest.mark.parametrize(
    ("words", "page", "language"),
    [
        ("三盏路灯不亮", "en", "zh-hans"),
        ("No. 3 road 路灯", "en", "zh-hans"),
        ("Three lamps are out.", "zh-hans", "en"),
        ("Three lamps are out.", "en", "en"),
        ("0351-12345", "zh-hans", "zh-hans"),
        ("0351-12345", "en", "en"),
        ("K3", "zh-hans", "zh-hans"),
        ("Open311", "zh-hans", "zh-hans"),
        ("", "en", "en"),
    ],
)
def test_the_language_of_words(words, page, language):
    with override(page):
        assert language_of(words) == language


def test_words_of_the_page_stay_as_they_are_and_others_are_marked():
    with override("en"):
        assert with_lang("路灯不亮") == '<span lang="zh-Hans">路灯不亮</span>'
        assert with_lang("Lamps & posts") == "Lamps &amp; posts"
    with override("zh-hans"):
        assert with_lang("路灯不亮") == "路灯不亮"
        assert with_lang("Three lamps are out") == '<span lang="en">Three lamps are out</span>'


def test_what_is_said_to_be_html_is_not_touched_and_what_is_not_is_escaped():
    with override("en"):
        assert with_lang(format_html("<b>{}</b>", "灯")) == "<b>灯</b>"
        assert with_lang("<b>灯</b>") == '<span lang="zh-Hans">&lt;b&gt;灯&lt;/b&gt;</span>'


def test_of_a_line_only_the_parts_of_another_language_are_marked():
    with override("en"):
        assert parts_with_lang("urgent · 柳河村 · 3 people") == 'urgent · <span lang="zh-Hans">柳河村</span> · 3 people'
    with override("zh-hans"):
        assert parts_with_lang("紧急 · 柳河村") == "紧急 · 柳河村"


def test_templates_have_it_as_a_filter():
    with override("en"):
        said = Template("{{ title|with_lang }} {{ line|parts_with_lang }}").render(
            Context({"title": "路灯", "line": "web · 路口"})
        )
    assert said == '<span lang="zh-Hans">路灯</span> web · <span lang="zh-Hans">路口</span>'


def test_chinese_words_in_an_english_sentence_are_marked():
    with override("en"):
        assert runs_with_lang("Rule 国办函〔2025〕66号, Art 2 & 3") == (
            'Rule <span lang="zh-Hans">国办函〔2025〕66号</span>, Art 2 &amp; 3'
        )
    with override("zh-hans"):
        assert runs_with_lang("国办函〔2025〕66号") == "国办函〔2025〕66号"
