"""Who sends a request: what they gave goes into the vault and is repeated nowhere, in no refusal either."""

import re
from collections.abc import Iterator

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from huiying.core.open311.errors import ParameterWrong
from huiying.core.spoken import clean_line_ends
from huiying.core.words import Text
from huiying.faces.open311.asking import Asked
from huiying.foundation.people.enums import IdentityField

MOST_NAME, MOST_ID = 60, 255
SHORT = Text("最多 {most} 个字", "at most {most} characters")
MAIL_WANTED = Text("邮箱地址，如 name@example.com", "an e-mail address such as name@example.com")
PHONE_WANTED = Text("5 到 15 位数字的电话号码", "a phone number of 5 to 15 digits")
_PHONE = re.compile(r"\+?[0-9]{5,15}")
_CHINESE = re.compile("[\u3400-\u9fff]")


def identity_of(asked: Asked) -> dict[str, str]:
    """What goes into the vault. Raises ParameterWrong, which never repeats what was given."""
    return dict(_contacts(asked))


def _contacts(asked: Asked) -> Iterator[tuple[str, str]]:
    first, last = line_of(asked, "first_name", MOST_NAME), line_of(asked, "last_name", MOST_NAME)
    name = last + first if _CHINESE.search(first + last) else f"{first} {last}".strip()
    if name:
        yield IdentityField.NAME.value, short(name, "first_name", MOST_NAME)
    if phone := re.sub(r"[\s().·-]", "", line_of(asked, "phone", MOST_NAME)):
        if not _PHONE.fullmatch(phone):
            raise ParameterWrong(name="phone", wanted=PHONE_WANTED)
        yield IdentityField.PHONE.value, phone
    if email := line_of(asked, "email", MOST_ID):
        try:
            validate_email(email)
        except ValidationError:
            raise ParameterWrong(name="email", wanted=MAIL_WANTED) from None
        yield IdentityField.EMAIL.value, email


def line_of(asked: Asked, name: str, most: int) -> str:
    """One line of text. Raises ParameterWrong."""
    return short(" ".join(clean_line_ends(asked.one(name)).split()), name, most)


def short(text: str, name: str, most: int) -> str:
    """`text`, where it has at most `most` characters. Raises ParameterWrong."""
    if len(text) > most:
        raise ParameterWrong(name=name, wanted=Text(SHORT.zh.format(most=most), SHORT.en.format(most=most)))
    return text
