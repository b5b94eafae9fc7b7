"""One household's need, what is given for it, when somebody came to see, and how it ended. Who lives there lies in the
vault alone; nothing here grades a household."""

from django.db import models
from django.db.models import Q

from huiying.foundation.files.models import StoredFile
from huiying.foundation.office.models import Place
from huiying.foundation.people.models import Person, Staff, Unit
from huiying.serve.aid.enums import Agreed, Means, Met, Need, Outcome
from huiying.serve.casework.models import Case


class Aid(models.Model):
    """Help to one household. `unit` looks after it; `case`: the voice it came from, if one did.

    `household`: None where it came from a voice without a name, or was emptied. `agreed_on`: the local day on which the
    household said yes.
    """

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="aids")
    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="+")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, null=True, related_name="aids")
    household = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    need = models.CharField(max_length=10, choices=Need.choices)
    words = models.TextField(blank=True, help_text="What is lacking, in the household's words; empty once emptied.")
    agreed = models.CharField(max_length=8, choices=Agreed.choices)
    agreed_on = models.DateField()
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+", db_index=False)
    next_visit_on = models.DateField(null=True)
    outcome = models.CharField(max_length=10, choices=Outcome.choices, blank=True)
    ended_at = models.DateTimeField(null=True)

    subject_kind = "aid"

    class Meta:
        indexes = [
            models.Index(fields=["unit", "next_visit_on"], name="aid_running", condition=Q(ended_at__isnull=True))
        ]

    def __str__(self) -> str:
        return f"aid #{self.pk}"

    @property
    def subject_id(self) -> int:
        return self.pk


class Help(models.Model):
    """One thing that is given: by which programme, by whom, until which day, and when it was.

    `giver_unit` or, for a charity and the like, `giver`. `amount`: yuan. `posted_on`, `posted_until`: the days of the
    posting that the law asks (inclusive). `hurried`: given before it, in an emergency.
    """

    aid = models.ForeignKey(Aid, on_delete=models.PROTECT, related_name="helps")
    programme = models.CharField(max_length=12)
    means = models.CharField(max_length=8, choices=Means.choices)
    words = models.CharField(max_length=200, blank=True)
    giver_unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, related_name="aid_given")
    giver = models.CharField(max_length=120, blank=True)
    amount = models.DecimalField(max_digits=12, decimal_places=2, null=True)
    due_on = models.DateField()
    posted_on = models.DateField(null=True)
    posted_until = models.DateField(null=True)
    hurried = models.BooleanField(default=False)
    given_on = models.DateField(null=True)
    proof = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")
    dropped_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(giver_unit__isnull=False, giver="") | Q(giver_unit__isnull=True) & ~Q(giver=""),
                name="help_of_one_giver",
            )
        ]
        indexes = [models.Index(fields=["posted_until"], name="help_posted", condition=Q(posted_until__isnull=False))]

    def __str__(self) -> str:
        return f"help #{self.pk} of aid #{self.aid_id}"

    @property
    def is_open(self) -> bool:
        """Neither given nor dropped."""
        return self.given_on is None and self.dropped_at is None


class Visit(models.Model):
    """Somebody went to see: on which day, and whether the need is met. What was said goes with the aid's words."""

    aid = models.ForeignKey(Aid, on_delete=models.PROTECT, related_name="visits")
    on = models.DateField()
    met = models.CharField(max_length=8, choices=Met.choices)
    words = models.TextField(blank=True)
    by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+", db_index=False)

    def __str__(self) -> str:
        return f"visit #{self.pk} of aid #{self.aid_id}"
