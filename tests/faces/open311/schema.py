"""GeoReport v2 in XML as facts: of each document its elements, which are needed, and what their text looks like.

Written from the specification's tables, not from our code.
"""

import re
import xml.etree.ElementTree as ET

TEXT, ID, BOOLEAN = r"(?s).+", r"[0-9]+", r"true|false"
MOMENT = r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ"
STATUS = r"open|closed"
DEGREES = r"-?\d{1,3}(\.\d+)?"

# element: (pattern of its text, needed, may be empty) or a list of one kind of elements
SERVICE = {
    "service_code": (ID, True, False),
    "service_name": (TEXT, True, False),
    "description": (TEXT, True, True),
    "metadata": (BOOLEAN, True, False),
    "type": (r"realtime|batch|blackbox", True, False),
    "keywords": (TEXT, True, True),
    "group": (TEXT, True, True),
}
VALUE = {"key": (TEXT, True, False), "name": (TEXT, True, False)}
ATTRIBUTE = {
    "variable": (BOOLEAN, True, False),
    "code": (r"\w+", True, False),
    "datatype": (r"string|number|datetime|text|singlevaluelist|multivaluelist", True, False),
    "required": (BOOLEAN, True, False),
    "datatype_description": (TEXT, True, True),
    "order": (r"\d+", True, False),
    "description": (TEXT, True, False),
    "values": ("value", VALUE),
}
REQUEST = {
    "service_request_id": (ID, True, False),
    "status": (STATUS, True, False),
    "status_notes": (TEXT, True, True),
    "service_name": (TEXT, True, False),
    "service_code": (ID, True, False),
    "description": (TEXT, True, False),
    "agency_responsible": (TEXT, True, True),
    "service_notice": (TEXT, True, True),
    "requested_datetime": (MOMENT, True, False),
    "updated_datetime": (MOMENT, True, False),
    "expected_datetime": (MOMENT, True, True),
    "address": (TEXT, True, True),
    "address_id": (ID, True, True),
    "zipcode": (TEXT, True, True),
    "lat": (DEGREES, True, True),
    "long": (DEGREES, True, True),
    "media_url": (TEXT, True, True),
}
NOTE = {"datetime": (MOMENT, True, False), "status": (STATUS, True, False), "description": (TEXT, True, False)}
EXTENDED = REQUEST | {
    "kind": (TEXT, True, False),
    "state": (TEXT, True, True),
    "deadline": (r"\d{4}-\d\d-\d\d", True, True),
    "deadline_basis": (TEXT, True, True),
    "notes": ("note", NOTE),
    "leaf": {"log": (TEXT, True, False), "index": (r"\d+", True, False)},
}
ENDPOINT = {
    "specification": (r"http://wiki\.open311\.org/GeoReport_v2", True, False),
    "url": (r"https?://.+/open311/v2", True, False),
    "changeset": (MOMENT, True, False),
    "type": (r"production|test", True, False),
    "formats": ("format", r"text/xml|application/json"),
}
DOCUMENTS = {
    "discovery": {
        "changeset": (MOMENT, True, False),
        "contact": (TEXT, True, False),
        "key_service": (TEXT, True, False),
        "endpoints": ("endpoint", ENDPOINT),
    },
    "services": ("service", SERVICE),
    "service_definition": {"service_code": (ID, True, False), "attributes": ("attribute", ATTRIBUTE)},
    "service_requests": ("request", REQUEST),
    "extended": ("request", EXTENDED),
    "receipt": ("request", {"service_request_id": (ID, True, False), "service_notice": (TEXT, True, False)}),
    "tokens": ("request", {"service_request_id": (ID, True, False), "token": (ID, True, False)}),
    "service_request_updates": (
        "request_update",
        {
            "update_id": (r"\w+", True, False),
            "service_request_id": (ID, True, False),
            "status": (STATUS, True, False),
            "description": (TEXT, True, False),
            "updated_datetime": (MOMENT, True, False),
            "media_url": (TEXT, True, True),
            "external_status_code": (TEXT, True, True),
        },
    ),
    "errors": ("error", {"code": (r"400|403|404|429", True, False), "description": (TEXT, True, False)}),
}
ROOTS = {"extended": "service_requests", "receipt": "service_requests", "tokens": "service_requests"}


def faults(document: bytes, name: str) -> list[str]:
    """What is wrong in `document` as the document called `name`; a document that is no XML raises ParseError."""
    assert document.startswith(b'<?xml version="1.0" encoding="utf-8"?>')
    assert b"<!" not in document
    root = ET.fromstring(document)
    wanted = ROOTS.get(name, name)
    return [f"root {root.tag}"] if root.tag != wanted else list(_faults(root, DOCUMENTS[name], wanted))


def _faults(element, fact, where):
    if isinstance(fact, dict):
        yield from _of_mapping(element, fact, where)
    elif len(fact) == 2:
        yield from _of_list(element, fact, where)
    else:
        pattern, _needed, empty = fact
        text = element.text or ""
        if len(element) or not (re.fullmatch(pattern, text) or (empty and not text)):
            yield f"{where}: {text[:40]!r}"


def _of_mapping(element, fact, where):
    tags = [child.tag for child in element]
    if len(set(tags)) < len(tags) or set(tags) - fact.keys():
        yield f"{where}: {tags}"
        return
    for tag, inner in fact.items():
        child = element.find(tag)
        if child is None:
            yield f"{where}: no {tag}"
        else:
            yield from _faults(child, inner, f"{where}/{tag}")


def _of_list(element, fact, where):
    tag, inner = fact
    for child in element:
        if child.tag != tag:
            yield f"{where}: {child.tag}"
        elif isinstance(inner, str):
            yield from _faults(child, (inner, True, False), f"{where}/{tag}")
        else:
            yield from _faults(child, inner, f"{where}/{tag}")
