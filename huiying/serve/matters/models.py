"""The yearly list of practical matters 实事清单: nominated, screened, voted, listed, carried out, accepted."""

from django.db import models

from huiying.foundation.office.models import Place, in_language
from huiying.foundation.people.models import Staff, Unit
from huiying.serve.casework.models import Case
from huiying.serve.commitments.models import Commitment
from huiying.serve.coordination.models import Issue
from huiying.serve.matters.enums import Stage, Standing


class MatterYear(models.Model):
    """One year of the list. All days are local and inclusive; nominations are taken from the day it was opened.

    `choices`: how many lines a ballot may name. `lines`: how many lines the vote fills. `listed_by`: the day until
    which the list is promised. `votes`: ballots that were cast, once they are counted; `ballots_sha256`: of their file.
    """

    year = models.PositiveSmallIntegerField(unique=True)
    stage = models.CharField(max_length=12, default=Stage.NOMINATING.value)
    office = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="matter_years")
    nominate_until = models.DateField()
    vote_from = models.DateField()
    vote_until = models.DateField()
    listed_by = models.DateField()
    choices = models.PositiveSmallIntegerField()
    lines = models.PositiveSmallIntegerField()
    budget_fen = models.BigIntegerField(null=True)
    votes = models.PositiveIntegerField(null=True)
    ballots_sha256 = models.CharField(max_length=64, blank=True)
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    listed_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)

    subject_kind = "matter_year"

    def __str__(self) -> str:
        return str(self.year)

    @property
    def subject_id(self) -> int:
        return self.pk


class Criterion(models.Model):
    """What every nomination is measured by: published beforehand, answered yes or no with words."""

    year = models.ForeignKey(MatterYear, on_delete=models.PROTECT, related_name="criteria")
    position = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=40)
    name_en = models.CharField(max_length=80, blank=True)
    meaning = models.CharField(max_length=200)
    meaning_en = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ("year", "position")
        constraints = [models.UniqueConstraint(fields=["year", "position"], name="criterion_place_once")]

    def __str__(self) -> str:
        return in_language(self.name, self.name_en)

    @property
    def says(self) -> str:
        """What it means, in the language of the page."""
        return in_language(self.meaning, self.meaning_en)


class Nomination(models.Model):
    """What somebody wants on the list, in the words in which everybody may read it.

    What a person of the public wrote lies sealed in its event `nomination.made` until a clerk has released words.
    `number` counts within the year. `reason`: why it is not shown. `same_as`: the one that it was joined to.
    `passed`: whether every criterion was met; None before. `votes`: after the count. `left_out`: why it is not on the
    list though the vote chose it.
    """

    year = models.ForeignKey(MatterYear, on_delete=models.PROTECT, related_name="nominations")
    number = models.PositiveIntegerField()
    source = models.CharField(max_length=8)
    standing = models.CharField(max_length=8, default=Standing.WAITING.value)
    title = models.CharField(max_length=60, blank=True)
    title_en = models.CharField(max_length=120, blank=True)
    words = models.TextField(blank=True)
    place = models.ForeignKey(Place, on_delete=models.PROTECT, null=True, related_name="nominations")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, null=True, related_name="nominations_of_it")
    issue = models.ForeignKey(Issue, on_delete=models.PROTECT, null=True, related_name="nominations")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, related_name="nominations")
    same_as = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="joined")
    reason = models.CharField(max_length=300, blank=True)
    passed = models.BooleanField(null=True)
    votes = models.PositiveIntegerField(null=True)
    left_out = models.CharField(max_length=300, blank=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Staff, on_delete=models.PROTECT, null=True, related_name="+")

    subject_kind = "nomination"

    class Meta:
        constraints = [models.UniqueConstraint(fields=["year", "number"], name="nomination_number_once")]
        indexes = [models.Index(fields=["year", "standing"], name="nomination_standing")]

    def __str__(self) -> str:
        return in_language(self.title, self.title_en) or f"#{self.number}"

    @property
    def subject_id(self) -> int:
        return self.pk


class NominationCase(models.Model):
    """A voice behind a nomination. Those of its issue count as well and need no row."""

    nomination = models.ForeignKey(Nomination, on_delete=models.PROTECT, related_name="voices")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="nominations")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["nomination", "case"], name="nomination_case_once")]

    def __str__(self) -> str:
        return f"case #{self.case_id} of nomination #{self.nomination_id}"


class Screening(models.Model):
    """Whether a nomination meets a criterion. `words`: why; a no has them always."""

    nomination = models.ForeignKey(Nomination, on_delete=models.PROTECT, related_name="screenings")
    criterion = models.ForeignKey(Criterion, on_delete=models.PROTECT, related_name="screenings")
    met = models.BooleanField()
    words = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ("nomination", "criterion__position")
        constraints = [models.UniqueConstraint(fields=["nomination", "criterion"], name="screening_once")]

    def __str__(self) -> str:
        return f"criterion #{self.criterion_id} of nomination #{self.nomination_id}"


class MatterBallot(models.Model):
    """One ballot of one browser, outside the spine until the vote ends: the SHA-256 of all of them is one event.

    `token`: 32 random hexadecimal digits, in the signed cookie of that browser. `choices`: ids of nominations.
    """

    year = models.ForeignKey(MatterYear, on_delete=models.PROTECT, related_name="ballots")
    token = models.CharField(max_length=32)
    choices = models.JSONField()
    cast_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["year", "token"], name="ballot_once")]

    def __str__(self) -> str:
        return f"ballot of {self.year_id}"


class Matter(models.Model):
    """One line of the list. Money in fen.

    `owner`, `due_on`, `evidence_wanted` and `milestones` (words, weight, due_on each) are what the line is made with;
    once the list is published the commitment alone says them. `reason`: why it stands here though the vote did not
    choose it.
    """

    year = models.ForeignKey(MatterYear, on_delete=models.PROTECT, related_name="matters")
    position = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=60)
    title_en = models.CharField(max_length=120, blank=True)
    words = models.CharField(max_length=400)
    place = models.ForeignKey(Place, on_delete=models.PROTECT, null=True, related_name="matters")
    owner = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="matters")
    due_on = models.DateField()
    evidence_wanted = models.CharField(max_length=300, blank=True)
    milestones = models.JSONField(default=list)
    money_fen = models.BigIntegerField()
    spent_fen = models.BigIntegerField(default=0)
    reason = models.CharField(max_length=300, blank=True)
    commitment = models.OneToOneField(Commitment, on_delete=models.PROTECT, null=True, related_name="matter")

    subject_kind = "matter"

    class Meta:
        ordering = ("year", "position")
        constraints = [models.UniqueConstraint(fields=["year", "position"], name="matter_place_once")]

    def __str__(self) -> str:
        return in_language(self.title, self.title_en)

    @property
    def subject_id(self) -> int:
        return self.pk


class MatterNomination(models.Model):
    """The nominations that a line answers: a line without one is not linked to a need, and shows as such."""

    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="needs")
    nomination = models.OneToOneField(Nomination, on_delete=models.PROTECT, related_name="line")

    def __str__(self) -> str:
        return f"nomination #{self.nomination_id} of matter #{self.matter_id}"
