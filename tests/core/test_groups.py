"""How many speak for a group (petition regulation Art 20)."""

import pytest

from huiying.core.groups import MOST_REPRESENTATIVES, FewerThanNamed, TooManyRepresentatives, refuse_group


@pytest.mark.parametrize(("came", "representatives"), [(1, 1), (5, 5), (300, 5), (2, 1)])
def test_up_to_five_speak_for_however_many_came(came, representatives):
    refuse_group(came=came, representatives=representatives)


def test_the_sixth_is_refused_with_the_article_and_what_to_do():
    with pytest.raises(TooManyRepresentatives) as refused:
        refuse_group(came=60, representatives=MOST_REPRESENTATIVES + 1)
    assert "第二十条" in refused.value.say("zh-hans")
    assert "Art 20" in refused.value.say("en")


def test_a_group_is_not_smaller_than_who_is_named():
    with pytest.raises(FewerThanNamed):
        refuse_group(came=2, representatives=3)
