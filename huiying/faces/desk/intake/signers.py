"""The people who speak for a group beside the first: a few short rows, empty ones left out."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from huiying.core.groups import MOST_REPRESENTATIVES
from huiying.core.spoken import clean_line_ends

SIGNERS = "signer"
ROWS = MOST_REPRESENTATIVES - 1
ASKED = ("name", "phone")
LIMITS = {"name": 60, "phone": 30}


def rows_in(post: Mapping[str, Any]) -> list[dict[str, str]]:
    """The rows as they were typed, by the names of their fields: signer-0-name and so on."""
    return [
        {
            field: " ".join(clean_line_ends(str(post.get(f"{SIGNERS}-{at}-{field}", ""))[:200]).split())
            for field in ASKED
        }
        for at in range(ROWS)
    ]


class SignersWidget(forms.Widget):
    """Drawn by the template."""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[dict[str, str]]:
        return rows_in(data)


class SignersField(forms.Field):
    """The other representatives, each with a name; how to reach them may stay empty: they take a slip along."""

    widget = SignersWidget

    def clean(self, value: list[dict[str, str]]) -> list[dict[str, str]]:
        rows = [row for row in value or [] if any(row.values())]
        for row in rows:
            if not row["name"]:
                raise ValidationError(_("Write the name of each who speaks for the group"))
            if any(len(row[field]) > limit for field, limit in LIMITS.items()):
                raise ValidationError(_("A name has at most 60 characters, a phone number at most 30"))
        return rows
