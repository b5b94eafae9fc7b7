"""Learning from decisions: what is learnt, what is not, and that a worse model takes nobody's place."""

import sys
from datetime import timedelta

import pytest

from huiying.core.classify import treefile
from huiying.core.classify.errors import TooFewExamples
from huiying.foundation.ledger.actors import SYSTEM
from huiying.foundation.ledger.models import Event
from huiying.foundation.office.models import Category
from huiying.listen.voices.models import Voice
from huiying.loop.categorise_case import categorise_case
from huiying.loop.understanding import asking, examples, kept_model, nightly, starter, training
from huiying.loop.understanding.errors import TrainingGoesOn
from huiying.serve.casework.models import Case, Suggestion
from tests.cast import NOW, open_liuxi
from tests.loop.understanding.small_office import FERRY, SMOKE, WAGES, decide, plant, speak

pytestmark = pytest.mark.django_db(transaction=True)
LATER = NOW + timedelta(days=2)


@pytest.fixture
def cast(tmp_path, settings):
    settings.DATA = tmp_path
    kept_model._kept.clear()
    asking._tried.clear()
    yield open_liuxi()
    kept_model._kept.clear()


@pytest.fixture
def categories(cast):
    return plant()


def test_an_office_learns_from_its_own_decisions_and_from_what_is_shipped(cast, categories):
    decide(cast, categories)
    trained = training.train(now=NOW)
    assert trained.kept
    assert trained.card.examples["office"] == 24
    assert trained.card.examples["starter"] > 30
    tree = kept_model.current()
    assert tree.suggest(FERRY).path[0] == str(categories["渡口"].pk)
    assert tree.suggest(WAGES).path == tuple(
        map(str, (categories["劳动和社会保障"].pk, categories["劳动和社会保障/工资福利"].pk))
    )


def test_an_empty_office_learns_from_what_is_shipped_alone(cast, categories):
    training.train(now=NOW)
    card = kept_model.card()
    assert "office" not in card.examples
    assert (card.until, card.judged_origin) == ("", "")
    assert kept_model.current().suggest(SMOKE).path[0] == str(categories["环境保护"].pk)


def test_a_training_is_an_event_of_figures_alone(cast, categories):
    training.train(now=NOW)
    event = Event.objects.get(type="model.trained")
    assert (event.actor_kind, event.subject_kind) == ("system", "model")
    assert event.public["kept"] is True
    assert set(event.public) == set(training.figures(training.train(now=NOW)))
    assert not any("\u4e00" <= sign <= "\u9fff" for sign in str(event.public))


def test_sealed_and_erased_voices_teach_nothing(cast, categories):
    decide(cast, categories, 2)
    first, second = Case.objects.order_by("pk")[:2]
    Case.objects.filter(pk=first.pk).update(sealed=True)
    Voice.objects.filter(pk=second.pk).update(erased_at=NOW)
    assert {one.case_id for one, _ in examples.decisions(examples.paths())}.isdisjoint({first.pk, second.pk})


def test_of_one_category_only_the_newest_count(cast, categories, monkeypatch):
    monkeypatch.setattr(examples, "MOST_OF_ONE", 2)
    decide(cast, categories, 3)
    taken = [one.case_id for one, _ in examples.decisions(examples.paths())]
    assert len(taken) == 6
    assert min(taken) not in Case.objects.order_by("pk").values_list("pk", flat=True)[:1]


def test_a_category_with_many_decisions_needs_the_shipped_messages_no_more(cast, categories, monkeypatch):
    monkeypatch.setattr(starter, "ENOUGH", 3)
    decide(cast, categories, 3)
    found, _ = training._examples()
    smoke = tuple(map(str, (categories["环境保护"].pk, categories["环境保护/环境污染"].pk)))
    assert [one for one in found if one.path == smoke and one.origin == "starter"] == []
    assert [one for one in found if one.path[0] == smoke[0] and one.origin == "starter"]


def test_a_renamed_category_keeps_its_decisions_and_loses_the_shipped_messages(cast, categories):
    decide(cast, categories, 6)
    Category.objects.filter(pk=categories["环境保护"].pk).update(name="生态环境")
    found, _ = training._examples()
    green = str(categories["环境保护"].pk)
    origins = {one.origin for one in found if one.path[0] == green}
    assert origins == {"office", "names"}


def test_corrections_feed_the_next_training(cast, categories):
    decide(cast, categories)
    training.train(now=NOW)
    before = kept_model.current().suggest(FERRY).path
    for case in Case.objects.filter(category=categories["渡口/渡船"]):
        categorise_case(case.pk, actor=cast.actor("hotline"), now=LATER, category_id=categories["环境保护/环保管理"].pk)
    training.train(now=LATER)
    after = kept_model.current().suggest(FERRY).path
    assert (before[0], after[0]) == (str(categories["渡口"].pk), str(categories["环境保护"].pk))


