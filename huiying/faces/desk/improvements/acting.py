"""What is done with an item: cause and measure, a contest and its decision, words read, published, closed."""

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from huiying.faces.desk.access import StaffRequest, not_here, not_open
from huiying.faces.desk.doing import POSTED, Doing, filled, shown
from huiying.faces.desk.improvements.forms import DecideForm, ImprovementForm, MeasureForm, ReadForm, WordsForm
from huiying.faces.desk.improvements.page import back_to, crumbs, improvement_page
from huiying.faces.look.templatetags.hy import say
from huiying.improve.improvements.presenters.words import about
from huiying.improve.improvements.selectors.improvements import ImprovementView, quote_of
from huiying.improve.improvements.services.deciding import (
    close_improvement,
    contest_improvement,
    decide_contest,
    publish_improvement,
    read_words,
)
from huiying.loop.improve_on import promise_measure

PLACE = "improvements"


@require_http_methods(POSTED)
@improvement_page
def measure(request: StaffRequest, view: ImprovementView) -> HttpResponse:
    """The unit names the cause and promises what it does."""
    if not (view.may_answer and view.improvement.is_open):
        return not_open(request)
    pk, form = view.improvement.pk, MeasureForm(filled(request))
    doing = Doing(
        f"measure:{pk}",
        _("Name cause and measure"),
        form,
        lambda said, who: promise_measure(pk, said["cause"], form.measure(), **who),
        back_to(view),
        crumbs(view),
        [_("Once the promise is kept, the same question is asked again for as long, and whoever judged is told.")],
        button=_("Promise it"),
    )
    return shown(request, doing, PLACE)


@require_http_methods(POSTED)
@improvement_page
def contest(request: StaffRequest, view: ImprovementView) -> HttpResponse:
    """The unit says why the item should not stand."""
    if not (view.may_answer and view.improvement.is_open):
        return not_open(request)
    pk = view.improvement.pk
    label, hint = _("Why should it not stand?"), _("An inspector decides and says why. Leave out names of people.")
    doing = Doing(
        f"contest:{pk}",
        _("Say why it should not stand"),
        WordsForm(filled(request), label=label, hint=hint),
        lambda said, who: contest_improvement(pk, said["words"], **who),
        back_to(view),
        crumbs(view),
        [say(about(view.improvement))],
        button=_("Contest it"),
    )
    return shown(request, doing, PLACE)


@require_http_methods(POSTED)
@improvement_page
def decide(request: StaffRequest, view: ImprovementView) -> HttpResponse:
    """An inspector decides what the unit contests."""
    objection = getattr(view.improvement, "objection", None)
    if not view.may_decide or objection is None or not view.improvement.is_open:
        return not_open(request)
    pk = view.improvement.pk
    doing = Doing(
        f"decide:{pk}",
        _("Decide the contest"),
        DecideForm(filled(request), label=_("Why?"), hint=_("The unit reads it. Leave out names of people.")),
        lambda said, who: decide_contest(pk, said["upheld"] == "yes", said["words"], **who),
        back_to(view),
        crumbs(view),
        [objection.reason],
        button=_("Decide it"),
    )
    return shown(request, doing, PLACE)


@require_http_methods(POSTED)
@improvement_page
def publish(request: StaffRequest, view: ImprovementView) -> HttpResponse:
    """Everybody reads it from then on."""
    if not view.may_keep:
        return not_open(request)
    pk = view.improvement.pk
    told = _("Everybody reads unit, topic, numbers, cause and measure; of what was said only what was released.")
    doing = Doing(
        f"publish:{pk}",
        _("Publish it"),
        ImprovementForm(filled(request)),
        lambda said, who: publish_improvement(pk, **who),
        back_to(view),
        crumbs(view),
        [told],
        button=_("Publish it"),
        said=_("Published."),
    )
    return shown(request, doing, PLACE)


@require_http_methods(POSTED)
@improvement_page
def close(request: StaffRequest, view: ImprovementView) -> HttpResponse:
    """An inspector ends it unmeasured."""
    if not (view.may_decide and view.improvement.is_open):
        return not_open(request)
    pk, hint = view.improvement.pk, _("It stays with the item. Leave out names of people.")
    doing = Doing(
        f"close:{pk}",
        _("End the item"),
        WordsForm(filled(request), label=_("Why is it closed?"), hint=hint),
        lambda said, who: close_improvement(pk, said["words"], **who),
        back_to(view),
        crumbs(view),
        button=_("End the item"),
    )
    return shown(request, doing, PLACE)


@require_http_methods(POSTED)
@improvement_page
def words(request: StaffRequest, view: ImprovementView, quote_id: int) -> HttpResponse:
    """Read what somebody said before anybody else may."""
    if not view.may_keep:
        return not_open(request)
    pk, quote = view.improvement.pk, quote_of(view.improvement, quote_id)
    if quote is None:
        return not_here(request)
    hint = _("Mask what tells who said it with *. Change nothing else.")
    label, before = _("The words as they may be quoted"), {"words": quote.words, "shown": quote.shown}
    form = ReadForm(filled(request), label=label, hint=hint, initial=before)
    doing = Doing(
        f"words:{quote_id}",
        _("Read the words to be quoted"),
        form,
        lambda said, who: read_words(pk, quote_id, said["words"], said["shown"], **who),
        back_to(view),
        crumbs(view),
    )
    return shown(request, doing, PLACE)
