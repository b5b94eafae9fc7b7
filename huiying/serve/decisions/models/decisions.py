"""Decisions to be carried out 决策事项: what was decided, by whom, from which voices, and its five public ticks."""

from django.db import models

from huiying.foundation.files.models import StoredFile
from huiying.foundation.office.models import in_language
from huiying.foundation.people.models import Staff, Unit
from huiying.serve.casework.models import Case
from huiying.serve.coordination.models import Issue, Resolution
from huiying.serve.decisions.enums import DecisionState


class Decision(models.Model):
    """What was decided. `number`: of its document 文号. `body`: who decided; `office`: who looks after it.

    `from_above`: who handed it down, "" for a decision of our own; `report_by`: the last day to report back on it.
    `major`: a major administrative decision, of which all five steps are accounted for. Not `public` only with a
    `hidden_reason`. `end_words`: how it was carried out, or why it no longer is.
    """

    title = models.CharField(max_length=160)
    title_en = models.CharField(max_length=240, blank=True)
    number = models.CharField(max_length=60, blank=True)
    body = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="decisions")
    decided_on = models.DateField()
    summary = models.TextField()
    major = models.BooleanField(default=False)
    from_above = models.CharField(max_length=120, blank=True)
    report_by = models.DateField(null=True)
    issue = models.ForeignKey(Issue, on_delete=models.PROTECT, null=True, related_name="decisions")
    resolution = models.ForeignKey(Resolution, on_delete=models.PROTECT, null=True, related_name="decisions")
    public = models.BooleanField(default=True)
    hidden_reason = models.CharField(max_length=300, blank=True)
    office = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="decisions_kept")
    state = models.CharField(max_length=12, default=DecisionState.OPEN.value)
    ended_at = models.DateTimeField(null=True)
    end_words = models.TextField(blank=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")

    subject_kind = "decision"

    class Meta:
        indexes = [models.Index(fields=["state", "-decided_on"], name="decision_state")]

    def __str__(self) -> str:
        return in_language(self.title, self.title_en)

    @property
    def subject_id(self) -> int:
        return self.pk

    @property
    def is_over(self) -> bool:
        return DecisionState(self.state).is_over


class DecisionCase(models.Model):
    """A case whose voice led to the decision. Those of its issue count as well and need no row."""

    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="causes")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="decisions")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["decision", "case"], name="decision_case_once")]

    def __str__(self) -> str:
        return f"case #{self.case_id} of decision #{self.decision_id}"


class DecisionFile(models.Model):
    """The document itself, or an annex. `public`: anybody may read it."""

    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="files")
    file = models.OneToOneField(StoredFile, on_delete=models.PROTECT, related_name="decision_file")
    public = models.BooleanField(default=False)
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"file #{self.file_id} of decision #{self.decision_id}"


class Tick(models.Model):
    """One of the five steps. `done_on` None: it was left out, and `words` is the reason; else what was done."""

    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="ticks")
    step = models.CharField(max_length=12)
    done_on = models.DateField(null=True)
    words = models.CharField(max_length=600)
    at = models.DateTimeField()
    by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["decision", "step"], name="decision_step_once")]

    def __str__(self) -> str:
        return f"step {self.step} of decision #{self.decision_id}"
