"""civicbot, as it is, against a running office: `python ask_with_civicbot.py ADDRESS NUMBER HIDDEN KEY`."""

import sys

import pytest
from civicbot.http import HttpError, HttpTransport, RateLimiter
from civicbot.open311 import Open311Client
from civicbot.registry import Endpoint

address, number, hidden, key = sys.argv[1:]
endpoint = Endpoint(id="liuxi", name="Liuxi", base_url=f"{address}/open311/v2/", write=True)
office = Open311Client(endpoint, HttpTransport(rate_limiter=RateLimiter(0)), jurisdiction_id="liuxi.example")

services = office.list_services()
code = services[-1]["service_code"]
definition = office.get_service_definition(code)
assert definition["service_code"] == code
assert number in {one["service_request_id"] for one in office.list_requests(status="open", page_size=100)}
assert office.get_request(number)["service_request_id"] == number
assert office.get_token(number) == [{"service_request_id": number, "token": number}]
assert office.list_requests(service_request_ids=[number, hidden])[0]["service_request_id"] == number

said = {"lat": 31.2304, "lng": 121.4737, "address_string": "人民路口", "description": "井盖松了，骑车会摔。"}
sent = office.create_request(
    code,
    dry_run=False,
    confirm="SEND",
    api_key=key,
    validate_remote=True,
    attributes={"PUBLISH": "yes", "KIND": "complaint", "WANTS": ["action"]},
    email="li@example.org",
    first_name="桂英",
    last_name="李",
    phone="13812342041",
    device_id="device-7",
    **said,
)
(receipt,) = sent.response
assert "service_notice" in receipt
back = office.get_request(receipt["service_request_id"])
assert back["description"] == said["description"], back
assert (back["service_code"], back["status"], back["address"]) == (code, "open", "人民路口")
assert (back["lat"], back["long"]) == (31.23, 121.474)
told = repr(office.list_requests())
for word in ("li@example.org", "13812342041", "桂英", "device-7"):
    assert word not in told, word

for wrong, status in (
    (lambda: office.get_request(hidden), 404),
    (lambda: office.create_request(code, dry_run=False, confirm="SEND", api_key="wrong", **said), 403),
    (lambda: office.create_request("999999", dry_run=False, confirm="SEND", api_key=key, **said), 404),
):
    with pytest.raises(HttpError) as refused:
        wrong()
    assert refused.value.status == status
    assert refused.value.body.startswith(f'[{{"code":{status},'), refused.value.body
print("ok")
