"""The five public steps at the desk: ticked, left out with a reason, taken back."""

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from huiying.core.ticks import STEPS, TickStep
from huiying.core.words import Text
from huiying.faces.desk.access import StaffRequest, not_here, not_open
from huiying.faces.desk.decisions.forms import MOST_REASON, MOST_STEP, TickForm, WordsForm
from huiying.faces.desk.decisions.keeping import back_to
from huiying.faces.desk.decisions.page import crumbs, decision_page
from huiying.faces.desk.doing import POSTED, Doing, filled, shown
from huiying.faces.look.templatetags.hy import say
from huiying.loop.carry_out_decision import leave_out_step, tick_step
from huiying.serve.decisions.selectors.decisions import DecisionView
from huiying.serve.decisions.services.ticking import take_back_step


def _step(name: str) -> TickStep | None:
    return next((step for step in TickStep if step.value == name), None)


def _notes(step: TickStep) -> list[str]:
    words = STEPS[step]
    return [say(words.asks), say(words.article)]


def _told(step: TickStep) -> str:
    """Who reads it, and what follows from the last one."""
    said = _("It stands on the public page. Leave out names of people.")
    if step is TickStep.CARRIED_OUT:
        said += " " + _("With it the decision is over, and everybody whose voice led to it is told.")
    return said


@require_http_methods(POSTED)
@decision_page
def tick(request: StaffRequest, view: DecisionView, name: str) -> HttpResponse:
    """Say when a step was done, and how."""
    if (step := _step(name)) is None:
        return not_here(request)
    if not view.may_keep:
        return not_open(request)
    form = TickForm(
        filled(request),
        label=_("What was done?"),
        hint=_told(step),
        most=MOST_STEP,
        initial={"done_on": request.viewer.today},
    )
    pk = view.decision.pk
    doing = Doing(
        f"decision:tick:{name}:{pk}",
        _named(STEPS[step].name, _("Tick the step: %(step)s")),
        form,
        lambda said, who: tick_step(pk, step, said["done_on"], said["words"], **who),
        back_to(view),
        crumbs(view),
        _notes(step),
        button=_("Tick it"),
    )
    return shown(request, doing, "decisions")


@require_http_methods(POSTED)
@decision_page
def omit(request: StaffRequest, view: DecisionView, name: str) -> HttpResponse:
    """Say why a step was not done."""
    if (step := _step(name)) is None:
        return not_here(request)
    if not view.may_keep:
        return not_open(request)
    pk = view.decision.pk
    form = WordsForm(filled(request), label=_("Why was it not done?"), hint=_told(step), most=MOST_STEP)
    doing = Doing(
        f"decision:omit:{name}:{pk}",
        _named(STEPS[step].name, _("Leave the step out: %(step)s")),
        form,
        lambda said, who: leave_out_step(pk, step, said["words"], **who),
        back_to(view),
        crumbs(view),
        _notes(step),
        button=_("Leave it out"),
    )
    return shown(request, doing, "decisions")


@require_http_methods(POSTED)
@decision_page
def take_back(request: StaffRequest, view: DecisionView, name: str) -> HttpResponse:
    """Take back what was said of a step."""
    step = _step(name)
    tick = next((one.tick for one in view.steps if one.step == name), None)
    if step is None:
        return not_here(request)
    if not view.may_keep:
        return not_open(request)
    pk = view.decision.pk
    hint = _("Staff read this.")
    form = WordsForm(filled(request), label=_("Why is it taken back?"), hint=hint, most=MOST_REASON)
    doing = Doing(
        f"decision:back:{name}:{pk}",
        _named(STEPS[step].name, _("Take the step back: %(step)s")),
        form,
        lambda said, who: take_back_step(pk, step, said["words"], **who),
        back_to(view),
        crumbs(view),
        [tick.words] if tick else [],
        button=_("Take it back"),
    )
    return shown(request, doing, "decisions")


def _named(name: Text, sentence: str) -> str:
    return sentence % {"step": say(name)}
