"""Letters: the wording of each written document, checked against what the law requires, with a preview."""

from collections.abc import Iterable
from datetime import date
from typing import Any, cast

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from huiying.core.errors import HuiyingError
from huiying.core.letters.catalogue import DOCUMENTS, document_of
from huiying.core.letters.compose import compose, known_names
from huiying.core.letters.days import day_words
from huiying.core.letters.labels import label
from huiying.core.letters.markup import PLACEHOLDER, Node, Row, parse
from huiying.core.letters.model import Document, Letter, Template
from huiying.core.words import Language
from huiying.faces.desk.access import StaffRequest
from huiying.faces.desk.admin.histories import history_table
from huiying.faces.desk.admin.pages import admin_page, carry_out, said, show
from huiying.faces.desk.fields import KeyedForm
from huiying.faces.look.parts import Column, Table
from huiying.faces.look.templatetags.hy import say
from huiying.foundation.office.history import changes_of
from huiying.foundation.office.models import LetterTemplate
from huiying.foundation.office.selectors import office_profile, template_of
from huiying.foundation.office.services import reset_letter_template, save_letter_template
from huiying.foundation.office.services.letters import refuse_flaws

LANGUAGES: dict[str, Any] = {"zh-hans": gettext_lazy("Chinese"), "en": gettext_lazy("English")}
MOST_LETTERS = 20_000


@admin_page
def letters(request: StaffRequest) -> HttpResponse:
    """Every letter, in both languages."""
    own = set(LetterTemplate.objects.values_list("code", "language"))
    columns = (Column(_("Document")), Column(_("Code")), *(Column(str(words)) for words in LANGUAGES.values()))
    rows = [
        (say(document.title), code, *(_link(code, language, (code, language) in own) for language in LANGUAGES))
        for code, document in sorted(DOCUMENTS.items())
    ]
    return show(request, "letters.html", "letters", {
        "table": Table(_("Letters"), columns, rows),
        "history": history_table(changes_of(["letter_template"])),
    })  # fmt: skip


def _link(code: str, language: str, own: bool) -> str:
    words = _("your own wording") if own else _("shipped wording")
    url = reverse("desk:admin-letter", args=[code, language])
    return format_html('<a href="{}">{}<span class="hy-vh"> {}</span></a>', url, words, code)


class LetterForm(KeyedForm):
    """Title and wording."""

    title = forms.CharField(
        label=gettext_lazy("Title"),
        max_length=120,
        error_messages={"required": gettext_lazy("Write the title of the letter")},
    )
    body = forms.CharField(
        label=gettext_lazy("Wording"),
        help_text=gettext_lazy(
            "# heading · - label：text · + numbered item · > small note · {name} is filled in · "
            "[name] … [/name] repeats · [?name] … [/name] only when there is something"
        ),
        max_length=MOST_LETTERS,
        widget=forms.Textarea,
        error_messages={
            "required": gettext_lazy("Write the wording of the letter"),
            "max_length": gettext_lazy("This is too long for a letter; shorten it to 20,000 characters."),
        },
    )


@admin_page
def letter(request: StaffRequest, code: str, language: str) -> HttpResponse:
    """Look at one letter, try a wording, keep it, or go back to the shipped one."""
    if code not in DOCUMENTS or language not in LANGUAGES:
        raise Http404
    spoken = cast("Language", language)
    now_used = template_of(code, spoken)
    form = LetterForm(request.POST or None, initial={"title": now_used.title, "body": now_used.body})
    wanted = request.POST.get("act", "") if request.method == "POST" else ""
    if wanted != "try" and request.method == "POST" and _done(request, form, code, spoken, wanted):
        return redirect("desk:admin-letter", code, language)
    return show(request, "letter.html", "letters", _context(form, document_of(code), spoken, now_used, wanted))


def _done(request: StaffRequest, form: LetterForm, code: str, language: Language, wanted: str) -> bool:
    actor, now = request.viewer.actor, request.viewer.now
    if wanted == "reset":
        empty = KeyedForm(request.POST)

        def reset(_values: dict[str, Any], key: str) -> bool:
            reset_letter_template(code, language, actor=actor, now=now, key=key)
            return True

        carry_out(request, empty, reset)
        said(request, _("The shipped wording holds again."))
        return True

    def keep(values: dict[str, Any], key: str) -> LetterTemplate:
        return save_letter_template(code, language, actor=actor, now=now, key=key, **values)

    if carry_out(request, form, keep):
        said(request, _("Kept. Letters made from now on have this wording."))
        return True
    return False


def _context(form: LetterForm, document: Document, language: Language, used: Template, wanted: str) -> dict[str, Any]:
    wording = used
    if form.is_bound:
        wording = Template(document.code, language, form["title"].value() or "", form["body"].value() or "")
    checked, preview = _tried(form, document, wording, tell=wanted == "try")
    about = {"code": document.code, "language": language}
    return {
        "form": form,
        "title": say(document.title),
        "code": document.code,
        "in_language": LANGUAGES[language],
        "own": LetterTemplate.objects.filter(**about).exists(),
        "checked": checked,
        "preview": preview,
        "signed_on": day_words(preview.day, language) if preview else "",
        "must": _must_table(document),
        "names": [(name, say(label(name))) for name in sorted(known_names(document))],
        "back_url": reverse("desk:admin-letters"),
        "history": history_table(changes_of(["letter_template"], about=about)),
    }


def _tried(form: LetterForm, document: Document, wording: Template, *, tell: bool) -> tuple[str, Letter | None]:
    """What the check says, and how the letter would look; a wording that was only tried puts its fault on the form."""
    try:
        refuse_flaws(wording)
        return _("Everything that the law requires is in it."), compose(wording, _sample(wording, document))
    except HuiyingError as err:
        if tell and form.is_valid():
            form.add_error(None, err.say(get_language() or ""))
        return "", None


def _sample(wording: Template, document: Document) -> dict[str, Any]:
    """Every placeholder filled with its own name in brackets."""
    values = _filled(parse(wording.body), wording.language)
    values |= {path: values.get(path) or _bracketed(path, wording.language) for path in _plain_musts(document)}
    return values | {"office": office_profile().name, "day": date(2026, 11, 23)}


def _plain_musts(document: Document) -> Iterable[str]:
    return (must.path for must in document.must if "." not in must.path)


def _filled(nodes: Iterable[Node], language: Language) -> dict[str, Any]:
    values: dict[str, Any] = {}
    found: dict[str, Any]
    for node in nodes:
        if isinstance(node, Row):
            found = {name: _bracketed(name, language) for name in PLACEHOLDER.findall(node.text)}
        elif node.optional:
            found = {node.name: _bracketed(node.name, language)} | _filled(node.nodes, language)
        else:
            found = {node.name: [_filled(node.nodes, language)]}
        values |= {name: value for name, value in found.items() if not isinstance(values.get(name), list)}
    return values


def _bracketed(name: str, language: Language) -> str:
    return f"【{label(name).say(language)}】" if language != "en" else f"[{label(name).say(language)}]"


def _must_table(document: Document) -> Table | None:
    columns = (Column(_("What has to be in it")), Column(_("Because of")), Column(_("Placeholder")))
    rows = [(say(label(must.path)), say(must.article), f"{{{must.path.rpartition('.')[2]}}}") for must in document.must]
    return Table(_("What the law requires"), columns, rows) if rows else None
