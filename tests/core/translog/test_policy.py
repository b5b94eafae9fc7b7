from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huiying.core.translog.checkpoint import Checkpoint
from huiying.core.translog.errors import LogFault, Malformed, NotProved
from huiying.core.translog.note import Note, Signature, SigningKey
from huiying.core.translog.policy import MOST_CHARACTERS, Group, Party, Policy, parse_policy
from tests.core.translog.logs import LOG_KEY, ORIGIN, TIME, WITNESS_KEYS

LOG = LOG_KEY.verifier.vkey
W1, W2, W3 = (key.cosigner.vkey for key in WITNESS_KEYS)
HEAD = Checkpoint(ORIGIN, 5, b"r" * 32)
TWO_LEVELS = f"""
# 县人大、大学、报社
log {LOG} https://voices.example/log/2026
\twitness\tcongress   {W1}
witness university {W2} https://witness.example
witness 报社 {W3}

group press any 报社
group near 1 congress university
group both all near press
  # the rule
quorum both
"""


def note_of(*signatures):
    return Note(HEAD.text, (LOG_KEY.sign(HEAD.text), *signatures)).data


def test_a_policy_names_logs_witnesses_groups_and_the_quorum():
    policy = parse_policy(TWO_LEVELS)
    c, u, p = (key.cosigner for key in WITNESS_KEYS)
    assert policy == Policy(
        (Party(LOG_KEY.verifier, "https://voices.example/log/2026"),),
        {"congress": Party(c), "university": Party(u, "https://witness.example"), "报社": Party(p)},
        {
            "press": Group(1, ("报社",)),
            "near": Group(1, ("congress", "university")),
            "both": Group(2, ("near", "press")),
        },
        "both",
    )


@pytest.mark.parametrize(
    ("names", "agreed"),
    [("", False), ("1", False), ("3", False), ("12", False), ("13", True), ("23", True), ("123", True)],
)
def test_groups_of_groups_agree_as_their_members_do(names, agreed):
    signed = [WITNESS_KEYS[int(name) - 1].cosigner for name in names]
    assert parse_policy(TWO_LEVELS).agreed(iter(signed)) is agreed


@pytest.mark.parametrize(("least", "count"), [("any", 1), ("1", 1), ("2", 2), ("3", 3), ("all", 3)])
def test_a_group_agrees_when_as_many_members_do_as_it_says(least, count):
    policy = parse_policy(f"witness a {W1}\nwitness b {W2}\nwitness c {W3}\ngroup g {least} a b c\nquorum g\n")
    keys = [key.cosigner for key in WITNESS_KEYS]
    for size in range(4):
        for some in combinations(keys, size):
            assert policy.agreed(some) is (size >= count)


def test_the_quorum_may_be_one_witness_or_nobody():
    one = parse_policy(f"witness a {W1}\nwitness b {W2}\nquorum a")
    assert one.agreed([WITNESS_KEYS[0].cosigner])
    assert not one.agreed([WITNESS_KEYS[1].cosigner])
    assert parse_policy("quorum none").agreed([])
    assert parse_policy("quorum none") == Policy()


def test_lines_may_end_as_windows_ends_them_and_the_last_may_not_end():
    assert (
        parse_policy(TWO_LEVELS.replace("\n", "\r\n")) == parse_policy(TWO_LEVELS) == parse_policy(TWO_LEVELS.strip())
    )


