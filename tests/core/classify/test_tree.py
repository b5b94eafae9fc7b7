"""A tree of categories: as far down as it is sure, learnt from what is there, kept in a file that cannot run."""

import itertools
import json

import pytest

from huiying.core.classify import treefile
from huiying.core.classify.errors import ModelUnreadable, TooFewExamples
from huiying.core.classify.growing import NAMES, STARTER, Sorted, grow
from huiying.core.classify.model import SURE
from tests.core.classify.invented import DAY, ENDINGS, PLACES

MATTERS = {
    ("环境", "噪声"): ("搅拌站夜里噪音很大，机器响到天亮", "广场舞喇叭噪音吵得睡不着"),
    ("环境", "油烟"): ("烧烤店油烟熏得开不了窗", "饭馆油烟直排楼道，全是烟味"),
    ("交通", "公交"): ("公交车半小时不来一趟", "公交司机甩站不停车"),
    ("交通", "出租"): ("出租车拒载还绕路", "出租车不打表乱要价"),
    ("教育",): ("小学招生学区划分不公", "幼儿园学费太高"),
}
LEARNT = [
    Sorted(f"{place}{matter}，{ending}。", path)
    for path, matters in MATTERS.items()
    for matter, place, ending in itertools.product(matters, PLACES, ENDINGS)
]


@pytest.fixture(scope="module")
def grown():
    return grow(LEARNT, data_date=DAY, until="2026-03-02T08:00:00+00:00", clock=itertools.count().__next__)


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("东门街搅拌站的噪音响到天亮", ("环境", "噪声")),
        ("北桥镇的出租车又拒载", ("交通", "出租")),
        ("南湖小区旁的小学招生不公", ("教育",)),
    ],
)
def test_a_suggestion_goes_down_as_far_as_there_are_categories(grown, text, path):
    suggestion = grown.tree.suggest(text)
    assert suggestion.path == path
    assert SURE <= suggestion.probability <= 1
    assert suggestion.words


def test_the_probability_is_the_product_of_the_levels(grown):
    text = "东门街搅拌站的噪音响到天亮"
    widest = grown.tree.suggest(text, least=0.999)
    finest = grown.tree.suggest(text)
    root, below = grown.tree.root.suggest(text), grown.tree.models[("环境",)].suggest(text)
    assert finest.probability == pytest.approx(root.probability * below.probability)
    assert widest is None or widest.probability >= 0.999


def test_it_stops_above_what_it_is_not_sure_of(grown):
    unsure = grown.tree.suggest("饭馆的噪音油烟喇叭熏得睡不着", least=0.9)
    assert unsure is None or unsure.path == ("环境",) or unsure.probability >= 0.9


def test_nothing_is_suggested_below_the_threshold(grown):
    assert grown.tree.suggest("请") is None


def test_a_branch_with_too_few_examples_ends_above(grown):
    assert set(grown.tree.models) == {(), ("环境",), ("交通",)}


def test_what_it_would_have_said_unseen_comes_in_the_order_of_the_examples(grown):
    right = [path == one.path for path, one in zip(grown.suggested, LEARNT, strict=True)]
    assert sum(right) > 0.9 * len(right)
    assert [one.path[0] for one in LEARNT] == list(grown.first)


def test_the_card_tells_origin_figures_and_depths():
    shipped = [Sorted(one.text, one.path, STARTER) for one in LEARNT[:40]]
    card = grow([*LEARNT, *shipped], data_date=DAY, until="x", clock=itertools.count().__next__).tree.card
    assert card.examples == {"office": 80, "starter": 40}
    assert (card.judged, card.judged_origin) == (120, "")
    assert (card.data_date, card.until, card.seconds) == ("2026-03-02", "x", 1)
    assert sum(card.depths) == pytest.approx(1, abs=0.001)
    assert card.accuracy > 0.9 < card.right_when_suggested


def test_with_enough_of_its_own_an_office_is_judged_by_its_own():
    own = [Sorted(f"{one.text}{number}", one.path) for one in LEARNT for number in (1, 2)]
    shipped = [Sorted(one.text, one.path, STARTER) for one in LEARNT]
    card = grow([*own, *shipped], data_date=DAY, clock=itertools.count().__next__).tree.card
    assert (card.judged, card.judged_origin) == (160, "office")


def test_the_order_of_examples_changes_nothing(grown):
    backwards = grow(LEARNT[::-1], data_date=DAY, until=grown.tree.card.until, clock=itertools.count().__next__)
    assert treefile.to_bytes(backwards.tree) == treefile.to_bytes(grown.tree)


def test_without_two_wide_categories_there_is_nothing_to_learn():
    for examples in ([], LEARNT[:32]):
        with pytest.raises(TooFewExamples):
            grow(examples, data_date=DAY, clock=itertools.count().__next__)


def test_a_tree_read_from_its_file_answers_alike(grown):
    data = treefile.to_bytes(grown.tree)
    again = treefile.from_bytes(data)
    assert again.card == grown.tree.card == treefile.card_of(data)
    assert [again.suggest(one.text) for one in LEARNT] == [grown.tree.suggest(one.text) for one in LEARNT]
    assert treefile.to_bytes(again) == data


def changed_head(data, **changes):
    line, body = data[len(treefile.FORM) :].split(b"\n", 1)
    return treefile.FORM + json.dumps({**json.loads(line), **changes}).encode() + b"\n" + body


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (lambda data: b"", "form"),
        (lambda data: data.replace(b"tree 1", b"tree 2", 1), "form"),
        (lambda data: treefile.FORM + b"{}\n", "head"),
        (lambda data: changed_head(data, branches=[]), "head"),
        (lambda data: changed_head(data, branches=[[["x"], 10]]), "head"),
        (lambda data: changed_head(data, branches=[[[], 0]]), "head"),
        (lambda data: changed_head(data, card={"more": 1}), "head"),
        (lambda data: data + b"\0", "length"),
        (lambda data: data[:-1], "digest"),
        (lambda data: data[:-1] + bytes([data[-1] ^ 1]), "digest"),
    ],
)
def test_what_is_no_whole_tree_is_refused(grown, change, reason):
    with pytest.raises(ModelUnreadable) as refused:
        treefile.from_bytes(change(treefile.to_bytes(grown.tree)))
    assert refused.value.data["reason"] == reason


def test_names_of_categories_teach_but_neither_judge_nor_count():
    names = [Sorted("夜间噪声扰民", ("环境", "噪声"), NAMES)] * 3 + [Sorted("渡船 码头", ("水运",), NAMES)] * 9
    learnt = grow([*LEARNT, *names], data_date=DAY, clock=itertools.count().__next__).tree
    assert (learnt.card.judged, learnt.card.examples["names"]) == (80, 12)
    assert set(learnt.root.categories) == {"交通", "教育", "环境"}
    assert learnt.root.card.examples["环境"] == 32
    assert learnt.suggest("这里有扰民的事").path == ("环境", "噪声")
