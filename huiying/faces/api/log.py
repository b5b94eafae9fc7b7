"""The head of the public log as JSON, for anybody, without a key; the log itself lies at /log."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_noop
from ninja import Router

from huiying.faces.api.door import marked
from huiying.faces.api.once import answer
from huiying.faces.api.shapes import Moment, Out
from huiying.foundation.ledger.log.figures import last_head
from huiying.foundation.ledger.log.witnessing import published_policy

router = Router(tags=["log"])


class HeadOut(Out):
    """The last signed head. `root`: SHA-256 in hex; `witnesses`: how many of `of` have signed it too."""

    log: str
    size: int
    root: str
    at: Moment
    witnesses: int
    of: int


class LogOut(Out):
    """`head` null: nothing is signed yet. `address`: where the log lies; `policy`: its keys and witnesses."""

    address: str
    head: HeadOut | None
    policy: str


@router.get(
    "/head",
    auth=None,
    response={200: LogOut},
    operation_id="read_log_head",
    summary=gettext_noop("The head of the public log"),
)
def head(request: HttpRequest) -> HttpResponse:
    """What was signed last. Anybody may read it."""
    facts = last_head()
    said = None
    if facts is not None:
        said = HeadOut(
            log=facts.log, size=facts.size, root=facts.root, at=facts.at, witnesses=facts.witnesses, of=facts.of
        )
    root = settings.ADDRESS or request.build_absolute_uri("/").rstrip("/")
    return marked(answer(LogOut(address=f"{root}{reverse('public:log')}", head=said, policy=published_policy())))
