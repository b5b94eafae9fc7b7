"""A table of interests about the concrete plant, for the tests."""

from datetime import timedelta

from huiying.foundation.ledger.actors import Actor, ActorKind
from huiying.serve.coordination.services.interests import Situation, add_group, open_table, publish_interests
from huiying.serve.coordination.services.saying import say_interest
from tests.cast import NOW
from tests.serve.coordination.issues import grants_of

QUESTION = "搅拌站搬到哪里、什么时候搬"
NEAR = Situation(
    "二百米以内的住户",
    "Residents within 200 m",
    people=420,
    people_source="社区登记",
    gains="安静，没有粉尘",
    how_much="夜里噪音少二十分贝",
    asked="入户问了一遍",
    asked_people=180,
)
WORKERS = Situation("搅拌站的工人", "Workers of the plant", loses="上班远了六公里", balance="开通班车")


def who(cast, name="zhou", days=2):
    return {"actor": cast.actor(name), "grants": grants_of(cast, name), "now": NOW + timedelta(days=days)}


def table_of(cast, about, *groups, public=True, by="zhou"):
    """The table of an issue or a decision with these groups."""
    table = open_table(about.subject_kind, about.pk, QUESTION, **who(cast, by))
    made = [add_group(table.pk, group, **who(cast, by)) for group in groups]
    if public:
        publish_interests(table.pk, public=True, **who(cast, by))
    table.refresh_from_db()
    return table, made


def says(case, table, group=None, effect="", words="", *, key=None, days=3):
    say_interest(
        case.pk,
        table.pk,
        group_id=group.pk if group else None,
        effect=effect,
        words=words,
        actor=Actor(ActorKind.SPEAKER, id=case.pk),
        now=NOW + timedelta(days=days),
        key=key,
    )
