"""Interests 利益协调: who gains and who loses by a matter, by situation, and what balances it."""

from django.db import models

from huiying.foundation.office.models import in_language
from huiying.foundation.people.models import Staff, Unit
from huiying.serve.casework.models import Case


class InterestTable(models.Model):
    """The table of one issue, decision or consultation, named by kind and number."""

    about_kind = models.CharField(max_length=16)
    about_id = models.BigIntegerField()
    office = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    question = models.CharField(max_length=200)
    public = models.BooleanField(default=False)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")

    subject_kind = "interests"

    class Meta:
        constraints = [models.UniqueConstraint(fields=["about_kind", "about_id"], name="interests_once")]

    def __str__(self) -> str:
        return f"interests in {self.about_kind} #{self.about_id}"

    @property
    def subject_id(self) -> int:
        return self.pk


class InterestGroup(models.Model):
    """People in one situation, such as residents within 100 m. `people` None: nobody knows how many.

    `asked`: who was asked and how; "" says that nobody was, and the page says so too.
    """

    table = models.ForeignKey(InterestTable, on_delete=models.PROTECT, related_name="groups")
    position = models.PositiveSmallIntegerField()
    situation = models.CharField(max_length=120)
    situation_en = models.CharField(max_length=160, blank=True)
    people = models.PositiveIntegerField(null=True)
    people_source = models.CharField(max_length=120, blank=True)
    gains = models.CharField(max_length=300, blank=True)
    loses = models.CharField(max_length=300, blank=True)
    how_much = models.CharField(max_length=200, blank=True)
    balance = models.CharField(max_length=300, blank=True)
    asked = models.CharField(max_length=300, blank=True)
    asked_on = models.DateField(null=True)
    asked_people = models.PositiveIntegerField(null=True)
    active = models.BooleanField(default=True)

    subject_kind = "interest_group"

    class Meta:
        ordering = ("table", "position")

    def __str__(self) -> str:
        return in_language(self.situation, self.situation_en)

    @property
    def subject_id(self) -> int:
        return self.pk


class InterestSaid(models.Model):
    """The situation that a speaker says to be in, by receipt. `group` None: none of those listed, see `words`."""

    table = models.ForeignKey(InterestTable, on_delete=models.PROTECT, related_name="said")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="interests_said")
    group = models.ForeignKey(InterestGroup, on_delete=models.PROTECT, null=True, related_name="said")
    effect = models.CharField(max_length=8, blank=True)
    words = models.TextField(blank=True)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["table", "case"], name="interest_said_once")]

    def __str__(self) -> str:
        return f"said of table #{self.table_id} in case #{self.case_id}"
