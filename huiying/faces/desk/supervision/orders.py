"""Supervision orders 督办单: the list, one order from its first word to its end, and each step with its form."""

from collections.abc import Callable, Sequence
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from huiying.core.errors import HuiyingError
from huiying.core.procedures.model import Role
from huiying.faces.desk.access import StaffRequest, Viewer, not_here, not_open, staff_page
from huiying.faces.desk.doing import POSTED, Answers, Doing, filled, shown
from huiying.faces.desk.fields import refusal
from huiying.faces.desk.nav import SUPERVISION, page
from huiying.faces.desk.paging import address, page_of
from huiying.faces.desk.supervision import bar, order_words, words
from huiying.faces.desk.supervision.forms import AnswerForm, JudgedForm, OrderForm, RaiseForm, WordsForm
from huiying.faces.look.downloads import download, small_picture
from huiying.faces.look.parts import Chip, Link
from huiying.faces.look.views import plain
from huiying.foundation.files.models import StoredFile
from huiying.loop.supervise.ordering import answer_order, close_order, give_order, raise_order
from huiying.serve.casework.errors import CaseNotFound
from huiying.serve.casework.models import Case
from huiying.serve.casework.selectors.casepage import case_for_viewer
from huiying.serve.casework.selectors.named import id_in
from huiying.serve.commitments.errors import CommitmentNotFound
from huiying.serve.commitments.models import Commitment
from huiying.serve.commitments.selectors.commitments import commitment_for_viewer
from huiying.serve.supervision.enums import OrderState
from huiying.serve.supervision.errors import OrderNotFound
from huiying.serve.supervision.models import Flag, Order
from huiying.serve.supervision.selectors.flags import flags_for
from huiying.serve.supervision.selectors.orders import OrderView, order_file, order_for_viewer, orders_for
from huiying.serve.supervision.services.verifying import verify_order

PLACE = "supervision"
ANSWER_WORKDAYS = 5
"""The day that is proposed for an answer."""
ONLY: dict[str, tuple[Any, OrderState | None]] = {
    "": (gettext_lazy("Not over"), None),
    "closed": (gettext_lazy("Closed orders"), OrderState.CLOSED),
    "raised": (gettext_lazy("Raised a level"), OrderState.RAISED),
}


@require_safe
@staff_page(*SUPERVISION)
def orders(request: StaffRequest) -> HttpResponse:
    """By the day of the answer; what is asked for stands in the address."""
    viewer, only = request.viewer, request.GET.get("only", "")
    only = only if only in ONLY else ""
    url, state = reverse("desk:orders"), ONLY[only][1]
    rows = orders_for(viewer.grants, state=state, open_only=state is None)
    found = page_of(request, rows, url, {"only": only} if only else {})
    context = {
        "chips": bar.chips(viewer, "orders"),
        "only": [
            Chip(said, address(url, {"only": name} if name else {}), current=name == only)
            for name, (said, _state) in ONLY.items()
        ],
        "found": found,
        "rows": [words.order_row(one, viewer.today) for one in found.rows],
        "may_order": bar.may_order(viewer),
    }
    return render(request, "desk/supervision/orders.html", page(request, PLACE) | context)


def _seen(request: StaffRequest, order_id: int) -> OrderView | None:
    """None for one that is not there and for one that is not the viewer's to read."""
    try:
        return order_for_viewer(order_id, request.viewer.grants, now=request.viewer.now)
    except OrderNotFound:
        return None


@require_safe
@staff_page(*SUPERVISION)
def order(request: StaffRequest, order_id: int) -> HttpResponse:
    """What is asked of whom by when, what was answered, and what can be done now."""
    if (view := _seen(request, order_id)) is None:
        return not_here(request)
    found, viewer = view.order, request.viewer
    context = {
        "view": view,
        "order": found,
        "row": words.order_row(found, viewer.today),
        "rows": order_words.summary(found),
        "steps": order_words.timeline(view),
        "files": order_words.files(view),
        "chain": [one for one in view.chain if one.pk != found.pk],
        "acts": _acts(view, viewer),
        "crumbs": [*bar.crumbs(), Link(_("Supervision orders"), reverse("desk:orders"))],
    }
    return render(request, "desk/supervision/order.html", page(request, PLACE) | context)


