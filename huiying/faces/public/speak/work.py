"""What the gate will ask when this draft is sent: the browser does it while the person reads the answers once more."""

from django.http import HttpRequest

from huiying.faces.look.gate.front import NAME, Gate
from huiying.faces.look.gate.passes import Invitation
from huiying.faces.public.doors import public_doors


def work_before_sending(request: HttpRequest) -> Invitation | None:
    """None when nothing is asked, or no gate stands in front."""
    gate = request.META.get(NAME)
    return gate.invitation(request.META, public_doors().sending(request.META)) if isinstance(gate, Gate) else None
