"""A draw: announced before its period, its list fixed, drawn with a public number, its seed told at last."""

from django.db import models
from django.db.models import F, Q

from huiying.foundation.people.models import Staff, Unit
from huiying.judge.checks.enums import DrawKind


class Draw(models.Model):
    """One draw. Days are local and inclusive.

    `log_name`: under which it stands in the public log, 32 hexadecimal digits; `sha256`: of the announcement with the
    seed, told in the log when it is made. `sealed`: the seed, until it is told; then it stands in `seed`, hexadecimal.
    `public_number`: in words, which number published on `number_on` is mixed in; `number`: its digits.
    `framed_at`: when the list to draw from was fixed; `revealed_at`: when the seed was told.
    """

    kind = models.CharField(max_length=12, choices=DrawKind.choices)
    office = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="draws")
    starts_on = models.DateField()
    ends_on = models.DateField()
    wanted = models.PositiveIntegerField()
    public_number = models.CharField(max_length=120)
    number_on = models.DateField()
    log_name = models.CharField(max_length=32, unique=True)
    sha256 = models.CharField(max_length=64)
    sealed = models.BinaryField(help_text="nonce ‖ AES-256-GCM of the seed.")
    key_version = models.PositiveSmallIntegerField()
    seed = models.CharField(max_length=64, blank=True)
    number = models.CharField(max_length=64, blank=True)
    frame_count = models.PositiveIntegerField(null=True)
    frame_sha256 = models.CharField(max_length=64, blank=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    framed_at = models.DateTimeField(null=True)
    drawn_at = models.DateTimeField(null=True)
    drawn_by = models.ForeignKey(Staff, on_delete=models.PROTECT, null=True, related_name="+")
    revealed_at = models.DateTimeField(null=True)

    subject_kind = "draw"

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="draw_days_in_order"),
            models.UniqueConstraint(fields=["office", "kind", "starts_on"], name="draw_once_a_period"),
        ]

    def __str__(self) -> str:
        return f"draw #{self.pk}"

    @property
    def subject_id(self) -> int:
        return self.pk


class Frame(models.Model):
    """The names to draw from, one a line in the order of their letters; it never changes."""

    draw = models.OneToOneField(Draw, on_delete=models.PROTECT, primary_key=True, related_name="frame")
    names = models.TextField()

    def __str__(self) -> str:
        return f"list of draw #{self.draw_id}"
