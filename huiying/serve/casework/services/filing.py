"""Cases go into the index of words in the transaction that changes them, and out of it when they are sealed."""

from collections.abc import Sequence

from django.db import transaction

from huiying.foundation.search.indexing import Words, drop, filed, put
from huiying.foundation.search.rows import Kind
from huiying.serve.casework.models import Case
from huiying.serve.casework.selectors.findable import stored_words, unfiled_cases


def keep_filed(case: Case, fresh: Sequence[Words], *, was_sealed: bool) -> None:
    """After a change of a case that exists: `fresh` is what was said in it. The caller holds the transaction."""
    if case.sealed:
        if not was_sealed:
            drop(Kind.CASE, [case.pk])
    elif case.voice.erased_at is None and (fresh or was_sealed):
        if was_sealed or not filed(Kind.CASE, [case.pk]):
            put(stored_words([case.pk]))
        else:
            put(fresh)


def file_unfiled(case_ids: Sequence[int]) -> int:
    """Those of the cases that ought to be in the index and are not; how many. In a transaction of its own."""
    if not unfiled_cases().filter(pk__in=case_ids).exists():
        return 0
    with transaction.atomic(durable=True):
        wanted = Case.objects.select_for_update().filter(pk__in=case_ids).order_by("pk")
        locked = list(wanted.values_list("pk", flat=True))
        missing = list(unfiled_cases().filter(pk__in=locked).values_list("pk", flat=True))
        put(stored_words(missing), new=True)
    return len(missing)
