"""Every word goes, in one transaction, by the keeper of identities alone; what happened and when stays."""

import json
from collections import defaultdict
from datetime import date, timedelta

import pytest
from django.apps import apps
from django.db import connection, models

from huiying.core.procedures.errors import NotYourAct
from huiying.core.translog.entry import Published
from huiying.foundation.files.models import StoredFile
from huiying.foundation.ledger import recording
from huiying.foundation.ledger.log.checking import faults
from huiying.foundation.ledger.models import Event, EventSecret, LogEntry
from huiying.foundation.ledger.recording import fields_of, private_fields
from huiying.foundation.outbox import services as outbox
from huiying.foundation.outbox.enums import Way
from huiying.foundation.outbox.models import Message
from huiying.foundation.people import vault
from huiying.foundation.people.models import Grant, SealedField
from huiying.judge.ratings.models import Rating
from huiying.listen.voices.enums import AttachedAs
from huiying.listen.voices.errors import VoiceIsErased
from huiying.listen.voices.models import Draft, LinkToken, Voice
from huiying.listen.voices.services.attachments import attach
from huiying.loop import daily, erase_voice
from huiying.loop.errors import CaseStillOpen, ErasureNeedsReason, GroundUnknown, MayNotErase
from huiying.loop.look_at_identity import look_at_identity
from huiying.loop.receive_voice import SPEAKER, receive_voice
from huiying.loop.speaker_acts import add_words, undo_withdraw, withdraw
from huiying.serve.casework.enums import ApprovalState
from huiying.serve.casework.models import Approval, Case, Document, Reply
from tests.cast import NOW, open_liuxi
from tests.journeys_of_rows import JOURNEYS, LAMPS, Li, play
from tests.words_of_people import rows, sealed, words

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(days=20)
REASON = "本人带回执和身份证到窗口申请"
STRUCTURE = ("procedure", "state", "standing", "unit_id", "office_id", "ended_at", "hops", "next_clock")


@pytest.fixture
def mail(monkeypatch):
    monkeypatch.setitem(outbox.IS_CONFIGURED, Way.EMAIL, lambda: True)


@pytest.fixture
def cast(mail):
    cast = open_liuxi()
    Grant.objects.create(
        staff=cast.staff["sun"], role="identity_keeper", unit=cast.units["office"], starts_on=date(2026, 1, 1)
    )
    return cast


def erase(cast, voice, *, basis="consent", name="sun", reason=REASON, now=LATER):
    return erase_voice.erase_voice(voice.pk, basis=basis, actor=cast.actor(name), now=now, reason=reason)


def withdrawn(cast):
    li = Li(cast)
    voice = receive_voice(li.said("counter"), identity=li.identity, actor=SPEAKER, now=NOW).voice
    withdraw(voice, reason="自己修好了", now=NOW + timedelta(days=2))
    return voice


def test_nothing_of_a_whole_life_is_left_but_its_bones(cast):
    voice = play(JOURNEYS["petition"](Li(cast)))
    before = {name: getattr(Case.objects.get(pk=voice.pk), name) for name in STRUCTURE}
    choices = sorted(Rating.objects.values_list("round", "responded", "resolved", "given_at"))
    events = list(Event.objects.filter(subject_id=voice.pk).values_list("pk", "type", "commitment"))
    erase(cast, voice, basis="order")
    voice.refresh_from_db()
    assert (voice.title, voice.text, voice.place_words, voice.may_contact) == ("", "", "", False)
    assert (voice.erased_at, voice.erasure_pending) == (LATER, True)
    assert {name: getattr(Case.objects.get(pk=voice.pk), name) for name in STRUCTURE} == before
    assert sorted(Rating.objects.values_list("round", "responded", "resolved", "given_at")) == choices
    assert set(Rating.objects.values_list("words", flat=True)) == {""}
    assert {(r.public_text, r.private_text, r.puts_right, str(r.requests)) for r in Reply.objects.all()} == {
        ("", "", "", "[]")
    }
    assert {str(d.values) + d.exception for d in Document.objects.all()} == {"{}"}
    assert {bytes(a.sealed) for a in Approval.objects.all()} == {b""}
    assert not Message.objects.exists()
    assert not LinkToken.objects.exists()
    assert not Draft.objects.filter(voice=voice).exists()
    assert not SealedField.objects.exists()
    kept = set(Event.objects.filter(subject_id=voice.pk).values_list("pk", "type", "commitment"))
    assert {(pk, kind, bytes(c)) for pk, kind, c in events} <= {(pk, kind, bytes(c)) for pk, kind, c in kept}


