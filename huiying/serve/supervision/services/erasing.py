"""What units and inspectors wrote about an erased voice goes, with flags, orders, advice and measures; that they were
there stays."""

from collections.abc import Collection

from django.db.models import Q

from huiying.foundation.files.services import drop_files
from huiying.foundation.ledger.actors import About
from huiying.serve.supervision.enums import OrderState
from huiying.serve.supervision.models import Advice, Contest, Flag, Measure, Order, OrderFile, OrderStep, Signal


def empty_signals(case_id: int, commitment_ids: Collection[int]) -> tuple[int, list[About]]:
    """Of this case, and of promises made to its voice alone: how many texts went, and whose secrets go with them. Its
    event: the joint's."""
    mine = Q(case=case_id) | Q(commitment__in=commitment_ids)
    flags, signals = Flag.objects.filter(mine), Signal.objects.filter(mine)
    contests = Contest.objects.filter(signal__in=signals)
    emptied = flags.exclude(reason="").update(reason="")
    emptied += contests.exclude(reason="", answer="").update(reason="", answer="")
    about = [About(Flag.subject_kind, pk) for pk in flags.values_list("pk", flat=True)]
    return emptied, about + [About(Signal.subject_kind, pk) for pk in signals.values_list("pk", flat=True)]


def empty_orders(case_id: int, commitment_ids: Collection[int]) -> tuple[int, list[About]]:
    """The same of orders, of what was said to them with its files, of advice, and of measures because of an order; an
    order that stands is over."""
    orders = Order.objects.filter(Q(case=case_id) | Q(commitment__in=commitment_ids))
    steps = OrderStep.objects.filter(order__in=orders)
    held = OrderFile.objects.filter(step__in=steps).select_related("file")
    files = [row.file for row in held]
    advice = Advice.objects.filter(Q(case=case_id) | Q(order__in=orders))
    emptied = orders.exclude(words="").update(words="") + steps.exclude(words="").update(words="")
    emptied += advice.exclude(words="").update(words="", basis="", consequences="", feedback="")
    measures = Measure.objects.filter(order__in=orders)
    emptied += measures.exclude(words="").update(words="", outcome="")
    orders.exclude(state=OrderState.RAISED.value).update(state=OrderState.CLOSED.value)
    about = [About(Order.subject_kind, pk) for pk in orders.values_list("pk", flat=True)]
    about += [About(Advice.subject_kind, pk) for pk in advice.values_list("pk", flat=True)]
    about += [About(Measure.subject_kind, pk) for pk in measures.values_list("pk", flat=True)]
    about += [About(file.subject_kind, file.pk) for file in files]
    held.delete()
    return emptied + drop_files(files), about
