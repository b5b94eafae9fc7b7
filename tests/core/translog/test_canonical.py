import pytest
from hypothesis import given
from hypothesis import strategies as st

from huiying.core.translog.canonical import canonical

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: (
        st.lists(inner)
        | st.dictionaries(st.text(st.characters(max_codepoint=127, min_codepoint=32), max_size=8), inner)
    ),
    max_leaves=12,
)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ({"b": 1, "a": [True, None, "路灯"]}, '{"a":[true,null,"路灯"],"b":1}'),
        ('\u0001\n"\\é', '"\\u0001\\n\\"\\\\é"'),
        ({}, "{}"),
        (("x", 2), '["x",2]'),
    ],
)
def test_one_value_has_one_byte_string(value, expected):
    assert canonical(value) == expected.encode("utf-8")


@given(VALUES)
def test_the_order_in_which_keys_came_does_not_matter(value):
    def turned(inner):
        if isinstance(inner, dict):
            return {key: turned(inner[key]) for key in reversed(list(inner))}
        return [turned(item) for item in inner] if isinstance(inner, list) else inner

    assert canonical(value) == canonical(turned(value))


@pytest.mark.parametrize("value", [1.5, {"a": {1: "x"}}, {"a": [b"x"]}, object()])
def test_foreign_types_are_refused(value):
    with pytest.raises(TypeError):
        canonical(value)


@pytest.mark.parametrize("value", [{"键": 1}, "\ud800"])
def test_keys_beyond_ascii_and_lone_surrogates_are_refused(value):
    with pytest.raises(ValueError):
        canonical(value)