def test_the_event_says_ground_and_role_in_the_open_and_the_reason_sealed(cast):
    voice = withdrawn(cast)
    erase(cast, voice)
    connection.finish_waiting()
    event = Event.objects.get(type="voice.erased")
    assert event.public["basis"] == "consent"
    assert event.public["role"] == "identity_keeper"
    assert event.public["emptied"] > 8
    assert private_fields([event]) == {event.pk: {"reason": REASON}}
    entry = Published.of_data(bytes(LogEntry.objects.get(event=event).entry))
    assert (entry.type, entry.basis, entry.role, entry.due) == ("voice.erased", "consent", "identity_keeper", None)


def test_erased_events_are_read_everywhere_and_the_log_still_fits(cast):
    voice = play(JOURNEYS["petition"](Li(cast)))
    erase(cast, voice, basis="order")
    connection.finish_waiting()
    events = list(Event.objects.filter(subject_kind__in=("voice", "case", "person")))
    assert len(events) > 20
    assert {event.type for event in events if event.pk in private_fields(events)} == {"voice.erased"}
    assert all(not any(name.startswith("private.") for name in fields_of(e)) for e in events if "erased" not in e.type)
    assert EventSecret.objects.filter(event__in=events).count() == 1
    assert list(faults(deep=True)) == []


def test_who_looked_stays_and_why_goes(cast):
    voice = play(JOURNEYS["petition"](Li(cast)))
    erase(cast, voice, basis="order")
    (view,) = vault.views_of(voice.person)
    assert (view.unit_id, view.roles, view.reason) == (cast.units["petition"].pk, "archivist,dispatcher", "")
    assert vault.opened(voice.person_id) == {}


def test_a_case_that_is_open_waits_unless_an_authority_orders_it(cast):
    li = Li(cast)
    voice = receive_voice(li.said("counter"), identity=li.identity, actor=SPEAKER, now=NOW).voice
    for basis in ("consent", "purpose", "time", "unlawful"):
        with pytest.raises(CaseStillOpen) as refused:
            erase(cast, voice, basis=basis)
        assert "有权机关的命令" in refused.value.say("zh-hans")
    voice.refresh_from_db()
    assert voice.text == LAMPS
    erase(cast, voice, basis="order")
    assert Voice.objects.get(pk=voice.pk).text == ""


@pytest.mark.parametrize(
    ("wrong", "error"),
    [({"basis": "because"}, GroundUnknown), ({"reason": " 办 "}, ErasureNeedsReason), ({"basis": ""}, GroundUnknown)],
)
def test_a_ground_and_a_reason_are_needed(cast, wrong, error):
    voice = withdrawn(cast)
    with pytest.raises(error):
        erase(cast, voice, **wrong)
    assert Voice.objects.get(pk=voice.pk).text == LAMPS


@pytest.mark.parametrize("name", ["guo", "wang", "zhou", "hotline", "hu", "zhao", "qian", "outsider", "chen", "feng"])
def test_nobody_but_the_keeper_erases(cast, name):
    voice = withdrawn(cast)
    with pytest.raises(MayNotErase):
        erase(cast, voice, name=name, basis="order")
    assert Voice.objects.get(pk=voice.pk).erased_at is None


def test_a_keeper_of_another_office_erases_nothing(cast):
    Grant.objects.filter(role="identity_keeper").update(unit=cast.units["hotline"])
    with pytest.raises(MayNotErase):
        erase(cast, withdrawn(cast))


def test_the_speaker_and_the_system_do_not_erase(cast):
    from huiying.foundation.ledger.actors import SYSTEM

    voice = withdrawn(cast)
    for actor in (SYSTEM, SPEAKER):
        with pytest.raises(MayNotErase):
            erase_voice.erase_voice(voice.pk, basis="order", actor=actor, now=LATER, reason=REASON)


def test_a_sealed_report_is_erased_by_no_keeper(cast):
    voice = play(JOURNEYS["report"](Li(cast)))
    with pytest.raises(MayNotErase):
        erase(cast, voice, basis="order")


def test_twice_is_once(cast):
    voice = withdrawn(cast)
    erase(cast, voice)
    erase(cast, voice, basis="order", now=LATER + timedelta(days=1))
    assert Event.objects.filter(type="voice.erased").count() == 1
    assert Voice.objects.get(pk=voice.pk).erased_at == LATER


