"""Promises 承诺: who does what by when, in plain words, and what became of it."""

from django.db import models

from huiying.foundation.files.models import StoredFile
from huiying.foundation.office.models import in_language
from huiying.foundation.people.models import Staff, Unit
from huiying.serve.casework.models import Case
from huiying.serve.commitments.enums import CommitmentState
from huiying.serve.coordination.models import Issue, Resolution


class Commitment(models.Model):
    """A promise. `post`: of which post, where it is a post's pledge 岗位承诺. `office`: who looks after it.

    `first_due_on`: the day that was promised first; `due_on`: the one that stands now. `late_reason`: "" is told as
    "no reason given". `end_words`: what was done, or why it was dropped. Not `public` only with a
    `hidden_reason`, or as what an opinion promises to one person. `supervised`: a supervision order stands about it, so
    that the case that waits for it may be concluded.
    """

    words = models.CharField(max_length=400)
    words_en = models.CharField(max_length=600, blank=True)
    source = models.CharField(max_length=12)
    owner = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="commitments")
    post = models.CharField(max_length=80, blank=True)
    office = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="commitments_kept")
    issue = models.ForeignKey(Issue, on_delete=models.PROTECT, null=True, related_name="commitments")
    resolution = models.OneToOneField(Resolution, on_delete=models.PROTECT, null=True, related_name="commitment")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, null=True, related_name="commitments_of_reply")
    made_on = models.DateField()
    first_due_on = models.DateField()
    due_on = models.DateField()
    evidence_wanted = models.CharField(max_length=300, blank=True)
    state = models.CharField(max_length=8, default=CommitmentState.OPEN.value)
    late_reason = models.CharField(max_length=300, blank=True)
    ended_at = models.DateTimeField(null=True)
    end_words = models.TextField(blank=True)
    public = models.BooleanField(default=True)
    hidden_reason = models.CharField(max_length=300, blank=True)
    supervised = models.BooleanField(default=False)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Staff, on_delete=models.PROTECT, null=True, related_name="+")

    subject_kind = "commitment"

    class Meta:
        indexes = [
            models.Index(fields=["state", "due_on"], name="commitment_due"),
            models.Index(fields=["owner", "state"], name="commitment_owner"),
        ]

    def __str__(self) -> str:
        return in_language(self.words, self.words_en)

    @property
    def subject_id(self) -> int:
        return self.pk


class CommitmentPart(models.Model):
    """A part with its weight, 1 to 100: progress is the weight of what is done out of the weight of all."""

    commitment = models.ForeignKey(Commitment, on_delete=models.PROTECT, related_name="parts")
    position = models.PositiveSmallIntegerField()
    words = models.CharField(max_length=200)
    weight = models.PositiveSmallIntegerField()
    due_on = models.DateField(null=True)
    done_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("commitment", "position")

    def __str__(self) -> str:
        return f"part {self.position} of commitment #{self.commitment_id}"


class CommitmentCase(models.Model):
    """A case whose voice led to the promise. Those of its issue count as well and need no row.

    `reads`: its speaker reads of it. Not yet, while the opinion that promises it has not reached them.
    """

    commitment = models.ForeignKey(Commitment, on_delete=models.PROTECT, related_name="causes")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="commitments")
    reads = models.BooleanField(default=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["commitment", "case"], name="commitment_case_once")]

    def __str__(self) -> str:
        return f"case #{self.case_id} of commitment #{self.commitment_id}"


class Report(models.Model):
    """What was told of a promise at one moment. `by` None: the system, as a day passed."""

    commitment = models.ForeignKey(Commitment, on_delete=models.PROTECT, related_name="reports")
    kind = models.CharField(max_length=10)
    words = models.TextField(blank=True)
    public = models.BooleanField(default=True)
    part = models.ForeignKey(CommitmentPart, on_delete=models.PROTECT, null=True, related_name="+")
    old_due = models.DateField(null=True)
    new_due = models.DateField(null=True)
    at = models.DateTimeField()
    by = models.ForeignKey(Staff, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["commitment", "at"], name="commitment_report")]

    def __str__(self) -> str:
        return f"report #{self.pk} of commitment #{self.commitment_id}"


class ReportFile(models.Model):
    """Evidence: a file put to a report. `public`: it is shown with the promise."""

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="files")
    file = models.OneToOneField(StoredFile, on_delete=models.PROTECT, related_name="report_file")
    public = models.BooleanField(default=False)

    def __str__(self) -> str:
        return f"file #{self.file_id} of report #{self.report_id}"
