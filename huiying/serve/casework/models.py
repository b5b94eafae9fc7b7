"""One voice opens one case, for ever: its number is the voice's number, its clocks are its own."""

from collections.abc import Callable
from typing import Any

from django.db import models
from django.db.models import Q

from huiying.core.procedures.model import StateKind
from huiying.foundation.office.models import Category, Place
from huiying.foundation.people.models import Staff, Unit
from huiying.listen.voices.models import Voice
from huiying.serve.casework.enums import ApprovalState, HoldBasis, RecusalState, ReplyKind


def is_live(word: Callable[[str], Any] = str) -> Q:
    """What lists of work are made of: open, or over while a clock of the office runs again (a follow-up); never sealed.

    `word`: how the kinds of states are written.
    """
    again = Q(standing__in=[word(kind.value) for kind in (StateKind.WAITING, StateKind.ENDED)])
    running = Q(standing=word(StateKind.OPEN.value)) | again & Q(next_due_at__isnull=False)
    return Q(sealed=False) & running


def is_over(case: "Case") -> bool:
    """Ended or archived, and no limit of the office runs."""
    return case.standing in (StateKind.ENDED, StateKind.ARCHIVED) and case.next_due_at is None


class Case(models.Model):
    """The handling of one voice.

    `office` dispatches and checks (petition department, hotline body or the body that was asked directly);
    `unit` has it on the desk now; `sender` handed it there. `next_due_at` and `next_clock` repeat the first office
    clock still running, so that queues sort by an index; whether it is overdue is computed.
    """

    voice = models.OneToOneField(Voice, on_delete=models.PROTECT, primary_key=True, related_name="case")
    procedure = models.CharField(max_length=12)
    version = models.CharField(max_length=12)
    state = models.CharField(max_length=24)
    standing = models.CharField(max_length=8, help_text="Kind of the state: open, waiting, ended, archived.")
    legal_class = models.CharField(max_length=12, blank=True)
    route = models.CharField(max_length=16, blank=True)
    category = models.ForeignKey(Category, on_delete=models.PROTECT, null=True, related_name="cases", db_index=False)
    office = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="cases_dispatched", db_index=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="cases", db_index=False)
    sender = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, related_name="cases_sent", db_index=False)
    handler = models.ForeignKey(Staff, on_delete=models.PROTECT, null=True, related_name="cases", db_index=False)
    lead_case = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, related_name="joined_cases", db_index=False
    )
    sealed = models.BooleanField(default=False)
    urgent = models.BooleanField(default=False)
    hops = models.PositiveSmallIntegerField(default=0)
    opened_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    next_due_at = models.DateTimeField(null=True)
    next_clock = models.CharField(max_length=24, blank=True)
    facts = models.JSONField(default=dict, help_text="What only the guards of the procedure need, by name.")

    subject_kind = "case"

    class Meta:
        # Beside the columns of the condition they hold those that chips count by: nothing is read from the table.
        indexes = [
            models.Index(fields=["unit", "voice"], name="case_newest_of_unit"),
            models.Index(fields=["office", "voice"], name="case_newest_of_office"),
            models.Index(
                fields=["unit", "next_due_at", "voice", "standing", "sealed", "state", "next_clock", "handler"],
                name="case_live_of_unit",
                condition=is_live(),
            ),
            models.Index(
                fields=["office", "state", "next_due_at", "voice", "standing", "sealed", "hops", "urgent"],
                name="case_live_of_office",
                condition=is_live(),
            ),
            models.Index(
                fields=["office", "next_due_at", "voice", "standing"], name="case_sealed", condition=Q(sealed=True)
            ),
            # A new case has none of these yet, and pays for none.
            models.Index(fields=["category"], name="case_of_category", condition=Q(category__isnull=False)),
            models.Index(fields=["sender"], name="case_of_sender", condition=Q(sender__isnull=False)),
            models.Index(fields=["handler"], name="case_of_handler", condition=Q(handler__isnull=False)),
            models.Index(fields=["lead_case"], name="case_of_lead", condition=Q(lead_case__isnull=False)),
        ]

    def __str__(self) -> str:
        return f"case #{self.pk}"

    @property
    def subject_id(self) -> int:
        return self.voice_id


