"""What an administrator edits: the office itself, places, categories, the calendar, letters, limits."""

from django.db import models
from django.utils.translation import get_language

from huiying.foundation.office.enums import PlaceKind


def in_language(zh: str, en: str) -> str:
    """The name in the language of the page; Chinese where no English one was given."""
    return en if en and (get_language() or "").startswith("en") else zh


class OfficeProfile(models.Model):
    """The one office of this installation (row 1)."""

    name = models.CharField(max_length=80)
    name_en = models.CharField(max_length=120, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    address = models.CharField(max_length=200, blank=True)
    address_en = models.CharField(max_length=200, blank=True)
    hours = models.CharField(max_length=120, blank=True)
    hours_en = models.CharField(max_length=120, blank=True)
    opened_at = models.DateTimeField()
    second_factor_roles = models.JSONField(
        default=list, blank=True, help_text="Whoever holds one of these roles needs a second factor; empty: nobody yet."
    )

    subject_kind = "office"

    def __str__(self) -> str:
        return in_language(self.name, self.name_en)

    @property
    def subject_id(self) -> int:
        return self.pk


class WebPause(models.Model):
    """A time in which nothing is taken in by the web, with its reason; it ends by itself. See `selectors.web_pause`."""

    reason = models.CharField(max_length=300)
    reason_en = models.CharField(max_length=300, blank=True)
    began_at = models.DateTimeField()
    until = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, help_text="When it was ended before its time.")

    subject_kind = "web_pause"

    def __str__(self) -> str:
        return f"web pause until {self.until}"

    @property
    def subject_id(self) -> int:
        return self.pk

    @property
    def why(self) -> str:
        """The reason in the language of the page."""
        return in_language(self.reason, self.reason_en)


class Place(models.Model):
    """One place in the tree: district, street, community, grid. `path` is "/1/4/9/", the ids from the root down."""

    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="children")
    kind = models.CharField(max_length=12, choices=PlaceKind.choices)
    name = models.CharField(max_length=80)
    name_en = models.CharField(max_length=120, blank=True)
    path = models.CharField(max_length=120, db_index=True)
    population = models.PositiveIntegerField(null=True)
    active = models.BooleanField(default=True)

    subject_kind = "place"

    class Meta:
        constraints = [models.UniqueConstraint(fields=["parent", "name"], name="place_name_once")]

    def __str__(self) -> str:
        return in_language(self.name, self.name_en)

    @property
    def subject_id(self) -> int:
        return self.pk


class Category(models.Model):
    """One category, in up to three levels."""

    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="children")
    name = models.CharField(max_length=60)
    name_en = models.CharField(max_length=120, blank=True)
    path = models.CharField(max_length=120, db_index=True)
    active = models.BooleanField(default=True)

    subject_kind = "category"

    class Meta:
        constraints = [models.UniqueConstraint(fields=["parent", "name"], name="category_name_once")]

    def __str__(self) -> str:
        return in_language(self.name, self.name_en)

    @property
    def subject_id(self) -> int:
        return self.pk


class CalendarYear(models.Model):
    """A year whose official notice of holidays is known. Later years are provisional: weekends alone."""

    year = models.PositiveSmallIntegerField(primary_key=True)
    source = models.CharField(max_length=200)

    subject_kind = "calendar_year"

    def __str__(self) -> str:
        return str(self.year)

    @property
    def subject_id(self) -> int:
        return self.pk


class CalendarDay(models.Model):
    """A day that does not follow the week: a day of rest, or a make-up working day."""

    day = models.DateField(primary_key=True)
    working = models.BooleanField()
    name = models.CharField(max_length=40, blank=True)
    of_office = models.BooleanField(default=False, help_text="Set by this office, not by the official notice.")
    notice = models.JSONField(
        null=True, help_text="What the notice says (working, name) where the office does otherwise."
    )

    subject_kind = "calendar_day"

    def __str__(self) -> str:
        return f"{self.day} {'works' if self.working else 'rests'}"

    @property
    def subject_id(self) -> int:
        """The day as a number: 20261122."""
        return self.day.year * 10_000 + self.day.month * 100 + self.day.day


class LetterTemplate(models.Model):
    """The office's own wording of one written document, in place of the one that is shipped."""

    code = models.CharField(max_length=24)
    language = models.CharField(max_length=10)
    title = models.CharField(max_length=120)
    body = models.TextField()

    subject_kind = "letter_template"

    class Meta:
        constraints = [models.UniqueConstraint(fields=["code", "language"], name="letter_template_once")]

    def __str__(self) -> str:
        return f"{self.code} ({self.language})"

    @property
    def subject_id(self) -> int:
        return self.pk


class OfficeSetting(models.Model):
    """One limit or choice that the office has set within its bounds (core/procedures lists them)."""

    key = models.CharField(max_length=60, unique=True)
    value = models.JSONField()

    subject_kind = "office_setting"

    def __str__(self) -> str:
        return self.key

    @property
    def subject_id(self) -> int:
        return self.pk
