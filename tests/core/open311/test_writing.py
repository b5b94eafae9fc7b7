"""Any value becomes a document that a parser reads back."""

import json
import xml.etree.ElementTree as ET

from hypothesis import given
from hypothesis import strategies as st

from huiying.core.open311.writing import as_json, as_xml

TEXT = st.text()


@given(TEXT)
def test_any_text_comes_back_from_xml_without_what_xml_cannot_hold(text):
    root = ET.fromstring(as_xml("note", {"description": text}).encode("utf-8"))
    held = root.findtext("description") or ""
    assert held == "".join(sign for sign in text if sign in "\t\n\r" or 0x20 <= ord(sign) not in (0xFFFE, 0xFFFF))


@given(TEXT)
def test_any_text_comes_back_from_json(text):
    assert json.loads(as_json([{"description": text, "n": 1}]))[0].get("description", "") == text


def test_xml_shows_empty_elements_and_words_for_booleans():
    row = {"a": None, "b": "", "c": True, "d": False, "e": 0, "notes": [], "f": 31.5}
    assert as_xml("request", row).endswith(
        "<request><a/><b/><c>true</c><d>false</d><e>0</e><notes/><f>31.5</f></request>"
    )


def test_json_leaves_out_what_is_empty_at_every_depth():
    value = {"a": None, "b": "", "c": False, "d": 0, "notes": [{"x": None, "y": 1}], "e": {"f": ""}}
    assert json.loads(as_json(value)) == {"c": False, "d": 0, "notes": [{"y": 1}], "e": {}}


def test_lists_have_the_elements_of_the_specification():
    assert as_xml("services", [{"service_code": "1"}]).startswith('<?xml version="1.0" encoding="utf-8"?>\n<services>')
    assert "<formats><format>text/xml</format></formats>" in as_xml("endpoint", {"formats": ["text/xml"]})