class CaseUnit(models.Model):
    """A supporting unit (协办): it takes part in a case beside the lead."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="parts")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "unit"], name="case_unit_once")]

    def __str__(self) -> str:
        return f"unit #{self.unit_id} in case #{self.case_id}"


class Deadline(models.Model):
    """One clock of one case as it was computed, with the unit that owes it.

    `due_on` is the inclusive local day, `target_on` the same before rolling over days of rest, `due_at` the first
    instant that is late.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="deadlines", db_index=False)
    clock = models.CharField(max_length=24)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    version = models.CharField(max_length=12)
    started_at = models.DateTimeField()
    due_on = models.DateField()
    target_on = models.DateField()
    due_at = models.DateTimeField()
    extra_days = models.PositiveSmallIntegerField(default=0)
    provisional = models.BooleanField(default=False)
    met_at = models.DateTimeField(null=True)
    stopped_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["case", "clock"], name="deadline_case_clock"),
            models.Index(fields=["clock", "due_at", "met_at", "stopped_at"], name="deadline_month"),
            models.Index(
                fields=["due_at"],
                name="deadline_running",
                condition=models.Q(met_at__isnull=True, stopped_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.clock} of case #{self.case_id}"


class Reply(models.Model):
    """What a unit answered. `requests` holds, per request: request, facts, outcome, decision, basis."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="replies")
    kind = models.CharField(max_length=12, choices=ReplyKind.choices)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    author = models.ForeignKey(Staff, on_delete=models.PROTECT, null=True, related_name="+")
    signed_by = models.ForeignKey(Staff, on_delete=models.PROTECT, null=True, related_name="+")
    public_text = models.TextField()
    private_text = models.TextField(blank=True)
    puts_right = models.TextField(blank=True, help_text="The answer to what would put it right.")
    easy_text = models.TextField(
        blank=True, default="", db_default="", help_text="The same in easy words, where the speaker asked for them."
    )
    requests = models.JSONField(default=list)
    given_at = models.DateTimeField()
    delivered_at = models.DateTimeField(null=True)
    round = models.PositiveSmallIntegerField(default=1)

    class Meta:
        indexes = [models.Index(fields=["case", "given_at"], name="reply_case")]

    def __str__(self) -> str:
        return f"{self.kind} #{self.pk}"


class Document(models.Model):
    """A written document of a step: `values` fill its template. It counts once delivered, or excepted by name."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="documents")
    code = models.CharField(max_length=8)
    variant = models.CharField(max_length=24, blank=True)
    number = models.CharField(max_length=40)
    values = models.JSONField()
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Staff, on_delete=models.PROTECT, null=True, related_name="+")
    delivered_at = models.DateTimeField(null=True)
    proof = models.CharField(max_length=24, blank=True)
    exception = models.CharField(max_length=200, blank=True)
    to_unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["case", "made_at"], name="document_case")]

    def __str__(self) -> str:
        return f"{self.code} {self.number}"