@pytest.mark.parametrize("where", ["_event", "_secret"])
def test_when_the_event_fails_nothing_is_erased(cast, where, monkeypatch):
    voice = play(JOURNEYS["petition"](Li(cast)))
    before = contents()

    def fail(*_args, **_more):
        raise RuntimeError("disk full")

    monkeypatch.setattr(recording, where, fail)
    with pytest.raises(RuntimeError):
        erase(cast, voice, basis="order")
    assert contents() == before


def test_no_word_and_nothing_sealed_is_left_in_any_row(cast):
    for name in ("petition", "hotline", "taken_back", "with_files"):
        play(JOURNEYS[name](Li(cast)))
    said, shut = words(), sealed()
    before = rows()
    assert len(said) > 30
    assert all(word.encode() in before for word in (LAMPS, "还是不亮"))
    for voice in Voice.objects.all():
        erase(cast, voice, basis="order")
    assert words() == set()
    after = rows()
    assert {word for word in said if word.encode() in after} == set()
    assert {blob for blob in shut if blob in after} == set()


# Columns that may hold words of a person, or seal them: where an erasure empties them.
EMPTIED = {
    "voices.ErasureRequest": "answer",
    "voices.Help": "kind language",
    "voices.Voice": "title text place_words",
    "voices.Draft": "sealed",
    "voices.LinkToken": "digest",
    "files.StoredFile": "place sha256 media_type sealed scan",
    "voices.Attachment": "attached_as",
    "casework.Reply": "public_text private_text puts_right easy_text requests",
    "casework.Document": "values exception",
    "casework.Approval": "sealed",
    "casework.Suggestion": "words",
    "ratings.Rating": "words",
    "ratings.Verdict": "words",
    "ratings.Acceptance": "words",
    "ratings.Praise": "words",
    "checks.CallBack": "words",
    # what this voice alone was promised
    "commitments.Commitment": "words words_en post evidence_wanted late_reason end_words hidden_reason",
    "commitments.CommitmentPart": "words",
    "commitments.Report": "words",
    "matters.Nomination": "title title_en words",  # of this voice; a title that stood on a ballot stays
    "outbox.Message": "sealed",
    "mail.IncomingMail": "sealed",
    "people.SealedField": "sealed",
    "people.BlindIndex": "digest",
    "ledger.EventSecret": "salt sealed",
    "search.Window": "signs",
    "likeness.StoredProfile": "packed keys",
    "coordination.InterestSaid": "effect words",
    "coordination.AgendaItem": "title question paper discussion put_off_reason",  # about this very voice
    "coordination.Resolution": "text evidence_wanted hidden_reason",
    "coordination.Minutes": "sections",
    "coordination.Amendment": "words answer",
    "coordination.Proposal": "places words",
    "coordination.ProposalCase": "says",
    "insight.DifferenceReason": "reason",
    "duty.Handover": "words",
    "duty.HandoverLine": "note",
    "boxes.Difference": "reason",
    "improvements.ImprovementCase": "words",
    "supervision.Flag": "reason",
    "supervision.Contest": "reason answer",
    "supervision.Order": "words",  # on this case, or on what it alone was promised
    "supervision.OrderStep": "words",
    "supervision.Advice": "words basis consequences feedback",
    "supervision.Measure": "words outcome",  # because of an order on this case
    "aid.Aid": "words",
    "aid.Help": "words",
    "aid.Visit": "words",
    "mediation.Party": "sealed",
    "mediation.Session": "place sealed",
    "mediation.Offer": "sealed",
    "mediation.Agreement": "sealed",
}
KEPT = {
    "voices.ErasureRequest": "state",
    "voices.Consent": "purpose text_version",
    "casework.Hold": "basis",
    "coordination.Issue": "title title_en cause plan solved_text state",
    "coordination.IssueCase": "source",
    "coordination.InterestTable": "about_kind question",
    "coordination.InterestGroup": "situation situation_en people_source gains loses how_much balance asked",
    "coordination.Proposal": "state reason",
    "coordination.AgendaItem": "kind outcome",
    "coordination.Resolution": "kind supporting refused",
    "coordination.Minutes": "stage sha256",
    "casework.CompetenceRule": "basis",
    "casework.ReviewLine": "outside rule",
    "appeals.Review": "round state result",
    "appeals.OwnAddress": "way words words_en",
    "decisions.Decision": "title title_en number summary from_above hidden_reason state end_words",
    "decisions.Tick": "step words",
    "decisions.Task": "reported_words",
    "decisions.SpotCheck": "found words answer",
    "decisions.Circular": "title title_en number kind words",
    "decisions.CircularUnit": "answer",
    "voices.Voice": "number code_digest channel kind naming language wants source external_id",
    "voices.LinkToken": "purpose",
    "voices.CodeTrial": "number",
    "casework.Case": "procedure version state standing legal_class route next_clock facts",
    "casework.Deadline": "clock version",
    "casework.Reply": "kind",
    "casework.Document": "code variant number proof",
    "casework.Approval": "act role state",
    "casework.Suggestion": "source",
    "ratings.Rating": "responded resolved satisfied put_right",
    "ratings.Verdict": "kept",
    "ratings.Encounter": "channel came_in respected understood easy",
    "ratings.Acceptance": "token there works",
    "checks.CallBack": "outcome responded resolved satisfied put_right",
    "checks.CallTry": "outcome",
    "commitments.Commitment": "source state",
    "commitments.Report": "kind",
    "matters.Nomination": "source standing reason left_out",
    "supervision.Flag": "trigger state",
    "supervision.Signal": "rule facts key",
    "supervision.Order": "trigger state",
    "supervision.OrderStep": "state",
    "supervision.Advice": "kind reported_to adoption",
    "supervision.Contest": "state",
    "supervision.Measure": "kind",
    "aid.Aid": "need agreed outcome",
    "aid.Help": "programme means giver",
    "aid.Visit": "met",
    "mediation.Mediation": "state speaker_how other_how",
    "mediation.Offer": "side",
    "mediation.Agreement": "confirm",
    "matters.MatterBallot": "token choices",
    "improvements.Improvement": "trigger question cause state close_words key",
    "improvements.Objection": "reason state answer",
    "improvements.Mirror": "settled_words",
    "improvements.Rectification": "kind",
    "outbox.Message": "key way about_kind standing trouble",
    "people.SealedField": "field",
    "people.BlindIndex": "field",
    "casework.Recusal": "state",
    "mail.IncomingMail": "key became why",
    "mail.Mailbox": "name trouble",
    "boxes.Slip": "receipt code_digest",
    "boxes.Paper": "became",
    "people.FindRequest": "digest sealed",  # a contact that somebody asked about, until the worker looked
    "people.ApiAnswer": "digest asked sealed",  # number, code and state as they were answered, for one day
    "insight.Night": "left_out",
    "insight.EarlySign": "weeks beside",
    "insight.SignAnswer": "decision reason",
    "insight.UnlikePair": "outcome other_outcome",
    "insight.SlowPlace": "kind procedure",
    "loop.NightlyRun": "name",
    "tables.ExportJob": "kind format state trouble sealed",  # what was looked for, until the export has ended
    "ledger.Event": "key type subject_kind actor_kind public commitment",
    "ledger.LogEntry": "entry leaf",
    "ledger.PublicName": "cid",
    "ledger.Promise": "cid",
}
# Beside them: units, staff and grants of the office, and the log, which hold nothing of a voice.
OF_THE_OFFICE = {
    *("duty.DutyPost", "duty.DutyContact", "boxes.Box", "coordination.Burden"),
    "mediation.Mediator",
    *("coordination.Series", "coordination.Meeting", "coordination.Invitation"),
    *("contacts.ContactDay", "contacts.ContactReport"),
    *("checks.Draw", "checks.Frame", "checks.Check"),
    *("notices.Notice", "notices.NoticeVersion", "notices.NoticeResult"),  # an objector's words stand in the case alone
    *("matters.MatterYear", "matters.Criterion", "matters.Screening", "matters.Matter"),
    *("people.ApiKey", "outbox.Webhook", "loop.OuterSystem"),
    *("scorecards.ScoreCell", "scorecards.ScoreLine", "scorecards.Target"),  # counts of units, and what they aim at
    *("people.Unit", "people.Staff", "people.LogInTrial", "people.Grant"),
    *("people.Invitation", "people.SecondFactor", "people.RecoveryCode"),
    *("ledger.Log", "ledger.LogTile", "ledger.LogCheckpoint", "ledger.LogCosignature", "ledger.LogKey"),
}
HOLD_WORDS = (models.CharField, models.TextField, models.JSONField, models.BinaryField)