@pytest.mark.parametrize(
    ("new", "old", "judged", "worse"),
    [
        (80, 82, 100, False),
        (60, 90, 100, True),
        (90, 60, 100, False),
        (0, 0, 0, False),
        (20, 26, 30, False),
        (10, 28, 30, True),
    ],
)
def test_clearly_worse_is_more_than_chance(new, old, judged, worse):
    assert training.is_clearly_worse(new, old, judged) is worse


def test_a_clearly_worse_model_takes_nobodys_place_unless_told_to(cast, categories, monkeypatch):
    decide(cast, categories)
    training.train(now=NOW)
    decide(cast, categories, 14, now=LATER)
    good = kept_model.path().read_bytes()
    shuffled = examples.decisions(examples.paths())
    wrong = {path: shuffled[(at * 7 + 3) % len(shuffled)][1] for at, (path, _) in enumerate(shuffled)}
    monkeypatch.setattr(training, "decisions", lambda _known: [(one, wrong[one]) for one, _ in shuffled])
    monkeypatch.setattr(training, "_by_fresh", lambda *_: (42, 5, 40))
    refused = training.train(now=LATER)
    assert not refused.kept
    assert kept_model.path().read_bytes() == good
    assert Event.objects.filter(type="model.trained").latest("pk").public["kept"] is False
    assert training.train(now=LATER, anyway=True).kept
    assert kept_model.path(kept_model.BEFORE).read_bytes() == good
    assert kept_model.path().read_bytes() != good


def test_both_are_compared_by_what_was_decided_since(cast, categories):
    decide(cast, categories)
    assert training.train(now=NOW).fresh == 0
    decide(cast, categories, 2, now=LATER)
    again = training.train(now=LATER)
    assert (again.fresh, again.right_old) == (6, 6)
    assert again.before.until < again.card.until


def test_two_trainings_at_once_are_refused(cast, categories):
    with training._alone(), pytest.raises(TrainingGoesOn):
        training.train(now=NOW)


def test_without_categories_there_is_nothing_to_learn(cast):
    with pytest.raises(TooFewExamples):
        training.train(now=NOW)
    assert not kept_model.path().exists()


def test_after_a_training_open_cases_without_a_category_are_suggested_anew(cast, categories):
    case = speak(SMOKE)
    training.train(now=NOW)
    row = Suggestion.objects.get(case=case)
    assert row.category.path.startswith(categories["环境保护"].path)
    assert row.words


# The file


def test_a_damaged_file_is_no_model_and_is_said_once(cast, categories, caplog):
    training.train(now=NOW)
    kept_model.path().write_bytes(kept_model.path().read_bytes()[:-1])
    assert kept_model.current() is kept_model.current() is None
    assert [record.levelname for record in caplog.records if record.name == "huiying.model"] == ["ERROR"]
    assert kept_model.card() is not None, "the head can still be read"


def test_the_file_is_a_tree_of_the_safe_form(cast, categories):
    training.train(now=NOW)
    assert treefile.from_bytes(kept_model.path().read_bytes()).card == kept_model.card()


# When it is done


@pytest.fixture
def started(monkeypatch):
    runs = []
    monkeypatch.setattr(asking, "run_training", lambda: runs.append(1) or 0)
    return runs


def test_an_open_office_without_a_model_trains_one_and_waits_an_hour_after_a_failure(cast, started):
    assert asking.train_if_asked(now=NOW)
    assert not asking.train_if_asked(now=NOW + timedelta(minutes=1))
    assert asking.train_if_asked(now=NOW + timedelta(hours=2))
    assert len(started) == 2


def test_who_asks_is_served_once(cast, categories, started):
    training.train(now=NOW)
    assert not asking.train_if_asked(now=NOW)
    asking.ask_for_training(actor=cast.actor("guo"), now=NOW)
    asking.ask_for_training(actor=cast.actor("guo"), now=NOW)
    assert Event.objects.filter(type="model.asked").count() == 1
    assert asking.train_if_asked(now=NOW + timedelta(seconds=20))
    training.train(now=NOW + timedelta(seconds=30))
    assert not asking.is_asked()


def test_at_night_it_trains_when_something_was_decided(cast, categories, started):
    training.train(now=NOW)
    asking.train_at_night(NOW)
    assert started == []
    decide(cast, categories, 1, now=LATER)
    asking.train_at_night(LATER)
    assert started == [1]
    assert "train" in [job.name for job in nightly.JOBS]


def test_the_training_is_a_process_of_its_own(cast, monkeypatch):
    calls = []

    class Done:
        returncode = 0

    monkeypatch.setattr(asking.subprocess, "run", lambda command, **more: calls.append(command) or Done)
    assert asking.run_training() == 0
    assert calls == [[sys.executable, "-m", "huiying", "train"]]
    assert SYSTEM.id is None