def _acts(view: OrderView, viewer: Viewer) -> list[Link]:
    """What the viewer can do now."""
    pk = view.order.pk
    found = [Link(title, reverse(f"desk:order_{name}", args=(pk,))) for name, title, may in _STEPS if may(view)]
    if bar.may_order(viewer):
        found.append(Link(_("Give advice because of it"), f"{reverse('desk:advice_new')}?order={pk}"))
        found.append(Link(_("Take a measure because of it"), f"{reverse('desk:measure_new')}?order={pk}"))
    return found


_STEPS: Sequence[tuple[str, Any, Callable[[OrderView], bool]]] = (
    ("answer", gettext_lazy("Answer the order"), lambda view: view.may_answer),
    ("verify", gettext_lazy("Say whether the answer is true and enough"), lambda view: view.may_verify),
    ("raise", gettext_lazy("Order it again, one level up"), lambda view: view.may_raise),
    ("close", gettext_lazy("Close it"), lambda view: view.may_close),
)


@require_http_methods(POSTED)
@staff_page(Role.INSPECTOR)
def new(request: StaffRequest) -> HttpResponse:
    """Order an answer. The address names what it is about: `case` or `promise`, and the `flag` that led to it."""
    viewer = request.viewer
    if (about := _about(request, viewer)) is None:
        return not_here(request)
    flag = _flag(request, viewer, about)
    day = viewer.calendar.add_workdays(viewer.today, ANSWER_WORKDAYS)
    initial = {"reply_by": day, "trigger": flag.trigger if flag else "", "words": order_words.proposed(flag)}
    of = {"case_id": about.pk} if isinstance(about, Case) else {"commitment_id": about.pk}
    row = words.subject(about, None) if isinstance(about, Case) else words.subject(None, about)
    doing = Doing(
        f"order:new:{row.address}",
        _("Order an answer"),
        OrderForm(filled(request), initial=initial),
        lambda said, who: give_order(
            said["words"],
            said["reply_by"],
            trigger=said["trigger"],
            flag_id=flag.pk if flag else None,
            **of,
            **who,
        ),
        row.url,
        [*bar.crumbs(), Link(row.title, row.url)],
        order_words.before(about, flag),
        button=_("Send the order"),
        said=_("Ordered."),
        then=_page_of,
    )
    return shown(request, doing, PLACE)


def _page_of(made: Any) -> str:
    return reverse("desk:order", args=(made.pk,))


def _about(request: StaffRequest, viewer: Viewer) -> Case | Commitment | None:
    """What the address names, where the viewer may read it."""
    case_id, promise_id = (id_in(request.GET.get(name, "")) for name in ("case", "promise"))
    try:
        if case_id:
            return case_for_viewer(case_id, viewer.grants)
        if promise_id:
            return commitment_for_viewer(promise_id, viewer.grants, today=viewer.today).commitment
    except (CaseNotFound, CommitmentNotFound):
        pass
    return None


def _flag(request: StaffRequest, viewer: Viewer, about: Case | Commitment) -> Flag | None:
    """The open flag that the address names, where it is about the same."""
    flag_id = id_in(request.GET.get("flag", ""))
    of = {"case": about} if isinstance(about, Case) else {"commitment": about}
    open_ones = flags_for(viewer.grants).filter(**of)
    return open_ones.filter(pk=flag_id).first() if flag_id else None


Do = Callable[[int, Answers, dict[str, Any]], object]