class Approval(models.Model):
    """An act that waits for someone with `role` at `unit`. What was filled in lies sealed until it is decided."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="approvals")
    act = models.CharField(max_length=24)
    role = models.CharField(max_length=24)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="approvals")
    state = models.CharField(max_length=8, choices=ApprovalState.choices)
    sealed = models.BinaryField(help_text="nonce ‖ AES-256-GCM of the act's data as canonical JSON.")
    key_version = models.PositiveSmallIntegerField()
    asked_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    decided_by = models.ForeignKey(Staff, on_delete=models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case", "act"], condition=models.Q(state="asked"), name="approval_asked_once"
            )
        ]
        indexes = [
            models.Index(fields=["unit", "state", "asked_at"], name="approval_inbox"),
            models.Index(fields=["state", "role", "unit"], name="approval_waiting"),
        ]

    def __str__(self) -> str:
        return f"approval #{self.pk}"


class Suggestion(models.Model):
    """What a case may be about and which unit usually handles such cases; a row of an index, made again at any time.

    `words` of the voice speak for the category; `source` holds in ids and counts what the unit is taken from. It goes
    when the voice is erased; a sealed case has none.
    """

    case = models.OneToOneField(Case, on_delete=models.CASCADE, primary_key=True, related_name="suggestion")
    category = models.ForeignKey(Category, on_delete=models.CASCADE, null=True, related_name="+")
    probability = models.FloatField(default=0.0)
    words = models.JSONField(default=list)
    model_date = models.DateField(null=True)
    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, null=True, related_name="+")
    source = models.JSONField(default=dict)

    def __str__(self) -> str:
        return f"suggestion for case #{self.case_id}"


class HandledCount(models.Model):
    """How many cases of a category from a place a unit handled; made anew each night."""

    category = models.ForeignKey(Category, on_delete=models.CASCADE, related_name="+")
    place = models.ForeignKey(Place, on_delete=models.CASCADE, null=True, related_name="+")
    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="+")
    cases = models.PositiveIntegerField()

    def __str__(self) -> str:
        return f"{self.cases} of category #{self.category_id} by unit #{self.unit_id}"


class UsualUnit(models.Model):
    """The unit that handles a category, as the administrator wrote it down."""

    category = models.OneToOneField(Category, on_delete=models.PROTECT, primary_key=True, related_name="+")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"unit #{self.unit_id} for category #{self.category_id}"


class CompetenceRule(models.Model):
    """What was decided when units disputed who takes a case (条例 Art 24), kept for the next case like it.

    The last decision of a case stands; its category follows the case's, None while nobody has set one. `place`: of the
    voice, where the unit works for a territory, a town or a village; None: everywhere.
    """

    case = models.OneToOneField(Case, on_delete=models.PROTECT, primary_key=True, related_name="competence")
    category = models.ForeignKey(Category, on_delete=models.PROTECT, null=True, related_name="+")
    place = models.ForeignKey(Place, on_delete=models.PROTECT, null=True, related_name="+")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    basis = models.CharField(max_length=12)
    decided_on = models.DateField()

    def __str__(self) -> str:
        return f"unit #{self.unit_id} as decided in case #{self.case_id}"


class ReviewLine(models.Model):
    """Which body reviews what `unit` decided, where it is not only the one above it in the tree (条例 Art 35, 36).

    Units stand in two lines, their own system and their own government: `body` is asked as well as the unit above.
    `body` None: nobody on this platform is; `outside` says where to write, `rule` why (the highest level: its article).
    """

    unit = models.OneToOneField(Unit, on_delete=models.PROTECT, primary_key=True, related_name="review_line")
    body = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, related_name="+")
    outside = models.CharField(max_length=200, blank=True)
    rule = models.CharField(max_length=200, blank=True)

    subject_kind = "review_line"

    def __str__(self) -> str:
        return f"review line of unit #{self.unit_id}"

    @property
    def subject_id(self) -> int:
        return self.unit_id


class Recusal(models.Model):
    """One member of staff, or one unit, that keeps out of a case (回避, 条例 Art 28(3)). Why stands in the events.

    While it is asked the officer is out already, the clock is not; a unit is out once it is granted. Neither is named
    where a speaker described somebody whom whoever decides has yet to find.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="recusals")
    staff = models.ForeignKey(Staff, on_delete=models.PROTECT, null=True, related_name="+")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, related_name="+")
    state = models.CharField(max_length=8, choices=RecusalState.choices)
    by_speaker = models.BooleanField()
    asked_at = models.DateTimeField()
    decided_by = models.ForeignKey(Staff, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    decided_at = models.DateTimeField(null=True)

    subject_kind = "recusal"

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(staff__isnull=True) | models.Q(unit__isnull=True), name="recusal_of_one"
            ),
            models.UniqueConstraint(
                fields=["case", "staff"],
                condition=models.Q(staff__isnull=False) & ~models.Q(state="refused"),
                name="recusal_of_staff_once",
            ),
            models.UniqueConstraint(
                fields=["case", "unit"],
                condition=models.Q(unit__isnull=False) & ~models.Q(state="refused"),
                name="recusal_of_unit_once",
            ),
        ]

    def __str__(self) -> str:
        return f"recusal #{self.pk}"

    @property
    def subject_id(self) -> int:
        return self.pk


class Hold(models.Model):
    """Why a case is kept beyond its time (a suit, an inquiry); until it is lifted nothing of it is erased by time."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="holds")
    basis = models.CharField(max_length=24)
    placed_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+", db_index=False)
    placed_at = models.DateTimeField()
    ends_on = models.DateField(help_text="The last day; it is looked at again by then.")
    lifted_by = models.ForeignKey(Staff, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    lifted_at = models.DateTimeField(null=True)

    subject_kind = "hold"

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case"], condition=models.Q(lifted_at__isnull=True), name="hold_in_force_once"
            )
        ]

    def __str__(self) -> str:
        return f"hold #{self.pk} on case #{self.case_id}"

    @property
    def subject_id(self) -> int:
        return self.pk

    @property
    def why(self) -> str:
        """Its ground in words, in the language of the page."""
        return str(HoldBasis(self.basis).label)
