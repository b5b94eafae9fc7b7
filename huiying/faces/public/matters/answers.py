"""The two answers of an acceptance in words."""

from django.utils.translation import gettext as _

from huiying.judge.ratings.models import Acceptance


def found_in_words(given: Acceptance) -> str:
    """What was found: is it there, does it work."""
    said = _("is it there: %(there)s") % {"there": given.get_there_display()}
    if not given.works:
        return said
    return _("%(there)s; does it work: %(works)s") % {"there": said, "works": given.get_works_display()}
