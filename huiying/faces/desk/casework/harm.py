"""Of a report of retaliation or of a leak: the case it came from, for whoever handles the report, and nobody else."""

from django.urls import reverse
from django.utils.translation import gettext as _

from huiying.core.codes import grouped_number
from huiying.faces.desk.access import Viewer
from huiying.faces.look.parts import Link, Row
from huiying.loop.supervise.harm import first_case
from huiying.serve.casework.models import Case
from huiying.serve.casework.selectors.visible import visible_cases


def came_from(report: Case, viewer: Viewer) -> list[Row]:
    """Its number and who has it; a link where the viewer may open it. Nothing for any other case."""
    first = first_case(report) if report.sealed else None
    if first is None:
        return []
    link = None
    if Case.objects.filter(visible_cases(viewer.grants), pk=first.pk).exists():
        link = Link(_("Open it"), reverse("desk:case", args=(first.pk,)))
    said = f"{grouped_number(first.voice.number)} \u00b7 {first.unit}"
    return [Row(_("Retaliation or leak after"), said, note=_("Nothing of this report shows there."), link=link)]
