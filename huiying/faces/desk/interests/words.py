"""Whereto the pages of a table lead back, and what it says of itself."""

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from huiying.faces.look.parts import Link
from huiying.serve.coordination.selectors.affairs import Affair
from huiying.serve.coordination.selectors.interests import DeskView


def back(about: Affair) -> Link:
    """The page of the affair at the desk, named as it is; it is called like its kind."""
    try:
        return Link(about.title, reverse(f"desk:{about.kind}", args=(about.id,)))
    except NoReverseMatch:
        return Link(about.title, "")


def standing(view: DeskView) -> str:
    """Who reads the table and who is asked, in a sentence."""
    if view.shown is None:
        return _("There is no table yet.")
    if not view.shown.table.public:
        return _("A draft: nobody but staff reads it, and nobody is asked yet.")
    if view.affair.public:
        return _(
            "Published: everybody reads it, and whoever spoke of it is asked by the receipt which situation it is."
        )
    return _(
        "Whoever spoke of it is asked by the receipt which situation it is; everybody reads it once the matter is."
    )