@pytest.mark.parametrize(
    "line",
    [
        "nothing",
        "log",
        "log x",
        f"log {W1}",
        f"log {LOG} url more",
        "witness",
        "witness x",
        f"witness {W3}",
        f"witness x {LOG}",
        f"witness x {W3} url more",
        f"witness none {W3}",
        f"witness a {W3}",
        f"witness g {W3}",
        f"witness x {W1}",
        f"witness x {SigningKey('another.example', WITNESS_KEYS[0].seed).cosigner.vkey}",
        "group",
        "group x",
        "group x any",
        "group x all",
        "group x 1",
        "group x 0 b",
        "group x 2 b",
        "group x -1 b",
        "group x +1 b",
        "group x 01 b",
        "group x 1.0 b",
        "group x ١ b",
        "group x 1_0 b",
        "group x " + "9" * 5000 + " b",
        "group x many b",
        "group x 1 b b",
        "group x 1 b unknown",
        "group x 1 b none",
        "group x 1 x",
        "group x 1 a",
        "group none 1 b",
        "group a 1 b",
        "group g 1 b",
        "quorum",
        "quorum unknown",
        "quorum a b",
        "quorum b",
        "quorum none",
        "QUORUM b",
        "\x0bwitness",
        "# \x00",
        "# \x7f",
        "# a\rb",
        "\u3000",
        "#\u2028quorum\x1c",
    ],
)
def test_a_line_that_is_wrong_is_named_by_its_number(line):
    top = f"log {LOG}\n\nwitness a {W1}\nwitness b {W2}\ngroup g 1 a\nquorum a\n"
    assert parse_policy(top).quorum == "a"
    with pytest.raises(Malformed) as fault:
        parse_policy(f"{top}{line}\n# the end\n")
    assert (fault.value.reason, fault.value.about) == ("policy", "7")


@pytest.mark.parametrize(
    ("text", "number"),
    [("", "1"), (f"log {LOG}", "1"), (f"log {LOG}\n", "1"), (f"witness a {W1}\n\ngroup g any a\n# end\n", "4")],
)
def test_a_policy_without_a_quorum_is_refused(text, number):
    with pytest.raises(Malformed) as fault:
        parse_policy(text)
    assert (fault.value.reason, fault.value.about) == ("policy", number)


def test_a_name_stands_before_it_is_used():
    with pytest.raises(Malformed, match="policy: 1"):
        parse_policy(f"quorum a\nwitness a {W1}\n")


def test_a_policy_that_is_too_long_is_refused():
    end = "\nquorum none"
    assert parse_policy("#" * (MOST_CHARACTERS - len(end)) + end) == Policy()
    with pytest.raises(Malformed) as fault:
        parse_policy("#" * (MOST_CHARACTERS - len(end) + 1) + end)
    assert (fault.value.reason, fault.value.about) == ("policy", "1")


def test_a_comment_may_hold_any_words():
    assert parse_policy("#quorum a\n  # quorum b \u2028 c\nquorum none\n") == Policy()


@given(
    st.text(max_size=60)
    | st.lists(
        st.lists(st.sampled_from(["log", "witness", "group", "quorum", "none", "a", "b", "1", "any", LOG, W1, W2])).map(
            " ".join
        ),
    ).map("\n".join)
)
def test_any_text_is_a_policy_or_refused(text):
    try:
        policy = parse_policy(text)
    except LogFault:
        return
    assert policy.agreed([party.key for party in policy.witnesses.values()])


def test_a_checkpoint_is_opened_with_those_who_saw_it():
    w1, w2, _ = WITNESS_KEYS
    policy = parse_policy(f"log {LOG}\nwitness one {W1}\nwitness two {W2}\ngroup g any one two\nquorum g\n")
    data = note_of(w1.cosign(HEAD.text, TIME), w2.cosign(HEAD.text, TIME + 1))
    assert policy.open(data) == (HEAD, Note.of_data(data), {"one": TIME, "two": TIME + 1})
    assert policy.open(note_of(w2.cosign(HEAD.text, 9)))[2] == {"two": 9}


def test_a_checkpoint_that_too_few_saw_is_refused():
    policy = parse_policy(TWO_LEVELS)
    for signatures in [[], [WITNESS_KEYS[0].cosign(HEAD.text, 1)], [WITNESS_KEYS[2].sign(HEAD.text)]]:
        with pytest.raises(NotProved) as fault:
            policy.open(note_of(*signatures))
        assert (fault.value.reason, fault.value.about) == ("quorum", ORIGIN)


def test_a_wrong_cosignature_by_a_known_witness_is_refused_though_nobody_need_have_seen_it():
    policy = parse_policy(f"log {LOG}\nwitness a {W1}\nquorum none\n")
    assert policy.open(note_of())[2] == {}
    wrong = Signature(WITNESS_KEYS[0].name, WITNESS_KEYS[0].cosigner.key_id, b"x" * 72)
    with pytest.raises(NotProved, match="signature"):
        policy.open(note_of(wrong))


def test_a_policy_without_logs_opens_nothing():
    with pytest.raises(NotProved, match="not_signed"):
        parse_policy("quorum none").open(note_of())
