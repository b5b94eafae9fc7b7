"""Common issues 共性问题: one cause behind several cases. A case is in at most one; how it is handled stays its own."""

from django.db import models

from huiying.foundation.office.models import Category, Place, in_language
from huiying.foundation.people.models import Staff, Unit
from huiying.serve.casework.models import Case
from huiying.serve.coordination.enums import IssueState


class Issue(models.Model):
    """A common cause, made and kept by people.

    `office` looks after it; `owner` must do away with the cause. `plan_by`: the last day by which the plan is to be
    done. `public`: title, cause, plan and number of voices stand on the public site. `solved_text`: what was done, as
    it was told to everybody who spoke.
    """

    title = models.CharField(max_length=120)
    title_en = models.CharField(max_length=200, blank=True)
    cause = models.TextField(blank=True)
    plan = models.TextField(blank=True)
    plan_by = models.DateField(null=True)
    solved_text = models.TextField(blank=True)
    state = models.CharField(max_length=8, default=IssueState.OPEN.value)
    public = models.BooleanField(default=False)
    office = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="issues_kept")
    owner = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, related_name="issues")
    place = models.ForeignKey(Place, on_delete=models.PROTECT, null=True, related_name="issues")
    category = models.ForeignKey(Category, on_delete=models.PROTECT, null=True, related_name="issues")
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True)

    subject_kind = "issue"

    class Meta:
        indexes = [models.Index(fields=["state", "opened_at"], name="issue_state")]

    def __str__(self) -> str:
        return in_language(self.title, self.title_en)

    @property
    def subject_id(self) -> int:
        return self.pk

    @property
    def is_over(self) -> bool:
        return IssueState(self.state).is_over


class IssueCase(models.Model):
    """A case of an issue: one of its voices."""

    case = models.OneToOneField(Case, on_delete=models.PROTECT, primary_key=True, related_name="issue_case")
    issue = models.ForeignKey(Issue, on_delete=models.PROTECT, related_name="members")
    source = models.CharField(max_length=8)
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"case #{self.case_id} of issue #{self.issue_id}"


class Proposal(models.Model):
    """What the nightly grouping proposes: an index of what is stored, outside the spine until a person decides.

    It keeps its number over the nights. `issue`: when set, the cases may belong to that issue. `places` and `words`:
    what several of the voices say. `voices`: all that were grouped, also those that a viewer may not see. `reason`,
    `aside_voices`: why it was set aside, and how many voices it had then.
    """

    state = models.CharField(max_length=8)
    issue = models.ForeignKey(Issue, on_delete=models.PROTECT, null=True, related_name="proposals")
    voices = models.PositiveIntegerField()
    texts = models.PositiveIntegerField()
    tightness = models.FloatField()
    heat = models.FloatField()
    first_at = models.DateTimeField(null=True)
    last_at = models.DateTimeField(null=True)
    places = models.JSONField(default=list)
    words = models.JSONField(default=list)
    made_at = models.DateTimeField()
    reason = models.CharField(max_length=300, blank=True)
    aside_voices = models.PositiveIntegerField(default=0)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(Staff, on_delete=models.PROTECT, null=True, related_name="+")

    subject_kind = "proposal"

    class Meta:
        indexes = [models.Index(fields=["state", "-heat"], name="proposal_order")]

    def __str__(self) -> str:
        return f"proposal #{self.pk}"

    @property
    def subject_id(self) -> int:
        return self.pk


class ProposalCase(models.Model):
    """A case of a proposal. `closeness`: its mean score with the others; `says`: what of the shared words it says."""

    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="members")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="proposal_cases")
    closeness = models.FloatField()
    says = models.JSONField(default=list)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["proposal", "case"], name="proposal_case_once")]

    def __str__(self) -> str:
        return f"case #{self.case_id} of proposal #{self.proposal_id}"
