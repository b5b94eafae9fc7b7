"""A housing bureau whose answers about noise were judged poor, written straight into the tables."""

from datetime import date, timedelta
from typing import Any

from huiying.foundation.office.models import Category
from huiying.judge.ratings.models import Rating
from huiying.loop.improve_on import Measure, improve, promise_measure
from huiying.serve.casework.models import Case
from huiying.serve.commitments.services.keeping import keep_commitment
from tests.cast import NOW, Cast
from tests.improve.insight.conftest import Heard
from tests.serve.coordination.issues import grants_of

DAYS_AGO = 20
DUE = date(2026, 12, 20)
CAUSE = "夜里没有人值班，电话转不到工地"
MEASURE = Measure("夜里十点到六点派两人巡查工地", DUE, "Two people walk the sites from ten to six")
KEPT_AT = NOW + timedelta(days=10)
AGAIN = KEPT_AT + timedelta(days=100)
"""A quarter and some days later."""


class Judged:
    """Writes cases with their ratings."""

    def __init__(self, cast: Cast) -> None:
        self.cast, self.heard = cast, Heard(cast)
        self.noise = Category.objects.create(name="噪音", name_en="Noise", path="")
        self.noise.path = f"/{self.noise.pk}/"
        self.noise.save(update_fields=["path"])

    def __call__(self, resolved: str, times: int = 1, *, at: Any = None, words: str = "", **more: Any) -> list[Case]:
        """So many cases of the unit, each rated so."""
        given = at or NOW - timedelta(days=DAYS_AGO)
        about = {"category": self.noise, "place": self.cast.places["village"], "unit": self.cast.units["housing"]}
        said = {name: more.pop(name) for name in ("satisfied", "responded") if name in more}
        cases = self.heard.write([self.heard.one(given - timedelta(days=9), **about | more) for _ in range(times)])
        Rating.objects.bulk_create(
            Rating(case=case, round=1, resolved=resolved, words=words, given_at=given, **said) for case in cases
        )
        return cases


def who(cast: Cast, name: str, *, days: float = 0, key: str | None = None) -> dict[str, Any]:
    """Who does it, with which rights, and when."""
    return {"actor": cast.actor(name), "grants": grants_of(cast, name), "now": NOW + timedelta(days=days), "key": key}


def opened(cast: Cast, judged: Judged, **more: Any) -> Any:
    """An item for seven of ten who said "not resolved"."""
    judged("no", 7, words="夜里还是吵，电话 13812345678 没人接", **more)
    judged("yes", 3, **more)
    improve(now=NOW)
    from huiying.improve.improvements.models import Improvement

    return Improvement.objects.get()


def promised(cast: Cast, judged: Judged, **more: Any) -> Any:
    """The same with its measure, promised by the bureau."""
    item = opened(cast, judged, **more)
    return promise_measure(item.pk, CAUSE, MEASURE, **who(cast, "outsider"))


def kept(cast: Cast, judged: Judged, **more: Any) -> Any:
    """The same, kept ten days later."""
    item = promised(cast, judged, **more)
    keep_commitment(item.commitment_id, "每晚巡查，有记录", **who(cast, "zhou", days=10))
    return item
