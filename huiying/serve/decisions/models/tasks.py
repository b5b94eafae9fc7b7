"""The tasks of a decision, each a promise of its owner, and what inspectors found of them on the spot."""

from django.db import models

from huiying.foundation.files.models import StoredFile
from huiying.foundation.people.models import Staff
from huiying.serve.commitments.models import Commitment
from huiying.serve.decisions.models.decisions import Decision


class Task(models.Model):
    """A part of a decision. Owner, day, progress and evidence are those of its commitment.

    `report_by`: the last day to tell those who handed it down how it stands; None: nobody has to be told.
    `reported_at`, `reported_words`: when and what they were told.
    """

    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="tasks")
    position = models.PositiveSmallIntegerField()
    commitment = models.OneToOneField(Commitment, on_delete=models.PROTECT, related_name="task")
    report_by = models.DateField(null=True)
    reported_at = models.DateTimeField(null=True)
    reported_by = models.ForeignKey(Staff, on_delete=models.PROTECT, null=True, related_name="+")
    reported_words = models.TextField(blank=True)

    subject_kind = "task"

    class Meta:
        ordering = ("decision", "position")
        indexes = [models.Index(fields=["reported_at", "report_by"], name="task_report")]

    def __str__(self) -> str:
        return f"task {self.position} of decision #{self.decision_id}"

    @property
    def subject_id(self) -> int:
        return self.pk


class SpotCheck(models.Model):
    """What an inspector saw at the place itself on the day `seen_on`, and what the owner answered."""

    task = models.ForeignKey(Task, on_delete=models.PROTECT, related_name="checks")
    seen_on = models.DateField()
    found = models.CharField(max_length=12)
    words = models.TextField()
    by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    answer = models.TextField(blank=True)
    answered_by = models.ForeignKey(Staff, on_delete=models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)

    subject_kind = "spot_check"

    def __str__(self) -> str:
        return f"check #{self.pk} of task #{self.task_id}"

    @property
    def subject_id(self) -> int:
        return self.pk


class CheckFile(models.Model):
    """A picture or paper from the place; for staff alone."""

    spot = models.ForeignKey(SpotCheck, on_delete=models.PROTECT, related_name="files")
    file = models.OneToOneField(StoredFile, on_delete=models.PROTECT, related_name="check_file")

    def __str__(self) -> str:
        return f"file #{self.file_id} of check #{self.spot_id}"
