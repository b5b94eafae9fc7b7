"""A public notice with its versions, its result, and which cases object to it. Who objects stands in the case alone."""

from django.db import models
from django.db.models import Q

from huiying.foundation.office.models import in_language
from huiying.foundation.people.models import Staff, Unit
from huiying.serve.casework.models import Case


class Notice(models.Model):
    """What one unit announces. `kind`: of core.notices; `days`: the length of its period in the kind's own measure.

    `open_through`: the last day for objections, inclusive; None: nothing was published yet. `dropped_at`: its first
    draft was given up.
    """

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="notices")
    kind = models.CharField(max_length=16)
    days = models.PositiveSmallIntegerField()
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+", db_index=False)
    first_published_at = models.DateTimeField(null=True)
    open_through = models.DateField(null=True)
    dropped_at = models.DateTimeField(null=True)

    subject_kind = "notice"

    class Meta:
        indexes = [
            models.Index(fields=["open_through"], name="notice_open", condition=Q(open_through__isnull=False)),
            models.Index(fields=["-first_published_at"], name="notice_newest"),
        ]

    def __str__(self) -> str:
        return f"notice #{self.pk}"

    @property
    def subject_id(self) -> int:
        return self.pk


class NoticeVersion(models.Model):
    """What a notice says. Once published it never changes; what changes is a version of its own.

    `concerns`: who may object. `why`: why it was changed ("" in the first). `restarts`: its days run from the
    beginning. `asked_at`: since when it waits for a second person; `returned`: what that one wants changed.
    """

    notice = models.ForeignKey(Notice, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=160)
    title_en = models.CharField(max_length=240, blank=True)
    words = models.TextField()
    words_en = models.TextField(blank=True)
    concerns = models.CharField(max_length=300)
    concerns_en = models.CharField(max_length=450, blank=True)
    why = models.CharField(max_length=300, blank=True)
    why_en = models.CharField(max_length=450, blank=True)
    restarts = models.BooleanField(default=True)
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+", db_index=False)
    asked_at = models.DateTimeField(null=True)
    asked_by = models.ForeignKey(Staff, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    returned = models.CharField(max_length=500, blank=True)
    published_at = models.DateTimeField(null=True)
    published_by = models.ForeignKey(Staff, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    open_through = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["notice", "number"], name="notice_version_once"),
            models.UniqueConstraint(
                fields=["notice"], condition=Q(published_at__isnull=True), name="notice_one_draft_at_once"
            ),
        ]

    def __str__(self) -> str:
        return in_language(self.title, self.title_en)

    @property
    def texts(self) -> list[str]:
        """All that it says in both languages, for whoever looks whether it says too much."""
        both = (self.title, self.words, self.concerns, self.title_en, self.words_en, self.concerns_en)
        return [text for text in (*both, self.why, self.why_en) if text]

    @property
    def said(self) -> str:
        """Its words in the language of the page."""
        return in_language(self.words, self.words_en)

    @property
    def said_to(self) -> str:
        """Who may object, in the language of the page."""
        return in_language(self.concerns, self.concerns_en)

    @property
    def said_why(self) -> str:
        """Why it was changed, in the language of the page."""
        return in_language(self.why, self.why_en)


class NoticeResult(models.Model):
    """What became of that which was announced. `published_at` None: it waits for a second person."""

    notice = models.OneToOneField(Notice, on_delete=models.PROTECT, primary_key=True, related_name="result")
    outcome = models.CharField(max_length=12)
    words = models.TextField()
    words_en = models.TextField(blank=True)
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+", db_index=False)
    published_at = models.DateTimeField(null=True, db_index=True)
    published_by = models.ForeignKey(Staff, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)

    def __str__(self) -> str:
        return f"result of notice #{self.notice_id}"

    @property
    def said(self) -> str:
        """Its words in the language of the page."""
        return in_language(self.words, self.words_en)


class NoticeObjection(models.Model):
    """A case that objects to a notice, with the clock of the notice's kind.

    `about_unit`: it is about the unit itself, which keeps out. `due_on`: the last day for its answer, inclusive;
    `due_at`: the first instant that is late.
    """

    case = models.OneToOneField(Case, on_delete=models.PROTECT, primary_key=True, related_name="objection_to_notice")
    notice = models.ForeignKey(Notice, on_delete=models.PROTECT, related_name="objections")
    version = models.PositiveSmallIntegerField()
    about_unit = models.BooleanField(default=False)
    made_at = models.DateTimeField()
    due_on = models.DateField()
    due_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"objection #{self.case_id} to notice #{self.notice_id}"
