"""What a voice may be about, suggested by the model in the data folder for a person to confirm."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime

from django.db import transaction
from django.db.models import QuerySet

from huiying.core.words import Text
from huiying.foundation.office.models import Category, Place
from huiying.loop.understanding import kept_model
from huiying.loop.understanding.messages import texts, words_of
from huiying.serve.casework.models import Case
from huiying.serve.casework.selectors.categories import Both, Suggested, path_words, unit_suggested, why_category
from huiying.serve.casework.selectors.usual import unit_for
from huiying.serve.casework.services.perform import lock_cases
from huiying.serve.casework.services.suggestions import OPEN, Told, suggest

MOST_AGAIN = 2_000
"""Open cases without a category that are suggested anew after a training, the newest first."""
AT_ONCE = 100
SHORTEST = 6
"""Signs that somebody must have written before anything is suggested while they write."""


def suggest_for(cases: Sequence[int], _now: datetime) -> Callable[[Sequence[int], datetime], object]:
    """A step of the worker's reading: looks at the voices now, writes what it finds when they are filed."""
    told, day = _told(cases)
    return lambda filed, _later: suggest({one: told[one] for one in filed if one in told}, model_date=day)


def suggest_open() -> int:
    """Suggest anew for open cases to which nobody has given a category; how many got one."""
    ids = list(_waiting().order_by("-pk").values_list("pk", flat=True)[:MOST_AGAIN])
    done = 0
    for start in range(0, len(ids), AT_ONCE):
        told, day = _told(ids[start : start + AT_ONCE])
        with transaction.atomic(durable=True):
            lock_cases(told)
            done += suggest(told, model_date=day)
    return done


def _waiting() -> QuerySet[Case]:
    return Case.objects.filter(sealed=False, category=None, standing__in=OPEN)


def _told(cases: Sequence[int]) -> tuple[Mapping[int, Told], date]:
    """What the model says of each open case that nobody has given a category, and the day of its data.

    What an import brings is mostly over, and costs nothing.
    """
    waiting = list(_waiting().filter(pk__in=cases).values_list("pk", flat=True))
    tree = kept_model.current() if waiting else None
    if tree is None:
        return {}, date.min
    found = ((case, tree.suggest(text)) for case, text in texts(waiting).items())
    told = {case: Told(int(one.path[-1]), one.probability, one.words) for case, one in found if one is not None}
    return told, date.fromisoformat(tree.card.data_date)


def suggest_while_writing(text: str, place: Place | None = None, *, title: str = "") -> Both:
    """What may be suggested beside words that are not sent yet: for the intake desk."""
    tree = kept_model.current() if len(text) >= SHORTEST else None
    found = tree.suggest(words_of(title, text)) if tree else None
    category = Category.objects.filter(pk=int(found.path[-1]), active=True).first() if found else None
    if found is None or category is None:
        return Both(None, None)
    unit = unit_for(category, place)
    why: Text = why_category(found.probability, found.words)
    return Both(
        Suggested(category.pk, path_words(category), why), unit_suggested(unit.unit_id, unit.source) if unit else None
    )
