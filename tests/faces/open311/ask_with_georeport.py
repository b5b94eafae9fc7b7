"""georeport, as it is, against a running office: `python ask_with_georeport.py ADDRESS NUMBER HIDDEN FORMAT`."""

import sys

import pytest
import requests
from georeport import GeoReport

address, number, hidden, fmt = sys.argv[1:]
office = GeoReport(f"{address}/open311/v2", jurisdiction="liuxi.example", output_format=fmt)

services = office.get_service_list()
assert len(services) > 300, len(services)
assert all(one["service_code"] and one["service_name"] for one in services)
assert {str(one["metadata"]).lower() for one in services} == {"true"}

definition = office.get_service_definition(services[1]["service_code"])
attributes = definition["attributes"] if fmt == "json" else definition["attributes"]["attribute"]
assert [one["code"] for one in attributes] == ["PUBLISH", "KIND", "WANTS", "NAMING"]

found = office.get_service_requests()
assert {one["service_request_id"] for one in found} >= {number}
assert hidden not in {one["service_request_id"] for one in found}
(one,) = [one for one in found if one["service_request_id"] == number]
assert one["status"] == "open"
assert one["description"] == "三盏灯都不亮 <二组> & 小学", one["description"]
assert one["requested_datetime"].endswith("Z")

if fmt == "json":  # of an empty list in XML it makes nothing
    assert office.get_service_requests(start_date="2000-01-01T00:00:00Z", end_date="2000-03-01T00:00:00Z") == []
assert office.get_service_request(number)["service_request_id"] == number
picked = office.get_service_requests(service_request_id=f"{number},{hidden}")
assert [row["service_request_id"] for row in (picked if isinstance(picked, list) else [picked])] == [number]

for wrong in (lambda: office.get_service_request(hidden), lambda: office.get_service_definition("nowhere")):
    with pytest.raises(requests.HTTPError) as refused:
        wrong()
    assert refused.value.response.status_code == 404
print("ok")