def _step(
    request: StaffRequest, order_id: int, name: str, form: Callable[[Order], Any], do: Do, button: Any = ""
) -> HttpResponse:
    """One step with its form; the same form sent twice leads back to the order."""
    if (view := _seen(request, order_id)) is None:
        return not_here(request)
    title, may = next((title, may) for one, title, may in _STEPS if one == name)
    if request.method != "POST" and not may(view):
        return not_open(request)
    found = view.order
    doing = Doing(
        f"order:{name}:{order_id}",
        title,
        form(found),
        lambda said, who: do(order_id, said, who),
        _page_of(found),
        [*bar.crumbs(), Link(_("Supervision orders"), reverse("desk:orders")), Link(_name(found), _page_of(found))],
        [found.words, *(step.words for step in view.steps[-1:])],
        button=button,
    )
    return shown(request, doing, PLACE)


def _name(order: Order) -> str:
    return _("Order %(number)s") % {"number": order.pk}


@require_http_methods(POSTED)
@staff_page(*SUPERVISION)
def answer(request: StaffRequest, order_id: int) -> HttpResponse:
    """The unit answers in writing, with evidence."""
    files = request.FILES if request.method == "POST" else None
    hint = _("What is true of it, what was done, and what will be done by when. Leave out names of people.")
    return _step(
        request,
        order_id,
        "answer",
        lambda order: AnswerForm(filled(request), files, label=_("What does your unit answer?"), hint=hint),
        lambda pk, said, who: answer_order(pk, said["words"], **who),
        _("Send the written answer"),
    )


@require_http_methods(POSTED)
@staff_page(Role.INSPECTOR)
def verify(request: StaffRequest, order_id: int) -> HttpResponse:
    """The inspector has looked."""
    form = JudgedForm(
        filled(request),
        question=_("Is the answer true and enough?"),
        yes=_("Yes: it can be closed"),
        no=_("No: it can be ordered again, one level up"),
        label=_("How did you check it, and what did you find?"),
        hint=_("The unit reads it. Leave out names of people."),
    )
    return _step(
        request,
        order_id,
        "verify",
        lambda order: form,
        lambda pk, said, who: verify_order(pk, said["words"], satisfied=form.said_yes, **who),
    )


@require_http_methods(POSTED)
@staff_page(Role.INSPECTOR)
def close(request: StaffRequest, order_id: int) -> HttpResponse:
    """The end of it."""
    return _step(
        request,
        order_id,
        "close",
        lambda order: WordsForm(
            filled(request), label=_("What came of it?"), hint=_("The unit reads it. Leave out names of people.")
        ),
        lambda pk, said, who: close_order(pk, said["words"], **who),
        _("Close the order"),
    )


@require_http_methods(POSTED)
@staff_page(Role.INSPECTOR)
def raised(request: StaffRequest, order_id: int) -> HttpResponse:
    """The unit above has to answer now."""
    viewer = request.viewer
    day = viewer.calendar.add_workdays(viewer.today, ANSWER_WORKDAYS)

    def form(order: Order) -> RaiseForm:
        label = _("What is still missing, and what do you ask of %(unit)s?") % {"unit": order.unit.parent or order.unit}
        return RaiseForm(filled(request), label=label, initial={"reply_by": day, "words": order.words})

    return _step(
        request,
        order_id,
        "raise",
        form,
        lambda pk, said, who: raise_order(pk, said["words"], said["reply_by"], **who),
        _("Send the order"),
    )


@require_safe
@staff_page(*SUPERVISION)
def evidence(request: StaffRequest, order_id: int, file_id: int) -> HttpResponse:
    """A file put to an answer, to be saved."""
    if (found := _file(request, order_id, file_id)) is None:
        return not_here(request)
    try:
        return download(found)
    except HuiyingError as err:
        return plain(request, status=409, title=_("Not given out"), sentences=[refusal(err)])


@require_safe
@staff_page(*SUPERVISION)
def evidence_small(request: StaffRequest, order_id: int, file_id: int) -> HttpResponse:
    """Its small picture."""
    found = _file(request, order_id, file_id)
    try:
        small = small_picture(found) if found else None
    except HuiyingError:
        small = None
    return small or not_here(request)


def _file(request: StaffRequest, order_id: int, file_id: int) -> StoredFile | None:
    try:
        return order_file(order_id, file_id, request.viewer.grants)
    except OrderNotFound:
        return None
