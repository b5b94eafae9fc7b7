"""A decision on the concrete plant, its tasks and its circular, for the tests of what becomes of decisions."""

from datetime import date, timedelta

from huiying.foundation.people.selectors import grants_in_force
from huiying.loop.carry_out_decision import TaskOf, give_task, leave_out_step, make_decision, tick_step
from huiying.serve.commitments.services.keeping import keep_commitment
from huiying.serve.decisions.enums import CircularKind
from huiying.serve.decisions.services.circulars import Wording, send_circular, write_circular
from huiying.serve.decisions.services.making import Described
from tests.cast import NOW

TITLE = "搅拌站迁出丽水新城"
SUMMARY = "搅拌站年底前迁到工业园，原址种树；离住宅太近，两次整改没有用。"
LATER = NOW + timedelta(days=2)
TODAY = date(2026, 11, 25)


def by(cast, name, *, days=2.0, key=None):
    grants = grants_in_force(cast.staff[name].pk, today=TODAY)
    return {"actor": cast.actor(name), "grants": grants, "now": NOW + timedelta(days=days), "key": key}


def described(cast, **changes):
    values = {"title": TITLE, "body_id": cast.units["office"].pk, "decided_on": date(2026, 11, 24), "summary": SUMMARY}
    return Described(**values | {"title_en": "The concrete plant moves out", "major": True} | changes)


def decided(cast, *, cases=(), who="zhou", key=None, **changes):
    ids = [case.pk for case in cases]
    return make_decision(described(cast, **changes), case_ids=ids, **by(cast, who, key=key))


def tasked(cast, decision, *, who="zhou", key=None, **changes):
    values = {"words": "把搅拌站设备搬到工业园", "owner_id": cast.units["land"].pk, "due_on": date(2026, 12, 31)}
    return give_task(decision.pk, TaskOf(**values | changes), **by(cast, who, key=key))


def kept(cast, task):
    keep_commitment(task.commitment_id, "设备都搬走了，场地清空。", **by(cast, "qian"))


def ticked(cast, decision, step, *, words="按规定办了，有记录。", on=date(2026, 11, 24), **more):
    return tick_step(decision.pk, step, on, words, **by(cast, "zhou", **more))


def omitted(cast, decision, step, *, reason="紧急，来不及。", **more):
    return leave_out_step(decision.pk, step, reason, **by(cast, "zhou", **more))


def wording(cast, **changes):
    values = {
        "title": "关于搅拌站搬迁进度的通报",
        "kind": CircularKind.CRITICISM,
        "words": "搬迁任务没有按期启动，请两个单位抓紧。",
        "unit_ids": (cast.units["land"].pk, cast.units["liuhe"].pk),
        "answer_by": date(2026, 11, 30),
    }
    return Wording(**values | changes)


def sent(cast, **changes):
    circular = write_circular(wording(cast, **changes), **by(cast, "chen"))
    return send_circular(circular.pk, **by(cast, "chen"))