def test_every_column_that_could_hold_words_is_emptied_or_known_to_hold_none():
    found = defaultdict(set)
    for model in apps.get_models():
        if model.__module__.startswith("huiying.") and model._meta.app_label != "office":
            found[model._meta.label] |= {f.name for f in model._meta.concrete_fields if isinstance(f, HOLD_WORDS)}
    listed = {label: set(f"{EMPTIED.get(label, '')} {KEPT.get(label, '')}".split()) for label in found}
    unknown = {label: found[label] - listed[label] for label in found if label not in OF_THE_OFFICE}
    assert {label: names for label, names in unknown.items() if names} == {}
    assert {label: listed[label] - found[label] for label in found if listed[label] - found[label]} == {}


def contents():
    return {
        model._meta.db_table: sorted(repr([plain(value) for value in row]) for row in model._base_manager.values_list())
        for model in apps.get_models()
    }


def plain(value):
    return bytes(value) if isinstance(value, memoryview) else value


def test_the_identity_stays_while_another_voice_is_theirs(cast):
    voice = play(JOURNEYS["hotline"](Li(cast)))
    split = Voice.objects.get(split_from__isnull=False)
    first = split.split_from
    erase(cast, first, basis="order")
    first.refresh_from_db()
    assert (first.text, first.person_id) == ("", None)
    assert vault.opened(split.person_id)["name"] == "李桂英"
    erase(cast, split, basis="order")
    assert vault.opened(split.person_id) == {}
    assert Voice.objects.get(pk=voice.pk).text == LAMPS


