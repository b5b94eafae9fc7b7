"""Where the other legal ways lead here."""

from huiying.core.legal_ways import Way
from huiying.core.words import Text
from huiying.serve.appeals.models import OwnAddress


def own_addresses() -> dict[Way, Text]:
    """What the office wrote, by way; English falls back to the Chinese words."""
    rows = OwnAddress.objects.filter(way__in=list(Way))
    return {Way(row.way): Text(row.words, row.words_en or row.words) for row in rows}
