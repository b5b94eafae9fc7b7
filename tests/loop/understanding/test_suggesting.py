"""The worker's suggestion for a new voice: by the model, for whom it may be, gone with the voice."""

import subprocess
import sys

import pytest

from huiying.loop.understanding import kept_model, training
from huiying.loop.understanding.reading import read_waiting
from huiying.loop.understanding.suggesting import suggest_while_writing
from huiying.serve.casework.models import Case, Suggestion
from tests.cast import NOW, open_liuxi
from tests.core.classify.test_model import HOSTILE
from tests.loop.understanding.small_office import SMOKE, WAGES, plant, speak

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def cast(tmp_path, settings):
    settings.DATA = tmp_path
    kept_model._kept.clear()
    yield open_liuxi()
    kept_model._kept.clear()


@pytest.fixture
def categories(cast):
    found = plant()
    training.train(now=NOW)
    return found


def test_a_new_voice_gets_its_suggestion_when_the_worker_reads_it(categories):
    case = speak(SMOKE)
    read_waiting(now=NOW)
    row = Suggestion.objects.get(case=case)
    assert row.category.path.startswith(categories["环境保护"].path)
    assert 0.5 <= row.probability <= 1
    assert all(word in SMOKE for word in row.words)
    assert row.model_date.isoformat() == kept_model.card().data_date
    assert Case.objects.get(pk=case.pk).category is None, "a person decides"


def test_what_says_nothing_gets_no_suggestion(categories):
    speak("请帮帮忙，谢谢。")
    read_waiting(now=NOW)
    assert not Suggestion.objects.exists()


def test_a_report_of_wrongdoing_is_never_suggested_for(categories):
    assert speak(SMOKE, kind="report").sealed
    read_waiting(now=NOW)
    assert not Suggestion.objects.exists()


def test_where_a_person_has_spoken_already_and_where_it_is_over_nothing_is_suggested(cast, categories):
    sorted_, over = speak(SMOKE), speak(SMOKE)
    Case.objects.filter(pk=sorted_.pk).update(category=categories["渡口"])
    Case.objects.filter(pk=over.pk).update(standing="archived")
    read_waiting(now=NOW)
    assert not Suggestion.objects.exists()


def test_without_a_model_voices_are_read_all_the_same(cast):
    speak(SMOKE)
    assert read_waiting(now=NOW) == 1
    assert not Suggestion.objects.exists()


@pytest.mark.parametrize("text", [text for text in HOSTILE.values() if text.strip("\x00 \n\t\u3000")][:8])
def test_hostile_words_stop_nothing(categories, text):
    clean = text.replace("\x00", "").encode("utf-8", "ignore").decode()[:20_000]
    if not clean.strip():
        clean = "。"
    speak(clean)
    speak(WAGES)
    read_waiting(now=NOW)
    assert Suggestion.objects.filter(category__path__startswith=categories["劳动和社会保障"].path).exists()


def test_while_somebody_writes_the_same_is_suggested(categories):
    both = suggest_while_writing(WAGES)
    assert both.category.name.zh.startswith("劳动和社会保障")
    assert "工资" in both.category.reason.zh
    assert suggest_while_writing("工资").category is None, "a word is too little"


def test_the_worker_needs_no_library_for_learning():
    code = (
        "import os, sys, django; os.environ['DJANGO_SETTINGS_MODULE'] = 'tests.settings'; django.setup();"
        "import huiying.loop.understanding.reading, huiying.loop.understanding.suggesting, huiying.config.urls;"
        "print([name for name in ('sklearn', 'scipy', 'numpy') if name in sys.modules])"
    )
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert said.stdout.strip() == "[]"