def test_nobody_looks_at_who_it_was_and_the_speaker_acts_no_more(cast):
    voice = withdrawn(cast)
    erase(cast, voice)
    with pytest.raises(Exception, match=r"identity\.may_not_reveal"):
        look_at_identity(voice.pk, actor=cast.actor("sun"), reason="再看看", now=LATER)
    with pytest.raises(NotYourAct):
        undo_withdraw(voice, now=LATER)
    with pytest.raises(NotYourAct):
        add_words(voice, text="还有", now=LATER)


def test_a_request_that_waits_is_dropped_with_what_it_says(cast):
    li = Li(cast)
    voice = receive_voice(li.said("counter"), identity=li.identity, actor=SPEAKER, now=NOW).voice
    li.act("zhou", voice.pk, "forward", unit=cast.units["land"].pk, reason="职责目录")()
    li.act("zhao", voice.pk, "object", reason="路灯归镇里管", proposed_unit=cast.units["liuhe"].pk)()
    erase(cast, voice, basis="order")
    approval = Approval.objects.get()
    assert (approval.state, bytes(approval.sealed), approval.decided_at) == (ApprovalState.DROPPED, b"", LATER)


def test_the_sweep_ends_what_is_pending_once_the_file_is_clean(cast, monkeypatch):
    voice = withdrawn(cast)
    erase(cast, voice)
    monkeypatch.setattr(erase_voice, "leave_the_file", lambda: False)
    daily.sweep(now=LATER)
    assert Voice.objects.get(pk=voice.pk).erasure_pending
    monkeypatch.setattr(erase_voice, "leave_the_file", lambda: True)
    daily.sweep(now=LATER)
    daily.sweep(now=LATER)
    assert not Voice.objects.get(pk=voice.pk).erasure_pending
    assert Event.objects.filter(type="voice.erasure_finished", actor_kind="system").count() == 1


@pytest.mark.parametrize(
    ("hours", "size", "done"),
    [(0, 1, True), (1, 10**9, False), (17, 10**9, True), (25, 10**9, True), (25, 1, True)],
)
def test_a_large_file_waits_for_the_night_or_a_day(cast, monkeypatch, hours, size, done):
    """LATER is 09:40 in Liuxi; 17 hours on it is 02:40."""
    erase(cast, withdrawn(cast))
    monkeypatch.setattr(erase_voice, "leave_the_file", lambda: True)
    monkeypatch.setattr(erase_voice, "file_bytes", lambda: size)
    assert erase_voice.finish_erasures(now=LATER + timedelta(hours=hours)) == done


def test_the_event_holds_no_word(cast):
    voice = play(JOURNEYS["petition"](Li(cast)))
    erase(cast, voice, basis="order")
    rows = json.dumps(list(Event.objects.values_list("type", "key", "public")), ensure_ascii=False)
    assert LAMPS not in rows
    assert REASON not in rows


@pytest.mark.django_db(transaction=True)
def test_files_leave_the_disk_and_the_keys_that_opened_them_the_rows(cast, tmp_path, settings):
    settings.DATA = tmp_path
    voice = play(JOURNEYS["with_files"](Li(cast)))
    lain = [path for path in (tmp_path / "files").rglob("*") if path.is_file()]
    assert len(lain) == 4
    erase(cast, voice, basis="order")
    assert not any(path.exists() for path in lain)
    assert not StoredFile.objects.exists()
    assert not voice.attachments.exists()
    with pytest.raises(VoiceIsErased):
        attach(Voice.objects.get(pk=voice.pk), [1], of=AttachedAs.OFFICE, actor=SPEAKER, now=LATER)
