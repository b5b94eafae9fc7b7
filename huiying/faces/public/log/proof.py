"""The proof card of one voice: where it stands in the log, the file and the code to keep."""

from dataclasses import dataclass

import segno
from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from huiying.core.translog.offered import compact_text
from huiying.core.translog.receipt import Receipt
from huiying.foundation.ledger.log.errors import NothingToShow
from huiying.foundation.ledger.log.figures import LineFacts, event_of_voice, line_facts
from huiying.foundation.ledger.log.reading import receipt_of
from huiying.listen.voices.models import Voice


@dataclass(frozen=True, slots=True)
class Proof:
    """What the card shows. `signed`: a checkpoint covers the voice, so file and code can be taken."""

    line: LineFacts

    @property
    def signed(self) -> bool:
        return self.line.head is not None

    @property
    def short(self) -> str:
        """The ends of the fingerprint."""
        groups = self.fingerprint
        return " ".join((*groups[:2], "…", *groups[-2:]))

    @property
    def fingerprint(self) -> list[str]:
        """In groups of four, as they are compared by eye."""
        return [self.line.leaf[at : at + 4] for at in range(0, len(self.line.leaf), 4)]


def proof_of(voice: Voice) -> Proof | None:
    """The card of a voice; None for one that is in no log."""
    line = line_facts(event_of_voice(voice.pk))
    return Proof(line) if line is not None else None


def receipt_file(voice: Voice, *, shown: bool) -> Receipt:
    """The receipt to keep. `shown`: with the words, for whoever wants to prove what was said. Raises NothingToShow."""
    return receipt_of(event_of_voice(voice.pk), shown=shown, words=voice.text if shown else "")


def check_address(request: HttpRequest, receipt: Receipt) -> str:
    """The address that a telephone reads from the code. What stands behind # is never sent to anybody."""
    root = settings.ADDRESS or request.build_absolute_uri("/").rstrip("/")
    return f"{root}{reverse('public:log_check')}#{compact_text(receipt)}"


def code_of(request: HttpRequest, voice: Voice) -> SafeString | None:
    """The receipt as a QR code in SVG; None while there is none, or when it holds more than a code can."""
    try:
        address = check_address(request, receipt_file(voice, shown=False))
        code = segno.make_qr(address, error="l", boost_error=False)
    except (NothingToShow, segno.DataOverflowError):
        return None
    return mark_safe(code.svg_inline(border=4, omitsize=True, svgclass="hy-qr", lineclass=None))  # noqa: S308  of segno
